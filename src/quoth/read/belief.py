"""How much each piece of content is believed to be of each cue near it: by links, and by what the text allows.

Pairs of cue and piece stand in rows, one a pair, so that time and memory grow as the text does.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from quoth.read.spans import Range
from quoth.read.structure import Structure

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from quoth.read.decode import Decoding, Spans

__all__ = ["Belief", "believed"]


@dataclass(frozen=True, slots=True)
class Belief:
    """From 0 to 1 for pairs of the numbers of a cue and a piece, in the order of cues, then of pieces; else 0."""

    cues: NDArray[np.int64]
    pieces: NDArray[np.int64]
    values: NDArray[np.float64]
    size: int  # how many pieces there are

    def of(self, cue: int, piece: int) -> float:
        """The belief in one pair."""
        low, high = np.searchsorted(self.cues, [cue, cue + 1])
        at = low + int(np.searchsorted(self.pieces[low:high], piece))
        return float(self.values[at]) if at < high and self.pieces[at] == piece else 0.0

    def best(self) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """[pieces], twice: the cue that each is most believed to be of, -1 for none, and how much."""
        cue, value = np.full(self.size, -1, np.int64), np.zeros(self.size)
        order = np.lexsort((self.cues, -self.values, self.pieces))
        order = order[self.values[order] > 0]
        found, first = np.unique(self.pieces[order], return_index=True)
        cue[found], value[found] = self.cues[order[first]], self.values[order[first]]
        return cue, value


def believed(spans: Spans, structure: Structure, sources: list[Range | None], decoding: Decoding) -> Belief:
    """The belief in each pair within reach of links; 0 where the text does not allow it.

    ``sources`` are those that the cues are likely to have.
    """
    n, k = _pairs(spans)
    size = len(spans.contents)
    if not len(n):
        return Belief(n, k, np.zeros(0), size)
    cue = np.array(spans.cues, np.int64)[n]
    piece = np.array(spans.contents, np.int64)[k]
    source = np.array([s or (0, 0) for s in sources], np.int64)[n]
    share = decoding.to_content
    links = (1 - share) * spans.from_content.at(n, k) + share * spans.to_content.at(n, k)
    values = links * decoding.between ** _begun_between(np.array([i for i, _ in spans.cues]), cue, piece)
    for layer in (False, True):
        here = np.flatnonzero(spans.within[0][n] == layer)  # the pairs of one layer are all of that layer
        values[here] = _structured(
            structure, k[here], size, cue[here], piece[here], source[here], values[here], decoding.touch
        )
    return Belief(n, k, values, size)


def _pairs(spans: Spans) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The pairs of cue and piece that are within reach of links, and in one layer."""
    width = max(1, len(spans.contents))
    some = [t.rows * width + t.columns for t in (spans.from_content, spans.to_content)]
    n, k = np.divmod(np.union1d(*some), width)
    same = spans.within[0][n] == spans.within[1][k]
    return n[same], k[same]


def _structured(
    structure: Structure,
    k: NDArray[np.int64],
    size: int,
    cue: NDArray[np.int64],
    piece: NDArray[np.int64],
    source: NDArray[np.int64],
    values: NDArray[np.float64],
    touch: float,
) -> NDArray[np.float64]:
    """``values`` of the pairs of one layer with pieces ``k`` of ``size``, 0 where structure rules a pair out.

    A quotation that no cue touches in its sentence is parted from a cue where another cue with a quotation lies
    between; one that touches a cue in which there is some belief chooses among those that it touches.
    """
    allowed = structure.allowed(cue, piece)
    near, loose = structure.touching(cue, piece, source)
    near &= allowed
    touches = np.zeros(size, bool)
    touches[k[near]] = True
    starts = np.unique(cue[near, 0])  # of the cues that have a quotation
    parted = ~touches[k] & (_begun_between(starts, cue, piece) > 0)
    touched = np.where(touches[k], near, loose & allowed)
    out = np.where(allowed & ~parted, values, 0)
    held = np.zeros(size, bool)
    held[k[touched & (out >= touch)]] = True
    return np.where(held[k] & ~touched, 0, out)


def _begun_between(starts: NDArray[np.int64], cue: NDArray[np.int64], piece: NDArray[np.int64]) -> NDArray[np.int64]:
    """How many of ``starts``, which are in order, lie between a cue and a piece, pair by pair."""
    after = piece[:, 0] >= cue[:, 1]
    low = np.where(after, cue[:, 1], piece[:, 1])
    high = np.where(after, piece[:, 0], cue[:, 0])
    out: NDArray[np.int64] = np.maximum(0, np.searchsorted(starts, high) - np.searchsorted(starts, low))
    return out
