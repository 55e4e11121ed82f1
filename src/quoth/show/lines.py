"""Readings as lines for other programs: json, jsonl and csv. The words of a report are never altered in them."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from quoth.flat import COLUMNS, JOIN, Flat, flat_object, flat_row
from quoth.pipeline import Reading

__all__ = [
    "COLUMNS",
    "JOIN",
    "csv_cell",
    "csv_head",
    "csv_lines",
    "csv_rows",
    "csv_table",
    "json_line",
    "jsonl_lines",
    "reading_line",
]

BETWEEN = "; "  # between the items of a list in one cell

# What some readers of lines take for the end of one, and terminals for a command or a turn of the direction of writing,
# though JSON lets it pass. Escaped, it is the same text.
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def reading_line(reading: Reading) -> str:
    """One object for the article and all that was found in it."""
    return json_line(reading.to_dict())


def jsonl_lines(reading: Reading) -> Iterator[str]:
    """One object a statement with the facts of its article, in text order."""
    return (json_line(flat_object(Flat(each, reading.article))) for each in reading.statements)


def csv_head() -> str:
    """The first line of a csv: the names of its columns."""
    return csv_table([COLUMNS])


def csv_lines(reading: Reading) -> Iterator[str]:
    """One row a statement, in text order; an empty cell where a record has null."""
    flat = (flat_row(Flat(each, reading.article)) for each in reading.statements)
    return (csv_table([tuple(map(csv_cell, row.values()))]) for row in flat)


def csv_cell(value: Any) -> Any:
    """A value as a cell: items of a list between "; ", true and false in small letters."""
    if isinstance(value, list | tuple):
        return BETWEEN.join(map(str, value))
    return str(value).lower() if isinstance(value, bool) else value


def csv_rows(rows: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> str:
    """A header and one line a row; an empty cell for null, and "; " between the items of a list."""
    cells = ([csv_cell(row[name]) for name in columns] for row in rows)
    return csv_table([tuple(columns), *map(tuple, cells)])


def csv_table(rows: Iterable[tuple[object, ...]]) -> str:
    """Rows of cells as lines; None is an empty cell."""
    out = io.StringIO()
    csv.writer(out).writerows(rows)  # as RFC 4180 has it: lines end in CR LF, and a cell with either is quoted
    return out.getvalue()


def json_line(values: Mapping[str, Any]) -> str:
    """One object on one line, whatever takes lines apart."""
    line = json.dumps(values, ensure_ascii=False)
    return _ESCAPED.sub(lambda m: f"\\u{ord(m.group()):04x}", line) + "\n"
