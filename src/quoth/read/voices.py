"""What the network says of who speaks: the kind of speaker, the parts of the source, where else he is named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from quoth.parse import KINDS, Voice
from quoth.read.links import masses

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from quoth.read.decode import Found
    from quoth.read.network import Scores
    from quoth.read.spans import Range

__all__ = ["voices"]

# Probability under which pointing at a token says nothing.
FAINT = 0.004


def voices(scores: Scores, found: Sequence[Found], layers: Mapping[str, Sequence[str]]) -> list[Voice]:
    """The voice of each attribution, in order; asked of its source, or where it has none of its cue and content."""
    asked = [_asked(f) for f in found]
    kinds = _layer(scores, layers, "kind")
    names = layers["part"]
    parts = _whole_names(scores, layers, names.index("name"), [r for f in found for r in f.source])
    tokens = scores.tokens
    out = []
    for f, ranges, pointing in zip(found, asked, masses(scores, "same", asked), strict=True):
        at = [n for i, j in (f.source or [ranges]) for n in range(i, j)]
        likely = np.exp(kinds[at]).mean(0)
        told = tuple(
            (names[parts[n]], int(tokens.start[n]), int(tokens.end[n])) for n in at if f.source and parts[n] > 0
        )
        strong = np.flatnonzero(pointing.mass >= FAINT)
        same = tuple(
            (int(tokens.start[pointing.low + n]), int(tokens.end[pointing.low + n]), float(pointing.mass[n]))
            for n in strong.tolist()
        )
        out.append(Voice(tuple(round(float(x), 4) for x in likely / likely.sum()), told, same, pointing.none))
    return out


def _whole_names(
    scores: Scores, layers: Mapping[str, Sequence[str]], name: int, sources: Sequence[Range]
) -> NDArray[np.int64]:
    """The part of each token; a person's name in a source is one: what stands before a word of it is of it, too."""
    parts: NDArray[np.int64] = _layer(scores, layers, "part").argmax(1)
    person = _layer(scores, layers, "entity").argmax(1) == list(layers["entity"]).index("PERSON")
    for i, j in sources:
        for n in range(j - 2, i - 1, -1):
            if person[n] and person[n + 1] and parts[n + 1] == name:
                parts[n] = name
    return parts


def _asked(f: Found) -> Range:
    """The tokens that are asked: the source's first piece, else the first token of the cue, else of the content."""
    if f.source:
        return f.source[0]
    if f.cue:
        return f.cue[0][0], f.cue[0][0] + 1
    return f.content[0][0], f.content[0][0] + 1


def _layer(scores: Scores, layers: Mapping[str, Sequence[str]], name: str) -> NDArray[np.float32]:
    """Log-probabilities of the labels of one layer."""
    column = 0
    for each, labels in layers.items():
        if each == name:
            found = scores.layers[:, column : column + len(labels)]
            top: NDArray[np.float32] = found - found.max(1, keepdims=True)
            top -= np.log(np.exp(top).sum(1, keepdims=True))
            return top
        column += len(labels)
    return np.zeros((len(scores.tokens), len(KINDS)), np.float32)
