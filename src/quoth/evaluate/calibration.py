"""Whether confidences can be believed: of statements given 0.8, are four in five right?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Protocol

__all__ = ["BINS", "Bin", "Calibration", "Confident", "calibration", "calibration_of"]

BINS = 10


class Confident(Protocol):
    """Counts of one article that have, for each prediction, its confidence and whether it is right."""

    @property
    def confidences(self) -> tuple[float | None, ...]:
        """What the predictions say of themselves."""

    @property
    def right(self) -> tuple[bool, ...]:
        """Whether each is right."""


@dataclass(frozen=True, slots=True)
class Bin:
    """The predictions whose confidence lies in [low, high), or in [low, 1] for the last bin.

    ``confidence`` is their mean confidence and ``accuracy`` the share of them that are right; None where there are
    none.
    """

    low: float
    high: float
    count: int
    confidence: float | None
    accuracy: float | None


@dataclass(frozen=True, slots=True)
class Calibration:
    """The expected calibration error of a reader, and the bins it comes from.

    The error is the distance between confidence and accuracy in each bin, averaged over all predictions (Naeini et
    al., 2015; Guo et al., 2017): 0 for confidences that mean what they say.
    """

    error: float
    count: int
    bins: tuple[Bin, ...]

    def table(self) -> list[tuple[str, int, float | None, float | None]]:
        """One row a bin, for a reliability diagram: range, predictions, mean confidence, share that is right."""
        return [(f"{b.low:.1f}-{b.high:.1f}", b.count, b.confidence, b.accuracy) for b in self.bins]

    def to_dict(self) -> dict[str, Any]:
        """The calibration as JSON values, rounded to four places."""
        bins = [{k: v if v is None else round(v, 4) for k, v in asdict(b).items()} for b in self.bins]
        return {"expected_calibration_error": round(self.error, 4), "count": self.count, "bins": bins}


def calibration(confidences: Sequence[float], right: Sequence[bool], bins: int = BINS) -> Calibration | None:
    """How well confidences tell what is right, in bins of equal width; None where there are no predictions.

    ``right`` is of the same length, True where the prediction is right.
    """
    members: list[list[tuple[float, bool]]] = [[] for _ in range(bins)]
    for confidence, is_right in zip(confidences, right, strict=True):
        members[min(int(confidence * bins), bins - 1)].append((confidence, is_right))
    if not confidences:
        return None
    made = tuple(_bin(number / bins, (number + 1) / bins, inside) for number, inside in enumerate(members))
    error = sum(
        b.count * abs(b.confidence - b.accuracy) for b in made if b.confidence is not None and b.accuracy is not None
    )
    return Calibration(error / len(confidences), len(confidences), made)


def calibration_of(counted: Iterable[Confident]) -> Calibration | None:
    """The calibration over articles; None unless every prediction bears a confidence, since some tell of some only."""
    said = [(c, r) for article in counted for c, r in zip(article.confidences, article.right, strict=True)]
    confidences = [confidence for confidence, _ in said if confidence is not None]
    if len(confidences) < len(said):
        return None
    return calibration(confidences, [right for _, right in said])


def _bin(low: float, high: float, inside: Sequence[tuple[float, bool]]) -> Bin:
    if not inside:
        return Bin(low, high, 0, None, None)
    confidence = sum(value for value, _ in inside) / len(inside)
    accuracy = sum(is_right for _, is_right in inside) / len(inside)
    return Bin(low, high, len(inside), confidence, accuracy)
