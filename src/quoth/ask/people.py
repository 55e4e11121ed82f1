"""Who speaks most, and how much."""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter

from quoth.ask.query import MOST, given_day
from quoth.ask.results import Results
from quoth.ask.tables import Column, Columns, day
from quoth.errors import RecordError
from quoth.library import Store
from quoth.records import Record, SpeakerType

__all__ = ["COLUMNS", "SpeakerCount", "speakers"]

# From the counts by name that the library keeps, so that no statement is read to find who says most.
BY_COUNT = """
SELECT coalesce(m.speaker, n.name) AS name, sum(n.statements) AS statements, json_group_array(n.name) AS forms
FROM speaker_names n
LEFT JOIN same_speakers m ON m.name = n.name
WHERE n.statements > 0
GROUP BY coalesce(m.speaker, n.name)
ORDER BY statements DESC, name
"""
# With a condition on statements all of them are read: seconds in a library of a million.
BY_STATEMENTS = """
SELECT coalesce(m.speaker, s.speaker_name) AS name, count(*) AS statements,
    json_group_array(DISTINCT s.speaker_name) AS forms
FROM statements s {articles}
LEFT JOIN same_speakers m ON m.name = s.speaker_name
WHERE s.speaker_name IS NOT NULL AND s.shown = 1 AND {where}
GROUP BY coalesce(m.speaker, s.speaker_name)
ORDER BY statements DESC, name
"""
OF_ONE = """
FROM statements s {articles}
WHERE s.speaker_name IN (SELECT value FROM json_each(:forms)) AND s.shown = 1 AND {where}
"""
COUNTS = """
SELECT count(*) AS statements, count(DISTINCT s.article) AS articles,
    min(s.said_start) AS first_said, max(s.said_end) AS last_said
"""
OUTLETS = "SELECT count(DISTINCT outlet) AS outlets FROM sightings WHERE article IN (SELECT s.article {of_one})"

# The most frequent first, and of equals in the order of letters.
TYPES = "SELECT s.speaker_type AS value {of_one} GROUP BY value ORDER BY count(*) DESC, value"
AS_WHAT = "SELECT s.role AS value {of_one} AND s.role IS NOT NULL GROUP BY value ORDER BY count(*) DESC, value LIMIT 5"


@dataclass(frozen=True, slots=True)
class SpeakerCount(Record):
    """One speaker, by the name under which it is shown: how much, in how many articles and outlets, when and as what.

    ``types`` and ``roles`` are those of its statements, the most frequent first, and of roles the first five.
    """

    name: str
    types: tuple[str, ...]
    statements: int
    articles: int
    outlets: int
    first_said: str | None
    last_said: str | None
    roles: tuple[str, ...]


COLUMNS: Columns = (
    Column("name", "string", lambda each: each.name),
    Column("types", "strings", lambda each: list(each.types)),
    *(Column(name, "int", attrgetter(name)) for name in ("statements", "articles", "outlets")),
    Column("first_said", "date", lambda each: day(each.first_said)),
    Column("last_said", "date", lambda each: day(each.last_said)),
    Column("roles", "strings", lambda each: list(each.roles)),
)


def speakers(
    store: Store,
    *,
    type: SpeakerType | None = None,  # noqa: A002 - the field's own name
    since: str | None = None,
    until: str | None = None,
    limit: int = 20,
    offset: int = 0,
) -> Results[SpeakerCount]:
    """The speakers, those with most statements first; of a type, and in articles published between two days.

    Raises BadDateError for a date that is none, and RecordError for a limit that is none.
    """
    if not 0 <= limit <= MOST or offset < 0:
        raise RecordError(f"limit {limit} is not between 0 and {MOST}, or offset {offset} is less than 0")
    values = {"type": type, "since": since and given_day(since), "until": until and given_day(until)}
    asked = {name: value for name, value in values.items() if value is not None}
    filled = {
        "where": " AND ".join(CONDITIONS[name] for name in asked) or "1",
        "articles": "JOIN articles a ON a.id = s.article" if asked.keys() - {"type"} else "",
    }
    rows = store.rows(BY_STATEMENTS.format(**filled) if asked else BY_COUNT, asked)
    of_one = OF_ONE.format(**filled)
    page = [_counted(store, row["name"], of_one, {**asked, "forms": row["forms"]}) for row in rows[offset:][:limit]]
    return Results(tuple(page), len(rows), COLUMNS)


CONDITIONS = {
    "type": "s.speaker_type = :type",
    "since": "substr(a.published, 1, 10) >= :since",
    "until": "substr(a.published, 1, 10) <= :until",
}


def _counted(store: Store, name: str, of_one: str, values: dict[str, str]) -> SpeakerCount:
    (counts,) = store.rows(COUNTS + of_one, values)
    (met,) = store.rows(OUTLETS.format(of_one=of_one), values)
    types, roles = (
        tuple(row["value"] for row in store.rows(sql.format(of_one=of_one), values)) for sql in (TYPES, AS_WHAT)
    )
    return SpeakerCount(name=name, types=types, roles=roles, **counts, **met)
