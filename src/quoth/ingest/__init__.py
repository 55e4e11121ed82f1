"""Getting a clean, fixed text: from plain text files, from pages, and from standard input.

    for item in ingest(["report.txt", "page.html", "-"]):
        ...  # an Article, or a Dropped that says why not

``ingest`` never raises for a bad source and never fetches anything; only with QUOTH_DEBUG=1 do faults of ours rise. A
plain text is stored exactly as decoded, a byte-order mark apart; the text of a page is what this room makes of it, and
fixed from then on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from quoth.errors import InputError, fault
from quoth.ingest.dates import given_date
from quoth.ingest.decode import decode
from quoth.ingest.files import MAX_BYTES, read_bytes
from quoth.ingest.html import article_from_html
from quoth.ingest.known import Known, require_words
from quoth.ingest.parts import find_parts
from quoth.ingest.plain import article_from_text
from quoth.ingest.sniff import declared_charset, is_html, refuse_other_formats
from quoth.records import Article, Dropped

__all__ = [
    "MAX_BYTES",
    "Known",
    "article_from_bytes",
    "article_from_html",
    "article_from_text",
    "find_parts",
    "ingest",
    "read_bytes",
]


def ingest(
    sources: Iterable[str],
    *,
    published: str | None = None,
    url: str | None = None,
    stdin: BinaryIO | None = None,
) -> Iterator[Article | Dropped]:
    """For each source, in order, its Article or a Dropped with the reason; ``-`` is standard input.

    ``published`` and ``url`` are what the user says of every source, and win over what a page declares. Raises
    BadDateError at once, before anything is read, where ``published`` is no date; for a source it never raises.
    """
    known: Known = {}
    if published is not None:
        known["published"] = given_date(published)
    if url is not None:
        known["url"] = url
    return _each(sources, known, stdin)


def article_from_bytes(data: bytes, *, origin: str, known: Known | None = None) -> Article:
    """The article in the bytes of a file, page or plain text; raises NotTextError where they hold none."""
    if not data:
        require_words("", origin=origin)
    refuse_other_formats(data, origin=origin)
    decoded = decode(data, declared=declared_charset(data), origin=origin)
    require_words(decoded.text, origin=origin)
    notes = [decoded.note] if decoded.note is not None else []
    if is_html(decoded.text, origin=origin):
        return article_from_html(decoded.text, origin=origin, notes=notes, **(known or {}))
    return article_from_text(decoded.text, origin=origin, notes=notes, **(known or {}))


def _each(sources: Iterable[str], known: Known, stdin: BinaryIO | None) -> Iterator[Article | Dropped]:
    for source in sources:
        yield _one(source, known, stdin)


def _one(source: str, known: Known, stdin: BinaryIO | None) -> Article | Dropped:
    try:
        return article_from_bytes(read_bytes(source, stdin=stdin), origin=source, known=known)
    except InputError as error:
        return Dropped(source, "ingest", str(error))
    except Exception as error:
        return Dropped(source, "ingest", fault(error))
