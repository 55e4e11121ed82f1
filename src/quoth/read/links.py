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

__all__ = ["Pointing", "Table", "masses", "table"]

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


class Table:
    """Numbers of rows by columns of which most are far apart: only those in reach are held, all others are 0.

    ``rows``, ``columns`` and ``values`` are in the order of rows, then of columns.
    """

    def __init__(
        self, rows: NDArray[np.int64], columns: NDArray[np.int64], values: NDArray[np.float32], shape: tuple[int, int]
    ) -> None:
        order = np.lexsort((columns, rows))
        self.rows, self.columns, self.values = rows[order], columns[order], values[order]
        self.shape = shape
        self._keys = self.rows * shape[1] + self.columns
        self._begins = np.searchsorted(self.rows, np.arange(shape[0] + 1))

    @property
    def turned(self) -> Table:
        """The same with rows as columns."""
        return Table(self.columns, self.rows, self.values, (self.shape[1], self.shape[0]))

    def row(self, n: int) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """The columns that are held of a row, in order, and their values."""
        at = slice(int(self._begins[n]), int(self._begins[n + 1]))
        return self.columns[at], self.values[at]

    def at(self, rows: NDArray[np.int64], columns: NDArray[np.int64]) -> NDArray[np.float32]:
        """The values at pairs of row and column."""
        out = np.zeros(len(rows), np.float32)
        if len(self._keys):
            keys = rows * self.shape[1] + columns
            found = np.minimum(np.searchsorted(self._keys, keys), len(self._keys) - 1)
            held = self._keys[found] == keys
            out[held] = self.values[found[held]]
        return out


def table(pointing: list[Pointing], spans: list[Range]) -> Table:
    """The probability [pointing, spans] that each points into each of ``spans``.

    Held are the spans that its mass touches, so that the table grows as the text does.
    """
    ranges = np.array(spans, np.int64).reshape(-1, 2)
    order = np.argsort(ranges[:, 0], kind="stable")
    sorted_ranges = ranges[order]
    reached = np.maximum.accumulate(sorted_ranges[:, 1]) if len(spans) else sorted_ranges[:, 1]
    # one running sum over all masses: of a range it is the difference of two places
    sizes = np.array([len(p.mass) for p in pointing], np.int64)
    lows = np.array([p.low for p in pointing], np.int64)
    total = np.concatenate([[0.0], np.cumsum(np.concatenate([np.zeros(0), *(p.mass for p in pointing)]))])
    begins = np.cumsum(sizes) - sizes
    first = np.searchsorted(reached, lows, side="right")
    last = np.maximum(np.searchsorted(sorted_ranges[:, 0], lows + sizes), first)
    rows = np.repeat(np.arange(len(pointing)), last - first)
    columns = np.arange(len(rows)) - np.repeat(np.cumsum(last - first) - last, last - first)
    touched = sorted_ranges[columns, 1] > lows[rows]
    rows, columns = rows[touched], columns[touched]
    ends = np.minimum(np.maximum(sorted_ranges[columns] - lows[rows, None], 0), sizes[rows, None]) + begins[rows, None]
    values = (total[ends[:, 1]] - total[ends[:, 0]]).astype(np.float32)
    return Table(rows, order[columns], values, (len(pointing), len(spans)))
