"""An article from a plain text, which is stored exactly as it came."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Unpack

from quoth.ingest.known import Known, notes_on
from quoth.ingest.noprose import notes_on_prose
from quoth.ingest.parts import find_parts
from quoth.records import Article

__all__ = ["article_from_text"]


def article_from_text(text: str, *, origin: str = "text", notes: Iterable[str] = (), **known: Unpack[Known]) -> Article:
    """The article whose text is ``text``, unchanged to the last character, with its parts found.

    Without a title given, the headline found in the text is its title. Any text will do, an empty one too.
    """
    parts = find_parts(text, title=known.get("title"), authors=tuple(known.get("authors", ())))
    if known.get("title") is None:
        headline = [text[part.start : part.end] for part in parts if part.name == "headline"]
        known["title"] = " ".join(headline) or None
    return Article.of(text, origin=origin, parts=parts, notes=[*notes, *notes_on(text), *notes_on_prose(text)], **known)
