"""The kind of a content, from the quotation marks around its words."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from quoth.records import Kind
from quoth.text import DEEPEST, Quotation

__all__ = ["Marked", "kind_of"]

_WORD = re.compile(r"\w+")


class Marked:
    """The quotations of a text, as ``text.quotations`` gives them, made ready to be asked often."""

    def __init__(self, found: Sequence[Quotation]) -> None:
        self.found = found
        self.outer = [q for q in found if not q.depth]

    def first_reaching(self, offset: int) -> int:
        """The index among the outermost ones of that around ``offset``, or else of the next one after it."""
        n = bisect_right(self.outer, offset, key=lambda q: q.start)
        return n - 1 if n and self.outer[n - 1].end > offset else n

    def is_within(self, offset: int) -> bool:
        """Whether a quotation begins before ``offset`` and ends after it."""
        n = bisect_left(self.outer, offset, key=lambda q: q.start)
        return bool(n and self.outer[n - 1].end > offset) or self.in_inner(offset - 1, offset)

    def within(self, start: int, end: int) -> Marked:
        """Those that begin and end within ``start:end``, the outermost of them as such."""
        low, high = (bisect_left(self.found, at, key=lambda q: q.start) for at in (start, end))
        inside = [q for q in self.found[low:high] if q.end <= end]
        top = min((q.depth for q in inside), default=0)
        return Marked([replace(q, depth=q.depth - top) for q in inside])

    def in_inner(self, offset: int, beyond: int | None = None) -> bool:
        """Whether a quotation that reaches out of the one it began in, as crossed marks make it, is around it."""
        n = bisect_right(self.found, offset, key=lambda q: q.start)
        return any(q.end > (offset if beyond is None else beyond) for q in self.found[max(0, n - DEEPEST) : n])


def kind_of(text: str, content: Sequence[tuple[int, int]], found: Sequence[Quotation] | Marked) -> Kind:
    """``direct`` if every word of ``content`` stands inside quotation marks, ``indirect`` if none does, else ``mixed``.

    ``found`` is what ``text.quotations`` gives for the whole text. Only words count: a comma outside the marks changes
    nothing, a "that" outside them makes it mixed. Content without any word is indirect.
    """
    marked = found if isinstance(found, Marked) else Marked(found)
    outer = marked.outer
    inside = outside = 0
    for start, end in content:
        n = marked.first_reaching(start)
        for word in _WORD.finditer(text, start, end):
            while n < len(outer) and outer[n].end <= word.start():
                n += 1
            if (n < len(outer) and outer[n].start <= word.start()) or marked.in_inner(word.start()):
                inside += 1
            else:
                outside += 1
    if not inside:
        return "indirect"
    return "mixed" if outside else "direct"
