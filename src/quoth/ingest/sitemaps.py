"""Site maps (https://www.sitemaps.org/protocol.html), those for news among them: lists of pages, or of such lists."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO
from urllib.parse import urljoin

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


def looks_like_sitemap(head: bytes) -> bool:
    """Whether a file that begins with ``head`` is a site map or an index of some."""
    root = root_of(head)
    return (root is not None and root.split(":")[-1] in _ROOTS) or (
        declares_entities(head) and any(f"<{name}".encode() in head for name in _ROOTS)
    )


def read_sitemap(stream: BinaryIO, *, origin: str, asked: Asked) -> Iterator[Item]:
    """The articles of the pages that a site map lists, in its order; of an index, those of map after map."""
    root = _parsed(read_up_to(stream, MAX_MAP_BYTES, origin), origin)
    is_index = _name(root) == "sitemapindex"
    links = list(_links(root, asked.at))
    if not links:
        raise NotTextError("it is a site map without addresses; give one that has some", origin=origin)
    if asked.links is None:
        what = "site map" if is_index else "page"
        count = f"{len(links)} {what}{'s' * (len(links) != 1)}"
        kind = "an index" if is_index else "a site map"
        raise NotTextError(f"it is {kind} of {count}, which were not fetched; {HOW_TO_FETCH}", origin=origin)
    for link in links:
        if is_index:
            yield from _of_map(link.address, asked, asked.links)
        else:
            yield item_at(link, asked, asked.links)


def _of_map(address: str, asked: Asked, web: Web) -> Iterator[Item]:
    """The articles of one site map of an index."""
    try:
        page = web.fetch(address)
        root = _parsed(_unpacked(page.data, address), address)
        if _name(root) == "sitemapindex":
            raise NotTextError("it is an index of site maps in another one; give it by itself", origin=address)
        links = list(_links(root, page.url))
    except (FetchError, NotTextError) as error:
        yield Dropped(address, "ingest", str(error))
        return
    for link in links:
        yield item_at(link, asked, web)


def _unpacked(data: bytes, origin: str) -> bytes:
    if not data.startswith(b"\x1f\x8b"):
        return data
    try:
        with gzip.open(io.BytesIO(data)) as packed:
            return read_up_to(packed, MAX_MAP_BYTES, origin)  # type: ignore[arg-type]
    except (OSError, EOFError, zlib.error) as error:
        raise NotTextError("it is a gzip archive that is cut or damaged; fetch it again", origin=origin) from error


def _parsed(data: bytes, origin: str) -> Any:
    """The root of a site map; nothing that it names is opened, and no entity is written out."""
    from lxml import etree

    if declares_entities(data):
        reason = "it is a site map that declares entities, as XML bombs do; save it without them"
        raise NotTextError(reason, origin=origin)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False, recover=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise NotTextError("it is a site map that is damaged; fetch it again", origin=origin) from error
    if root is None or _name(root) not in _ROOTS:
        raise NotTextError("it is no site map; give one, or leave it out of the index", origin=origin)
    return root


def _links(root: Any, base: str | None) -> Iterator[Link]:
    """What a map lists, with what a news map says of each page."""
    for entry in root:
        said = {_name(element): " ".join((element.text or "").split()) for element in entry.iter() if _name(element)}
        address = _joined(base, said.get("loc", ""))
        if address is not None:
            yield Link(address, _facts(said))


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


def _joined(base: str | None, address: str) -> str | None:
    try:
        whole = urljoin(base or "", address)
    except ValueError:
        return None
    return whole if whole.lower().startswith(("http://", "https://")) else None


def _name(element: Any) -> str:
    """The name of an element without its namespace; none for comments and the like."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
