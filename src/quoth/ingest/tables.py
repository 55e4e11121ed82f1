"""Tables with delimiters: each row is an article, or dropped with its place and the reason.

A row's place follows its table's name: ``news.csv#row=2`` is the first below the header, as a spreadsheet counts (and
RFC 7111).
"""

from __future__ import annotations

import io
import itertools
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from quoth.errors import NotTextError
from quoth.ingest import guess
from quoth.ingest.asked import Asked, Item
from quoth.ingest.columns import lists_addresses, no_text_reason
from quoth.ingest.decode import decode
from quoth.ingest.delimited import Record, records_of
from quoth.ingest.rows import item_of_row, listing_reason
from quoth.records import Dropped

__all__ = ["as_bytes", "delimiter_of", "mended", "opened", "read_csv"]

# What the encoding and the delimiter are found from, in bytes.
SAMPLE_BYTES = 1 << 20

DELIMITERS = (",", "\t", ";", "|")

_LONE = re.compile("[\udc80-\udcff]")


def read_csv(stream: BinaryIO, *, origin: str, asked: Asked) -> Iterator[Item]:
    """The articles of a table with a header; the delimiter and the encoding are found. A ragged row is dropped."""
    with opened(stream, origin) as (text, encoding_notes):
        delimiter = delimiter_of(text.read(SAMPLE_BYTES))
        text.seek(0)
        records = records_of(text, delimiter)
        header = next(records, Record([])).cells
        if not any(name.strip() for name in header):
            raise NotTextError("the table is empty; give one with a header and rows", origin=origin)
        if lists_addresses(header):
            if asked.links is None:
                count = sum(record.fault is None for record in records)
                raise NotTextError(listing_reason(count), origin=origin)
        elif (reason := no_text_reason(header)) is not None:
            raise NotTextError(reason, origin=origin)
        names = _each_once(header)
        for number, record in enumerate(records, 2):
            place = f"{origin}#row={number}"
            if (fault := record.fault or _ragged(record.cells, header)) is not None:
                yield Dropped(place, "ingest", fault)
            else:
                cells, notes = mended(record.cells, encoding_notes)
                row = dict(zip(names, cells, strict=True))
                yield item_of_row(row, place, asked, notes, file=origin, data=as_bytes(record.text))


def as_bytes(text: str) -> bytes:
    """A line or record as bytes, without its line end: those of the file where that is in UTF-8, else in UTF-8."""
    line = text.rstrip("\r\n")
    try:
        return line.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:  # halves of characters, in UTF-16 that is damaged
        return line.encode("utf-8", "surrogatepass")


def _each_once(header: list[str]) -> list[str]:
    """The names of columns, with a number to each that comes again."""
    times: Counter[str] = Counter()
    names = []
    for name in header:
        times[name] += 1
        names.append(name if times[name] == 1 else f"{name} ({times[name]})")
    return names


def _ragged(cells: list[str], header: list[str]) -> str | None:
    if len(cells) == len(header):
        return None
    has = f"{len(cells)} cell{'s' * (len(cells) != 1)}"
    return f"the row has {has} where the header has {len(header)}; complete it, or put its cells in quotation marks"


@contextmanager
def opened(stream: BinaryIO, origin: str) -> Iterator[tuple[io.TextIOWrapper, list[str]]]:
    """The stream as text in the encoding found from its start, line ends as they are, and the note on a guess.

    What does not fit the encoding further on comes as a lone surrogate, for ``mended``.
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


def mended(cells: list[str], notes: list[str]) -> tuple[list[str], list[str]]:
    """Cells with stray bytes read as windows-1252, as ``decode`` does, and the notes that say so."""
    stray = sum(len(_LONE.findall(cell)) for cell in cells)
    if not stray:
        return cells, notes
    mended = [_LONE.sub(lambda found: guess.western(bytes([ord(found.group()) - 0xDC00])), cell) for cell in cells]
    count = "1 byte" if stray == 1 else f"{stray} bytes"
    return mended, [*notes, f"encoding guessed: {count} of windows-1252 in the row"]


def delimiter_of(head: str) -> str:
    """The delimiter under which the header names what we read, and most rows have as many cells as it."""

    def merit(delimiter: str) -> tuple[bool, float, int]:
        rows = [record.cells for record in itertools.islice(records_of(io.StringIO(head, newline=""), delimiter), 50)]
        if not rows:
            return False, 0.0, 0
        wide = len(rows[0])
        alike = sum(len(row) == wide for row in rows) / len(rows)
        return no_text_reason(rows[0]) is None, alike if wide > 1 else 0.0, wide

    return max(DELIMITERS, key=merit)
