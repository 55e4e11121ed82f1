"""Labels, lines of promotion, who is cited and what is heard are no statements; everything else stays."""

from typing import Literal

import pytest

from quoth.ingest import article_from_text
from quoth.read.sift import sifted
from quoth.records import Article, Statement

Kind = Literal["direct", "indirect", "mixed"]


def statement(article: Article, source: str, cue: str, content: str, kind: Kind = "indirect") -> Statement:
    """A statement by the first place where each of its words stands."""

    def at(words: str) -> list[tuple[int, int]]:
        return [(article.text.index(words), article.text.index(words) + len(words))] if words else []

    return Statement.of(
        article, content=at(content), cue=at(cue), source=at(source), kind=kind, confidence=0.9, made_by="test"
    )


def left(text: str, *rows: tuple[str, str, str], kind: Kind = "indirect") -> list[tuple[str, str, str]]:
    """Source, cue and content of what is left of ``rows``."""
    article = article_from_text(text)
    kept, _ = sifted(article, [statement(article, *row, kind) for row in rows], {})
    return [tuple(" / ".join(x.text for x in role) for role in (s.source, s.cue, s.content)) for s in kept]  # type: ignore[misc]


def test_a_label_that_nobody_is_named_by_labels() -> None:
    """The name of a columnist before a headline says nothing."""
    text = "Ada Voss: Dam is safe\n\nThe dam is safe, a court said."
    row = ("a court", "said", "The dam is safe")
    assert left(text, ("Ada Voss", ":", "Dam is safe"), row) == [row]


def test_a_headline_whose_speaker_is_named_below_stays() -> None:
    """The same form with somebody of the report is what he says."""
    text = "Voss: Dam is safe\n\nThe dam is safe, Ada Voss said."
    row = ("Voss", ":", "Dam is safe")
    assert left(text, row) == [row]


def test_a_line_in_capitals_among_others_is_promotion() -> None:
    """It stays where it is the headline."""
    row = ("STAR", "SAYS", "SHOW HELPED HER LOSE")
    assert left("It rained.\n\nSTAR SAYS SHOW HELPED HER LOSE\n\nIt snowed.", row) == []
    assert left("STAR SAYS SHOW HELPED HER LOSE\n\nIt snowed.", row) == [row]


def test_who_is_cited_is_no_content() -> None:
    """The source keeps what it says, and loses whom it cites."""
    text = "The Post, citing two aides, said the mill would close."
    whole = ("The Post, citing two aides,", "said", "the mill would close")
    assert left(text, whole, ("The Post", "citing", "two aides")) == [("The Post", "said", "the mill would close")]


def test_what_was_tied_to_citing_goes_to_the_cue_of_its_source() -> None:
    """In "reported, citing a man, that", the reporting is done by "reported"."""
    text = "The radio reported, citing a man, that a fifth was missing."
    found = left(text, ("The radio", "reported", "a man"), ("The radio", "citing", "that a fifth was missing"))
    assert found == [("The radio", "reported", "that a fifth was missing")]


@pytest.mark.parametrize("cue", ["hearing", "heard", "thanked"])
def test_what_is_taken_in_is_not_said(cue: str) -> None:
    """Hearing and thanking report no words, unless they are quoted."""
    text = f'Brandt {cue} "that he had won".'
    assert left(text, ("Brandt", cue, "that he had won")) == []
    assert len(left(text, ("Brandt", cue, '"that he had won"'), kind="direct")) == 1


@pytest.mark.parametrize(
    ("row", "stays"),
    [
        (("The army", "named", '"Operation Quiet Tide"'), False),
        (("Townspeople", "sang", "“The Miller’s Daughters”"), False),
        (("Townspeople", "sang", '"We shall not be moved"'), True),
        (("The army", "announced", '"Operation Quiet Tide"'), True),
    ],
)
def test_names_and_songs_are_no_statements(row: tuple[str, str, str], stays: bool) -> None:
    """A quoted name behind a cue that gives or sings it goes; words that are sung, and what is announced, stay."""
    assert left(f"{row[0]} {row[1]} {row[2]} on Monday.", row, kind="direct") == [row] * stays


def test_the_dash_of_a_dateline_reports_nothing() -> None:
    """What somebody says behind his name's dash stays, and so does what is said behind the dateline."""
    text = "DUNMARROW, May 3 – The two lands agreed to a truce, a clerk said.\n\nEbba Marl – the quay will hold."
    rows = [("", "–", "to a truce"), ("a clerk", "said", "The two lands agreed to a truce")]
    assert left(text, *rows) == rows[1:]
    row = ("Ebba Marl", "–", "the quay will hold")
    assert left("Ebba Marl – the quay will hold.", row) == [row]


def test_what_nobody_may_say_is_said_by_nobody() -> None:
    """A sentence that begins "Let nobody tell you" reports nothing; that nobody told somebody does."""
    row = ("nobody", "tell", "that the quay is dry")
    assert left("Let nobody tell you that the quay is dry.", row) == []
    row = ("nobody", "told", "that the quay is dry")
    assert left("Here nobody told him that the quay is dry.", row) == [row]
