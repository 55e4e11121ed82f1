"""How well a reader reads: gold, scores, reports. Returns values, never prints.

report = evaluate("gold/", load_reader("en-3"), baseline=load_reader("rules"))
report.scores["attribution.relaxed"].f1
"""

from __future__ import annotations

from quoth.evaluate.annotation import Attribution, GoldArticle, Who
from quoth.evaluate.calibration import Bin, Calibration, calibration
from quoth.evaluate.evaluation import as_article, evaluate, predictions, score_predictions
from quoth.evaluate.gold import gold_digest, has_speakers, read_annotators, read_brat, read_gold
from quoth.evaluate.metrics import METRICS
from quoth.evaluate.report import Report
from quoth.evaluate.score import Score, Share
from quoth.evaluate.speaker_report import SpeakerReport
from quoth.evaluate.speakers import SPEAKER_METRICS
from quoth.evaluate.split import GoldPart

__all__ = [
    "METRICS",
    "SPEAKER_METRICS",
    "Attribution",
    "Bin",
    "Calibration",
    "GoldArticle",
    "GoldPart",
    "Report",
    "Score",
    "Share",
    "SpeakerReport",
    "Who",
    "as_article",
    "calibration",
    "evaluate",
    "gold_digest",
    "has_speakers",
    "predictions",
    "read_annotators",
    "read_brat",
    "read_gold",
    "score_predictions",
]
