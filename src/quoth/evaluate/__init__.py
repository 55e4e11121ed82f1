"""How well a reader reads: gold, scores, reports. Returns values, never prints.

report = evaluate("gold/", load_reader("en-1"), baseline=load_reader("rules"))
report.scores["attribution.relaxed"].f1
"""

from __future__ import annotations

from quoth.evaluate.annotation import Attribution, GoldArticle
from quoth.evaluate.calibration import Bin, Calibration, calibration
from quoth.evaluate.evaluation import as_article, evaluate, predictions, score_predictions
from quoth.evaluate.gold import gold_digest, read_annotators, read_brat, read_gold
from quoth.evaluate.metrics import METRICS
from quoth.evaluate.report import Report, Score, Share

__all__ = [
    "METRICS",
    "Attribution",
    "Bin",
    "Calibration",
    "GoldArticle",
    "Report",
    "Score",
    "Share",
    "as_article",
    "calibration",
    "evaluate",
    "gold_digest",
    "predictions",
    "read_annotators",
    "read_brat",
    "read_gold",
    "score_predictions",
]
