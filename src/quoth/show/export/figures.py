"""Figures for other tools: one row or object a figure, each checked against its article's text as it goes out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from quoth import ask
from quoth.show.export.files import json_text, write_list, write_text
from quoth.show.lines import csv_cell, csv_table

__all__ = ["FIGURE_FORMATS", "write"]

Rows = Iterable[ask.Given]
# After the columns of ``quoth figures --format csv``: what tells the text that the places are of.
SHA256 = "sha256"


def write(rows: Rows, out: Path, form: str) -> int:
    """Writes figures as one of FIGURE_FORMATS, in whole or not at all; returns how many."""
    return FIGURE_FORMATS[form](rows, out)


def _csv(rows: Rows, out: Path) -> int:
    return _lines(out, (csv_table([(*(column.name for column in ask.FIGURE_COLUMNS), SHA256)]),), map(_cells, rows))


def _cells(given: ask.Given) -> str:
    cells = (csv_cell(column.of(given)) for column in ask.FIGURE_COLUMNS)
    return csv_table([(*cells, given.article.sha256)])


def _jsonl(rows: Rows, out: Path) -> int:
    return _lines(out, (), (json_text(each) + "\n" for each in _objects(rows)))


def _json(rows: Rows, out: Path) -> int:
    with write_text(out) as file:
        return write_list(file, "[", _objects(rows), "]")


def _objects(rows: Rows) -> Iterator[dict[str, Any]]:
    return map(ask.figure_object, rows)


def _lines(out: Path, head: Iterable[str], lines: Iterable[str]) -> int:
    with write_text(out) as file:
        for line in head:
            file.write(line)
        return sum(bool(file.write(line)) for line in lines)


FIGURE_FORMATS: dict[str, Callable[[Rows, Path], int]] = {"csv": _csv, "json": _json, "jsonl": _jsonl}
