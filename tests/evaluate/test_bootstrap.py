"""Rates and their intervals."""

import random

import numpy as np
import pytest

from quoth.evaluate.bootstrap import SEED, intervals, rates

# Three articles, two metrics, (right, predicted, found, gold).
COUNTS = np.array([[[1, 2, 1, 4], [0, 0, 0, 0]], [[3, 3, 2, 2], [0, 1, 0, 0]], [[0, 5, 0, 1], [1, 1, 1, 1]]])


def test_rates_by_hand() -> None:
    """Precision is right of predicted, recall found of gold, F1 their harmonic mean; 0 of 0 is 0."""
    precision, recall, f1 = rates(np.array([[1, 4, 2, 2], [0, 0, 0, 3], [0, 0, 0, 0]]))
    assert precision.tolist() == [0.25, 0, 0]
    assert recall.tolist() == [1, 0, 0]
    assert f1.tolist() == [0.4, 0, 0]


@pytest.mark.parametrize("draws", [1, 2, 39, 40, 1001])
def test_intervals_are_those_of_a_plain_bootstrap(draws: int) -> None:
    """Drawing whole articles one by one, with the same seed, gives the same bounds to the last bit."""
    plain = random.Random(SEED)
    scores: list[list[float]] = [[], []]
    for _ in range(draws):
        drawn = plain.choices(range(3), k=3)
        for metric in range(2):
            right, predicted, found, gold = (sum(int(COUNTS[a, metric, c]) for a in drawn) for c in range(4))
            p, r = right / predicted if predicted else 0.0, found / gold if gold else 0.0
            scores[metric].append(2 * p * r / (p + r) if p + r else 0.0)
    expected = [[sorted(s)[int(0.025 * draws)], sorted(s)[min(draws - 1, int(0.975 * draws))]] for s in scores]
    assert intervals(COUNTS, draws).tolist() == expected


def test_articles_that_agree_leave_no_doubt() -> None:
    """Where every article has the same score the interval is a point."""
    assert intervals(np.array([[[1, 2, 1, 2]]] * 5), 100).tolist() == [[0.5, 0.5]]
