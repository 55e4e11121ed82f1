"""The metrics against numbers worked out by hand, and against a slow implementation of their definitions."""

import re
from fractions import Fraction
from itertools import product
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from quoth.evaluate.annotation import Attribution, Spans
from quoth.evaluate.metrics import METRICS, Count, count_article
from quoth.records import Article, Part

# tokens:   0“ 1We 2won 3, 4” 5Ann 6Lee 7said 8. 9Bo 10Dahl 11hinted 12that 13taxes 14rise 15.
#           16It 17was 18thought 19that 20rain 21fell 22.
TEXT = "“We won,” Ann Lee said. Bo Dahl hinted that taxes rise.\n\nIt was thought that rain fell."


def at(words: str) -> Spans:
    """The span of these words in TEXT."""
    start = TEXT.index(words)
    return ((start, start + len(words)),)


GOLD = (
    Attribution(at("Ann Lee"), at("said"), at("“We won,”")),
    Attribution(at("Bo Dahl"), at("hinted"), at("that taxes rise")),
    Attribution((), at("was thought"), at("that rain fell")),
)
PREDICTED = (
    Attribution(at("Lee"), at("said."), at("We won,")),  # right: 3 of 5 tokens of the content, and a part of the source
    Attribution(at("Ann Lee"), at("hinted"), at("that taxes rise")),  # the right content with the wrong source
    Attribution((), at("was thought"), at("that rain fell")),  # right to the letter
    Attribution(at("Bo Dahl"), at("hinted"), at("hinted that taxes rise")),  # right: 3 of 4 tokens
    Attribution((), (), at("” Ann")),  # nothing, with a mark in it
)


def counts(gold: tuple[Attribution, ...], predicted: tuple[Attribution, ...], text: str = TEXT) -> dict[str, Count]:
    """The counts of one article."""
    return count_article(Article.of(text, origin="test"), gold, predicted).counts


def test_every_metric_has_a_count() -> None:
    """METRICS is exactly what is counted."""
    assert set(counts(GOLD, PREDICTED)) == set(METRICS)


def test_spans_by_hand() -> None:
    """Exact, trimmed and token counts of each role, as counted with a pencil."""
    found = counts(GOLD, PREDICTED)
    # gold 5-7 and 9-11; predicted 6-7, 5-7, 9-11 (Bo Dahl once): two right
    assert found["spans.source.exact"] == (2, 3, 2, 2)
    assert found["spans.source.token"] == (4, 4, 4, 4)
    # "said." is wrong to the letter, and right without its full stop; "hinted" comes twice and counts once
    assert found["spans.cue.exact"] == (2, 3, 2, 3)
    assert found["spans.cue.exact_trim"] == (3, 3, 3, 3)
    assert found["spans.cue.token"] == (4, 5, 4, 4)
    # gold 0-5, 12-15, 19-22; predicted 1-4, 12-15, 19-22, 11-15, 4-6
    assert found["spans.content.exact"] == (2, 5, 2, 3)
    # trimmed gold 1-3, 12-15, 19-22; trimmed predictions 1-3, 12-15, 19-22, 11-15, 5-6
    assert found["spans.content.exact_trim"] == (3, 5, 3, 3)
    # gold 5 + 3 + 3 tokens; predicted 1-6, 11-15, 19-22; shared 1-5, 12-15, 19-22
    assert found["spans.content.token"] == (10, 12, 10, 11)


def test_attributions_by_hand() -> None:
    """The second gold goes to the fourth prediction when sources count, to the second when they do not."""
    found = counts(GOLD, PREDICTED)
    assert found["attribution.relaxed"] == (3, 5, 3, 3)
    assert found["attribution.content_only"] == (3, 5, 3, 3)
    assert found["attribution.strict"] == (1, 5, 1, 3)
    # of the three content matches the first and the third have the right source (the third: none at all)
    assert found["source_given_content"] == (2, 3, 2, 3)


def test_marks_by_hand() -> None:
    """Among themselves, only the first gold and the last prediction hold a mark; by type, the first touches one."""
    found = counts(GOLD, PREDICTED)
    assert found["direct_mixed.relaxed"] == (0, 1, 0, 1)
    assert found["direct_mixed_bytype.relaxed"] == (1, 2, 1, 1)
    assert found["direct_mixed_bytype.content_only"] == (1, 2, 1, 1)
    assert found["direct_mixed_bytype.strict"] == (0, 2, 0, 1)


def test_kinds_and_places_by_hand() -> None:
    """Kind follows the marks of the text, whether the content holds them or not; place follows its beginning."""
    article = Article.of(TEXT, origin="test", parts=[Part("headline", 0, TEXT.index(" Bo"))])
    found = count_article(article, GOLD, PREDICTED).counts
    assert found["by_kind.direct"] == (1, 1, 1, 1)
    assert found["by_kind.mixed"] == (0, 0, 0, 0)
    assert found["by_kind.indirect"] == (2, 4, 2, 2)
    assert found["by_place.headline"] == (1, 2, 1, 1)
    assert found["by_place.body"] == (2, 3, 2, 2)


def test_which_predictions_are_right() -> None:
    """Right is relaxed; of two predictions for one gold attribution one is right."""
    article = Article.of(TEXT, origin="test")
    assert count_article(article, GOLD, PREDICTED).right == (True, False, True, True, False)
    assert count_article(article, GOLD[:1], GOLD[:1] * 2).right == (True, False)


def test_a_content_in_part_quoted_is_mixed() -> None:
    """Some words inside marks, some not."""
    text = "The fund called it “a shame”, and a loss."
    content = ((text.index("“"), len(text) - 1),)
    assert counts((Attribution(content=content),), (), text)["by_kind.mixed"] == (0, 0, 0, 1)


def test_pieces_that_touch_are_one_fragment() -> None:
    """Two pieces with no word between are one fragment; with one between, two."""
    gold = Attribution(content=(*at("that taxes"), *at("rise"), *at("that rain")))
    assert counts((gold,), ())["spans.content.exact"].gold == 2


def test_white_space_and_parts_of_words_do_not_matter() -> None:
    """A span covers every token that it touches."""
    ((start, end),) = at("that taxes rise")
    shifted = Attribution(at("Bo Dahl"), at("hinted"), ((start - 1, end - 2),))
    assert counts(GOLD[1:2], (shifted,))["attribution.strict"] == (1, 1, 1, 1)


def test_glued_marks() -> None:
    """A mark counts as touched right before the words, or after them with one character between; never over a space."""
    text = 'He said no. "Yes," she said, “maybe.” So?! "'
    touched = []
    for word in ("no", "Yes", "she", "maybe", "So"):
        start = text.index(word)
        made = (Attribution(content=((start, start + len(word)),)),)
        touched.append(counts((), made, text)["direct_mixed_bytype.strict"].predicted == 1)
    assert touched == [False, True, False, True, False]


# ------------------------------------------------------------------------------ the definitions, slowly

Tokens = list[tuple[int, int, str]]
MATCHES = ("relaxed", "content_only", "strict")


def reference(text: str, gold: tuple[Attribution, ...], predicted: tuple[Attribution, ...]) -> dict[str, Count]:
    """Every metric but kind and place straight from its definition, with no thought of speed."""
    tokens = [(m.start(), m.end(), m.group()) for m in re.finditer(r"\w+|[^\w\s]", text)]
    true, made = ([{r: _touched(tokens, getattr(a, r)) for r in ROLES} for a in side] for side in (gold, predicted))
    out: dict[str, Count] = {}
    for role in ROLES:
        whole = [{f for a in side for f in _fragments(a[role])} for side in (true, made)]
        trimmed = [{t for f in side if (t := _trim(tokens, f))} for side in whole]
        for name, (true_ends, made_ends) in (("exact", whole), ("exact_trim", trimmed)):
            same = len(true_ends & made_ends)
            out[f"spans.{role}.{name}"] = Count(same, len(made_ends), same, len(true_ends))
        g, p = ({i for a in side for i in a[role]} for side in (true, made))
        out[f"spans.{role}.token"] = Count(len(g & p), len(p), len(g & p), len(g))
    marked = [[any(tokens[i][2] in MARKS for i in a["content"]) for a in side] for side in (true, made)]
    touching = [_touches_mark(text, tokens, a["content"]) for a in made]
    for how in MATCHES:
        found = _match(true, made, how)
        out[f"attribution.{how}"] = Count(len(found), len(made), len(found), len(true))
        one, other = ([a for a, m in zip(*side, strict=True) if m] for side in ((true, marked[0]), (made, marked[1])))
        among = len(_match(one, other, how))
        out[f"direct_mixed.{how}"] = Count(among, len(other), among, len(one))
        right, answered = sum(touching[j] for _, j in found), sum(marked[0][i] for i, _ in found)
        out[f"direct_mixed_bytype.{how}"] = Count(right, sum(touching), answered, sum(marked[0]))
        if how == "content_only":
            linked = sum(_same_source(true[i], made[j]) for i, j in found)
            out["source_given_content"] = Count(linked, len(found), linked, len(found))
    two_in_one = sum(_joins(true, a["content"]) for a in made)
    out["joined"] = Count(two_in_one, len(made), two_in_one, len(made))
    return out


def _joins(true: list[dict[str, set[int]]], content: set[int]) -> bool:
    def apart(a: dict[str, set[int]], b: dict[str, set[int]]) -> bool:
        words = not any(a["content"] & b[role] for role in ROLES) and not any(b["content"] & a[role] for role in ROLES)
        return words and bool(a["cue"]) and bool(b["cue"]) and a["cue"] != b["cue"]

    if any(_iou(a["content"], content) >= Fraction(1, 2) for a in true):
        return False
    held = [a for a in true if a["content"] and 5 * len(a["content"] & content) >= 4 * len(a["content"])]
    return any(apart(a, b) for a, b in product(held, held))


ROLES = ("source", "cue", "content")
MARKS = ("“", "”", '"')


def _touched(tokens: Tokens, spans: Spans) -> set[int]:
    return {i for i, (a, b, _) in enumerate(tokens) for start, end in spans if a < end and start < b}


def _fragments(covered: set[int]) -> set[tuple[int, int]]:
    ends = [i for i in covered if i + 1 not in covered]
    return {(max(i for i in covered if i <= end and i - 1 not in covered), end + 1) for end in ends}


def _trim(tokens: Tokens, fragment: tuple[int, int]) -> tuple[int, int] | None:
    first, end = fragment
    while first < end and not re.match(r"\w", tokens[first][2]):
        first += 1
    while first < end and not re.match(r"\w", tokens[end - 1][2]):
        end -= 1
    return (first, end) if first < end else None


def _touches_mark(text: str, tokens: Tokens, covered: set[int]) -> bool:
    if any(tokens[i][2] in MARKS for i in covered):
        return True
    for first, end in _fragments(covered):
        before, after = text[: tokens[first][0]], text[tokens[end - 1][1] :]
        if re.search(r"[“”\"]\Z", before) or re.match(r"[^\w\s]?[“”\"]", after):
            return True
    return False


def _iou(one: set[int], other: set[int]) -> Fraction:
    return Fraction(len(one & other), len(one | other)) if one | other else Fraction(0)


def _same_source(g: dict[str, set[int]], p: dict[str, set[int]]) -> bool:
    return bool(g["source"] & p["source"]) or g["source"] == p["source"] == set()


def _match(true: list[dict[str, set[int]]], made: list[dict[str, set[int]]], how: str) -> list[tuple[int, int]]:
    def rank(pair: tuple[int, int]) -> Any:
        g, p = true[pair[0]], made[pair[1]]
        return [-_iou(g[role], p[role]) for role in ("content", "source", "cue")], pair

    def may(pair: tuple[int, int]) -> bool:
        g, p = true[pair[0]], made[pair[1]]
        if how == "strict":
            return g == p
        return _iou(g["content"], p["content"]) >= Fraction(1, 2) and (how == "content_only" or _same_source(g, p))

    left = [pair for pair in product(range(len(true)), range(len(made))) if may(pair)]
    found = []
    while left:
        best = min(left, key=rank)
        found.append(best)
        left = [pair for pair in left if pair[0] != best[0] and pair[1] != best[1]]
    return found


@st.composite
def cases(draw: st.DrawFn) -> tuple[str, tuple[Attribution, ...], tuple[Attribution, ...]]:
    """A text of few kinds of characters, and attributions whose spans meet often."""
    text = draw(st.text(alphabet="ab_é9 .,“”\"'\n", min_size=1, max_size=40))
    span = st.tuples(st.integers(0, len(text) - 1), st.integers(1, 8)).map(
        lambda s: (s[0], min(len(text), s[0] + s[1]))
    )
    spans = st.lists(span, max_size=3).map(tuple)
    attribution = st.builds(Attribution, spans, spans, spans)
    gold = draw(st.lists(attribution, max_size=5))
    other = st.one_of(attribution, st.sampled_from(gold)) if gold else attribution
    return text, tuple(gold), tuple(draw(st.lists(other, max_size=5)))


@settings(max_examples=300, deadline=None)
@given(cases())
def test_the_counts_are_those_of_the_definitions(case: tuple[str, Any, Any]) -> None:
    """Whatever the text and the spans, a plain reading of the definitions counts the same."""
    text, gold, predicted = case
    found = counts(gold, predicted, text)
    for name, count in reference(text, gold, predicted).items():
        assert found[name] == count, name


@settings(max_examples=100, deadline=None)
@given(cases())
def test_types_add_up(case: tuple[str, Any, Any]) -> None:
    """The kinds, and the places, share out all gold, all predictions and all relaxed matches."""
    text, gold, predicted = case
    found = counts(gold, predicted, text)
    for group in ("by_kind.", "by_place."):
        parts = [count for name, count in found.items() if name.startswith(group)]
        assert tuple(map(sum, zip(*parts, strict=True))) == found["attribution.relaxed"]
