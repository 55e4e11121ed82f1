"""How strongly the spans of an article belong together, from where their tokens point."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from quoth.read.network import REACH
from quoth.read.spans import Range

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from quoth.read.network import Scores

__all__ = ["Pointing", "masses", "table"]

# Tokens of a span that are asked where they point: the first, the last, and some between.
ASKED = 8
# Rows of link scores computed at once.
CHUNK = 96


@dataclass(frozen=True, slots=True)
class Pointing:
    """Where a span's tokens point, on average: the probability of each token from ``low`` on, and of none."""

    low: int
    mass: NDArray[np.float32]
    none: float

    def peak(self) -> tuple[int, float]:
        """The token pointed to most, and its probability; (-1, 0) where there is none."""
        if not len(self.mass):
            return -1, 0.0
        best = int(self.mass.argmax())
        return self.low + best, float(self.mass[best])


def masses(scores: Scores, head: str, spans: list[Range]) -> list[Pointing]:
    """Where each of ``spans`` points under a link head, within reach; spans in any order."""
    order = sorted(range(len(spans)), key=lambda n: spans[n])
    out: dict[int, Pointing] = {}
    n = 0
    while n < len(order):
        rows: list[int] = []
        some: list[tuple[int, int, int]] = []
        while n < len(order) and len(rows) < CHUNK and (not rows or spans[order[n]][0] - rows[0] <= REACH):
            asked = _asked(*spans[order[n]])
            some.append((order[n], len(rows), len(rows) + len(asked)))
            rows += asked
            n += 1
        low, high = max(0, rows[0] - REACH), min(len(scores.tokens), max(rows) + REACH)
        found = scores.links(head, np.array(rows), low, high)
        for which, begin, end in some:
            mean = found[begin:end].mean(0)
            # beyond reach there is nothing, and much of that would fill the memory
            near, far = max(0, rows[begin] - REACH - low), rows[end - 1] + REACH + 1 - low
            out[which] = Pointing(low + near, mean[:-1][near:far].copy(), float(mean[-1]))
    return [out[n] for n in range(len(spans))]


def _asked(start: int, end: int) -> list[int]:
    if end - start <= ASKED:
        return list(range(start, end))
    return [start + (end - 1 - start) * k // (ASKED - 1) for k in range(ASKED)]


def table(pointing: list[Pointing], spans: list[Range]) -> NDArray[np.float32]:
    """The probability [pointing, spans] that each points into each of ``spans``."""
    out = np.zeros((len(pointing), len(spans)), np.float32)
    ranges = np.array(spans, np.int64).reshape(-1, 2)
    for n, p in enumerate(pointing):
        total = np.concatenate([[0.0], np.cumsum(p.mass, dtype=np.float64)])
        ends = np.clip(ranges - p.low, 0, len(p.mass))
        out[n] = total[ends[:, 1]] - total[ends[:, 0]]
    return out
