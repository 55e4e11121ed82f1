"""Rates from counts, and how far chance could move them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt

__all__ = ["SEED", "Floats", "intervals", "rates", "resamples"]

# Any number would do; this one is fixed so that the same predictions always give the same intervals. It is the day on
# which the conference that brought PolNeAR began.
SEED = 20180507

# How many draws are worked out at once: it bounds the memory at any number of draws.
_BATCH = 1000

Floats = npt.NDArray[np.float64]


def rates(counts: npt.NDArray[Any]) -> tuple[Floats, Floats, Floats]:
    """Precision, recall and F1 of counts whose last axis is (right, predicted, found, gold); 0 for 0 of 0."""
    right, predicted, found, gold = np.moveaxis(np.asarray(counts, dtype=np.float64), -1, 0)
    precision = _divide(right, predicted)
    recall = _divide(found, gold)
    return precision, recall, _divide(2 * precision * recall, precision + recall)


def intervals(counts: npt.NDArray[Any], draws: int, seed: int = SEED) -> Floats:
    """The 95% percentile bootstrap interval of F1 over articles, for counts shaped (articles, metrics, 4).

    Articles are drawn with replacement, since what one article's statements share (a subject, a style) makes them no
    independent evidence. Gives (metrics, 2): of ``draws`` F1 values in order, those at 2.5 and at 97.5 of a hundred.
    """
    scores = [rates(totals)[2] for totals in resamples(counts, draws, seed)]
    ordered = np.sort(np.concatenate(scores), axis=0)
    return np.stack([ordered[int(0.025 * draws)], ordered[min(draws - 1, int(0.975 * draws))]], axis=-1)


def resamples(counts: npt.NDArray[Any], draws: int, seed: int) -> Iterator[Floats]:
    """The summed counts of ``draws`` draws of as many articles as there are, some thousand draws at a time."""
    articles = len(counts)
    # RandomState's stream is frozen for good, which no newer generator of numpy's promises.
    random = np.random.RandomState([seed])
    for size in [_BATCH] * (draws // _BATCH) + [draws % _BATCH]:
        drawn = (random.random_sample((size, articles)) * articles).astype(np.intp)
        cells = drawn + articles * np.arange(size)[:, None]
        times = np.bincount(cells.ravel(), minlength=size * articles).reshape(size, articles).astype(np.float64)
        yield np.tensordot(times, counts.astype(np.float64), axes=1)


def _divide(over: Floats, under: Floats) -> Floats:
    return np.divide(over, under, out=np.zeros_like(under), where=under != 0)
