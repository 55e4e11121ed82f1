"""The full-text indexes against the rows that they are of: word by word, by SQLite's own check, and byte for byte."""

from __future__ import annotations

import contextlib
import hashlib
import itertools
import operator
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

from quoth.errors import LibraryError
from quoth.library.faults import WAITING
from quoth.library.writing import writing

__all__ = ["faults_of_bytes", "faults_of_indexes", "faults_of_words"]

# What each is of, by which rowid, in which columns, and how the migrations have it cut words.
WORDS = "unicode61 remove_diacritics 2"
INDEXES = {
    "statements_fts": ("statements", "rowid", ("content",), WORDS),
    "statements_exact": ("statements", "rowid", ("content",), "trigram"),
    "statements_search": ("searchable", "key", ("content", "role", "affiliation", "facets"), WORDS),
    "speaker_names_words": ("speaker_names", "rowid", ("name",), WORDS),
    "articles_words": ("articles", "rowid", ("text",), WORDS),
}


def faults_of_words(connection: sqlite3.Connection) -> Iterator[str]:
    """Every word of each full-text index, with its row, column and place, against those of a fresh one.

    The fresh ones go away with the rollback. SQLite's own check below adds up its entries by exclusive or, where the
    same change to two of them cancels out, and comparing terms alone passes over a place or a row that is another:
    of single bits altered in pages of an index, both together missed a quarter.
    """
    for index, (rows, rowid, columns, tokenize) in INDEXES.items():
        fresh, names = f"fresh_{index}", ", ".join(columns)
        connection.execute(f"CREATE VIRTUAL TABLE temp.{fresh} USING fts5({names}, content='', tokenize='{tokenize}')")
        connection.execute(f"INSERT INTO temp.{fresh} (rowid, {names}) SELECT {rowid}, {names} FROM main.{rows}")
        ours, theirs = (_instances(connection, schema, name) for schema, name in (("main", index), ("temp", fresh)))
        if not all(itertools.starmap(operator.eq, itertools.zip_longest(ours, theirs))):
            yield f"the full-text index {index} does not agree with the rows (other words, or elsewhere)"


def _instances(connection: sqlite3.Connection, schema: str, index: str) -> sqlite3.Cursor:
    """Every word of an index as (term, rowid, column, place), in that order."""
    listed = f"{schema}_words_of_{index}"
    connection.execute(f"CREATE VIRTUAL TABLE temp.{listed} USING fts5vocab({schema}, {index}, instance)")
    cursor = connection.cursor()
    cursor.row_factory = None  # there are hundreds of them for each statement
    return cursor.execute(f'SELECT term, doc, col, "offset" FROM temp.{listed}')


def faults_of_indexes(connection: sqlite3.Connection) -> Iterator[str]:
    """What SQLite's own check says, outside any transaction: it takes that for writing."""
    for index in INDEXES:
        try:
            with writing(connection):
                # Rank 1 asks to compare with the rows as well, not only the index with itself.
                connection.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")
        except sqlite3.DatabaseError as error:
            if getattr(error, "sqlite_errorcode", None) in WAITING:
                raise
            yield f"the full-text index {index} does not agree with the rows ({error})"


def faults_of_bytes(connection: sqlite3.Connection) -> Iterator[str]:
    """Each index, merged into one piece, against a fresh one, byte for byte; works in a copy of the file.

    SQLite reads past a few bits that change no answer, and so do the checks above. Merged, an index is the same
    whichever way it grew.
    """
    with (
        tempfile.TemporaryDirectory(prefix="quoth-") as folder,
        contextlib.closing(sqlite3.connect(Path(folder) / "copy.db", isolation_level=None)) as copy,
    ):
        try:
            connection.backup(copy)
            copy.execute("PRAGMA journal_mode = OFF")  # nobody wants the copy back
            copy.execute("PRAGMA synchronous = OFF")
            for index in INDEXES:
                if _merged(copy, index, index) != _fresh(copy, index):
                    yield f"the full-text index {index} is not byte for byte what its rows make"
        except sqlite3.OperationalError as error:
            if getattr(error, "sqlite_errorcode", None) != sqlite3.SQLITE_FULL:
                raise
            raise LibraryError(
                f"there is no room for a copy of the library in {tempfile.gettempdir()}; set TMPDIR to a larger disk"
            ) from error


def _fresh(copy: sqlite3.Connection, index: str) -> list[str]:
    rows, rowid, columns, tokenize = INDEXES[index]
    name, listed = f"fresh_{index}", ", ".join(columns)
    copy.execute(f"CREATE VIRTUAL TABLE {name} USING fts5({listed}, content='', tokenize='{tokenize}')")
    copy.execute(f"INSERT INTO {name} (rowid, {listed}) SELECT {rowid}, {listed} FROM {rows} ORDER BY {rowid}")
    made = _merged(copy, name, index)
    copy.execute(f"DROP TABLE {name}")
    return made


def _merged(copy: sqlite3.Connection, name: str, index: str) -> list[str]:
    """What each page of ``name``, an index of the kind of ``index``, holds when it is one segment.

    The first row is taken out and put in again, for a second segment: SQLite merges none that is alone.
    """
    rows, rowid, columns, _ = INDEXES[index]
    listed = ", ".join(columns)
    first = f"SELECT {rowid}, {listed} FROM {rows} ORDER BY {rowid} LIMIT 1"
    copy.execute(f"INSERT INTO {name} ({name}, rowid, {listed}) SELECT 'delete', * FROM ({first})")
    copy.execute(f"INSERT INTO {name} (rowid, {listed}) {first}")
    copy.execute(f"INSERT INTO {name} ({name}) VALUES ('optimize')")
    # the rows up to 10 are counts and a list of segments, which SQLite's own check reads
    pages = copy.execute(f"SELECT block FROM {name}_data WHERE id > 10 ORDER BY id")
    return [hashlib.sha256(block).hexdigest() for (block,) in pages]
