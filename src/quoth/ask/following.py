"""Pages that neither skip nor repeat while articles are added, and counts of what a search finds."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from quoth.ask import index
from quoth.ask.days import LOW_BITS
from quoth.ask.hits import Hit
from quoth.ask.loading import hits
from quoth.ask.plan import plan
from quoth.ask.query import Query
from quoth.ask.ranking import Ranked
from quoth.errors import RecordError
from quoth.library import Store
from quoth.library.rows import Row

__all__ = ["COUNTED", "Facets", "Page", "facets", "following"]

# Of more statements than these, the newest are counted: a page waits for it.
COUNTED = 2000

OF_FOUND = """
SELECT coalesce(p.name, m.speaker, s.speaker_name) AS speaker, a.outlet, s.kind, s.attitude, s.polarity, s.role,
    substr(a.published, 1, 10) AS day, s.article, coalesce(v.voice, s.article) AS voice
FROM json_each(:rowids) k
CROSS JOIN statements s ON s.rowid = k.value
JOIN articles a ON a.id = s.article
LEFT JOIN voices v ON v.article = s.article
LEFT JOIN appearances x ON x.article = s.article AND x.name = s.speaker_name
LEFT JOIN people p ON p.id = x.person
LEFT JOIN same_speakers m ON m.name = s.speaker_name
"""

TITLES = "SELECT id, coalesce(title, origin) AS title FROM articles WHERE id IN (SELECT value FROM json_each(:ids))"

# Values of a field that are counted for people to choose from.
MOST = 8


@dataclass(frozen=True, slots=True)
class Page:
    """Statements, newest first, and the ``cursor`` of what follows; null where nothing does."""

    hits: tuple[Hit, ...]
    cursor: str | None


@dataclass(frozen=True, slots=True)
class Facets:
    """How often each value is there, by field, the most frequent first; ``months`` in the order of time.

    Speakers are counted as persons. ``statements`` are in so many ``articles``, which are so many ``voices``: copies of
    one text are one. Of the voices those are counted that several of the articles share, by the id of one of these,
    for which ``titles`` has what it is called. ``months`` are the days where all is of one month. ``whole`` is false
    where only the newest COUNTED statements were counted.
    """

    values: dict[str, list[tuple[str, int]]]
    months: list[tuple[str, int]]
    whole: bool
    statements: int = 0
    articles: int = 0
    voices: int = 0
    titles: dict[str, str] = field(default_factory=dict)


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
    values = {name: Counter(row[name] for row in rows if row[name]).most_common(MOST) for name in fields}
    of_voice = Counter(voice for _, voice in {(row["article"], row["voice"]) for row in rows})
    values["voice"] = [each for each in Counter(row["voice"] for row in rows).most_common() if of_voice[each[0]] > 1][
        :MOST
    ]
    named = {*(voice for voice, _ in values["voice"]), *filter(None, [query.voice])}
    titles = {row["id"]: row["title"] for row in store.rows(TITLES, {"ids": json.dumps(sorted(named))})}
    articles = {row["article"] for row in rows}
    whole = len(keys) <= COUNTED
    return Facets(values, _in_time(rows), whole, len(rows), len(articles), len(of_voice), titles)


def _in_time(rows: Sequence[Row]) -> list[tuple[str, int]]:
    """How many of the rows are of each month, or of each day where all are of one month."""
    days = [row["day"] for row in rows if row["day"]]
    size = len("2031-05-05" if len({day[:7] for day in days}) == 1 else "2031-05")
    return sorted(Counter(day[:size] for day in days).items())
