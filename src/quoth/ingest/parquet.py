"""Parquet: each row is an article, or dropped with its place, ``news.parquet#row=1``, and the reason."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

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
        number = 0
        for batch in file.iter_batches(batch_size=256):
            for row in batch.to_pylist():
                number += 1
                yield item_of_row(row, f"{origin}#row={number}", asked, [], file=origin)
    except (pyarrow.ArrowException, OSError, ValueError) as error:
        reason = f"it is a Parquet table that is damaged ({short(error)}); save it again"
        raise NotTextError(reason, origin=origin) from error
