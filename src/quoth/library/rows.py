"""Records as rows, and rows as the records that went in.

Texts go in as UTF-8 to the last character: a lone surrogate, as a broken file name has it, is kept as its three bytes,
which SQLite stores untouched. Every row of a table with a ``digest`` column carries the sha256 of its other columns.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable
from typing import Any, TypeAlias

from quoth.records import Article, Dropped, Judgement, Part, Raw, SaidOn, Span, Speaker, Statement
from quoth.text import JOINT

Row: TypeAlias = dict[str, Any]

ROLES = ("content", "cue", "source")

# Rows to a command: with 33 columns, as statements have, it stays far below the 32,766 values that SQLite takes.
MANY = 200

# Fields of a statement, and of the day it was said on, that are columns as they are.
PLAIN = "id article kind attitude polarity place within confidence made_by cue_lemma resolved_by".split()
SAID = "start end text granularity confidence reason".split()
RAW = ("sha256", "file", "offset", "length")

# The tables whose rows are counted as they go in, beside those that articles count.
LEDGER = ("articles", "sightings", "dropped", "judgements", "aliases", "figures")

# text has a sha256 of its own; rowid is the file's business; the others are worked out anew from the judgements.
UNDIGESTED = {"rowid", "text", "digest", "verdict", "yields_to", "shown"}


def as_row(cursor: sqlite3.Cursor, values: tuple[Any, ...]) -> Row:
    """A row factory: columns by name."""
    return {column[0]: value for column, value in zip(cursor.description, values, strict=True)}


def insert(connection: sqlite3.Connection, table: str, row: Row) -> None:
    """Inserts ``row`` into ``table``; names of columns are ours, never a user's."""
    values = [bound(value) for value in row.values()]
    names = ", ".join(f'"{name}"' for name in row)
    connection.execute(f"INSERT INTO {table} ({names}) VALUES ({', '.join(map(_mark, values))})", values)
    if table in LEDGER:
        count(connection, table, 1)


def count(connection: sqlite3.Connection, table: str, more: int) -> None:
    """Notes in the ledger that ``table`` has so many rows more."""
    connection.execute("UPDATE ledger SET rows = rows + ? WHERE name = ?", (more, table))


def update(connection: sqlite3.Connection, table: str, id: str, row: Row) -> None:  # noqa: A002 - the column's name
    """Sets the columns of ``row`` where ``table`` has this id."""
    values = [bound(value) for value in row.values()]
    names = ", ".join(f'"{name}" = {_mark(value)}' for name, value in zip(row, values, strict=True))
    connection.execute(f"UPDATE {table} SET {names} WHERE id = ?", (*values, id))


def insert_all(connection: sqlite3.Connection, table: str, rows: list[Row]) -> None:
    """As ``insert`` for rows of the same columns, many to a command.

    SQLite writes out what its full-text indexes hold before every command that a trigger follows: for one command a
    row, that was most of the time that keeping an article took.
    """
    for start in range(0, len(rows), MANY):
        some = rows[start : start + MANY]
        values = [[bound(value) for value in row.values()] for row in some]
        marks = ", ".join(f"({', '.join(map(_mark, each))})" for each in values)
        names = ", ".join(f'"{name}"' for name in some[0])
        connection.execute(f"INSERT INTO {table} ({names}) VALUES {marks}", [value for row in values for value in row])


def bound(value: Any) -> Any:
    """``value`` as the driver takes it: a text that is no UTF-8 as bytes, to be cast to TEXT by the command."""
    if isinstance(value, str):
        try:
            value.encode()
        except UnicodeEncodeError:
            return value.encode("utf-8", "surrogatepass")
    return value


def _mark(value: Any) -> str:
    return "CAST(? AS TEXT)" if isinstance(value, bytes) else "?"


def signed(row: Row) -> Row:
    """``row`` with its digest in it."""
    return {**row, "digest": row_digest(row)}


def row_digest(row: Row) -> str:
    """The sha256 of the columns that are not null, so that a column that a later migration adds changes nothing."""
    held = {name: value for name, value in row.items() if value is not None and name not in UNDIGESTED}
    return hashlib.sha256(json.dumps(held, sort_keys=True).encode()).hexdigest()


def article_row(article: Article) -> Row:
    """What an article itself says of its row."""
    row = article.to_dict()
    for name in ("authors", "parts", "notes"):
        row[name] = json.dumps(row[name], ensure_ascii=False)
    del row["raw"]
    row["extra"] = json.dumps(row["extra"], ensure_ascii=False) if row["extra"] else None
    return row | raw_row(article.raw)


def raw_row(raw: Raw | None) -> Row:
    """The columns of the bytes that an article was read from."""
    return {f"raw_{name}": getattr(raw, name, None) for name in RAW}


def article_from(row: Row) -> Article:
    """The article that ``article_row`` put down; raises RecordError where its text was altered."""
    plain = {name: row[name] for name in ("id", "origin", "title", "url", "outlet", "published", "language", "sha256")}
    authors, parts, notes = (json.loads(row[name]) for name in ("authors", "parts", "notes"))
    made = tuple(Part(part["name"], part["start"], part["end"]) for part in parts)
    raw = Raw(**{name: row[f"raw_{name}"] for name in RAW}) if row["raw_sha256"] is not None else None
    extra = json.loads(row["extra"]) if row["extra"] is not None else {}
    return Article(
        **plain, text=row["text"], authors=tuple(authors), parts=made, notes=tuple(notes), raw=raw, extra=extra
    )


def statement_row(statement: Statement, n: int) -> Row:
    """The row of the ``n``-th statement of its article, spans apart."""
    speaker, said = statement.speaker, statement.said_on
    return {
        "id": statement.id,
        "article": statement.article,
        "n": n,
        **words(statement),
        "kind": statement.kind,
        "attitude": statement.attitude,
        "polarity": statement.polarity,
        "speaker_name": speaker.name if speaker else None,
        "speaker_type": speaker.type if speaker else None,
        "role": speaker.role if speaker else None,
        "affiliation": speaker.affiliation if speaker else None,
        "speaker_confidence": _real(speaker.confidence) if speaker else None,
        "speaker_implied": int(speaker.implied) if speaker else None,
        "speaker_reason": speaker.reason if speaker else None,
        "said_start": said.start if said else None,
        "said_end": said.end if said else None,
        "said_text": said.text if said else None,
        "said_granularity": said.granularity if said else None,
        "said_confidence": _real(said.confidence) if said else None,
        "said_reason": said.reason if said else None,
        "place": statement.place,
        "within": statement.within,
        "confidence": _real(statement.confidence),
        "made_by": statement.made_by,
        "cue_lemma": statement.cue_lemma,
        "resolved_by": statement.resolved_by,
        "gone_at": None,
    }


def words(statement: Statement) -> Row:
    """The words of each role, its pieces joined; null where it has none."""
    return {role: JOINT.join(span.text for span in getattr(statement, role)) or None for role in ROLES}


def span_rows(statement: Statement) -> list[Row]:
    """The spans of a statement, each with its place in its role."""
    return [
        {"statement": statement.id, "role": role, "n": n, "start": span.start, "end": span.end, "text": span.text}
        for role in ROLES
        for n, span in enumerate(getattr(statement, role))
    ]


def statement_from(row: Row, spans: Iterable[Row]) -> Statement:
    """The statement that ``statement_row`` and ``span_rows`` put down; raises SpanError where a span was altered.

    The columns' types and the digests vouch for the rest, which is not checked again: it would take most of the time.
    """
    roles: dict[str, list[Span]] = {role: [] for role in ROLES}
    for span in sorted(spans, key=lambda span: int(span["n"])):
        roles[span["role"]].append(Span(span["start"], span["end"], span["text"]))
    speaker = said_on = None
    if row["speaker_type"] is not None:
        speaker = Speaker(
            name=row["speaker_name"],
            type=row["speaker_type"],
            role=row["role"],
            affiliation=row["affiliation"],
            confidence=row["speaker_confidence"],
            implied=bool(row["speaker_implied"]),
            reason=row["speaker_reason"],
        )
    if row["said_text"] is not None:
        said_on = SaidOn(**{field: row[f"said_{field}"] for field in SAID})
    return Statement(
        **{field: row[field] for field in PLAIN},
        content=tuple(roles["content"]),
        cue=tuple(roles["cue"]),
        source=tuple(roles["source"]),
        speaker=speaker,
        said_on=said_on,
    )


def dropped_from(row: Row) -> Dropped:
    """What was dropped, and why."""
    return Dropped(row["origin"], row["stage"], row["reason"])


def judgement_from(row: Row) -> Judgement:
    """A judgement; raises RecordError where the row was altered. Its number is the library's business."""
    return Judgement.from_dict({name: row[name] for name in row if name not in ("n", "digest")})


def _real(value: float | None) -> float | None:
    # A whole number would come back as a float, and its digest with it.
    return None if value is None else float(value)
