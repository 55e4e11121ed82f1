"""Putting in what a person decided, and bringing it into force, in one transaction."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from quoth.errors import LibraryError, RecordError
from quoth.library.decisions import decide, finding_id, live, speaker_names
from quoth.library.rows import article_from, insert, judgement_from, signed, span_rows, statement_row
from quoth.library.settling import settle, settle_speakers
from quoth.records import Judgement

__all__ = ["put_judgement"]


def put_judgement(connection: sqlite3.Connection, judgement: Judgement) -> bool:
    """Puts in a judgement, and False where it is there; to be called inside ``writing``.

    Raises LibraryError where what it is about is not there, and RecordError or SpanError where it cannot be.
    """
    if connection.execute("SELECT 1 FROM judgements WHERE id = ?", (judgement.id,)).fetchone():
        return False
    if judgement.undoes is not None:
        _check_undone(connection, judgement)
    elif judgement.statement is None:
        speaker_names(judgement)
    insert(connection, "judgements", signed(judgement.to_dict()))
    if judgement.statement is None:
        settle_speakers(connection)
        return True
    article = _article_of(connection, judgement.statement) or _put_finding(connection, judgement.statement)
    if article is not None:
        settle(connection, article)
    return True


def _check_undone(connection: sqlite3.Connection, judgement: Judgement) -> None:
    row = connection.execute("SELECT statement FROM judgements WHERE id = ?", (judgement.undoes,)).fetchone()
    if row is None:
        raise LibraryError(
            f"there is no judgement {judgement.undoes} to undo; quoth judge ID lists those of a statement"
        )
    if row["statement"] != judgement.statement:
        raise RecordError(f"judgement {judgement.undoes} is about something else than the one that undoes it")


def _article_of(connection: sqlite3.Connection, statement: str) -> str | None:
    row = connection.execute("SELECT article FROM statements WHERE id = ?", (statement,)).fetchone()
    return row["article"] if row else None


def _put_finding(connection: sqlite3.Connection, statement: str) -> str | None:
    """The row of a statement that a person found, as they have it; its article, or None where all is undone."""
    judgements = [
        judgement_from(row)
        for row in connection.execute("SELECT * FROM judgements WHERE statement = ?", (statement,)).fetchall()
    ]
    if not any("article" in _values(judgement) for judgement in judgements):
        raise LibraryError(f"there is no statement {statement} here; quoth search shows the ids of those there are")
    decided_by = live(judgements)
    if not decided_by:
        return None
    values = _values(decided_by[0])
    article = values.get("article")
    row = connection.execute("SELECT * FROM articles WHERE id = ?", (article,)).fetchone()
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
