"""Where an article is cut into windows for the network: between paragraphs, so that few word pieces are read twice.

The network was fitted on windows that begin and end with paragraphs. Before one stand a few pieces of what came before;
only within a paragraph that is longer than a window there is context on both sides of a cut.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

__all__ = ["BEFORE", "CONTEXT", "LONGER", "WINDOW", "Window", "windows"]

# Word pieces in a window, and how many more where a paragraph ends so. The network was fitted on windows of 160 to 288;
# longer ones cost more a piece, since each looks at all others, and shorter ones cost accuracy (make bench).
WINDOW, LONGER = 256, 32

# How many pieces before a window that begins with a paragraph are read with it, to be kept from the one before: on
# PolNeAR's dev 16 are worth 0.4 points, and cost 6 % of the time; 32 are worth as much.
BEFORE = 16

# How many pieces on each side of a cut within a paragraph are read with it, to be kept from the other window.
CONTEXT = 32


class Window(NamedTuple):
    """Pieces ``start:end`` are read, and what is said of ``first:last`` is kept."""

    start: int
    end: int
    first: int
    last: int


def windows(
    size: int, begins: Sequence[int], window: int = WINDOW, context: int = CONTEXT, before: int = BEFORE
) -> Iterator[Window]:
    """Windows that cover ``size`` pieces, each kept from one; ``begins`` are the first pieces of paragraphs, in order.

    They are about equally long, since a short rest would be read without what it belongs to.
    """
    longer = window + window // (WINDOW // LONGER)
    start = first = 0
    while size - start > longer:
        low, high = first + window // 2 - before, start + longer
        some = begins[bisect_right(begins, low) : bisect_right(begins, high)]
        if some:
            aim = first + (size - first) / -(-(size - first) // (window - before))
            at = bisect_left(some, aim)
            last = min(some[max(0, at - 1) : at + 1], key=lambda begin: abs(begin - aim))
            yield Window(start, last, first, last)
            start, first = last - before, last
        else:
            end = start + window
            yield Window(start, end, first, end - context)
            start, first = end - 2 * context, end - context
    yield Window(start, size, first, size)
