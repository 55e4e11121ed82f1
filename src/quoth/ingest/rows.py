"""One row of a table or one object of a list, whatever file it is in, as an article."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable

from quoth.errors import NotTextError
from quoth.ingest.asked import Asked, Item, taken
from quoth.ingest.columns import article_from_row
from quoth.ingest.extra import canonical
from quoth.ingest.known import Known
from quoth.ingest.wires import article_from_ninjs, is_ninjs
from quoth.records import Article, Dropped, Raw

__all__ = ["article_from_object", "item_of_row", "short"]

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
    """The article of a row of ``file``; ``data`` are its bytes, where it has any of its own."""
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


def short(error: BaseException) -> str:
    """What a library says of a fault, to put into a sentence."""
    words = str(error).split("\n")[0].replace(";", ",").rstrip(". ")
    return words[:100] or type(error).__name__
