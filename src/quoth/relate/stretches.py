"""What is a quotation by itself: a statement, what stands in its marks; of a text, what a place in it belongs to."""

from __future__ import annotations

import re

from quoth.relate.words import words
from quoth.text import JOINT, quotations

__all__ = ["around", "begins_sentence", "ends_stretch", "units"]

# What stands before a sentence: a full stop, or the comma and the marks before the words of who reports.
_BEFORE = re.compile(r"(?:[.!?][\"'”’»)\]]*|,[\"'”’»]+)[\s…]+[\"“‘'«„(\[]*\Z")

# What stands behind a stretch: its marks, and a piece that begins another sentence, as the report has words between.
_BEHIND = re.compile(rf"[,.!?]*[\"'”’»]*{re.escape(JOINT)}[“\"‘'«„(\[]*[^\W\d_a-z]")

# Where a sentence ends, with the marks behind it; and a line.
_END = re.compile(r"[.!?…][\"'”’»)\]]*(?=\s)|\n")


def units(content: str) -> list[str]:
    """The content; where words of it stand outside of quotation marks, what is in them: together and each alone.

    So does what stands in quotation marks within others.
    """
    found = [(piece[each.start : each.end], each.depth) for piece in content.split(JOINT) for each in quotations(piece)]
    inner = [stretch for stretch, depth in found if depth and words(stretch)]
    marked = [stretch for stretch, depth in found if not depth and words(stretch)]
    if sum(len(words(stretch)) for stretch in marked) in (0, len(words(content))):
        return list(dict.fromkeys((content, *inner)))
    return list(dict.fromkeys((content, JOINT.join(marked), *marked, *inner)))


def begins_sentence(content: str, start: int) -> bool:
    """Whether a sentence of a speech begins there, so that what was said before it turns nothing in it.

    What follows a sentence may turn it: who quotes the first sentences alone leaves something out.
    """
    return content[start : start + 1].isupper() and _BEFORE.search(content[:start]) is not None


def ends_stretch(content: str, end: int) -> bool:
    """Whether a piece of a speech ends there, and the next begins another sentence: “… open,” she said. “We …”.

    Who quotes the whole of what a report has between its marks leaves nothing out.
    """
    found = _BEHIND.match(content, end)
    return found is not None and content[found.end() - 1].isupper()


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
