"""Fits how sure a speaker is: `python -m train.speakers --data DATA`; DATA holds speakers-dev.jsonl and PolNeAR's dev.

Every speaker comes with a class of evidence (a name, an office, a pronoun, ...) and a share, which is how much of the
ranking fell on it. A logistic regression with one constant a class and one slope for the share, both with a ridge
towards the mean, is fitted on the found statements of the gold; the expected calibration error is measured by leaving
out one article at a time. Writes ``src/quoth/resolve/confidence.json``.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from quoth.evaluate import Attribution, as_article, read_gold
from quoth.evaluate.calibration import calibration
from quoth.evaluate.speakers import count_speakers
from quoth.read import load_reader
from quoth.resolve.chains import chains
from quoth.resolve.found import Found
from quoth.resolve.implied import speakers
from quoth.resolve.sources import Sources
from quoth.resolve.who import log_odds, speaker_of

OUT = Path("src/quoth/resolve/confidence.json")
CLASSES = (
    "name", "short name", "office", "pronoun", "salient", "delayed", "description", "thing", "relative", "implied",
    "subject", "first person", "author", "unknown",
)  # fmt: skip
RIDGE = 1.0
UNSEEN = 0.7  # the chance that is given to evidence of a class with fewer than three examples


def examples(data: Path) -> list[list[tuple[Found, bool]]]:
    """Of each gold article the speakers of the statements that were found, with whether they are right."""
    reader = load_reader(threads=2)
    out = []
    for gold in read_gold(data / "speakers-dev.jsonl", data / "polnear" / "dev" / "text"):
        article = as_article(gold)
        found, parse = reader.parse(article)
        tied = chains(article, found, parse)
        sources = Sources(article, tied, parse)
        whom = speakers(sources)
        numbered = [
            replace(s, speaker=replace(speaker_of(f, sources, None), confidence=n / 1e6))
            for n, (s, f) in enumerate(zip(tied, whom, strict=True))
        ]
        counted = count_speakers(gold.text, gold.attributions, [Attribution.of(s) for s in numbered])
        out.append(
            [
                (whom[round(1e6 * c)], ok)
                for c, ok in zip(counted.confidences, counted.right, strict=True)
                if c is not None
            ]
        )
    return out


def table(found: list[tuple[Found, bool]]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Rows of: one, the class, the share's log-odds (0 where nothing competes); and what is right."""
    x = np.zeros((len(found), len(CLASSES) + 2))
    for row, (f, _) in zip(x, found, strict=True):
        row[0] = 1
        row[1 + CLASSES.index(f.sure)] = 1
        row[-1] = log_odds(f)
    return x, np.array([float(ok) for _, ok in found])


def fit(found: list[tuple[Found, bool]], steps: int = 4000) -> NDArray[np.float64]:
    """The weights of a logistic regression, with a ridge on all but the constant."""
    x, y = table(found)
    w = np.zeros(x.shape[1])
    ridge = np.full(len(w), RIDGE)
    ridge[0] = 0
    for _ in range(steps):
        w += 2.0 / len(y) * (x.T @ (y - 1 / (1 + np.exp(-x @ w))) - ridge * w)
    return w


def weight_of(w: NDArray[np.float64], k: int, found: list[tuple[Found, bool]]) -> float:
    """The weight of a class: what was fitted, but for one that the gold hardly has no more than ``UNSEEN``."""
    seen = sum(f.sure == CLASSES[k] for f, _ in found) >= 3
    fitted = float(w[0] + w[1 + k])
    return fitted if seen else min(fitted, float(np.log(UNSEEN / (1 - UNSEEN))))


def main() -> None:
    """Reads the command line, fits, prints and writes."""
    parser = argparse.ArgumentParser(prog="python -m train.speakers", description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    calibrate(parser.parse_args().data)


def calibrate(data: Path) -> None:
    """Reads the gold with the reader that ships, fits, prints and writes."""
    articles = examples(data)
    held: list[float] = []
    right: list[bool] = []
    for n, article in enumerate(articles):
        w = fit([f for k, other in enumerate(articles) if k != n for f in other])
        held += (1 / (1 + np.exp(-table(article)[0] @ w))).tolist() if article else []
        right += [ok for _, ok in article]
    made = calibration(held, right)
    everything = [f for article in articles for f in article]
    w = fit(everything)
    card = {
        "made_by": "train/speakers.py",
        "data": "speakers-dev.jsonl (14 PolNeAR dev articles with resolved speakers)",
        "n": {c: sum(f.sure == c for f, _ in everything) for c in CLASSES},
        "expected_error_held_out": round(made.error, 4) if made else None,
        "slope": round(float(w[-1]), 3),
        "weights": {c: round(weight_of(w, k, everything), 3) for k, c in enumerate(CLASSES)},
        "other": round(float(w[0]), 3),
    }
    OUT.write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(card, indent=1))


if __name__ == "__main__":
    main()
