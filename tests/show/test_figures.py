from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from xml.etree import ElementTree

import pytest

import quoth
from quoth.errors import LibraryError
from tests.show.conftest import Quoth

SAMPLES = ("2026-03-10_wire_ferry.txt", "2026-03-11_tabloid_ferry.txt")


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """The two reports of one ferry."""
    path = tmp_path / "news.db"
    with quoth.Library(path) as made:
        made.add(*(f"src/quoth/samples/{name}" for name in SAMPLES))
    return path


def test_figures_are_kept_as_they_were_read(library: Path) -> None:
    """In text order, and the same in the reading; verified with the rest."""
    with quoth.Library(library) as kept:
        (reading,) = quoth.read_sources([f"src/quoth/samples/{SAMPLES[0]}"])
        assert isinstance(reading, quoth.Reading)
        assert kept.figures_of(reading.article.id) == list(reading.figures) != []
        kept.verify()


def test_a_new_reading_brings_its_own(library: Path) -> None:
    """And leaves none of the old, with the ledger right."""
    with quoth.Library(library) as kept:
        before = [each.figure for each in kept.figures(limit=100)]
        list(kept.reread_outdated(every=True))
        assert [each.figure for each in kept.figures(limit=100)] == before
        kept.verify()


def test_an_altered_figure_is_found_out(library: Path) -> None:
    """A value that was changed in the file."""
    with closing(sqlite3.connect(library)) as connection:
        connection.execute("UPDATE figures SET value = 7")
        connection.commit()
    with quoth.Library(library) as kept, pytest.raises(LibraryError, match="figures"):
        kept.verify()


def test_the_command_finds_by_words_and_giver(quoth: Quoth, library: Path) -> None:
    """With all facts of the article, a figure a line."""
    out = quoth("figures", "passengers", "--library", str(library), "--format", "json").out
    row = next(row for row in map(json.loads, out.splitlines()) if row["counts"] == "passengers")
    assert (row["value"], row["counts"], row["giver"]["type"]) == (180, "passengers", "author")
    assert row["published"] == "2026-03-10"
    assert quoth("figures", "passengers", "--giver", "nobody", "--library", str(library)).out.startswith("0 figures")


def test_two_tolls_by_two_givers_are_a_conflict_and_a_picture(quoth: Quoth, library: Path, tmp_path: Path) -> None:
    """Of the ferry: 41 by the coast guard, 57 by the health chiefs; the picture's words are text."""
    drawn = tmp_path / "ferry.svg"
    out = quoth("figures", "--conflicts", "--library", str(library), "--plot", str(drawn), "--format", "json").out
    deaths = next(row for row in map(json.loads, out.splitlines()) if row["counts"] == "deaths")
    assert deaths["conflict"]
    assert {41, 57} <= {each["value"] for each in deaths["figures"]}
    words = " ".join(ElementTree.fromstring(drawn.read_text(encoding="utf-8")).itertext())
    assert "deaths (in conflict)" in words


def test_a_picture_that_cannot_be_written_is_said(quoth: Quoth, library: Path, tmp_path: Path) -> None:
    """In one sentence."""
    made = quoth("figures", "--library", str(library), "--plot", str(tmp_path / "no" / "a.svg"))
    assert made.status != 0
    assert "cannot be written" in made.err
