"""Getting a clean, fixed text: from texts, pages, documents, tables, feeds, wires and archives, and folders of them.

    for item in ingest(["report.txt", "news/*.html", "crawl.warc.gz", "-"]):
        ...  # an Article, or a Dropped that says why not

``ingest`` never raises for a bad source, and fetches only what it is given a ``Web`` for; only with QUOTH_DEBUG=1 do
faults of ours rise. A plain text is stored exactly as decoded, a byte-order mark apart; the text of a page is what this
room makes of it, and fixed from then on.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from typing import Any, BinaryIO, overload

from quoth.errors import InputError
from quoth.ingest.asked import Asked
from quoth.ingest.dates import given_date
from quoth.ingest.fetched import items_of_address
from quoth.ingest.files import MAX_BYTES, STDIN, is_address, open_source, read_bytes
from quoth.ingest.folders import files_of
from quoth.ingest.formats import Items, items_in
from quoth.ingest.html import article_from_html
from quoth.ingest.known import Known, Seen
from quoth.ingest.parts import find_parts
from quoth.ingest.pdf import page_of
from quoth.ingest.plain import article_from_text
from quoth.ingest.single import article_from_bytes
from quoth.ingest.web import Limits, Page, Web
from quoth.records import Article, Dropped

__all__ = [
    "MAX_BYTES",
    "Known",
    "Limits",
    "Page",
    "Seen",
    "Web",
    "article_from_bytes",
    "article_from_html",
    "article_from_text",
    "find_parts",
    "ingest",
    "page_of",
    "read_bytes",
]


@overload
def ingest(
    sources: Iterable[str],
    *,
    published: str | None = None,
    url: str | None = None,
    outlet: str | None = None,
    stdin: BinaryIO | None = None,
    web: Web | None = None,
    linked: bool = False,
    seen: None = None,
) -> Iterator[Article | Dropped]: ...


@overload
def ingest(
    sources: Iterable[str],
    *,
    published: str | None = None,
    url: str | None = None,
    outlet: str | None = None,
    stdin: BinaryIO | None = None,
    web: Web | None = None,
    linked: bool = False,
    seen: Callable[[str, str], bool] | None,
) -> Iterator[Article | Dropped | Seen]: ...


def ingest(
    sources: Iterable[str],
    *,
    published: str | None = None,
    url: str | None = None,
    outlet: str | None = None,
    stdin: BinaryIO | None = None,
    web: Web | None = None,
    linked: bool = False,
    seen: Callable[[str, str], bool] | None = None,
) -> Iterator[Any]:
    """For each source, in order, its articles, each an Article or a Dropped with the reason; ``-`` is standard input.

    A source is a file of any format, a folder or a pattern, or an address, which ``web`` fetches. An article that is
    one of many in a file has its place in its origin (``news.csv#row=2``). A format whose optional part is not
    installed is dropped with the command to type.

    With ``linked``, ``web`` also fetches the pages that feeds, site maps and tables of addresses only link, each when
    its turn comes; without, such links are counted in a Dropped. A page that cannot be fetched is a Dropped with its
    address, and stops no other.

    ``published``, ``url`` and ``outlet`` are what the user says of every source, and win over what a page declares.
    ``seen`` is asked with the origin of each article and the digest of what it would be read from (``Article.raw``);
    where it says yes, a Seen comes in its place, and the work is spared. Raises BadDateError at once, before anything
    is read, where ``published`` is no date; for a source it never raises.
    """
    known: Known = {}
    if outlet is not None:
        known["outlet"] = outlet
    if published is not None:
        known["published"] = given_date(published)
    if url is not None:
        known["url"] = url
    return _each(sources, Asked(known, seen, links=web if linked else None), web, stdin)


def _each(sources: Iterable[str], asked: Asked, web: Web | None, stdin: BinaryIO | None) -> Items:
    met: dict[str, str] = {}
    for source in sources:
        if web is not None and is_address(source):
            yield from items_of_address(source, asked, web)
            continue
        for file in files_of(source):
            if isinstance(file, Dropped):
                yield file
            elif met.setdefault(os.path.abspath(file), file) == file or file == STDIN or is_address(file):
                yield from _items(file, asked, stdin)


def _items(file: str, asked: Asked, stdin: BinaryIO | None) -> Items:
    try:
        stream = open_source(file, stdin=stdin)
    except InputError as error:
        yield Dropped(file, "ingest", str(error))
    else:
        with stream:
            yield from items_in(stream, origin=file, asked=asked)
