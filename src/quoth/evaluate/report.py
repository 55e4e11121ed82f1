"""What an evaluation gives back: scores with their intervals, and the baseline's beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from quoth.evaluate.bootstrap import intervals, rates
from quoth.evaluate.calibration import Calibration, calibration
from quoth.evaluate.metrics import METRICS, SOURCE_GIVEN_CONTENT, ArticleCounts

__all__ = ["Interval", "Report", "Score", "Share", "make_report"]

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


@dataclass(frozen=True, slots=True)
class Report:
    """How one reader did on one gold set. ``scores`` is by metric name, in the order of ``quoth.evaluate.METRICS``.

    ``digest`` tells this gold from any other. ``calibration`` is None where the predictions bear no confidence;
    ``baseline`` is the report of the reader to compare with, None where there is none.
    """

    reader: str
    directory: str
    digest: str
    articles: int
    articles_with_predictions: int
    gold: int
    predicted: int
    tokens: int
    bootstrap: int
    scores: Mapping[str, Score]
    source_given_content: Share
    calibration: Calibration | None
    baseline: Report | None = None

    def rows(self) -> Iterator[tuple[str, Score, Score | None]]:
        """One row a metric: its name, the reader's score, the baseline's."""
        for name, score in self.scores.items():
            yield name, score, self.baseline.scores[name] if self.baseline else None

    def to_dict(self) -> dict[str, Any]:
        """The report as JSON values; metrics by name, ``source_given_content`` among them."""
        return {
            "reader": self.reader,
            "directory": self.directory,
            "digest": self.digest,
            "documents": self.articles,
            "documents_with_predictions": self.articles_with_predictions,
            "gold_attributions": self.gold,
            "predicted_attributions": self.predicted,
            "tokens": self.tokens,
            "bootstrap": self.bootstrap,
            "metrics": {name: score.to_dict() for name, score in self.scores.items()}
            | {SOURCE_GIVEN_CONTENT: self.source_given_content.to_dict()},
            "calibration": self.calibration.to_dict() if self.calibration else None,
            "baseline": self.baseline.to_dict() if self.baseline else None,
        }


def make_report(
    counted: Sequence[ArticleCounts],
    *,
    reader: str,
    directory: str,
    digest: str,
    bootstrap: int,
    baseline: Report | None = None,
) -> Report:
    """The report of one reader's counts, one an article, in the order of the gold's ids."""
    table = np.array([[article.counts[name] for name in METRICS] for article in counted], dtype=np.int64)
    totals = table.sum(axis=0)
    bounds = [(float(low), float(high)) for low, high in intervals(table, bootstrap)] if bootstrap else None
    scores = {}
    for number, rated in enumerate(zip(*rates(totals), strict=True)):
        precision, recall, f1 = map(float, rated)
        right, predicted, found, gold = map(int, totals[number])
        interval = bounds[number] if bounds else None
        scores[METRICS[number]] = Score(precision, recall, f1, right, predicted, found, gold, interval)
    linked = scores.pop(SOURCE_GIVEN_CONTENT)
    relaxed = scores["attribution.relaxed"]
    return Report(
        reader=reader,
        directory=directory,
        digest=digest,
        articles=len(counted),
        articles_with_predictions=sum(bool(article.right) for article in counted),
        gold=relaxed.gold,
        predicted=relaxed.predicted,
        tokens=sum(article.tokens for article in counted),
        bootstrap=bootstrap,
        scores=scores,
        source_given_content=Share(linked.precision, linked.right, linked.predicted, linked.interval),
        calibration=_calibration(counted),
        baseline=baseline,
    )


def _calibration(counted: Sequence[ArticleCounts]) -> Calibration | None:
    """None unless every prediction bears a confidence: half of them would tell of that half only."""
    said = [(c, r) for article in counted for c, r in zip(article.confidences, article.right, strict=True)]
    confidences = [confidence for confidence, _ in said if confidence is not None]
    if len(confidences) < len(said):
        return None
    return calibration(confidences, [right for _, right in said])


def _interval(name: str, interval: Interval | None) -> dict[str, Any]:
    return {name: [round(bound, _PLACES) for bound in interval]} if interval else {}
