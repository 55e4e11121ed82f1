"""Parquet: each row is an article, or dropped with its place, ``news.parquet#row=1``, and the reason."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from quoth.errors import MissingExtraError, NotTextError
from quoth.ingest.asked import Asked, Item
from quoth.ingest.columns import lists_addresses, no_text_reason
from quoth.ingest.rows import item_of_row, listing_reason, short

__all__ = ["read_parquet"]


def read_parquet(stream: BinaryIO, *, origin: str, asked: Asked) -> Iterator[Item]:
    """The articles of a Parquet file, read a batch at a time."""
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise MissingExtraError("parquet", need="reading Parquet") from error
    try:
        file = parquet.ParquetFile(stream)
        names = file.schema_arrow.names
        if lists_addresses(names):
            if asked.links is None:
                raise NotTextError(listing_reason(file.metadata.num_rows), origin=origin)
        elif (reason := no_text_reason(names)) is not None:
            raise NotTextError(reason, origin=origin)
        groups, number, last = _groups(file.metadata, asked.rows)
        for batch in file.iter_batches(batch_size=256, row_groups=groups):
            first = number if asked.rows is None else max(number, asked.rows[0])
            for row in batch.slice(first - number, max(0, last - first)).to_pylist():
                first += 1
                yield item_of_row(row, f"{origin}#row={first}", asked, [], file=origin)
            number += batch.num_rows
            if number >= last:
                return
    except (pyarrow.ArrowException, OSError, ValueError) as error:
        reason = f"it is a Parquet table that is damaged ({short(error)}); save it again"
        raise NotTextError(reason, origin=origin) from error


def _groups(metadata: Any, rows: tuple[int, int] | None) -> tuple[list[int], int, int]:
    """The row groups that hold ``rows``, the number of their first row, and of the row before which reading ends."""
    if rows is None:
        return list(range(metadata.num_row_groups)), 0, int(metadata.num_rows)
    starts = [0]
    for n in range(metadata.num_row_groups):
        starts.append(starts[-1] + metadata.row_group(n).num_rows)
    groups = [n for n in range(metadata.num_row_groups) if starts[n] < rows[1] and starts[n + 1] > rows[0]]
    return groups, starts[groups[0]] if groups else 0, min(rows[1], starts[-1])
