"""What an evaluation gives back: scores with their intervals, and the baseline's beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from quoth.evaluate.bootstrap import intervals, rates
from quoth.evaluate.calibration import Calibration, calibration_of
from quoth.evaluate.metrics import JOINED, METRICS, SOURCE_GIVEN_CONTENT, ArticleCounts
from quoth.evaluate.score import Score, Share
from quoth.evaluate.speaker_report import SpeakerReport
from quoth.evaluate.split import GoldPart

__all__ = ["GoldSource", "Report", "make_report"]


class GoldSource(NamedTuple):
    """Which gold it is: where it lies, what tells it from any other, and which part of the split, None for all."""

    directory: str
    digest: str
    part: GoldPart | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """How one reader did on one gold set. ``scores`` is by metric name, in the order of ``quoth.evaluate.METRICS``.

    ``digest`` tells this gold from any other; ``part`` is that of the fixed split, None where all of it was read.
    ``joined`` is a share of which less is better. ``calibration`` is None where the predictions bear no confidence;
    ``speakers`` is how well speakers and days were resolved, None where the gold does not have them; ``baseline`` is
    the report of the reader to compare with, None where there is none.
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
    joined: Share
    calibration: Calibration | None
    speakers: SpeakerReport | None = None
    baseline: Report | None = None
    part: GoldPart | None = None

    def rows(self) -> Iterator[tuple[str, Score, Score | None]]:
        """One row a metric: its name, the reader's score, the baseline's."""
        for name, score in self.scores.items():
            yield name, score, self.baseline.scores[name] if self.baseline else None

    def to_dict(self) -> dict[str, Any]:
        """The report as JSON values; metrics by name, ``source_given_content`` and ``joined`` among them."""
        return {
            "reader": self.reader,
            "directory": self.directory,
            "part": self.part,
            "digest": self.digest,
            "documents": self.articles,
            "documents_with_predictions": self.articles_with_predictions,
            "gold_attributions": self.gold,
            "predicted_attributions": self.predicted,
            "tokens": self.tokens,
            "bootstrap": self.bootstrap,
            "metrics": {name: score.to_dict() for name, score in self.scores.items()}
            | {SOURCE_GIVEN_CONTENT: self.source_given_content.to_dict(), JOINED: self.joined.to_dict()},
            "calibration": self.calibration.to_dict() if self.calibration else None,
            "speakers": self.speakers.to_dict() if self.speakers else None,
            "baseline": self.baseline.to_dict() if self.baseline else None,
        }


def make_report(
    counted: Sequence[ArticleCounts],
    *,
    reader: str,
    gold: GoldSource,
    bootstrap: int,
    speakers: SpeakerReport | None = None,
    baseline: Report | None = None,
) -> Report:
    """The report of one reader's counts, one an article, in the order of the gold's ids."""
    table = np.array([[article.counts[name] for name in METRICS] for article in counted], dtype=np.int64)
    totals = table.sum(axis=0)
    bounds = [(float(low), float(high)) for low, high in intervals(table, bootstrap)] if bootstrap else None
    scores = {}
    for number, rated in enumerate(zip(*rates(totals), strict=True)):
        precision, recall, f1 = map(float, rated)
        right, predicted, found, true = map(int, totals[number])
        interval = bounds[number] if bounds else None
        scores[METRICS[number]] = Score(precision, recall, f1, right, predicted, found, true, interval)
    linked, joined = (_share(scores.pop(name)) for name in (SOURCE_GIVEN_CONTENT, JOINED))
    relaxed = scores["attribution.relaxed"]
    return Report(
        reader=reader,
        directory=gold.directory,
        digest=gold.digest,
        part=gold.part,
        articles=len(counted),
        articles_with_predictions=sum(bool(article.right) for article in counted),
        gold=relaxed.gold,
        predicted=relaxed.predicted,
        tokens=sum(article.tokens for article in counted),
        bootstrap=bootstrap,
        scores=scores,
        source_given_content=linked,
        joined=joined,
        calibration=calibration_of(counted),
        speakers=speakers,
        baseline=baseline,
    )


def _share(score: Score) -> Share:
    """A metric whose counts are of one thing twice, so that precision, recall and F1 are the same share."""
    return Share(score.precision, score.right, score.predicted, score.interval)
