"""Word pieces of an article with their offsets, and the three features that an uncased vocabulary loses.

The features are small integers, one a token, whose meanings the model card repeats:

- shape of the whole word: 1 lower, 2 Title, 3 UPPER, 4 with a digit, 5 punctuation, 6 mixed, 7 one capital letter;
- paragraph: 1 on the first token of a paragraph, 2 on the first token of the article, else 0;
- quotation: 0 outside marks, 1 inside double ones, 2 inside single ones, 3 inside a stretch with a mark missing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from quoth.text import LONGEST_WORD, Quotation, encodable, paragraphs, quotations

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from tokenizers import Tokenizer

__all__ = ["FEATURES", "Tokens", "tokenize"]

FEATURES = {"shape": 8, "paragraph": 3, "quotation": 4}
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Tokens:
    """The word pieces of one text, in order: int32 arrays of one length.

    ``start`` and ``end`` are code points; ``word`` numbers the words, so that pieces of one word share a number;
    ``paragraph`` numbers the paragraphs; ``features`` has a row a token and a column a feature; ``marks`` counts the
    ends of quotations before the token.
    """

    text: str
    ids: NDArray[np.int32]
    start: NDArray[np.int32]
    end: NDArray[np.int32]
    word: NDArray[np.int32]
    paragraph: NDArray[np.int32]
    features: NDArray[np.int32]
    marks: NDArray[np.int32]
    quotations: tuple[Quotation, ...]

    def __len__(self) -> int:
        return len(self.ids)

    def part(self, start: int, end: int) -> Tokens:
        """Tokens ``start:end``, of the same text."""
        at = slice(start, end)
        return Tokens(
            self.text,
            self.ids[at],
            self.start[at],
            self.end[at],
            self.word[at],
            self.paragraph[at],
            self.features[at],
            self.marks[at],
            self.quotations,
        )


def tokenize(text: str, tokenizer: Tokenizer) -> Tokens:
    """Word pieces of every paragraph of ``text``; white space and control characters between them get none."""
    ranges = paragraphs(text)
    view = encodable(text)
    encoded = tokenizer.encode_batch([view[a:b] for a, b in ranges], add_special_tokens=False)
    ids = np.array([i for e in encoded for i in e.ids], np.int32)
    spans = np.array(
        [(a + s, a + t) for (a, _), e in zip(ranges, encoded, strict=True) for s, t in e.offsets], np.int32
    ).reshape(-1, 2)
    paragraph = np.repeat(np.arange(len(ranges), dtype=np.int32), [len(e.ids) for e in encoded])
    kept = spans[:, 0] < spans[:, 1]
    ids, spans, paragraph = ids[kept], spans[kept], paragraph[kept]
    found = tuple(quotations(text))
    word, shape = _words_and_shapes(text, spans[:, 0])
    features = np.zeros((len(ids), 3), np.int32)
    features[:, 0] = shape
    if len(ids):
        features[np.flatnonzero(np.diff(paragraph, prepend=-1)), 1] = 1
        features[0, 1] = 2
    features[:, 2] = _quotation_feature(text, found)[spans[:, 0]] if len(ids) else 0
    edges = np.sort(np.array([e for q in found if q.depth == 0 for e in (q.start, q.end)], np.int32))
    marks = np.searchsorted(edges, spans[:, 0], side="right").astype(np.int32)
    return Tokens(text, ids, spans[:, 0], spans[:, 1], word, paragraph, features, marks, found)


def _words_and_shapes(text: str, start: NDArray[np.int32]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """The number of each token's word, and that word's shape; each punctuation mark is a word of its own.

    So is each token of what is too long to be a word.
    """
    found = [(a, b) for a, b in (m.span() for m in _WORD.finditer(text)) if b - a <= LONGEST_WORD]
    begins = np.array([a for a, _ in found], np.int32)
    ends = np.array([b for _, b in found], np.int32)
    shapes = np.array([_shape(text[a:b]) for a, b in found], np.int32)
    at = np.searchsorted(begins, start, side="right") - 1
    inside = at >= 0
    if found:
        inside &= start < ends[np.maximum(at, 0)]
    shape = np.full(len(start), 5, np.int32)
    if found:
        shape[inside] = shapes[at[inside]]
    # two tokens are of one word when they begin inside the same one
    new = np.ones(len(start), bool)
    new[1:] = ~(inside[1:] & inside[:-1] & (at[1:] == at[:-1]))
    return np.cumsum(new, dtype=np.int32), shape


def _shape(word: str) -> int:
    if any(c.isdigit() for c in word):
        return 4
    if word.islower() or not word.isalpha():
        return 1
    if word.isupper():
        return 3 if len(word) > 1 else 7
    return 2 if word.istitle() or (word[0].isupper() and word[1:].islower()) else 6


def _quotation_feature(text: str, found: tuple[Quotation, ...]) -> NDArray[np.uint8]:
    out = np.zeros(len(text), np.uint8)
    for q in found:
        if q.depth == 0:
            out[q.start : q.end] = 3 if not (q.opened and q.closed) else (1 if q.double else 2)
    return out
