"""One article: its text, its statements, where it was met, its other versions, and what was not kept of it."""

from __future__ import annotations

from dataclasses import dataclass

from quoth.library import Store
from quoth.records import Article, Dropped, Record, Statement

__all__ = ["Report", "Sighting", "Version", "article"]

SIGHTINGS = """
SELECT origin, url, title, outlet, published, added_at FROM sightings WHERE article = :article ORDER BY rowid
"""
# Every text that was met at a URL at which this one was; its own is one of them.
VERSIONS = """
SELECT a.id, g.url, a.title, a.published, min(g.added_at) AS added_at, a.statement_count AS statements
FROM sightings g
JOIN articles a ON a.id = g.article
WHERE g.url IN (SELECT url FROM sightings WHERE article = :article)
GROUP BY g.url, a.id
ORDER BY g.url, min(g.rowid)
"""
DROPPED = "SELECT origin, stage, reason FROM dropped WHERE article = :article ORDER BY rowid"


@dataclass(frozen=True, slots=True)
class Sighting(Record):
    """Where an article's very text was met, with what was said about it there."""

    origin: str
    url: str | None
    title: str | None
    outlet: str | None
    published: str | None
    added_at: str


@dataclass(frozen=True, slots=True)
class Version(Record):
    """A text that was met at a URL, the oldest first; ``added_at`` is when it was first met there."""

    id: str
    url: str
    title: str | None
    published: str | None
    added_at: str
    statements: int


@dataclass(frozen=True, slots=True)
class Report(Record):
    """An article with all that the library holds of it; ``statements`` are those in force, in text order.

    ``versions`` are this text and others of the same URL; empty where it has no URL.
    """

    article: Article
    statements: tuple[Statement, ...]
    versions: tuple[Version, ...]
    sightings: tuple[Sighting, ...]
    dropped: tuple[Dropped, ...]


def article(store: Store, id: str) -> Report | None:  # noqa: A002 - the field's own name
    """The article with this id; None where there is none."""
    found = store.article(id)
    if found is None:
        return None
    asked = {"article": id}
    return Report(
        article=found,
        statements=tuple(sorted(store.statements(id), key=_place)),
        versions=tuple(Version(**row) for row in store.rows(VERSIONS, asked)),
        sightings=tuple(Sighting(**row) for row in store.rows(SIGHTINGS, asked)),
        dropped=tuple(Dropped(**row) for row in store.rows(DROPPED, asked)),
    )


def _place(statement: Statement) -> tuple[int, int]:
    """Where a statement's content begins; of those that begin at one place, the longer is before the one within it."""
    return statement.content[0].start, -statement.content[-1].end
