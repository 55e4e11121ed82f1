"""The figures of an article as rows: put in with its statements, replaced with them, and read as they went in."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from quoth.library.rows import Row, count, insert_all, signed
from quoth.records import Figure, Giver, Span

__all__ = ["figure_from", "put_figures", "take_figures"]

# Fields of a figure that are columns as they are.
PLAIN = ("id", "article", "value", "low", "high", "hedge", "unit", "counts", "place", "when", "statement")


def put_figures(connection: sqlite3.Connection, figures: Sequence[Figure], *, made_by: str) -> None:
    """Puts in the figures of one article, which has none yet."""
    insert_all(connection, "figures", [signed(_row(each, n, made_by)) for n, each in enumerate(figures)])
    count(connection, "figures", len(figures))


def take_figures(connection: sqlite3.Connection, article: str) -> None:
    """Takes out all figures of an article."""
    taken = connection.execute("DELETE FROM figures WHERE article = ?", (article,)).rowcount
    count(connection, "figures", -taken)


def figure_from(row: Row) -> Figure:
    """The figure that was put in; raises SpanError or RecordError where its row was altered."""
    return Figure(
        **{name: row[name] for name in PLAIN},
        span=Span(row["start"], row["end"], row["text"]),
        giver=Giver(row["giver_name"], row["giver_type"]),
    )


def _row(figure: Figure, n: int, made_by: str) -> Row:
    row: Row = {name: getattr(figure, name) for name in PLAIN}
    for name in ("value", "low", "high"):  # a whole number would come back as a float, and its digest with it
        row[name] = None if row[name] is None else float(row[name])
    span, giver = figure.span, figure.giver
    placed = {"n": n, "start": span.start, "end": span.end, "text": span.text}
    return row | placed | {"giver_name": giver.name, "giver_type": giver.type, "made_by": made_by}
