"""The one article in the bytes of a page or a plain text."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable

from quoth.errors import NotTextError
from quoth.ingest.decode import decode
from quoth.ingest.html import article_from_html
from quoth.ingest.known import Known, require_words
from quoth.ingest.notprose import no_prose_reason
from quoth.ingest.plain import article_from_text
from quoth.ingest.sniff import declared_charset, is_html, refuse_other_formats
from quoth.records import Article, Raw

__all__ = ["article_from_bytes"]


def article_from_bytes(
    data: bytes,
    *,
    origin: str,
    known: Known | None = None,
    declared: str | None = None,
    found_at: str | None = None,
    notes: Iterable[str] = (),
) -> Article:
    """The article in the bytes of a file, page or plain text; raises NotTextError where they hold none.

    ``declared`` is a charset that came with the bytes, as from a server, and is tried before the page's own.
    ``found_at`` is the address where they were found; the one that a page declares as its own comes before it.
    """
    if not data:
        require_words("", origin=origin)
    refuse_other_formats(data, origin=origin)
    decoded = decode(data, declared=declared or declared_charset(data), origin=origin)
    require_words(decoded.text, origin=origin)
    notes = [*notes, *filter(None, [decoded.note])]
    facts: Known = {**(known or {})}
    if is_html(decoded.text, origin=origin):
        made = article_from_html(decoded.text, origin=origin, notes=notes, found_at=found_at, **facts)
    else:
        if (reason := no_prose_reason(decoded.text)) is not None:
            raise NotTextError(reason, origin=origin)
        if found_at is not None:
            facts.setdefault("url", found_at)
        made = article_from_text(decoded.text, origin=origin, notes=notes, **facts)
    return dataclasses.replace(made, raw=Raw.of(data))
