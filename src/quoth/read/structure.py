"""What the text itself says of which piece can belong to which cue: paragraphs, quotation marks, and what touches what.

These are hard facts; scores choose among what they leave. How often annotators break them was counted before they were
made hard: a piece beyond its cue's paragraph that is no quotation going on, 33 of 11,480 pieces in 400 articles of
PolNeAR train and 27 of 4,577 in the reports of the world; a quotation shared by two statements, 11 of 4,798 and 30 of
1,670, most of them one within the other.
"""

from __future__ import annotations

import itertools
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from quoth.read.spans import Range

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from quoth.read.tokens import Tokens

__all__ = ["Structure"]

# A paragraph is a quotation when its quotations leave out no more words than this.
LOOSE = 2
# Words that may stand between a cue with its source and the quotation that it touches: "he said on Monday: “...".
APART = 4


class Structure:
    """The paragraphs and outer quotations of a text in tokens, and what they allow."""

    def __init__(self, tokens: Tokens) -> None:
        self._tokens = tokens
        size = len(tokens)
        text = tokens.text
        self._word = np.array([text[s].isalnum() for s in tokens.start], bool) if size else np.zeros(0, bool)
        self._words_before = np.concatenate([[0], np.cumsum(self._word)])
        self._ends = np.array([text[s] in ".!?" for s in tokens.start], bool) if size else np.zeros(0, bool)
        self._ends_before = np.concatenate([[0], np.cumsum(self._ends)])
        low, high = (int(tokens.start[0]), int(tokens.end[-1])) if size else (0, 0)
        # one that nothing closes may end anywhere, unless it goes on in the next paragraph
        outer = [
            q
            for q in tokens.quotations
            if q.depth == 0 and low <= q.start and q.end <= high and (q.closed or q.continues or not q.opened)
        ]
        self.quotations: list[Range] = []
        self.quotation = np.full(size, -1, np.int64)
        for q in outer:
            i = int(np.searchsorted(tokens.start, q.start))
            j = int(np.searchsorted(tokens.end, q.end)) + 1
            if j > i:
                self.quotation[i:j] = len(self.quotations)
                self.quotations.append((i, min(j, size)))
        self._quoted_before = np.concatenate([[0], np.cumsum(self.quotation >= 0)])

    def is_quotation(self, piece: Range) -> bool:
        """Whether a piece begins inside quotation marks and ends inside them or where they end."""
        i, j = piece
        return bool(self.quotation[i] >= 0 and self.quotation[j - 1] >= 0)

    @cached_property
    def _quoted_paragraphs(self) -> set[int]:
        """The paragraphs that are quotations from end to end."""
        paragraph = self._tokens.paragraph
        if not len(paragraph):
            return set()
        out = set()
        starts = [0, *(np.flatnonzero(np.diff(paragraph)) + 1).tolist(), len(paragraph)]
        for i, j in itertools.pairwise(starts):
            words = int(self._words_before[j] - self._words_before[i])
            outside = int((self._word[i:j] & (self.quotation[i:j] < 0)).sum())
            if words > LOOSE and outside <= LOOSE and self.quotation[i] >= 0:
                out.add(int(paragraph[i]))
        return out

    def may_stand_alone(self, piece: Range) -> bool:
        """Whether a piece is a quotation of more than a few words, as titles and nicknames are not."""
        i, j = piece
        return self.is_quotation(piece) and int(self._words_before[j] - self._words_before[i]) > APART

    def fills_paragraph(self, piece: Range) -> bool:
        """Whether the paragraph of a piece is a quotation from end to end."""
        return int(self._tokens.paragraph[piece[0]]) in self._quoted_paragraphs

    def allowed(self, cues: NDArray[np.int64], pieces: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Whether a piece may choose a cue at all, for ``pieces`` [n, 2] and ``cues`` [n, 2] pair by pair.

        It may within its paragraph, or where only paragraphs that are quotations lie between.
        """
        paragraph = self._tokens.paragraph.astype(np.int64)
        at, first, last = paragraph[cues[:, 0]], paragraph[pieces[:, 0]], paragraph[pieces[:, 1] - 1]
        out: NDArray[np.bool_] = (first <= at) & (at <= last)
        quoted = np.isin(first, np.array(sorted(self._quoted_paragraphs), np.int64))
        if quoted.any():
            # what runs on behind a cue's paragraph, or stands right before it, in paragraphs of quotations
            back = self._backs(cues)
            out |= quoted & (at == np.array([back.get(p, -2) for p in first.tolist()], np.int64))
            out |= quoted & (at == last + 1) & self._opens_paragraph(cues)
        return out

    def _backs(self, cues: NDArray[np.int64]) -> dict[int, int]:
        """For each paragraph that is a quotation the last one before it that is none, or has a cue outside marks."""
        outer = {int(self._tokens.paragraph[i]) for i in np.unique(cues[:, 0]).tolist() if self.quotation[i] < 0}
        out: dict[int, int] = {}
        for p in sorted(self._quoted_paragraphs):
            passed = p - 1 in self._quoted_paragraphs and p - 1 not in outer
            out[p] = out[p - 1] if passed else p - 1
        return out

    def _opens_paragraph(self, cues: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Whether cues stand within the first few words of their paragraphs."""
        start = np.searchsorted(self._tokens.paragraph, self._tokens.paragraph[cues[:, 0]])
        out: NDArray[np.bool_] = self._words_before[cues[:, 0]] - self._words_before[start] <= APART
        return out

    def touching(
        self, cues: NDArray[np.int64], pieces: NDArray[np.int64], sources: NDArray[np.int64]
    ) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
        """Whether a quotation touches a cue, pair by pair: in one sentence, or else over the end of the cue's.

        Only the cue's source, of ``sources`` [n, 2] (0, 0 where it has none), and a few words may stand between.
        """
        after = cues[:, 1] <= pieces[:, 0]
        a = np.where(after, cues[:, 1], pieces[:, 1])
        b = np.where(after, pieces[:, 0], cues[:, 0])
        words, paragraph = self._words_before, self._tokens.paragraph
        low, high = np.maximum(a, sources[:, 0]), np.minimum(b, sources[:, 1])
        own = np.where(low < high, words[np.maximum(low, high)] - words[low], 0)
        within = (cues[:, 0] >= pieces[:, 0]) & (cues[:, 1] <= pieces[:, 1])
        parted = (paragraph[np.minimum(a, len(paragraph) - 1)] != paragraph[np.maximum(b - 1, 0)]) & (a < b)
        quoted = (a < b) & (self._quoted_before[b] > self._quoted_before[a])
        few = words[b] - words[a] - np.maximum(own, 0) <= APART
        quotation = (self.quotation[pieces[:, 0]] >= 0) & (self.quotation[pieces[:, 1] - 1] >= 0)
        ok = quotation & ~within & ~parted & ~quoted & few
        stops = self._ends_before[b] - self._ends_before[a]
        return ok & (stops == 0), ok & after & (stops == 1)
