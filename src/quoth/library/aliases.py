"""An alias table: what people know of names and spelling does not tell. Its rows are kept for good, as judgements."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from quoth.library.rows import bound, insert, signed
from quoth.records import Record

__all__ = ["Alias", "put_aliases"]


@dataclass(frozen=True, slots=True)
class Alias(Record):
    """Another name of one who is shown as ``name``; where it is an office, ``since`` and ``until`` say when."""

    name: str
    alias: str
    qid: str | None = None
    role: str | None = None
    country: str | None = None
    since: str | None = None
    until: str | None = None


def put_aliases(connection: sqlite3.Connection, aliases: Iterable[Alias], *, who: str, when: str) -> int:
    """Puts in those that are not there, and says how many; to be called inside ``writing``."""
    put = 0
    for alias in aliases:
        row = alias.to_dict()
        same = " AND ".join(f"{name} IS CAST(:{name} AS TEXT)" for name in row)
        values = {name: bound(value) for name, value in row.items()}
        if connection.execute(f"SELECT 1 FROM aliases WHERE {same}", values).fetchone() is None:
            insert(connection, "aliases", signed({**row, "who": who, "when": when}))
            put += 1
    return put
