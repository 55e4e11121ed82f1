"""Parquet: one row a statement, in typed columns; needs the extra ``parquet``.

Spans are lists of ``{start, end, text}``. The ``warc_*`` columns have the names of Common Crawl's index, so that the
two can be joined; they are null where the page did not come from a WARC.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from quoth.errors import MissingExtraError
from quoth.flat import Flat, article_facts, flat_row
from quoth.records import Article
from quoth.show.export.files import whole_file
from quoth.show.export.rows import Rows
from quoth.show.export.standing import AS_READ, Standing

__all__ = ["COLUMN_TYPES", "arrow_schema", "write"]

# Statements held before they are written as one row group: a few megabytes at most newspapers' lengths.
BATCH = 4096

SPANS = "list<struct<start: int32, end: int32, text: string>>"
COLUMN_TYPES = (
    *((name, "string") for name in ("id", "article", "place", "kind", "attitude", "polarity")),
    *((name, SPANS) for name in ("content", "cue", "source")),
    *((name, "string") for name in ("speaker", "speaker_in_report", "speaker_type", "role", "affiliation")),
    ("speaker_confidence", "double"),
    ("speaker_implied", "bool"),
    *((name, "string") for name in ("speaker_reason", "said_from", "said_to", "said_words", "said_granularity")),
    ("said_confidence", "double"),
    *((name, "string") for name in ("said_reason", "cue_lemma", "within")),
    ("confidence", "double"),
    *(
        (name, "string")
        for name in ("made_by", "judged", "resolved_by", "origin", "title", "url", "outlet", "published")
    ),
    ("authors", "list<string>"),
    *((name, "string") for name in ("language", "sha256", "warc_filename")),
    *((name, "int64") for name in ("warc_record_offset", "warc_record_length")),
)
REQUIRED = {"id", "article", "place", "kind", "content", "cue", "source", "confidence", "made_by", "origin", "sha256"}


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


def arrow_schema() -> Any:
    """The columns as a ``pyarrow.Schema``; raises MissingExtraError without pyarrow."""
    try:
        import pyarrow as pa
    except ImportError as error:
        raise MissingExtraError("parquet", need="writing Parquet") from error
    span = pa.struct([pa.field("start", pa.int32()), pa.field("end", pa.int32()), pa.field("text", pa.string())])
    types = {
        "string": pa.string(),
        "double": pa.float64(),
        "int64": pa.int64(),
        "bool": pa.bool_(),
        "list<string>": pa.list_(pa.string()),
        SPANS: pa.list_(span),
    }
    return pa.schema([pa.field(name, types[kind], nullable=name not in REQUIRED) for name, kind in COLUMN_TYPES])


def _batches(rows: Rows, standing: Standing) -> Iterator[list[dict[str, Any]]]:
    batch: list[dict[str, Any]] = []
    for article, statements in rows:
        for each in standing.of(article, statements):
            batch.append(_row(article, each))
            if len(batch) == BATCH:
                yield batch
                batch = []
    if batch:
        yield batch


def _row(article: Article, each: Flat) -> dict[str, Any]:
    """One row; the columns of a WARC are null where the article did not come from one."""
    raw = article.raw if article.raw is not None and article.raw.offset is not None else None
    statement = each.statement
    return {
        **flat_row(each),
        **article_facts(article),
        "resolved_by": statement.resolved_by,
        **{name: [span.to_dict() for span in getattr(statement, name)] for name in ("content", "cue", "source")},
        "warc_filename": raw and raw.file,
        "warc_record_offset": raw and raw.offset,
        "warc_record_length": raw and raw.length,
    }
