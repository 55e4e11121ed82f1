"""Which of many stretches are around a place, without a look at all of them for each."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Sequence

__all__ = ["Touching", "around"]

Range = tuple[int, int]

# In characters. A stretch is filed under each block that it touches.
BLOCK = 256


def around(stretches: Sequence[Range], places: Sequence[int]) -> list[list[int]]:
    """For each place the numbers of the ``stretches`` (end exclusive) that hold it, in order."""
    opening = sorted(range(len(stretches)), key=lambda n: stretches[n][0])
    out: list[list[int]] = [[] for _ in places]
    open_now: list[tuple[int, int]] = []  # a heap: the first to end comes first
    n = 0
    for p in sorted(range(len(places)), key=places.__getitem__):
        while n < len(opening) and stretches[opening[n]][0] <= places[p]:
            heapq.heappush(open_now, (stretches[opening[n]][1], opening[n]))
            n += 1
        while open_now and open_now[0][0] <= places[p]:
            heapq.heappop(open_now)
        out[p] = sorted(number for _, number in open_now)
    return out


class Touching:
    """Numbers filed under stretches of a text, to be found by a stretch that touches theirs."""

    def __init__(self) -> None:
        self._blocks: dict[int, dict[int, None]] = {}

    def add(self, number: int, stretches: Iterable[Range]) -> None:
        """Files ``number`` under each of ``stretches``."""
        for start, end in stretches:
            for block in range(start // BLOCK, (end - 1) // BLOCK + 1):
                self._blocks.setdefault(block, {})[number] = None

    def near(self, start: int, end: int) -> list[int]:
        """The numbers filed in the blocks of ``start:end``, in order; a few of them may not touch it."""
        blocks = range(start // BLOCK, (end - 1) // BLOCK + 1)
        return sorted({n for block in blocks for n in self._blocks.get(block, ())})
