"""The step that keeps which statement answers which, within an article and across articles.

What it asks of the library does not grow with it: under a key there are MOST statements at most of either side, and a
statement is compared with the NEAREST. A pair that was found stays a pair while one of the two is judged or read again.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from quoth.compare import places
from quoth.library import Store
from quoth.library.decisions import Said
from quoth.library.quotations import answers_decided
from quoth.library.rows import Row
from quoth.relate.answers import MADE_BY, Answer, Remark, compare, keys, looked_up, within

__all__ = ["MADE_BY", "MOST", "Answers", "found_in", "remarks_of"]

MOST = 16
NEAREST = 48

# Keys that two statements share at least: two words where the speaker is named (``quoth.relate.answers.NAMED``).
SHARED = 2

# Code points before a statement in which its sentence begins.
BEFORE = 300

# Whether a statement may be answered, or answers.
ANSWERED, ANSWERS = 0, 1

REMARKS = f"""
SELECT s.rowid AS row, r.*, substr(a.published, 1, 10) AS day,
    substr(a.text, max(1, r.start + 1 - {BEFORE}), r."end" - max(0, r.start - {BEFORE})) AS told
FROM (
    SELECT s.id AS statement, s.article, s.content AS text, coalesce(s.cue, '') AS cue, s.cue_lemma AS lemma, s.source,
        coalesce(p.name, m.speaker, s.speaker_name) AS speaker, s.speaker_type, s.affiliation, x.person, s.kind,
        s.polarity, s.attitude, s.place, min(q.start) AS start, max(q."end") AS "end",
        min(q.start) FILTER (WHERE q.role = 'content') AS first,
        max(q."end") FILTER (WHERE q.role = 'content') AS last
    FROM {{source}}
    JOIN spans q ON q.statement = s.id
    LEFT JOIN same_speakers m ON m.name = s.speaker_name
    LEFT JOIN appearances x ON x.article = s.article AND x.name = s.speaker_name
    LEFT JOIN people p ON p.id = x.person
    WHERE s.shown = 1 {{more}}
    GROUP BY s.id
) r JOIN statements s ON s.id = r.statement JOIN articles a ON a.id = r.article
ORDER BY a.rowid, s.n, s.rowid
"""
OF_ARTICLE = REMARKS.format(source="statements s", more="AND s.article = :article")
OF_ROWS = REMARKS.format(source="json_each(:rows) j CROSS JOIN statements s ON s.rowid = j.value", more="")
OF_NAMES = REMARKS.format(source="json_each(:names) j CROSS JOIN statements s ON s.id = j.value", more="")

POSTINGS = """
SELECT key, held FROM (
    SELECT j.value AS key,
        (SELECT json_group_array(statement) FROM answer_keys WHERE key = j.value AND side = :side) AS held
    FROM json_each(:keys) j
) WHERE held <> '[]'
"""
TOUCHING = """
SELECT answer, answered FROM answers WHERE answer IN (SELECT value FROM json_each(:names))
UNION SELECT answer, answered FROM answers WHERE answered IN (SELECT value FROM json_each(:names))
"""

PUT_KEY = "INSERT OR IGNORE INTO answer_keys (key, side, statement) VALUES (:key, :side, :row)"
TAKE_KEY = "DELETE FROM answer_keys WHERE key = :key AND side = :side AND statement = :row"
PUT = """
INSERT OR REPLACE INTO answers (answer, answered, kind, score, reason, verdict, again, made_by)
VALUES (:answer, :answered, :kind, :score, :reason, :verdict, 0, :made_by)
"""
TAKE = "DELETE FROM answers WHERE answer = :answer AND answered = :answered"
TAKE_GONE = """
DELETE FROM answers WHERE again = 1 AND (
    NOT EXISTS (SELECT 1 FROM statements s WHERE s.id = answer AND s.shown = 1)
    OR NOT EXISTS (SELECT 1 FROM statements s WHERE s.id = answered AND s.shown = 1)
)
"""
AGAIN = "UPDATE answers SET again = 1 WHERE answer = :answer AND answered = :answered"

Pair = tuple[str, str]


class Answers:
    """A step of relating; see ``quoth.library.Step``."""

    name = "answers"
    made_by = MADE_BY
    tables = ("answers", "answer_keys")

    def relate(self, store: Store, article: str) -> None:
        """Links the statements of an article to those that they answer, and those that answer them."""
        mine = remarks_of(store, article)
        touching = {(row["answer"], row["answered"]) for row in _touching(store, mine.values())}
        said = {pair: each for pair, each in answers_decided(store).items() if not _names(mine).isdisjoint(pair)}
        near, others = _found_by_keys(store, mine, {name for pair in (*touching, *said) for name in pair})
        found = [*within(mine.values()), *_across(mine.values(), near, others, touching)]
        store.put(TAKE, [{"answer": answer, "answered": answered} for answer, answered in touching])
        store.put(TAKE_GONE, [{}])
        store.put(PUT, _rows(found, said, {*_names(mine), *others}))
        for side in (ANSWERED, ANSWERS):
            wanted = [(row, keys(each)) for row, each in mine.items() if _is_of(each, side)]
            held = _postings(store, [own for _, own in wanted], side)
            put = places(wanted, held, MOST)
            store.put(PUT_KEY, [{"key": key, "side": side, "row": row} for key, row in put])

    def forget(self, store: Store, article: str) -> None:
        """Takes out the keys of an article; its answers are looked at anew when it is related again."""
        mine = remarks_of(store, article)
        sides = [
            (row, side, keys(each)) for row, each in mine.items() for side in (ANSWERED, ANSWERS) if _is_of(each, side)
        ]
        store.put(TAKE_KEY, [{"key": key, "side": side, "row": row} for row, side, own in sides for key in own])
        store.put(AGAIN, [dict(row) for row in _touching(store, mine.values())])


def found_in(store: Store, article: str) -> list[Answer]:
    """The answers within one article, worked out anew."""
    return list(within(remarks_of(store, article).values()))


def remarks_of(store: Store, article: str) -> dict[int, Remark]:
    """The statements of an article as what they answer is looked for, by their rows."""
    return _remarks(store, OF_ARTICLE, {"article": article})


def _remarks(store: Store, sql: str, values: Mapping[str, Any]) -> dict[int, Remark]:
    """The remarks of a query, by their rows."""
    rows = store.rows(sql, values)
    return {row["row"]: Remark.of({**row, "day": _day(row["day"])}) for row in rows}


def _day(published: str | None) -> str | None:
    """A whole day; to a report that only says its year, no day is near."""
    try:
        return None if published is None else date.fromisoformat(published).isoformat()
    except ValueError:
        return None


def _names(remarks: Mapping[int, Remark]) -> set[str]:
    return {each.statement for each in remarks.values()}


def _touching(store: Store, remarks: Iterable[Remark]) -> list[Row]:
    return store.rows(TOUCHING, {"names": json.dumps(sorted(each.statement for each in remarks))})


def _is_of(remark: Remark, side: int) -> bool:
    return remark.does is not None if side == ANSWERS else remark.asserts and remark.place != "headline"


def _found_by_keys(
    store: Store, mine: Mapping[int, Remark], named: Iterable[str]
) -> tuple[dict[str, list[str]], dict[str, Remark]]:
    """For each statement the others that it may answer, or that may answer it; and all of those, and the ``named``."""
    shared: dict[str, Counter[int]] = {}
    for side in (ANSWERED, ANSWERS):
        asking = [each for each in mine.values() if _is_of(each, 1 - side)]
        wanted = {each.statement: looked_up(each, answers=side == ANSWERED) for each in asking}
        held = _postings(store, wanted.values(), side)
        for name, own in wanted.items():
            shared[name] = Counter(row for key in own for row in held.get(key, ()) if row not in mine)
    nearest = {
        name: [row for row, count in counted.most_common(NEAREST) if count >= SHARED]
        for name, counted in shared.items()
    }
    rows = sorted({row for each in nearest.values() for row in each})
    by_row = _remarks(store, OF_ROWS, {"rows": json.dumps(rows)}) if rows else {}
    more = sorted({*named} - _names(mine))
    known = _remarks(store, OF_NAMES, {"names": json.dumps(more)}) if more else {}
    others = {each.statement: each for each in (*by_row.values(), *known.values())}
    near = {name: [by_row[row].statement for row in held if row in by_row] for name, held in nearest.items()}
    return near, others


def _across(
    mine: Iterable[Remark], near: Mapping[str, list[str]], others: Mapping[str, Remark], again: Iterable[Pair]
) -> Iterator[Answer]:
    """The best answer between each statement and another article, of those that are near or were found before."""
    pairs = {(one, other) for one, held in near.items() for other in held}
    of = {each.statement: each for each in mine}
    pairs |= {(a, b) for a, b in again if a in of and b in others} | {
        (b, a) for a, b in again if b in of and a in others
    }
    best: dict[Pair, Answer] = {}
    for name, other in sorted(pairs):
        for one, two in ((of[name], others[other]), (others[other], of[name])):
            found = compare(one, two)
            if found is not None:
                at = (one.statement, two.article)
                best[at] = max(best.get(at, found), found, key=lambda each: (each.score, each.answered))
    yield from best.values()


def _rows(found: Iterable[Answer], said: Mapping[Pair, Said], there: set[str]) -> Iterator[dict[str, Any]]:
    """The rows to keep: what was found and nobody took out, and what people put in."""
    by_pair = {(each.answer, each.answered): each for each in found}
    for pair, one in by_pair.items():
        if pair not in said:
            yield {**one.to_dict(), "verdict": None, "made_by": MADE_BY}
    for pair, each in said.items():
        if not each.answers or not there.issuperset(pair):
            continue
        known = by_pair.get(pair)
        if known is not None:
            row = {**known.to_dict(), "kind": each.kind or known.kind}
            yield {**row, "verdict": "accepted", "made_by": MADE_BY}
        else:
            row = {"answer": pair[0], "answered": pair[1], "kind": each.kind or "answers", "score": 1.0}
            yield {**row, "reason": f"said by {each.who}", "verdict": "accepted", "made_by": f"person {each.who}"}


def _postings(store: Store, looked_for: Iterable[Iterable[int]], side: int) -> dict[int, list[int]]:
    """By key, the rows of the statements that are kept under it on one side."""
    wanted = sorted({key for each in looked_for for key in each})
    rows = store.rows(POSTINGS, {"keys": json.dumps(wanted), "side": side})
    return {row["key"]: json.loads(row["held"]) for row in rows}
