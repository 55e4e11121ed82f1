"""Content that ends in the middle of a phrase goes on to where its words are believed to end, or is none.

Where the network half believes in a content, each of its words is half believed, and the best tags let it end at the
first that is a little less than that: "that they are in", "once the".
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

import numpy as np

from quoth.read.spans import TAGS, Range

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from quoth.read.tokens import Tokens

__all__ = ["finished"]

# Words that end no phrase; in capitals they are names: "in May", "told Will".
OPEN = frozenset(
    "a an the this these those its their his her my our your that whether where when while because if than as of to in "
    "on at for from with by into about between against and or but nor is are was were be been being has have had "
    "will would can could may might must should do does did not which who whose what how".split()
)
# Of the belief in the words so far what a next word must have, and what any must.
SHARE = 0.35
LEAST = 0.05
STOPS = frozenset('.!?;:"”’“»«)(')
COMMA = ","


def finished(tokens: Tokens, tags: NDArray[np.float32], spans: list[Range], taken: list[Range]) -> list[Range]:
    """``spans`` of content under log-probabilities ``tags``, none ending in the middle of a phrase.

    None reaches into one of ``taken``, which are in order. What is nothing but such words is left out.
    """
    inside = TAGS.index("I-content")
    out: list[Range] = []
    for n, (i, j) in enumerate(spans):
        if not _is_open(tokens, j - 1) or j == len(tokens) or _word(tokens, j) in STOPS:
            out.append((i, j))
            continue
        at = bisect_right(taken, j - 1, key=lambda s: s[0])
        limit = min(
            spans[n + 1][0] if n + 1 < len(spans) else len(tokens), taken[at][0] if at < len(taken) else len(tokens)
        )
        k = j
        believed = LEAST / SHARE
        while k < limit and _word(tokens, k) not in STOPS and tokens.paragraph[k] == tokens.paragraph[j - 1]:
            mass = float(np.exp(tags[k, inside]))
            if mass < SHARE * believed:
                break
            believed = max(believed, mass)
            k += 1
        while k > i and (_is_open(tokens, k - 1) or _word(tokens, k - 1) == COMMA):
            k -= 1
        if k > i:
            out.append((i, k))
    return out


def _word(tokens: Tokens, n: int) -> str:
    return tokens.text[tokens.start[n] : tokens.end[n]]


def _is_open(tokens: Tokens, n: int) -> bool:
    """Whether token ``n`` is a whole word that ends no phrase, no piece of another."""
    return _word(tokens, n) in OPEN and np.count_nonzero(tokens.word[max(0, n - 1) : n + 2] == tokens.word[n]) == 1
