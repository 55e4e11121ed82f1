"""An article from a page: the report without what stands around it, and what the page says about itself.

The extractor runs in its balanced mode, which does best on its makers' benchmarks; where that leaves out a quotation of
the page, its mode for recall is tried, since a quotation lost is worse than a link too many, which ``parts`` can still
mark as furniture.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Unpack

from quoth.errors import InputError, NotTextError
from quoth.ingest.clutter import drop_clutter
from quoth.ingest.coverage import missing_quotations
from quoth.ingest.decode import decode
from quoth.ingest.extractor import extracted
from quoth.ingest.fuller import fuller
from quoth.ingest.known import Known
from quoth.ingest.leftovers import without_leftovers
from quoth.ingest.lines import ends_sentence, lines_of, squash
from quoth.ingest.metadata import metadata_of
from quoth.ingest.noprose import notes_on_prose
from quoth.ingest.page import captions_in, headline_in, parse, prepare, restored, text_of
from quoth.ingest.parts import find_parts
from quoth.ingest.pulled import drop_pulled
from quoth.ingest.sniff import declared_charset
from quoth.records import Article

__all__ = ["article_from_html"]

# A page whose longest line that is no part has fewer letters, and does not end as a sentence, is a menu or a shell.
MIN_LETTERS = 80

# The share of the words that a page says its article has, below which something of it is missing.
FEW = 0.7

_NO_ARTICLE = "the page holds no article; save the page of one report, after it has loaded, or its text"


def article_from_html(
    page: bytes | str,
    *,
    origin: str = "page",
    notes: Iterable[str] = (),
    found_at: str | None = None,
    **known: Unpack[Known],
) -> Article:
    """The article of ``page``; raises NotTextError where there is none or the page is too large to take apart.

    The text begins with the headline, has a blank line between paragraphs, and is fixed from here on. ``found_at`` is
    where the page was found: its address, unless it declares another one.
    """
    notes = list(notes)
    if isinstance(page, bytes):
        decoded = decode(page, declared=declared_charset(page), origin=origin)
        page, notes = decoded.text, [*notes, *filter(None, [decoded.note])]
    try:
        return _article(page, origin, notes, found_at, known)
    except InputError:
        raise
    except Exception as error:
        # Whatever the parser or the extractor stumbles over, it is this page alone that cannot be read.
        raise NotTextError(
            f"the page cannot be taken apart ({type(error).__name__}); save the article as text", origin=origin
        ) from error


def _article(markup: str, origin: str, notes: list[str], found_at: str | None, known: Known) -> Article:
    tree = parse(markup, origin=origin)
    declared = metadata_of(tree, url=known.get("url") or found_at)
    headline = headline_in(tree, declared.titles, declared.outlet)
    drop_clutter(tree)
    drop_pulled(tree)
    captions = captions_in(tree)
    prepare(tree)
    body, found = _extract(tree, declared.body, headline)
    body = "\n\n".join(without_leftovers(tree, body.split("\n\n"), captions))
    text = _with_headline(body, headline)
    authors = tuple(known.get("authors", ())) or declared.authors
    parts = find_parts(text, title=headline, captions=captions, authors=authors)
    if not _has_article(text, {part.start for part in parts if part.name != "dateline"}):
        raise NotTextError(_NO_ARTICLE, origin=origin)
    notes += found
    if declared.words is not None and (words := len(body.split())) < FEW * declared.words:
        notes.append(f"the page says that its article has {declared.words} words, and {words} were found")
    return Article.of(
        text,
        origin=origin,
        title=known.get("title") or next(iter(declared.titles), None) or headline,
        url=known.get("url") or declared.url,
        outlet=known.get("outlet") or declared.outlet,
        published=known.get("published") or declared.published,
        authors=authors,
        language=known.get("language") or declared.language,
        parts=parts,
        notes=[*notes, *notes_on_prose(text)],
    )


def _extract(tree: Any, declared: str | None, headline: str | None) -> tuple[str, list[str]]:
    """The text of the article, and notes on what it lacks or has from elsewhere than what the page shows."""
    text = _extracted(tree, recall=False)
    missing = len(missing_quotations(tree, text))
    if missing:
        recalled = _extracted(tree, recall=True)
        if len(missing_quotations(tree, recalled)) < missing:
            text = recalled
    opinion = fuller(tree, text, body=declared, headline=headline)
    text = "\n\n".join(opinion.paragraphs)
    notes: list[str] = []
    if (missing or opinion.added) and (missing := len(missing_quotations(tree, text))):
        notes.append(f"{missing} quotation{'s' if missing != 1 else ''} of the page may be missing from the text")
    if opinion.hidden:
        notes.append("the page shows a part of the article; the text is what it declares in JSON-LD")
    return text, notes


def _extracted(tree: Any, *, recall: bool) -> str:
    body = extracted(tree, recall=recall)
    return restored(text_of(body), tree) if body is not None else ""


def _with_headline(body: str, headline: str | None) -> str:
    """The headline above the body, unless one of the body's first lines is that headline already."""
    if headline is None or any(squash(line.text) == squash(headline) for line in lines_of(body[:5000])[:5]):
        return body
    return f"{headline}\n\n{body}" if body else headline


def _has_article(text: str, taken: set[int]) -> bool:
    """Whether a line that is no part is a sentence or long enough to be one."""
    for line in lines_of(text):
        letters = sum(1 for character in line.text[:1000] if character.isalpha())
        if line.start not in taken and (letters >= MIN_LETTERS or (letters and ends_sentence(line.text))):
            return True
    return False
