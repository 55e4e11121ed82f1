"""The typed columns of a statement, and what goes into them: what Parquet files and Arrow tables of statements have.

Spans are lists of ``{start, end, text}``. The ``warc_*`` columns have the names of Common Crawl's index, so that the
two can be joined; they are null where the page did not come from a WARC.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from quoth.errors import MissingExtraError
from quoth.flat import Flat, article_facts, flat_row
from quoth.records import Article, SaidOn, Span, Speaker, Statement

__all__ = ["COLUMN_TYPES", "arrow_schema", "arrow_types", "statement_from", "statement_row"]

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


def arrow_types(*, extra: str = "parquet", need: str = "writing Parquet") -> dict[str, Any]:
    """The types that columns have, by name; raises MissingExtraError, of ``extra``, without pyarrow."""
    try:
        import pyarrow as pa
    except ImportError as error:
        raise MissingExtraError(extra, need=need) from error
    span = pa.struct([pa.field("start", pa.int32()), pa.field("end", pa.int32()), pa.field("text", pa.string())])
    return {
        "string": pa.string(),
        "double": pa.float64(),
        "int32": pa.int32(),
        "int64": pa.int64(),
        "bool": pa.bool_(),
        "list<string>": pa.list_(pa.string()),
        SPANS: pa.list_(span),
    }


def arrow_schema() -> Any:
    """The columns of a statement as a ``pyarrow.Schema``; raises MissingExtraError without pyarrow."""
    types = arrow_types()
    import pyarrow as pa

    return pa.schema([pa.field(name, types[kind], nullable=name not in REQUIRED) for name, kind in COLUMN_TYPES])


def statement_row(article: Article, each: Flat) -> dict[str, Any]:
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


def statement_from(row: Mapping[str, Any]) -> Statement:
    """The statement of a row, as it was read: nobody's judgement is in it."""
    speaker = None
    if row["speaker_type"] is not None:
        facts = {name: row[f"speaker_{name}"] for name in ("confidence", "implied", "reason")}
        names = {name: row[name] for name in ("role", "affiliation")}
        speaker = Speaker(row["speaker_in_report"], row["speaker_type"], **names, **facts)
    said_on = None
    if row["said_words"] is not None:
        facts = {name: row[f"said_{name}"] for name in ("granularity", "confidence", "reason")}
        said_on = SaidOn(row["said_from"], row["said_to"], row["said_words"], **facts)
    values: dict[str, Any] = {name: tuple(map(Span.from_dict, row[name])) for name in ("content", "cue", "source")}
    same = ("id", "article", "kind", "attitude", "polarity", "place", "within", "confidence", "made_by")
    values |= {name: row[name] for name in (*same, "cue_lemma", "resolved_by")}
    return Statement(**values, speaker=speaker, said_on=said_on)
