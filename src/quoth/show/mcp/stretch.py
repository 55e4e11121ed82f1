"""A long text a stretch at a time: so long, and with so many statements, as an answer may be."""

from __future__ import annotations

from collections.abc import Sequence

from quoth.records import Statement

__all__ = ["stretch"]

# Characters and statements of one answer.
LONGEST, MOST = 6000, 15
# In this last share of a stretch, an end of a line is a good place to stop.
TAIL = 0.2


def stretch(text: str, statements: Sequence[Statement], start: int) -> tuple[int, int, list[Statement]]:
    """Where the stretch from ``start`` begins and ends, and the statements that begin in it, in text order.

    All statements that begin at one place are in one stretch, so that a stretch after the other has each once.
    """
    start = min(start, len(text))
    end = min(start + LONGEST, len(text))
    if end < len(text):
        line = text.rfind("\n", end - int(TAIL * LONGEST), end)
        end = line + 1 if line > start else end
    begun = [each for each in statements if start <= each.content[0].start < end]
    if len(begun) > MOST:
        end = max(begun[MOST].content[0].start, begun[0].content[0].start + 1)
        begun = [each for each in begun if each.content[0].start < end]
    return start, end, begun
