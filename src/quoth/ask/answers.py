"""Answers: who denies, rejects, confirms or answers what another says, and which words and names show it.

with Store("news.db") as library:
    for each in answers(library, kind="denies"):
        each.answer.speaker, each.answered.speaker, each.reason
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, get_args

from quoth.ask.days import LOW_BITS
from quoth.ask.every import found_keys
from quoth.ask.hits import About
from quoth.ask.loading import abouts, statements
from quoth.ask.query import Query, check_page
from quoth.ask.results import Results
from quoth.ask.tables import Column, Columns
from quoth.errors import RecordError
from quoth.library import Store
from quoth.library.rows import Row
from quoth.records import AnswerKind, Record, Statement
from quoth.text import JOINT

__all__ = ["Answered", "Told", "answer_object", "answers", "answers_of"]

LISTED = """
SELECT a.*, s.rowid AS answer_row, t.rowid AS answered_row
FROM answers a JOIN statements s ON s.id = a.answer JOIN statements t ON t.id = a.answered
WHERE a.again = 0 AND s.shown = 1 AND t.shown = 1 AND (:kind IS NULL OR a.kind = :kind) {more}
ORDER BY a.verdict IS NULL, a.score DESC, s.article = t.article DESC, s.rowid, t.rowid
"""
ASKED = (
    """AND (s.rowid IN (SELECT value FROM json_each(:rowids)) OR t.rowid IN (SELECT value FROM json_each(:rowids)))"""
)
NAMED = "AND :name IN (a.answer, a.answered, s.article, t.article)"


@dataclass(frozen=True, slots=True)
class Told(Record):
    """A statement with its report, and its speaker under the name that is shown."""

    statement: Statement
    article: About
    speaker: str | None

    @property
    def words(self) -> str:
        """What is said."""
        return JOINT.join(span.text for span in self.statement.content)


@dataclass(frozen=True, slots=True)
class Answered(Record):
    """That ``answer`` answers what is ``answered``: a suggestion, until somebody's ``verdict`` is that it does.

    ``reason`` names the words that show it, and ``made_by`` what found it, or the person who put it in.
    """

    kind: AnswerKind
    answer: Told
    answered: Told
    reason: str
    score: float
    verdict: str | None
    made_by: str


COLUMNS: Columns = (
    Column("kind", "string", lambda each: each.kind),
    Column("answer", "string", lambda each: each.answer.statement.id),
    Column("speaker", "string", lambda each: each.answer.speaker),
    Column("content", "string", lambda each: each.answer.words),
    Column("outlet", "string", lambda each: each.answer.article.outlet),
    Column("published", "string", lambda each: each.answer.article.published),
    Column("answered", "string", lambda each: each.answered.statement.id),
    Column("answered_speaker", "string", lambda each: each.answered.speaker),
    Column("answered_content", "string", lambda each: each.answered.words),
    Column("answered_outlet", "string", lambda each: each.answered.article.outlet),
    Column("answered_published", "string", lambda each: each.answered.article.published),
    Column("reason", "string", lambda each: each.reason),
    Column("score", "float", lambda each: each.score),
    Column("verdict", "string", lambda each: each.verdict),
)


def answers(store: Store, query: Query | None = None, *, kind: AnswerKind | None = None) -> Results[Answered]:
    """The answers of a kind, or of all; with a query, those of which it finds either statement.

    Those that people accepted come first, then the surest. ``query.limit`` and ``query.offset`` are of answers. Raises
    RecordError where the page or the kind cannot be.
    """
    query = query if query is not None else Query()
    check_page(query.limit, query.offset)
    if kind is not None and kind not in get_args(AnswerKind):
        raise RecordError(f"{kind!r} is no kind of answer; it is one of {', '.join(get_args(AnswerKind))}")
    values: dict[str, Any] = {"kind": kind}
    if query.asks():
        values["rowids"] = json.dumps([key & LOW_BITS for key in found_keys(store, query)])
    rows = store.rows(LISTED.format(more=ASKED if query.asks() else ""), values)
    page = rows[query.offset :][: query.limit]
    return Results(_loaded(store, page), len(rows), COLUMNS)


def answers_of(store: Store, name: str, *, kind: AnswerKind | None = None) -> Results[Answered]:
    """The answers that a statement gives, or is given, by its id; or those of all statements of an article, by its."""
    rows = store.rows(LISTED.format(more=NAMED), {"kind": kind, "name": name})
    return Results(_loaded(store, rows), len(rows), COLUMNS)


def answer_object(each: Answered) -> dict[str, Any]:
    """An answer as the JSON object that docs/answers.md promises."""
    return {
        "kind": each.kind,
        "answer": _told_object(each.answer),
        "answered": _told_object(each.answered),
        "reason": each.reason,
        "score": each.score,
        "verdict": each.verdict,
        "made_by": each.made_by,
    }


def _told_object(told: Told) -> dict[str, Any]:
    speaker = told.statement.speaker
    return {
        "statement": told.statement.id,
        "speaker": {"name": told.speaker, "type": speaker.type if speaker is not None else "unknown"},
        "spans": [span.to_dict() for span in told.statement.content],
        "article": {name: getattr(told.article, name) for name in ("id", "title", "outlet", "url", "published")},
    }


def _loaded(store: Store, rows: list[Row]) -> tuple[Answered, ...]:
    held = statements(store, {row[name] for row in rows for name in ("answer_row", "answered_row")})
    about = abouts(store, {statement.article for statement, _, _ in held.values()})

    def told(rowid: int) -> Told:
        statement, speaker, _ = held[rowid]
        return Told(statement, about[statement.article][0], speaker)

    return tuple(
        Answered(
            kind=row["kind"],
            answer=told(row["answer_row"]),
            answered=told(row["answered_row"]),
            reason=row["reason"],
            score=row["score"],
            verdict=row["verdict"],
            made_by=row["made_by"],
        )
        for row in rows
    )
