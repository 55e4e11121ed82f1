"""Statements within the content of others: of them, gold either has all or none."""

from __future__ import annotations

from collections.abc import Sequence

from quoth.evaluate.annotation import Attribution

__all__ = ["nested"]


def nested(attributions: Sequence[Attribution]) -> frozenset[int]:
    """The numbers of those whose cue and content lie in one piece of the content of another."""
    out = set()
    pieces = sorted((s, t, n) for n, a in enumerate(attributions) for s, t in a.content)
    for n, a in enumerate(attributions):
        spans = (*a.cue, *a.content)
        if not a.cue or not a.content:
            continue
        low, high = min(s for s, _ in spans), max(t for _, t in spans)
        for s, t, other in pieces:
            if s > low:
                break
            if other != n and high <= t and (s, t) not in a.content:
                out.add(n)
                break
    return frozenset(out)
