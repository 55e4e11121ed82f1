"""What relating put into a library, checked against itself and against the statements that it is about."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import get_args

from quoth.records import AnswerKind

__all__ = ["faults_of_relating"]

# A question that finds rows that cannot be, with what is wrong with what each names.
CANNOT_BE = {
    "the group of {name} is not named by one of its own statements": """
        SELECT DISTINCT g.first AS name FROM quotation_groups g
        WHERE NOT EXISTS (SELECT 1 FROM quotation_groups f WHERE f.statement = g.first AND f.first = g.first)""",
    "the group of {name} has one statement alone": """
        SELECT first AS name FROM quotation_groups GROUP BY first HAVING count(*) < 2""",
    "the voice {name} has one article alone, or is not named by the least of its own": """
        SELECT voice AS name FROM voices GROUP BY voice HAVING count(*) < 2 OR min(article) <> voice""",
    "the name {name} is given to a person who is not there": """
        SELECT name FROM appearances WHERE person NOT IN (SELECT id FROM people)""",
    "the name {name} is given to a person, and the article does not have it": """
        SELECT x.name FROM appearances x
        WHERE NOT EXISTS (SELECT 1 FROM statements s WHERE s.article = x.article AND s.speaker_name = x.name)""",
    "the articles of person {name} are not as many as are counted": """
        SELECT p.id AS name FROM people p
        WHERE p.articles <> (SELECT count(*) FROM appearances x WHERE x.person = p.id)""",
    "an answer names statement {name}, which is not there": """
        SELECT answer AS name FROM answers WHERE again = 0 AND answer NOT IN (SELECT id FROM statements)
        UNION SELECT answered FROM answers WHERE again = 0 AND answered NOT IN (SELECT id FROM statements)""",
    "statement {name} answers itself, or in no way that there is, or shows no reason": f"""
        SELECT answer AS name FROM answers
        WHERE answer = answered OR kind NOT IN {get_args(AnswerKind)} OR trim(reason) = '' OR score NOT BETWEEN 0 AND 1
            OR verdict <> 'accepted'""",
}


def faults_of_relating(connection: sqlite3.Connection) -> Iterator[str]:
    """One sentence for each group, name, voice or answer that cannot be."""
    for fault, sql in CANNOT_BE.items():
        for row in connection.execute(sql):
            yield fault.format(name=row["name"])
