"""Getting a clean, fixed text: from texts, pages, documents, tables, feeds, wires and archives, and folders of them.

    for item in ingest(["report.txt", "news/*.html", "crawl.warc.gz", "-"]):
        ...  # an Article, or a Dropped that says why not

``ingest`` never raises for a bad source, and fetches only what it is given a ``Web`` for; only with QUOTH_DEBUG=1 do
faults of ours rise. A plain text is stored exactly as decoded, a byte-order mark apart; the text of a page is what this
room makes of it, and fixed from then on.
"""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Callable, Iterable, Iterator
from typing import Any, BinaryIO, overload

from quoth.errors import InputError
from quoth.ingest.asked import Asked
from quoth.ingest.beside import Beside, beside_of
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
    table: str | None = None,
    told: Callable[[str], object] = ...,
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
    table: str | None = None,
    told: Callable[[str], object] = ...,
) -> Iterator[Article | Dropped | Seen]: ...


def ingest(  # noqa: PLR0913 - each is one thing that a caller may know or want
    sources: Iterable[str],
    *,
    published: str | None = None,
    url: str | None = None,
    outlet: str | None = None,
    stdin: BinaryIO | None = None,
    web: Web | None = None,
    linked: bool = False,
    seen: Callable[[str, str], bool] | None = None,
    table: str | None = None,
    told: Callable[[str], object] = lambda _: None,
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
    where it says yes, a Seen comes in its place, and the work is spared.

    ``table`` is a CSV file with a row for each file: file, and one or more of published, outlet, title and url. What it
    says wins over what a page declares; where nothing says when a report appeared, a day in its file's name or its
    folder's counts. ``told`` is called with where each such day came from. Raises BadDateError or InputError at once,
    before anything is read, where ``published`` is no date or the table is wrong; for a source it never raises.
    """
    known: Known = {}
    if outlet is not None:
        known["outlet"] = outlet
    if published is not None:
        known["published"] = given_date(published)
    if url is not None:
        known["url"] = url
    beside = beside_of(table, told)
    return _each(sources, Asked(known, seen, links=web if linked else None), web, stdin, beside)


def _each(sources: Iterable[str], asked: Asked, web: Web | None, stdin: BinaryIO | None, beside: Beside) -> Items:
    met: dict[str, str] = {}
    for source in sources:
        if web is not None and is_address(source):
            yield from items_of_address(source, asked, web)
            continue
        for file in files_of(source):
            if isinstance(file, Dropped):
                yield file
            elif beside.is_table(file):
                continue
            elif met.setdefault(os.path.abspath(file), file) == file or file == STDIN or is_address(file):
                yield from _items(file, asked, stdin, beside)
    yield from beside.left()


def _items(file: str, asked: Asked, stdin: BinaryIO | None, beside: Beside) -> Items:
    given = beside.known_of(file) if file != STDIN else Known()
    known: Known = {**given, **asked.known}
    try:
        stream = open_source(file, stdin=stdin)
    except InputError as error:
        yield Dropped(file, "ingest", str(error))
    else:
        with stream:
            for item in items_in(stream, origin=file, asked=dataclasses.replace(asked, known=known)):
                yield beside.completed(item, given, asked.known) if isinstance(item, Article) else item
