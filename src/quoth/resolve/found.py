"""Whom a source turned out to mean, before it becomes a record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quoth.resolve.discourse import Chain

__all__ = ["UNKNOWN", "Found", "listed"]


@dataclass(frozen=True, slots=True)
class Found:
    """Who a source is: a chain of mentions, or a name and a type of its own.

    ``sure`` is the class of evidence by which confidence is fitted, ``share`` how much of a ranking fell on it, and
    ``reason`` what a person can check.
    """

    name: str | None
    type: str
    chain: Chain | None
    sure: str
    share: float
    reason: str
    implied: bool = False


UNKNOWN = Found(None, "unknown", None, "unknown", 1.0, "the text does not say who")


def listed(names: Sequence[str | None]) -> str:
    """Names as one: "A and B", "A, B and C"."""
    known = [n or "" for n in names]
    return f"{', '.join(known[:-1])} and {known[-1]}" if len(known) > 1 else known[0]
