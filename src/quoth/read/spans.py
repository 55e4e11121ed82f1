"""Tags and spans: BIO labels to ranges of tokens and back, and the best sequence of labels (Viterbi, 1967)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["ROLES", "TAGS", "Range", "best_tags", "best_tags_each", "legal", "spans_of", "tags_of"]

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
    return best_tags_each(scores[None], bigrams)[0]


def best_tags_each(scores: NDArray[np.float32], bigrams: NDArray[np.float32]) -> list[list[int]]:
    """As ``best_tags`` for each of several sequences of one length, ``scores`` [k, n, 7], in one pass.

    ``bigrams`` are [7, 7] for all of them, or [k, 7, 7].
    """
    several, size, count = scores.shape
    if not size:
        return [[] for _ in range(several)]
    may = np.array([[legal(a, b) for b in range(count)] for a in range(count)])
    steps = np.broadcast_to(np.where(may, bigrams.astype(np.float64), -np.inf), (several, count, count))
    rows = np.ascontiguousarray(scores.transpose(1, 0, 2), np.float64)
    best = np.empty((size, several, count))
    best[0] = np.where(may[0], rows[0], -1e9)
    ways, add, most = np.empty((several, count, count)), np.add, np.maximum.reduce
    for n in range(1, size):  # three calls a token: what is written out in Python takes ten times as long
        add(best[n - 1][:, :, None], steps, out=ways)
        most(ways, axis=1, out=best[n])
        best[n] += rows[n]
    out: list[list[int]] = []
    for k in range(several):
        back = (best[:-1, k, :, None] + steps[k]).argmax(1).tolist()  # of each token and tag, the tag before
        tags = [int(best[-1, k].argmax())]
        for each in reversed(back):
            tags.append(each[tags[-1]])
        out.append(tags[::-1])
    return out
