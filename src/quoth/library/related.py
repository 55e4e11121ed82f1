"""What relating put into a library, checked against itself and against the statements that it is about.

No row of it has a digest. What is seen is a reference to nothing, a count that is not so, and a value that no step
writes; an altered reason is not. ``quoth relate --every`` works it out anew.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import get_args

from quoth.records import AnswerKind

__all__ = ["faults_of_relating"]

_NAMES = "('person', 'organization')"

# A question that finds rows that cannot be, with what is wrong with what each names.
CANNOT_BE = {
    "the group of {name} is not named by one of its own statements": """
        SELECT DISTINCT g.first AS name FROM quotation_groups g
        WHERE NOT EXISTS (SELECT 1 FROM quotation_groups f WHERE f.statement = g.first AND f.first = g.first)""",
    "the group of {name} has one statement alone": """
        SELECT first AS name FROM quotation_groups GROUP BY first HAVING count(*) < 2""",
    "the voice {name} has one article alone, or is not named by the least of its own": """
        SELECT voice AS name FROM voices GROUP BY voice HAVING count(*) < 2 OR min(article) <> voice""",
    "the name {name} is given to a person, and the article does not have it": """
        SELECT x.name FROM appearances x
        WHERE NOT EXISTS (SELECT 1 FROM statements s WHERE s.article = x.article AND s.speaker_name = x.name)""",
    "an answer names statement {name}, which is not there": """
        SELECT answer AS name FROM answers WHERE again = 0 AND answer NOT IN (SELECT id FROM statements)
        UNION SELECT answered FROM answers WHERE again = 0 AND answered NOT IN (SELECT id FROM statements)""",
    "statement {name} answers itself, or in no way that there is, or shows no reason": f"""
        SELECT answer AS name FROM answers
        WHERE answer = answered OR kind NOT IN {get_args(AnswerKind)} OR trim(reason) = '' OR score NOT BETWEEN 0 AND 1
            OR verdict <> 'accepted'""",
}


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


def faults_of_relating(connection: sqlite3.Connection) -> Iterator[str]:
    """One sentence for each group, name, voice or answer that cannot be."""
    for wrong, asked in CHECKS.items():
        if connection.execute(asked).fetchall()[0]["n"]:
            yield f"{wrong} (quoth relate --every works it out anew)"
    for fault, sql in CANNOT_BE.items():
        for row in connection.execute(sql):
            yield fault.format(name=row["name"])
