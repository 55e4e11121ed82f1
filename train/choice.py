"""Fits who speaks of all who may: `python -m train.choice --data DATA`, with the reader that ships.

The candidates of every statement that is found, and one weight for each thing that tells between them: the likelihood
of the right ones, with a ridge. Articles which the network never saw (``train/marks/tune.jsonl``, speakers-dev) count
whole, those that it was trained on (the fit parts of speakers-train and world-train) less, since it is surer of them
than it should be; look-not is kept out. Writes ``src/quoth/resolve/choice.json``.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from quoth.evaluate import GoldArticle, as_article, read_gold
from quoth.evaluate.annotation import Attribution
from quoth.evaluate.calibration import calibration
from quoth.evaluate.match import RoleTokens, candidates, one_to_one
from quoth.evaluate.names import name_words
from quoth.evaluate.split import is_look_not
from quoth.evaluate.tokens import Tokens
from quoth.read import load_reader
from quoth.resolve.chains import chains
from quoth.resolve.choice import Candidate, Chooser
from quoth.resolve.implied import speakers
from quoth.resolve.sources import Sources
from train.world import tuning

OUT = Path("src/quoth/resolve/choice.json")
RIDGE = 3.0
FOLDS = 5
# How much an article counts that the network was trained on.
SEEN = 0.3


@dataclass(frozen=True, slots=True)
class Case:
    """The candidates of one statement and which of them are right."""

    article: str
    found: list[Candidate]
    right: list[bool]
    weight: float = 1.0


def cases(gold: Sequence[GoldArticle], reader: object, weight: float = 1.0) -> list[Case]:
    """The statements of each gold article that were found; those before are taken as the gold has them."""
    out = []
    for g in gold:
        article = as_article(g)
        found, parse = reader.parse(article)  # type: ignore[attr-defined]
        tied = chains(article, found, parse)
        sources = Sources(article, tied, parse)
        chooser = Chooser(sources, speakers(sources))
        words = Tokens(g.text)
        made = [RoleTokens.of(words, Attribution.of(s)) for s in tied]
        true = [RoleTokens.of(words, a) for a in g.attributions]
        of = {p.predicted: p.gold for p in one_to_one(candidates(true, made))}
        for n, s in enumerate(tied):
            if s.id not in parse.voices:
                chooser.take(n, as_ruled(chooser, n))
                continue
            options = chooser.candidates(n)
            who = g.attributions[of[n]].speaker if n in of else None
            right = [is_right(c, who.type, who.name) if who else False for c in options]
            if any(right):
                out.append(Case(g.id, options, right, weight))
                chooser.take(n, options[right.index(True)])
            else:
                chooser.take(n, ruled(options))
    return out


def is_right(c: Candidate, kind: str, name: str | None) -> bool:
    """Whether a candidate is the speaker that the gold has: by name where there is one, else by type."""
    if kind in {"person", "organization"} and name_words(name):
        return name_words(c.name) == name_words(name) and c.type == kind
    return c.type == {"unknown": "none"}.get(kind, kind)


def as_ruled(chooser: Chooser, n: int) -> Candidate:
    """Whom the rules take for a statement."""
    rules = chooser.rules[n]
    return Candidate(rules.name, rules.type, rules.chain)


def ruled(options: Sequence[Candidate]) -> Candidate:
    """The candidate that the rules take, or else the last."""
    return next((c for c in options if any(k.startswith("rules: ") and v for k, v in c.values.items())), options[-1])


def fit(found: Sequence[Case], names: Sequence[str], steps: int = 400) -> NDArray[np.float64]:
    """The weights under which the right candidates are likeliest, by L-BFGS with a ridge."""
    import torch

    number = {name: n for n, name in enumerate(names)}
    rows, groups, right = [], [], []
    for n, case in enumerate(found):
        for c, ok in zip(case.found, case.right, strict=True):
            row = np.zeros(len(names))
            for name, value in c.values.items():
                if name in number:
                    row[number[name]] = value
            rows.append(row)
            groups.append(n)
            right.append(ok)
    x, g, r = torch.tensor(np.array(rows)), torch.tensor(groups), torch.tensor(right)
    count = torch.tensor([case.weight for case in found], dtype=torch.float64)
    w = torch.zeros(len(names), dtype=torch.float64, requires_grad=True)
    opt = torch.optim.LBFGS([w], max_iter=steps, line_search_fn="strong_wolfe")

    def logs(scores: torch.Tensor) -> torch.Tensor:
        top = torch.full((len(found),), -1e9, dtype=torch.float64).scatter_reduce(0, g, scores.detach(), "amax")
        sums = torch.zeros(len(found), dtype=torch.float64).index_add(0, g, torch.exp(scores - top[g]))
        return top + torch.log(sums + 1e-300)

    def closure() -> torch.Tensor:
        opt.zero_grad()
        scores = x @ w
        loss = (count * (logs(scores) - logs(scores.masked_fill(~r, -1e9)))).sum() + RIDGE / 2 * (w**2).sum()
        loss.backward()
        return loss

    opt.step(closure)
    out: NDArray[np.float64] = w.detach().numpy()
    return out


def judged(found: Sequence[Case], names: Sequence[str], w: NDArray[np.float64]) -> tuple[list[float], list[bool]]:
    """The chance of the likeliest candidate of each case, and whether it is right."""
    from quoth.resolve.choice import chances

    weight = dict(zip(names, w.tolist(), strict=True))
    said, right = [], []
    for case in found:
        shares = chances(case.found, weight)
        best = max(range(len(shares)), key=shares.__getitem__)
        said.append(shares[best])
        right.append(case.right[best])
    return said, right


def learn(data: Path) -> None:
    """Gathers, fits, measures by articles left out, and writes."""
    reader = load_reader(threads=2)
    gold = [*read_gold(data / "speakers-dev.jsonl", data / "polnear" / "dev" / "text"), *tuning(data)]
    seen = [
        *read_gold(data / "speakers-train.jsonl", data / "polnear" / "train" / "text"),
        *read_gold(data / "world-train.jsonl"),
    ]
    found = [*cases(gold, reader), *cases([g for g in seen if not is_look_not(g.id)], reader, SEEN)]
    names = sorted({name for case in found for c in case.found for name in c.values})
    articles = sorted({g.id for g in gold})
    said: list[float] = []
    right: list[bool] = []
    for k in range(FOLDS):
        out = set(articles[k::FOLDS])
        w = fit([c for c in found if c.article not in out], names)
        each = judged([c for c in found if c.article in out], names, w)
        said += each[0]
        right += each[1]
    error = calibration(said, right)
    w = fit(found, names)
    card = {
        "made_by": "train/choice.py",
        "data": "speakers-dev.jsonl and train/marks/tune.jsonl, which the network never saw, and the fit parts of "
        f"speakers-train.jsonl and world-train.jsonl at {SEEN}",
        "cases": len(found),
        "right_held_out": round(sum(right) / len(right), 4),
        "expected_error_held_out": round(error.error, 4) if error else None,
        "weights": {n: round(float(x), 3) for n, x in zip(names, w, strict=True) if abs(x) >= 0.001},
    }
    OUT.write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(card, indent=1))


def main() -> None:
    """Reads the command line and fits."""
    parser = argparse.ArgumentParser(prog="python -m train.choice", description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    learn(parser.parse_args().data)


if __name__ == "__main__":
    main()
