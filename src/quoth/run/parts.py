"""Parquet parts: the articles of a shard and their statements, as two tables that any program for tables reads.

``articles/NAME.parquet`` has a row an article, with its text and all that is needed to make its records again;
``statements/NAME.parquet`` has a row a statement, in the columns of ``quoth export``. Cut by days, both have a folder
for each day (``day=2031-05-06``). A part is there in whole or not at all.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Self

from quoth.columns import arrow_schema, arrow_types, statement_from, statement_row
from quoth.flat import Flat
from quoth.pipeline import Reading
from quoth.records import Article, Dropped, Figure, Part, Raw
from quoth.run.manifest import require_folder

__all__ = ["TABLES", "WORKING", "Writer", "article_row", "article_schema", "readings_of"]

TABLES = ("articles", "statements")

# Where parts are while they are written, within the folder that they go to.
WORKING = ".working"

# Articles held before they are written as one row group: a megabyte or two.
BATCH = 256

# The day of what has none, as Hive's partitions have it: DuckDB and others read it as null.
NO_DAY = "__HIVE_DEFAULT_PARTITION__"

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_FACTS = ("id", "origin", "title", "url", "outlet", "published", "language", "sha256", "text")


def article_schema() -> Any:
    """The columns of an article as a ``pyarrow.Schema``; raises MissingExtraError without pyarrow."""
    types = arrow_types(extra="batch", need="quoth batch")
    import pyarrow as pa

    def struct(**fields: Any) -> Any:
        return pa.struct([pa.field(name, type_) for name, type_ in fields.items()])

    text, number, place = types["string"], types["double"], types["int32"]
    part = struct(name=text, start=place, end=place)
    figure = struct(
        id=text,
        article=text,
        span=struct(start=place, end=place, text=text),
        **dict.fromkeys(("value", "low", "high"), number),
        **dict.fromkeys(("hedge", "unit", "counts", "place", "when", "statement"), text),
        giver=struct(name=text, type=text),
    )
    dropped = struct(origin=text, stage=text, reason=text)
    fields = {
        **dict.fromkeys(_FACTS, text),
        "authors": types["list<string>"],
        "parts": pa.list_(part),
        "notes": types["list<string>"],
        **dict.fromkeys(("raw_sha256", "raw_file"), text),
        **dict.fromkeys(("raw_offset", "raw_length"), types["int64"]),
        "extra": text,
        "statements": place,
        "figures": pa.list_(figure),
        "dropped": pa.list_(dropped),
        "made_by": text,
    }
    return pa.schema([pa.field(name, type_) for name, type_ in fields.items()])


def article_row(reading: Reading, made_by: str) -> dict[str, Any]:
    """The row of an article."""
    article = reading.article
    raw = article.raw
    return {
        **{name: getattr(article, name) for name in _FACTS},
        "authors": list(article.authors),
        "parts": [part.to_dict() for part in article.parts],
        "notes": list(article.notes),
        **{f"raw_{name}": getattr(raw, name, None) for name in ("sha256", "file", "offset", "length")},
        "extra": json.dumps(article.extra, ensure_ascii=False, sort_keys=True) if article.extra else None,
        "statements": len(reading.statements),
        "figures": [figure.to_dict() for figure in reading.figures],
        "dropped": [dropped.to_dict() for dropped in reading.dropped],
        "made_by": made_by,
    }


class Writer:
    """Writes the parts of one shard into ``folder``; they take their places, one after the other, at ``finish``."""

    def __init__(self, folder: Path, name: str, *, by_day: bool) -> None:
        require_folder(folder)
        (folder / WORKING).mkdir(exist_ok=True)
        self._folder, self._name, self._by_day = folder, name, by_day
        self._schemas = {"articles": article_schema(), "statements": arrow_schema()}
        self._held: dict[tuple[str, str | None], list[dict[str, Any]]] = {}
        self._open: dict[tuple[str, str | None], tuple[Path, Any]] = {}
        self._count = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for path, writer in self._open.values():
            try:
                writer.close()
            finally:
                path.unlink(missing_ok=True)
        self._open.clear()

    def put(self, reading: Reading, made_by: str) -> None:
        """Takes an article with its statements. Raises UnicodeEncodeError for a text with half a character in it."""
        day = self._day(reading.article) if self._by_day else None
        row = article_row(reading, made_by)
        rows = [statement_row(reading.article, Flat(each, reading.article)) for each in reading.statements]
        json.dumps([row, rows], ensure_ascii=False).encode()  # what UTF-8 cannot carry, no table can
        self._held.setdefault(("articles", day), []).append(row)
        if rows or not self._by_day:
            self._held.setdefault(("statements", day), []).extend(rows)
        self._count += 1
        if self._count % BATCH == 0:
            self._write()

    def finish(self) -> dict[str, str]:
        """Puts the parts in their places; gives the sha256 of each by its name within the folder."""
        self._write()
        made: dict[str, str] = {}
        for (table, day), (path, writer) in sorted(self._open.items(), key=lambda each: str(each[0])):
            writer.close()
            with path.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
                os.fsync(file.fileno())
            below = Path(table) if day is None else Path(table) / f"day={day}"
            require_folder(self._folder)  # which is not made again here: what was in it would be missing
            (self._folder / below).mkdir(parents=True, exist_ok=True)
            path.replace(self._folder / below / f"{self._name}.parquet")
            made[(below / f"{self._name}.parquet").as_posix()] = digest
        self._open.clear()
        return made

    def _write(self) -> None:
        import pyarrow as pa

        for (table, day), rows in self._held.items():
            writer = self._writer(table, day)
            if rows:
                writer.write_table(pa.Table.from_pylist(rows, schema=self._schemas[table]))
        self._held.clear()

    def _writer(self, table: str, day: str | None) -> Any:
        from pyarrow import parquet

        if (table, day) not in self._open:
            path = self._folder / WORKING / f"{self._name}.{table}.{day or 'all'}.{os.getpid()}.parquet"
            writer = parquet.ParquetWriter(path, self._schemas[table], compression="zstd")
            self._open[table, day] = (path, writer)
        return self._open[table, day][1]

    def _day(self, article: Article) -> str:
        found = _DAY.match(article.published or "")
        return found.group() if found else NO_DAY


def readings_of(folder: Path, names: Mapping[str, str]) -> Iterator[tuple[Reading, str]]:
    """The readings in the parts of a shard, named as ``Writer.finish`` does, each with what made it.

    Raises OSError or ValueError where a part is gone or damaged, and RecordError where it was altered.
    """
    for name in names:
        if name.startswith("articles/"):
            other = "statements" + name.removeprefix("articles")
            statements = _rows(folder / other) if other in names else iter(())
            for row in _rows(folder / name):
                made = tuple(statement_from(next(statements)) for _ in range(row["statements"]))
                yield _reading(row, made), row["made_by"]


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    from pyarrow import parquet

    with parquet.ParquetFile(path) as file:
        for batch in file.iter_batches(batch_size=BATCH):
            yield from batch.to_pylist()


def _reading(row: Mapping[str, Any], statements: tuple[Any, ...]) -> Reading:
    raw = None
    if row["raw_sha256"] is not None:
        raw = Raw(*(row[f"raw_{name}"] for name in ("sha256", "file", "offset", "length")))
    article = Article(
        **{name: row[name] for name in _FACTS},
        authors=tuple(row["authors"]),
        parts=tuple(map(Part.from_dict, row["parts"])),
        notes=tuple(row["notes"]),
        raw=raw,
        extra=json.loads(row["extra"]) if row["extra"] else {},
    )
    figures = tuple(map(Figure.from_dict, row["figures"]))
    return Reading(article, statements, figures, tuple(map(Dropped.from_dict, row["dropped"])))
