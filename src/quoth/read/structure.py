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

    def allowed(self, cues: list[Range], pieces: list[Range]) -> NDArray[np.bool_]:
        """[cues, pieces]: whether a piece may choose a cue at all.

        It may within its paragraph, or where only paragraphs that are quotations lie between.
        """
        out = np.zeros((len(cues), len(pieces)), bool)
        if not cues or not pieces:
            return out
        at = np.array([int(self._tokens.paragraph[i]) for i, _ in cues])
        first = np.array([int(self._tokens.paragraph[i]) for i, _ in pieces])
        last = np.array([int(self._tokens.paragraph[j - 1]) for _, j in pieces])
        out |= (first[None, :] <= at[:, None]) & (at[:, None] <= last[None, :])
        self._over_paragraphs(out, cues, at, first, last)
        return out

    def _over_paragraphs(
        self,
        out: NDArray[np.bool_],
        cues: list[Range],
        at: NDArray[np.int64],
        first: NDArray[np.int64],
        last: NDArray[np.int64],
    ) -> None:
        """Allows what runs on behind a cue's paragraph, or stands right before it, in paragraphs of quotations."""
        by_cue: dict[int, list[int]] = {}
        for n, p in enumerate(at.tolist()):
            by_cue.setdefault(p, []).append(n)
        for k in range(len(first)):
            p = int(first[k])
            if p not in self._quoted_paragraphs:
                continue
            back = p - 1
            while back in self._quoted_paragraphs and not self._has_outer_cue(by_cue.get(back, []), cues):
                back -= 1
            for n in by_cue.get(back, []):
                out[n, k] = True
            for n in by_cue.get(int(last[k]) + 1, []):
                if self._opens_paragraph(cues[n]):
                    out[n, k] = True

    def _has_outer_cue(self, numbers: list[int], cues: list[Range]) -> bool:
        return any(self.quotation[cues[n][0]] < 0 for n in numbers)

    def _opens_paragraph(self, cue: Range) -> bool:
        """Whether a cue stands within the first few words of its paragraph."""
        start = int(np.searchsorted(self._tokens.paragraph, self._tokens.paragraph[cue[0]]))
        return int(self._words_before[cue[0]] - self._words_before[start]) <= APART

    def touching(
        self, allowed: NDArray[np.bool_], cues: list[Range], pieces: list[Range], sources: list[list[Range]]
    ) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
        """[cues, pieces], twice: which cues a quotation touches, and which another cue with a quotation parts from it.

        ``sources`` are those that each cue is likely to have. A quotation touches a cue over its source and a few
        words, in one sentence, or, where it touches none so, over the end of the cue's sentence.
        """
        near, loose = np.zeros_like(allowed), np.zeros_like(allowed)
        for k, piece in enumerate(pieces):
            if self.is_quotation(piece):
                for n in np.flatnonzero(allowed[:, k]).tolist():
                    near[n, k], loose[n, k] = self._touches(cues[n], piece, sources[n])
        own: NDArray[np.bool_] = near.sum(axis=1) > 0
        starts = np.array([i for i, _ in cues])
        parted = np.zeros_like(allowed)
        for k, (i, j) in enumerate(pieces):
            if near[:, k].any():
                continue
            for n in np.flatnonzero(allowed[:, k]).tolist():
                a, b = (cues[n][1], i) if cues[n][1] <= i else (j, cues[n][0])
                between: NDArray[np.bool_] = own & (starts >= a) & (starts < b)
                between[n] = False
                parted[n, k] = bool(between.any())
        touched: NDArray[np.bool_] = np.where((near.sum(axis=0) > 0)[None, :], near, loose)
        return touched, parted

    def _touches(self, cue: Range, piece: Range, sources: list[Range]) -> tuple[bool, bool]:
        """Whether only the cue's source and a few words part it from a quotation: in one sentence, or over its end."""
        i, j = piece
        if cue[0] >= i and cue[1] <= j:
            return False, False
        a, b = (cue[1], i) if cue[1] <= i else (j, cue[0])
        if self._tokens.paragraph[min(a, len(self._tokens) - 1)] != self._tokens.paragraph[max(b - 1, 0)] and a < b:
            return False, False
        words = int(self._words_before[b] - self._words_before[a])
        for s, t in sources:
            low, high = max(a, s), min(b, t)
            words -= max(0, int(self._words_before[high] - self._words_before[low])) if low < high else 0
        if words > APART or any(self.quotation[x] >= 0 for x in range(a, b)):
            return False, False
        stops = int(self._ends_before[b] - self._ends_before[a])
        after = cue[1] <= i
        return stops == 0, after and stops == 1
