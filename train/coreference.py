"""Fits the weights by which pronouns are resolved: `python -m train.coreference --data DATA`.

DATA holds ``gum/`` (CoNLL-U with coreference that people marked) and ``polnear/`` with CoreNLP's silver chains. For
every third-person pronoun whose chain has an earlier mention, the model ranks the candidates that `quoth.resolve`
offers; the weights are those of a softmax over candidates, held near what is known of news beforehand, by gradient
descent over all examples at once. GUM is no news, and CoreNLP's chains are no gold: GUM's pronouns count once, silver
ones ``--silver`` times.

Prints how often the likeliest candidate is right, on the fifth of the documents that a fit has not seen, and writes
``src/quoth/resolve/pronouns.json``, weights with what they were fitted on.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.conllu import read_conllu
from quoth.parse import Parse
from quoth.read import Reader, load_reader
from quoth.records import Article, Statement
from quoth.resolve.coreference import (
    FEATURES,
    THIRD,
    Context,
    candidates,
    features,
    kind_of_pronoun,
    last_before,
    take_up,
)
from quoth.resolve.discourse import Chain, Discourse
from quoth.resolve.mentions import Mention
from quoth.resolve.sources import in_quotations, source_heads

OUT = Path("src/quoth/resolve/pronouns.json")
FOLDS = 5
RIDGE = 100.0  # how hard the weights are held to PRIOR; of 0, 100 and 300 the best on held-out GUM

# Weights to stay near: what is known of news before any data (a source is mostly who spoke last; a fresh "a minister"
# is seldom "he"; a speaker does not name himself in what he says), set by hand on dev. GUM is no news: without them,
# its stories pull the weights away from how reports are written.
PRIOR = {
    "person": {
        "same sentence": 1.0, "sentence before": 0.8, "two back": 0.2, "three back": -0.3, "further": -1.0,
        "log distance": -0.3, "subject": 0.8, "speaker": 0.3, "same pronoun": 0.8, "mentions": 0.4,
        "quoted apart": -0.8, "modifier": -0.7, "gender told": 0.8, "gender of the name": 0.5, "name": 0.2,
        "same paragraph": 0.3, "unsure": -1.5, "headline": -0.3, "object": -0.4, "opens paragraph": 0.2,
        "last pronoun": 0.8, "person": 0.3, "last speaker, itself": 1.5, "has a name": 0.3, "indefinite": -0.5,
        "named, itself": 0.5, "indefinite, itself": -1.5, "object, itself": -0.6,
        "subject, itself": 0.4, "in what it says": -1.5,
    },
    "they": {
        "same sentence": 0.8, "sentence before": 0.7, "two back": 0.1, "three back": -0.5, "further": -1.5,
        "log distance": -0.4, "subject": 0.9, "same pronoun": 0.8, "mentions": 0.2, "quoted apart": -0.8,
        "same paragraph": 0.3, "joint": 0.8, "headline": -0.5, "object": -0.4, "last speaker, itself": 1.2,
        "in what it says": -1.5,
    },
    "it": {
        "same sentence": 0.8, "sentence before": 0.7, "subject": 0.9, "same pronoun": 0.6, "mentions": 0.3,
        "last speaker, itself": 1.0,
    },
}  # fmt: skip


@dataclass
class Choice:
    """One pronoun: features [candidates, features], which candidates are right, its class, its fold and its weight."""

    x: NDArray[np.float64]
    right: NDArray[np.bool_]
    kind: str
    fold: int
    weight: float


@dataclass
class Text:
    """One document as the network reads it, and its chains of mentions as code points."""

    id: str
    parse: Parse
    statements: list[Statement]
    chains: list[list[tuple[int, int]]]
    weight: float


def texts(data: Path, reader: Reader, most: int, silver: float) -> Iterator[Text]:
    """GUM's documents, and ``most`` of PolNeAR's train articles with silver chains."""
    for path in sorted((data / "gum").glob("*.conllu")):
        for document in read_conllu(path):
            chains: dict[str, list[tuple[int, int]]] = {}
            for m in document.mentions:
                chains.setdefault(m.entity, []).append((document.start(m), document.end(m)))
            found, parse = reader.parse(Article.of(document.text, origin=document.id))
            yield Text(document.id, parse, found, list(chains.values()), 1.0)
    with gzip.open(data / "polnear" / "corenlp" / "train.coref.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in list(lines)[:most]:
            row = json.loads(line)
            text = (data / "polnear" / "train" / "text" / f"{row['id']}.txt").read_bytes().decode()
            found, parse = reader.parse(Article.of(text, origin=row["id"]))
            yield Text(row["id"], parse, found, [[(a, b) for a, b, *_ in c] for c in row["chains"]], silver)


def choices(text: Text) -> list[Choice]:
    """Every third-person pronoun of a text that has a right candidate, with the right history before it."""
    parse = text.parse
    discourse = Discourse(parse)
    entity: dict[tuple[int, int], int] = {}
    for n, chain in enumerate(text.chains):
        for a, b in chain:
            i, j = parse.range(a, b)
            entity.setdefault((i, j), n)
    ends = {(i, j): n for (i, j), n in entity.items()}
    context = Context(source_heads(discourse, text.statements), in_quotations(parse, text.statements))
    out = []
    for m in discourse.mentions:
        if m.kind != "pronoun" or parse.lower[m.head] not in THIRD:
            continue
        gold = ends.get((m.start, m.end))
        found = candidates(discourse, m.head, itself=m.head in context.said)
        if gold is None or not found:
            continue
        right = np.array([_is(c, m, gold, ends) for c in found])
        if right.any():
            rows = features(discourse, m.head, found, context)
            fold = int(hashlib.sha256(text.id.encode()).hexdigest(), 16) % FOLDS
            out.append(Choice(np.array(rows), right, kind_of_pronoun(parse.lower[m.head]), fold, text.weight))
            take_up(discourse, m, found[int(np.flatnonzero(right)[-1])])
    return out


def _is(chain: Chain, m: Mention, gold: int, ends: dict[tuple[int, int], int]) -> bool:
    """Whether a chain is of the entity ``gold``: its last mention before the pronoun is, by extent or by head."""
    last = last_before(chain, m.head)
    if last is None:
        return False
    exact = ends.get((last.start, last.end), ends.get(last.name or (-1, -1)))
    if exact is not None:
        return exact == gold
    around = [(j - i, n) for (i, j), n in ends.items() if i <= last.head < j and j - i <= last.end - last.start + 12]
    return bool(around) and min(around)[1] == gold


def fit(given: list[Choice], kind: str, steps: int = 300) -> NDArray[np.float64]:
    """Weights that make right candidates likely: the log of the share that falls on them, less a ridge around PRIOR."""
    mine = [c for c in given if c.kind == kind]
    prior = np.array([PRIOR[kind].get(f, 0.0) for f in FEATURES])
    w = prior.copy()
    m, v = np.zeros_like(w), np.zeros_like(w)
    sizes = [len(c.x) for c in mine]
    x = np.concatenate([c.x for c in mine])
    right = np.concatenate([c.right for c in mine])
    row = np.repeat(np.arange(len(mine)), sizes)
    weight = np.array([c.weight for c in mine])[row]
    starts = np.cumsum([0, *sizes[:-1]])
    for step in range(1, steps + 1):
        s = x @ w
        s -= np.maximum.reduceat(s, starts)[row]
        e = np.exp(s)
        p = e / np.add.reduceat(e, starts)[row]
        q = e * right
        q /= np.add.reduceat(q, starts)[row]
        gradient = x.T @ (weight * (q - p)) - RIDGE * (w - prior)
        m, v = 0.9 * m + 0.1 * gradient, 0.999 * v + 0.001 * gradient**2
        w += 0.05 * (m / (1 - 0.9**step)) / (np.sqrt(v / (1 - 0.999**step)) + 1e-8)
    return w


def report(all_choices: list[Choice], kinds: list[str]) -> dict[str, dict[str, float]]:
    """Held-out accuracy by class, on what people marked, with that of PRIOR beside it."""
    out = {}
    for kind in kinds:
        right, before = [], []
        prior = np.array([PRIOR[kind].get(f, 0.0) for f in FEATURES])
        for fold in range(FOLDS):
            held = [c for c in all_choices if c.fold == fold and c.kind == kind and c.weight == 1.0]
            w = fit([c for c in all_choices if c.fold != fold], kind)
            right += [c.right[int(np.argmax(c.x @ w))] for c in held]
            before += [c.right[int(np.argmax(c.x @ prior))] for c in held]
        out[kind] = {
            "n": len(right),
            "held_out": round(float(np.mean(right)), 4),
            "prior": round(float(np.mean(before)), 4),
        }
        print(kind, out[kind], flush=True)
    return out


def main() -> None:
    """Reads the command line, fits and writes."""
    parser = argparse.ArgumentParser(prog="python -m train.coreference", description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--articles", type=int, default=250, help="PolNeAR articles to take silver chains from")
    parser.add_argument("--silver", type=float, default=0.5, help="the weight of a silver pronoun")
    args = parser.parse_args()
    learn(args.data, args.articles, args.silver)


def learn(data: Path, articles: int = 250, silver: float = 0.5) -> None:
    """Reads the documents with the reader that ships, fits, prints and writes."""
    reader = load_reader(threads=2)
    write([c for t in texts(data, reader, articles, silver) for c in choices(t)], articles, silver)


def write(found: list[Choice], articles: int, silver: float) -> None:
    """Fits on all of ``found``, and writes the weights with their story."""
    kinds = ["person", "they", "it"]
    scores = report(found, kinds)
    weights = {k: {f: round(float(x), 3) for f, x in zip(FEATURES, fit(found, k), strict=True)} for k in kinds}
    card = {
        "made_by": "train/coreference.py",
        "data": f"GUM 11 (weight 1), and CoreNLP's chains of {articles} PolNeAR train articles (weight {silver})",
        "pronouns": {k: sum(c.kind == k for c in found) for k in kinds},
        "gum_held_out": scores,
        "weights": weights,
    }
    OUT.write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
