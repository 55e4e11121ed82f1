"""PDF, with the page on which everything stands.

A PDF is one article. A note on it says at which offset each page begins ("pages begin at 0 1834 3920"), and ``page_of``
reads it: the words of a page stand between its beginning and that of the next.
"""

from __future__ import annotations

import logging
import re
from bisect import bisect_right
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO

from quoth.errors import InputError, MissingExtraError, NotTextError
from quoth.ingest.asked import Asked, Item, taken
from quoth.ingest.files import digest_of
from quoth.ingest.known import Known, require_words
from quoth.ingest.lines import ends_sentence
from quoth.ingest.plain import article_from_text
from quoth.records import Article, Raw

__all__ = ["article_from_pdf", "page_of", "read_pdf"]

# A long report has some hundreds of pages; a book that has more is no article, and takes minutes.
MAX_PAGES = 2_000

_PAGES = "pages begin at "
_HYPHENATED = re.compile(r"[^\W\d_]+-\Z")
_LINE_ENDS = str.maketrans({"\r": "\n", "\x0b": "\n", "\x0c": "\n", "\xad": "-"})

# A line of less than this share of the page's widest may end a paragraph; a fuller one goes on in the next.
FULL_LINE = 0.75


def read_pdf(stream: BinaryIO, *, origin: str, asked: Asked) -> Iterator[Item]:
    """The article in a PDF; dropped is one that is locked, damaged, too long or made of pictures."""
    raw = Raw(digest_of(stream), asked.inside)
    yield taken(origin, raw, asked, lambda: article_from_pdf(stream, origin=origin, known=asked.known_here))


def page_of(article: Article, offset: int) -> int | None:
    """The number, from 1, of the page on which ``offset`` stands; None where the article has no pages."""
    for note in article.notes:
        if note.startswith(_PAGES):
            starts = [int(start) for start in note.removeprefix(_PAGES).split()]
            return max(1, bisect_right(starts, offset))
    return None


def article_from_pdf(stream: BinaryIO, *, origin: str, known: Known) -> Article:
    """The article in a PDF; raises NotTextError for one that is locked, damaged, too long or made of pictures."""
    try:
        import pypdf
    except ImportError as error:
        raise MissingExtraError("documents", need="reading PDF") from error
    with _quiet("pypdf"):
        try:
            pages, facts = _pdf(pypdf.PdfReader(stream), origin)
        except InputError:
            raise
        except Exception as error:  # the many faults of PDF come as exceptions of every kind
            reason = f"it is a PDF document that is damaged ({type(error).__name__}); save it again, or as text"
            raise NotTextError(reason, origin=origin) from error
    text, starts = _joined(pages)
    if not text:
        reason = "it is a PDF document without text, perhaps of scanned pages; run text recognition (OCR) on it"
        raise NotTextError(reason, origin=origin)
    require_words(text, origin=origin)
    note = _PAGES + " ".join(map(str, starts))
    facts = {**facts, **known}
    return article_from_text(text, origin=origin, notes=[note], **facts)


def _pdf(reader: Any, origin: str) -> tuple[list[str], Known]:
    """The text of each page, and what the document says of itself."""
    if reader.is_encrypted and not reader.decrypt(""):
        reason = "it is a PDF document that is locked with a password; unlock it and save it again"
        raise NotTextError(reason, origin=origin)
    if len(reader.pages) > MAX_PAGES:
        reason = f"it is a PDF document of more than {MAX_PAGES:,} pages; take out the pages of the article"
        raise NotTextError(reason, origin=origin)
    pages = [page.extract_text() for page in reader.pages]
    told = reader.metadata or {}
    facts: Known = {}
    if author := " ".join(str(told.get("/Author") or "").split()):
        facts["authors"] = [name for name in re.split(r"\s*[;]\s*", author) if name]
    return pages, facts


def _joined(pages: list[str]) -> tuple[str, list[int]]:
    """The pages as one text, and where each begins; a paragraph that runs over a page goes on without a blank line."""
    cleaned = [_unwrapped(page) for page in pages]
    text = ""
    starts = []
    for page in cleaned:
        if text and page:
            last = text.rsplit("\n", 1)[-1]
            text += "\n\n" if ends_sentence(last) or not page[0].islower() else " "
        starts.append(len(text))
        text += page
    return text, starts


def _unwrapped(page: str) -> str:
    """A page's lines as paragraphs, with a blank line between them: a full line, or one in mid-sentence, goes on.

    A word parted by a hyphen at a line's end keeps its hyphen, since no one can say whether it is its own.
    """
    lines = [" ".join(line.split()) for line in page.translate(_LINE_ENDS).split("\n")]
    widest = max((len(line) for line in lines), default=0)
    text = ""
    previous = ""
    for line in lines:
        if line and previous:
            runs_on = line[0].islower() or (
                len(previous) >= FULL_LINE * widest and not _ends_paragraph(previous, widest)
            )
            parted = _HYPHENATED.search(previous) is not None
            text += "" if runs_on and parted else " " if runs_on else "\n\n"
        elif line and text:
            text += "\n\n"
        text += line
        previous = line
    return text


def _ends_paragraph(line: str, widest: int) -> bool:
    return ends_sentence(line) and len(line) < 0.9 * widest


@contextmanager
def _quiet(name: str) -> Iterator[None]:
    """Stops a library's log lines for the while: a document that cannot be read is told of once, by us."""
    logger, silent = logging.getLogger(name), logging.NullHandler()
    before = logger.propagate
    logger.addHandler(silent)
    logger.propagate = False
    try:
        yield
    finally:
        logger.propagate = before
        logger.removeHandler(silent)
