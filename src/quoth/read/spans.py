"""Tags and spans: BIO labels to ranges of tokens and back, and the best sequence of labels (Viterbi, 1967)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["ROLES", "TAGS", "Range", "best_tags", "legal", "spans_of", "tags_of"]

Range = tuple[int, int]

ROLES = ("source", "cue", "content")
TAGS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")


def tags_of(spans: Iterable[tuple[str, int, int]], size: int) -> list[int]:
    """The numbers of the BIO tags of ``size`` tokens under non-overlapping (role, start, end)."""
    out = [0] * size
    for role, start, end in spans:
        begin = 2 * ROLES.index(role) + 1
        out[start:end] = [begin] + [begin + 1] * (end - start - 1)
    return out


def spans_of(tags: Sequence[int]) -> list[tuple[str, int, int]]:
    """The (role, start, end) that tag numbers stand for, in token order; an I after nothing of its role begins."""
    out: list[tuple[str, int, int]] = []
    for n, tag in enumerate(tags):
        if not tag:
            continue
        role = ROLES[(tag - 1) // 2]
        if tag % 2 == 0 and out and out[-1][0] == role and out[-1][2] == n:
            out[-1] = (role, out[-1][1], n + 1)
        else:
            out.append((role, n, n + 1))
    return out


def legal(before: int, tag: int) -> bool:
    """Whether ``tag`` may follow ``before``: an I only its own B or I."""
    return tag == 0 or tag % 2 == 1 or before in {tag - 1, tag}


def best_tags(scores: NDArray[np.float32], bigrams: NDArray[np.float32]) -> list[int]:
    """The sequence of tags with the highest sum of ``scores`` [n, 7] and of ``bigrams`` [7, 7] from tag to tag."""
    if not len(scores):
        return []
    steps = [[(a, float(bigrams[a, b])) for a in range(len(TAGS)) if legal(a, b)] for b in range(len(TAGS))]
    rows = scores.tolist()
    best = [s if legal(0, tag) else -1e9 for tag, s in enumerate(rows[0])]
    back: list[list[int]] = []
    for row in rows[1:]:
        chosen = [max(step, key=lambda x: best[x[0]] + x[1]) for step in steps]
        best = [best[a] + add + s for (a, add), s in zip(chosen, row, strict=True)]
        back.append([a for a, _ in chosen])
    tag = max(range(len(TAGS)), key=best.__getitem__)
    tags = [tag]
    for came_from in reversed(back):
        tag = came_from[tag]
        tags.append(tag)
    return tags[::-1]
