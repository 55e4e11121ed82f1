"""Measuring searches."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench import search
from bench.invented import World, build
from quoth.library import Store


def test_an_invented_library_is_a_library(tmp_path: Path) -> None:
    """It verifies, has as many statements as were asked for, and is the same each time."""
    for name in ("one.db", "other.db"):
        build(tmp_path / name, articles=6, statements=4, batch=4)
    with Store(tmp_path / "one.db") as one, Store(tmp_path / "other.db") as other:
        assert (one.verify().articles, one.verify().statements) == (6, 24)
        assert one.ids() == other.ids()


def test_words_are_as_common_as_in_a_language() -> None:
    """The commonest stands in about half of all statements, most of the others in hardly any."""
    contents = [
        statement.content[0].text.strip("“”,").split()
        for made in World().readings(20, 20)
        for statement in made.statements
    ]
    assert 0.35 < sum("the" in content for content in contents) / len(contents) < 0.65
    assert len({word for content in contents for word in content}) > 2000


def test_each_kind_of_search_is_measured(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One line for each, and a failed check where the promise is broken."""
    library = ["--library", str(tmp_path / "l.db"), "--articles", "12", "--queries", "3"]
    assert search.main(library) == 0
    lines = capsys.readouterr().out.splitlines()
    names = [make.__name__.replace("_", " ") for make in search.SEARCHES]
    assert [line.strip().split("  ")[0] for line in lines[3:]] == [*names, "newly opened", "one speaker", "speakers"]


def test_percentile() -> None:
    """The value that so many of a hundred do not pass."""
    assert search.percentile(list(range(1, 201)), 95) == 190
    assert search.percentile([3.0], 95) == 3.0
