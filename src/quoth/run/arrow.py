"""One callable for whoever brings an engine of their own: an Arrow table of articles in, one of their statements out.

    import ray
    from quoth.run.arrow import ReadArrow

    articles = ray.data.read_parquet("crawl/")
    read = articles.map_batches(ReadArrow, batch_format="pyarrow", batch_size=64, concurrency=8, num_cpus=1)
    read.write_parquet("read/")

It is a class, so that each worker loads the reader once; Daft, Spark and others call it on tables of theirs.
"""

from __future__ import annotations

from typing import Any

from quoth.columns import COLUMN_TYPES, arrow_schema, statement_row
from quoth.errors import QuothError
from quoth.flat import Flat
from quoth.ingest.language import other_language
from quoth.ingest.rows import article_from_row
from quoth.pipeline import read_or_drop
from quoth.read import DEFAULT_READER, Reader, load_reader
from quoth.records import Article, Dropped
from quoth.run.parts import article_schema

__all__ = ["ReadArrow"]

# Facts of the article, which stand beside the statements and not in each of them.
FACTS = ("origin", "title", "url", "outlet", "published", "authors", "language", "sha256")
WARC = ("warc_filename", "warc_record_offset", "warc_record_length")


class ReadArrow:
    """Reads the rows of a table: ``text`` or ``html``, and any of ``title``, ``url``, ``outlet``, ``published`` ...

    Each row comes out with ``article`` (its id), the ``text`` into which offsets count, its facts, ``statements`` (a
    list of structs with the columns of ``quoth export``), and ``dropped``, the reason where it could not be read. Other
    columns pass through. Raises MissingExtraError without pyarrow, and ModelError for an unknown reader.
    """

    def __init__(self, reader: str | Reader = DEFAULT_READER) -> None:
        self._schema = _schema()
        self._reader = load_reader(reader) if isinstance(reader, str) else reader

    def __call__(self, batch: Any) -> Any:
        """A table, or a record batch, as a table with as many rows in the same order."""
        import pyarrow as pa

        table = pa.Table.from_batches([batch]) if isinstance(batch, pa.RecordBatch) else batch
        made = [self._row(row, n) for n, row in enumerate(table.to_pylist())]
        read = pa.Table.from_pylist(made, schema=self._schema)
        for name in table.column_names:
            if name not in read.column_names:
                read = read.append_column(table.schema.field(name), table.column(name))
        return read

    def _row(self, row: dict[str, Any], n: int) -> dict[str, Any]:
        origin = str(row.get("origin") or row.get("url") or f"row {n + 1}")
        try:
            article = article_from_row(row, origin=origin, known={})
        except QuothError as error:
            return {"origin": origin, "dropped": str(error)}
        if (other := other_language(article.text, stated=article.language)) is not None:
            return {"origin": origin, "dropped": f"it is in {other}, and only English is read"}
        outcome = read_or_drop(article, self._reader)
        if isinstance(outcome, Dropped):
            return {"origin": origin, "dropped": outcome.reason}
        return self._facts(article) | {
            "statements": [statement_row(article, Flat(each, article)) for each in outcome.statements]
        }

    def _facts(self, article: Article) -> dict[str, Any]:
        facts = {name: getattr(article, name) for name in FACTS}
        return {**facts, "authors": list(article.authors), "article": article.id, "text": article.text}


def _schema() -> Any:
    articles, statements = article_schema(), arrow_schema()
    import pyarrow as pa

    left_out = {*FACTS, *WARC, "article", "judged"}
    columns = [statements.field(name) for name, _ in COLUMN_TYPES if name not in left_out]
    facts = [articles.field(name) for name in FACTS]
    own = [("article", pa.string()), ("text", pa.string())]
    last = [("statements", pa.list_(pa.struct(columns))), ("dropped", pa.string())]
    return pa.schema([*(pa.field(*each) for each in own), *facts, *(pa.field(*each) for each in last)])
