"""What is known of shards that were done: a row each, as a file of JSON beside the parts, written when these are there.

A shard is done when its row says so; killed before, it is done again, over whatever it left.
"""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from quoth.errors import RecordError
from quoth.records import Dropped, Record

__all__ = [
    "MANIFEST",
    "MARK",
    "Row",
    "drop_row",
    "is_batch",
    "put_row",
    "reasons_of",
    "require_folder",
    "row_of",
    "rows_of",
]

MANIFEST = "manifest"

# The file by which a folder is known to be the result of a run.
MARK = "quoth-batch.json"


@dataclass(frozen=True, slots=True)
class Row(Record):
    """What came of one shard: how much, in which parts (with their sha256), or why it was set aside.

    ``dropped`` are the sources of which nothing came and the statements that were refused; ``damaged`` says that some
    of its input is lost. ``lost`` is the reason why nothing of the shard is there.
    """

    shard: str
    input: str
    form: str
    start: int
    end: int
    status: Literal["done", "set aside"]
    articles: int = 0
    statements: int = 0
    figures: int = 0
    bytes: int = 0
    dropped: tuple[Dropped, ...] = ()
    damaged: str | None = None
    lost: str | None = None
    parts: dict[str, Any] = field(default_factory=dict, hash=False)
    files: tuple[str, ...] = ()
    made_by: str = ""
    seconds: float = 0.0


def is_batch(folder: str | os.PathLike[str]) -> bool:
    """Whether a folder is the result of a run."""
    return os.path.isfile(os.path.join(folder, MARK))


def require_folder(folder: Path) -> None:
    """Raises FileNotFoundError where the folder of a result has gone since its run began."""
    if not is_batch(folder):
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(folder))


def put_row(folder: Path, row: Row) -> None:
    """Writes a row, in whole or not at all."""
    require_folder(folder)
    path = _path(folder, row.shard)
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(f".{os.getpid()}.part")
    try:
        with part.open("w", encoding="utf-8") as file:
            json.dump(row.to_dict() | {"reasons": reasons_of(row.dropped)}, file)
            file.write("\n")
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def row_of(folder: Path, shard: str) -> Row | None:
    """The row of a shard; None where there is none that can be read, or a part of it is gone."""
    try:
        values = json.loads(_path(folder, shard).read_text(encoding="utf-8"))
        row = Row.from_dict({name: value for name, value in values.items() if name != "reasons"})
    except (OSError, ValueError, RecordError, AttributeError):
        return None
    return row if all((folder / part).is_file() for part in row.parts) else None


def drop_row(folder: Path, row: Row) -> None:
    """Takes out a shard with its parts; the row goes first, so that what is left of it is no result."""
    _path(folder, row.shard).unlink(missing_ok=True)
    for part in row.parts:
        (folder / part).unlink(missing_ok=True)


def rows_of(folder: Path) -> Iterator[Row]:
    """The rows that are there, in the order of their shards' names."""
    try:
        names = sorted(entry.name for entry in os.scandir(folder / MANIFEST) if entry.name.endswith(".json"))
    except OSError:
        return
    for name in names:
        if (row := row_of(folder, name.removesuffix(".json"))) is not None:
            yield row


def reasons_of(dropped: tuple[Dropped, ...]) -> dict[str, int]:
    """How many were dropped for each reason."""
    found: dict[str, int] = {}
    for each in dropped:
        found[each.reason] = found.get(each.reason, 0) + 1
    return found


def _path(folder: Path, shard: str) -> Path:
    return folder / MANIFEST / f"{shard}.json"
