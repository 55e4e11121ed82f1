"""What is in a shard: its articles, each under the name that it has in the whole file, and what is dropped."""

from __future__ import annotations

import dataclasses
import io
import os
import re
from collections.abc import Iterator
from typing import BinaryIO

from quoth.ingest import Known, ingest
from quoth.ingest.asked import Asked
from quoth.ingest.files import open_source
from quoth.ingest.formats import items_in
from quoth.records import Article, Dropped, Raw
from quoth.run.cutting import header_of, is_packed, opened_at
from quoth.run.shards import Shard

__all__ = ["DAMAGED", "NOTHING_HERE", "items_of"]

_PLACE = re.compile(r"#(line|row|offset)=(\d+)\Z")
_GZ = re.compile(r"\.gz\Z", re.IGNORECASE)

# What is said of an archive that is cut: the rest of it is lost, so that whoever waits for all of it has to know.
DAMAGED = re.compile(
    r"the archive is cut or damaged|it is a \w+ (?:table|archive) that is (?:cut or )?damaged"
    r"|it is a web archive without a whole record|it cannot be read"
)

# What is said of an archive as a whole, and is no loss in a piece of it.
NOTHING_HERE = re.compile(r"it is a web archive without any response")


def items_of(shard: Shard, known: Known) -> Iterator[Article | Dropped]:
    """The articles of a shard, in order, with what is dropped; nothing is raised for what is odd in it."""
    if shard.form == "files":
        yield from ingest(shard.files, published=known.get("published"), outlet=known.get("outlet"))
        return
    asked = Asked(known)
    origin = shard.input
    base = shard.first
    if shard.form == "parquet":
        with open_source(shard.input) as stream:
            yield from _items(stream, origin, dataclasses.replace(asked, rows=(shard.start, shard.end)))
        return
    if shard.form == "warc":
        with open(shard.input, "rb") as file, io.BufferedReader(_Window(file, shard.start, shard.end)) as window:
            for item in _items(window, origin, asked):
                if not (isinstance(item, Dropped) and shard.start and NOTHING_HERE.match(item.reason)):
                    yield _moved(item, shard.start)
        return
    with opened_at(shard.input, shard.start) as stream:
        data = stream.read(shard.end - shard.start)
    if shard.form == "table" and shard.start:
        data, base = header_of(shard.input) + data, shard.first - 1
    name = os.path.basename(shard.input)
    if is_packed(shard.input):
        origin = f"{shard.input}!/{_GZ.sub('', name)}"
        asked = asked.within(shard.input)
    for item in _items(io.BytesIO(data), origin, asked):
        yield _moved(item, base)


def _items(stream: BinaryIO | io.BufferedReader, origin: str, asked: Asked) -> Iterator[Article | Dropped]:
    for item in items_in(stream, origin=origin, asked=asked):
        if isinstance(item, Article | Dropped):
            yield item


def _moved(item: Article | Dropped, by: int) -> Article | Dropped:
    """An item whose place was counted from the begin of a shard, with its place in the file."""
    found = _PLACE.search(item.origin)
    if found is None or not by:
        return item
    origin = f"{item.origin[: found.start()]}#{found[1]}={int(found[2]) + by}"
    if isinstance(item, Article) and item.raw is not None and item.raw.offset is not None:
        raw: Raw = dataclasses.replace(item.raw, offset=item.raw.offset + by)
        return dataclasses.replace(item, origin=origin, raw=raw)
    return dataclasses.replace(item, origin=origin)


class _Window(io.RawIOBase):
    """The bytes of a file from ``start`` to ``end``, as a file of its own."""

    def __init__(self, file: BinaryIO, start: int, end: int) -> None:
        self._file, self._start, self._size, self._at = file, start, end - start, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        self._at = max(0, base + offset)
        return self._at

    def tell(self) -> int:
        return self._at

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        left = max(0, min(len(buffer), self._size - self._at))
        self._file.seek(self._start + self._at)
        data = self._file.read(left)
        buffer[: len(data)] = data
        self._at += len(data)
        return len(data)
