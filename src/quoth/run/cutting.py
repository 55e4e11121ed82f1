"""Where large files are cut into shards: between two records, at places that the file alone decides.

Nothing is read that need not be. A gzipped WARC is looked at around each place where it may be cut, a plain one from
header to header; lines and the records of a table are gone through once, since their numbers are their names.
"""

from __future__ import annotations

import gzip
import os
import re
import zlib
from collections.abc import Iterator
from typing import BinaryIO, Literal, NamedTuple, cast

__all__ = ["SIZES", "Cut", "Form", "cuts", "form_of", "header_of", "opened_at"]

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
            yield from _lines(stream, size, quoted=form == "table")


def opened_at(file: str, start: int) -> BinaryIO:
    """A file of lines at its byte ``start``, as it reads unpacked. What is before is unpacked, and not kept."""
    stream: BinaryIO = open(file, "rb")  # noqa: SIM115 - the caller closes it
    if stream.read(len(_MEMBER)) == _MEMBER:
        stream.seek(0)
        stream = cast("BinaryIO", gzip.GzipFile(fileobj=stream, mode="rb"))
    stream.seek(start)
    return stream


def _rows(file: str, size: int) -> Iterator[Cut]:
    from pyarrow import parquet

    rows = int(parquet.read_metadata(file).num_rows)
    for start in range(0, rows, size):
        yield Cut(start, min(start + size, rows), start)


def _lines(stream: BinaryIO, size: int, *, quoted: bool) -> Iterator[Cut]:
    """Pieces of whole lines, or of whole records where quotation marks can hold the end of a line.

    Of a table, the first piece has the header, and is counted from there.
    """
    start = end = first = seen = 0
    inside = False
    for line in iter(lambda: stream.readline(_CHUNK), b""):
        end += len(line)
        inside ^= quoted and line.count(b'"') % 2 == 1
        if line.endswith(b"\n"):
            seen += not inside and not (quoted and line.isspace())  # a table's blank lines have no number
            if not inside and end - start >= size:
                yield Cut(start, end, first)
                start, first = end, seen
    if end > start or not end:
        yield Cut(start, end, first)


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
    """The first record of a table, as its bytes."""
    lines, marks = [], 0
    with opened_at(file, 0) as stream:
        for line in iter(lambda: stream.readline(_CHUNK), b""):
            lines.append(line)
            marks += line.count(b'"')
            if marks % 2 == 0 and line.endswith(b"\n"):
                break
    return b"".join(lines)
