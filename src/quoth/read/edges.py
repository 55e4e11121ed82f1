"""Where a piece begins and ends: content with its quotation's marks and before a comma, a source before a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from quoth.read.spans import Range

if TYPE_CHECKING:
    from quoth.read.tokens import Tokens

__all__ = ["Edges"]

# Tokens between a piece's end and its quotation's closing mark that may be taken in: a full stop, and the mark.
CLOSING = 2
WEEKDAYS = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}


class Edges:
    """The ends of the outer quotations of a text, in tokens, and what they make of the edges of a piece."""

    def __init__(self, tokens: Tokens) -> None:
        self._tokens = tokens
        low, high = int(tokens.start[0]), int(tokens.end[-1])
        outer = [q for q in tokens.quotations if q.depth == 0 and low <= q.start and q.end <= high]
        self._opening = {int(np.searchsorted(tokens.start, q.start)) for q in outer if q.opened}
        # the token of each closing mark, with the first token of its quotation
        self._closing = {
            int(np.searchsorted(tokens.end, q.end)): int(np.searchsorted(tokens.start, q.start))
            for q in outer
            if q.closed
        }

    def tidy(self, piece: Range, *, inner: bool = False) -> Range:
        """``piece`` with the marks that stand at its edges taken in, and without a comma at its end.

        One that is ``inner``, in the content of another statement, takes in no mark of a quotation around that.
        """
        i, j = piece
        if i - 1 in self._opening:
            i -= 1
        for mark in range(j, j + CLOSING):
            opens = self._closing.get(mark, j)
            if opens < j and (i <= opens or not inner) and not self._has_word(j, mark):
                j = mark + 1
                break
        if j - i > 1 and self._words(j - 1) == ",":
            j -= 1
        return i, j

    def source(self, span: Range) -> Range:
        """``span`` without a day of the week at its end: "the minister Tuesday" is the minister."""
        i, j = span
        return (i, j - 1) if j - i > 1 and self._words(j - 1) in WEEKDAYS else span

    def _words(self, n: int) -> str:
        return self._tokens.text[self._tokens.start[n] : self._tokens.end[n]]

    def _has_word(self, first: int, last: int) -> bool:
        return any(any(map(str.isalnum, self._words(n))) for n in range(first, last))
