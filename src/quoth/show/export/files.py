"""Files and folders that are there in whole or not at all, and JSON that streams into them."""

from __future__ import annotations

import errno
import io
import json
import os
import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO

from quoth.show import streams

__all__ = ["STDOUT", "is_database", "json_text", "whole_file", "whole_folder", "write_list", "write_text"]

# What some readers of lines take for the end of one, and half a surrogate pair, which UTF-8 cannot carry.
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def is_database(path: Path) -> bool:
    """Whether a file is of SQLite, or stands beside one and holds what is newest in it."""
    names = [path, *(path.with_name(path.name.removesuffix(end)) for end in ("-wal", "-shm", "-journal"))]
    return any(_begins(name, b"SQLite format 3\0") for name in names)


def _begins(path: Path, magic: bytes) -> bool:
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            return file.read(len(magic)) == magic
    except OSError:
        return False


class _StandardOutput(io.TextIOBase):
    """Standard output, on which no terminal obeys what is written, as the one place for it sees to."""

    def write(self, text: str) -> int:
        """Writes text as it is, unless a terminal would obey it."""
        streams.emit_data(text)
        return len(text)


# The place that is no file: what is written there goes to standard output.
STDOUT = Path("-")


@contextmanager
def whole_file(out: Path) -> Iterator[Path]:
    """A path to write to, which becomes ``out`` when all went well and is gone when not.

    What is there and no plain file (a pipe, /dev/stdout) is written to as it is.
    """
    if out.exists() and not out.is_file():
        yield out
        return
    out = out.resolve()  # what a link leads to is replaced, not the link
    if is_database(out):
        raise FileExistsError(errno.EEXIST, "it is a database, and is not written over")
    part = _beside(out)
    try:
        yield part
        part.replace(out)
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def whole_folder(out: Path) -> Iterator[Path]:
    """A new folder to write into, which becomes ``out``, absent or empty before, when all went well."""
    part = _beside(out)
    part.mkdir()
    try:
        yield part
        part.replace(out)
    finally:
        if part.exists():
            shutil.rmtree(part)


@contextmanager
def write_text(out: Path) -> Iterator[TextIO | io.TextIOBase]:
    """A whole file to write text into, or standard output: UTF-8, line ends as they are."""
    if out == STDOUT:
        yield _StandardOutput()
        streams.flush()
        return
    with whole_file(out) as part, part.open("w", encoding="utf-8", newline="") as file:
        yield file


def write_list(file: TextIO | io.TextIOBase, head: str, items: Iterable[dict[str, Any]], tail: str) -> int:
    """Writes ``head``, the items with a comma between them, one a line, and ``tail``; returns how many there were."""
    file.write(head)
    count = 0
    for count, item in enumerate(items, 1):
        file.write(("\n" if count == 1 else ",\n") + json_text(item))
    file.write(f"\n{tail}\n")
    return count


def json_text(values: Any) -> str:
    """One line of JSON in which text stands as it is, apart from what a line or UTF-8 cannot carry."""
    line = json.dumps(values, ensure_ascii=False, allow_nan=False)
    return _ESCAPED.sub(lambda m: f"\\u{ord(m.group()):04x}", line)


def _beside(out: Path) -> Path:
    return out.with_name(f".{out.name}.{os.getpid()}.part")
