"""Opening the file: is it a library of ours, is it new, does it need to be brought up to date."""

from __future__ import annotations

import contextlib
import functools
import sqlite3
import time
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

from quoth.errors import LibraryError
from quoth.library.rows import Row, as_row
from quoth.library.settling import settle_all
from quoth.library.taking import number_older
from quoth.library.writing import writing

APPLICATION_ID = 1366650740  # as the first migration sets it

NUMBERED = 4  # the migration from which on judgements have their number

# Ids are digests, so rows go in all over their indexes: those of some 100,000 statements should stay in memory.
CACHE_KIB = 65536

# The words of what is searched, from its index: for this connection alone, since the file needs none of it.
WORDS = "CREATE VIRTUAL TABLE temp.search_words USING fts5vocab('main', 'statements_search', 'col')"

as_text = functools.partial(str, encoding="utf-8", errors="surrogatepass")


def connect(path: Path, *, create: bool, patience: float, read_only: bool = False) -> sqlite3.Connection:
    """A connection to the library at ``path``, which is made or migrated where needed; transactions are ours to begin.

    With ``read_only`` nothing can write through it, and nothing is made or migrated. Raises LibraryError for a folder,
    another's database, a library of a newer Quoth, and, unless ``create``, no file.
    """
    _refuse_what_is_no_file(path, create=create and not read_only)
    # As a whole path, since ":memory:" is a name like any other to us, and none to the driver.
    name = f"{path.absolute().as_uri()}?mode=ro" if read_only else path.absolute()
    connection = sqlite3.connect(name, timeout=patience, isolation_level=None, uri=read_only)
    try:
        connection.text_factory = as_text
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
        if _version(connection, path) < latest():
            if read_only:
                raise LibraryError(
                    f"{path} was made by an older Quoth; quoth relate brings it up to date", path=str(path)
                )
            _use_wal(connection, patience)
            migrate(connection, path)
        connection.execute(WORDS)
        connection.row_factory = as_row
    except BaseException:
        connection.close()
        raise
    return connection


def latest() -> int:
    """The number of the newest migration."""
    return max(number for number, _ in migrations())


def migrations() -> list[tuple[int, str]]:
    """The migrations as number and SQL, in order."""
    folder = resources.files("quoth.library") / "migrations"
    files = [file for file in folder.iterdir() if file.name.endswith(".sql")]
    return sorted((int(file.name.removesuffix(".sql")), file.read_text(encoding="utf-8")) for file in files)


def migrate(connection: sqlite3.Connection, path: Path) -> None:
    """Runs the migrations that are missing, all of them or none."""
    with writing(connection):
        # Asked again, now that no one else can write: another process may have been quicker.
        done = _version(connection, path)
        for number, script in migrations():
            if number > done:
                for command in _commands(script):
                    connection.execute(command)
                connection.execute(f"PRAGMA user_version = {number}")
        connection.row_factory = as_row
        if done < NUMBERED:
            number_older(connection)
        if done == 1:  # its judgements were kept, and not in force yet
            settle_all(connection)
        connection.row_factory = None


def as_made() -> dict[str, Row]:
    """As ``schema_of`` a new library."""
    with contextlib.closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        migrate(connection, Path(":memory:"))
        connection.row_factory = as_row
        return schema_of(connection)


def schema_of(connection: sqlite3.Connection) -> dict[str, Row]:
    """The type, table and SQL of every table, index, view and trigger, by name."""
    rows = connection.execute("SELECT name, type, tbl_name, sql FROM sqlite_schema").fetchall()
    return {row["name"]: row for row in rows}


def _refuse_what_is_no_file(path: Path, *, create: bool) -> None:
    if path.is_dir():
        raise LibraryError(f"{path} is a folder; name a file", path=str(path))
    if path.exists() and not path.is_file():
        raise LibraryError(f"{path} is a device or a pipe, and no file; name a file", path=str(path))
    if not path.parent.is_dir():
        raise LibraryError(f"there is no folder {path.parent}; make it first", path=str(path))
    if not create and not path.exists():
        raise LibraryError(f"there is no library {path}; make it with quoth add", path=str(path))


def _version(connection: sqlite3.Connection, path: Path) -> int:
    """The migration at which the file is, 0 for a new one; raises LibraryError where it is not ours to touch."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    (owner,) = connection.execute("PRAGMA application_id").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    if owner != APPLICATION_ID and (owner or version or tables):
        raise LibraryError(f"{path} is a database, and no library of Quoth; name another file", path=str(path))
    if version > latest():
        raise LibraryError(f"{path} was made by a newer Quoth; type: pip install --upgrade quoth", path=str(path))
    return int(version)


def _use_wal(connection: sqlite3.Connection, patience: float) -> None:
    """Write-ahead logging, which the file then keeps: readers and a writer do not wait for each other."""
    # SQLite does not wait here where another process is doing the same, so we do.
    until = time.monotonic() + patience
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if getattr(error, "sqlite_errorcode", None) != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(0.02)
        else:
            return


def _commands(script: str) -> Iterator[str]:
    """The commands of a script one by one; sqlite3's own executescript would commit before the first."""
    command = ""
    for line in script.splitlines(keepends=True):
        command += line
        if sqlite3.complete_statement(command):
            yield command
            command = ""
