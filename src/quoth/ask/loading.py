"""Records for the keys of one page: statements, articles and what stands around, in a few questions for all of them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from quoth.ask.context import around
from quoth.ask.days import LOW_BITS
from quoth.ask.hits import About, Hit
from quoth.ask.plan import Plan
from quoth.ask.query import Query
from quoth.ask.ranking import Ranked
from quoth.ask.words import found, letters
from quoth.library import Store
from quoth.library.rows import Row, statement_from
from quoth.records import Span, Statement
from quoth.text import joined

__all__ = ["abouts", "hits", "statements"]

STATEMENTS = """
SELECT s.*, coalesce(p.name, m.speaker) AS merged
FROM statements s
LEFT JOIN appearances x ON x.article = s.article AND x.name = s.speaker_name
LEFT JOIN people p ON p.id = x.person
LEFT JOIN same_speakers m ON m.name = s.speaker_name
WHERE s.rowid IN (SELECT value FROM json_each(:rowids))
"""
SPANS = "SELECT p.* FROM spans p WHERE p.statement IN (SELECT value FROM json_each(:ids))"
ARTICLES = """
SELECT id, title, outlet, url, published, origin, authors, language, sha256, text
FROM articles WHERE id IN (SELECT value FROM json_each(:ids))
"""
OUTLETS = """
SELECT article, outlet FROM sightings
WHERE article IN (SELECT value FROM json_each(:ids)) AND outlet IS NOT NULL
ORDER BY rowid
"""


def hits(store: Store, query: Query, how: Plan, page: Sequence[Ranked]) -> tuple[Hit, ...]:
    """The records of a page, in its order; what someone took away meanwhile is left out."""
    held = statements(store, [each.key & LOW_BITS for each in page])
    about = abouts(store, {statement.article for statement, _, _ in held.values()})
    out = []
    for each in page:
        if each.key & LOW_BITS not in held:
            continue
        statement, speaker, judged = held[each.key & LOW_BITS]
        article, text = about[statement.article]
        marks = _highlights(text, statement, query, how)
        out.append(Hit(statement, article, speaker, each.score, around(text, statement), marks, judged))
    return tuple(out)


def statements(store: Store, rowids: Iterable[int]) -> dict[int, tuple[Statement, str | None, str | None]]:
    """By rowid, each statement with the name under which its speaker is shown, and what people made of it."""
    rows = store.rows(STATEMENTS, {"rowids": json.dumps(list(rowids))})
    spans: dict[str, list[Row]] = {row["id"]: [] for row in rows}
    for span in store.rows(SPANS, {"ids": json.dumps(list(spans))}):
        spans[span["statement"]].append(span)
    return {
        row["rowid"]: (
            statement_from(row, spans[row["id"]]),
            row["merged"] or row["speaker_name"],
            row["verdict"],
        )
        for row in rows
    }


def abouts(store: Store, articles: Iterable[str]) -> dict[str, tuple[About, str]]:
    """By id, what there is to say about each article, and its text."""
    ids = {"ids": json.dumps(sorted(articles))}
    outlets: dict[str, list[str]] = {}
    for row in store.rows(OUTLETS, ids):
        outlets.setdefault(row["article"], []).append(row["outlet"])
    return {
        row["id"]: (About(**row, authors=authors, outlets=tuple(dict.fromkeys(outlets.get(row["id"], [])))), text)
        for row in store.rows(ARTICLES, ids)
        for text, authors in [(row.pop("text"), tuple(json.loads(row.pop("authors"))))]
    }


def _highlights(text: str, statement: Statement, query: Query, how: Plan) -> tuple[Span, ...]:
    ranges = found(statement.content, [term.words for term in how.words.terms])
    if query.exact is not None and query.exact.strip():
        pattern = letters(query.exact)
        for span in statement.content:
            ranges += [(span.start + m.start(), span.start + m.end()) for m in pattern.finditer(span.text)]
    return tuple(Span.of(text, start, end) for start, end in joined(ranges))
