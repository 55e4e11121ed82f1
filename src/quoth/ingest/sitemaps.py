"""Site maps (https://www.sitemaps.org/protocol.html), those for news among them: lists of pages, or of such lists."""

from __future__ import annotations

import gzip
import io
import re
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO, NamedTuple

from quoth.errors import FetchError, NotTextError
from quoth.ingest.asked import Asked, Item
from quoth.ingest.dates import page_date
from quoth.ingest.files import read_up_to
from quoth.ingest.known import Known
from quoth.ingest.links import HOW_TO_FETCH, Link, item_at
from quoth.ingest.roots import declares_entities, root_of
from quoth.ingest.web import Web
from quoth.records import Dropped

__all__ = ["looks_like_sitemap", "read_sitemap"]

# In bytes, unpacked: what the protocol allows. It allows 50,000 addresses too.
MAX_MAP_BYTES = 52_428_800

_ROOTS = ("urlset", "sitemapindex")
_END = re.compile(rb"</(?:\w+:)?(?:urlset|sitemapindex)\s*>\s*(?:<!--.*?-->\s*)*\Z", re.DOTALL)
_CUT = "the site map is cut or damaged, and what followed is lost; fetch it again"


def looks_like_sitemap(head: bytes) -> bool:
    """Whether a file that begins with ``head`` is a site map or an index of some."""
    root = root_of(head)
    return (root is not None and root.split(":")[-1] in _ROOTS) or (
        declares_entities(head) and any(f"<{name}".encode() in head for name in _ROOTS)
    )


class _Map(NamedTuple):
    """What a site map lists, whether these are site maps again, and whether it is cut behind them."""

    links: list[Link]
    is_index: bool
    is_cut: bool


def read_sitemap(stream: BinaryIO, *, origin: str, asked: Asked) -> Iterator[Item]:
    """The articles of the pages that a site map lists, in its order; of an index, those of map after map."""
    found = _map(read_up_to(stream, MAX_MAP_BYTES, origin), origin)
    if asked.links is None:
        what = "site map" if found.is_index else "page"
        count = f"{len(found.links)} {what}{'s' * (len(found.links) != 1)}"
        kind = "an index" if found.is_index else "a site map"
        raise NotTextError(f"it is {kind} of {count}, which were not fetched; {HOW_TO_FETCH}", origin=origin)
    for link in found.links:
        if found.is_index:
            yield from _of_map(link.address, asked, asked.links)
        else:
            yield item_at(link, asked, asked.links)
    if found.is_cut:
        yield Dropped(origin, "ingest", _CUT)


def _of_map(address: str, asked: Asked, web: Web) -> Iterator[Item]:
    """The articles of one site map of an index."""
    try:
        found = _map(_unpacked(web.fetch(address, found=True).data, address), address)
        if found.is_index:
            raise NotTextError("it is an index of site maps in another one; give it by itself", origin=address)
    except (FetchError, NotTextError) as error:
        yield Dropped(address, "ingest", str(error))
        return
    for link in found.links:
        yield item_at(link, asked, web)
    if found.is_cut:
        yield Dropped(address, "ingest", _CUT)


def _unpacked(data: bytes, origin: str) -> bytes:
    if not data.startswith(b"\x1f\x8b"):
        return data
    try:
        with gzip.open(io.BytesIO(data)) as packed:
            return read_up_to(packed, MAX_MAP_BYTES, origin)
    except (OSError, EOFError, zlib.error) as error:
        raise NotTextError("it is a gzip archive that is cut or damaged; fetch it again", origin=origin) from error


def _map(data: bytes, origin: str) -> _Map:
    """A site map; nothing that it names is opened, and no entity is written out. Raises NotTextError where it is none.

    Of one that ends in the middle, the last address is left out: nobody knows whether it is whole.
    """
    from lxml import etree

    if declares_entities(data):
        reason = "it is a site map that declares entities, as XML bombs do; save it without them"
        raise NotTextError(reason, origin=origin)
    bounds = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
    cut = False
    try:
        root = etree.fromstring(data, etree.XMLParser(**bounds))
    except (etree.XMLSyntaxError, ValueError):  # stray ampersands, for one, which the others tolerate
        root = etree.fromstring(data, etree.XMLParser(**bounds, recover=True))
        cut = _END.search(data) is None
    if root is None or _name(root) not in _ROOTS:
        raise NotTextError("it is no site map; give one, or leave it out of the index", origin=origin)
    links = list(_links(root))
    if cut and links:
        links.pop()
    if not links:
        raise NotTextError("it is a site map without addresses; give one that has some", origin=origin)
    return _Map(links, _name(root) == "sitemapindex", cut)


def _links(root: Any) -> Iterator[Link]:
    """What a map lists, with what a news map says of each page; the protocol wants whole addresses."""
    for entry in root:
        said = {_name(element): " ".join((element.text or "").split()) for element in entry.iter()}
        if said.get("loc", "").lower().startswith(("http://", "https://")):
            yield Link(said["loc"], _facts(said))


def _facts(said: dict[str, str]) -> Known:
    facts: Known = {}
    if said.get("title"):
        facts["title"] = said["title"]
    if said.get("name"):
        facts["outlet"] = said["name"]
    if said.get("language"):
        facts["language"] = said["language"]
    if (day := page_date(said.get("publication_date"))) is not None:
        facts["published"] = day
    return facts


def _name(element: Any) -> str:
    """The name of an element without its namespace; none for comments and the like."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
