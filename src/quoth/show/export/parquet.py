"""Parquet: one row a statement, in typed columns (``quoth.columns``); needs the extra ``parquet``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from quoth.columns import COLUMN_TYPES, arrow_schema, statement_row
from quoth.show.export.files import whole_file
from quoth.show.export.rows import Rows
from quoth.show.export.standing import AS_READ, Standing

__all__ = ["COLUMN_TYPES", "arrow_schema", "write"]

# Statements held before they are written as one row group: a few megabytes at most newspapers' lengths.
BATCH = 4096


def write(rows: Rows, out: Path, standing: Standing = AS_READ) -> int:
    """Writes the statements in row groups; returns how many. Raises MissingExtraError before anything is read."""
    schema = arrow_schema()
    import pyarrow as pa
    from pyarrow import parquet

    count = 0
    with whole_file(out) as part, parquet.ParquetWriter(part, schema, compression="zstd") as writer:
        for batch in _batches(rows, standing):
            writer.write_table(pa.Table.from_pylist(batch, schema=schema))
            count += len(batch)
    return count


def _batches(rows: Rows, standing: Standing) -> Iterator[list[dict[str, Any]]]:
    batch: list[dict[str, Any]] = []
    for article, statements in rows:
        for each in standing.of(article, statements):
            batch.append(statement_row(article, each))
            if len(batch) == BATCH:
                yield batch
                batch = []
    if batch:
        yield batch
