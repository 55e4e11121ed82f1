"""Pages that neither skip nor repeat while articles are added, and counts of what a search finds."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, replace

from quoth.ask import index
from quoth.ask.days import LOW_BITS
from quoth.ask.hits import Hit
from quoth.ask.loading import hits
from quoth.ask.plan import plan
from quoth.ask.query import Query
from quoth.ask.ranking import Ranked
from quoth.errors import RecordError
from quoth.library import Store

__all__ = ["COUNTED", "Facets", "Page", "facets", "following"]

# Of more statements than these, the newest are counted: a page waits for it.
COUNTED = 2000

OF_FOUND = """
SELECT coalesce(p.name, m.speaker, s.speaker_name) AS speaker, a.outlet, s.kind, s.attitude, s.polarity, s.role,
    substr(a.published, 1, 7) AS month, s.article, coalesce(v.voice, s.article) AS voice
FROM json_each(:rowids) k
CROSS JOIN statements s ON s.rowid = k.value
JOIN articles a ON a.id = s.article
LEFT JOIN voices v ON v.article = s.article
LEFT JOIN appearances x ON x.article = s.article AND x.name = s.speaker_name
LEFT JOIN people p ON p.id = x.person
LEFT JOIN same_speakers m ON m.name = s.speaker_name
"""


@dataclass(frozen=True, slots=True)
class Page:
    """Statements, newest first, and the ``cursor`` of what follows; null where nothing does."""

    hits: tuple[Hit, ...]
    cursor: str | None


@dataclass(frozen=True, slots=True)
class Facets:
    """How often each value is there, by field, the most frequent first; ``months`` in the order of time.

    Speakers are counted as persons. ``statements`` are in so many ``articles``, which are so many ``voices``: copies of
    one text are one. ``whole`` is false where only the newest COUNTED statements were counted.
    """

    values: dict[str, list[tuple[str, int]]]
    months: list[tuple[str, int]]
    whole: bool
    statements: int = 0
    articles: int = 0
    voices: int = 0


def following(store: Store, query: Query, cursor: str | None = None) -> Page:
    """The statements that have the words of ``query`` as typed, newest first, behind ``cursor``.

    What is added meanwhile is newer and comes before, or behind, never between. Raises RecordError for no cursor.
    """
    if query.exact is not None:
        raise RecordError("exact wording is not asked for page by page; ask for a limit instead")
    after = -1
    if cursor is not None:
        if not (cursor.isascii() and cursor.isdecimal() and len(cursor) < 19):
            raise RecordError(f"{cursor[:40]!r} is no cursor; take the one that the page before gave")
        after = int(cursor)
    how = plan(store, query)
    if how.match is None:
        return Page((), None)
    where = " AND ".join(filter(None, (how.where, "f.rowid > :after")))
    behind = replace(how, where=where, values={**how.values, "after": after})
    keys = index.keys(store, behind, query.limit + 1)
    page = keys[: query.limit]
    found = hits(store, query, how, [Ranked(key, 0.0) for key in page])
    return Page(found, str(page[-1]) if page and len(keys) > query.limit else None)


def facets(store: Store, query: Query) -> Facets:
    """What the statements that ``query`` finds have, counted."""
    how = plan(store, query)
    keys = index.keys(store, how, COUNTED + 1) if how.match is not None else []
    rows = store.rows(OF_FOUND, {"rowids": json.dumps([key & LOW_BITS for key in keys[:COUNTED]])})
    fields = ("speaker", "outlet", "kind", "attitude", "polarity", "role")
    values = {field: Counter(row[field] for row in rows if row[field]).most_common(8) for field in fields}
    months = sorted(Counter(row["month"] for row in rows if row["month"]).items())
    articles, voices = ({row[name] for row in rows} for name in ("article", "voice"))
    return Facets(values, months, len(keys) <= COUNTED, len(rows), len(articles), len(voices))
