"""Relating as part of keeping: what hangs on an article's statements is there when they are, and follows them.

A step puts an article in its place among those that are there. The library calls it in the very transaction in which
an article is kept, reread or judged, so that no file is ever half related, and notes which step has done which article.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Protocol

from quoth.errors import QuothError, debugging, fault
from quoth.library.keeping import put_dropped
from quoth.library.rows import Row
from quoth.records import Dropped

if TYPE_CHECKING:
    from quoth.library.store import Store

__all__ = ["Step", "forget", "relate", "start_anew", "unrelated"]


class Step(Protocol):
    """One thing that is related. To add one, write it in ``quoth/steps`` and name it in ``quoth.steps.STEPS``.

    ``made_by`` names it with its version: where a library was related by another version, ``quoth relate`` empties
    ``tables``, which hold all that the step puts, and does every article anew. Reading is ``Store.rows``, writing
    ``Store.put``; both stay inside the transaction that the library has begun.
    """

    @property
    def name(self) -> str:
        """What it is called in the table ``related``."""

    @property
    def made_by(self) -> str:
        """Its name and version."""

    @property
    def tables(self) -> Sequence[str]:
        """What it writes into, in an order in which they can be emptied."""

    def relate(self, store: Store, article: str) -> None:
        """Puts an article, which is there with its statements, in its place; it was never there, or is forgotten."""

    def forget(self, store: Store, article: str) -> None:
        """Takes out what ``relate`` put for an article, while its statements are still as they were."""


def relate(store: Store, connection: sqlite3.Connection, steps: Iterable[Step], article: str) -> None:
    """Takes the steps for one article, and notes them; one that fails is dropped with its reason and leaves nothing."""
    for step in steps:
        connection.execute("SAVEPOINT step")
        try:
            step.relate(store, article)
            connection.execute(
                "INSERT OR REPLACE INTO related (step, article, made_by) VALUES (?, ?, ?)",
                (step.name, article, step.made_by),
            )
        except (QuothError, sqlite3.Error):
            raise
        except Exception as error:
            if debugging():
                raise
            connection.execute("ROLLBACK TO step")
            _drop(connection, step, article, fault(error))
        connection.execute("RELEASE step")


def forget(store: Store, connection: sqlite3.Connection, steps: Iterable[Step], article: str) -> None:
    """Takes out what the steps put for one article, and the notes of it."""
    for step in steps:
        done = connection.execute("SELECT 1 FROM related WHERE step = ? AND article = ?", (step.name, article))
        if done.fetchone() is not None:
            step.forget(store, article)
            connection.execute("DELETE FROM related WHERE step = ? AND article = ?", (step.name, article))


def start_anew(connection: sqlite3.Connection, step: Step, *, every: bool) -> None:
    """Empties the tables of a step that another version of it filled, or, with ``every``, of any."""
    others = "SELECT 1 FROM related WHERE step = ? AND made_by <> ? LIMIT 1"
    if every or connection.execute(others, (step.name, step.made_by)).fetchone() is not None:
        for table in step.tables:
            connection.execute(f"DELETE FROM {table}")
        connection.execute("DELETE FROM related WHERE step = ?", (step.name,))


def unrelated(connection: sqlite3.Connection, step: Step) -> list[str]:
    """The articles that the step has not done, in the order in which they came in."""
    sql = """SELECT id FROM articles WHERE NOT EXISTS (
        SELECT 1 FROM related WHERE step = ? AND article = articles.id
    ) ORDER BY rowid"""
    return [row["id"] for row in connection.execute(sql, (step.name,))]


def _drop(connection: sqlite3.Connection, step: Step, article: str, reason: str) -> None:
    row: Row = connection.execute("SELECT origin FROM articles WHERE id = ?", (article,)).fetchone()
    known = "SELECT 1 FROM dropped WHERE article = ? AND stage = 'relate' AND made_by = ? AND reason = ?"
    if connection.execute(known, (article, step.made_by, reason)).fetchone() is None:
        put_dropped(connection, [Dropped(row["origin"], "relate", reason)], article=article, made_by=step.made_by)
