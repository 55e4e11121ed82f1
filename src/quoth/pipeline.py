"""The straight line from sources to statements; the only place that knows the order of the rooms.

One bad article never stops a stream: it comes out as a ``Dropped`` that says where it failed and why.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, TypeVar, Unpack

from quoth.errors import QuothError, fault
from quoth.figures import figures
from quoth.ingest import Known, article_from_text, ingest
from quoth.ingest.dates import given_date
from quoth.read import DEFAULT_READER, Reader, load_reader
from quoth.records import Article, Dropped, Figure, Record, Statement
from quoth.resolve import Resolution, joined_resolutions, resolve
from quoth.sections import Section, lifted, lifted_figures, sections

__all__ = [
    "Explained",
    "Reading",
    "explain_article",
    "explain_sources",
    "read_article",
    "read_or_drop",
    "read_sources",
    "read_text",
]

Outcome = TypeVar("Outcome")


@dataclass(frozen=True, slots=True)
class Reading(Record):
    """One article with what was found in it: statements in text order, and what was dropped, with the reasons."""

    article: Article
    statements: tuple[Statement, ...]
    figures: tuple[Figure, ...] = ()
    dropped: tuple[Dropped, ...] = ()


@dataclass(frozen=True, slots=True)
class Explained:
    """What each room made of one article: its text, the statements ``found`` in it as they were read, who and when.

    ``found`` are certified and in the reader's order; ``dropped`` are those that were not, with the reasons.
    """

    article: Article
    found: tuple[Statement, ...]
    resolution: Resolution
    figures: tuple[Figure, ...] = ()
    dropped: tuple[Dropped, ...] = ()

    @property
    def reading(self) -> Reading:
        """The end of it: the reading that ``read_article`` gives."""
        return Reading(self.article, self.resolution.statements, self.figures, self.dropped)


def read_sources(
    sources: Iterable[str],
    *,
    reader: str | Reader = DEFAULT_READER,
    published: str | None = None,
    url: str | None = None,
    stdin: BinaryIO | None = None,
    table: str | None = None,
) -> Iterator[Reading | Dropped]:
    """Reads each source (a path, or ``-`` for ``stdin``) in turn: a Reading, or a Dropped where one cannot be read.

    ``published`` and ``url`` are facts about the sources that the caller knows, and ``table`` has those of each file.
    The reader is loaded once, when the
    first article is there. Raises BadDateError at once where ``published`` is no date, and ModelError, at the first
    article, where the reader cannot be loaded.
    """
    return _each(ingest(sources, published=published, url=url, stdin=stdin, table=table), reader, read_article)


def explain_sources(
    sources: Iterable[str],
    *,
    reader: str | Reader = DEFAULT_READER,
    published: str | None = None,
    url: str | None = None,
    stdin: BinaryIO | None = None,
    table: str | None = None,
) -> Iterator[Explained | Dropped]:
    """As ``read_sources``, with what every room made of each article in place of its reading."""
    return _each(ingest(sources, published=published, url=url, stdin=stdin, table=table), reader, explain_article)


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


def read_article(article: Article, reader: Reader) -> Reading:
    """The statements of one article, each with its speaker and day, and each certified.

    One whose spans do not slice to their own words is dropped.
    """
    statements: list[Statement] = []
    numbers: list[Figure] = []
    dropped: list[Dropped] = []
    for _, made in _by_section(article, reader):  # what else was made of a section is let go with it
        statements += made.resolution.statements
        numbers += made.figures
        dropped += made.dropped
    return Reading(article, tuple(statements), tuple(numbers), tuple(dropped))


def explain_article(article: Article, reader: Reader) -> Explained:
    """As ``read_article``, with what every room made of the article: a long one section by section."""
    found: list[Statement] = []
    numbers: list[Figure] = []
    dropped: list[Dropped] = []
    resolved: list[Resolution] = []
    for section, made in _by_section(article, reader):
        found += lifted(article, section, made.found)
        resolved.append(made.resolution)
        numbers += made.figures
        dropped += made.dropped
    return Explained(article, tuple(found), joined_resolutions(resolved), tuple(numbers), tuple(dropped))


def _by_section(article: Article, reader: Reader) -> Iterator[tuple[Section, Explained]]:
    """What was made of each section: ``found`` has the section's offsets, all else those of the article."""
    for section in sections(article):
        kept: list[Statement] = []
        dropped: list[Dropped] = []
        read, parse = reader.parse(section.article)
        for statement in read:
            try:
                statement.check(section.article)
            except QuothError as error:
                dropped.append(Dropped(article.origin, "read", str(error)))
            else:
                kept.append(statement)
        made = resolve(section.article, kept, parse)
        whole = tuple(lifted(article, section, made.statements))
        ids = {a.id: b.id for a, b in zip(made.statements, whole, strict=True)}
        numbers = lifted_figures(article, section, figures(section.article, made.statements, parse), ids)
        resolution = dataclasses.replace(made, statements=whole)
        yield section, Explained(section.article, tuple(kept), resolution, tuple(numbers), tuple(dropped))


def read_or_drop(article: Article, reader: Reader) -> Reading | Dropped:
    """As ``read_article``; whatever goes wrong becomes a Dropped, or rises where QUOTH_DEBUG is 1."""
    return _one(article, reader, read_article)


def _each(
    articles: Iterable[Article | Dropped], reader: str | Reader, read: Callable[[Article, Reader], Outcome]
) -> Iterator[Outcome | Dropped]:
    """What ``read`` makes of each article, with the reader that is loaded when the first of them is there."""
    for article in articles:
        if isinstance(article, Dropped):
            yield article
            continue
        if isinstance(reader, str):
            reader = load_reader(reader)
        yield _one(article, reader, read)


def _one(article: Article, reader: Reader, read: Callable[[Article, Reader], Outcome]) -> Outcome | Dropped:
    """What ``read`` makes of one article; whatever goes wrong in it becomes a Dropped, or rises if QUOTH_DEBUG is 1."""
    try:
        return read(article, reader)
    except QuothError as error:
        return Dropped(article.origin, "read", str(error))
    except Exception as error:
        return Dropped(article.origin, "read", fault(error))
