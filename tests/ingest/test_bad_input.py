"""Bad input among good: each has its one reason, and nothing else is lost."""

from __future__ import annotations

import io
import json
import re
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pyarrow as pa
import pytest
from pyarrow import parquet

from quoth.ingest import ingest
from quoth.records import Article, Dropped
from tests.ingest.test_archives import of_pages
from tests.ingest.test_documents import pdf
from tests.ingest.test_feeds import RSS
from tests.ingest.test_zips import zipped
from tests.ingest.things import DAM, GOAT, page_of_text

GOOD = DAM.encode()


def cut_warc() -> bytes:
    """An archive that ends in its third page."""
    archive = of_pages(gzipped=True)
    return archive.data[: archive.starts[2] + 60]


def bomb_docx() -> bytes:
    """A document with 250 MB of the same letter in it."""
    whole, packed = io.BytesIO(), io.BytesIO()
    docx.Document().save(whole)
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for info in source.infolist():
            target.writestr(info.filename, source.read(info))
        target.writestr("word/media/a.txt", bytes(60_000_000))
    return packed.getvalue()


def lying_zip() -> bytes:
    """An archive that says of a member of 60 MB that it has 100 bytes."""
    data = bytearray(zipped({"a.txt": bytes(60_000_000), "b.txt": GOOD}))
    entry = data.index(b"PK\x01\x02")
    data[entry + 24 : entry + 28] = struct.pack("<I", 100)
    return bytes(data)


def table(columns: dict[str, list[str]]) -> bytes:
    """A Parquet file."""
    file = io.BytesIO()
    parquet.write_table(pa.table(columns), file)
    return file.getvalue()


def bomb(root: str) -> bytes:
    """A billion laughs in a feed, or what else begins with ``root``."""
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    return f'<?xml version="1.0"?><!DOCTYPE {root} [<!ENTITY l0 "ha">{entities}]><{root}>&l11;</{root}>'.encode()


# For each bad file: its bytes, how many articles it gives all the same, and how the reasons for the rest begin.
BAD: dict[str, tuple[Callable[[], bytes], int, list[str]]] = {
    "cut.warc.gz": (cut_warc, 2, ["the archive is cut or damaged"]),
    "bomb.zip": (lambda: zipped({"a.txt": bytes(60_000_000), "b.txt": GOOD}), 1, ["it unpacks to more than 200 times"]),
    "lying.zip": (lying_zip, 1, ["it cannot be unpacked"]),
    "climbing.zip": (lambda: zipped({"../../a.txt": GOOD, "b.txt": GOOD}), 1, ["its name leads out of the ZIP"]),
    "bomb.docx": (bomb_docx, 0, ["it is a DOCX document that unpacks to far more than its size"]),
    "scan.pdf": (lambda: pdf([[], []]), 0, ["it is a PDF document without text, perhaps of scanned pages"]),
    "feed.xml": (lambda: page_of_text(DAM).encode(), 0, ["it is named a feed and is a page"]),
    "cut.rss": (lambda: RSS.encode()[:200], 0, ["it is a feed without entries"]),
    "ragged.csv": (
        f'title,text\nDam,"{DAM}"\nGoat,one,two\nlonely\nGoat,"{GOAT}"\n'.encode,
        2,
        ["the row has 3 cells where the header has 2", "the row has 1 cell where the header has 2"],
    ),
    "western.csv": (lambda: f"titre;text\nDam;{GOAT}\nÉcluse;“été” {DAM}\n".encode("cp1252"), 2, []),
    "piped.csv": (lambda: f"titre|text\nDam|{GOAT}\nGoat|{DAM}|\n".encode("utf-16"), 1, ["the row has 3 cells"]),
    "colours.parquet": (lambda: table({"colour": ["red"]}), 0, ["it has no column named text or html"]),
    "cut.parquet": (lambda: table({"text": [DAM]})[:-9], 0, ["it is a Parquet table that is damaged"]),
    "bomb.rss": (lambda: bomb("rss"), 0, ["it is a feed that declares entities"]),
    "bomb.xml": (lambda: bomb("urlset"), 0, ["it is a site map that declares entities"]),
    "lines.jsonl": (
        lambda: b'{"text": "cut\n' + b'{"text": "The dam holds, said Osk."}\n[1]\n' + b"\xff\xfe\n",
        1,
        ["the line is no JSON", "it is no object but a list", "the line is no JSON"],
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_each_has_its_reason_and_costs_no_other(tmp_path: Path, name: str) -> None:
    """A good file before it, and one behind it, are read; so is what is good in it."""
    make, count, reasons = BAD[name]
    for good, text in (("0.txt", DAM), ("~.txt", GOAT)):
        (tmp_path / good).write_text(text, encoding="utf-8")
    (tmp_path / name).write_bytes(make())
    items = list(ingest([str(tmp_path)]))
    articles = [item for item in items if isinstance(item, Article)]
    dropped = [item for item in items if isinstance(item, Dropped)]
    assert len(articles) == count + 2
    assert (items[0], items[-1]) == (articles[0], articles[-1])
    assert [article.text for article in (articles[0], articles[-1])] == [DAM, GOAT]
    assert [item.reason[: len(begin)] for item, begin in zip(dropped, reasons, strict=True)] == reasons
    assert all(re.fullmatch(r"[^;\n]+; [^;\n]+[^.\n]", item.reason) for item in dropped)
    assert all(item.origin.startswith(str(tmp_path / name)) for item in dropped)


# As Article.to_json() of Fundus gives it, and its crawler saves a list of such: "body" as sections, dates as str()
# writes them, and whatever else the outlet's parser knows.
FUNDUS = {
    "title": "Dam holds",
    "body": {
        "summary": ["The dam above Port Halden holds."],
        "sections": [{"headline": [], "paragraphs": [DAM]}, {"headline": ["Below the wall"], "paragraphs": [GOAT]}],
    },
    "authors": ["Ana Ruiz"],
    "publishing_date": "2031-05-03 08:15:00+02:00",
    "topics": ["Dams", "Osterby"],
    "free_access": True,
    "images": [
        {"versions": [], "is_cover": True, "description": None, "caption": "The dam", "authors": [], "position": 9}
    ],
}


def test_fundus(tmp_path: Path) -> None:
    """A crawl that was saved, with the page of each report where that was asked for: all of it is kept or a fact."""
    page = {
        "requested_url": "https://courier.example/r/1",
        "responded_url": "https://courier.example/dam",
        "content": page_of_text(DAM),
        "crawl_date": "2031-05-04 10:00:00",
        "source_info": {"publisher": "Halden Courier", "type": "RSSFeed"},
    }
    saved = [FUNDUS, {**FUNDUS, "html": page, "plaintext": f"{DAM}\n\n{GOAT}", "lang": "en"}]
    (tmp_path / "crawl.json").write_text(json.dumps(saved, indent=4, ensure_ascii=False), encoding="utf-8")
    first, second = ingest([str(tmp_path / "crawl.json")])
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    text = f"Dam holds\n\nThe dam above Port Halden holds.\n\n{DAM}\n\nBelow the wall\n\n{GOAT}"
    assert first.text == second.text == text
    assert (first.authors, first.published) == (("Ana Ruiz",), "2031-05-03T08:15:00+02:00")
    assert first.extra == {key: FUNDUS[key] for key in ("topics", "free_access", "images")}
    assert (second.url, second.outlet, second.language) == ("https://courier.example/dam", "Halden Courier", "en")
    kept = {key: value for key, value in page.items() if key != "content"}
    assert second.extra == {**first.extra, "html": kept}
