"""Web archives written by warcio: their pages, each with its record's offset."""

from __future__ import annotations

import gzip
import io
import zipfile
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from tests.ingest.things import DAM, GOAT, page_of_text, place, reasons, taken

HTML = ("Content-Type", "text/html; charset=utf-8")
PAGES = [page_of_text(DAM).encode(), page_of_text(GOAT, "Goat").encode(), page_of_text(DAM + GOAT, "Both").encode()]


class Writer(WARCWriter):  # type: ignore[misc] # it carries no types
    """The library's writer, but for its temporary files, which it leaves open."""

    def _create_temp_file(self) -> io.BytesIO:
        return io.BytesIO()


class Archive:
    """A WARC file in the making, which knows where its records begin."""

    def __init__(self, *, gzipped: bool) -> None:
        self.file = io.BytesIO()
        self.writer = Writer(self.file, gzip=gzipped)
        self.starts: list[int] = []
        self.writer.write_record(self.writer.create_warcinfo_record("news.warc", {"software": "tests"}))

    def add(self, body: bytes, *headers: tuple[str, str], status: str = "200 OK", kind: str = "response") -> None:
        self.starts.append(self.file.tell())
        http = StatusAndHeaders(status, list(headers or [HTML]), protocol="HTTP/1.1")
        url = f"https://courier.example/{len(self.starts)}"
        record = self.writer.create_warc_record(url, kind, payload=io.BytesIO(body), http_headers=http)
        self.writer.write_record(record)

    @property
    def data(self) -> bytes:
        return self.file.getvalue()


def of_pages(*, gzipped: bool) -> Archive:
    """An archive of three pages."""
    archive = Archive(gzipped=gzipped)
    for page in PAGES:
        archive.add(page)
    return archive


@pytest.mark.parametrize("gzipped", [True, False])
def test_pages_and_their_offsets(tmp_path: Path, gzipped: bool) -> None:
    """Offsets are those at which a record, or its gzip member, begins; the address is the record's."""
    archive = of_pages(gzipped=gzipped)
    path = tmp_path / ("news.warc.gz" if gzipped else "news.warc")
    path.write_bytes(archive.data)
    articles, dropped = taken(path)
    assert dropped == []
    assert [place(article) for article in articles] == [f"{path.name}#offset={start}" for start in archive.starts]
    assert [article.title for article in articles] == ["Dam holds", "Goat", "Both"]
    assert articles[0].url == "https://courier.example/1"


@pytest.mark.parametrize("gzipped", [True, False])
def test_a_cut_archive_keeps_what_came_before(tmp_path: Path, gzipped: bool) -> None:
    """Cut at the third page, at its start or near its end: two articles, and the cut is told with its place."""
    archive = of_pages(gzipped=gzipped)
    third = archive.starts[2]
    for end in (third + 30, (third + len(archive.data)) // 2, len(archive.data) - 20):
        (tmp_path / "cut.warc").write_bytes(archive.data[:end])
        articles, dropped = taken(tmp_path / "cut.warc")
        assert [article.title for article in articles] == ["Dam holds", "Goat"]
        (item,) = dropped
        assert place(item).startswith("cut.warc")
        assert item.reason.startswith("the archive is cut or damaged")


def test_what_is_no_page_is_counted(tmp_path: Path) -> None:
    """Pictures, errors and redirects are one line of counts; requests are none of ours."""
    archive = Archive(gzipped=True)
    archive.add(b"\x89PNG", ("Content-Type", "image/png"))
    archive.add(b"\x89PNG", ("Content-Type", "image/png"))
    archive.add(PAGES[0], status="404 Not Found")
    archive.add(PAGES[1])
    archive.add(b"", kind="request")
    (tmp_path / "news.warc.gz").write_bytes(archive.data)
    (article,), (item,) = taken(tmp_path / "news.warc.gz")
    assert article.title == "Goat"
    assert item.reason == "some responses in it are no pages (2 image/png, 1 with status 404); nothing is to be done"


def test_a_page_without_an_article_takes_no_other(tmp_path: Path) -> None:
    """It has its own reason and place."""
    archive = Archive(gzipped=True)
    archive.add(b"<html><body><nav><a href='/'>Home</a></nav></body></html>")
    archive.add(PAGES[0])
    (tmp_path / "news.warc.gz").write_bytes(archive.data)
    articles, (item,) = taken(tmp_path / "news.warc.gz")
    assert len(articles) == 1
    assert place(item) == f"news.warc.gz#offset={archive.starts[0]}"
    assert item.reason.startswith("the page holds no article")


def test_pages_packed_or_in_old_encodings(tmp_path: Path) -> None:
    """As servers send them: gzipped, in chunks, and in the charset that only the server names."""
    archive = Archive(gzipped=True)
    archive.add(gzip.compress(PAGES[0]), HTML, ("Content-Encoding", "gzip"))
    archive.add(b"%x\r\n%s\r\n0\r\n\r\n" % (len(PAGES[1]), PAGES[1]), HTML, ("Transfer-Encoding", "chunked"))
    polish = page_of_text(DAM.replace("Halden", "Wałęź")).replace('<meta charset="utf-8">', "").replace("“", "„")
    archive.add(polish.encode("iso8859_2", "replace"), ("Content-Type", "text/html; charset=iso-8859-2"))
    (tmp_path / "news.warc.gz").write_bytes(archive.data)
    articles, dropped = taken(tmp_path / "news.warc.gz")
    assert dropped == []
    assert [article.title for article in articles] == ["Dam holds", "Goat", "Dam holds"]
    assert "Port Wałęź" in articles[2].text


def promising(data: bytes, number: int, length: int) -> bytes:
    """An archive whose ``number``-th record says that it is so long."""
    heads = [at for at in range(len(data)) if data.startswith(b"WARC/1", at)]
    start = data.index(b"Content-Length: ", heads[number]) + len(b"Content-Length: ")
    return data[:start] + str(length).encode() + data[data.index(b"\r\n", start) :]


@pytest.mark.parametrize("gzipped", [True, False])
@pytest.mark.parametrize("length", [999_999, 30_000_000, 99_999_999_999_999, 10**18, 10**19, 10**27, 10**4_299])
@pytest.mark.parametrize("number", [0, 1, 3])
def test_a_record_that_promises_more_than_there_is(tmp_path: Path, number: int, length: int, gzipped: bool) -> None:
    """What comes before it is read; it is said that the file is cut, however much more the record promises."""
    data = promising(of_pages(gzipped=False).data, number, length)
    path = tmp_path / ("news.warc.gz" if gzipped else "news.warc")
    path.write_bytes(gzip.compress(data) if gzipped else data)
    articles, dropped = taken(path)
    assert [article.title for article in articles] == ["Dam holds", "Goat"][: max(0, number - 1)]
    assert dropped
    assert all("fetch the file again" in item.reason for item in dropped), [item.reason for item in dropped]


def test_a_record_of_no_length_is_not_too_large(tmp_path: Path) -> None:
    """It is counted with what is no page, and what cannot be read behind it is lost with a word."""
    (tmp_path / "news.warc").write_bytes(promising(of_pages(gzipped=False).data, 1, 0))
    assert any("1 without a word" in reason for reason in reasons(tmp_path / "news.warc"))
    assert not any("larger than" in reason for reason in reasons(tmp_path / "news.warc"))


def test_an_archive_without_responses_says_so(tmp_path: Path) -> None:
    """It is whole, and nothing in it is a page."""
    (tmp_path / "news.warc").write_bytes(Archive(gzipped=False).data)
    (reason,) = reasons(tmp_path / "news.warc")
    assert reason.startswith("it is a web archive without any response of a server; ")


def test_a_wacz_is_its_archives(tmp_path: Path) -> None:
    """Of the files in it, only those that hold pages are read."""
    archive = of_pages(gzipped=True)
    with zipfile.ZipFile(tmp_path / "news.wacz", "w") as wacz:
        wacz.writestr("datapackage.json", '{"profile": "data-package", "resources": []}')
        wacz.writestr("pages/pages.jsonl", '{"format": "json-pages-1.0"}\n')
        wacz.writestr("archive/data.warc.gz", archive.data)
        wacz.writestr("indexes/index.cdx.gz", gzip.compress(b"x"))
    articles, dropped = taken(tmp_path / "news.wacz")
    assert dropped == []
    assert articles[1].origin.endswith(f"news.wacz!/archive/data.warc.gz#offset={archive.starts[1]}")


def test_what_only_begins_as_an_archive(tmp_path: Path) -> None:
    """A file without one whole record has one reason."""
    (tmp_path / "news.warc").write_bytes(b"WARC/1.1\r\nWARC-Type: resp")
    assert reasons(tmp_path / "news.warc") == ["it is a web archive without a whole record; fetch the file again"]
