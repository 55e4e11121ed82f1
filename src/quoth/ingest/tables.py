"""Tables: CSV, JSON Lines, lists in JSON, Parquet. Each row is an article, or dropped with its place and the reason.

A row's place follows its table's name: ``news.csv#row=2`` is the first below the header, as a spreadsheet counts (and
RFC 7111); ``news.jsonl#line=1``, ``news.json#item=1`` and ``news.parquet#row=1`` are the first of theirs.
"""

from __future__ import annotations

import dataclasses
import io
import itertools
import json
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO

from quoth.errors import InputError, MissingExtraError, NotTextError
from quoth.ingest import guess
from quoth.ingest.columns import article_from_row, no_text_reason
from quoth.ingest.decode import decode
from quoth.ingest.delimited import Record, records_of
from quoth.ingest.files import MAX_BYTES
from quoth.ingest.known import Known
from quoth.ingest.wires import article_from_ninjs, is_ninjs
from quoth.records import Article, Dropped

__all__ = ["article_from_object", "read_csv", "read_json", "read_jsonl", "read_parquet"]

# A list in JSON has to be in memory whole, at ten times its size; 200 MB, in bytes, are some 50,000 articles.
MAX_JSON = 200_000_000

# What the encoding and the delimiter are found from, in bytes.
SAMPLE_BYTES = 1 << 20

DELIMITERS = (",", "\t", ";", "|")

# Keys under which tools keep the list of articles in one object.
_LISTS = ("articles", "items", "stories", "results", "data", "documents", "response", "docs")

_LONE = re.compile("[\udc80-\udcff]")


def read_csv(stream: BinaryIO, *, origin: str, known: Known) -> Iterator[Article | Dropped]:
    """The articles of a table with a header; the delimiter and the encoding are found. A ragged row is dropped."""
    with _opened(stream, origin) as (text, encoding_notes):
        delimiter = _delimiter(text.read(SAMPLE_BYTES))
        text.seek(0)
        records = records_of(text, delimiter)
        header = next(records, Record([])).cells
        if not any(name.strip() for name in header):
            raise NotTextError("the table is empty; give one with a header and rows", origin=origin)
        if (reason := no_text_reason(header)) is not None:
            raise NotTextError(reason, origin=origin)
        for number, record in enumerate(records, 2):
            place = f"{origin}#row={number}"
            if (fault := record.fault or _ragged(record.cells, header)) is not None:
                yield Dropped(place, "ingest", fault)
            else:
                cells, notes = _mended(record.cells, encoding_notes)
                yield _row(dict(zip(header, cells, strict=True)), place, known, notes)


def read_jsonl(stream: BinaryIO, *, origin: str, known: Known) -> Iterator[Article | Dropped]:
    """The articles of a file with one JSON object a line; a line that is none is dropped."""
    with _opened(stream, origin) as (text, encoding_notes):
        number = 0
        while line := text.readline(MAX_BYTES):
            number += 1
            place = f"{origin}#line={number}"
            if len(line) >= MAX_BYTES and not line.endswith("\n"):
                while (rest := text.readline(MAX_BYTES)) and not rest.endswith("\n"):
                    continue
                yield Dropped(place, "ingest", "the line is larger than 20 MB; give one article a line")
            elif line.strip():
                (line,), notes = _mended([line], encoding_notes)
                yield _parsed(line, place, known, notes)


def read_json(stream: BinaryIO, *, origin: str, known: Known) -> Iterator[Article | Dropped]:
    """The articles of one JSON value: a list of objects, an object that holds one, or a single article."""
    data = stream.read(MAX_JSON + 1)
    if len(data) > MAX_JSON:
        raise NotTextError("it is larger than 200 MB; give it as JSON Lines, one object a line", origin=origin)
    decoded = decode(data, origin=origin)
    notes = [decoded.note] if decoded.note is not None else []
    try:
        value = json.loads(decoded.text)
    except (ValueError, RecursionError) as error:
        first = decoded.text.lstrip().split("\n", 1)[0]
        if _is_object(first):  # JSON Lines by another name
            yield from read_jsonl(io.BytesIO(data), origin=origin, known=known)
            return
        raise NotTextError(f"it is damaged JSON ({_short(error)}); save it again", origin=origin) from error
    rows = _rows(value)
    if rows is None:
        yield _row(value, origin, known, notes)
        return
    if not rows:
        raise NotTextError("its list is empty; give one with articles", origin=origin)
    for number, row in enumerate(rows, 1):
        yield _row(row, f"{origin}#item={number}", known, notes)


def read_parquet(stream: BinaryIO, *, origin: str, known: Known) -> Iterator[Article | Dropped]:
    """The articles of a Parquet file, read a batch at a time."""
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise MissingExtraError("parquet", need="reading Parquet") from error
    try:
        file = parquet.ParquetFile(stream)
        if (reason := no_text_reason(file.schema_arrow.names)) is not None:
            raise NotTextError(reason, origin=origin)
        number = 0
        for batch in file.iter_batches(batch_size=256):
            for row in batch.to_pylist():
                number += 1
                yield _row(row, f"{origin}#row={number}", known, [])
    except (pyarrow.ArrowException, OSError, ValueError) as error:
        reason = f"it is a Parquet table that is damaged ({_short(error)}); save it again"
        raise NotTextError(reason, origin=origin) from error


def article_from_object(value: object, *, origin: str, known: Known, notes: Iterable[str] = ()) -> Article:
    """The article of one JSON object, a wire's or a row's; raises NotTextError where it is none."""
    if not isinstance(value, dict):
        raise NotTextError(f"it is no object but a {type(value).__name__}; give objects with a text", origin=origin)
    made = (article_from_ninjs if is_ninjs(value) else article_from_row)(value, origin=origin, known=known)
    if notes := list(notes):
        return dataclasses.replace(made, notes=(*notes, *made.notes))
    return made


def _parsed(line: str, place: str, known: Known, notes: list[str]) -> Article | Dropped:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        return Dropped(place, "ingest", f"the line is no JSON ({_short(error)}); give one object a line")
    return _row(value, place, known, notes)


def _ragged(cells: list[str], header: list[str]) -> str | None:
    if len(cells) == len(header):
        return None
    has = f"{len(cells)} cell{'s' * (len(cells) != 1)}"
    return f"the row has {has} where the header has {len(header)}; complete it, or put its cells in quotation marks"


def _row(value: object, place: str, known: Known, notes: list[str]) -> Article | Dropped:
    try:
        return article_from_object(value, origin=place, known=known, notes=notes)
    except InputError as error:
        return Dropped(place, "ingest", str(error))
    except Exception as error:  # whatever is odd in one row, the others are still read
        return Dropped(place, "ingest", f"the row cannot be read ({type(error).__name__}); check its cells")


def _rows(value: Any) -> list[Any] | None:
    """The list of articles in a JSON value; None where the value is one article itself."""
    if isinstance(value, list):
        return value
    if isinstance(value, dict) and not is_ninjs(value) and no_text_reason(value) is not None:
        for key in _LISTS:
            if isinstance(inner := value.get(key), list) and all(isinstance(row, dict) for row in inner):
                return inner
            if isinstance(inner, dict) and (rows := _rows(inner)) is not None:
                return rows
    return None


@contextmanager
def _opened(stream: BinaryIO, origin: str) -> Iterator[tuple[io.TextIOWrapper, list[str]]]:
    """The stream as text in the encoding found from its start, line ends as they are, and the note on a guess.

    What does not fit the encoding further on comes as a lone surrogate, for ``_mended``.
    """
    sample = stream.read(SAMPLE_BYTES)
    if not sample:
        raise NotTextError("it is empty; give a table with rows", origin=origin)
    whole = sample if len(sample) < SAMPLE_BYTES else sample[: sample.rfind(b"\n") + 1] or sample
    decoded = decode(whole, origin=origin)
    marked = decoded.encoding == "utf-8" or decoded.encoding.startswith(("utf-16", "utf-32"))
    encoding = {"utf-8": "utf-8-sig"}.get(decoded.encoding, decoded.encoding)
    if marked and decoded.encoding != "utf-8" and decoded.note is None:
        encoding = decoded.encoding.rsplit("-", 1)[0]  # its mark, which says the byte order, is there to be read
    stream.seek(0)
    notes = [decoded.note] if decoded.note is not None and decoded.encoding != "utf-8" else []
    text = io.TextIOWrapper(stream, encoding=encoding, errors="surrogateescape", newline="")
    try:
        yield text, notes
    finally:
        text.detach()  # else the stream, which is another's to close, is closed with it


def _mended(cells: list[str], notes: list[str]) -> tuple[list[str], list[str]]:
    """Cells with stray bytes read as windows-1252, as ``decode`` does, and the notes that say so."""
    stray = sum(len(_LONE.findall(cell)) for cell in cells)
    if not stray:
        return cells, notes
    mended = [_LONE.sub(lambda found: guess.western(bytes([ord(found.group()) - 0xDC00])), cell) for cell in cells]
    count = "1 byte" if stray == 1 else f"{stray} bytes"
    return mended, [*notes, f"encoding guessed: {count} of windows-1252 in the row"]


def _delimiter(head: str) -> str:
    """The delimiter under which the header names what we read, and most rows have as many cells as it."""

    def merit(delimiter: str) -> tuple[bool, float, int]:
        rows = [record.cells for record in itertools.islice(records_of(io.StringIO(head, newline=""), delimiter), 50)]
        if not rows:
            return False, 0.0, 0
        wide = len(rows[0])
        alike = sum(len(row) == wide for row in rows) / len(rows)
        return no_text_reason(rows[0]) is None, alike if wide > 1 else 0.0, wide

    return max(DELIMITERS, key=merit)


def _is_object(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _short(error: BaseException) -> str:
    words = str(error).split("\n")[0].replace(";", ",").rstrip(". ")
    return words[:100] or type(error).__name__
