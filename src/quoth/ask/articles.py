"""Which articles a library has, and which one is meant by an id, a file's name or an address."""

from __future__ import annotations

import json
from dataclasses import dataclass
from operator import attrgetter

from quoth.ask.binding import one_by_one
from quoth.ask.plan import outlets_called
from quoth.ask.query import check_page, given_day
from quoth.ask.results import Results
from quoth.ask.tables import Column, Columns, day
from quoth.ask.words import words
from quoth.library import Store
from quoth.records import Record

__all__ = ["COLUMNS", "Listed", "articles", "named"]

# The newest first, those without a day of publication last.
ORDER = "a.published IS NULL, substr(a.published, 1, 10) DESC, a.rowid DESC"
ASKED = """
FROM articles a
WHERE (:since IS NULL OR a.published >= :since) AND (:until IS NULL OR a.published < :until || '~')
    AND (:any_outlet OR EXISTS (SELECT 1 FROM sightings g WHERE g.article = a.id AND g.outlet IN ({outlets})))
"""
# Further than any library goes, and no further than its numbers do.
BEYOND = 1 << 62

# What is counted of an article is so of those on the page alone.
PAGE = f"SELECT a.rowid AS at {ASKED} ORDER BY {ORDER} LIMIT :limit OFFSET :offset"
TITLED = f"SELECT a.rowid AS at, a.title AS title {ASKED} AND a.title IS NOT NULL ORDER BY {ORDER}"
COUNTED = f"SELECT count(*) AS n {ASKED}"
LIST = f"""
SELECT a.id, a.title, a.outlet, a.url, a.published, a.origin, a.added_at,
    (SELECT count(*) FROM statements s WHERE s.article = a.id AND s.shown = 1) AS statements,
    (SELECT count(*) FROM statements s WHERE s.article = a.id AND s.verdict IS NOT NULL) AS judged
FROM articles a WHERE a.rowid IN (SELECT value FROM json_each(:page)) ORDER BY {ORDER}
"""
NAMED = """
SELECT DISTINCT article FROM sightings WHERE origin = :name OR url = :name
UNION SELECT id FROM articles WHERE id = :name
UNION SELECT article FROM statements WHERE id = :name
"""
# Ids are looked through in their order; this many characters of one tell it from most others.
LEAST = len("ar_") + 4
BEGINS = "SELECT id AS article FROM articles WHERE id >= :name AND id < :name || '~' LIMIT 3"


@dataclass(frozen=True, slots=True)
class Listed(Record):
    """An article without its text: how many of its statements are in force, and how many were judged."""

    id: str
    title: str | None
    outlet: str | None
    url: str | None
    published: str | None
    origin: str
    added_at: str
    statements: int
    judged: int


COLUMNS: Columns = (
    *(Column(name, "string", attrgetter(name)) for name in ("id", "title", "outlet", "url", "published")),
    Column("published_on", "date", lambda each: day(each.published)),
    *(Column(name, "string", attrgetter(name)) for name in ("origin", "added_at")),
    *(Column(name, "int", attrgetter(name)) for name in ("statements", "judged")),
)


def articles(
    store: Store,
    title: str = "",
    *,
    outlet: str | None = None,
    since: str | None = None,
    until: str | None = None,
    limit: int = 20,
    offset: int = 0,
) -> Results[Listed]:
    """The articles whose title has all words of ``title``, the newest first; those without a day come last.

    Raises BadDateError for a date that is none, and RecordError for a limit that is none.
    """
    check_page(limit, offset)
    in_outlets, held = one_by_one("outlet", () if outlet is None else outlets_called(store, outlet))
    asked = {"since": since and given_day(since), "until": until and given_day(until, last=True)}
    known = {**asked, "any_outlet": outlet is None, **held}
    if wanted := set(words(title)):
        titled = store.rows(TITLED.format(outlets=in_outlets), known)
        found = [row["at"] for row in titled if wanted <= set(words(row["title"]))]
        page, total = found[offset:][:limit], len(found)
    else:
        rows = store.rows(PAGE.format(outlets=in_outlets), {**known, "limit": limit, "offset": min(offset, BEYOND)})
        page, total = [row["at"] for row in rows], store.rows(COUNTED.format(outlets=in_outlets), known)[0]["n"]
    listed = store.rows(LIST, {"page": json.dumps(page)})
    return Results(tuple(Listed(**row) for row in listed), total, COLUMNS)


def named(store: Store, name: str) -> tuple[str, ...]:
    """The ids of the articles that ``name`` may mean.

    It is an id, of an article or of one of its statements, the beginning of an article's id, or the file or the address
    at which the article was met.
    """
    found = store.rows(NAMED, {"name": name})
    if not found and name.startswith("ar_") and len(name) >= LEAST:
        found = store.rows(BEGINS, {"name": name})
    return tuple(row["article"] for row in found)
