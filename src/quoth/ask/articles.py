"""Which articles a library has, and which one is meant by an id, a file's name or an address."""

from __future__ import annotations

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
LIST = """
SELECT a.id, a.title, a.outlet, a.url, a.published, a.origin, a.added_at,
    (SELECT count(*) FROM statements s WHERE s.article = a.id AND s.shown = 1) AS statements,
    (SELECT count(*) FROM statements s WHERE s.article = a.id AND s.verdict IS NOT NULL) AS judged
FROM articles a
WHERE (:since IS NULL OR a.published >= :since) AND (:until IS NULL OR a.published < :until || '~')
    AND (:any_outlet OR EXISTS (SELECT 1 FROM sightings g WHERE g.article = a.id AND g.outlet IN ({outlets})))
ORDER BY a.published IS NULL, substr(a.published, 1, 10) DESC, a.rowid DESC
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
    sql, known = LIST.format(outlets=in_outlets), {**asked, "any_outlet": outlet is None, **held}
    wanted = set(words(title))
    rows = [row for row in store.rows(sql, known) if wanted <= set(words(row["title"] or ""))]
    return Results(tuple(Listed(**row) for row in rows[offset:][:limit]), len(rows), COLUMNS)


def named(store: Store, name: str) -> tuple[str, ...]:
    """The ids of the articles that ``name`` may mean.

    It is an id, of an article or of one of its statements, the beginning of an article's id, or the file or the address
    at which the article was met.
    """
    found = store.rows(NAMED, {"name": name})
    if not found and name.startswith("ar_") and len(name) >= LEAST:
        found = store.rows(BEGINS, {"name": name})
    return tuple(row["article"] for row in found)
