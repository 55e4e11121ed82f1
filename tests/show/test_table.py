"""The table of a reading: as wide as the terminal, and with every word in it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from rich.cells import cell_len

from quoth.pipeline import Reading, read_article
from quoth.records import Article, SaidOn
from quoth.show.table import count, reading_table, tally
from tests.fakes import FakeReader
from tests.show import made

WORDS = "the long and winding words of an undersecretary for inland waterways 漢字漢字 🚢"
TEXT = f'FERRY [bold]SINKS[/bold] :boat:\n"{WORDS}," Commodore Hesper Lindqvane of the Velmoran coast guard said\n'


def reading(text: str = TEXT) -> Reading:
    """A reading by the fake reader."""
    return read_article(Article.of(text, origin="ferry.txt", outlet="Northern Wire", notes=["a guess"]), FakeReader())


@pytest.mark.parametrize("width", [60, 80, 120, 200])
def test_no_line_is_wider_than_asked_and_no_word_is_lost(width: int) -> None:
    """Words wrap; none is cut, whatever the width."""
    for each, words in ((reading(), WORDS.split()[1:-1]), (made.reading(), "that it had moved".split())):
        table = reading_table(each, width=width)
        assert max(cell_len(line) for line in table.splitlines()) <= width
        assert set(words) <= set(table.split())
        assert "\x1b" not in table


def test_the_head_says_where_it_comes_from() -> None:
    """The title, else the origin; the outlet; the notes of ingest. What looks like markup is text."""
    table = reading_table(reading(), width=80)
    assert table.startswith("ferry.txt\nNorthern Wire · ferry.txt\n1 statement: 1 direct\nnote: a guess\n\nwho ")


def test_each_row_says_who_how_what_and_when() -> None:
    """The role is told where the speaker is first met; the next row has the report's word for her alone."""
    lines = [line.split() for line in reading_table(made.reading(), width=120).splitlines()]
    assert ["who", "how", "what", "when"] in lines
    assert [*"Ada Quill denied that it had moved 3 Feb 2026".split()] in lines
    assert ["“She”", "indirect", "0.75", "“on", "Tuesday”"] in lines
    assert sum("mayor, Aldmoor" in " ".join(line) for line in lines) == 1


def test_a_statement_in_a_statement_is_set_in() -> None:
    """Under the one it stands in: an arrow before the speaker, and the words further right."""
    outer, inner = (
        next(
            line for line in reading_table(made.reading(), width=120).splitlines() if line.lstrip("↳ ").startswith(name)
        )
        for name in ("Lantern", "Ada Quill")
    )
    assert inner.startswith("↳ Ada Quill")
    assert inner.index("the bridge was safe") == outer.index("that its mayor") + 2


def test_a_statement_in_one_that_is_in_no_row_above_names_it() -> None:
    """So that nobody has to look for it."""
    table = reading_table(made.reading(made.SAFE, made.LANTERN), width=120)
    assert "in what Lantern says" in table
    assert "in what" not in reading_table(made.reading(), width=120)
    lost = replace(made.SAFE, within="st_nowhere")
    assert "↳" not in reading_table(made.reading(lost), width=120)


def test_statements_in_each_other_do_not_turn_for_ever() -> None:
    """Which no room makes, but a file may say."""
    circle = [replace(made.LANTERN, within=made.SAFE.id), made.SAFE]
    assert "↳ Ada Quill" in reading_table(made.reading(*circle), width=80)


def test_days_have_a_column_where_the_report_tells_any() -> None:
    """Else there is more room for the words."""
    assert " when\n" in reading_table(made.reading(), width=80)
    assert " when\n" not in reading_table(made.reading(made.LANTERN), width=80)


def test_days_that_need_a_date_of_publication_are_said_to() -> None:
    """One note, with the option that helps; none where all days are known."""
    undated = replace(made.DENIAL, said_on=SaidOn(None, None, "on Tuesday"))
    assert reading_table(made.reading(undated, undated), width=80).count("--published DATE") == 1
    assert "--published" not in reading_table(made.reading(), width=80)


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
