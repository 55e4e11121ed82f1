"""Made-up readings: quick to make, and different for every number."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quoth.library import Store
from quoth.records import Article, Dropped, Figure, SaidOn, Speaker, Statement

MADE_BY = "reader fake"


@dataclass(frozen=True)
class FakeReading:
    """What the pipeline's Reading is, without the pipeline."""

    article: Article
    statements: tuple[Statement, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    figures: tuple[Figure, ...] = ()


def reading(n: int = 0, *, quotes: int = 3, url: str | None = None, made_by: str = MADE_BY) -> FakeReading:
    """The ``n``-th report, with so many statements and one thing dropped."""
    title = f"Bridge number {n} is shut"
    text = f"{title}\n\n"
    ranges = []
    for q in range(quotes):
        at = len(text)
        said = f'"Bridge {n} stays shut for {q} days,"'
        text += f"{said} Mayor Osk-{q} said on Monday. "
        ranges.append((at, at + len(said)))
    article = Article.of(
        text.rstrip(), origin=f"reports/{n}.txt", url=url, title=title, outlet="Halden Post", published="2031-05-05"
    )
    statements = tuple(
        Statement.of(
            article,
            content=[(a, b)],
            cue=[(b + 12, b + 16)],
            source=[(b + 1, b + 11)],
            kind="direct",
            confidence=0.875,
            made_by=made_by,
            attitude="communication",
            polarity="affirmed",
            speaker=Speaker(f"Osk-{q}", "person", role="Mayor", confidence=0.5),
            said_on=SaidOn("2031-05-05", "2031-05-05", "Monday", "day"),
        )
        for q, (a, b) in enumerate(ranges)
    )
    return FakeReading(article, statements, (Dropped(article.origin, "read", "a span leaves its text"),))


TABLES = {
    "articles": "rowid",
    "sightings": "rowid",
    "statements": "rowid",
    "spans": "statement, role, n",
    "dropped": "rowid",
    "judgements": "id",
}


def contents(path: Path) -> dict[str, list[dict[str, Any]]]:
    """Every row of a library, but for the time at which it was added, and the digest with that in it."""
    with Store(path) as library:
        rows = {table: library.rows(f"SELECT * FROM {table} ORDER BY {order}") for table, order in TABLES.items()}
    return {
        table: [{k: v for k, v in row.items() if k not in ("added_at", "digest")} for row in each]
        for table, each in rows.items()
    }
