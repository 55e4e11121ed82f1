"""Which runs of a quotation's words an index is asked for: those with the rarest words, from all over it.

How rare a word is the index of the library itself says, so that it is so in every language. A run without a rare word
is asked for where there is none with one: to find the words of it that stand side by side, all that have them are read.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from quoth.ask.language import in_column, quoted
from quoth.ask.words import words as folded
from quoth.library import Store
from quoth.relate.quotations import PLAIN_WORDS
from quoth.relate.verdicts import Wording

__all__ = ["Asked", "asked_of"]

# Words in a run; parts of a quotation of which each has one; and how many of these, the rarest, are asked for.
RUN, PARTS, RUNS = 3, 5, 3

# Words that are asked for with another of the quotation's where no run is met, and how many others.
PAIRED, OTHERS = 4, 4

# How many statements that have a word are counted: of a commoner one, how far in the index the last of them is.
COUNTED = 200

# Words of a quotation that are looked up, those with most letters: some 0.1 ms each.
LOOKED_UP = 20

COUNTS = """
SELECT (
    SELECT json_array(count(*), max(key))
    FROM (SELECT rowid AS key FROM statements_search WHERE statements_search MATCH j.value LIMIT :limit)
) AS counted
FROM json_each(:matches) j ORDER BY j.key
"""

# The lower, the rarer.
Rarity = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Asked:
    """A quotation as indexes are asked for it.

    ``runs`` are those of the rarest words first, and ``pairs`` each a rare word with others, one of which must stand
    with it. ``known`` is how rare its words are.
    """

    wording: Wording
    runs: tuple[str, ...]
    pairs: tuple[tuple[str, tuple[str, ...]], ...]
    known: Mapping[str, Rarity]

    def part(self, wording: Wording) -> Asked:
        """A part of the quotation as indexes are asked for it."""
        return _asked(wording, self.known)


def asked_of(store: Store, wording: Wording) -> Asked:
    """The quotation with the runs of its words that are asked for."""
    return _asked(wording, _rarities(store, _plain_words(wording)))


def _asked(wording: Wording, known: Mapping[str, Rarity]) -> Asked:
    plain = _plain_words(wording)
    rarity = [_rarity(word, known) for word in plain]
    runs = sorted(_runs(plain, rarity), key=lambda at: _of_run(rarity[at : at + RUN]))
    there = {part for word in plain for part in folded(word) if known.get(part, UNKNOWN) != UNKNOWN}
    rare = sorted(there, key=lambda word: (known[word], word))[: PAIRED + OTHERS]
    if 0 < len(rare) < PAIRED - 1:  # all others are plain, or nowhere as they are written
        rare += sorted({part for word in plain for part in folded(word)} & PLAIN_WORDS, key=len)[-OTHERS:]
    return Asked(
        wording,
        tuple(" ".join(plain[at : at + RUN]) for at in runs[:RUNS]),
        tuple((word, tuple(rare[n + 1 :])) for n, word in enumerate(rare[:PAIRED]) if rare[n + 1 :]),
        known,
    )


def _plain_words(wording: Wording) -> list[str]:
    return [_plain(wording.text[word.start : word.end]) for word in wording.words]


# Of a word that is not looked up; and of one that no statement has, so that nothing is found by it.
COMMON: Rarity = (COUNTED + 1, 0)
UNKNOWN: Rarity = (COUNTED + 2, 0)


def _plain(word: str) -> str:
    """A word without ligatures, and without the brackets around a letter of it."""
    return unicodedata.normalize("NFKC", word).replace("[", "").replace("]", "")


def _rarities(store: Store, plain: Sequence[str]) -> Mapping[str, Rarity]:
    """How rare the words are: how many statements have each, and of the common ones, how soon so many are met."""
    some = {part for word in plain for part in folded(word)}
    looked_up = sorted(some - PLAIN_WORDS or some, key=lambda word: (-len(word), word))[:LOOKED_UP]
    matches = json.dumps([in_column("content", quoted(word)) for word in looked_up])
    rows = store.rows(COUNTS, {"matches": matches, "limit": COUNTED})
    counts = [json.loads(row["counted"]) for row in rows]
    return {word: (n, -last) if n else UNKNOWN for word, (n, last) in zip(looked_up, counts, strict=True)}


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
    parts = min(PARTS, count)
    starts = set()
    for n in range(parts):
        part = range(n * count // parts, (n + 1) * count // parts)
        starts.add(min(part, key=lambda at: _of_run(rarity[at : at + RUN])))
    return sorted(starts)
