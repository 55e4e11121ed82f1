"""Statements and articles that may have a quotation in them, by the index.

Each run of the quotation is asked for by itself, and those that have most runs are compared. So what has the quotation
whole is not lost: it has every run, and is taken with the first one that few have; where many have each, the whole is
asked for as one phrase, and the earliest are taken that have it.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from quoth.ask.days import LOW_BITS
from quoth.ask.language import in_column, quoted
from quoth.ask.runs import Asked
from quoth.ask.words import words as folded
from quoth.library import Store
from quoth.library.rows import Row

__all__ = ["Passage", "by_pairs", "by_runs", "in_families", "passages"]

# Statements that are taken of each run, those with the whole quotation, and of all runs, those that have most of them:
# some 0.02 ms each. Run bench/check.py after changing them.
OF_RUN, WHOLE, TAKEN = 200, 2000, 60

# Articles that are taken of each run, and articles that are read, 1 ms each; and how many runs they must have.
OF_TEXTS, TEXTS, LEAST = 60, 5, 2

# Statements of the same families that are taken, too.
OF_FAMILY = 300

# Characters of a line that are read on, to know where a quotation in it begins and ends.
LINE = 400

KEYS = """
SELECT (
    SELECT json_group_array(key)
    FROM (SELECT rowid AS key FROM {index} WHERE {index} MATCH j.value {order} LIMIT :limit)
) AS keys
FROM json_each(:matches) j ORDER BY j.key
"""
FIELDS = "s.rowid, s.id, s.article, s.content, s.kind, s.speaker_name AS speaker"
CONTENTS = f"SELECT {FIELDS} FROM json_each(:keys) k CROSS JOIN statements s ON s.rowid = (k.value & {LOW_BITS})"
FAMILIES = f"""
SELECT {FIELDS}
FROM (
    SELECT DISTINCT g.first FROM json_each(:rowids) j CROSS JOIN statements o ON o.rowid = j.value
    JOIN quotation_groups g ON g.statement = o.id
) h
JOIN quotation_groups m ON m.first = h.first JOIN statements s ON s.id = m.statement AND s.shown = 1
LIMIT :limit
"""
ARTICLES = "SELECT id, text FROM articles WHERE rowid IN (SELECT value FROM json_each(:keys))"
ROWIDS = "SELECT rowid FROM articles WHERE id IN (SELECT value FROM json_each(:ids))"


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of an article's text, some words wider than the wording that may lie in it."""

    article: str
    text: str
    start: int


def by_runs(store: Store, asked: Asked) -> list[Row]:
    """Statements in force that have a run of the quotation, those that have most runs first."""
    matches = [in_column("content", quoted(run)) for run in asked.runs]
    found = _keys(store, "statements_search", matches, OF_RUN)
    if all(len(keys) == OF_RUN for keys in found):
        whole = [in_column("content", quoted(" ".join(folded(asked.wording.text)))), " AND ".join(matches)]
        found += _keys(store, "statements_search", whole, WHOLE, "ORDER BY rowid DESC")
    ranked = _ranked(found)
    most = ranked[0][1] if ranked else 0
    taken = [key for n, (key, count) in enumerate(ranked) if n < TAKEN or count == most > 1]
    return store.rows(CONTENTS, {"keys": json.dumps(taken)})


def by_pairs(store: Store, asked: Asked) -> list[Row]:
    """Statements in force that have two of the quotation's rarest words."""
    matches = [
        in_column("content", f"{quoted(one)} AND ({' OR '.join(map(quoted, others))})") for one, others in asked.pairs
    ]
    ranked = _ranked(_keys(store, "statements_search", matches, TAKEN))
    return store.rows(CONTENTS, {"keys": json.dumps([key for key, _ in ranked])}) if ranked else []


def in_families(store: Store, rowids: Iterable[int]) -> list[Row]:
    """Statements in force of the families of some."""
    return store.rows(FAMILIES, {"rowids": json.dumps(list(rowids)), "limit": OF_FAMILY})


def passages(store: Store, asked: Asked, without: Collection[str]) -> list[Passage]:
    """Where articles, but for those ``without``, share runs with the quotation, one passage an article."""
    ranked = _ranked(_keys(store, "articles_words", list(map(quoted, asked.runs)), OF_TEXTS))
    least = min(LEAST, len(asked.runs))
    near = [key for key, count in ranked if count >= least]
    if not near:
        return []
    left_out = {row["rowid"] for row in store.rows(ROWIDS, {"ids": json.dumps(sorted(without))})}
    keys = [key for key in near if key not in left_out][:TEXTS]
    reach = 2 * len(asked.wording.text)
    out = []
    for row in store.rows(ARTICLES, {"keys": json.dumps(keys)}) if keys else ():
        at = _place(row["text"], asked.runs, reach)
        if at is not None:
            start, end = _lines(row["text"], max(0, at - reach), min(len(row["text"]), at + 2 * reach))
            out.append(Passage(row["id"], row["text"][start:end], start))
    return out


def _keys(store: Store, index: str, matches: Sequence[str], limit: int, order: str = "") -> list[list[int]]:
    """The keys of what matches each of ``matches``: the newest, unless another order is asked for."""
    rows = store.rows(KEYS.format(index=index, order=order), {"matches": json.dumps(matches), "limit": limit})
    return [json.loads(row["keys"]) for row in rows]


def _ranked(found: Iterable[Iterable[int]]) -> list[tuple[int, int]]:
    """Each key with how often it was found, the most often first, then the oldest."""
    counted = Counter(key for keys in found for key in keys)
    return sorted(counted.items(), key=lambda each: (-each[1], -each[0]))


def _lines(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch of a text as far as the lines reach in which it begins and ends, where that is not far."""
    before, behind = text.rfind("\n", max(0, start - LINE), start), text.find("\n", end, end + LINE)
    return before + 1 if before >= 0 else max(0, start - LINE), behind if behind >= 0 else min(len(text), end + LINE)


def _place(text: str, runs: Iterable[str], reach: int) -> int | None:
    """Where in a text most of the runs stand near each other; None where none is met letter by letter."""
    found: list[tuple[int, int]] = []
    for n, run in enumerate(runs):
        pattern = r"\W+".join(re.escape(word) for word in re.findall(r"\w+", run))
        found += [(m.start(), n) for m in re.finditer(pattern, text, re.IGNORECASE)]
    found.sort()
    near = [len({n for other, n in found if at <= other <= at + reach}) for at, _ in found]
    return found[near.index(max(near))][0] if found else None
