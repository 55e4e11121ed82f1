"""A workbook for Excel and its like (xlsx): one sheet, one row a statement, with the columns of the CSV."""

from __future__ import annotations

import contextlib
import re
from datetime import date
from pathlib import Path
from typing import Any

from quoth.errors import MissingExtraError
from quoth.show.export.csv_table import ALL_COLUMNS, cells_of
from quoth.show.export.files import whole_file
from quoth.show.export.rows import Rows
from quoth.show.export.standing import AS_READ, Standing

__all__ = ["check", "write"]

# What a sheet holds at most: rows, the header among them, and characters in one cell.
MOST_ROWS, LONGEST = 1_048_576, 32_767

# What XML, of which a workbook is made, cannot carry.
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

_DAYS = {"said_from", "said_to"}


def write(rows: Rows, out: Path, standing: Standing = AS_READ) -> int:
    """Writes one row a statement, as a stream; returns how many. Raises MissingExtraError without openpyxl.

    Characters that XML cannot carry are U+FFFD, and a cell is cut, with an ellipsis, where a sheet cannot hold it.
    """
    made = check()
    book = made.Workbook(write_only=True)
    sheet = book.create_sheet("statements")
    sheet.freeze_panes = "A2"
    sheet.append(list(ALL_COLUMNS))
    try:
        count = _fill(sheet, rows, standing)
    except BaseException:
        with contextlib.suppress(Exception):
            sheet.close()  # it has a file open, and would complain of it at some later time
        raise
    with whole_file(out) as part:
        book.save(part)
    return count


def _fill(sheet: Any, rows: Rows, standing: Standing) -> int:
    """Appends a row a statement, and says how many; raises OSError where a sheet cannot hold them."""
    count = 0
    for article, found in rows:
        for each in standing.of(article, found):
            if count + 2 > MOST_ROWS:
                raise OSError(None, f"a sheet has no more than {MOST_ROWS:,} rows; export a part, or csv")
            values = cells_of(each)
            sheet.append([_cell(sheet, name, values[name]) for name in ALL_COLUMNS])
            count += 1
    return count


def check() -> Any:
    """The library that writes workbooks; raises MissingExtraError where it is not installed."""
    try:
        import openpyxl
    except ImportError as error:
        raise MissingExtraError("xlsx", need="writing a workbook") from error
    return openpyxl


def _cell(sheet: Any, name: str, value: Any) -> Any:
    """A value as a sheet has it: days as days, and no text is a formula, whatever it begins with."""
    from openpyxl.cell import WriteOnlyCell

    if not isinstance(value, str):
        return value
    if name in _DAYS:
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    text = _NO_XML.sub("\ufffd", value)
    cell = WriteOnlyCell(sheet, value=text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…")
    cell.data_type = "s"
    return cell
