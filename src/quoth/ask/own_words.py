"""The words most somebody's own: those in more of his statements than others' make likely.

The measure is the log-likelihood ratio (Dunning 1993) of the statements that have a word, his against others'.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from math import log

from quoth.library import Store
from quoth.relate.quotations import PLAIN_WORDS
from quoth.relate.words import fold

__all__ = ["own_words"]

# Statements of others that are counted, from all over the library; of his that have a word, at least; how sure it is.
OTHERS, LEAST, SURE = 400, 2, 6.6

LAST = "SELECT max(rowid) AS last FROM statements"
SOME = "SELECT content FROM statements WHERE rowid IN (SELECT value FROM json_each(:rowids)) AND shown = 1"

_WORD = re.compile(r"[^\W\d_]{3,}")


def own_words(store: Store, texts: Sequence[str], *, most: int = 12) -> list[tuple[str, int]]:
    """The words of ``texts`` that others say less, the most telling first, each with how many of the texts have it."""
    if len(texts) < LEAST:
        return []
    (row,) = store.rows(LAST)
    last = row["last"] or 0
    rowids = sorted({1 + n * last // OTHERS for n in range(OTHERS)}) if last else []
    others = [row["content"] for row in store.rows(SOME, {"rowids": json.dumps(rowids)})]
    his, theirs = _counted(texts), _counted(others)
    scored = []
    for word, n in his.items():
        if n >= LEAST:
            score = _likelihood(n, len(texts), theirs[word], len(others))
            if score >= SURE:
                scored.append((-score, word, n))
    return [(word, n) for _, word, n in sorted(scored)[:most]]


def _counted(texts: Iterable[str]) -> Counter[str]:
    """How many texts have each word, small words and numbers apart."""
    counted: Counter[str] = Counter()
    for text in texts:
        counted.update(set(map(fold, set(_WORD.findall(text)))) - PLAIN_WORDS)
    return counted


def _likelihood(a: int, all_a: int, b: int, all_b: int) -> float:
    """Twice the logarithm of how much likelier two shares are than one; 0 where the first is the lower."""
    if not all_b or a / all_a <= b / all_b:
        return 0.0
    one = (a + b) / (all_a + all_b)
    return 2 * sum(n * log(n / (total * one)) for n, total in ((a, all_a), (b, all_b)) if n)
