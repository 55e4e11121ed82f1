"""Running the reading network over an article of any length, window by window.

Links are scored between the merged vectors, so that they cross windows freely.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from quoth.read.tokens import Tokens
from quoth.read.windows import BEFORE, CONTEXT, WINDOW, windows

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = [
    "BIASES",
    "HEADS",
    "LINKS",
    "REACH",
    "LinkHead",
    "Scores",
    "score_tokens",
]

LINKS = ("content_cue", "source_cue", "cue_source", "cue_content")
# All that links: beside those of statements, a word to its head, and a source to where its speaker is named.
HEADS = (*LINKS, "head", "same")
BIASES = ("distance", "crossing", "marks")  # of a link head, in the order of its fields
CLS, SEP = 101, 102

Run = Callable[["NDArray[np.int64]", "NDArray[np.int64]"], tuple["NDArray[np.float32]", ...]]


@dataclass(frozen=True, slots=True)
class LinkHead:
    """The learned biases of one link head: by distance in tokens, by paragraphs and by ends of quotations crossed."""

    distance: NDArray[np.float32]
    crossing: NDArray[np.float32]
    marks: NDArray[np.float32]
    near: NDArray[np.float32] = field(init=False, repr=False)  # of every distance in tokens, within reach

    def __post_init__(self) -> None:
        object.__setattr__(self, "near", np.where(_NEAR, self.distance[_BUCKETS], np.float32(-1e4)))


@dataclass(frozen=True, slots=True)
class Scores:
    """What the network says of an article.

    ``tags`` are log-probabilities [n, 7] of statements, ``inner`` those of statements within the content of others,
    ``vectors`` link vectors [n, heads * (2 d + 1)], ``layers`` the scores of every label of every layer (part of
    speech, entity, relation, kind of speaker, part of a source) side by side.
    """

    tokens: Tokens
    tags: NDArray[np.float32]
    inner: NDArray[np.float32]
    vectors: NDArray[np.float32]
    heads: dict[str, LinkHead]
    layers: NDArray[np.float32]

    def links(self, name: str, rows: NDArray[np.int64], low: int, high: int) -> NDArray[np.float32]:
        """Probabilities that tokens ``rows`` link to each token of ``low:high``, or, last column, to none.

        Beyond ``REACH`` they are 0, so that what stands further off changes nothing.
        """
        scores = np.empty((len(rows), high - low + 1), np.float32)
        scores[:, :-1] = self.strengths(name, rows, low, high)
        scores[:, -1] = self._block(name)[rows, -1]
        scores -= scores.max(1, keepdims=True)
        np.exp(scores, out=scores)
        scores /= scores.sum(1, keepdims=True)
        return scores

    def strengths(self, name: str, rows: NDArray[np.int64], low: int, high: int) -> NDArray[np.float32]:
        """Of which ``links`` are made: how strongly tokens ``rows`` link to each token of ``low:high``."""
        block = self._block(name)
        inner = (block.shape[1] - 1) // 2
        scores: NDArray[np.float32] = block[rows, :inner] @ block[low:high, inner : 2 * inner].T
        self._add_biases(scores, self.heads[name], rows, low, high)
        return scores

    def _block(self, name: str) -> NDArray[np.float32]:
        width = self.vectors.shape[1] // len(HEADS)
        n = HEADS.index(name)
        return self.vectors[:, n * width : (n + 1) * width]

    def _add_biases(
        self, scores: NDArray[np.float32], head: LinkHead, rows: NDArray[np.int64], low: int, high: int
    ) -> None:
        by_distance = np.lib.stride_tricks.sliding_window_view(head.near, high - low)
        scores += by_distance[np.minimum(np.maximum(low - rows + _FAR, 0), len(by_distance) - 1)]
        paragraph, marks = self.tokens.paragraph, self.tokens.marks
        # rows of one piece mostly share paragraph and marks, so what these add is worked out once for each pair
        pairs: dict[tuple[int, int], list[int]] = {}
        for n, pair in enumerate(zip(paragraph[rows].tolist(), marks[rows].tolist(), strict=True)):
            pairs.setdefault(pair, []).append(n)
        near, of_marks = paragraph[low:high], marks[low:high]
        for (p, m), some in pairs.items():
            shared = head.crossing[_clipped(near - p, 2)] + head.marks[_clipped(of_marks - m, 4)]
            if len(pairs) == 1:
                scores += shared
            else:
                scores[some] += shared


def _clipped(x: NDArray[np.int32], most: int) -> NDArray[np.int32]:
    """From ``-most`` to ``most``, as 0 and up: numpy's own clip takes longer than the rest of a row."""
    out: NDArray[np.int32] = np.minimum(np.maximum(x, -most), most) + most
    return out


# How far, in tokens, a link may reach; the network never saw further.
REACH = 250

# Distances are looked up in one table; a link reaches a few hundred tokens, a segment of an article 16,384.
_FAR = 1 << 15


def _buckets() -> NDArray[np.int64]:
    """Bucket of every distance from -_FAR to _FAR, as the network was taught: exact to 4, then logarithmic."""
    d = np.arange(-_FAR, _FAR + 1)
    a = np.abs(d)
    log = np.minimum((4 + np.log2(np.maximum(a, 4).astype(np.float32) / 4) * np.float32(1.4)).astype(np.int64), 11)
    out: NDArray[np.int64] = np.where(a < 4, a, log) + 12 * (d < 0)
    return out


_BUCKETS = _buckets()
_NEAR = np.abs(np.arange(-_FAR, _FAR + 1)) <= REACH


def score_tokens(
    tokens: Tokens,
    run: Run,
    heads: dict[str, LinkHead],
    window: int = WINDOW,
    context: int = CONTEXT,
    before: int = BEFORE,
) -> Scores:
    """The network's scores for all of ``tokens``; ``run`` takes ids [1, t] and features [1, t, 3] of one window."""
    tags: list[NDArray[np.float32]] = []
    inner: list[NDArray[np.float32]] = []
    vectors: list[NDArray[np.float32]] = []
    layers: list[NDArray[np.float32]] = []
    begins = np.flatnonzero(tokens.features[:, 1]).tolist()
    for start, end, first, last in windows(len(tokens), begins, window, context, before):
        ids = np.zeros((1, end - start + 2), np.int64)
        features = np.zeros((1, end - start + 2, tokens.features.shape[1]), np.int64)
        ids[0, 0], ids[0, -1] = CLS, SEP
        ids[0, 1:-1] = tokens.ids[start:end]
        features[0, 1:-1] = tokens.features[start:end]
        kept = slice(1 + first - start, 1 + last - start)
        found, within, linked, layered = run(ids, features)
        tags.append(_log_softmax(found[0, kept]))
        inner.append(_log_softmax(within[0, kept]))
        vectors.append(linked[0, kept])
        layers.append(layered[0, kept])
    outer, within, vector, layer = map(np.concatenate, (tags, inner, vectors, layers))
    return Scores(tokens, outer, within, vector, heads, layer)


def _log_softmax(x: NDArray[np.float32]) -> NDArray[np.float32]:
    out: NDArray[np.float32] = x - x.max(-1, keepdims=True)
    out -= np.log(np.exp(out).sum(-1, keepdims=True))
    return out
