"""Predictions that make one statement of two, by hand."""

from quoth.evaluate.annotation import Attribution, Spans
from quoth.evaluate.metrics import Count, count_article
from quoth.records import Article

# 0Ann 1said 2it 3rained 4all 5day 6, 7and 8Bo 9swore 10that 11the 12old 13dam 14would 15hold 16, 17he 18added 19.
TEXT = "Ann said it rained all day, and Bo swore that the old dam would hold, he added."


def at(words: str) -> Spans:
    """The span of these words in TEXT."""
    start = TEXT.index(words)
    return ((start, start + len(words)),)


RAIN = Attribution(at("Ann"), at("said"), at("it rained all day"))  # 4 tokens
DAM = Attribution(at("Bo"), at("swore"), at("that the old dam would hold"))  # 6 tokens
BOTH = at("it rained all day, and Bo swore that the old dam would hold")  # 14 tokens


def joined(gold: tuple[Attribution, ...], *contents: Spans) -> int:
    """How many predictions with these contents join two of the gold."""
    predicted = [Attribution(content=content) for content in contents]
    count = count_article(Article.of(TEXT, origin="test"), gold, predicted).counts["joined"]
    assert count == Count(count.right, len(contents), count.right, len(contents))
    return count.right


def test_a_prediction_that_holds_two_statements_is_joined() -> None:
    """It overlaps neither by half: 4 and 6 of 14 tokens; a statement alone, or nothing, is not joined."""
    assert joined((RAIN, DAM), BOTH) == 1
    assert joined((RAIN, DAM), RAIN.content, BOTH, DAM.content) == 1
    assert joined((RAIN, DAM), RAIN.content, at("would hold, he"), ()) == 0
    assert joined((DAM,), BOTH) == 0


def test_four_fifths_of_each_must_be_there() -> None:
    """Of the dam's six tokens five are enough, and four are not; of the rain's four it takes all."""
    assert joined((RAIN, DAM), at("it rained all day, and Bo swore that the old dam would")) == 1
    assert joined((RAIN, DAM), at("it rained all day, and Bo swore that the old dam")) == 0
    assert joined((RAIN, DAM), at("rained all day, and Bo swore that the old dam would hold")) == 0
    five = Attribution(at("Ann"), at("said"), at("it rained all day,"))
    assert joined((five, DAM), at("rained all day, and Bo swore that the old dam would hold")) == 1


def test_a_prediction_near_a_statement_is_that_statement() -> None:
    """Where any gold content overlaps it by half it is a match with wide edges: here the dam by 6 of 12 tokens."""
    short = Attribution(at("Ann"), at("said"), at("all day"))
    content = at("all day, and Bo swore that the old dam would hold")
    assert joined((short, DAM), content) == 0
    assert joined((short, DAM), (*content, *at(", he"))) == 1  # 6 of 14
    outer = Attribution(at("he"), at("added"), BOTH)
    assert joined((RAIN, DAM, outer), BOTH) == 0


def test_statements_by_one_cue_are_one_matter() -> None:
    """One cue, or none, does not make two; another source is not needed."""
    assert joined((RAIN, Attribution(at("Bo"), at("said"), DAM.content)), BOTH) == 0
    assert joined((RAIN, Attribution(at("Bo"), (), DAM.content)), BOTH) == 0
    assert joined((Attribution(RAIN.source, (), RAIN.content), Attribution((), (), DAM.content)), BOTH) == 0
    assert joined((RAIN, Attribution(at("Ann"), at("swore"), DAM.content)), BOTH) == 1


def test_statements_one_in_the_other_are_one() -> None:
    """Contents that share a token, or a cue or a source in the other's content, either way round."""
    overlapping = Attribution(at("Bo"), at("swore"), (*at("day"), *DAM.content))
    with_cue = Attribution(at("Ann"), at("said"), (*RAIN.content, *at("swore")))
    with_source = Attribution(at("Ann"), at("said"), (*RAIN.content, *at("Bo")))
    for inner, outer in ((RAIN, overlapping), (DAM, with_cue), (DAM, with_source)):
        assert joined((inner, outer), BOTH) == 0
        assert joined((outer, inner), BOTH) == 0


def test_pieces_may_lie_apart() -> None:
    """Tokens count, however many spans they come in."""
    assert joined((RAIN, DAM), (*RAIN.content, *DAM.content)) == 0  # the dam is 6 of its 10 tokens
    assert joined((RAIN, DAM), (*RAIN.content, *DAM.content, *at("he added."))) == 1  # 6 of 13
