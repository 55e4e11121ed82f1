"""What is a quotation by itself: of a statement all, and what stands in its marks; of a text, what a place belongs to."""

from __future__ import annotations

import re

from quoth.relate.words import words
from quoth.text import JOINT, quotations

__all__ = ["around", "units"]

# Where a sentence ends, with the marks behind it; and a line.
_END = re.compile(r"[.!?…][\"'”’»)\]]*(?=\s)|\n")


def units(content: str) -> list[str]:
    """The content, and where words of it stand outside of quotation marks, what is in them: together and each alone.

    The parts of a statement that is in quotation marks from end to end are none: who quotes one of them leaves out the
    others.
    """
    pieces = content.split(JOINT)
    found = [piece[each.start : each.end] for piece in pieces for each in quotations(piece) if each.depth == 0]
    marked = [stretch for stretch in found if words(stretch)]
    within = sum(len(words(stretch)) for stretch in marked)
    if not marked or within == len(words(content)):
        return [content]
    return list(dict.fromkeys((content, JOINT.join(marked), *marked)))


def around(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretches in quotation marks that a place of a text lies in, from the first to the last; else its sentences.

    Who quotes less than that leaves something out.
    """
    marked = [each for each in quotations(text) if each.depth == 0 and each.start < end and start < each.end]
    if marked and marked[0].start <= start and end <= marked[-1].end:
        return marked[0].start, marked[-1].end
    before = [found.end() for found in _END.finditer(text, 0, start)]
    behind = _END.search(text, max(start, end - 1))
    first, last = before[-1] if before else 0, behind.start() + 1 if behind else len(text)
    piece = text[first:last]
    return first + len(piece) - len(piece.lstrip()), last - len(piece) + len(piece.rstrip())
