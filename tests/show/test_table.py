"""The table of a reading: as wide as the terminal, and with every word in it."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from quoth.pipeline import Reading, read_article
from quoth.records import Article
from quoth.show.table import count, reading_table, tally
from tests.fakes import FakeReader

WORDS = "the long and winding words of an undersecretary for inland waterways 漢字漢字 🚢"
TEXT = f'FERRY [bold]SINKS[/bold] :boat:\n"{WORDS}," Commodore Hesper Lindqvane of the Velmoran coast guard said\n'


def reading(text: str = TEXT) -> Reading:
    """A reading by the fake reader."""
    return read_article(Article.of(text, origin="ferry.txt", outlet="Northern Wire", notes=["a guess"]), FakeReader())


@pytest.mark.parametrize("width", [60, 80, 120, 200])
def test_no_line_is_wider_than_asked_and_no_word_is_lost(width: int) -> None:
    """Words wrap; none is cut, whatever the width."""
    table = reading_table(reading(), width=width)
    assert max(cell_len(line) for line in table.splitlines()) <= width
    assert set(WORDS.split()) - {"🚢"} <= set(table.split())
    assert "\x1b" not in table


def test_the_head_says_where_it_comes_from() -> None:
    """The title, else the origin; the outlet; the notes of ingest. What looks like markup is text."""
    table = reading_table(reading(), width=80)
    assert table.startswith("ferry.txt\nNorthern Wire · ferry.txt\n")
    assert "note: a guess" in table


def test_places_other_than_the_body_are_named() -> None:
    """A statement in a headline says so under its kind."""
    text = '"We are safe," the mayor said\n'
    article = Article.from_dict(
        Article.of(text, origin="a.txt").to_dict() | {"parts": [{"name": "headline", "start": 0, "end": len(text)}]}
    )
    assert "headline" in reading_table(read_article(article, FakeReader()), width=80)


def test_counts_read_as_english() -> None:
    """One report, two reports; kinds in a fixed order."""
    assert [count(number, "report") for number in (0, 1, 1200)] == ["0 reports", "1 report", "1,200 reports"]
    assert tally(reading().statements) == "1 statement: 1 direct"
    assert tally([]) == "0 statements"
