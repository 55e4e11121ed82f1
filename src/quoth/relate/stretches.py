"""What of a statement is a quotation by itself: all of it, what stands in its quotation marks, each stretch of that."""

from __future__ import annotations

from quoth.relate.words import words
from quoth.text import JOINT, quotations

__all__ = ["units"]


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
