"""Putting in what a person decided, and bringing it into force, in one transaction."""

from __future__ import annotations

import dataclasses
import json
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from quoth.errors import LibraryError, RecordError
from quoth.library.decisions import (
    Decided,
    answered_by,
    decide,
    finding_id,
    live,
    merged,
    quotation_of,
    said_to_answer,
    same_quotation,
    speaker_names,
)
from quoth.library.rows import article_from, bound, insert, judgement_from, signed, span_rows, statement_row
from quoth.library.settling import settle, settle_speakers
from quoth.library.taking import check_when, taken
from quoth.records import Article, Judgement, Statement

__all__ = ["changed_anything", "put_judgements"]


def put_judgements(connection: sqlite3.Connection, judgements: Iterable[Judgement]) -> int:
    """Puts in judgements in their order, each article settled once; how many were not there.

    To be called inside ``writing``. Raises LibraryError where what one is about is not there, and RecordError or
    SpanError where it cannot be.
    """
    articles: dict[str, None] = {}
    speakers, number, n = False, 0, taken(connection)
    now = datetime.now(UTC)
    for judgement in judgements:
        if connection.execute("SELECT 1 FROM judgements WHERE id = ?", (judgement.id,)).fetchone():
            continue
        check_when(judgement.when, now)
        number += 1
        if judgement.undoes is not None:
            _check_undone(connection, judgement)
        elif judgement.statement is None:
            speaker_names(judgement)
        else:
            quotation_of(judgement)
            answered_by(judgement)
        insert(connection, "judgements", signed({**judgement.to_dict(), "n": n + number}))
        if judgement.statement is None:
            speakers = True
            continue
        article = _article_of(connection, judgement.statement) or _put_finding(connection, judgement.statement)
        if article is not None:
            articles[article] = None
    if speakers:
        settle_speakers(connection)
    for article in articles:
        settle(connection, article)
        _check_within(connection, article)
    return number


def changed_anything(
    article: Article | None, found: Statement | None, judgements: Sequence[Judgement], judgement: Judgement
) -> bool:
    """Whether one of the ``judgements`` of a statement, or of the speakers, did more than say again what was so.

    ``judgements`` are all of them in the order in which they were taken; ``found`` is what the reader made.
    """
    at = judgements.index(judgement)
    before, after = live(judgements[:at]), live(judgements[: at + 1])
    if judgement.statement is None or article is None:
        return merged(before) != merged(after)
    if same_quotation(before) != same_quotation(after) or said_to_answer(before) != said_to_answer(after):
        return True
    return _outcome(decide(article, found, before)) != _outcome(decide(article, found, after))


def _outcome(decided: Decided) -> tuple[Statement | None, str | None]:
    """What counts of a decision: the values and the verdict, and not who gave them."""
    made = decided.statement
    if made is not None:
        speaker = dataclasses.replace(made.speaker, reason=None) if made.speaker else None
        said = dataclasses.replace(made.said_on, reason=None) if made.said_on else None
        made = dataclasses.replace(made, speaker=speaker, said_on=said)
    return made, decided.verdict


def _check_within(connection: sqlite3.Connection, article: str) -> None:
    """Raises RecordError where a person put a statement within one that is not of its article, or within itself."""
    rows = connection.execute("SELECT id, within, verdict FROM statements WHERE article = ?", (article,)).fetchall()
    outer = {row["id"]: row["within"] for row in rows}
    for row in rows:
        at, seen = row["within"], {row["id"]}
        while at is not None and row["verdict"] == "corrected":
            if at not in outer:
                raise RecordError(f"{row['id']} cannot be within {at!r}, which is no statement of its article")
            if at in seen:
                raise RecordError(f"{row['id']} cannot be within {at!r}, which is within itself")
            seen.add(at)
            at = outer[at]


def _check_undone(connection: sqlite3.Connection, judgement: Judgement) -> None:
    row = connection.execute("SELECT statement FROM judgements WHERE id = ?", (bound(judgement.undoes),)).fetchone()
    if row is None:
        raise LibraryError(
            f"there is no judgement {judgement.undoes} to undo; quoth judge ID lists those of a statement"
        )
    if row["statement"] != judgement.statement:
        raise RecordError(f"judgement {judgement.undoes} is about something else than the one that undoes it")


def _article_of(connection: sqlite3.Connection, statement: str) -> str | None:
    row = connection.execute("SELECT article FROM statements WHERE id = ?", (bound(statement),)).fetchone()
    return row["article"] if row else None


def _put_finding(connection: sqlite3.Connection, statement: str) -> str | None:
    """The row of a statement that a person found, as they have it; its article, or None where all is undone."""
    judgements = [
        judgement_from(row)
        for row in connection.execute(
            "SELECT * FROM judgements WHERE statement = ? ORDER BY n", (bound(statement),)
        ).fetchall()
    ]
    if not any("article" in _values(judgement) for judgement in judgements):
        raise LibraryError(f"there is no statement {statement} here; quoth search shows the ids of those there are")
    decided_by = live(judgements)
    values = next((each for each in map(_values, decided_by) if "article" in each), None)
    if values is None:
        return None
    article = values.get("article")
    row = connection.execute("SELECT * FROM articles WHERE id = ?", (bound(article),)).fetchone()
    if row is None:
        raise LibraryError(f"there is no article {article} here; add it first")
    if finding_id(values) != statement:
        raise RecordError(f"{statement} is not the id of a statement with these spans")
    found = decide(article_from(row), None, decided_by).statement
    if found is not None:
        insert(connection, "statements", signed(statement_row(found, 0)))
        for span in span_rows(found):
            insert(connection, "spans", span)
    return str(article)


def _values(judgement: Judgement) -> dict[str, Any]:
    values: dict[str, Any] = json.loads(judgement.values)
    return values
