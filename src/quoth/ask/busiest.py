"""Who says most, from counts that the library keeps, so that no statement is read to find them."""

from __future__ import annotations

from dataclasses import dataclass

from quoth.library import Store
from quoth.library.rows import Row

__all__ = ["Busy", "busiest", "forms_of"]

# Persons, and names that are nobody's yet, down to the count of the last that is asked for, with all that have as many;
# names that people merged are few, and are summed up.
BUSIEST = """
WITH merged AS (SELECT name FROM same_speakers UNION SELECT speaker FROM same_speakers)
SELECT p.name AS name, p.id AS person, c.statements AS statements
FROM people_counts c JOIN people p ON p.id = c.person
WHERE c.statements >= max(1, coalesce((
    SELECT statements FROM people_counts ORDER BY statements DESC LIMIT 1 OFFSET :end
), 1))
UNION ALL
SELECT n.name, NULL, n.statements - n.persons
FROM speaker_names n
WHERE n.statements - n.persons >= max(1, coalesce((
    SELECT statements - persons FROM speaker_names ORDER BY statements - persons DESC LIMIT 1 OFFSET :end
), 1)) AND n.name NOT IN merged
UNION ALL
SELECT coalesce(m.speaker, n.name), NULL, sum(n.statements - n.persons)
FROM merged o JOIN speaker_names n ON n.name = o.name LEFT JOIN same_speakers m ON m.name = n.name
WHERE n.statements > n.persons
GROUP BY coalesce(m.speaker, n.name)
ORDER BY statements DESC, name, person
"""
TOTAL = """
WITH merged AS (SELECT name FROM same_speakers UNION SELECT speaker FROM same_speakers)
SELECT (SELECT count(*) FROM people_counts WHERE statements > 0)
    + (SELECT count(*) FROM speaker_names WHERE statements - persons > 0)
    - (SELECT count(*) FROM speaker_names WHERE statements > persons AND name IN merged)
    + (SELECT count(DISTINCT coalesce(m.speaker, n.name)) FROM merged o JOIN speaker_names n ON n.name = o.name
        LEFT JOIN same_speakers m ON m.name = n.name WHERE n.statements > n.persons) AS total
"""
OF_PERSON = """
SELECT DISTINCT n.rowid AS form FROM appearances x JOIN speaker_names n ON n.name = x.name WHERE x.person = :person
"""
OF_NAME = """
SELECT n.rowid AS form FROM speaker_names n LEFT JOIN same_speakers m ON m.name = n.name
WHERE (n.name = CAST(:name AS TEXT) OR n.name IN (SELECT name FROM same_speakers WHERE speaker = CAST(:name AS TEXT)))
    AND coalesce(m.speaker, n.name) = CAST(:name AS TEXT) AND n.statements > n.persons
"""


@dataclass(frozen=True, slots=True)
class Busy:
    """Somebody by the name that is shown, with the id of a person or null, and how many statements are theirs."""

    name: str
    person: str | None
    statements: int


def busiest(store: Store, *, limit: int, offset: int = 0) -> tuple[list[Busy], int]:
    """Those with most statements, of equals in the order of letters, and how many there are in all."""
    end = offset + limit
    rows = store.rows(BUSIEST, {"end": max(0, end - 1)}) if limit else []
    (row,) = store.rows(TOTAL)
    return [Busy(**each) for each in rows[offset:end]], row["total"]


def forms_of(store: Store, found: Busy) -> list[int]:
    """The rows of the names in reports that are theirs."""
    asked = {"person": found.person} if found.person is not None else {"name": found.name}
    rows: list[Row] = store.rows(OF_PERSON if found.person is not None else OF_NAME, asked)
    return sorted(row["form"] for row in rows)
