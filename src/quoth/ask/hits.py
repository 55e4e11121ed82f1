"""What a search finds: a statement with its article, and the words around it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from quoth.ask.tables import Column, Columns, day
from quoth.library.rows import JOINT
from quoth.records import Record, Span, Statement

__all__ = ["COLUMNS", "About", "Hit"]


@dataclass(frozen=True, slots=True)
class About(Record):
    """An article without its text; ``outlets`` are all at which the text was met."""

    id: str
    title: str | None
    outlet: str | None
    url: str | None
    published: str | None
    outlets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit(Record):
    """A statement that was found. ``speaker`` is the name under which it is shown: that of the article, unless merged.

    ``score`` is between 0 and 1 and compares hits of one search alone. ``context`` is what stands around the content in
    the article's text, and ``highlights`` are the words in it that matched; all are exact slices of that text.
    """

    statement: Statement
    article: About
    speaker: str | None
    score: float
    context: Span
    highlights: tuple[Span, ...] = ()


def _joined(role: str) -> Any:
    return lambda hit: JOINT.join(span.text for span in getattr(hit.statement, role)) or None


def _of_statement(name: str) -> Any:
    return lambda hit: getattr(hit.statement, name)


def _of_speaker(name: str) -> Any:
    return lambda hit: getattr(hit.statement.speaker, name, None)


def _of_day(name: str) -> Any:
    return lambda hit: getattr(hit.statement.said_on, name, None)


COLUMNS: Columns = (
    Column("id", "string", _of_statement("id")),
    Column("article", "string", _of_statement("article")),
    *(Column(name, "string", _joined(name)) for name in ("content", "cue", "source")),
    Column("start", "int", lambda hit: hit.statement.content[0].start),
    Column("end", "int", lambda hit: hit.statement.content[-1].end),
    *(Column(name, "string", _of_statement(name)) for name in ("kind", "attitude", "polarity", "place")),
    Column("speaker", "string", lambda hit: hit.speaker),
    Column("speaker_as_written", "string", _of_speaker("name")),
    Column("speaker_type", "string", _of_speaker("type")),
    Column("role", "string", _of_speaker("role")),
    Column("affiliation", "string", _of_speaker("affiliation")),
    Column("speaker_confidence", "float", _of_speaker("confidence")),
    Column("said_start", "date", lambda hit: day(getattr(hit.statement.said_on, "start", None))),
    Column("said_end", "date", lambda hit: day(getattr(hit.statement.said_on, "end", None))),
    Column("said_text", "string", _of_day("text")),
    Column("within", "string", _of_statement("within")),
    Column("confidence", "float", _of_statement("confidence")),
    Column("made_by", "string", _of_statement("made_by")),
    Column("title", "string", lambda hit: hit.article.title),
    Column("outlet", "string", lambda hit: hit.article.outlet),
    Column("outlets", "strings", lambda hit: list(hit.article.outlets)),
    Column("url", "string", lambda hit: hit.article.url),
    Column("published", "string", lambda hit: hit.article.published),
    Column("published_on", "date", lambda hit: day(hit.article.published)),
    Column("score", "float", lambda hit: hit.score),
    Column("context", "string", lambda hit: hit.context.text),
    Column("context_start", "int", lambda hit: hit.context.start),
)
