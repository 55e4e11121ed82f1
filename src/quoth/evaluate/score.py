"""The numbers of a report: precision, recall and F1, or a share, with how far chance could move them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

__all__ = ["Interval", "Score", "Share"]

Interval = tuple[float, float]

# Four places are shown and pinned: on a thousand statements the fifth moves with no single one of them.
_PLACES = 4


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and F1 of one metric, and the counts they come from.

    ``right`` of ``predicted`` is the precision, ``found`` of ``gold`` the recall; 0 of 0 is 0. ``interval`` holds 95 of
    100 bootstrap F1 values, None where none were drawn.
    """

    precision: float
    recall: float
    f1: float
    right: int
    predicted: int
    found: int
    gold: int
    interval: Interval | None = None

    def to_dict(self) -> dict[str, Any]:
        """The score as JSON values; ``tp_recall`` only where it differs from ``tp``."""
        values: dict[str, Any] = {
            "p": round(self.precision, _PLACES),
            "r": round(self.recall, _PLACES),
            "f1": round(self.f1, _PLACES),
            "tp": self.right,
            "predicted": self.predicted,
            "gold": self.gold,
        }
        if self.found != self.right:
            values["tp_recall"] = self.found
        return values | _interval("f1_ci95", self.interval)


@dataclass(frozen=True, slots=True)
class Share:
    """``right`` of ``of``, with the interval of that share."""

    accuracy: float
    right: int
    of: int
    interval: Interval | None = None

    def to_dict(self) -> dict[str, Any]:
        """The share as JSON values."""
        values: dict[str, Any] = {"accuracy": round(self.accuracy, _PLACES), "matches": self.of}
        return values | _interval("accuracy_ci95", self.interval)


def _interval(name: str, interval: Interval | None) -> dict[str, Any]:
    return {name: [round(bound, _PLACES) for bound in interval]} if interval else {}
