"""Statements as their words are compared, and what people decided about them: for whoever relates, and whoever asks."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING

from quoth.library.decisions import Said, live, said_to_answer, same_quotation
from quoth.library.rows import Row, judgement_from
from quoth.records import Judgement

if TYPE_CHECKING:
    from quoth.library.store import Store

__all__ = ["OF_ARTICLE", "OF_ROWS", "answers_decided", "decided", "members_of"]

WORDINGS = """
SELECT s.rowid AS row, s.id AS statement, s.article, s.content AS text, s.kind, s.place,
    coalesce(m.speaker, s.speaker_name) AS speaker, s.speaker_type,
    x.person,
    (SELECT min(p.start) FROM spans p WHERE p.statement = s.id AND p.role = 'content') AS start,
    (SELECT max(p."end") FROM spans p WHERE p.statement = s.id AND p.role = 'content') AS "end"
FROM {source}
JOIN articles a ON a.id = s.article
LEFT JOIN same_speakers m ON m.name = s.speaker_name
LEFT JOIN appearances x ON x.article = s.article AND x.name = s.speaker_name
WHERE s.shown = 1 {more}
ORDER BY a.rowid, s.n, s.rowid
"""
OF_ARTICLE = WORDINGS.format(source="statements s", more="AND s.article = :article")
OF_ROWS = WORDINGS.format(source="json_each(:rows) j CROSS JOIN statements s ON s.rowid = j.value", more="")
OF_GROUPS = WORDINGS.format(
    source="quotation_groups g CROSS JOIN statements s ON s.id = g.statement",
    more="AND g.first IN (SELECT value FROM json_each(:firsts))",
)

JUDGED = "SELECT * FROM judgements WHERE statement IS NOT NULL AND action IN ('merge', 'part') ORDER BY n"


def members_of(store: Store, firsts: Iterable[str]) -> list[Row]:
    """The statements in force of the groups that these ones came into first, in the order in which they came in."""
    return store.rows(OF_GROUPS, {"firsts": json.dumps(sorted(firsts))})


def decided(store: Store) -> dict[tuple[str, str], bool]:
    """Of each two statements that people spoke of, whether they give one quotation."""
    return same_quotation(_judged(store))


def answers_decided(store: Store) -> dict[tuple[str, str], Said]:
    """Of each two statements that people spoke of, the one that answers first, whether it does."""
    return said_to_answer(_judged(store))


def _judged(store: Store) -> list[Judgement]:
    return live(judgement_from(row) for row in store.rows(JUDGED))
