"""The one article in the bytes of a page or a plain text."""

from __future__ import annotations

import dataclasses

from quoth.ingest.decode import decode
from quoth.ingest.html import article_from_html
from quoth.ingest.known import Known, require_words
from quoth.ingest.plain import article_from_text
from quoth.ingest.sniff import declared_charset, is_html, refuse_other_formats
from quoth.records import Article, Raw

__all__ = ["article_from_bytes"]


def article_from_bytes(data: bytes, *, origin: str, known: Known | None = None, declared: str | None = None) -> Article:
    """The article in the bytes of a file, page or plain text; raises NotTextError where they hold none.

    ``declared`` is a charset that came with the bytes, as from a server, and is tried before the page's own.
    """
    if not data:
        require_words("", origin=origin)
    refuse_other_formats(data, origin=origin)
    decoded = decode(data, declared=declared or declared_charset(data), origin=origin)
    require_words(decoded.text, origin=origin)
    notes = [decoded.note] if decoded.note is not None else []
    made = article_from_html if is_html(decoded.text, origin=origin) else article_from_text
    return dataclasses.replace(made(decoded.text, origin=origin, notes=notes, **(known or {})), raw=Raw.of(data))
