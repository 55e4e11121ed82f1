"""Statements and articles that may have a wording in them: those that share some of its runs of words, by the index.

Work is bounded: so many runs are asked for, so many rows are taken, and those that share most words are compared.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from quoth.ask.days import LOW_BITS
from quoth.ask.language import in_column, quoted
from quoth.ask.words import words as folded
from quoth.library import Store
from quoth.relate.verdicts import Wording

__all__ = ["Passage", "Shared", "contents", "passages"]

# Runs of words that are asked for: long ones are seldom met by chance, short ones are left by many changes.
LONG, SHORT = 5, 3
RUNS = 10

# Words that are asked for in pairs where no run is met, and their least length.
PAIRED, PAIRED_LETTERS = 6, 4

# Rows that are taken of each question, and contents that are compared, some 0.2 ms each; and articles, 1 ms each.
# Chosen with bench/check.py; run it again after changing them.
TAKEN, COMPARED = 400, 40
ARTICLES = 20

# What a statement must share with the wording: a run of five words, one of three, or any two of the longest words.
# In this order they cost more, and find more.
Shared = Literal["long", "short", "pairs"]

CONTENTS = f"""
SELECT s.rowid, s.content
FROM (
    SELECT rowid AS key FROM statements_search WHERE statements_search MATCH :match LIMIT :limit
) f
CROSS JOIN statements s ON s.rowid = (f.key & {LOW_BITS})
"""
TEXTS = """
SELECT a.id, a.text
FROM (SELECT rowid FROM articles_words WHERE articles_words MATCH :match LIMIT :limit) f
CROSS JOIN articles a ON a.rowid = f.rowid
"""


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of an article's text, some words wider than the wording that may lie in it."""

    article: str
    text: str
    start: int


def contents(store: Store, asked: Wording, *, by: Shared = "long") -> dict[int, str]:
    """By rowid, the contents of statements in force that share with the wording what ``by`` says; best first."""
    match = _pairs(asked) if by == "pairs" else _any(_runs(asked, LONG if by == "long" else SHORT))
    if not match:
        return {}
    rows = store.rows(CONTENTS, {"match": in_column("content", match), "limit": TAKEN})
    return _most_alike(asked, {row["rowid"]: row["content"] for row in rows})


def passages(store: Store, asked: Wording, *, wide: bool = False) -> list[Passage]:
    """Where articles share a run of words with the wording, in their text; one passage an article."""
    runs = _runs(asked, SHORT if wide else LONG)
    if not runs:
        return []
    found = store.rows(TEXTS, {"match": _any(runs), "limit": ARTICLES})
    pattern = re.compile(
        "|".join(r"\W+".join(map(re.escape, folded_words)) for folded_words in map(str.split, runs)), re.IGNORECASE
    )
    out = []
    for row in found:
        at = [m.start() for m in pattern.finditer(row["text"])]
        if at:
            reach = 2 * len(asked.text)
            start, end = max(0, at[0] - reach), min(len(row["text"]), at[0] + 2 * reach)
            out.append(Passage(row["id"], row["text"][start:end], start))
    return out


def _runs(asked: Wording, size: int) -> list[str]:
    """Some runs of so many words from all over the wording, those with long words first of their neighbours."""
    plain = [unicodedata.normalize("NFKC", asked.text[word.start : word.end]) for word in asked.words]
    if len(plain) <= size:
        return [" ".join(plain)]
    count = len(plain) - size + 1
    starts = set()
    for n in range(min(RUNS, count)):
        part = range(n * count // min(RUNS, count), (n + 1) * count // min(RUNS, count))
        starts.add(max(part, key=lambda at: sum(map(len, plain[at : at + size]))))
    return [" ".join(plain[at : at + size]) for at in sorted(starts)]


def _any(runs: Sequence[str]) -> str:
    return " OR ".join(map(quoted, runs))


def _pairs(asked: Wording) -> str:
    """Any two of the longest words."""
    some = {word.key for word in asked.words if len(word.key) >= PAIRED_LETTERS or word.key[0].isdigit()}
    longest = sorted(some, key=lambda key: (-len(key), key))[:PAIRED]
    return " OR ".join(f"({quoted(one)} AND {quoted(other)})" for one, other in combinations(longest, 2))


def _most_alike(asked: Wording, found: dict[int, str]) -> dict[int, str]:
    """Those that share most of the words, as many as are compared."""
    keys = {word for word in folded(asked.text) if len(word) > SHORT} or set(folded(asked.text))
    shared = {rowid: len(keys.intersection(folded(content))) for rowid, content in found.items()}
    best = sorted(found, key=lambda rowid: (-shared[rowid], len(found[rowid])))[:COMPARED]
    return {rowid: found[rowid] for rowid in best}
