"""An address is a source like a file, whatever lies there."""

from __future__ import annotations

import gzip
import hashlib
import json

import pytest

from quoth.ingest import Seen, Web, ingest
from quoth.records import Article, Dropped, Raw
from tests.ingest.test_archives import PAGES, of_pages
from tests.ingest.test_documents import lines_of_page, pdf
from tests.ingest.test_feeds import RSS
from tests.ingest.test_zips import zipped
from tests.ingest.things import DAM, GERMAN, GOAT, page_of_text
from tests.ingest.web.server import Answer, Site

PAGE = page_of_text(DAM).encode()


def served(body: bytes, kind: str | None = None) -> Answer:
    """An answer of a type, or without one."""
    return Answer(body, headers={"Content-Type": kind} if kind else {})


def articles(items: list[Article | Dropped]) -> list[Article]:
    """The articles, where nothing was dropped."""
    assert [item for item in items if isinstance(item, Dropped)] == []
    return [item for item in items if isinstance(item, Article)]


def test_a_page_is_fetched(web: Web, site: Site) -> None:
    """Its origin is the address as given, its own the one where it was found, its digest that of its bytes."""
    site.routes = {"/old?x=1": Answer(status=301, headers={"Location": "/dam#wall"}), "/dam": served(PAGE, "text/html")}
    (article,) = articles(list(ingest([f"{site.url}/old?x=1"], web=web)))
    assert (article.origin, article.url) == (f"{site.url}/old?x=1", f"{site.url}/dam")
    assert article.text == f"Dam holds\n\n{DAM}"
    assert article.raw == Raw(hashlib.sha256(PAGE).hexdigest())


@pytest.mark.parametrize("href", ["https://courier.example/2031/dam", "/2031/dam"])
def test_the_address_that_a_page_declares_comes_first(web: Web, site: Site, href: str) -> None:
    """Relative ones are taken from where it was found; what the caller says comes before both."""
    head = f'<head><link rel="canonical" href="{href}">'
    site.routes["/dam"] = served(PAGE.replace(b"<head>", head.encode()), "text/html")
    source = f"{site.url}/dam"
    (article,) = articles(list(ingest([source], web=web)))
    assert article.url == (href if href.startswith("https") else f"{site.url}{href}")
    (article,) = articles(list(ingest([source], web=web, url="https://courier.example/said")))
    assert article.url == "https://courier.example/said"


def test_a_charset_that_only_the_server_knows(web: Web, site: Site) -> None:
    """It comes before a guess."""
    polish = page_of_text(DAM.replace("Halden", "Wałęź")).replace('<meta charset="utf-8">', "").replace("“", "„")
    site.routes["/dam"] = served(polish.encode("iso8859_2", "replace"), "text/html; charset=iso-8859-2")
    (article,) = articles(list(ingest([f"{site.url}/dam"], web=web)))
    assert "Port Wałęź" in article.text
    assert article.notes == ()


ROW = json.dumps({"text": DAM, "id": 1}).encode()
FILES: list[tuple[str, bytes, str | None, list[str]]] = [
    ("/dam.txt", DAM.encode(), "text/plain", [""]),
    ("/dam.pdf?download=1", pdf([lines_of_page(DAM)]), "application/octet-stream", [""]),
    ("/news.csv?page=2", f'id,text\n1,"{DAM}"\n'.encode(), "text/plain", ["#row=2"]),
    ("/export", f'id,text\n1,"{DAM}"\n'.encode(), "text/csv; charset=utf-8", ["#row=2"]),
    ("/export?format=tsv", f"id\ttext\n1\t{DAM}\n".encode(), "text/tab-separated-values", ["#row=2"]),
    ("/api/stories", b"[" + ROW + b"]", "application/json", ["#item=1"]),
    ("/feed.json", b'{"version": "x", "items": [' + ROW + b"]}", "application/feed+json", ["#item=1"]),
    ("/feed", b'{"items": [' + ROW + b"]}", "application/feed+json", ["#item=1"]),
    ("/lines", ROW + b"\n" + ROW, "application/x-ndjson", ["#line=1", "#line=2"]),
    ("/news.jsonl.gz", gzip.compress(ROW), "application/gzip", ["!/news.jsonl#line=1"]),
    ("/crawl.warc", of_pages(gzipped=False).data[: of_pages(gzipped=False).starts[1]], None, ["#offset=295"]),
    ("/news.zip", zipped({"dam.txt": DAM.encode()}), "application/zip", ["!/dam.txt"]),
    ("/feed", RSS.split("<item><title>Goat")[0].encode() + b"</channel></rss>", "application/rss+xml", ["#item=1"]),
]


@pytest.mark.parametrize(("path", "data", "kind", "places"), FILES, ids=[case[0] for case in FILES])
def test_every_format_is_known(
    web: Web, site: Site, path: str, data: bytes, kind: str | None, places: list[str]
) -> None:
    """By its bytes, by the type that the server gives it, or by its path without what follows a question mark."""
    site.routes[path] = served(data, kind)
    found = articles(list(ingest([f"{site.url}{path}"], web=web)))
    assert [article.origin for article in found] == [f"{site.url}{path}{place}" for place in places]
    assert all(DAM in article.text for article in found)


def test_a_record_of_a_fetched_archive_has_its_place(web: Web, site: Site) -> None:
    """In the file at the address."""
    archive = of_pages(gzipped=True)
    site.routes["/crawl.warc.gz"] = served(archive.data, "application/gzip")
    first, *_ = articles(list(ingest([f"{site.url}/crawl.warc.gz"], web=web)))
    assert first.raw is not None
    assert (first.raw.file, first.raw.offset) == (f"{site.url}/crawl.warc.gz", archive.starts[0])
    assert first.raw.sha256 == hashlib.sha256(PAGES[0]).hexdigest()


def test_a_page_in_place_of_a_file(web: Web, site: Site) -> None:
    """A table that is gone is a page; a feed that is one has its reason."""
    site.routes = {"/news.csv": served(PAGE, "text/html"), "/feed.xml": served(PAGE, "text/html")}
    (article,) = articles(list(ingest([f"{site.url}/news.csv"], web=web)))
    assert article.title == "Dam holds"
    (item,) = ingest([f"{site.url}/feed.xml"], web=web)
    assert item == Dropped(
        f"{site.url}/feed.xml", "ingest", "it is named a feed and is a page; save the feed itself, or rename it"
    )


def test_what_cannot_be_fetched_stops_no_other(web: Web, site: Site) -> None:
    """Each has its reason and its address: gone, empty, in another language, no article, no address."""
    site.routes = {
        "/dam": served(PAGE, "text/html"),
        "/empty": served(b"", "text/html"),
        "/german": served(page_of_text(GERMAN).encode(), "text/html"),
        "/menu": served(b"<html><body><nav><a href='/'>Home</a></nav></body></html>", "text/html"),
    }
    paths = ["/dam", "/gone", "/empty", "/german", "/menu", "/dam"]
    items = list(ingest([f"{site.url}{path}" for path in paths] + ["http://"], web=web))
    assert [type(item) for item in items] == [Article, *[Dropped] * 4, Article, Dropped]
    assert [item.origin.removeprefix(site.url) for item in items] == [*paths, "http://"]
    assert [item.reason.split(";")[0][:28] for item in items if isinstance(item, Dropped)] == [
        "there is no page at this add",
        "it is empty",
        "it is in German, and only En",
        "the page holds no article",
        "an address without a host ca",
    ]


def test_a_fault_of_ours_stops_no_stream(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is one sentence, unless QUOTH_DEBUG asks for it."""

    def fail(url: str) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(web, "fetch", fail)
    (item,) = ingest(["https://courier.example/dam"], web=web)
    assert isinstance(item, Dropped)
    assert item.reason == "reading it failed (ZeroDivisionError); QUOTH_DEBUG=1 shows where"


def test_without_a_web_nothing_is_fetched() -> None:
    """The reason says what does."""
    for source in ("https://courier.example/dam", "HTTP://courier.example", "ftp://courier.example/dam"):
        (item,) = ingest([source], linked=True)
        assert isinstance(item, Dropped)
        assert item.reason == (
            "this is a web address, and is not fetched here; add it with quoth add, or save the page and give its file"
        )


def test_sources_are_fetched_one_at_a_time(web: Web, site: Site) -> None:
    """Not before whoever takes the articles asks for the next one."""
    site.routes = {"/dam": served(PAGE, "text/html"), "/goat": served(page_of_text(GOAT).encode(), "text/html")}
    items = ingest([f"{site.url}/dam", f"{site.url}/goat"], web=web)
    next(items)
    assert "/goat" not in site.asked
    next(items)
    assert "/goat" in site.asked


def test_a_page_that_is_known_is_not_read_again(web: Web, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is fetched, and its digest is enough."""
    site.routes["/dam"] = served(PAGE, "text/html")

    def fail(*args: object, **known: object) -> Article:
        raise AssertionError("it was read again")

    monkeypatch.setattr("quoth.ingest.single.article_from_html", fail)
    digest = hashlib.sha256(PAGE).hexdigest()
    assert list(ingest([f"{site.url}/dam"], web=web, seen=lambda _, sha: sha == digest)) == [Seen(f"{site.url}/dam")]
