"""Who speaks most, and how much."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from quoth.ask.busiest import busiest, forms_of
from quoth.ask.query import check_page, given_day
from quoth.ask.results import Results
from quoth.ask.roles import Role, timeline
from quoth.ask.tables import Column, Columns, day
from quoth.library import Store
from quoth.records import Record, SpeakerType

__all__ = ["COLUMNS", "SpeakerCount", "speaker_object", "speakers"]

# Wordings of roles of which a line of the list has its timeline, the most frequent; `speaker` has all.
WORDINGS = 40

# With a condition all statements that have it are read: seconds where it is half a million.
BY_STATEMENTS = """
SELECT coalesce(p.name, m.speaker, by_name.name) AS name, by_name.person AS person,
    sum(by_name.statements) AS statements, json_group_array(DISTINCT n.rowid) AS forms
FROM (
    SELECT s.speaker_name AS name, x.person, count(*) AS statements
    FROM statements s {articles}
    LEFT JOIN appearances x ON x.article = s.article AND x.name = s.speaker_name
    WHERE s.speaker_name IS NOT NULL AND s.shown = 1 AND {where}
    GROUP BY s.speaker_name, x.person
) AS by_name
JOIN speaker_names n ON n.name = by_name.name
LEFT JOIN people p ON p.id = by_name.person
LEFT JOIN same_speakers m ON m.name = n.name
GROUP BY coalesce(by_name.person, m.speaker, by_name.name)
ORDER BY statements DESC, name, person
"""
# The statements of one: of a person, by the names that articles give them; of what is nobody's, by the name.
_WHAT = """
    SELECT s.article, s.speaker_name, s.speaker_type, s.role, s.affiliation, s.said_start, s.said_end,
        coalesce(s.said_start, (SELECT substr(published, 1, 10) FROM articles INDEXED BY articles_day
            WHERE id = s.article)) AS day
"""
OF_PERSON = f"""{_WHAT}
    FROM appearances x
    CROSS JOIN statements s INDEXED BY statements_of
        ON s.speaker_name = x.name AND s.article = x.article AND s.shown = 1 {{articles}}
    WHERE x.person = :person AND {{where}}
"""
OF_NOBODY = f"""{_WHAT}
    FROM statements s {{articles}}
    WHERE s.speaker_name IN (SELECT name FROM speaker_names WHERE rowid IN (SELECT value FROM json_each(:forms)))
        AND s.shown = 1 AND {{where}}
        AND NOT EXISTS (SELECT 1 FROM appearances x WHERE x.article = s.article AND x.name = s.speaker_name)
"""
# Types and roles, the most frequent first, and of equals in the order of letters.
OF_ONE = """
WITH mine AS MATERIALIZED ({mine}), mine_in AS MATERIALIZED (SELECT DISTINCT article FROM mine),
called AS MATERIALIZED (
    SELECT max(role) AS role, lower(role) AS of, lower(affiliation) AS body, count(*) AS n FROM mine
    WHERE role IS NOT NULL OR affiliation IS NOT NULL GROUP BY lower(role), lower(affiliation)
),
often AS MATERIALIZED (SELECT of, body FROM called ORDER BY n DESC, of, body LIMIT {wordings})
SELECT count(*) AS statements, (SELECT count(*) FROM mine_in) AS articles,
    (SELECT count(DISTINCT coalesce(v.voice, m.article)) FROM mine_in m
        LEFT JOIN voices v ON v.article = m.article) AS voices,
    min(said_start) AS first_said, max(said_end) AS last_said,
    (SELECT count(DISTINCT outlet) FROM mine_in m CROSS JOIN sightings g INDEXED BY sightings_outlets
        ON g.article = m.article) AS outlets,
    (SELECT json_group_array(type) FROM (
        SELECT speaker_type AS type FROM mine GROUP BY type ORDER BY count(*) DESC, type
    )) AS types,
    (SELECT json_group_array(role) FROM (
        SELECT max(role) AS role FROM called WHERE role IS NOT NULL
        GROUP BY of ORDER BY sum(n) DESC, role LIMIT 5
    )) AS roles,
    (SELECT qid FROM people WHERE id = :person) AS qid,
    (SELECT json_group_array(name) FROM (
        SELECT speaker_name AS name FROM mine GROUP BY name ORDER BY count(*) DESC, name
    )) AS names,
    (SELECT json_group_array(json_array(role, affiliation, article, first, last)) FROM (
        SELECT role, affiliation, article, min(day) AS first, max(day) AS last FROM mine
        JOIN often o ON lower(mine.role) IS o.of AND lower(mine.affiliation) IS o.body
        GROUP BY role, affiliation, article ORDER BY first IS NULL, first, role, affiliation)) AS held
FROM mine
"""


@dataclass(frozen=True, slots=True)
class SpeakerCount(Record):
    """One speaker, by the name under which it is shown: how much, in how many articles and outlets, when and as what.

    ``id`` is that of the person, null for what is no name; ``names`` are all that articles have, and ``held`` the roles
    over time, of those who are called a great many things the most frequent. ``voices`` counts articles that are one
    text once. ``types`` and ``roles`` are those of its statements, the most frequent first; of roles the first five.
    """

    name: str
    types: tuple[str, ...]
    statements: int
    articles: int
    outlets: int
    first_said: str | None
    last_said: str | None
    roles: tuple[str, ...]
    id: str | None = None
    qid: str | None = None
    names: tuple[str, ...] = ()
    held: tuple[Role, ...] = ()
    voices: int = 0


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
    check_page(limit, offset)
    values = {"type": type, "since": since and given_day(since), "until": until and given_day(until, last=True)}
    asked = {name: value for name, value in values.items() if value is not None}
    filled = {
        "where": " AND ".join(CONDITIONS[name] for name in asked) or "1",
        "articles": "JOIN articles a ON a.id = s.article" if asked.keys() - {"type"} else "",
    }
    of_one = {
        found: OF_ONE.format(mine=sql.format(**filled), wordings=WORDINGS)
        for found, sql in ((True, OF_PERSON), (False, OF_NOBODY))
    }
    if asked:
        rows = store.rows(BY_STATEMENTS.format(**filled), asked)
        total, page = len(rows), rows[offset:][:limit]
    else:
        busy, total = busiest(store, limit=limit, offset=offset)
        page = [{"name": e.name, "person": e.person, "forms": json.dumps(forms_of(store, e))} for e in busy]
    return Results(
        tuple(_counted(store, row, of_one[row["person"] is not None], asked) for row in page), total, COLUMNS
    )


CONDITIONS = {
    "type": "s.speaker_type = :type",
    "since": "a.published >= :since",
    "until": "a.published < :until || '~'",  # a time of day may follow the day
}


def speaker_object(found: SpeakerCount) -> dict[str, Any]:
    """A speaker as JSON values, its roles over time among them."""
    held = [
        {
            "role": each.role,
            "affiliation": each.affiliation,
            "first": each.first_seen,
            "last": each.last_seen,
            "ended": each.ended,
            "articles": each.articles,
        }
        for each in found.held
    ]
    return {
        "id": found.id,
        "name": found.name,
        "type": found.types[0] if found.types else None,
        "types": list(found.types),
        "qid": found.qid,
        "names": list(found.names),
        "statements": found.statements,
        "articles": found.articles,
        "voices": found.voices,
        "outlets": found.outlets,
        "first_said": found.first_said,
        "last_said": found.last_said,
        "roles": held,
    }


def _counted(store: Store, found: dict[str, str], of_one: str, asked: dict[str, str]) -> SpeakerCount:
    (row,) = store.rows(of_one, {**asked, "forms": found["forms"], "person": found["person"]})
    lists = {name: tuple(json.loads(row.pop(name))) for name in ("types", "roles", "names")}
    held = timeline(_days(json.loads(row.pop("held"))))
    row |= lists
    return SpeakerCount(name=found["name"], id=found["person"], held=held, **row)


def _days(held: list[list[str | None]]) -> Iterator[dict[str, str | None]]:
    """What each article calls one, on the first day on which it does and on the last."""
    for role, affiliation, article, first, last in held:
        for day_ in dict.fromkeys((first, last)):
            yield {"role": role, "affiliation": affiliation, "article": article, "day": day_}
