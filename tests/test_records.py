"""Records: checked when they are made, and the same there and back through JSON."""

import dataclasses
import json
from typing import Any, get_args

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from quoth.errors import RecordError, SpanError
from quoth.records import (
    Article,
    Attitude,
    Dropped,
    Kind,
    Part,
    PartName,
    Place,
    Polarity,
    Record,
    SaidOn,
    Span,
    Speaker,
    SpeakerType,
    Statement,
    article_id,
    text_digest,
)

TEXT = "“The bridge is safe,” the mayor said on Monday, “and so is the road.”"
# Lone surrogates and all: what comes out of a broken file must not break a record.
ANY = st.text(st.characters(codec=None), max_size=20)
SOME = st.none() | ANY
CHANCE = st.floats(0, 1)

SPANS = st.builds(lambda start, text: Span(start, start + len(text), text), st.integers(0, 99), ANY.filter(bool))
SPEAKERS = st.builds(Speaker, SOME, st.sampled_from(get_args(SpeakerType)), SOME, SOME, st.none() | CHANCE)
DATES = st.builds(SaidOn, ANY, ANY, ANY)
DROPPED = st.builds(Dropped, ANY, ANY, ANY)


@st.composite
def ranges(draw: st.DrawFn, size: int, *, least: int = 0) -> list[tuple[int, int]]:
    """Ranges in order that do not overlap, inside a text of ``size`` characters."""
    cuts = sorted(draw(st.sets(st.integers(0, size), min_size=2 * least, max_size=6)))
    pairs = list(zip(cuts[::2], cuts[1::2], strict=False))
    assume(len(pairs) >= least)
    return pairs


@st.composite
def articles(draw: st.DrawFn) -> Article:
    """An article of any text, with parts in order."""
    text = draw(ANY)
    names = st.sampled_from(get_args(PartName))
    return Article.of(
        text,
        origin=draw(ANY),
        title=draw(SOME),
        url=draw(SOME),
        outlet=draw(SOME),
        published=draw(SOME),
        authors=draw(st.lists(ANY, max_size=2)),
        language=draw(SOME),
        parts=[Part(draw(names), a, b) for a, b in draw(ranges(len(text)))],
        notes=draw(st.lists(ANY, max_size=2)),
    )


@st.composite
def statements(draw: st.DrawFn) -> Statement:
    """A statement of an article with the text TEXT."""
    return Statement.of(
        Article.of(TEXT, origin="test"),
        content=draw(ranges(len(TEXT), least=1)),
        cue=draw(ranges(len(TEXT))),
        source=draw(ranges(len(TEXT))),
        kind=draw(st.sampled_from(get_args(Kind))),
        confidence=draw(CHANCE),
        made_by=draw(ANY),
        attitude=draw(st.none() | st.sampled_from(get_args(Attitude))),
        polarity=draw(st.none() | st.sampled_from(get_args(Polarity))),
        speaker=draw(st.none() | SPEAKERS),
        said_on=draw(st.none() | DATES),
        within=draw(SOME),
    )


def statement(**changes: Any) -> Statement:
    """A plain statement of TEXT, in two pieces."""
    values: dict[str, Any] = {
        "content": [(0, 21), (48, len(TEXT))],
        "cue": [(32, 36)],
        "source": [(22, 31)],
        "kind": "direct",
        "confidence": 0.5,
        "made_by": "test",
    }
    return Statement.of(Article.of(TEXT, origin="test"), **(values | changes))


@given(st.one_of(SPANS, SPEAKERS, DATES, DROPPED, articles(), statements()))
def test_json_there_and_back(record: Record) -> None:
    """Every record is the same after a journey through JSON."""
    there = json.loads(json.dumps(record.to_dict()))
    assert type(record).from_dict(there) == record


@given(articles(), st.data())
def test_a_span_slices_to_its_own_words(article: Article, data: st.DataObject) -> None:
    """A span made from a text holds exactly that slice, and passes its own check."""
    text = article.text
    for start, end in data.draw(ranges(len(text))):
        span = Span.of(text, start, end)
        assert span.text == text[start:end]
        span.check(text)


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (0, 0), (3, 2), (0, 99), (99, 100)])
def test_a_span_outside_its_text_is_refused(start: int, end: int) -> None:
    """An empty span, or one that leaves the text, is an error that says where."""
    with pytest.raises(SpanError) as caught:
        Span.of("a few words", start, end)
    assert (caught.value.start, caught.value.end, caught.value.size) == (start, end, 11)


def test_a_span_of_other_words_is_refused() -> None:
    """A span must be as long as its words, and must be found where it says."""
    with pytest.raises(SpanError):
        Span(0, 3, "four")
    with pytest.raises(SpanError):
        Span(0, 4, "four").check("five")


@given(ANY)
def test_the_same_text_has_the_same_id(text: str) -> None:
    """An article's id and digest depend on its text alone, and the text is kept to the letter."""
    one, other = Article.of(text, origin="a", title="A"), Article.of(text, origin="b")
    assert one.id == other.id == article_id(text)
    assert one.sha256 == text_digest(text)
    assert one.text == text


def test_an_article_with_another_digest_is_refused() -> None:
    """A text that was altered after it was hashed is no article."""
    article = Article.of(TEXT, origin="test")
    with pytest.raises(RecordError):
        dataclasses.replace(article, text=TEXT.replace("safe", "shut"))
    with pytest.raises(RecordError):
        dataclasses.replace(article, id="ar_0")


@pytest.mark.parametrize("parts", [[(5, 3)], [(0, 999)], [(0, 5), (4, 9)], [(6, 9), (0, 5)]])
def test_parts_that_overlap_or_leave_the_text_are_refused(parts: list[tuple[int, int]]) -> None:
    """Parts stand in text order, apart from each other and inside the text."""
    with pytest.raises(SpanError):
        Article.of(TEXT, origin="test", parts=[Part("headline", a, b) for a, b in parts])


def test_a_place_is_that_of_the_part() -> None:
    """What begins in a headline or a caption stands there; all else is body, furniture too."""
    names: tuple[PartName, ...] = ("headline", "caption", "furniture")
    parts = [Part(name, 10 * n, 10 * n + 5) for n, name in enumerate(names)]
    article = Article.of(TEXT, origin="test", parts=parts)
    assert [article.place_of(at) for at in (0, 4, 5, 10, 20, 40)] == [
        "headline",
        "headline",
        "body",
        "caption",
        "body",
        "body",
    ]
    assert set(get_args(Place)) == {"headline", "body", "caption"}


def test_a_statement_needs_content() -> None:
    """There is no statement without anything stated; cue and source may be missing."""
    with pytest.raises(RecordError):
        statement(content=[])
    assert statement(cue=[], source=[]).cue == ()


def test_spans_of_a_role_may_not_overlap() -> None:
    """The pieces of a role are sorted when they are given, and refused if they overlap."""
    assert statement(content=[(48, 50), (0, 21)]).content[0].start == 0
    with pytest.raises(RecordError):
        statement(content=[(0, 21), (20, 30)])


@pytest.mark.parametrize("confidence", [-0.1, 1.1, float("nan")])
def test_confidence_is_between_0_and_1(confidence: float) -> None:
    """A confidence outside 0 to 1, or none at all, is refused."""
    with pytest.raises(RecordError):
        statement(confidence=confidence)


def test_the_id_is_that_of_the_spans() -> None:
    """What is said about a statement does not change its id; moving a span does."""
    assert statement(confidence=0.9, kind="mixed").id == statement().id
    assert statement(cue=[(32, 35)]).id != statement().id
    assert statement(cue=[], source=[(32, 36)]).id != statement(cue=[(32, 36)], source=[]).id


def test_a_statement_is_checked_against_its_article() -> None:
    """A statement passes the check of its own article and of no other."""
    statement().check(Article.of(TEXT, origin="elsewhere"))
    with pytest.raises(RecordError):
        statement().check(Article.of(TEXT + " ", origin="test"))


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"start": 0, "end": 1},
        {"start": 0, "end": 1, "text": "a", "more": 1},
        {"start": "0", "end": 1, "text": "a"},
        {"start": True, "end": 1, "text": "a"},
        {"start": 0, "end": 1, "text": None},
        [],
    ],
)
def test_what_is_no_record_is_refused(values: Any) -> None:
    """JSON with a missing, unknown or ill-typed field is no record."""
    with pytest.raises(RecordError):
        Span.from_dict(values)


@pytest.mark.parametrize(
    "change", [{"kind": "loud"}, {"content": "words"}, {"content": [1]}, {"speaker": []}, {"confidence": "high"}]
)
def test_fields_within_a_record_are_checked(change: dict[str, Any]) -> None:
    """Literals, lists and records within a record are checked as it is."""
    with pytest.raises(RecordError):
        Statement.from_dict(statement().to_dict() | change)


def test_a_whole_number_will_do_for_a_fraction() -> None:
    """JSON that has 1 for 1.0 is understood."""
    assert Statement.from_dict(statement().to_dict() | {"confidence": 1}).confidence == 1.0


def test_records_cannot_be_changed() -> None:
    """Records are frozen, and have no room for other fields."""
    with pytest.raises(dataclasses.FrozenInstanceError):
        Span(0, 1, "a").start = 1  # type: ignore[misc]
    assert not hasattr(Span(0, 1, "a"), "__dict__")
