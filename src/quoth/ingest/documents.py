"""Documents of word processors: DOCX."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from quoth.errors import MissingExtraError, NotTextError
from quoth.ingest.asked import Asked, Item, taken
from quoth.ingest.files import digest_of
from quoth.ingest.known import Known, require_words
from quoth.ingest.plain import article_from_text
from quoth.records import Article, Raw

__all__ = ["read_docx"]


def read_docx(stream: BinaryIO, *, origin: str, asked: Asked) -> Iterator[Item]:
    """The article in a DOCX document: its paragraphs, with a blank line between them; tables are left out."""
    raw = Raw(digest_of(stream), asked.inside)
    yield taken(origin, raw, asked, lambda: _of_docx(stream, origin, asked.known_here))


def _of_docx(stream: BinaryIO, origin: str, known: Known) -> Article:
    try:
        import docx
    except ImportError as error:
        raise MissingExtraError("documents", need="reading DOCX") from error
    try:
        document = docx.Document(stream)
        paragraphs = [paragraph.text.strip() for paragraph in document.paragraphs]
        facts = _core(document.core_properties)
    except Exception as error:  # as with PDF
        reason = f"it is a DOCX document that is damaged ({type(error).__name__}); save it again"
        raise NotTextError(reason, origin=origin) from error
    text = "\n\n".join(paragraph for paragraph in paragraphs if paragraph)
    if not text:
        raise NotTextError("it is a DOCX document without text; give one that has some", origin=origin)
    require_words(text, origin=origin)
    facts = {**facts, **known}
    return article_from_text(text, origin=origin, **facts)


def _core(core: Any) -> Known:
    """What the properties of a DOCX say; its title is often that of a template, and is left alone."""
    facts: Known = {}
    author = " ".join((core.author or "").split())
    if author and author != "python-docx":
        facts["authors"] = [name for name in re.split(r"\s*[;]\s*", author) if name]
    if core.language and re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z]{2})?", core.language):
        facts["language"] = core.language
    return facts
