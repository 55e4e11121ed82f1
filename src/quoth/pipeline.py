"""The straight line from sources to statements; the only place that knows the order of the rooms.

One bad article never stops a stream: it comes out as a ``Dropped`` that says where it failed and why.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, Unpack

from quoth.errors import QuothError, in_short
from quoth.ingest import Known, article_from_text, ingest
from quoth.ingest.dates import given_date
from quoth.read import DEFAULT_READER, Reader, load_reader
from quoth.records import Article, Dropped, Record, Statement
from quoth.resolve import resolve

__all__ = ["Reading", "read_article", "read_sources", "read_text"]


@dataclass(frozen=True, slots=True)
class Reading(Record):
    """One article with what was found in it: statements in text order, and what was dropped, with the reasons."""

    article: Article
    statements: tuple[Statement, ...]
    figures: tuple[Record, ...] = ()
    dropped: tuple[Dropped, ...] = ()


def read_sources(
    sources: Iterable[str],
    *,
    reader: str | Reader = DEFAULT_READER,
    published: str | None = None,
    url: str | None = None,
    stdin: BinaryIO | None = None,
) -> Iterator[Reading | Dropped]:
    """Reads each source (a path, or ``-`` for ``stdin``) in turn: a Reading, or a Dropped where one cannot be read.

    ``published`` and ``url`` are facts about the sources that the caller knows. The reader is loaded once, when the
    first article is there. Raises BadDateError at once where ``published`` is no date, and ModelError, at the first
    article, where the reader cannot be loaded.
    """
    return _read_all(ingest(sources, published=published, url=url, stdin=stdin), reader)


def read_text(
    text: str, *, reader: str | Reader = DEFAULT_READER, origin: str = "text", **known: Unpack[Known]
) -> Reading:
    """The reading of a plain text, which is kept to the last character; any text will do, an empty one too.

    ``known`` is what the caller knows of it: title, url, outlet, published, authors, language. Raises BadDateError
    where ``published`` is no date, ModelError where the reader cannot be loaded, and whatever the reader raises.
    """
    if known.get("published") is not None:
        known["published"] = given_date(str(known["published"]))
    article = article_from_text(text, origin=origin, **known)
    return read_article(article, load_reader(reader) if isinstance(reader, str) else reader)


def _read_all(articles: Iterable[Article | Dropped], reader: str | Reader) -> Iterator[Reading | Dropped]:
    for article in articles:
        if isinstance(article, Dropped):
            yield article
            continue
        if isinstance(reader, str):
            reader = load_reader(reader)
        yield _read_one(article, reader)


def _read_one(article: Article, reader: Reader) -> Reading | Dropped:
    """The reading of one article; whatever goes wrong in it becomes a Dropped, or rises if QUOTH_DEBUG is 1."""
    try:
        return read_article(article, reader)
    except QuothError as error:
        return Dropped(article.origin, "read", str(error))
    except Exception as error:
        if os.environ.get("QUOTH_DEBUG") == "1":
            raise
        return Dropped(article.origin, "read", f"reading it failed ({in_short(error)}); QUOTH_DEBUG=1 shows where")


def read_article(article: Article, reader: Reader) -> Reading:
    """The statements of one article, each with its speaker and day, and each certified.

    One whose spans do not slice to their own words is dropped.
    """
    kept: list[Statement] = []
    dropped: list[Dropped] = []
    found, parse = reader.parse(article)
    for statement in found:
        try:
            statement.check(article)
        except QuothError as error:
            dropped.append(Dropped(article.origin, "read", str(error)))
        else:
            kept.append(statement)
    return Reading(article, resolve(article, kept, parse).statements, dropped=tuple(dropped))
