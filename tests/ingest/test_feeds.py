"""Feeds as files: whole articles are read, summaries have their reason, and a bomb does no harm."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from tests.ingest.things import DAM, GOAT, page_of_text, place, reasons, taken

RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Halden Courier</title><link>https://courier.example/</link><language>en</language>
<item><title>Dam holds</title><link>https://courier.example/dam</link><dc:creator>Ana Ruiz</dc:creator>
<pubDate>Sat, 03 May 2031 08:15:00 +0200</pubDate><description>In short.</description>
<content:encoded><![CDATA[<p>{DAM}</p><p>{GOAT}</p><script>alert(1)</script>]]></content:encoded></item>
<item><title>Goat</title><link>https://courier.example/goat</link><description>{GOAT}</description></item>
<item><title>Bare</title><link>https://courier.example/bare</link></item>
</channel></rss>"""

ATOM = f"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Osterby Post</title><id>urn:x:1</id>
<updated>2031-05-03T08:15:00Z</updated>
<entry><title>Dam holds</title><id>urn:x:2</id><link href="https://post.example/dam"/>
<published>2031-05-03T06:15:00Z</published><updated>2031-05-04T06:15:00Z</updated><author><name>Jo Lund</name></author>
<content type="html">&lt;p&gt;{DAM}&lt;/p&gt;</content></entry>
<entry><title>Goat</title><id>urn:x:3</id><updated>2031-05-04T06:15:00Z</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{GOAT}</p></div></content></entry>
<entry><title>Text</title><id>urn:x:4</id><updated>2031-05-04T06:15:00Z</updated>
<content type="text">{DAM}</content></entry>
<entry><title>Elsewhere</title><id>urn:x:5</id><updated>2031-05-04T06:15:00Z</updated>
<content type="text/html" src="https://post.example/elsewhere"/><summary>In short.</summary></entry>
</feed>"""


def test_rss(tmp_path: Path) -> None:
    """What carries its article is one, with the facts of its entry and its feed; scripts are left out."""
    (tmp_path / "news.rss").write_text(RSS, encoding="utf-8")
    (article,), (item,) = taken(tmp_path / "news.rss")
    assert article.text == f"Dam holds\n\n{DAM}\n\n{GOAT}"
    assert (article.title, article.url) == ("Dam holds", "https://courier.example/dam")
    assert (article.outlet, article.authors, article.language) == ("Halden Courier", ("Ana Ruiz",), "en")
    assert (article.published, place(article)) == ("2031-05-03T08:15:00+02:00", "news.rss#item=1")
    assert (item.origin, item.reason) == (
        str(tmp_path / "news.rss"),
        "2 entries only link their articles, which were not fetched; fetch them with quoth add --fetch",
    )


def test_atom(tmp_path: Path) -> None:
    """Content as escaped HTML, as XHTML, or as text; content that lies elsewhere is not fetched."""
    (tmp_path / "news.xml").write_text(ATOM, encoding="utf-8")
    articles, (elsewhere,) = taken(tmp_path / "news.xml")
    assert [article.text for article in articles] == [f"Dam holds\n\n{DAM}", f"Goat\n\n{GOAT}", f"Text\n\n{DAM}"]
    assert articles[0].published == "2031-05-03T06:15:00+00:00"
    assert articles[0].authors == ("Jo Lund",)
    assert (place(elsewhere), elsewhere.reason.split(" (")[0]) == (
        "news.xml#item=4",
        "the entry has neither an article nor a link to one; leave it out",
    )


@pytest.mark.parametrize("name", ["news.rss", "feed.xml", "rss.xml", "news.atom"])
def test_a_feed_that_is_a_page_is_said_to_be_one(tmp_path: Path, name: str) -> None:
    """As servers send it in place of a feed that is gone."""
    (tmp_path / name).write_text(page_of_text(DAM), encoding="utf-8")
    assert reasons(tmp_path / name) == ["it is named a feed and is a page; save the feed itself, or rename it"]


@pytest.mark.parametrize("size", [10, 5000])
def test_an_entity_bomb_does_no_harm(tmp_path: Path, size: int) -> None:
    """A billion laughs are refused at once, behind a comment of any length too."""
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<?xml version="1.0"?><!-- {"x" * size} --><!DOCTYPE rss [<!ENTITY l0 "laugh">{entities}]>'
    feed = RSS.replace('<?xml version="1.0" encoding="utf-8"?>', bomb).replace("Dam holds", "&l11;")
    (tmp_path / "news.rss").write_text(feed, encoding="utf-8")
    start = time.monotonic()
    (reason,) = reasons(tmp_path / "news.rss")
    assert time.monotonic() - start < 5
    assert "feed" in reason


def test_a_broken_feed_gives_what_it_has(tmp_path: Path) -> None:
    """Feeds are seldom well-formed: a stray ampersand, and a file that ends in the middle."""
    (tmp_path / "news.rss").write_text(RSS.replace("Dam holds", "Dam & wall")[:-150], encoding="utf-8")
    articles, _ = taken(tmp_path / "news.rss")
    assert articles[0].title == "Dam & wall"
    assert DAM in articles[0].text


def test_the_title_of_a_json_feed_is_its_outlet(tmp_path: Path) -> None:
    """With the day and the authors of its items."""
    item: dict[str, object] = {"id": "1", "title": "Mill", "content_html": f"<p>{DAM}</p>"}
    item |= {"date_published": "2031-05-06T08:00:00Z", "authors": [{"name": "Jo Lund"}]}
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "Halden Wire", "items": [item]}
    (tmp_path / "feed.json").write_text(json.dumps(feed), encoding="utf-8")
    (article,), _ = taken(tmp_path / "feed.json")
    assert (article.outlet, article.title, article.authors) == ("Halden Wire", "Mill", ("Jo Lund",))
    assert article.published == "2031-05-06T08:00:00+00:00"
