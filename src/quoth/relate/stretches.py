"""What is a quotation by itself: a statement, what stands in its marks; of a text, what a place in it belongs to."""

from __future__ import annotations

import re

from quoth.relate.words import words
from quoth.text import JOINT, quotations

__all__ = ["around", "units"]

# How a sentence begins in quotation marks.
_CAPITAL = re.compile(r"\W*[A-Z0-9\u00c0-\u00de]")

# Where a sentence ends, with the marks behind it; and a line.
_END = re.compile(r"[.!?…][\"'”’»)\]]*(?=\s)|\n")


def units(content: str) -> list[str]:
    """The content; where words of it stand outside of quotation marks, what is in them: together and each alone.

    Where it is in marks from end to end, its last pieces, too, if they begin a sentence: what was said before them is a
    quotation by itself, and turns nothing in them. What follows may turn what was said before; who quotes the first
    pieces alone leaves something out.
    """
    pieces = content.split(JOINT)
    found = [piece[each.start : each.end] for piece in pieces for each in quotations(piece) if each.depth == 0]
    marked = [stretch for stretch in found if words(stretch)]
    within = sum(len(words(stretch)) for stretch in marked)
    if marked and within < len(words(content)):
        return list(dict.fromkeys((content, JOINT.join(marked), *marked)))
    begin = [n for n, piece in enumerate(pieces) if n and _CAPITAL.match(piece)]
    return [content, *(JOINT.join(pieces[n:]) for n in begin)]


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
