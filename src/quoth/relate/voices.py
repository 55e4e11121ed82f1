"""Voices: articles that are one text printed more than once, wire copy above all.

Two articles are compared by the runs of thirteen words that they share (shingles; Broder, 1997), and looked up by some
of those, chosen so that any two texts with a long enough run in common share one (winnowing; Schleimer, Wilkerson and
Aiken, 2003). How much two share is counted over the shorter one, so that a shortened reprint is the same voice; a brief
of which a much longer report is made is not.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Sequence
from hashlib import blake2b

__all__ = ["MADE_BY", "SHARED", "WORDS", "is_one_voice", "is_part", "share", "shingles", "voice_keys"]

MADE_BY = "voices 2"

# Words in a shingle.
WORDS = 13

# Of so many shingles in a row one is a key at least.
WINDOW = 8

# What two articles must have in common, of the shorter one and of the longer one.
SHARED = 0.5
SHARED_OF_LONGER = 0.25

# Of a text that stands within a much longer one, so much must, and it must have so many shingles: what is shorter is a
# notice that many pages have.
PART = 0.6
LEAST = 12

_WORD = re.compile(r"\w+")


def shingles(text: str) -> tuple[int, ...]:
    """The runs of ``WORDS`` words of a text, in order, as numbers of 63 bits; a text of fewer words is one run."""
    words = [w.casefold() for w in _WORD.findall(text)]
    if not words:
        return ()
    last = max(1, len(words) - WORDS + 1)
    return tuple(_number(" ".join(words[n : n + WORDS])) for n in range(last))


def voice_keys(runs: Sequence[int]) -> frozenset[int]:
    """Under what an article is looked up: the least shingle of each ``WINDOW`` in a row."""
    least: deque[int] = deque()  # places of runs that may still be the least, each greater than the one before
    keys = set()
    for n, run in enumerate(runs):
        while least and runs[least[-1]] >= run:
            least.pop()
        least.append(n)
        if least[0] <= n - WINDOW:
            least.popleft()
        if n >= min(WINDOW, len(runs)) - 1:
            keys.add(runs[least[0]])
    return frozenset(keys)


def share(one: frozenset[int], other: frozenset[int]) -> tuple[float, float]:
    """How much two sets of shingles share: of the smaller one, and of the larger one."""
    common = len(one & other)
    return (common / min(len(one), len(other)), common / max(len(one), len(other))) if common else (0.0, 0.0)


def is_one_voice(one: frozenset[int], other: frozenset[int]) -> bool:
    """Whether two articles, given by their shingles, are one text."""
    of_shorter, of_longer = share(one, other)
    return of_shorter >= SHARED and of_longer >= SHARED_OF_LONGER


def is_part(one: frozenset[int], other: frozenset[int]) -> bool:
    """Whether an article, given by its shingles, is a text within a longer one."""
    return LEAST <= len(one) < len(other) and len(one & other) >= PART * len(one)


def _number(words: str) -> int:
    return int.from_bytes(blake2b(words.encode(), digest_size=8).digest()) >> 1
