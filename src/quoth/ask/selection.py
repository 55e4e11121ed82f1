"""All that fits, an article at a time in the order in which it came in: what is handed to other tools."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace

from quoth.ask.binding import one_by_one
from quoth.ask.days import LOW_BITS
from quoth.ask.every import found_keys
from quoth.ask.plan import outlets_called
from quoth.ask.query import MOST, Query
from quoth.ask.searching import search
from quoth.library import Store
from quoth.records import Article, Statement

__all__ = ["Selection", "selection"]

# All articles that fit; those that have no statement that fits are among them where no statement is asked for.
ARTICLES = """
SELECT a.id FROM articles a
WHERE (:since IS NULL OR substr(a.published, 1, 10) >= :since)
    AND (:until IS NULL OR substr(a.published, 1, 10) <= :until)
    AND (:any_outlet OR EXISTS (SELECT 1 FROM sightings g WHERE g.article = a.id AND g.outlet IN ({outlets})))
ORDER BY a.rowid
"""
IN_ORDER = "SELECT id FROM articles WHERE id IN (SELECT value FROM json_each(:ids)) ORDER BY rowid"
OWNERS = """
SELECT s.id, s.article FROM json_each(:rowids) k CROSS JOIN statements s ON s.rowid = k.value
"""

# Articles of which something was judged, and whether a statement in force was not.
JUDGED = """
SELECT s.article AS id, max(s.shown = 1 AND s.verdict IS NULL) AS open
FROM statements s
WHERE s.article IN (SELECT article FROM statements WHERE verdict IS NOT NULL)
GROUP BY s.article
"""


@dataclass(frozen=True, slots=True)
class Selection:
    """Articles with those of their statements that were asked for: ``articles`` ids, and how many are left ``open``.

    ``open`` are articles that have judged statements and others that nobody judged, and so are not among them.
    """

    store: Store
    articles: tuple[str, ...]
    open: int = 0
    wanted: frozenset[str] | None = None

    def __iter__(self) -> Iterator[tuple[Article, list[Statement]]]:
        for name in self.articles:
            article = self.store.article(name)
            if article is not None:
                found = self.store.statements(name)
                yield article, [each for each in found if self.wanted is None or each.id in self.wanted]

    def __len__(self) -> int:
        return len(self.articles)


def selection(store: Store, query: Query | None = None, *, judged: bool = False, limit: int | None = None) -> Selection:
    """The statements in force that have all that ``query`` asks, all of them where it asks nothing.

    They are those that ``search`` finds with it; with ``limit`` only so many, from its offset and in its order.
    ``judged`` asks for articles of which every statement was judged, as training and scoring need them.
    """
    query = query or Query()
    wanted = None
    if query.of_statements() or query.article is not None or limit is not None:
        owners = _owners(store, query, limit)
        wanted = frozenset(owners)
        ids = json.dumps(sorted(set(owners.values())))
        names = [row["id"] for row in store.rows(IN_ORDER, {"ids": ids})]
    else:
        outlets = outlets_called(store, query.outlet) if query.outlet is not None else None
        in_outlets, theirs = one_by_one("outlet", outlets or ())
        asked = {"since": query.since, "until": query.until, "any_outlet": outlets is None, **theirs}
        names = [row["id"] for row in store.rows(ARTICLES.format(outlets=in_outlets), asked)]
    left = 0
    if judged:
        opened = {row["id"]: bool(row["open"]) for row in store.rows(JUDGED)}
        left = sum(opened.get(name, False) for name in names)
        names = [name for name in names if opened.get(name) is False]
    return Selection(store, tuple(names), left, wanted)


def _owners(store: Store, query: Query, limit: int | None) -> dict[str, str]:
    """The statements that are asked for, each with its article."""
    if limit is not None:
        found: dict[str, str] = {}
        while len(found) < limit:  # a page of a search has so many at most
            page = search(store, replace(query, limit=min(MOST, limit - len(found)), offset=query.offset + len(found)))
            if not page:
                break
            found |= {hit.statement.id: hit.article.id for hit in page}
        return found
    keys = found_keys(store, query)
    rowids = json.dumps([key & LOW_BITS for key in keys])
    return {row["id"]: row["article"] for row in store.rows(OWNERS, {"rowids": rowids})}
