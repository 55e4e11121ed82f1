"""Predictions that make one statement of two: whoever reads them takes the words of one for those of the other."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from quoth.evaluate.match import CONTENT_OVERLAP, RoleTokens, overlap

__all__ = ["joined"]

# How much of a gold content a prediction must have in it to hold it: the edges, on which people disagree, may be cut.
_HELD = 0.8


def joined(gold: Sequence[RoleTokens], predicted: Sequence[RoleTokens]) -> list[int]:
    """The numbers of the predictions that hold two gold attributions which are apart (see ``_are_apart``).

    One whose content overlaps that of any gold attribution by half is not among them: the gold joins it, too.
    """
    return [number for number, made in enumerate(predicted) if _joins(gold, made.content)]


def _joins(gold: Sequence[RoleTokens], content: frozenset[int]) -> bool:
    met = [true for true in gold if not true.content.isdisjoint(content)]
    if any(overlap(true.content, content) >= CONTENT_OVERLAP for true in met):
        return False
    held = [true for true in met if len(true.content & content) / len(true.content) >= _HELD]
    return any(_are_apart(one, other) for one, other in combinations(held, 2))


def _are_apart(one: RoleTokens, other: RoleTokens) -> bool:
    """Whether each has a cue of its own, contents share no token, and no cue or source is in the other's content."""
    return (
        bool(one.cue and other.cue)
        and one.cue != other.cue
        and one.content.isdisjoint(other.content | other.cue | other.source)
        and other.content.isdisjoint(one.cue | one.source)
    )
