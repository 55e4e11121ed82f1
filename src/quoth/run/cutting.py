"""Where large files are cut into shards: between two records, at places that the file alone decides.

Nothing is read that need not be. A gzipped WARC is looked at around each place where it may be cut, a plain one from
header to header; lines and the records of a table are gone through once, since their numbers are their names.
"""

from __future__ import annotations

import gzip
import os
import re
import zlib
from collections import deque
from collections.abc import Iterator
from typing import BinaryIO, Literal, NamedTuple, TextIO, cast

from quoth.ingest.delimited import UNCLOSED, records_of
from quoth.ingest.tables import SAMPLE_BYTES, delimiter_of

__all__ = ["SIZES", "Cut", "Form", "cuts", "form_of", "header_of", "is_packed", "opened_at"]

Form = Literal["warc", "lines", "table", "parquet", "whole"]

# What a shard holds at least, in bytes as they are read (of a WARC as it is stored, of a Parquet table in rows):
# some hundred articles, a minute or two of reading on one core, so that little is read twice when a run is killed.
SIZES: dict[Form, int] = {"warc": 4 << 20, "lines": 1 << 20, "table": 1 << 20, "parquet": 256}

_MEMBER = b"\x1f\x8b\x08"
_WARC = re.compile(rb"WARC/[01]\.\d")
_LENGTH = re.compile(rb"^content-length:\s*(\d+)", re.IGNORECASE | re.MULTILINE)
_NAMES: dict[str, Form] = {".jsonl": "lines", ".ndjson": "lines", ".csv": "table", ".tsv": "table", ".tab": "table"}
_UTF16_32 = (b"\xff\xfe", b"\xfe\xff")
_CHUNK = 1 << 20
_PROBE = 1 << 16  # bytes looked at for the begin of a record; most have a third of that


class Cut(NamedTuple):
    """A piece of a file: from ``start`` to ``end``, in bytes or rows; ``first`` counts the records before it."""

    start: int
    end: int
    first: int = 0


def form_of(file: str) -> Form:
    """How a file can be cut; ``whole`` where it cannot, or cannot be read."""
    try:
        with open(file, "rb") as stream:
            head = stream.read(4096)
    except (OSError, ValueError):
        return "whole"
    unpacked = _unpacked(head) if head.startswith(_MEMBER) else head
    if _WARC.match(unpacked):
        return "warc"
    if head.startswith(b"PAR1"):
        return "parquet"
    name = file.lower().removesuffix(".gz") if head.startswith(_MEMBER) else file.lower()
    form = _NAMES.get(os.path.splitext(name)[1], "whole")
    # in these, the byte of a line end is part of other characters, too
    return "whole" if unpacked.startswith(_UTF16_32) or b"\0" in unpacked else form


def cuts(file: str, form: Form, size: int | None = None) -> Iterator[Cut]:
    """The pieces of a file, in order and without a gap; one piece where it is small or odd."""
    size = SIZES[form] if size is None else size
    if form == "parquet":
        yield from _rows(file, size)
    elif form == "warc":
        yield from _records(file, size)
    else:
        with opened_at(file, 0) as stream:
            yield from (_lines if form == "lines" else _table)(stream, size)


def is_packed(file: str) -> bool:
    """Whether a file is gzipped."""
    with open(file, "rb") as stream:
        return stream.read(len(_MEMBER)) == _MEMBER


def opened_at(file: str, start: int) -> BinaryIO:
    """A file of lines at its byte ``start``, as it reads unpacked. What is before is unpacked, and not kept."""
    opening = gzip.open if is_packed(file) else open
    stream = cast("BinaryIO", opening(file, "rb"))  # which the caller closes
    stream.seek(start)
    return stream


def _rows(file: str, size: int) -> Iterator[Cut]:
    from pyarrow import parquet

    rows = int(parquet.read_metadata(file).num_rows)
    for start in range(0, rows, size):
        yield Cut(start, min(start + size, rows), start)


def _lines(stream: BinaryIO, size: int) -> Iterator[Cut]:
    start = end = first = seen = 0
    for line in iter(lambda: stream.readline(_CHUNK), b""):
        end += len(line)
        if line.endswith(b"\n"):
            seen += 1
            if end - start >= size:
                yield Cut(start, end, first)
                start, first = end, seen
    if end > start or not end:
        yield Cut(start, end, first)


def _table(stream: BinaryIO, size: int) -> Iterator[Cut]:
    """Pieces of whole records, as whoever reads the table takes it apart; the header is the first of them."""
    lines = _Lines(stream)
    start = end = first = 0
    for seen, record in enumerate(records_of(cast("TextIO", lines), delimiter_of(lines.head)), 1):
        if record.fault is not None and record.fault != UNCLOSED:
            break  # where this one ends is not known
        end += lines.taken(record.text)
        if end - start >= size:
            yield Cut(start, end, first)
            start, first = end, seen
    end += lines.rest()
    if end > start or not end:
        yield Cut(start, end, first)


class _Lines:
    """The lines of a table, one character a byte, kept until it is known of which record they are."""

    def __init__(self, stream: BinaryIO) -> None:
        self.head = stream.read(SAMPLE_BYTES).decode("latin-1")
        stream.seek(0)
        self._stream = stream
        self._held: deque[str] = deque()

    def readline(self, limit: int) -> str:
        """The next line."""
        line = self._stream.readline(limit).decode("latin-1")
        if line:
            self._held.append(line)
        return line

    def taken(self, record: str) -> int:
        """The bytes of a record, and of the blank lines before it; one that is none is a line."""
        size = 0
        while self._held and not self._held[0].strip("\r\n") and not record.startswith(self._held[0]):
            size += len(self._held.popleft())
        end = size + (len(record) or len(self._held[0]))
        while size < end:
            size += len(self._held.popleft())
        return size

    def rest(self) -> int:
        """The bytes of all lines that are left."""
        size = sum(map(len, self._held))
        return size + sum(len(chunk) for chunk in iter(lambda: self._stream.read(_CHUNK), b""))


def _records(file: str, size: int) -> Iterator[Cut]:
    with open(file, "rb") as stream:
        whole = os.fstat(stream.fileno()).st_size
        packed = stream.read(len(_MEMBER)) == _MEMBER
        places = _packed(stream, whole, size) if packed else _plain(stream, whole, size)
        start = 0
        for place in places:
            yield Cut(start, place)
            start = place
        yield Cut(start, whole)


def _packed(stream: BinaryIO, whole: int, size: int) -> Iterator[int]:
    """Where a gzipped record begins, first after each ``size`` bytes: the chance of a false one is nil."""
    at = size
    while at < whole:
        stream.seek(at)
        data = stream.read(_PROBE)
        found = data.find(_MEMBER)
        while found >= 0 and not _WARC.match(_unpacked(data[found : found + 4096])):
            found = data.find(_MEMBER, found + 1)
        if found < 0:
            at += max(1, len(data) - 4096)  # a record's first bytes may lie across the end of what was looked at
        else:
            yield at + found
            at += found + size


def _plain(stream: BinaryIO, whole: int, size: int) -> Iterator[int]:
    """Where a record begins, first after each ``size`` bytes, going from header to header; none behind an odd one."""
    at = last = 0
    while at < whole:
        stream.seek(at)
        head, blank, _ = stream.read(_PROBE).partition(b"\r\n\r\n")
        length = _LENGTH.search(head)
        if not _WARC.match(head) or not blank or length is None:
            return
        if at - last >= size:
            yield at
            last = at
        at += len(head) + 4 + int(length.group(1)) + 4


def _unpacked(head: bytes) -> bytes:
    try:
        return zlib.decompressobj(wbits=31).decompress(head, 4096)
    except zlib.error:
        return b""


def header_of(file: str) -> bytes:
    """The first record of a table, with what blank lines there are before it."""
    with opened_at(file, 0) as stream:
        for cut in _table(stream, 1):
            stream.seek(0)
            return stream.read(cut.end)
    return b""
