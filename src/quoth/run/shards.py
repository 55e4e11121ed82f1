"""Shards: the pieces into which inputs are cut, the same ones whoever does them and however many at a time.

A shard is a stretch of one large file, or some small files of one folder. Its name is a digest of all that its rows
depend on: the file's place, size and date, the stretch, and what reads it. So what is done is known by its name.
"""

from __future__ import annotations

import dataclasses
import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from quoth.ingest.files import STDIN, is_address
from quoth.ingest.folders import files_of
from quoth.records import Dropped, Record
from quoth.run.cutting import SIZES, Form, cuts, form_of, is_packed

__all__ = ["Shard", "key_of", "shards_of", "size_of"]

# Of the files of a folder, one in so many ends a shard, chosen by its name, so that a new file changes the shard it
# falls into and no other; and a shard has no more files or bytes than these.
EVERY = 64
MOST_FILES = 256
MOST_BYTES = 32 << 20

# Texts that are packed have about this share of their size.
PACKED = 6


@dataclass(frozen=True, slots=True)
class Shard(Record):
    """A piece of work: of ``input``, a file, from ``start`` to ``end``; or the ``files`` of a folder, whole.

    ``form`` says how a file is cut, ``first`` how many of its records come before, and ``size`` is in bytes.
    """

    name: str
    input: str
    form: str
    start: int
    end: int
    first: int
    files: tuple[str, ...]
    size: int

    @property
    def key(self) -> str:
        """What the names of all shards of one input begin with."""
        return self.name.split("-", 1)[0]


def shards_of(sources: Iterable[str], made_by: str, *, out: str | None = None) -> Iterator[Shard | Dropped]:
    """The shards of ``sources`` in their order, or why something is none; what lies in the folder ``out`` is no input.

    ``made_by`` is all that their rows depend on beside the input.
    """
    beside = None if out is None else os.path.abspath(out) + os.sep
    sources = list(sources)
    met: set[str] = set()
    group: list[str] = []
    for file in (each for source in sources for each in _files(source)):
        if isinstance(file, Dropped):
            yield file
            continue
        place = os.path.abspath(file)
        if place in met or (beside is not None and place.startswith(beside)):
            continue
        if len(sources) > 1:  # else none comes twice, and the names of a folder of millions of files are not held
            met.add(place)
        form = form_of(file)
        if form != "whole" and _is_large(file, form):
            yield from _of_file(file, form, made_by)
            continue
        if group and _ends(group, file):
            yield _of_files(group, made_by)
            group = []
        group.append(file)
    if group:
        yield _of_files(group, made_by)


def key_of(place: str) -> str:
    """What the names of all shards of a file, or of a folder's files, begin with."""
    return hashlib.sha256(os.path.abspath(place).encode("utf-8", "surrogatepass")).hexdigest()[:10]


def size_of(file: str) -> int:
    """The bytes of a file; 0 where that cannot be said, which reading it will say."""
    try:
        return os.stat(file).st_size
    except (OSError, ValueError):
        return 0


def _files(source: str) -> Iterator[str | Dropped]:
    if source == STDIN or is_address(source):
        reason = "it is no file; name files and folders, or add it with quoth add"
        yield Dropped(source, "ingest", reason)
    else:
        yield from files_of(source)


def _is_large(file: str, form: Form) -> bool:
    least = SIZES["lines"] if form == "parquet" else SIZES[form]
    if form in {"lines", "table"} and is_packed(file):
        least //= PACKED
    return size_of(file) > least


def _of_file(file: str, form: Form, made_by: str) -> Iterator[Shard | Dropped]:
    whole = size_of(file)
    last = 0
    try:
        for cut in cuts(file, form):
            size = cut.end - cut.start if form in {"warc", "lines", "table"} else whole // max(1, cut.end) or 1
            yield _named(Shard("", file, form, *cut, (), max(1, size)), [file], made_by)
            last = cut.end
    except Exception as error:  # what is odd in a file is said by whoever reads it, in a sentence
        if not last:
            yield _of_files([file], made_by)
        else:
            reason = f"it cannot be read behind byte {last:,} ({type(error).__name__}); fetch the file again"
            yield Dropped(file, "ingest", reason)


def _ends(group: list[str], file: str) -> bool:
    """Whether a group of files is complete before ``file``."""
    chosen = int.from_bytes(hashlib.sha256(os.path.basename(group[-1]).encode("utf-8", "replace")).digest()[:4])
    return (
        os.path.dirname(group[-1]) != os.path.dirname(file)
        or chosen % EVERY == 0
        or len(group) >= MOST_FILES
        or sum(map(size_of, group)) + size_of(file) > MOST_BYTES
    )


def _of_files(files: list[str], made_by: str) -> Shard:
    folder = os.path.dirname(files[0]) or "."
    shard = Shard("", folder, "files", 0, len(files), 0, tuple(files), max(1, sum(map(size_of, files))))
    return _named(shard, files, made_by)


def _named(shard: Shard, files: list[str], made_by: str) -> Shard:
    digest = hashlib.sha256(made_by.encode("utf-8", "surrogatepass"))
    for file in files:
        try:
            status = os.stat(file)
            told = f"{file}|{status.st_size}|{status.st_mtime_ns}"
        except (OSError, ValueError):
            told = file
        digest.update(f"\0{told}".encode("utf-8", "surrogatepass"))
    digest.update(f"\0{shard.start}|{shard.end}".encode())
    name = f"{key_of(shard.input)}-{shard.start:015}-{digest.hexdigest()[:16]}"
    return dataclasses.replace(shard, name=name)
