"""The verbatim certificate: every word is still where it was found, and every row as it went in."""

from __future__ import annotations

import dataclasses
import hashlib
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from quoth.errors import LibraryError, QuothError
from quoth.library.faults import ALTERED, WAITING
from quoth.library.fulltext import faults_of_bytes, faults_of_indexes, faults_of_words
from quoth.library.numbers import figure_from
from quoth.library.related import faults_of_relating
from quoth.library.rows import Row, article_from, judgement_from, row_digest, span_rows, statement_from, words
from quoth.library.schema import as_made, schema_of
from quoth.library.settling import by_person, judged_articles, same_speakers, settled, spans_of
from quoth.records import Article, Record, Statement, statement_id

# How many statements that are shown each name has.
COUNTED = """
SELECT speaker_name AS name, count(*) AS statements FROM main.statements
WHERE shown = 1 AND speaker_name IS NOT NULL GROUP BY speaker_name
"""
HELD = "SELECT name, statements FROM main.speaker_names WHERE statements <> 0"

# How many statements each person has, and how many of those with a name are a person's.
OF_PERSONS = """
SELECT person AS name, sum(statements) AS statements FROM main.appearances GROUP BY person HAVING sum(statements) <> 0
"""
HELD_OF_PERSONS = "SELECT person AS name, statements FROM main.people_counts WHERE statements <> 0"
BY_NAME = """
SELECT x.name, sum(x.statements) AS statements FROM main.appearances x
WHERE x.name IN (SELECT name FROM main.speaker_names) GROUP BY x.name HAVING sum(x.statements) <> 0
"""
HELD_BY_NAME = "SELECT name, persons AS statements FROM main.speaker_names WHERE persons <> 0"

# How many statements each group of quotations has.
OF_GROUPS = "SELECT first AS name, count(*) AS members FROM main.quotation_groups GROUP BY first"
HELD_OF_GROUPS = "SELECT first AS name, members FROM main.quotation_counts"


@dataclass(frozen=True, slots=True)
class Verification(Record):
    """What was checked, and how much of it there was."""

    articles: int
    statements: int
    spans: int
    sightings: int
    dropped: int
    judgements: int
    checks: tuple[str, ...] = (
        "the file's pages, indexes and constraints (integrity_check)",
        "every reference from row to row (foreign_key_check)",
        "the tables, indexes, views and triggers against those of this version",
        "the sha256 and the id of every article's text",
        "the digest of every row",
        "the number of articles, sightings, judgements, figures, drops, and of every article's statements",
        "every span, of figures too, against the words at its place in the text",
        "every statement's id against its spans, and its words against theirs",
        "every judged statement, and every merged name, against what the judgements make of it",
        "every group of quotations, voice, person and answer against its members",
        "every word of the full-text indexes, and the counts of speakers and quotations, against the rows",
    )


BYTES = "every byte of the full-text indexes, merged, against those of fresh ones"


def verify(connection: sqlite3.Connection, path: Path, *, deep: bool = False) -> Verification:
    """Checks all that ``Verification.checks`` names; raises LibraryError with the faults where there are any.

    ``deep`` compares the bytes of the full-text indexes, too, in a copy of the file.
    """
    connection.execute("BEGIN")  # one state of the file, whatever others write meanwhile
    try:
        faults = _faults(connection, _damage, _dangling, _schema)
        if not faults:  # a damaged file may hold anything, and reading on says nothing more
            faults = _faults(connection, _articles, _rows, faults_of_relating, faults_of_words, _names)
        counted = None if faults else _counted(connection)
    finally:
        connection.execute("ROLLBACK")
    # SQLite takes these checks for writing, so they come last, and hold others up for least.
    faults = faults or _faults(connection, faults_of_indexes)
    if deep:
        faults = faults or _faults(connection, faults_of_bytes)
    if faults or counted is None:
        more = f", and {len(faults) - 1} more such" if len(faults) > 1 else ""
        raise LibraryError(
            f"{path} was altered: {faults[0]}{more}; go back to a copy of it", path=str(path), faults=tuple(faults)
        )
    return dataclasses.replace(counted, checks=(*counted.checks, BYTES)) if deep else counted


def _faults(connection: sqlite3.Connection, *checks: Callable[[sqlite3.Connection], Iterator[str]]) -> list[str]:
    """What the checks find; a row that cannot even be read is a fault, and ends its check."""
    found: list[str] = []
    for check in checks:
        try:
            found.extend(check(connection))
        except (*ALTERED, sqlite3.DatabaseError) as error:
            if getattr(error, "sqlite_errorcode", None) in WAITING:
                raise
            found.append(f"reading it fails ({error})")
    return found


def _damage(connection: sqlite3.Connection) -> Iterator[str]:
    for row in connection.execute("PRAGMA integrity_check").fetchall():
        if row["integrity_check"] != "ok":
            yield row["integrity_check"]


def _dangling(connection: sqlite3.Connection) -> Iterator[str]:
    for row in connection.execute("PRAGMA foreign_key_check").fetchall():
        yield f"a row of {row['table']} names a row of {row['parent']} that is not there"


def _schema(connection: sqlite3.Connection) -> Iterator[str]:
    """What users have added to it is theirs, and passes."""
    theirs = schema_of(connection)
    for name, made in as_made().items():
        if theirs.get(name) != made:
            yield f"{name} is missing from its schema, or not as Quoth makes it"


def _articles(connection: sqlite3.Connection) -> Iterator[str]:
    """Texts against their hashes; then, with the text at hand, statements against it and what was judged of them."""
    judged = set(judged_articles(connection))
    for row in connection.execute("SELECT *, CAST(text AS BLOB) AS raw FROM articles ORDER BY rowid"):
        if hashlib.sha256(row.pop("raw")).hexdigest() != row["sha256"]:
            yield f"the text of article {row['id']} is not that of its sha256"
            continue
        yield from _digest("articles", row["id"], row)
        article = article_from(row)
        rows = connection.execute("SELECT * FROM statements WHERE article = ? ORDER BY n", (article.id,)).fetchall()
        spans = spans_of(connection, article.id)
        for each in rows:
            yield from _statement(article, each, spans[each["id"]])
        for each in connection.execute("SELECT * FROM figures WHERE article = ?", (article.id,)).fetchall():
            yield from _figure(article, each)
        if article.id in judged:
            yield from _judged(connection, article)
        else:
            yield from _unjudged(article, rows, spans)
        there = sum(each["gone_at"] is None and not by_person(each) for each in rows)
        if there != row["statement_count"]:
            yield f"article {article.id} has {there} statements, and had {row['statement_count']}"


def _statement(article: Article, row: Row, spans: list[Row]) -> Iterator[str]:
    yield from _digest("statements", row["id"], row)
    try:
        statement = statement_from(row, spans)
        statement.check(article)
    except QuothError as error:
        yield f"statement {row['id']} is not as it was made ({error})"
        return
    if spans != span_rows(statement):
        yield f"the spans of statement {row['id']} are not numbered as they were"
    if any(row[name] != joined for name, joined in words(statement).items()):
        yield f"statement {row['id']} shows other words than those of its spans"


def _figure(article: Article, row: Row) -> Iterator[str]:
    yield from _digest("figures", row["id"], row)
    try:
        figure_from(row).check(article)
    except QuothError as error:
        yield f"figure {row['id']} is not as it was made ({error})"


def _id(article: Article, row: Row, statement: Statement) -> Iterator[str]:
    if row["id"] != statement_id(article.id, statement.content, statement.cue, statement.source):
        yield f"statement {row['id']} has other spans than it was made with"


def _unjudged(article: Article, rows: list[Row], spans: dict[str, list[Row]]) -> Iterator[str]:
    for row in rows:
        yield from _id(article, row, statement_from(row, spans[row["id"]]))
        if by_person(row) or (row["verdict"], row["yields_to"], row["shown"], row["gone_at"]) != (None, None, 1, None):
            yield f"statement {row['id']} of article {article.id} was judged, and its judgement is not there"


def _judged(connection: sqlite3.Connection, article: Article) -> Iterator[str]:
    """The statements of an article against what its judgements make of them."""
    corrected = set()
    for judged in settled(connection, article.id):
        statement, name = judged.decided.statement, judged.row["id"]
        if judged.found is not None and judged.decided.corrected:
            corrected.add(name)
        if statement is None or judged.row != {**judged.row, **judged.new_row(statement)}:
            yield f"statement {name} is not as its judgements have it"
        elif judged.spans != span_rows(statement):
            yield f"the spans of statement {name} are not as its judgements have them"
        elif judged.found is not None:
            yield from _id(article, judged.row, judged.found)
        elif statement.id != name:
            yield f"statement {name} has other spans than the person gave who found it"
    kept = connection.execute(
        "SELECT statement FROM suggestions WHERE statement IN (SELECT id FROM statements WHERE article = ?)",
        (article.id,),
    )
    if {row["statement"] for row in kept} != corrected:
        yield f"article {article.id} does not keep what the reader made of just those statements that people corrected"


def _rows(connection: sqlite3.Connection) -> Iterator[str]:
    """The tables that hang on no text."""
    for table, key in {
        "sightings": "rowid",
        "dropped": "rowid",
        "judgements": "id",
        "suggestions": "statement",
        "aliases": "rowid",
    }.items():
        for row in connection.execute(f"SELECT * FROM {table}"):
            yield from _digest(table, str(row[key]), row)
            if table == "judgements":
                judgement_from(row)
    for row in connection.execute("SELECT * FROM ledger"):
        (there,) = connection.execute(f"SELECT count(*) AS rows FROM {row['name']}").fetchall()
        if there["rows"] != row["rows"]:
            yield f"the table {row['name']} has {there['rows']} rows, and {row['rows']} were put in"
    for row in connection.execute("SELECT id FROM articles WHERE id NOT IN (SELECT article FROM sightings)"):
        yield f"article {row['id']} was met nowhere"
    merged = {row["name"]: row["speaker"] for row in connection.execute("SELECT * FROM same_speakers")}
    if merged != same_speakers(connection):
        yield "the names that are one speaker's are not those that judgements merged"


def _digest(table: str, name: str, row: Row) -> Iterator[str]:
    if row_digest(row) != row["digest"]:
        yield f"row {name} of {table} is not that of its digest"


def _names(connection: sqlite3.Connection) -> Iterator[str]:
    """The counts by which the speakers are found who say most, and the quotations that are repeated most."""
    pairs = (
        (COUNTED, HELD, "speaker_names"),
        (OF_PERSONS, HELD_OF_PERSONS, "people_counts"),
        (BY_NAME, HELD_BY_NAME, "speaker_names"),
        (OF_GROUPS, HELD_OF_GROUPS, "quotation_counts"),
    )
    for counted, held, table in pairs:
        for one, other in ((counted, held), (held, counted)):
            for row in connection.execute(f"{one} EXCEPT {other} LIMIT 1"):
                yield f"the count of {row['name']!r} in {table} does not agree with the rows"


def _counted(connection: sqlite3.Connection) -> Verification:
    tables = ("articles", "statements", "spans", "sightings", "dropped", "judgements")
    counts = ", ".join(f"(SELECT count(*) FROM {table}) AS {table}" for table in tables)
    return Verification.from_dict(connection.execute(f"SELECT {counts}").fetchone())
