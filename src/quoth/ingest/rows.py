"""One row of a table or one object of a list, whatever file it is in, as an article."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from typing import Any

from quoth.errors import NotTextError
from quoth.ingest import cells
from quoth.ingest.asked import Asked, Item, taken
from quoth.ingest.columns import HTML, TEXT, Facts, Row, extra_of, facts_of, lists_addresses, named_of, no_text_reason
from quoth.ingest.extra import canonical
from quoth.ingest.fragment import article_from_fragment
from quoth.ingest.html import article_from_html
from quoth.ingest.known import Known, require_words
from quoth.ingest.links import HOW_TO_FETCH, Link, item_at
from quoth.ingest.plain import article_from_text
from quoth.ingest.sniff import is_html
from quoth.ingest.wires import article_from_ninjs, is_ninjs
from quoth.records import Article, Dropped, Raw

__all__ = ["article_from_object", "article_from_row", "item_of_row", "listing_reason", "short"]

_ODD = "the row cannot be read ({}); check its cells"


def article_from_object(value: object, *, origin: str, known: Known, notes: Iterable[str] = ()) -> Article:
    """The article of one JSON object, a wire's or a row's; raises NotTextError where it is none."""
    if not isinstance(value, dict):
        raise NotTextError(f"it is no object but a {type(value).__name__}; give objects with a text", origin=origin)
    made = (article_from_ninjs if is_ninjs(value) else article_from_row)(value, origin=origin, known=known)
    if notes := list(notes):
        return dataclasses.replace(made, notes=(*notes, *made.notes))
    return made


def item_of_row(
    value: object, place: str, asked: Asked, notes: list[str], *, file: str | None, data: bytes | None = None
) -> Item:
    """The article of a row of ``file``; ``data`` are its bytes, where it has any of its own.

    A row with an address and no text is one of the page there, where links are followed.
    """
    if asked.links is not None and isinstance(value, dict) and not is_ninjs(value) and lists_addresses(value):
        link = link_of(value, asked.known)
        if link is None:
            return Dropped(place, "ingest", "the row has no address of a page; complete it")
        return item_at(link, asked, asked.links)
    try:
        raw = Raw.of(canonical(value) if data is None else data, file=file)
    except Exception as error:  # nested too deep, or keys that cannot be put in order
        return Dropped(place, "ingest", _ODD.format(type(error).__name__))
    return taken(
        place,
        raw,
        asked,
        lambda: article_from_object(value, origin=place, known=asked.known, notes=notes),
        otherwise=_ODD,
    )


def article_from_row(row: Row, *, origin: str, known: Known) -> Article:
    """The article of one row or object; ``known`` wins over what it says. Raises NotTextError where it has no text.

    Its ``extra`` holds every column that became neither text nor fact.
    """
    named = named_of(row)
    facts = facts_of(row, known)
    merged: Known = {**facts.known, **known}
    article, used = _article(named, facts, origin, merged)
    return dataclasses.replace(article, extra=extra_of(row, facts.used | used))


def link_of(row: Row, known: Known) -> Link | None:
    """The page that a row lists, with what the row says of it, and its other columns; None without an address."""
    facts = facts_of(row, known)
    address = facts.known.get("url")
    if address is None:
        return None
    return Link(address, facts.known, extra_of(row, facts.used))


def listing_reason(count: int) -> str:
    """Why a table of ``count`` addresses gives no article."""
    addresses = f"{count} address{'es' * (count != 1)}"
    how = f"{HOW_TO_FETCH}, or name the column that holds texts"
    return f"it lists {addresses} and no texts, as Media Cloud's tables do; {how}"


def short(error: BaseException) -> str:
    """What a library says of a fault, to put into a sentence."""
    words = str(error).split("\n")[0].replace(";", ",").rstrip(". ")
    return words[:100] or type(error).__name__


def _article(named: dict[str, Any], facts: Facts, origin: str, merged: Known) -> tuple[Article, frozenset[str]]:
    """The article of a row, and the columns that its text was in."""
    notes = facts.notes
    if paragraphs := cells.sections(named.get("body")):
        title = facts.known.get("title")
        made = article_from_fragment(paragraphs, title=title, origin=origin, notes=notes, known=merged)
        return made, frozenset({"body", "plaintext"})
    name = next((name for name in TEXT if cells.words(named.get(name)) is not None), None)
    text = None if name is None else cells.words(named[name])
    markup = next((value for name in HTML if (value := cells.words(named.get(name)))), None)
    if text is None and markup is None:
        raise NotTextError(no_text_reason(named) or "its text is empty; give the row a text", origin=origin)
    used = frozenset[str]() if name is None else frozenset({name})
    if text is not None and not is_html(text, origin="row"):
        require_words(text, origin=origin)
        return article_from_text(text, origin=origin, notes=notes, **merged), used
    page = str(text if markup is None else markup)
    return article_from_html(page, origin=origin, notes=notes, **merged), used
