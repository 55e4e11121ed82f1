"""Statements and articles that may have a quotation in them, by the index.

Each run of the quotation is asked for by itself, and those that have most runs are compared. So the best is not lost:
what has the quotation whole has every run, and of a run more are left out than are compared only where so many others
have it; then the whole is asked for as one phrase, and the earliest that have it are taken.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass

from quoth.ask.days import LOW_BITS
from quoth.ask.language import in_column, quoted
from quoth.ask.runs import Asked
from quoth.ask.words import words as folded
from quoth.library import Store
from quoth.library.rows import Row

__all__ = ["Passage", "by_pairs", "by_runs", "passages"]

# Statements that are taken of each run, those with the whole quotation, and of all runs, those that have most of them:
# some 0.02 ms each. Run bench/check.py after changing them.
OF_RUN, WHOLE, TAKEN = 300, 2000, 200

# Of each run, statements that are taken whatever they have of the others: a spliced quotation has its parts in two.
OF_PART = 3

# Runs that articles are asked for, articles that are taken of each, and articles that are read, 1 ms each.
RUNS_OF_TEXTS, TEXTS_OF_RUN, TEXTS = 5, 100, 8

# Characters of a line that are read on, to know where a quotation in it begins and ends.
LINE = 1000

# The oldest first, those of articles without a day before them.
KEYS = """
SELECT json_group_array(key) AS keys FROM (
    SELECT rowid AS key FROM {index} WHERE {index} MATCH :match ORDER BY rowid DESC LIMIT :limit
)
"""
CONTENTS = f"""
SELECT s.rowid, s.id, s.article, s.n, s.content, s.kind, s.speaker_name AS speaker
FROM json_each(:keys) k CROSS JOIN statements s ON s.rowid = (k.value & {LOW_BITS})
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
    found = {run: _keys(store, "statements_search", in_column("content", quoted(run)), OF_RUN) for run in asked.runs}
    if all(len(keys) == OF_RUN for keys in found.values()):
        whole = in_column("content", quoted(" ".join(folded(asked.wording.text))))
        found[asked.wording.text] = _keys(store, "statements_search", whole, WHOLE)
    counted = Counter(key for keys in found.values() for key in keys)
    ranked = sorted(counted, key=lambda key: (-counted[key], key))
    most = counted[ranked[0]] if ranked else 0
    taken = dict.fromkeys(key for n, key in enumerate(ranked) if n < TAKEN or (counted[key] == most > 1))
    for keys in found.values():
        taken |= dict.fromkeys(sorted(keys, key=lambda key: (-counted[key], key))[:OF_PART])
    return store.rows(CONTENTS, {"keys": json.dumps(list(taken))})


def by_pairs(store: Store, asked: Asked) -> list[Row]:
    """Statements in force that have any two of the quotation's rarest words."""
    pairs = " OR ".join(f"({quoted(one)} AND {quoted(other)})" for one, other in asked.pairs)
    if not pairs:
        return []
    return store.rows(CONTENTS, {"keys": json.dumps(_keys(store, "statements_search", in_column("content", pairs), TAKEN))})


def passages(store: Store, asked: Asked, without: Container[str], *, wide: bool) -> list[Passage]:
    """Where articles, but for those ``without``, share runs with the quotation, in their text; one passage an article.

    They have half of the runs that are asked for; where it is not to be ``wide``, all but one.
    """
    runs = asked.rarest[:RUNS_OF_TEXTS]
    counted = Counter(key for run in runs for key in _keys(store, "articles_words", quoted(run), TEXTS_OF_RUN))
    least = max(1, len(runs) // 2 if wide else len(runs) - 1)
    ranked = sorted((key for key in counted if counted[key] >= least), key=lambda key: (-counted[key], key))
    left_out = {row["rowid"] for row in store.rows(ROWIDS, {"ids": json.dumps(sorted(without))})}
    keys = [key for key in ranked if key not in left_out][:TEXTS]
    reach = 2 * len(asked.wording.text)
    out = []
    for row in store.rows(ARTICLES, {"keys": json.dumps(keys)}) if keys else ():
        at = _place(row["text"], runs, reach)
        if at is not None:
            start, end = _lines(row["text"], max(0, at - reach), min(len(row["text"]), at + 2 * reach))
            out.append(Passage(row["id"], row["text"][start:end], start))
    return out


def _keys(store: Store, index: str, match: str, limit: int) -> list[int]:
    (row,) = store.rows(KEYS.format(index=index), {"match": match, "limit": limit})
    keys: list[int] = json.loads(row["keys"])
    return keys


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
