"""CSV: one row a statement, as ``quoth read`` prints it, and what else is known of its article."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from quoth.pipeline import Reading
from quoth.records import Article, Statement
from quoth.show.export.files import write_text
from quoth.show.export.rows import Rows
from quoth.show.lines import BETWEEN, COLUMNS, csv_head, csv_lines

__all__ = ["ALL_COLUMNS", "csv_row", "write"]

MORE = ("authors", "language", "sha256")
ALL_COLUMNS = (*COLUMNS, *MORE)

LINE_END = "\r\n"


def write(rows: Rows, out: Path) -> int:
    """Writes a header and one row a statement; returns how many rows."""
    count = 0
    with write_text(out) as file:
        file.write(_longer(csv_head(), MORE))
        for article, statements in rows:
            for statement in statements:
                file.write(csv_row(article, statement))
                count += 1
    return count


def csv_row(article: Article, statement: Statement) -> str:
    """The row of one statement, with its line end."""
    more = (BETWEEN.join(article.authors), article.language or "", article.sha256)
    return _longer(csv_lines(Reading(article, (statement,))), more)


def _longer(line: str, cells: tuple[str, ...]) -> str:
    """A row with more cells at its end; those before stay as ``quoth read`` writes them, in the one place for it."""
    out = io.StringIO()
    csv.writer(out, lineterminator=LINE_END).writerow(cells)
    return f"{line.removesuffix(LINE_END)},{out.getvalue()}"
