"""The kind of a content, from the quotation marks around its words."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from quoth.records import Kind
from quoth.text import DEEPEST, Quotation

__all__ = ["kind_of"]

_WORD = re.compile(r"\w+")


def kind_of(text: str, content: Sequence[tuple[int, int]], found: Sequence[Quotation]) -> Kind:
    """``direct`` if every word of ``content`` stands inside quotation marks, ``indirect`` if none does, else ``mixed``.

    ``found`` is what ``text.quotations`` gives for the whole text. Only words count: a comma outside the marks changes
    nothing, a "that" outside them makes it mixed. Content without any word is indirect.
    """
    inside = outside = 0
    for start, end in content:
        n = _first_reaching(found, start)
        for word in _WORD.finditer(text, start, end):
            while n < len(found) and (found[n].depth or found[n].end <= word.start()):
                n += 1
            if (n < len(found) and found[n].start <= word.start()) or _in_inner(found, word.start()):
                inside += 1
            else:
                outside += 1
    if not inside:
        return "indirect"
    return "mixed" if outside else "direct"


def _first_reaching(found: Sequence[Quotation], offset: int) -> int:
    """The index of an outermost quotation around ``offset``, or else of the next one that begins after it."""
    n = bisect_right(found, offset, key=lambda q: q.start)
    while n and (found[n - 1].depth or found[n - 1].end > offset):
        n -= 1
        if not found[n].depth:
            break
    return n


def _in_inner(found: Sequence[Quotation], offset: int) -> bool:
    """Whether a quotation that reaches out of the one it began in, as crossed marks make it, is around ``offset``."""
    n = bisect_right(found, offset, key=lambda q: q.start)
    return any(q.end > offset for q in found[max(0, n - DEEPEST) : n])
