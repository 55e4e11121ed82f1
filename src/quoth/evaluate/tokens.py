"""One tokenisation for gold and predictions, so that spans that differ only in white space are the same span.

Tokens are words and single punctuation characters. A span of characters covers every token that it touches.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from quoth.text import words

__all__ = ["DOUBLE_MARKS", "Fragment", "Tokens", "runs"]

Fragment = tuple[int, int]

DOUBLE_MARKS = frozenset('"“”')


class Tokens:
    """The tokens of one text; everything it takes and gives is token numbers, half-open where it is a range."""

    def __init__(self, text: str) -> None:
        spans = list(words(text))
        self._text = text
        self._starts = [start for start, _ in spans]
        self._ends = [end for _, end in spans]

    def __len__(self) -> int:
        return len(self._starts)

    def start(self, token: int) -> int:
        """The offset at which a token begins."""
        return self._starts[token]

    def covered(self, spans: Iterable[tuple[int, int]]) -> frozenset[int]:
        """The tokens that these character spans touch."""
        found: set[int] = set()
        for start, end in spans:
            found.update(range(bisect_right(self._ends, start), bisect_left(self._starts, end)))
        return frozenset(found)

    def is_word(self, token: int) -> bool:
        """Whether a token is a word, not a punctuation character. An underscore belongs to a word."""
        first = self._text[self._starts[token]]
        return first.isalnum() or first == "_"

    def is_mark(self, token: int) -> bool:
        """Whether a token is a double quotation mark, straight or curly."""
        return self._text[self._starts[token] : self._ends[token]] in DOUBLE_MARKS

    def trimmed(self, fragment: Fragment) -> Fragment | None:
        """The fragment without punctuation at either end; None where nothing is left."""
        inside = [token for token in range(*fragment) if self.is_word(token)]
        return (inside[0], inside[-1] + 1) if inside else None

    def has_mark(self, tokens: Iterable[int]) -> bool:
        """Whether any of these tokens is a double quotation mark."""
        return any(self.is_mark(token) for token in tokens)

    def touches_mark(self, tokens: frozenset[int]) -> bool:
        """Whether a mark is among these tokens, or glued to an end of one of their fragments.

        Glued: no white space between. Before a fragment the mark must be next to it; after it one punctuation
        character may stand between, as in ``yes,”``. So words taken without their marks still count as quoted.
        """
        return self.has_mark(tokens) or any(self._glued(fragment) for fragment in runs(tokens))

    def _glued(self, fragment: Fragment) -> bool:
        first, after = fragment
        if first and self.is_mark(first - 1) and self._joined(first):
            return True
        for token in range(after, min(after + 2, len(self))):
            if not self._joined(token) or self.is_word(token):
                return False
            if self.is_mark(token):
                return True
        return False

    def _joined(self, token: int) -> bool:
        """Whether no white space stands before this token."""
        return self._ends[token - 1] == self._starts[token]


def runs(tokens: Iterable[int]) -> list[Fragment]:
    """The fragments of a set of tokens: each the longest range without a gap, in text order."""
    found: list[Fragment] = []
    for token in sorted(tokens):
        if found and found[-1][1] == token:
            found[-1] = (found[-1][0], token + 1)
        else:
            found.append((token, token + 1))
    return found
