"""An article from a piece that is all article: what a wire, a feed or an object holds below a headline."""

from __future__ import annotations

from collections.abc import Iterable

from quoth.errors import NotTextError
from quoth.ingest.known import Known, require_words
from quoth.ingest.lines import lines_of, squash
from quoth.ingest.noprose import notes_on_prose
from quoth.ingest.page import captions_in, parse, prepare, text_of
from quoth.ingest.parts import find_parts
from quoth.records import Article

__all__ = ["article_from_fragment"]

_LEFT_OUT = ("script", "style", "template", "iframe", "object", "table", "nav", "form", "button", "svg")


def article_from_fragment(
    body: str | list[str], *, title: str | None, origin: str, known: Known, notes: Iterable[str] = ()
) -> Article:
    """The article with ``title`` above ``body``, which is markup, or a list of plain paragraphs.

    Nothing is looked for, and nothing but scripts, forms and tables left out: all of it is held to be the report. A
    blank line stands between paragraphs. Raises NotTextError where there are no words.
    """
    captions: list[str] = []
    if isinstance(body, str):
        tree = parse(f"<html><body>{body}</body></html>", origin=origin)
        for element in list(tree.iter(*_LEFT_OUT)):
            element.drop_tree()
        captions = captions_in(tree)
        prepare(tree)
        text = text_of(tree)
    else:
        text = "\n\n".join(" ".join(paragraph.split()) for paragraph in body)
    if not text:
        raise NotTextError("it has no text; give the whole article", origin=origin)
    require_words(text, origin=origin)
    if title and not any(squash(line.text) == squash(title) for line in lines_of(text[:5000])[:3]):
        text = f"{title}\n\n{text}"
    authors = tuple(known.get("authors", ()))
    parts = find_parts(text, title=title, captions=captions, authors=authors)
    facts: Known = {**known, "title": known.get("title") or title}
    return Article.of(text, origin=origin, parts=parts, notes=[*notes, *notes_on_prose(text)], **facts)
