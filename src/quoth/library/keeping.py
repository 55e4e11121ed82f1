"""Putting a reading in: one transaction an article, so that it is there in whole or not at all."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from quoth.errors import LibraryError, RecordError
from quoth.library.numbers import put_figures
from quoth.library.rows import Row, article_row, bound, insert, insert_all, raw_row, signed, span_rows, statement_row
from quoth.library.writing import now
from quoth.records import Article, Dropped, Figure, Record, Statement

Outcome = Literal["added", "sighted", "unchanged"]


class Read(Protocol):
    """What can be kept: an article, its statements in text order, and what was dropped in reading it."""

    @property
    def article(self) -> Article:
        """The report."""

    @property
    def statements(self) -> tuple[Statement, ...]:
        """Who said what in it."""

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Its figures."""

    @property
    def dropped(self) -> tuple[Dropped, ...]:
        """What was found and not kept, with the reasons."""


@dataclass(frozen=True, slots=True)
class Kept(Record):
    """What ``keep`` did: ``added`` it, noted a text that was there as ``sighted`` elsewhere too, or nothing.

    ``version_of`` is the id of the first article of the same URL, where this is a later text of it.
    """

    article: str
    outcome: Outcome
    statements: int
    version_of: str | None = None


def check(reading: Read) -> None:
    """Raises SpanError or RecordError for a reading whose spans or ids are not those of its article."""
    seen: set[str] = set()
    for statement in reading.statements:
        statement.check(reading.article)
        if statement.id in seen:
            raise RecordError(f"statement {statement.id} stands twice in its reading")
        seen.add(statement.id)
    for figure in reading.figures:
        figure.check(reading.article)
        if figure.statement is not None and figure.statement not in seen:
            raise RecordError(f"figure {figure.id} stands in a statement that is not in its reading")
    if len({figure.id for figure in reading.figures}) < len(reading.figures):
        raise RecordError(f"a figure stands twice in the reading of {reading.article.id}")


def put_reading(connection: sqlite3.Connection, reading: Read, made_by: str) -> Kept:
    """Puts in what is not there yet; to be called inside ``writing``."""
    article = reading.article
    if connection.execute("SELECT 1 FROM articles WHERE id = ?", (article.id,)).fetchone() is None:
        version_of = _first_of(connection, article.url)
        row = article_row(article)
        row |= {"added_at": now(), "version_of": version_of, "made_by": made_by}
        insert(connection, "articles", signed(row | {"statement_count": len(reading.statements)}))
        _sight(connection, article)
        put_statements(connection, reading.statements)
        put_figures(connection, reading.figures, made_by=made_by)
        put_dropped(connection, reading.dropped, article=article.id, made_by=made_by)
        return Kept(article.id, "added", len(reading.statements), version_of)
    return put_sighting(connection, article)


def put_sighting(connection: sqlite3.Connection, article: Article) -> Kept:
    """Notes where a text that is there was met; to be called inside ``writing``."""
    there = connection.execute(
        "SELECT statement_count, version_of FROM articles WHERE id = ?", (article.id,)
    ).fetchone()
    if there is None:
        raise LibraryError(f"there is no article {article.id} to have been met elsewhere; add it first")
    outcome: Outcome = "sighted" if _sight(connection, article) else "unchanged"
    return Kept(article.id, outcome, there["statement_count"], there["version_of"])


def put_statements(connection: sqlite3.Connection, statements: Sequence[Statement]) -> None:
    """The rows of an article's statements and those of their spans."""
    insert_all(connection, "statements", [signed(statement_row(each, n)) for n, each in enumerate(statements)])
    insert_all(connection, "spans", [row for each in statements for row in span_rows(each)])


def put_dropped(
    connection: sqlite3.Connection, dropped: Iterable[Dropped], *, article: str | None, made_by: str
) -> None:
    """What was dropped, as often as it was; a file that is met by another way to it was dropped already."""
    for each in dropped:
        if article is None and _is_known_drop(connection, each):
            continue
        row: Row = {"article": article, **each.to_dict(), "made_by": made_by, "added_at": now()}
        insert(connection, "dropped", signed(row))


def _sight(connection: sqlite3.Connection, article: Article) -> bool:
    """Notes where the article's text was met; False where that was known."""
    found = connection.execute(
        "SELECT origin FROM sightings WHERE article = ? AND url IS CAST(? AS TEXT)", (article.id, bound(article.url))
    )
    known = next((row for row in found if _is_same_place(row["origin"], article.origin)), None)
    if known is None:
        own = {name: getattr(article, name) for name in ("origin", "url", "title", "outlet", "published")}
        insert(
            connection, "sightings", signed({"article": article.id, **own, "added_at": now(), **raw_row(article.raw)})
        )
    return known is None


def _is_known_drop(connection: sqlite3.Connection, dropped: Dropped) -> bool:
    """Whether the same was dropped already under another name of the same file; under its own name it counts anew."""
    if "://" in dropped.origin or dropped.origin == "-":
        return False
    paths = {os.path.abspath(dropped.origin), os.path.relpath(dropped.origin)} - {dropped.origin}
    where = "origin = CAST(? AS TEXT) AND stage = ? AND reason = CAST(? AS TEXT) AND article IS NULL"
    sql = f"SELECT 1 FROM dropped WHERE {where}"
    return any(
        connection.execute(sql, (bound(path), dropped.stage, bound(dropped.reason))).fetchone() is not None
        for path in paths
    )


def _is_same_place(one: str, other: str) -> bool:
    """Whether two origins are one: the same, or a relative and an absolute path to one file."""
    return one == other or (
        "://" not in one
        and "://" not in other
        and "-" not in (one, other)
        and os.path.abspath(one) == os.path.abspath(other)
    )


def _first_of(connection: sqlite3.Connection, url: str | None) -> str | None:
    """The first article that was met at ``url``."""
    if url is None:
        return None
    row = connection.execute(
        "SELECT article FROM sightings WHERE url = CAST(? AS TEXT) ORDER BY rowid LIMIT 1", (bound(url),)
    ).fetchone()
    return row["article"] if row else None
