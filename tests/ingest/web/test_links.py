"""Feeds, site maps and tables of addresses: the pages that they link are fetched where that was asked for."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet

from quoth.ingest import Seen, Web, ingest
from quoth.records import Article, Dropped
from tests.ingest.test_documents import lines_of_page, pdf
from tests.ingest.things import DAM, GOAT, page_of_text
from tests.ingest.web.server import Answer, Site

XML = {"Content-Type": "application/xml"}
BARE = f"<html><body><p>{GOAT}</p></body></html>"


@pytest.fixture(autouse=True)
def pages(site: Site) -> None:
    """Two pages on the site: one that says nothing of itself, and one that says much."""
    head = (
        '<meta property="og:site_name" content="Osterby Post"><meta name="author" content="Jo Lund">'
        '<meta name="date" content="2031-01-01">'
    )
    full = page_of_text(DAM).replace("<head>", f"<head>{head}")
    site.routes = {"/goat": Answer(BARE.encode()), "/dam": Answer(full.encode())}


def split(items: list[Article | Dropped]) -> tuple[list[Article], list[Dropped]]:
    """The articles, and what was dropped."""
    return [item for item in items if isinstance(item, Article)], [item for item in items if isinstance(item, Dropped)]


def feed(*links: str, base: str = "") -> bytes:
    """A feed of entries with a title, a day, an author and a summary each."""
    items = "".join(
        f"<item><title>Entry {n}</title><link>{link}</link><dc:creator>Ana Ruiz</dc:creator>"
        "<pubDate>Sat, 03 May 2031 08:15:00 GMT</pubDate><description>In short.</description></item>"
        for n, link in enumerate(links, 1)
    )
    return (
        '<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>'
        f"<title>Halden Courier</title><link>{base}</link><language>en</language>{items}</channel></rss>"
    ).encode()


def urlset(*locs: str, extra: str = "") -> bytes:
    """A site map."""
    urls = "".join(f"<url><loc>{loc}</loc>{extra}</url>" for loc in locs)
    space = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
    return f'<?xml version="1.0" encoding="UTF-8"?><urlset {space}>{urls}</urlset>'.encode()


def index(*locs: str) -> bytes:
    """An index of site maps."""
    maps = "".join(f"<sitemap><loc>{loc}</loc></sitemap>" for loc in locs)
    return f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{maps}</sitemapindex>'.encode()


def test_entries_of_a_feed(web: Web, site: Site, tmp_path: Path) -> None:
    """What an entry says is kept where its page says nothing; its page is its origin."""
    (tmp_path / "news.rss").write_bytes(feed(f"{site.url}/goat", f"{site.url}/dam"))
    articles, dropped = split(list(ingest([str(tmp_path / "news.rss")], web=web, linked=True)))
    assert dropped == []
    goat, dam = articles
    assert (goat.origin, goat.url, goat.text) == (f"{site.url}/goat", f"{site.url}/goat", GOAT)
    assert (goat.title, goat.outlet, goat.authors) == ("Entry 1", "Halden Courier", ("Ana Ruiz",))
    assert (goat.published, goat.language) == ("2031-05-03T08:15:00+00:00", "en")
    assert (dam.title, dam.outlet, dam.authors, dam.published) == (
        "Dam holds",
        "Osterby Post",
        ("Jo Lund",),
        "2031-01-01",
    )


def test_a_feed_at_an_address(web: Web, site: Site) -> None:
    """Its relative links are from there; entries with their article in them are not fetched."""
    whole = f"<item><title>Whole</title><link>/whole</link><content:encoded><![CDATA[<p>{DAM}</p>]]></content:encoded>"
    body = feed("/goat", "/gone", "mailto:ana@courier.example", "").replace(
        b"</channel>", f"</item>{whole}</item></channel>".encode().replace(b"</item><item>", b"<item>", 1)
    )
    body = body.replace(b"xmlns:dc=", b'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc=')
    site.routes["/feed.xml"] = Answer(body, headers={"Content-Type": "application/rss+xml"})
    articles, dropped = split(list(ingest([f"{site.url}/feed.xml"], web=web, linked=True)))
    assert [article.origin for article in articles] == [f"{site.url}/goat", f"{site.url}/feed.xml#item=5"]
    assert [(item.origin, item.reason.split(";")[0]) for item in dropped] == [
        (f"{site.url}/gone", "there is no page at this address"),
        (f"{site.url}/feed.xml#item=3", "the entry has neither an article nor a link to one"),
        (f"{site.url}/feed.xml#item=4", "the entry has neither an article nor a link to one"),
    ]
    assert "/whole" not in site.asked


def test_links_are_fetched_only_where_that_is_asked_for(web: Web, site: Site, tmp_path: Path) -> None:
    """Else they are counted, with the option to add, and nothing but the source itself is fetched."""
    link = f"{site.url}/goat"
    site.routes["/feed.xml"] = Answer(feed(link, link, link), headers=XML)
    (tmp_path / "map.xml").write_bytes(urlset(link, link))
    (tmp_path / "index.xml").write_bytes(index(f"{site.url}/map.xml"))
    (tmp_path / "news.csv").write_text(f"title,url\nGoat,{link}\n", encoding="utf-8")
    parquet.write_table(pa.table({"url": [link, link]}), tmp_path / "news.parquet")
    (tmp_path / "news.jsonl").write_text(json.dumps({"url": link}), encoding="utf-8")
    sources = [f"{site.url}/feed.xml", *(str(path) for path in sorted(tmp_path.glob("*.*")))]
    reasons = [item.reason for item in ingest(sources, web=web) if isinstance(item, Dropped)]
    how = "fetch them with quoth add --fetch"
    listing = f"it lists {{}} and no texts, as Media Cloud's tables do; {how}, or name the column that holds texts"
    assert reasons == [
        f"3 entries only link their articles, which were not fetched; {how}",
        f"it is an index of 1 site map, which were not fetched; {how}",
        f"it is a site map of 2 pages, which were not fetched; {how}",
        listing.format("1 address"),
        f"it has addresses and no texts; {how}",
        listing.format("2 addresses"),
    ]
    assert site.asked == ["/robots.txt", "/feed.xml"]


def test_a_site_map_for_news(web: Web, site: Site, tmp_path: Path) -> None:
    """Its name, day, language and title are kept where the page says nothing; a day that is a change's is no one's."""
    news = (
        "<lastmod>2031-06-01</lastmod><news:news><news:publication><news:name>Halden Courier</news:name>"
        "<news:language>en</news:language></news:publication><news:publication_date>2031-05-03T08:15:00Z"
        "</news:publication_date><news:title>Goat &amp; wall</news:title></news:news>"
    )
    (tmp_path / "news.xml").write_bytes(urlset(f"\n {site.url}/goat ", extra=news))
    ((article,), dropped) = split(list(ingest([str(tmp_path / "news.xml")], web=web, linked=True)))
    assert dropped == []
    assert (article.title, article.outlet, article.language) == ("Goat & wall", "Halden Courier", "en")
    assert article.published == "2031-05-03T08:15:00+00:00"
    (tmp_path / "plain.xml").write_bytes(urlset(f"{site.url}/goat", extra="<lastmod>2031-06-01</lastmod>"))
    ((article,), _) = split(list(ingest([str(tmp_path / "plain.xml")], web=web, linked=True)))
    assert (article.title, article.published) == (None, None)


def test_an_index_of_site_maps(web: Web, site: Site) -> None:
    """Its maps are fetched one after the other, gzipped or not; an index in an index is not, nor what is no map."""
    maps = ("/a.xml", "/b.xml.gz", "/c.xml", "/d.html", "/e.xml", "/f.xml.gz")
    site.routes |= {
        "/sitemap.xml": Answer(index(*(f"{site.url}{path}" for path in maps)), headers=XML),
        "/a.xml": Answer(urlset(f"{site.url}/dam"), headers=XML),
        "/b.xml.gz": Answer(gzip.compress(urlset(f"{site.url}/goat")), headers={"Content-Type": "application/gzip"}),
        "/c.xml": Answer(index(f"{site.url}/a.xml"), headers=XML),
        "/d.html": Answer(BARE.encode()),
        "/f.xml.gz": Answer(gzip.compress(urlset(f"{site.url}/goat"))[:40]),
    }
    articles, dropped = split(list(ingest([f"{site.url}/sitemap.xml"], web=web, linked=True)))
    assert [article.origin for article in articles] == [f"{site.url}/dam", f"{site.url}/goat"]
    assert [(item.origin.removeprefix(site.url), item.reason.split(";")[0]) for item in dropped] == [
        ("/c.xml", "it is an index of site maps in another one"),
        ("/d.html", "it is no site map"),
        ("/e.xml", "there is no page at this address"),
        ("/f.xml.gz", "it is a gzip archive that is cut or damaged"),
    ]


def test_a_gzipped_site_map(web: Web, site: Site, tmp_path: Path) -> None:
    """As a file and at an address."""
    data = gzip.compress(urlset(f"{site.url}/goat"))
    (tmp_path / "map.xml.gz").write_bytes(data)
    site.routes["/map.xml.gz"] = Answer(data, headers={"Content-Type": "application/x-gzip"})
    for source in (str(tmp_path / "map.xml.gz"), f"{site.url}/map.xml.gz"):
        ((article,), dropped) = split(list(ingest([source], web=web, linked=True)))
        assert (article.text, dropped) == (GOAT, [])


BOMB = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (f'<!DOCTYPE urlset [<!ENTITY l0 "ha">{BOMB}]><urlset><url><loc>&l11;</loc></url></urlset>',
         "it is a site map that declares entities, as XML bombs do"),
        ('<!DOCTYPE u [<!ENTITY x SYSTEM "file:///etc/passwd">]><urlset><url><loc>&x;</loc></url></urlset>',
         "it is a site map that declares entities, as XML bombs do"),
        ("<urlset></urlset>", "it is a site map without addresses"),
        ("<urlset><url><loc>ftp://a.example/</loc></url><url/></urlset>", "it is a site map without addresses"),
        ("<urlset><url><loc>https://courier.exam", "it is a site map without addresses"),
    ],
)  # fmt: skip
def test_site_maps_that_give_nothing(web: Web, site: Site, tmp_path: Path, data: str, reason: str) -> None:
    """Bombs, empty ones, damaged ones: each is one Dropped, as a file, at an address, and in an index."""
    (tmp_path / "map.xml").write_text(data, encoding="utf-8")
    site.routes["/map.xml"] = Answer(data.encode(), headers=XML)
    for source in (str(tmp_path / "map.xml"), f"{site.url}/map.xml"):
        ((), (item,)) = split(list(ingest([source], web=web, linked=True)))
        assert (item.origin, item.reason.split(";")[0]) == (source, reason)
    site.routes["/index.xml"] = Answer(index(f"{site.url}/map.xml", f"{site.url}/good.xml"), headers=XML)
    site.routes["/good.xml"] = Answer(urlset(f"{site.url}/goat"), headers=XML)
    ((article,), dropped) = split(list(ingest([f"{site.url}/index.xml"], web=web, linked=True)))
    assert article.text == GOAT
    assert all(item.reason.startswith(reason) for item in dropped)


def test_a_site_map_that_is_cut(web: Web, site: Site, tmp_path: Path) -> None:
    """What is whole is fetched, a half address is not, and the cut is told; a stray ampersand is no cut."""
    whole = urlset(f"{site.url}/goat", f"{site.url}/dam")
    (tmp_path / "cut.xml").write_bytes(whole[: whole.rindex(b"/dam") + 2])
    ((article,), (item,)) = split(list(ingest([str(tmp_path / "cut.xml")], web=web, linked=True)))
    assert (article.text, item.reason) == (
        GOAT,
        "the site map is cut or damaged, and what followed is lost; fetch it again",
    )
    (tmp_path / "odd.xml").write_bytes(whole.replace(b"<url>", b"<url><note>a & b</note>"))
    articles, dropped = split(list(ingest([str(tmp_path / "odd.xml")], web=web, linked=True)))
    assert (len(articles), dropped) == (2, [])
    assert "/d" not in site.asked


MEDIA_CLOUD = ["id", "indexed_date", "language", "media_name", "media_url", "publish_date", "title", "url"]


@pytest.mark.parametrize("form", ["csv", "jsonl", "json", "parquet"])
def test_tables_of_addresses_as_media_cloud_gives_them(web: Web, site: Site, tmp_path: Path, form: str) -> None:
    """Each row's page, with what the row says of it, and its other columns; a row that fails stops no other."""
    rest = ["17", "2031-05-04 01:02:03", "en", "courier.example", "https://courier.example", "2031-05-03", "Told"]
    rows = [dict(zip(MEDIA_CLOUD, [*rest, url], strict=True)) for url in (f"{site.url}/goat", f"{site.url}/gone", "")]
    path = tmp_path / f"stories.{form}"
    if form == "csv":
        path.write_text("\n".join([",".join(MEDIA_CLOUD), *(",".join(row.values()) for row in rows)]), encoding="utf-8")
    elif form == "jsonl":
        path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    elif form == "json":
        path.write_text(json.dumps({"stories": rows}), encoding="utf-8")
    else:
        parquet.write_table(pa.Table.from_pylist(rows), path)
    ((article,), dropped) = split(list(ingest([str(path)], web=web, linked=True)))
    assert (article.origin, article.text) == (f"{site.url}/goat", GOAT)
    assert (article.title, article.outlet, article.published) == ("Told", "courier.example", "2031-05-03")
    assert article.extra == {
        "id": "17",
        "indexed_date": "2031-05-04 01:02:03",
        "media_url": "https://courier.example",
    }
    gone, empty = dropped
    assert (gone.origin, empty.reason) == (f"{site.url}/gone", "the row has no address of a page; complete it")


def test_a_link_may_lead_to_a_pdf(web: Web, site: Site, tmp_path: Path) -> None:
    """With its pages, at the address where it was found."""
    site.routes["/dam.pdf"] = Answer(pdf([lines_of_page(DAM)]), headers={"Content-Type": "application/pdf"})
    (tmp_path / "map.xml").write_bytes(urlset(f"{site.url}/dam.pdf"))
    ((article,), _) = split(list(ingest([str(tmp_path / "map.xml")], web=web, linked=True)))
    assert (article.text, article.url, article.notes) == (DAM, f"{site.url}/dam.pdf", ("pages begin at 0",))


def test_links_are_followed_one_at_a_time(web: Web, site: Site, tmp_path: Path) -> None:
    """Not before whoever takes the articles asks for the next one, so that a run can be broken off and taken up."""
    (tmp_path / "map.xml").write_bytes(urlset(f"{site.url}/goat", f"{site.url}/dam"))
    items = ingest([str(tmp_path / "map.xml")], web=web, linked=True)
    first = next(items)
    assert isinstance(first, Article)
    assert "/dam" not in site.asked
    assert first.raw is not None
    known = {first.raw.sha256}
    again = list(ingest([str(tmp_path / "map.xml")], web=web, linked=True, seen=lambda _, sha: sha in known))
    assert [type(item) for item in again] == [Seen, Article]


def test_what_the_caller_says_comes_first(web: Web, site: Site, tmp_path: Path) -> None:
    """Before the page, and before the table, whose own day is kept beside it."""
    (tmp_path / "news.csv").write_text(f"title,date,url\nTold,2031-05-03,{site.url}/goat\n", encoding="utf-8")
    (item,) = ingest([str(tmp_path / "news.csv")], web=web, linked=True, published="2030-01-01")
    assert isinstance(item, Article)
    assert (item.published, item.extra) == ("2030-01-01", {"date": "2031-05-03"})
