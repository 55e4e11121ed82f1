"""Who speaks most, and how much."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from operator import attrgetter

from quoth.ask.query import MOST, given_day
from quoth.ask.results import Results
from quoth.ask.tables import Column, Columns, day
from quoth.errors import RecordError
from quoth.library import Store
from quoth.records import Record, SpeakerType

__all__ = ["COLUMNS", "SpeakerCount", "speakers"]

# Roles of one speaker that are shown in a list; ``speaker`` has them all.
ROLES = 5

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
SELECT s.article, s.speaker_type, s.role, s.said_start, s.said_end
FROM statements s {articles}
WHERE s.speaker_name IN (SELECT value FROM json_each(:forms)) AND s.shown = 1 AND {where}
"""
OUTLETS = """
SELECT DISTINCT outlet FROM sightings
WHERE article IN (SELECT value FROM json_each(:articles)) AND outlet IS NOT NULL
"""


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


def _counted(store: Store, name: str, sql: str, values: dict[str, str]) -> SpeakerCount:
    rows = store.rows(sql, values)
    articles = sorted({each["article"] for each in rows})
    outlets = store.rows(OUTLETS, {"articles": json.dumps(articles)})
    return SpeakerCount(
        name=name,
        types=_by_times(each["speaker_type"] for each in rows),
        statements=len(rows),
        articles=len(articles),
        outlets=len(outlets),
        first_said=min((each["said_start"] for each in rows if each["said_start"]), default=None),
        last_said=max((each["said_end"] for each in rows if each["said_end"]), default=None),
        roles=_by_times(each["role"] for each in rows)[:ROLES],
    )


def _by_times(values: Iterable[str | None]) -> tuple[str, ...]:
    """Each value once, the most frequent first, and of equals in the order of letters."""
    counts = Counter(value for value in values if value)
    return tuple(sorted(counts, key=lambda value: (-counts[value], value)))
