"""Which runs of a quotation's words an index is asked for: those with the rarest words, from all over it.

How rare a word is the index of the library itself says, so that it is so in every language. A run without a rare word
is asked for where there is none with one: to find the words of it that stand side by side, all that have them are read.
"""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from quoth.ask.language import in_column, quoted
from quoth.ask.words import words as folded
from quoth.library import Store
from quoth.relate.quotations import PLAIN_WORDS
from quoth.relate.verdicts import Wording

__all__ = ["Asked", "asked_of"]

# Words in a run, and runs that are asked for: each part of a quotation has one.
RUN, RUNS = 3, 8

# Words that are asked for in pairs where no run is met.
PAIRED = 5

# How many statements that have a word are counted: of a commoner one, how far in the index the last of them is.
COUNTED = 200

# Words of a quotation that are looked up, those with most letters: some 0.1 ms each.
LOOKED_UP = 40

COUNT = """
SELECT count(*) AS n, max(key) AS last
FROM (SELECT rowid AS key FROM statements_search WHERE statements_search MATCH :match LIMIT :limit)
"""

# The lower, the rarer.
Rarity = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Asked:
    """A quotation as indexes are asked for it.

    ``runs`` are in the order of the text; ``rarest`` are those of the rarest words first; ``pairs`` are of the rarest
    words, each two of them.
    """

    wording: Wording
    runs: tuple[str, ...]
    rarest: tuple[str, ...]
    pairs: tuple[tuple[str, str], ...]


def asked_of(store: Store, wording: Wording) -> Asked:
    """The quotation with the runs of its words that are asked for."""
    plain = [_plain(wording.text[word.start : word.end]) for word in wording.words]
    known = _rarities(store, plain)
    rarity = [_rarity(word, known) for word in plain]
    runs = _runs(plain, rarity)
    rare = sorted((word for word in known if known[word] != UNKNOWN), key=lambda word: (known[word], word))[:PAIRED]
    by_rarity = sorted(runs, key=lambda at: _of_run(rarity[at : at + RUN]))
    return Asked(
        wording,
        tuple(" ".join(plain[at : at + RUN]) for at in runs),
        tuple(" ".join(plain[at : at + RUN]) for at in by_rarity),
        tuple(itertools.combinations(rare, 2)),
    )


# Of a word that is not looked up; and of one that no statement has, so that nothing is found by it.
COMMON: Rarity = (COUNTED + 1, 0)
UNKNOWN: Rarity = (COUNTED + 2, 0)


def _plain(word: str) -> str:
    """A word without ligatures, and without the brackets around a letter of it."""
    return unicodedata.normalize("NFKC", word).replace("[", "").replace("]", "")


def _rarities(store: Store, plain: Sequence[str]) -> Mapping[str, Rarity]:
    """How rare the words are: how many statements have each, and of the common ones, how soon so many are met."""
    some = {part for word in plain for part in folded(word)}
    some = some - PLAIN_WORDS or some
    out = {}
    for word in sorted(some, key=lambda word: (-len(word), word))[:LOOKED_UP]:
        (row,) = store.rows(COUNT, {"match": in_column("content", quoted(word)), "limit": COUNTED})
        out[word] = (row["n"], -(row["last"] or 0)) if row["n"] else UNKNOWN
    return out


def _rarity(word: str, known: Mapping[str, Rarity]) -> Rarity:
    """How rare a word is; one with an apostrophe is two of the index, and as rare as the rarer one."""
    parts = [known.get(part, COMMON) for part in folded(word)]
    return UNKNOWN if UNKNOWN in parts else min(parts, default=COMMON)


def _of_run(rarity: Sequence[Rarity]) -> tuple[bool, list[Rarity]]:
    """What sorts runs: those of words that are there first, then those of the rarest words."""
    return UNKNOWN in rarity, sorted(rarity)


def _runs(plain: Sequence[str], rarity: Sequence[Rarity]) -> list[int]:
    """Where the runs begin: of each part of the wording that with the rarest word."""
    count = len(plain) - RUN + 1
    if count <= 1:
        return [0]
    parts = min(RUNS, count)
    starts = set()
    for n in range(parts):
        part = range(n * count // parts, (n + 1) * count // parts)
        starts.add(min(part, key=lambda at: _of_run(rarity[at : at + RUN])))
    return sorted(starts)
