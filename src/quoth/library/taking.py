"""The order in which a library takes judgements, and the times at which they can have been made."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from quoth.errors import RecordError
from quoth.library.rows import Row, row_digest
from quoth.records import moment

__all__ = ["check_when", "number_older", "taken"]

# Nobody judged what a machine read before there was a web to read; such a time is a slip, or an empty clock's.
EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)

# How far the clocks of two machines that keep time may be apart, with room.
CLOCKS = timedelta(minutes=5)

# A time without a zone is taken to be in UTC. Where days begin first, it may be 14 hours later than that.
ZONES = timedelta(hours=14)

# Puts back what the migration took away so that the rows there could be numbered.
NEVER_CHANGED = """CREATE TRIGGER judgements_are_never_changed BEFORE UPDATE ON judgements BEGIN
    SELECT RAISE(ABORT, 'a judgement is never changed; undo it with another');
END"""


def check_when(when: str, now: datetime) -> None:
    """Raises RecordError for what is no time, or none at which anyone can have judged: before 1990, after now."""
    made = moment(when)
    zoned = datetime.fromisoformat(when).tzinfo is not None
    wrong = "before 1990" if made < EARLIEST else "in the future" if made > now + (CLOCKS if zoned else ZONES) else None
    if wrong is not None:
        raise RecordError(f"nobody judged at {when}, which is {wrong}; give the time at which it was decided")


def taken(connection: sqlite3.Connection) -> int:
    """How many judgements were taken: the number of the last."""
    (row,) = connection.execute("SELECT coalesce(max(n), 0) AS n FROM judgements").fetchall()
    return int(row["n"])


def number_older(connection: sqlite3.Connection) -> None:
    """Numbers the judgements of a library that did not know in which order it took them: by their times, as it had it.

    A row that was altered keeps a digest that is not its own, and is numbered all the same.
    """
    rows = connection.execute("SELECT * FROM judgements WHERE n IS NULL").fetchall()
    by_id = {row["id"]: row for row in rows}
    for n, row in enumerate(sorted(rows, key=lambda row: _older(row, by_id)), taken(connection) + 1):
        whole = row_digest(row) == row["digest"]
        digest = row_digest({**row, "n": n}) if whole else row["digest"]
        connection.execute("UPDATE judgements SET n = ?, digest = ? WHERE id = ?", (n, digest, row["id"]))
    connection.execute(NEVER_CHANGED)


def _older(row: Row, by_id: Mapping[str, Row]) -> tuple[datetime, int, str]:
    """What sorts judgements by time, but whatever undoes another behind it, though their clocks disagree."""
    chain = [row]
    while (undone := by_id.get(chain[-1]["undoes"] or "")) is not None and undone not in chain:
        chain.append(undone)
    return max(map(_moment, chain)), len(chain), row["id"]


def _moment(row: Row) -> datetime:
    try:
        return moment(row["when"])
    except RecordError:
        return EARLIEST
