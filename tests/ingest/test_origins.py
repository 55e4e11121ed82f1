"""Every article says which bytes it was read from, and what else its row held."""

from __future__ import annotations

import gzip
import hashlib
import json
import math
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import docx
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from quoth.ingest import Seen, article_from_bytes, ingest
from quoth.records import Article, Raw
from tests.ingest.test_archives import PAGES, of_pages
from tests.ingest.test_documents import lines_of_page, pdf
from tests.ingest.test_feeds import ATOM, RSS
from tests.ingest.test_wires import FIRST, SECOND
from tests.ingest.test_zips import zipped
from tests.ingest.things import DAM, GOAT, page_of_text, taken


def digest(data: bytes) -> str:
    """The sha256 of some bytes."""
    return hashlib.sha256(data).hexdigest()


def docx_of(path: Path, text: str) -> bytes:
    """A document, written to ``path``."""
    document = docx.Document()
    document.add_paragraph(text)
    document.save(str(path))
    return path.read_bytes()


def test_files_are_known_by_their_bytes(tmp_path: Path) -> None:
    """A text, a page, a PDF and a DOCX; so is what came as bytes."""
    files = {"a.txt": DAM.encode("cp1252"), "a.html": page_of_text(DAM).encode(), "a.pdf": pdf([lines_of_page(DAM)])}
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    files["a.docx"] = docx_of(tmp_path / "a.docx", DAM)
    for name, data in files.items():
        (article,), _ = taken(tmp_path / name)
        assert article.raw == Raw(digest(data))
        assert article.extra == {}
    assert article_from_bytes(files["a.txt"], origin="x").raw == Raw(digest(files["a.txt"]))


def test_members_of_archives_name_their_archive(tmp_path: Path) -> None:
    """The digest is of the member unpacked; a table in a ZIP is the file of its rows."""
    page, row = page_of_text(DAM).encode(), json.dumps({"text": GOAT}).encode()
    path = tmp_path / "news.zip"
    path.write_bytes(zipped({"dam.html": page, "in.zip": zipped({"dam.txt": DAM.encode()}), "n.jsonl": row + b"\n"}))
    articles, _ = taken(path)
    assert [article.raw for article in articles] == [
        Raw(digest(page), str(path)),
        Raw(digest(DAM.encode()), f"{path}!/in.zip"),
        Raw(digest(row), f"{path}!/n.jsonl"),
    ]
    (tmp_path / "dam.html.gz").write_bytes(gzip.compress(page))
    (article,), _ = taken(tmp_path / "dam.html.gz")
    assert article.raw == Raw(digest(page), str(tmp_path / "dam.html.gz"))


@pytest.mark.parametrize("gzipped", [True, False])
def test_records_of_web_archives_can_be_cut_out(tmp_path: Path, gzipped: bool) -> None:
    """Offset and length are those of the stored record, so that it stands alone; the digest is of the page in it."""
    archive = of_pages(gzipped=gzipped)
    path = tmp_path / "news.warc.gz"
    path.write_bytes(archive.data)
    articles, _ = taken(path)
    for article, page, start in zip(articles, PAGES, archive.starts, strict=True):
        raw = article.raw
        assert raw is not None
        assert raw.length is not None
        assert (raw.sha256, raw.file, raw.offset) == (digest(page), str(path), start)
        piece = archive.data[start : start + raw.length]
        whole = gzip.decompress(piece) if gzipped else piece
        assert whole.startswith(b"WARC/1.")
        assert whole.endswith(page + b"\r\n\r\n")


def test_the_last_record_before_a_cut_has_no_length(tmp_path: Path) -> None:
    """Where the next record is damaged, nobody knows where this one ends; the article is kept."""
    archive = of_pages(gzipped=True)
    (tmp_path / "cut.warc.gz").write_bytes(archive.data[: archive.starts[2] + 8])
    articles, dropped = taken(tmp_path / "cut.warc.gz")
    assert [article.title for article in articles] == ["Dam holds", "Goat"]
    assert articles[1].raw is not None
    assert articles[1].raw.offset == archive.starts[1]
    assert len(dropped) == 1


def test_rows_keep_their_other_columns(tmp_path: Path) -> None:
    """By their own names, and as they are: an id, a second date, a section; not the text or a fact again."""
    (tmp_path / "news.csv").write_text(
        f'ID,Desk,date,pub_date,text,Desk\r\n7,Home,2031-05-03,3 May,"{DAM}",Late\r\n', encoding="utf-8"
    )
    (article,), _ = taken(tmp_path / "news.csv")
    assert article.extra == {"ID": "7", "Desk": "Home", "pub_date": "3 May", "Desk (2)": "Late"}
    assert (article.published, article.notes) == ("2031-05-03", ())


def test_a_column_whose_date_is_not_understood_is_kept(tmp_path: Path) -> None:
    """Nothing of a row is lost."""
    row = {"text": DAM, "date": "03/04/2031", "score": 0.5, "tags": ["dam", "town"], "place": {"lat": 1}, "none": None}
    (tmp_path / "news.jsonl").write_text(json.dumps(row), encoding="utf-8")
    (article,), _ = taken(tmp_path / "news.jsonl")
    assert article.extra == {key: value for key, value in row.items() if key != "text"}
    (item,) = ingest([str(tmp_path / "news.jsonl")], published="2031-05-03")
    assert isinstance(item, Article)
    assert item.extra["date"] == "03/04/2031"


def test_digests_of_rows(tmp_path: Path) -> None:
    """Of the line, the record's text, or the object in its plainest form, whatever the file looks like."""
    record = f'7,"{DAM}"'
    (tmp_path / "news.csv").write_bytes(b"\xef\xbb\xbfid,text\r\n" + f"{record}\r\n".encode())
    line = '{ "text":  "The dam holds.", "id": 7}'
    (tmp_path / "news.jsonl").write_text(f"{line}\r\n", encoding="utf-8")
    plain = '{"id": 7, "text": "The dam holds.“"}'
    (tmp_path / "news.json").write_text('[ {"text": "The dam holds.\\u201c",\n "id": 7} ]', encoding="utf-8")
    for name, data in {"news.csv": record, "news.jsonl": line, "news.json": plain}.items():
        (article,), _ = taken(tmp_path / name)
        assert article.raw == Raw(digest(data.encode()), str(tmp_path / name))


def test_parquet_values_become_json(tmp_path: Path) -> None:
    """Times, decimals, bytes, gaps and lists: the record can be written as JSON and read again."""
    when = datetime(2031, 5, 3, 8, 15, tzinfo=UTC)
    row = {
        "text": DAM,
        "seen": when,
        "price": Decimal("1.50"),
        "blob": b"x",
        "gap": math.nan,
        "tags": ["a"],
    }
    parquet.write_table(pa.Table.from_pylist([row]), tmp_path / "news.parquet")
    (article,), _ = taken(tmp_path / "news.parquet")
    assert article.extra == {
        "seen": "2031-05-03T08:15:00+00:00",
        "price": "1.50",
        "blob": "b'x'",
        "gap": None,
        "tags": ["a"],
    }
    assert Article.from_dict(json.loads(json.dumps(article.to_dict(), allow_nan=False))) == article
    assert article.raw is not None
    assert article.raw.file == str(tmp_path / "news.parquet")


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.text(max_size=6), VALUES, max_size=5))
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_row_can_be_written_again(tmp_path: Path, row: dict[str, Any]) -> None:
    """Whatever is in it, the article of a row is JSON, and comes back from it."""
    (tmp_path / "news.jsonl").write_text(json.dumps({**row, "text": DAM}), encoding="utf-8")
    (item,) = ingest([str(tmp_path / "news.jsonl")])
    assert isinstance(item, Article)
    assert Article.from_dict(json.loads(json.dumps(item.to_dict(), allow_nan=False))) == item


def test_a_row_that_is_too_deep(tmp_path: Path) -> None:
    """What lies deeper than forty levels is kept as text, and what no reader of JSON can take is dropped."""
    deep = json.loads("[" * 60 + "]" * 60)
    (tmp_path / "news.jsonl").write_text(json.dumps({"text": DAM, "deep": deep}), encoding="utf-8")
    ((article,), _) = taken(tmp_path / "news.jsonl")
    assert str(article.extra["deep"]).count("[") == 60
    assert json.dumps(article.extra).count("[") == 60


def test_wires_and_feeds(tmp_path: Path) -> None:
    """A story keeps what its agency says of it; an entry is known by what it says, and not by where it stands."""
    stories = [{**FIRST, "urgency": 2, "subject": [{"name": "dams"}]}, SECOND]
    (tmp_path / "a.json").write_text(json.dumps(stories), encoding="utf-8")
    first, second = taken(tmp_path / "a.json")[0]
    assert first.extra == {
        "uri": "urn:newsml:norwire.example:20310503:17",
        "type": "text",
        "mimetype": "text/html",
        "versioncreated": "2031-05-03T08:15:00Z",
        "pubstatus": "usable",
        "infosource": [{"name": "Norwire"}],
        "urgency": 2,
        "subject": [{"name": "dams"}],
    }
    assert second.raw is not None
    (tmp_path / "a.rss").write_text(RSS, encoding="utf-8")
    moved = RSS.replace("<item>", f"<item><title>New</title><description>{GOAT}</description></item><item>", 1)
    (tmp_path / "b.rss").write_text(moved, encoding="utf-8")
    (one,), (two,) = taken(tmp_path / "a.rss")[0], taken(tmp_path / "b.rss")[0]
    assert one.raw is not None
    assert two.raw is not None
    assert (one.raw.sha256, one.raw.file) == (two.raw.sha256, str(tmp_path / "a.rss"))


def fill(folder: Path) -> None:
    """One file of every kind, with an article or more in each."""
    folder.mkdir()
    rows: list[dict[str, Any]] = [{"text": DAM, "id": 1}, {"text": GOAT, "id": 2}]
    (folder / "a.txt").write_text(DAM, encoding="utf-8")
    (folder / "b.html").write_text(page_of_text(DAM), encoding="utf-8")
    (folder / "c.pdf").write_bytes(pdf([lines_of_page(DAM)]))
    docx_of(folder / "d.docx", DAM)
    (folder / "e.rss").write_text(RSS, encoding="utf-8")
    (folder / "f.xml").write_text(ATOM, encoding="utf-8")
    (folder / "g.warc.gz").write_bytes(of_pages(gzipped=True).data)
    (folder / "h.wacz").write_bytes(zipped({"datapackage.json": b"{}", "archive/a.warc": of_pages(gzipped=False).data}))
    (folder / "i.json").write_text(json.dumps([FIRST, SECOND]), encoding="utf-8")
    (folder / "j.csv").write_text(f'id,text\n1,"{DAM}"\n2,"{GOAT}"\n', encoding="utf-8")
    (folder / "k.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    parquet.write_table(pa.Table.from_pylist(rows), folder / "l.parquet")
    (folder / "m.zip").write_bytes(zipped({"dam.txt": DAM.encode(), "goat.txt": GOAT.encode()}))


def test_what_is_known_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of every kind of source: the digest is asked for before the work, and what is dropped is dropped again."""
    fill(tmp_path / "news")
    source = str(tmp_path / "news")
    before = list(ingest([source]))
    articles = [item for item in before if isinstance(item, Article)]
    assert len(articles) == 24
    digests = {article.raw.sha256 for article in articles if article.raw is not None}

    def fail(*args: object, **known: object) -> Article:
        raise AssertionError("it was read again")

    for name in ("single.article_from_html", "single.article_from_text", "pdf.article_from_pdf", "documents._of_docx"):
        monkeypatch.setattr(f"quoth.ingest.{name}", fail)
    again = list(ingest([source], seen=lambda _, sha: sha in digests))
    assert [type(item) for item in again] == [Seen if isinstance(item, Article) else type(item) for item in before]
    assert [item.origin for item in again] == [item.origin for item in before]


def test_only_what_is_known_is_passed_over(tmp_path: Path) -> None:
    """A table with a new row gives that row."""
    (tmp_path / "news.jsonl").write_text(json.dumps({"text": DAM}), encoding="utf-8")
    ((article,), _) = taken(tmp_path / "news.jsonl")
    (tmp_path / "news.jsonl").write_text(f"{json.dumps({'text': DAM})}\n{json.dumps({'text': GOAT})}", encoding="utf-8")
    first, second = ingest(
        [str(tmp_path / "news.jsonl")], seen=lambda _, sha: sha == (article.raw and article.raw.sha256)
    )
    assert first == Seen(f"{tmp_path}/news.jsonl#line=1")
    assert isinstance(second, Article)
