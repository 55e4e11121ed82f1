"""The kind of a content: which of its words stand inside quotation marks."""

from hypothesis import given
from hypothesis import strategies as st

from quoth.kinds import kind_of
from quoth.records import Kind
from quoth.text import quotations

TEXT = "“We won,” Ann Lee said, adding that the “storm” was over. ‘It is done.’ “He said ‘no’ to us,” she said."


def kind(*pieces: str, text: str = TEXT) -> Kind:
    """The kind of the content made of these pieces of a text."""
    spans = [(text.index(piece), text.index(piece) + len(piece)) for piece in pieces]
    return kind_of(text, spans, quotations(text))


def test_all_words_in_marks_is_direct() -> None:
    """A content all of whose words are in quotation marks is direct, with the marks or without them."""
    assert kind("“We won,”") == kind("We won") == "direct"


def test_some_words_in_marks_is_mixed() -> None:
    """One quoted word in a sentence of the reporter's makes it mixed, and so does a "that" outside the marks."""
    assert kind("that the “storm” was over") == "mixed"
    assert kind("that the “storm”") == "mixed"


def test_no_word_in_marks_is_indirect() -> None:
    """A content outside all quotation marks is indirect."""
    assert kind("was over") == "indirect"


def test_punctuation_outside_the_marks_changes_nothing() -> None:
    """Only words count: a comma or a full stop outside the marks leaves a quotation direct."""
    assert kind("“We won,” ", "‘It is done.’ ") == "direct"
    assert kind("“No”.", text="He said: “No”.") == "direct"


def test_pieces_count_together() -> None:
    """A content in pieces is direct only if each of them is."""
    assert kind("“We won,”", "‘It is done.’") == "direct"
    assert kind("“We won,”", "was over") == "mixed"


def test_single_marks_count() -> None:
    """Single quotation marks are quotation marks; an apostrophe is none."""
    assert kind("‘It is done.’") == "direct"
    assert kind("the workers' union won't pay", text="She said the workers' union won't pay.") == "indirect"


def test_a_nested_quotation_changes_nothing() -> None:
    """A quotation within a quotation leaves it direct."""
    assert kind("“He said ‘no’ to us,”") == "direct"


def test_crossed_marks_are_marks() -> None:
    """A word inside marks that cross others is inside."""
    assert kind_of(".‘a”a'", [(0, 5)], quotations(".‘a”a'")) == "direct"


def test_content_without_words_is_indirect() -> None:
    """A content of punctuation alone, or none at all, has no word in quotation marks."""
    assert kind(",”") == "indirect"
    assert kind_of(TEXT, [], quotations(TEXT)) == "indirect"


@given(st.text(alphabet="ab “”\"‘’'.\n", max_size=40), st.data())
def test_kinds_agree_with_their_definition(text: str, data: st.DataObject) -> None:
    """However the marks stand, the kind is what looking at each word on its own gives."""
    marks = quotations(text)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    words = [at for at in range(start, end) if text[at].isalnum()]
    inside = [any(q.start <= at < q.end for q in marks) for at in words]
    expected = "indirect" if not any(inside) else "direct" if all(inside) else "mixed"
    assert kind_of(text, [(start, end)], marks) == expected
