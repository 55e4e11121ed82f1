"""Whether what relating made fits the rows that it was made of: families, persons and voices name what is there.

It was worked out from statements, and ``quoth relate --every`` works it out anew; no row of it has a digest. What is
seen is a reference to nothing, a count that is not so, and a value that no step writes; an altered reason is not.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

__all__ = ["related"]

_NAMES = "('person', 'organization')"

# What is wrong, and how many rows of it there are.
CHECKS = {
    "a family begins with a statement that is not there": """
        SELECT count(*) AS n FROM quotation_groups WHERE first NOT IN (SELECT id FROM statements)""",
    "a key of quotations names a statement that is not there": """
        SELECT count(*) AS n FROM quotation_keys WHERE statement NOT IN (SELECT rowid FROM statements)""",
    "an appearance names a person that is not there": """
        SELECT count(*) AS n FROM appearances WHERE person NOT IN (SELECT id FROM people)""",
    "a key of persons names a person that is not there": """
        SELECT count(*) AS n FROM people_keys WHERE person NOT IN (SELECT id FROM people)""",
    "an appearance has other statements than its article": """
        SELECT count(*) AS n FROM appearances x WHERE statements <> (SELECT count(*) FROM statements s
            WHERE s.article = x.article AND s.speaker_name = x.name AND s.shown = 1)""",
    "an appearance has another month than its article": """
        SELECT count(*) AS n FROM appearances x JOIN articles a ON a.id = x.article
        WHERE x.month IS NOT substr(a.published, 1, 7)""",
    "a person has other appearances than are counted": """
        SELECT count(*) AS n FROM people p
        WHERE articles <> (SELECT count(*) FROM appearances x WHERE x.person = p.id)""",
    "a person or an appearance is of no kind that there is": f"""
        SELECT (SELECT count(*) FROM people WHERE type NOT IN {_NAMES})
             + (SELECT count(*) FROM appearances WHERE type NOT IN {_NAMES} OR NOT score BETWEEN 0 AND 1) AS n""",
    "a voice begins with an article that is not there": """
        SELECT count(*) AS n FROM voices WHERE voice NOT IN (SELECT id FROM articles)""",
    "a key of voices names an article that is not there": """
        SELECT count(*) AS n FROM voice_keys WHERE article NOT IN (SELECT rowid FROM articles)""",
}  # fmt: skip


def related(connection: sqlite3.Connection) -> Iterator[str]:
    """The faults, each in words with what mends it."""
    for wrong, asked in CHECKS.items():
        if connection.execute(asked).fetchall()[0]["n"]:
            yield f"{wrong} (quoth relate --every works it out anew)"
