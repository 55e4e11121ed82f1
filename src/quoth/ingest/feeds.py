"""RSS and Atom: an entry that carries its whole article is one; the others are links to theirs."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterator
from functools import partial
from typing import Any, BinaryIO
from urllib.parse import urljoin

from quoth.errors import MissingExtraError, NotTextError
from quoth.ingest.asked import Asked, Item, taken
from quoth.ingest.dates import page_date
from quoth.ingest.extra import canonical
from quoth.ingest.files import MAX_BYTES
from quoth.ingest.fragment import article_from_fragment
from quoth.ingest.known import Known
from quoth.ingest.links import HOW_TO_FETCH, Link, item_at
from quoth.ingest.roots import declares_entities, root_of
from quoth.records import Article, Dropped, Raw

__all__ = ["is_feed_name", "looks_like_feed", "read_feed"]

_NAME = re.compile(r"\.(?:rss|atom)\Z|(?:\A|[/\\_.-])(?:feed|rss|atom)[^/\\]{0,20}\.xml\Z", re.IGNORECASE)
_ODD = "the entry cannot be read ({}); give its page"
_TAG = re.compile(r"<[a-z][^<>]*>", re.IGNORECASE)
_ESCAPED_TAG = re.compile(
    r"&lt;(?:p|div|br|a|span|h[1-6]|ul|li|strong|em|b|i|figure|img|blockquote)\b[^<>]{0,500}?/?&gt;", re.IGNORECASE
)
_HTML = ("text/html", "application/xhtml+xml")


def is_feed_name(origin: str) -> bool:
    """Whether a file is called as feeds are."""
    return _NAME.search(origin) is not None


def looks_like_feed(head: bytes) -> bool:
    """Whether a file that begins with ``head`` is RSS 0.9 to 2 or Atom."""
    root = root_of(head) or ""
    return (root in ("rss", "rdf:rdf") or root.split(":")[-1] == "feed") or (
        declares_entities(head) and re.search(rb"<(?:rss|feed)[\s>]", head) is not None
    )


def read_feed(stream: BinaryIO, *, origin: str, asked: Asked) -> Iterator[Item]:
    """The articles in a feed's entries, and those that entries only link, if links are followed; else these are counted
    in one Dropped at the end.
    """
    try:
        import feedparser
    except ImportError as error:
        raise MissingExtraError("feeds", need="reading feeds") from error
    data = stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise NotTextError("it is a feed larger than 20 MB; split it", origin=origin)
    if declares_entities(data):
        raise NotTextError("it is a feed that declares entities, as XML bombs do; save it without them", origin=origin)
    # Given as a stream, since a text could be taken for an address. The words stay as they were sent.
    try:
        feed = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    except ValueError as error:  # bytes of no encoding, in the loose parser that reads what is broken
        raise NotTextError("it is a feed that is damaged; fetch it again", origin=origin) from error
    if not feed.entries:
        raise NotTextError("it is a feed without entries; give one that has some", origin=origin)
    passed = 0
    for number, entry in enumerate(feed.entries, 1):
        place = f"{origin}#item={number}"
        link = None if _bodies(entry) else _link(entry, feed.feed, asked)
        if link is not None and asked.links is None:
            passed += 1
            continue
        if link is not None and asked.links is not None:
            yield item_at(link, asked, asked.links)
            continue
        make = partial(_article, entry, feed.feed, place, asked.known)
        yield taken(place, _raw(entry, origin), asked, make, otherwise=_ODD)
    if passed:
        many = f"{passed} entries only link their articles, which were not fetched"
        what = many if passed > 1 else "1 entry only links its article, which was not fetched"
        yield Dropped(origin, "ingest", f"{what}; {HOW_TO_FETCH}")


def _raw(entry: Any, file: str) -> Raw:
    """The digest of what an entry says, since the library does not say where it stands in its feed."""
    # Past the library's own way of looking up, which gives one date for another that is not there.
    said = {key: dict.get(entry, key) for key in ("id", "title", "link", "published", "updated", "author", "summary")}
    bodies = [[body.get("type"), body.get("value")] for body in entry.get("content", [])]
    return Raw.of(canonical({**said, "content": bodies}), file=file)


def _bodies(entry: Any) -> list[Any]:
    return [body for body in entry.get("content", []) if (body.get("value") or "").strip()]


def _link(entry: Any, feed: Any, asked: Asked) -> Link | None:
    """Where the article of an entry is, with what the entry says of it; None where it does not link any."""
    try:
        address = urljoin(asked.at or feed.get("link") or "", (entry.get("link") or "").strip())
    except ValueError:
        return None
    if not address.lower().startswith(("http://", "https://")) or not (entry.get("link") or "").strip():
        return None
    facts = _facts(entry, feed, None)
    if title := _title(entry):
        facts["title"] = title
    return Link(address, facts)


def _article(entry: Any, feed: Any, place: str, known: Known) -> Article:
    bodies = _bodies(entry)
    if not bodies:
        raise NotTextError("the entry has neither an article nor a link to one; leave it out", origin=place)
    body = next((body for body in bodies if body.get("type") in _HTML), bodies[0])
    value = _once(body["value"])
    is_markup = body.get("type") in _HTML or value != body["value"]
    paragraphs = value if is_markup else [line for line in value.splitlines() if line.strip()]
    title = _title(entry) or None
    facts: Known = {**_facts(entry, feed, body.get("language")), **known}
    return article_from_fragment(paragraphs, title=title, origin=place, known=facts)


def _title(entry: Any) -> str:
    """The title of an entry, without entities that were escaped twice."""
    return " ".join(html.unescape(html.unescape(str(entry.get("title") or ""))).split())


def _once(value: str) -> str:
    """Markup that was escaped twice, as markup; anything else as it is."""
    return value if _TAG.search(value) or not _ESCAPED_TAG.search(value) else html.unescape(value)


def _facts(entry: Any, feed: Any, language: str | None) -> Known:
    facts: Known = {}
    if (entry.get("link") or "").startswith(("http://", "https://")):
        facts["url"] = entry["link"]
    source = entry.get("source") or {}
    if outlet := " ".join(html.unescape(str(source.get("title") or feed.get("title") or "")).split()):
        facts["outlet"] = outlet
    if day := page_date(entry.get("published")) or page_date(entry.get("updated")):
        facts["published"] = day
    if authors := [a["name"] for a in entry.get("authors", []) if a.get("name")]:
        facts["authors"] = authors
    if spoken := language or feed.get("language"):
        facts["language"] = str(spoken)
    return facts
