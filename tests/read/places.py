"""Where words stand in a text, in tokens."""

from __future__ import annotations

import numpy as np

from quoth.read.tokens import Tokens

__all__ = ["where"]


def where(tokens: Tokens, words: str) -> tuple[int, int]:
    """The tokens of these words."""
    start = tokens.text.index(words)
    i = int(np.searchsorted(tokens.end, start, side="right"))
    return i, int(np.searchsorted(tokens.start, start + len(words), side="left"))
