"""CSV: one row a statement, as ``quoth read`` prints it, and what else is known of its article."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from quoth.flat import COLUMNS, Flat, article_facts, flat_row
from quoth.show.export.files import write_text
from quoth.show.export.rows import Rows
from quoth.show.export.standing import AS_READ, Standing
from quoth.show.lines import csv_cell, csv_table

__all__ = ["ALL_COLUMNS", "cells_of", "csv_row", "write"]

MORE = ("authors", "language", "sha256")
ALL_COLUMNS = (*COLUMNS, *MORE)


def write(rows: Rows, out: Path, standing: Standing = AS_READ) -> int:
    """Writes a header and one row a statement; returns how many rows."""
    count = 0
    with write_text(out) as file:
        file.write(csv_table([ALL_COLUMNS]))
        for article, found in rows:
            for each in standing.of(article, found):
                file.write(csv_row(each))
                count += 1
    return count


def csv_row(each: Flat) -> str:
    """The row of one statement, with its line end."""
    return csv_table([tuple(cells_of(each).values())])


def cells_of(each: Flat) -> dict[str, Any]:
    """The cells of one statement, by ALL_COLUMNS."""
    facts = article_facts(each.article)
    return {name: csv_cell(v) for name, v in (flat_row(each) | {name: facts[name] for name in MORE}).items()}
