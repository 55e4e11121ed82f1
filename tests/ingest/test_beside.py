"""Dates of a folder of texts: from a table, from names, from the folder, in that order; and what came from where."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from quoth.errors import InputError
from quoth.ingest import ingest
from quoth.ingest.beside import day_in_name
from quoth.records import Article, Dropped
from tests.ingest.things import DAM, GOAT


def articles_of(folder: Path, **asked: str) -> dict[str, Article]:
    """The articles of a folder by the names of their files; nothing may be dropped."""
    found: dict[str, Article] = {}
    for item in ingest([str(folder)], published=asked.get("published"), table=asked.get("table")):
        assert isinstance(item, Article), item
        found[os.path.basename(item.origin)] = item
    return found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three texts: one with a day in its name, one in a folder of a day, one with neither."""
    (tmp_path / "2031-05-07").mkdir()
    (tmp_path / "2031-05-06_wire.txt").write_text(DAM)
    (tmp_path / "2031-05-07" / "goat.txt").write_text(GOAT)
    (tmp_path / "plain.txt").write_text(f"{DAM}\n\n{GOAT}")
    return tmp_path


def test_a_day_in_a_name_counts_where_nothing_else_does(folder: Path) -> None:
    """The file's name first, then the folder's; the notes tell which."""
    found = articles_of(folder)
    assert found["2031-05-06_wire.txt"].published == "2031-05-06"
    assert found["2031-05-06_wire.txt"].notes == ("published 2031-05-06 from the file's name",)
    assert found["goat.txt"].notes == ("published 2031-05-07 from the folder's name",)
    assert (found["plain.txt"].published, found["plain.txt"].notes) == (None, ())


def test_a_table_wins_over_names_and_published_over_both(folder: Path) -> None:
    """The table says what it knows of each file, is no report itself, and --published is for all."""
    table = folder / "dates.csv"
    table.write_text("file;published;outlet\n2031-05-06_wire.txt;3 June 2031;Halden Wire\nplain.txt;;Courier\n")
    found = articles_of(folder, table=str(table))
    wire = found["2031-05-06_wire.txt"]
    assert (wire.published, wire.outlet) == ("2031-06-03", "Halden Wire")
    assert wire.notes == ("published, outlet from dates.csv",)
    assert (found["plain.txt"].published, found["plain.txt"].outlet) == (None, "Courier")
    everywhere = articles_of(folder, table=str(table), published="2031-01-01")
    assert {article.published for article in everywhere.values()} == {"2031-01-01"}


def test_a_row_whose_file_was_not_met_is_counted(folder: Path) -> None:
    """A misspelt name is not passed over."""
    table = folder / "dates.csv"
    table.write_text("file,published\nplane.txt,2031-05-01\n")
    dropped = [item for item in ingest([str(folder)], table=str(table)) if isinstance(item, Dropped)]
    assert [each.reason for each in dropped] == ["1 row names a file that was not given (plane.txt); check the names"]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("file,published\na.txt,Mayember\n", "in row 2, 'Mayember' is no date"),
        ("name of it,published\na.txt,2031-05-01\n", "it needs a column named file"),
        ("file,colour\na.txt,red\n", "one or more of published, outlet, title and url"),
        ("file,published\na.txt,2031-05-01\na.txt,2031-05-02\n", "rows 2 and 3 name the same file"),
        ("file,published\n,2031-05-01\n", "row 2 names no file"),
        ("", "it is empty"),
    ],
)
def test_a_table_that_is_wrong_is_refused_at_once(tmp_path: Path, rows: str, said: str) -> None:
    """Before anything is read, with the table and the row."""
    table = tmp_path / "dates.csv"
    table.write_text(rows)
    with pytest.raises(InputError, match=f"the table .*dates.csv: .*{said}"):
        ingest([], table=str(table))


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("a/2031-05-06_x.txt", "2031-05-06"),
        ("a/x 6 May 2031.txt", "2031-05-06"),
        ("a/20310506.txt", "2031-05-06"),
        ("news/2031/05/06/x.txt", "2031-05-06"),
        ("a/03-04-2031.txt", None),
        ("a/report-12345678.txt", None),
    ],
)
def test_days_in_names(path: str, day: str | None) -> None:
    """Only a day that cannot be another is read."""
    assert (day_in_name(path) or (None,))[0] == day


def test_a_file_is_met_once_by_either_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A relative and an absolute path to one file are one."""
    (tmp_path / "a.txt").write_text(DAM)
    monkeypatch.chdir(tmp_path)
    assert len(list(ingest(["a.txt", str(tmp_path / "a.txt"), "./a.txt"]))) == 1
