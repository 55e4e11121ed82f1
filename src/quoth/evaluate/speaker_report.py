"""How well speakers, kinds and days were resolved: the part of a report that only gold with speakers has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from quoth.evaluate.bootstrap import rates, resamples
from quoth.evaluate.calibration import Calibration, calibration_of
from quoth.evaluate.score import Interval, Score, Share
from quoth.evaluate.speakers import SPEAKER_METRICS, SPEAKER_SHARES, SpeakerCounts

__all__ = ["SpeakerReport", "make_speaker_report"]

# The seed, and below it the upper bound, are those of the scorer that first measured these, so that intervals compare.
SEED = 484


@dataclass(frozen=True, slots=True)
class SpeakerReport:
    """Scores and shares by metric name, together in the order of ``quoth.evaluate.SPEAKER_METRICS``.

    ``calibration`` is that of the speakers' confidence, None where they bear none.
    """

    scores: Mapping[str, Score]
    shares: Mapping[str, Share]
    calibration: Calibration | None

    def to_dict(self) -> dict[str, Any]:
        """The metrics and the calibration as JSON values."""
        return {
            "metrics": {name: score.to_dict() for name, score in self.scores.items()}
            | {name: share.to_dict() for name, share in self.shares.items()},
            "calibration": self.calibration.to_dict() if self.calibration else None,
        }


def make_speaker_report(counted: Sequence[SpeakerCounts], bootstrap: int) -> SpeakerReport:
    """The report of counts, one an article, in the order of the gold's ids."""
    table = np.array([[article.counts[name] for name in SPEAKER_METRICS] for article in counted], dtype=np.int64)
    totals = table.sum(axis=0)
    bounds = _intervals(table, bootstrap) if bootstrap else [None] * len(SPEAKER_METRICS)
    scores: dict[str, Score] = {}
    shares: dict[str, Share] = {}
    for number, name in enumerate(SPEAKER_METRICS):
        interval = bounds[number]
        precision, recall, f1 = (float(rate[number]) for rate in rates(totals))
        right, predicted, found, gold = map(int, totals[number])
        if name in SPEAKER_SHARES:
            shares[name] = Share(precision, right, predicted, interval)
        else:
            scores[name] = Score(precision, recall, f1, right, predicted, found, gold, interval)
    return SpeakerReport(scores, shares, calibration_of(counted))


def _intervals(counts: npt.NDArray[np.int64], draws: int) -> list[Interval]:
    """95 of 100 bootstrap values over articles: F1 of a score, the share itself of a share."""
    is_share = np.array([name in SPEAKER_SHARES for name in SPEAKER_METRICS])
    drawn = [rates(totals) for totals in resamples(counts, draws, SEED)]
    values = [np.where(is_share, precision, f1) for precision, _, f1 in drawn]
    ordered = np.sort(np.concatenate(values), axis=0)
    bounds = ordered[int(0.025 * draws)], ordered[int(0.975 * draws) - 1]
    return [(float(low), float(high)) for low, high in zip(*bounds, strict=True)]
