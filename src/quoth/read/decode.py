"""From the network's scores to attributions: spans by Viterbi, then each cue with its source and its content.

An attribution is a cue with at most one source and one or more pieces of content (PolNeAR's scheme; Newell et al.,
LREC 2018). Pieces choose their cue by what each of their tokens points to and by what the cue points to; a cue that is
pointed to and was not tagged is brought back.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from quoth.read.network import TAGS, Scores

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Found", "Knobs", "decode", "tag_spans"]

Range = tuple[int, int]

# How far, in tokens, a link may reach; the network never saw further.
REACH = 250
# Tokens of a piece that are asked where they point: the first, the last, and some between.
ASKED = 8
# Rows of link scores computed at once.
CHUNK = 96


@dataclass(frozen=True, slots=True)
class Knobs:
    """What decoding may be told; the defaults were chosen on PolNeAR dev (train/calibrate.py)."""

    bigrams: float = 0.15
    piece: float = 0.1
    back: float = 0.0
    recover: float = 0.5
    no_source: float = 3.0
    cue_mode: int = 0
    src_first: float = 0.5


@dataclass(slots=True)
class Found:
    """One attribution in token ranges, with what a calibrated confidence is made from."""

    cue: Range
    source: list[Range] = field(default_factory=list)
    content: list[Range] = field(default_factory=list)
    evidence: dict[str, float] = field(default_factory=dict)


def tag_spans(scores: NDArray[np.float32], bigrams: NDArray[np.float32]) -> list[tuple[str, int, int]]:
    """The best sequence of tags under ``scores`` [n, 7] + ``bigrams`` [7, 7], as (role, start, end) in token order."""
    back = np.zeros(scores.shape, np.int8)
    best = scores[0] + np.where([t.startswith("I") for t in TAGS], -1e4, 0.0)
    for n in range(1, len(scores)):
        paths = best[:, None] + bigrams
        back[n] = paths.argmax(0)
        best = paths.max(0) + scores[n]
    tag = int(best.argmax())
    tags = [tag]
    for n in range(len(scores) - 1, 0, -1):
        tag = int(back[n, tag])
        tags.append(tag)
    return _spans(tags[::-1])


def _spans(tags: list[int]) -> list[tuple[str, int, int]]:
    out: list[tuple[str, int, int]] = []
    for n, tag in enumerate(tags):
        if not tag:
            continue
        role = TAGS[tag][2:]
        if tag % 2 == 0 and out and out[-1][0] == role and out[-1][2] == n:
            out[-1] = (role, out[-1][1], n + 1)
        else:
            out.append((role, n, n + 1))
    return out


def asked(piece: Range) -> list[int]:
    i, j = piece
    return list(range(i, j)) if j - i <= ASKED else np.linspace(i, j - 1, ASKED).astype(int).tolist()


def masses(scores: Scores, name: str, pieces: list[Range]) -> list[tuple[int, NDArray[np.float32]]]:
    """For each piece, the mean probability that its asked tokens point to each token from ``low`` on; none last."""
    out: list[tuple[int, NDArray[np.float32]]] = []
    n = 0
    while n < len(pieces):
        rows: list[int] = []
        ends = []
        while n < len(pieces) and len(rows) < CHUNK:
            rows += asked(pieces[n])
            ends.append(len(rows))
            n += 1
        low, high = max(0, min(rows) - REACH), min(len(scores.tokens), max(rows) + REACH)
        table = scores.links(name, np.array(rows), low, high)
        begin = 0
        for end in ends:
            out.append((low, table[begin:end].mean(0)))
            begin = end
    return out


def within(mass: tuple[int, NDArray[np.float32]], span: Range) -> float:
    low, row = mass
    a, b = max(0, span[0] - low), min(len(row) - 1, span[1] - low)
    return float(row[a:b].sum()) if a < b else 0.0


def decode(scores: Scores, bigrams: NDArray[np.float32], knobs: Knobs = Knobs()) -> list[Found]:
    """The attributions of an article, in the order of their cues."""
    if not len(scores.tokens):
        return []
    spans = tag_spans(scores.tags, knobs.bigrams * bigrams)
    sources, cues, contents = ([(i, j) for r, i, j in spans if r == role] for role in ("source", "cue", "content"))
    content_cue = masses(scores, "content_cue", contents)
    heads = [(i, i + 1) for i, _ in cues]
    cue_source = masses(scores, "cue_source", heads)
    cue_content = masses(scores, "cue_content", heads)
    source_cue = masses(scores, "source_cue", sources)
    found = [Found(c) for c in cues]
    for piece, mass in zip(contents, content_cue, strict=True):
        if not cues:
            break
        belief = np.array([within(mass, c) for c in cues])
        if knobs.back:
            belief = (1 - knobs.back) * belief + knobs.back * np.array([within(m, piece) for m in cue_content])
        best = int(belief.argmax())
        if belief[best] >= knobs.piece:
            found[best].content.append(piece)
    for n, f in enumerate(found):
        there = np.array([within(cue_source[n], s) for s in sources])
        here = np.array([within(m, f.cue) for m in source_cue])
        if not len(sources):
            continue
        score = np.maximum(there, here) if knobs.cue_mode == 0 else knobs.src_first * there + (1 - knobs.src_first) * here
        best = int(score.argmax())
        if np.log(cue_source[n][1][-1] + 1e-9) - np.log(score[best] + 1e-9) <= knobs.no_source:
            f.source.append(sources[best])
    return [f for f in found if f.content]
