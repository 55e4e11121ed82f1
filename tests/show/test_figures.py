from __future__ import annotations

import csv
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


def test_figures_are_exported_with_the_text_that_their_places_are_of(quoth: Quoth, library: Path) -> None:
    """As CSV, JSON Lines or one list, all or those that are chosen, the same in each."""
    at = ("--what", "figures", "--library", str(library))
    made = library.with_name("made.csv")
    done = quoth("export", *at, "--out", str(made))
    rows = list(csv.DictReader(made.read_text(encoding="utf-8").splitlines()))
    assert f"{len(rows)} figures written" in done.err
    quoth("export", *at, "--out", str(made.with_suffix(".jsonl")))
    lines = [json.loads(line) for line in made.with_suffix(".jsonl").read_text(encoding="utf-8").splitlines()]
    assert [row["id"] for row in rows] == [each["id"] for each in lines] != []
    assert [row["sha256"] for row in rows] == [each["sha256"] for each in lines]
    assert json.loads(quoth("export", *at, "--format", "json").out) == lines
    chosen = quoth("export", "passengers", *at, "--speaker", "author", "--format", "jsonl", "--limit", "1").out
    assert [json.loads(line)["giver"]["type"] for line in chosen.splitlines()] == ["author"]


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        (("--format", "brat", "--out", "new"), "figures are written as csv, json, jsonl, and not as brat"),
        (("--kind", "direct"), "it is for statements"),
        (("report.txt",), "figures are written from a library"),
        (("nowhere at all",), "nothing to write"),
    ],
)
def test_what_of_figures_cannot_be_written_is_said(
    quoth: Quoth, library: Path, asked: tuple[str, ...], why: str
) -> None:
    """In one sentence, and nothing is written."""
    done = quoth("export", "--what", "figures", "--library", str(library), *asked)
    assert done.status != 0
    assert why in " ".join(done.err.split())
    assert done.out == ""


def test_a_figure_that_is_not_in_its_text_is_not_exported(quoth: Quoth, library: Path) -> None:
    """But said, and no file is made."""
    with closing(sqlite3.connect(library)) as connection:
        connection.execute("UPDATE figures SET text = '7'")
        connection.commit()
    made = library.with_name("made.csv")
    done = quoth("export", "--what", "figures", "--library", str(library), "--out", str(made))
    assert done.status != 0
    assert not made.exists()


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
