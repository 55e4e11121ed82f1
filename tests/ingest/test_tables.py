"""Tables: every row is an article or has its reason, whatever the table's names, encoding or delimiter."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import parquet

from quoth.ingest import ingest
from quoth.records import Article
from tests.ingest.things import DAM, GERMAN, GOAT, page_of_text, place, reasons, taken


def write_csv(path: Path, rows: list[list[str]], *, delimiter: str = ",", encoding: str = "utf-8") -> Path:
    """A table written by the standard library."""
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows(rows)
    return path


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_delimiter_and_encoding_are_found(tmp_path: Path, delimiter: str, encoding: str) -> None:
    """The text is the cell's, to the last character, and facts come from the other columns."""
    rows = [["title", "date", "text", "source"], ["Dam holds", "2031-05-03", DAM, "Halden Courier"]]
    articles, dropped = taken(write_csv(tmp_path / "news.csv", rows, delimiter=delimiter, encoding=encoding))
    assert dropped == []
    (article,) = articles
    assert (article.text, article.title, article.published) == (DAM, "Dam holds", "2031-05-03")
    assert (article.outlet, place(article)) == ("Halden Courier", "news.csv#row=2")
    assert article.notes == (("encoding guessed: windows-1252",) if encoding == "cp1252" else ())


def test_cells_keep_their_line_ends_and_may_be_long(tmp_path: Path) -> None:
    """A cell in quotation marks holds anything, and more than the 128 KB that the library stops at."""
    text = "\r\n".join([DAM, GOAT] * 800)
    articles, dropped = taken(write_csv(tmp_path / "news.csv", [["id", "text"], ["7", text], ["8", GOAT]]))
    assert [article.text for article in articles] == [text, GOAT]
    assert dropped == []
    assert (articles[0].notes, articles[0].extra) == ((), {"id": "7"})


def test_ragged_rows_are_dropped_and_no_other(tmp_path: Path) -> None:
    """Each with its row and what is wrong with it."""
    path = tmp_path / "news.csv"
    path.write_text(f'title,text\nDam,"{DAM}"\nGoat,one,two\nlonely\nGoat,"{GOAT}"\n', encoding="utf-8")
    articles, dropped = taken(path)
    assert [place(article) for article in articles] == ["news.csv#row=2", "news.csv#row=5"]
    assert [(place(item), item.reason.split(";")[0]) for item in dropped] == [
        ("news.csv#row=3", "the row has 3 cells where the header has 2"),
        ("news.csv#row=4", "the row has 1 cell where the header has 2"),
    ]


def test_a_mark_that_never_closes_takes_one_row(tmp_path: Path) -> None:
    """The rows behind it are read."""
    path = tmp_path / "news.csv"
    path.write_text(f'title,text\nDam,"The dam\nGoat,"{GOAT}"\nDam,"{DAM}"\n', encoding="utf-8")
    articles, dropped = taken(path)
    assert [article.text for article in articles] == [GOAT, DAM]
    (item,) = dropped
    assert (place(item), item.reason.startswith("a quotation mark opens a cell")) == ("news.csv#row=2", True)


def test_a_stray_byte_is_read_and_noted(tmp_path: Path) -> None:
    """One row in another encoding harms no other."""
    path = tmp_path / "news.csv"
    path.write_bytes(f"text\n{DAM.replace(',', '')}\n".encode() + b"The dam\x92s wall holds.\n")
    articles, _ = taken(path)
    assert [article.text for article in articles] == [DAM.replace(",", ""), "The dam’s wall holds."]
    assert articles[1].notes == ("encoding guessed: 1 byte of windows-1252 in the row",)


def test_addresses_without_texts_are_said_to_be_such(tmp_path: Path) -> None:
    """Media Cloud's lists of stories, and tables without a column of text, have one reason for all rows."""
    names = ["id", "indexed_date", "language", "media_name", "media_url", "publish_date", "title", "url"]
    row = [
        "17",
        "2031-05-04",
        "en",
        "courier.example",
        "courier.example",
        "2031-05-03",
        "Dam",
        "https://courier.example/",
    ]
    (reason,) = reasons(write_csv(tmp_path / "stories.csv", [names, row, row]))
    assert reason == (
        "it lists 2 addresses and no texts, as Media Cloud's tables do; fetch them with quoth add --fetch, "
        "or name the column that holds texts"
    )
    (reason,) = reasons(write_csv(tmp_path / "other.csv", [["Colour", "Size"], ["red", "2"]]))
    assert reason.startswith("it has no column named text or html (its columns: colour, size)")


@pytest.mark.parametrize("data", [b"", b"   \n", b"text\n"])
def test_tables_without_rows(tmp_path: Path, data: bytes) -> None:
    """An empty table is dropped; a header alone is a table of no articles."""
    (tmp_path / "news.csv").write_bytes(data)
    assert len(list(ingest([str(tmp_path / "news.csv")]))) == (0 if data == b"text\n" else 1)


NAMES: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({"text": DAM, "authors": "Ana Ruiz, Jo Lund"}, {"authors": ("Ana Ruiz", "Jo Lund")}),
    ({"body": DAM, "author": "Ruiz, Ana; Lund, Jo"}, {"authors": ("Ruiz, Ana", "Lund, Jo")}),
    ({"content": DAM, "authors": "['Ana Ruiz', 'Jo Lund']"}, {"authors": ("Ana Ruiz", "Jo Lund")}),
    ({"maintext": DAM, "date_publish": "2031-05-03 08:15:00"}, {"published": "2031-05-03T08:15:00"}),
    ({"Article Text": DAM, "Publication-Date": "2031/5/3"}, {"published": "2031-05-03"}),
    ({"content": DAM, "source": {"id": None, "name": "Courier"}, "url": "https://a.example/1"}, {"outlet": "Courier"}),
    ({"text": DAM, "date": "03/04/2031"}, {"published": None, "notes": ("date not understood: 03/04/2031",)}),
    ({"text": DAM, "language": "English", "title": None, "outlet": "nan"}, {"language": "en", "outlet": None}),
    ({"html": page_of_text(DAM)}, {"text": f"Dam holds\n\n{DAM}", "title": "Dam holds"}),
    ({"body": page_of_text(DAM)}, {"text": f"Dam holds\n\n{DAM}"}),
    (
        {
            "title": "Dam holds",
            "authors": ["Ana Ruiz"],
            "publishing_date": "2031-05-03 08:15:00+00:00",
            "publisher": "Halden Courier",
            "body": {"summary": ["In short."], "sections": [{"headline": ["Cracks"], "paragraphs": [DAM, GOAT]}]},
        },
        {
            "text": f"Dam holds\n\nIn short.\n\nCracks\n\n{DAM}\n\n{GOAT}",
            "published": "2031-05-03T08:15:00+00:00",
            "outlet": "Halden Courier",
        },
    ),
]


@pytest.mark.parametrize(("row", "facts"), NAMES)
def test_names_of_other_tools_are_understood(tmp_path: Path, row: dict[str, Any], facts: dict[str, Any]) -> None:
    """In one line of JSON as in a list."""
    (tmp_path / "news.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    (tmp_path / "news.json").write_text(json.dumps([row]), encoding="utf-8")
    for name, where in (("news.jsonl", "news.jsonl#line=1"), ("news.json", "news.json#item=1")):
        articles, dropped = taken(tmp_path / name)
        assert dropped == []
        assert place(articles[0]) == where
        assert {key: getattr(articles[0], key) for key in facts} == facts


def test_what_the_user_says_wins(tmp_path: Path) -> None:
    """The date of the row gives way."""
    (tmp_path / "news.jsonl").write_text(json.dumps({"text": DAM, "date": "2020-01-01"}), encoding="utf-8")
    (article,) = ingest([str(tmp_path / "news.jsonl")], published="2031-05-03")
    assert isinstance(article, Article)
    assert article.published == "2031-05-03"


def test_lines_that_are_no_json_have_their_reasons(tmp_path: Path) -> None:
    """The others are read; blank lines are passed over but counted."""
    lines = [json.dumps({"text": DAM}), '{"text": "cut', "", "[1]", '{"title": "x"}', '{"text": ""}', "[" * 100_000]
    (tmp_path / "news.jsonl").write_text("\n".join([*lines, json.dumps({"text": GOAT})]), encoding="utf-8")
    articles, dropped = taken(tmp_path / "news.jsonl")
    assert [place(article) for article in articles] == ["news.jsonl#line=1", "news.jsonl#line=8"]
    assert [(place(item).split("=")[1], item.reason.split(" (")[0].split(";")[0]) for item in dropped] == [
        ("2", "the line is no JSON"),
        ("4", "it is no object but a list"),
        ("5", "it has no column named text or html"),
        ("6", "its text is empty"),
        ("7", "the line is no JSON"),
    ]


def test_json_holds_articles_in_several_ways(tmp_path: Path) -> None:
    """A list, an object with a list in it, one object, and JSON Lines by another name."""
    rows = [{"text": DAM}, {"text": GOAT}]
    path = tmp_path / "news.json"
    for value in (rows, {"status": "ok", "articles": rows}, {"response": {"results": rows}}):
        path.write_text(json.dumps(value), encoding="utf-8")
        assert [article.text for article in taken(path)[0]] == [DAM, GOAT]
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    assert [place(article) for article in taken(path)[0]] == ["news.json#line=1", "news.json#line=2"]
    path.write_text(json.dumps(rows[0]), encoding="utf-8")
    assert [place(article) for article in taken(path)[0]] == ["news.json"]
    for damaged in ('{"text": ', "[]", "3", "[" * 100_000):
        path.write_text(damaged, encoding="utf-8")
        assert len(reasons(path)) == 1


def test_standard_input_may_be_json() -> None:
    """It has no name, so that it is known by how it begins; a text with a brace stays one."""
    lines = "\n".join(json.dumps({"text": text}) for text in (DAM, GOAT))
    assert [item.origin for item in ingest(["-"], stdin=io.BytesIO(lines.encode()))] == ["-#line=1", "-#line=2"]
    (item,) = ingest(["-"], stdin=io.BytesIO(b"{The dam holds, said Osk.}"))
    assert isinstance(item, Article)


def test_parquet(tmp_path: Path) -> None:
    """Its rows are articles, with the types that Parquet has for dates and lists."""
    day = datetime(2031, 5, 3, 8, 15, tzinfo=UTC)
    rows = [
        {"text": DAM, "publication_date": day, "authors": ["Ana Ruiz"], "title": "Dam"},
        {"text": None, "publication_date": None, "authors": None, "title": "Nothing"},
        {"text": GERMAN, "publication_date": None, "authors": None, "title": None},
    ]
    parquet.write_table(pa.Table.from_pylist(rows), tmp_path / "news.parquet")
    (article,), (empty, german) = taken(tmp_path / "news.parquet")
    assert (article.text, article.published, article.authors) == (DAM, "2031-05-03T08:15:00+00:00", ("Ana Ruiz",))
    assert [place(item) for item in (article, empty, german)] == [f"news.parquet#row={n}" for n in (1, 2, 3)]
    assert empty.reason == "its text is empty; give the row a text"


def test_parquet_without_text_or_damaged(tmp_path: Path) -> None:
    """Each is one reason for the file."""
    parquet.write_table(pa.table({"colour": ["red"]}), tmp_path / "news.parquet")
    assert reasons(tmp_path / "news.parquet")[0].startswith("it has no column named text or html (its columns: colour)")
    (tmp_path / "cut.parquet").write_bytes((tmp_path / "news.parquet").read_bytes()[:-20])
    (reason,) = reasons(tmp_path / "cut.parquet")
    assert reason.startswith("it is a Parquet table that is damaged")
