"""What goes wrong with a file of records, in one sentence that says what to do."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from quoth.errors import LibraryError, RecordError, SpanError, in_short

# By the name of SQLite's primary result code: https://www.sqlite.org/rescode.html
SENTENCES = {
    "SQLITE_BUSY": "{path} is being written to by another process, and stayed so for too long; try again later",
    "SQLITE_LOCKED": "{path} is being written to by another process; try again later",
    "SQLITE_PROTOCOL": "{path} is being written to by another process; try again later",
    "SQLITE_FULL": "the disk that holds {path} is full; make room, then add again: the article in hand is not in it",
    "SQLITE_READONLY": "{path} cannot be written to; change its permissions, and its folder's, or copy it",
    "SQLITE_PERM": "{path} cannot be opened; change its permissions, and its folder's",
    "SQLITE_CANTOPEN": "{path} cannot be opened; look at its permissions, and its folder's",
    "SQLITE_NOTADB": "{path} is no library: it is not an SQLite database; name another file",
    "SQLITE_CORRUPT": "{path} is damaged ({error}); go back to a copy of it",
    "SQLITE_IOERR": "{path} cannot be read or written ({name}); look at the disk that holds it, and at its free space",
}

# What making a record of a row raises where someone altered it: no UTF-8, no JSON, no span, another digest.
ALTERED = (RecordError, SpanError, ValueError, KeyError, TypeError)


# What says nothing about the file, only that it cannot be checked now.
WAITING = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_INTERRUPT}


@contextlib.contextmanager
def in_one_sentence(path: Path) -> Iterator[None]:
    """Turns what the driver raises into LibraryError; all else passes."""
    try:
        yield
    except sqlite3.Error as error:
        raise LibraryError(_sentence(error, path), path=str(path)) from error
    except UnicodeDecodeError as error:
        # The driver cannot even say what is wrong where SQLite quotes altered bytes of the schema.
        raise LibraryError(SENTENCES["SQLITE_CORRUPT"].format(path=path, error=error), path=str(path)) from error


@contextlib.contextmanager
def as_it_went_in(path: Path) -> Iterator[None]:
    """Turns what a row that was altered raises, when a record is to be made of it, into LibraryError."""
    try:
        yield
    except ALTERED as error:
        raise LibraryError(
            f"{path} holds a row that was altered ({in_short(error)}); go back to a copy of it", path=str(path)
        ) from error


def _sentence(error: sqlite3.Error, path: Path) -> str:
    name = getattr(error, "sqlite_errorname", None) or ""
    # An extended code, as SQLITE_BUSY_SNAPSHOT is, begins with its primary one.
    primary = "_".join(name.split("_")[:2])
    if primary in SENTENCES:
        return SENTENCES[primary].format(path=path, name=name, error=error)
    if isinstance(error, sqlite3.ProgrammingError) and "closed" in str(error):
        return f"{path} has been closed; open it again"
    return f"{path} cannot be used ({in_short(error)})"
