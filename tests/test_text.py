"""The views of a text: in order, inside it, and never changing it."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoth.text import Quotation, encodable, paragraphs, quotations, sentences, words

# Marks, line breaks and words, so that what is drawn looks more like a report than random characters do.
MARKS = [*"\"“”‘’'«»„‹›「」()—", "``", "''", ", ", ". ", "? "]
SPACES = [" ", "\n", "\n\n", "\r\n", "\u2028", "\u00a0"]
WORDS = [
    "He said",
    "it's",
    "the workers' union",
    "Nov. 8",
    "6 p.m. ",
    "U.S. ",
    "won",
    "e\u0301",
    "\x00",
    "\u200f",
    "🚢",
]
PIECES = st.sampled_from([*MARKS, *SPACES, *WORDS])
TEXTS = st.one_of(st.lists(PIECES, max_size=40).map("".join), st.text(max_size=60))


def quoted(text: str, depth: int = 0) -> list[str]:
    """The quotations of one depth, as their words."""
    return [text[q.start : q.end] for q in quotations(text) if q.depth == depth]


def sliced(text: str, ranges: list[tuple[int, int]]) -> list[str]:
    """The words of some ranges."""
    return [text[a:b] for a, b in ranges]


@settings(deadline=None)
@given(TEXTS)
def test_paragraphs_and_sentences_are_in_order_and_inside(text: str) -> None:
    """Paragraphs, and the sentences in each, are not empty, do not overlap, have no white space around them, and
    leave out nothing but white space.
    """
    found = paragraphs(text)
    inner = sentences(text)
    for ranges in (found, inner):
        assert all(a < b for a, b in ranges)
        assert all(x[1] <= y[0] for x, y in pairwise(ranges))
        assert all(piece == piece.strip() for piece in sliced(text, ranges))
        assert "".join("".join(sliced(text, ranges)).split()) == "".join(text.split())
    assert all(any(p <= a and b <= q for p, q in found) for a, b in inner)


@settings(deadline=None)
@given(TEXTS, st.data())
def test_sentences_of_a_part_stay_in_it(text: str, data: st.DataObject) -> None:
    """Sentences asked for between two offsets lie between them, counted from the beginning of the whole text."""
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assert sliced(text, sentences(text, start, end)) == sliced(text[start:end], sentences(text[start:end]))
    assert all(start <= a < b <= end for a, b in sentences(text, start, end))


@given(TEXTS)
def test_quotations_are_in_order_and_within_one_paragraph(text: str) -> None:
    """Quotations begin in text order, each lies in one paragraph, and an inner one within one of the depth above."""
    found = quotations(text)
    assert [q.start for q in found] == sorted(q.start for q in found)
    blocks = paragraphs(text)
    for n, q in enumerate(found):
        assert 0 <= q.start < q.end <= len(text)
        assert any(a <= q.start and q.end <= b for a, b in blocks)
        if q.depth:
            outer = next(o for o in reversed(found[:n]) if o.depth == q.depth - 1)
            assert outer.start <= q.start < q.end <= outer.end
    outermost = [q for q in found if not q.depth]
    assert all(x.end <= y.start for x, y in pairwise(outermost))


@given(TEXTS)
def test_quotations_end_in_the_marks_that_they_say(text: str) -> None:
    """An opened quotation begins with a mark, a closed one ends with one, and one that continues has no end."""
    marks = set("\"“”‘’'«»„‹›「」`‚‛‟〝〞＂『』")
    for q in quotations(text):
        assert not q.opened or text[q.start] in marks
        assert not q.closed or text[q.end - 1] in marks
        assert not (q.continues and q.closed)
        assert q.opened or q.closed


@given(TEXTS)
def test_words_leave_out_nothing_but_white_space(text: str) -> None:
    """Words and punctuation together are the text without its white space."""
    found = list(words(text))
    assert "".join(sliced(text, found)) == "".join(text.split())


@given(st.text(st.characters(codec=None), max_size=30))
def test_encodable_text_has_the_same_length(text: str) -> None:
    """A text with lone surrogates has a view of the same length that UTF-8 can hold, and is itself left alone."""
    view = encodable(text)
    assert len(view) == len(text)
    assert all(a == b or "\ud800" <= a <= "\udfff" for a, b in zip(text, view, strict=True))
    view.encode()


@pytest.mark.parametrize("blank", ["\n\n", "\r\n\r\n", "\n \t\n", "\u2029", "\r\r"])
def test_a_blank_line_ends_a_paragraph(blank: str) -> None:
    """Paragraphs end at blank lines, however the lines are broken."""
    text = f"  The bridge opened.{blank}The road did not. "
    assert sliced(text, paragraphs(text)) == ["The bridge opened.", "The road did not."]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_a_hard_wrapped_paragraph_is_one(newline: str) -> None:
    """Lines that are all about as full belong together, however they are broken; short ones are paragraphs."""
    line = "The harbour master spoke to the crew for almost an hour"
    assert len(paragraphs(newline.join([line, line, line, "and left."]))) == 1
    assert len(paragraphs(newline.join(["The bridge opened.", "The road did not.", "Nobody came."]))) == 3


def test_abbreviations_and_times_end_no_sentence() -> None:
    """Neither "6 p.m. Thursday" nor "Nov. 8" is cut in two."""
    text = "It opens at 6 p.m. Thursday. It closes on Nov. 8. Nobody minds."
    assert len(sentences(text)) == 3


@pytest.mark.parametrize("marks", ['""', "“”", "‘’", "''", "«»", "„“", "„”", "»«", "‹›", "「」", '“"', '"”'])
def test_marks_of_every_kind(marks: str) -> None:
    """A quotation is found whatever marks it has, also when they do not match."""
    text = f"She said {marks[0]}it is safe{marks[1]} and left."
    assert quoted(text) == [f"{marks[0]}it is safe{marks[1]}"]


def test_apostrophes_are_no_marks() -> None:
    """Contractions, possessives and years are not quotation marks, inside single ones either."""
    assert quoted("It's the workers' union's '90s plan, isn't it?") == []
    assert quoted("She said 'the workers' union won't pay' and left.") == ["'the workers' union won't pay'"]


def test_nested_quotations_have_depth() -> None:
    """A quotation within another comes after it, one deeper."""
    text = "“He told me, ‘It is safe,’ twice,” she said."
    assert quoted(text) == ["“He told me, ‘It is safe,’ twice,”"]
    assert quoted(text, depth=1) == ["‘It is safe,’"]


def test_an_unclosed_quotation_ends_with_its_paragraph() -> None:
    """A mark that nothing closes reaches to the end of its paragraph and says so."""
    text = "She said “it is safe.\n\nThe road is closed."
    (q,) = quotations(text)
    assert (text[q.start : q.end], q.closed, q.continues) == ("“it is safe.", False, False)


def test_an_unopened_quotation_begins_with_its_paragraph() -> None:
    """A closing mark that nothing opened reaches back to the beginning of its paragraph and says so."""
    (q,) = quotations("It is safe,” she said.")
    assert (q.start, q.opened, q.closed) == (0, False, True)


def test_a_quotation_over_paragraphs_continues() -> None:
    """Where each paragraph opens with a mark and only the last closes, all but the last continue."""
    found = quotations("“It is safe.\n\n“It was always safe.\n\n“It will be.”\n\n“No,” he said.")
    assert [q.continues for q in found] == [True, True, False, False]


def test_a_quotation_is_a_plain_value() -> None:
    """Two quotations with the same fields are the same."""
    assert quotations("“a”") == [Quotation(0, 3)]
