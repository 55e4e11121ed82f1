"""Replacing what an older reader made of an article, without losing what people decided about it."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from quoth.errors import LibraryError
from quoth.library.keeping import Read, put_dropped, put_statements
from quoth.library.numbers import put_figures, take_figures
from quoth.library.rows import Row, count, signed
from quoth.library.settling import by_person, settle
from quoth.library.writing import now
from quoth.records import Record

# Columns that say where a row stands, and not what a reader made of the words; the digest is of both.
PLACE = {"rowid", "n", "digest"}


@dataclass(frozen=True, slots=True)
class Reread(Record):
    """What ``reread`` did to an article's statements, against how they were before it.

    ``gone`` were judged, are no longer found, and stay, marked; ``changed`` are among those found ``again``, with
    another value, confidence or reader.
    """

    article: str
    new: int
    again: int
    removed: int
    gone: int
    changed: int = 0


def replace_reading(connection: sqlite3.Connection, reading: Read, made_by: str) -> Reread:
    """Puts a new reading in the place of the old one; to be called inside ``writing``."""
    article = reading.article.id
    row = connection.execute("SELECT * FROM articles WHERE id = ?", (article,)).fetchone()
    if row is None:
        raise LibraryError(f"there is no article {article} to reread; add it first")
    rows = connection.execute("SELECT * FROM statements WHERE article = ?", (article,)).fetchall()
    found = {statement.id for statement in reading.statements}
    # What a person found is left alone, unless the reader finds it now, too: then it is the reader's, with their word.
    old = {row["id"]: row for row in rows if not by_person(row) or row["id"] in found}
    judged = _judged(connection, article)
    before = _as_found(connection, article)
    lost = old.keys() - found
    newly_gone = {name for name in lost & judged if old[name]["gone_at"] is None}
    take_figures(connection, article)  # before the statements that they stand in
    for statement in newly_gone:
        _mark_gone(connection, old[statement])
    for statement in old.keys() - (lost & judged):
        connection.execute("DELETE FROM statements WHERE id = ?", (statement,))
    put_statements(connection, reading.statements)
    put_figures(connection, reading.figures, made_by=made_by)
    count(connection, "dropped", -connection.execute("DELETE FROM dropped WHERE article = ?", (article,)).rowcount)
    put_dropped(connection, reading.dropped, article=article, made_by=made_by)
    _sign_article(connection, row | {"made_by": made_by, "statement_count": len(found)})
    settle(connection, article)
    again = found & old.keys()
    after = _as_found(connection, article)
    changed = sum(before[name] != after.get(name) for name in again)
    return Reread(article, len(found - again), len(again), len(lost - judged), len(newly_gone), changed)


def _as_found(connection: sqlite3.Connection, article: str) -> dict[str, Row]:
    """What makes a statement another to whoever looks at it: all of its row but its place in the file and its order."""
    rows = connection.execute(
        "SELECT s.*, g.record AS suggested FROM statements s LEFT JOIN suggestions g ON g.statement = s.id"
        " WHERE s.article = ?",
        (article,),
    )
    return {row["id"]: {name: row[name] for name in row if name not in PLACE} for row in rows}


def _judged(connection: sqlite3.Connection, article: str) -> set[str]:
    rows = connection.execute(
        "SELECT id FROM statements WHERE article = ? AND id IN (SELECT statement FROM judgements)", (article,)
    )
    return {row["id"] for row in rows}


def _mark_gone(connection: sqlite3.Connection, row: Row) -> None:
    marked = signed(row | {"gone_at": now()})
    connection.execute(
        "UPDATE statements SET gone_at = ?, digest = ? WHERE id = ?", (marked["gone_at"], marked["digest"], row["id"])
    )


def _sign_article(connection: sqlite3.Connection, row: Row) -> None:
    marked = signed(row)
    connection.execute(
        "UPDATE articles SET made_by = ?, statement_count = ?, digest = ? WHERE id = ?",
        (marked["made_by"], marked["statement_count"], marked["digest"], row["id"]),
    )
