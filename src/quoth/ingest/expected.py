"""About how many articles sources hold, from a quick look, for whoever waits for them."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Iterable

from quoth.ingest.folders import files_of

__all__ = ["expected"]

# What a table's rows are counted from, in bytes; the rest of it is taken to be like its start.
_SAMPLE = 4 << 20


def expected(sources: Iterable[str]) -> int | None:
    """How many articles ``sources`` may hold, or None where no quick look tells, as of web archives and addresses.

    An estimate: tables are counted by their lines, and a file whose form is not known from its name is one article.
    """
    total = 0
    for source in sources:
        if "://" in source or source == "-":
            return None
        for file in files_of(source):
            found = _in_file(file) if isinstance(file, str) else 1
            if found is None:
                return None
            total += found
    return total


def _in_file(file: str) -> int | None:
    name = file.lower()
    try:
        if name.endswith((".jsonl", ".ndjson", ".csv", ".tsv", ".tab")):
            return _lines(file) - (not name.endswith(("jsonl", "ndjson")))
        if name.endswith(".zip"):
            with zipfile.ZipFile(file) as archive:
                return sum(not info.is_dir() for info in archive.infolist())
        if name.endswith(".parquet"):
            return _rows(file)
    except (OSError, ValueError, zipfile.BadZipFile):
        return 1  # which will be a Dropped
    return None if name.endswith((".warc", ".gz", ".wacz", ".json", ".rss", ".atom", ".xml")) else 1


def _lines(file: str) -> int:
    """The lines of a file; of a long one, as many as its start lets expect."""
    with open(file, "rb") as lines:
        start = lines.read(_SAMPLE)
    size = os.path.getsize(file)
    count = start.count(b"\n") + (not start.endswith(b"\n") and size <= _SAMPLE)
    return count if size <= _SAMPLE else round(count * size / _SAMPLE)


def _rows(file: str) -> int | None:
    try:
        from pyarrow import parquet
        from pyarrow.lib import ArrowException
    except ImportError:
        return 1
    try:
        return int(parquet.read_metadata(file).num_rows)
    except ArrowException:
        return 1
