"""A CSV that ``quoth export`` wrote and somebody edited, as corrections.

What counts is the columns of offsets and of names; words of the report are for show. A row that is gone says nothing,
since people filter tables: a column ``verdict`` with accept or reject does. A row without ``id`` is a new statement.
Columns ``who`` and ``when`` are taken where they are.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import get_args

from quoth.errors import InputError, NotTextError, RecordError
from quoth.flat import JOIN
from quoth.ingest.files import file_bytes
from quoth.library import check_when
from quoth.records import Article, Dropped, Statement
from quoth.show.export.corrections import NOBODY, ROLES, Change, Correction, Field, Offsets, Review, changes
from quoth.show.export.rows import Texts

__all__ = ["read_csv_corrections"]

VALUES: tuple[Field, ...] = tuple(field for field in get_args(Field) if field not in ROLES)

# A statement as it is, and as the reader found it.
Was = tuple[Statement | None, Statement | None]

_SPANS = re.compile(r"(\d{1,9}-\d{1,9}(;\d{1,9}-\d{1,9})*)?")


def read_csv_corrections(path: Path, texts: Texts, review: Review = NOBODY) -> Iterator[Correction | Dropped]:
    """The cells that differ from the statements in ``texts``; a Dropped for each row that cannot be understood.

    Commas, semicolons or tabs may part the cells. Raises InputError where the file is no such table.
    """
    table = _read(path)
    delimiter = max(",;\t", key=table.partition("\n")[0].count)
    reader = csv.DictReader(io.StringIO(table, newline=""), delimiter=delimiter, strict=True)
    edited: list[int] = []
    try:
        head = _head(reader, path)
        for number, row in enumerate(reader, 2):
            try:
                if None in row or None in row.values():
                    raise InputError("has more or fewer cells than the header")
                there = texts.article(texts.owner(row["id"]) or "" if row["id"] else row["article"])
                if there is None:
                    raise InputError(f"is of a statement that is not here: {row['id'] or row['article']!r}")
                article, statements = there
                if row["id"] and row["article"] not in ("", article.id):
                    raise InputError(f"is of {row['id']}, which is in {article.id} and not in {row['article']!r}")
                was = statements.get(row["id"]), texts.found(row["id"]) if row["id"] else None
                yield from _row(article, was, {name: row[name] for name in head}, review, texts.shown)
                if _edited(article, was, row):
                    edited.append(number)
            except InputError as error:
                yield Dropped(str(path), "corrections", f"row {number}: {error}")
        if edited:
            rows = f"row{'s' if len(edited) > 1 else ''} {', '.join(map(str, edited[:5]))}"
            rows += f" and {len(edited) - 5:,} more" if len(edited) > 5 else ""
            why = "edited words are not taken; edit the column of offsets, or: quoth judge ID correct content='...'"
            yield Dropped(str(path), "corrections", f"{rows}: {why}")
    except csv.Error as error:
        raise InputError(f"{path} is no CSV from line {reader.line_num} on: {error}", origin=str(path)) from error


def _row(
    article: Article, was: Was, row: dict[str, str], review: Review, shown: Callable[[str], set[str]]
) -> list[Correction]:
    spans: dict[str, Offsets] = {role: _offsets(row[f"{role}_spans"]) for role in ROLES}
    values = {field: row[field] or None for field in VALUES if field in row}
    own = row.get("speaker_in_report") or None
    if "speaker" in values and own is not None and values["speaker"] in shown(own):
        values["speaker"] = own  # people merged the name, and nobody edited the cell
    if row.get("when"):
        try:
            check_when(row["when"], datetime.now(UTC))
        except RecordError as error:
            raise InputError(str(error)) from error
    by = Review(row.get("who") or review.who, review.looked_at)
    return list(changes(article, Change(was[0], spans, values, by, row.get("when") or None, was[1])))


def _edited(article: Article, was: Was, row: dict[str, str]) -> bool:
    """Whether a cell of words has others than those at the row's offsets, and than the statement had."""
    for role in ROLES:
        words = " ".join((row.get(role) or "").split())
        spans = _offsets(row[f"{role}_spans"])
        known = [JOIN.join(article.text[start:end] for start, end in spans)]
        known += [JOIN.join(span.text for span in getattr(each, role)) for each in was if each is not None]
        if words and words not in {" ".join(each.split()) for each in known}:
            return True
    return False


def _offsets(cell: str) -> Offsets:
    if not _SPANS.fullmatch(cell):
        raise InputError(f"{cell[:40]!r} is no list of offsets such as '0-21;48-60'")
    pairs = (piece.split("-") for piece in cell.split(";") if piece)
    return tuple((int(start), int(end)) for start, end in pairs)


def _read(path: Path) -> str:
    try:
        return file_bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotTextError(f"{path} is not UTF-8; save the table as CSV UTF-8", origin=str(path)) from error


def _head(reader: csv.DictReader[str], path: Path) -> list[str]:
    """The names of the columns, all that are needed among them."""
    needed = {"id", "article", *(f"{role}_spans" for role in ROLES)}
    head = list(reader.fieldnames or ())
    if missing := sorted(needed - set(head)):
        raise InputError(f"{path} has no column {missing[0]!r}; edit a file of quoth export", origin=str(path))
    return head
