"""Which statement comes first: the one with the words side by side, then the one that says little else, then the newer.

Where all words must be there, their rarity is the same for all that are found, and a statement seldom has one twice: of
what BM25 weighs, the length is left, which this takes without reading a single text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from quoth.ask import index
from quoth.ask.plan import Plan
from quoth.library import Store

__all__ = ["Ranked", "ranked", "score"]

# Code points of a usual statement: one of this length has half of what its length can give to its score.
USUAL = 150


@dataclass(frozen=True, slots=True)
class Ranked:
    """A key of the index with the score of its statement."""

    key: int
    score: float


def ranked(store: Store, how: Plan, keys: Sequence[int]) -> list[Ranked]:
    """The statements of these keys, which are in order, with their scores: best first, and of equals the newest."""
    better: set[int] = set()
    if how.better and keys:
        # No further than the keys go, so that it ends where they do.
        where = " AND ".join(filter(None, (how.where, "f.rowid <= :furthest")))
        values = {**how.values, "furthest": keys[-1]}
        narrow = replace(how, match=how.better, where=where, values=values)
        better = set(index.keys(store, narrow, len(keys)))
    found = [(-score(size, better=key in better), key) for key, size in index.sizes(store, keys)]
    return [Ranked(key, -value) for value, key in sorted(found)]


def score(size: int, *, better: bool) -> float:
    """Of a content of ``size`` code points: half for having the words side by side, half for how little else it has."""
    return round(0.5 * better + 0.5 * USUAL / (USUAL + size), 6)
