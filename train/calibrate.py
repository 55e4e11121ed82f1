"""Choosing what decoding is told, and what a confidence means, on articles that the network never saw.

The network's scores are computed once, so that a try costs seconds. Knobs are chosen one after another, each at its
best mean of the relaxed F1 on the sets of gold with the others held; confidence by logistic regression on the evidence
of decoding (Platt, 1999).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from quoth.evaluate import GoldArticle
from quoth.evaluate.annotation import Attribution
from quoth.evaluate.calibration import calibration as calibration_table
from quoth.evaluate.match import RoleTokens, candidates, one_to_one
from quoth.evaluate.nesting import nested
from quoth.evaluate.tokens import Tokens as Words
from quoth.read.confidence import Calibration
from quoth.read.decode import Decoding, Found, Spans, choose, find_spans
from quoth.read.network import Scores
from quoth.read.reader import characters

# What each knob may be; a value next to the best one changes relaxed F1 on dev by a few tenths of a point at most.
CHOICES: dict[str, Sequence[float]] = {
    "bigram_weight": (0.0, 0.1, 0.15, 0.25, 0.4),
    "source_peak": (0.2, 0.3, 0.5),
    "cue_peak": (0.35, 0.5, 0.7),
    "edge": (0.1, 0.2, 0.3),
    "between": (0.85, 0.9, 0.95, 1.0),
    "touch": (0.05, 0.3, 9.0),
    "to_content": (0.4, 0.5, 0.6, 0.7),
    "alone": (0.3, 0.5, 0.7, 0.85, 1.1),
    "piece": (0.05, 0.1, 0.15, 0.2, 0.25, 0.3),
    "to_source": (0.0, 0.15, 0.3, 0.5, 0.7),
    "no_source": (-1.0, 0.0, 1.0, 2.0, 4.0),
}
# Those that decide which spans there are; with the others they are only chosen among.
OF_SPANS = ("bigram_weight", "lift", "lift_inner", "cue_peak", "source_peak", "edge")
# Confidences under which an attribution may be left out.
LEAST = (0.0, 0.2, 0.25, 0.3, 0.35, 0.38, 0.4, 0.42, 0.44, 0.46, 0.48, 0.5)
# What the threshold may cost in relaxed F1: a statement wrongly recorded harms more than one that is missed.
SPARED = 0.0015


@dataclass
class Dev:
    """Dev articles with their scores: what a try needs, made once."""

    gold: list[list[RoleTokens]]
    words: list[Words]
    scores: list[Scores]
    flat: bool = False  # whether its annotators marked no statement within another, so that none counts
    spans: dict[tuple[float, ...], list[Spans]] = field(default_factory=dict)

    @classmethod
    def of(cls, articles: Sequence[GoldArticle], scores: list[Scores]) -> Dev:
        """Dev with the scores of each article."""
        words = [Words(a.text) for a in articles]
        gold = [[RoleTokens.of(w, x) for x in a.attributions] for w, a in zip(words, articles, strict=True)]
        return cls(gold, words, scores, flat=not any(nested(a.attributions) for a in articles))

    def right(self, found: list[list[Found]]) -> list[list[bool]]:
        """For each attribution found, whether it is right: relaxed, or its content alone where it has no cue."""
        out = []
        for gold, words, scores, ours in zip(self.gold, self.words, self.scores, found, strict=True):
            made = [RoleTokens.of(words, _attribution(scores, f)) for f in ours]
            pairs = [p for p in candidates(gold, made) if p.same_source or not ours[p.predicted].cue]
            hit = {p.predicted for p in one_to_one(pairs)}
            out.append([n in hit for n in range(len(made))])
        return out

    def found(self, decoding: Decoding) -> list[list[Found]]:
        """The attributions of each article; spans are found once for all knobs that only choose among them."""
        key = (*(getattr(decoding, name) for name in OF_SPANS),)
        if key not in self.spans:
            self.spans = {key: [find_spans(s, decoding) for s in self.scores]}
        found = [choose(s, x, decoding) for s, x in zip(self.scores, self.spans[key], strict=True)]
        return [[f for f in fs if not (self.flat and f.evidence.get("inner"))] for fs in found]

    def f1(self, decoding: Decoding) -> float:
        """Relaxed linked F1."""
        right = self.right(self.found(decoding))
        return 2 * sum(map(sum, right)) / (sum(map(len, right)) + sum(map(len, self.gold)))


def mean_f1(sets: Sequence[Dev], decoding: Decoding) -> float:
    """The mean of relaxed F1 over sets of gold, each counting alike."""
    return sum(each.f1(decoding) for each in sets) / len(sets)


def _attribution(scores: Scores, f: Found) -> Attribution:
    source, cue, content = (tuple(characters(scores.tokens, r)) for r in (f.source, f.cue, f.content))
    return Attribution(source, cue, content)


def choose_decoding(sets: Sequence[Dev], decoding: Decoding, rounds: int = 2) -> Decoding:
    """The knobs with the best relaxed F1, one after another, ``rounds`` times over."""
    best = mean_f1(sets, decoding)
    for _ in range(rounds):
        before = best
        for name, values in CHOICES.items():
            for value in values:
                if value == getattr(decoding, name):
                    continue
                tried = replace(decoding, **{name: value})  # type: ignore[arg-type]
                f1 = mean_f1(sets, tried)
                if f1 > best + 1e-9:
                    best, decoding = f1, tried
            print(f"{name} {getattr(decoding, name)}: mean relaxed F1 {100 * best:.2f}", flush=True)
        if best == before:
            break
    return decoding


def calibrate(sets: Sequence[Dev], decoding: Decoding) -> tuple[Calibration, Decoding, dict[str, float]]:
    """The confidence, the decoding with its threshold, and the calibration error, cross-validated by article."""
    found = [fs for each in sets for fs in each.found(decoding)]
    right = [rs for each in sets for rs in each.right(each.found(decoding))]
    names = sorted({name for fs in found for f in fs for name in f.evidence})
    rows = [
        np.array([[f.evidence.get(n, 0.0) for n in names] for f in fs]).reshape(len(fs), len(names)) for fs in found
    ]
    truth = [np.array(r, float) for r in right]
    everything = _logistic(np.concatenate(rows), np.concatenate(truth))
    held_out: list[NDArray[np.float64]] = [np.zeros(0)] * len(rows)
    for fold in range(5):
        rest = [n for n in range(len(rows)) if n % 5 != fold]
        weights = _logistic(np.concatenate([rows[n] for n in rest]), np.concatenate([truth[n] for n in rest]))
        for n in range(fold, len(rows), 5):
            held_out[n] = _sigmoid(rows[n] @ weights[:-1] + weights[-1])
    table = calibration_table(np.concatenate(held_out).tolist(), [bool(x) for x in np.concatenate(truth)])
    named = {n: round(float(w), 4) for n, w in zip(names, everything, strict=False)}
    made = Calibration(named, round(float(everything[-1]), 4), rules=0.5)
    of_set = np.concatenate([np.full(len(x), n) for n, x in _by_set(sets, held_out)])
    said, hit = np.concatenate(held_out), np.concatenate(truth)

    def f1(least: float) -> float:
        each = []
        for n, dev in enumerate(sets):
            kept = (said >= least) & (of_set == n)
            each.append(2 * hit[kept].sum() / (kept.sum() + sum(map(len, dev.gold))))
        return float(np.mean(each))

    best = max(map(f1, LEAST))
    least = max(t for t in LEAST if f1(t) >= best - SPARED)
    return made, replace(decoding, least=least), {"expected_calibration_error": round(table.error, 4) if table else 0.0}


def _by_set(sets: Sequence[Dev], values: Sequence[NDArray[np.float64]]) -> Iterator[tuple[int, NDArray[np.float64]]]:
    """The values of each article with the number of its set."""
    at = 0
    for n, each in enumerate(sets):
        for value in values[at : at + len(each.gold)]:
            yield n, value
        at += len(each.gold)


def _logistic(x: NDArray[np.float64], y: NDArray[np.float64], penalty: float = 1.0) -> NDArray[np.float64]:
    """Weights and, last, the constant, by Newton's method with a small ridge."""
    x = np.concatenate([x, np.ones((len(x), 1))], 1)
    w = np.zeros(x.shape[1])
    ridge = penalty * np.eye(len(w))
    ridge[-1, -1] = 0
    for _ in range(30):
        p = _sigmoid(x @ w)
        step = np.linalg.solve(
            (x * (p * (1 - p))[:, None]).T @ x + ridge + 1e-9 * np.eye(len(w)), x.T @ (y - p) - ridge @ w
        )
        w += step
        if np.abs(step).max() < 1e-8:
            break
    return w


def _sigmoid(x: NDArray[np.float64]) -> NDArray[np.float64]:
    out: NDArray[np.float64] = 1 / (1 + np.exp(-np.clip(x, -30, 30)))
    return out
