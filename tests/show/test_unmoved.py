"""What is said of articles that are in a library already."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.fakes import FakeReader
from tests.show.conftest import REPORT, Quoth


@pytest.fixture
def texts(quoth: Quoth, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Quoth:
    """The command in a folder with two texts and a table of them; the texts are in the library, read without it."""
    monkeypatch.setattr("quoth.run.local.load_reader", lambda name="en-3": FakeReader())
    monkeypatch.chdir(tmp_path)
    Path("texts").mkdir()
    Path("texts/dam.txt").write_text(REPORT, encoding="utf-8")
    Path("texts/2031-05-07_mill.txt").write_text(REPORT.replace("Storm", "Flood"), encoding="utf-8")
    Path("dates.csv").write_text(
        "file,published,outlet\ndam.txt,2031-05-06,Halden Post\n2031-05-07_mill.txt,2031-05-07,\n", encoding="utf-8"
    )
    assert quoth("add", "texts").status == 0
    return quoth


def test_a_table_that_comes_too_late_is_told(texts: Quoth) -> None:
    """Of the article of which it says something else, in one line; the other is as the table has it."""
    late = texts("add", "texts", "--table", "dates.csv")
    assert late.status == 0
    assert late.err == (
        "quoth: 1 article that was there already keeps what came in first (outlet of 1, published of 1); "
        "add the files to a new library for what is said of them now.\n"
    )
    listed = [json.loads(line) for line in texts("articles", "--format", "json").out.splitlines()]
    assert sorted(each["published"] or "" for each in listed) == ["", "2031-05-07"]


def test_so_is_what_is_said_of_all(texts: Quoth) -> None:
    """By --published or --outlet."""
    assert "2 articles that were there already keep what came in first (published of 2)" in (
        texts("add", "texts", "--published", "2030-01-01").err
    )
    assert "(outlet of 2)" in texts("add", "texts", "--outlet", "Halden Post").err


def test_nothing_is_said_where_it_is_so(texts: Quoth) -> None:
    """A library that was made with the table, added to again with it or without."""
    assert texts("add", "texts", "--table", "dates.csv", "--library", "b.db").err == ""
    assert texts("add", "texts", "--table", "dates.csv", "--library", "b.db").err == ""
    assert texts("add", "texts", "--library", "b.db").err == ""


def test_json_says_where_dates_came_from(texts: Quoth) -> None:
    """From a table, a name, or neither; nothing on standard error."""
    for more, source in ((["--table", "dates.csv"], {"dates.csv": 2}), ([], {"the file's name": 1})):
        done = texts("add", "texts", *more, "--library", f"{len(more)}.db", "--format", "json")
        assert json.loads(done.out)["published_from"] == source
        assert done.err == ""
    assert json.loads(texts("add", "texts", "--format", "json").out)["published_from"] == {}


def test_a_wrong_table_is_refused_by_its_name(texts: Quoth) -> None:
    """Before anything is read."""
    wrong = texts("add", "texts", "--table", "none.csv")
    assert (wrong.status, wrong.err) == (
        1,
        "quoth: the table none.csv: there is no such file; check its name and folder.\n",
    )


def test_export_takes_any_limit(texts: Quoth, monkeypatch: pytest.MonkeyPatch) -> None:
    """More than a page of a search has, page by page: the same as without, and the first so many."""
    monkeypatch.setattr("quoth.ask.selection.MOST", 2)
    every = [json.loads(line)["id"] for line in texts("export", "--format", "jsonl").out.splitlines()]
    assert len(every) == 4
    more = [
        json.loads(line)["id"] for line in texts("export", "--format", "jsonl", "--limit", "20000").out.splitlines()
    ]
    assert sorted(more) == sorted(every)
    assert len(texts("export", "--format", "jsonl", "--limit", "3").out.splitlines()) == 3
