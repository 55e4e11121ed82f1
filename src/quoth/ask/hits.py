"""What a search finds: a statement with its article, and the words around it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from quoth import flat
from quoth.ask.tables import Column, Columns, Type, day
from quoth.records import Record, Span, Statement

__all__ = ["COLUMNS", "About", "Hit", "hit_object"]


@dataclass(frozen=True, slots=True)
class About(Record):
    """An article without its text; ``outlets`` are all at which the text was met."""

    id: str
    title: str | None
    outlet: str | None
    url: str | None
    published: str | None
    outlets: tuple[str, ...] = ()
    origin: str = ""
    authors: tuple[str, ...] = ()
    language: str | None = None
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Hit(Record):
    """A statement that was found. ``speaker`` is the name under which it is shown: that of the article, unless merged.

    ``score`` is between 0 and 1 and compares hits of one search alone. ``context`` is what stands around the content in
    the article's text, and ``highlights`` are the words in it that matched; all are exact slices of that text.
    ``judged`` is what people made of the statement: accepted or corrected; null where nobody has judged it.
    """

    statement: Statement
    article: About
    speaker: str | None
    score: float
    context: Span
    highlights: tuple[Span, ...] = ()
    judged: str | None = None


def hit_object(hit: Hit) -> dict[str, Any]:
    """A hit as the object of ``quoth.flat``, then what is known of it as one that was found."""
    found = {"outlets": list(hit.article.outlets), "score": hit.score, "context": hit.context.to_dict()}
    return flat.flat_object(_flat(hit)) | found | {"highlights": [span.to_dict() for span in hit.highlights]}


def _flat(hit: Hit) -> flat.Flat:
    return flat.Flat(hit.statement, hit.article, hit.speaker, hit.judged)


# The types of the flat columns that are no text.
_TYPES: dict[str, Type] = {
    **dict.fromkeys(("speaker_confidence", "said_confidence", "confidence"), "float"),
    **dict.fromkeys(("said_from", "said_to"), "date"),
    "speaker_implied": "bool",
}


def _column(name: str) -> Column:
    cell = flat.CELLS[name]
    if _TYPES.get(name) == "date":
        return Column(name, "date", lambda hit: day(cell(_flat(hit))))
    return Column(name, _TYPES.get(name, "string"), lambda hit: cell(_flat(hit)))


COLUMNS: Columns = (
    *map(_column, flat.COLUMNS),
    Column("start", "int", lambda hit: hit.statement.content[0].start),
    Column("end", "int", lambda hit: hit.statement.content[-1].end),
    Column("outlets", "strings", lambda hit: list(hit.article.outlets)),
    Column("published_on", "date", lambda hit: day(hit.article.published)),
    Column("score", "float", lambda hit: hit.score),
    Column("context", "string", lambda hit: hit.context.text),
    Column("context_start", "int", lambda hit: hit.context.start),
)
