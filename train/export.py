"""A fitted checkpoint as what ships: int8 ONNX, tokenizer and card, with its decoding and confidence chosen on dev."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from quoth.evaluate import GoldArticle, as_article, evaluate, gold_digest, read_gold
from quoth.evaluate.annotation import Attribution
from quoth.evaluate.metrics import count_article
from quoth.models import load_folder
from quoth.read import Reader
from quoth.read.decode import Decoding
from quoth.read.network import BIASES, HEADS, Run, Scores, score_tokens
from quoth.read.reader import NetworkReader
from quoth.read.rules import RulesReader
from quoth.read.spans import TAGS, legal
from quoth.read.tokens import FEATURES, Tokens, tokenize
from train.calibrate import Dev, calibrate, choose_decoding
from train.graph import matrices, write_graph
from train.network import Network
from train.prepare import JUDGED, label, load, load_tokenizer
from train.rounding import products_of_inputs, rounded_all
from train.score import link_heads, load_network, taught_layers, torch_run
from train.world import MARKS, tuning

# The encoder that fitting starts from: the public release's own file.
ENCODER = {
    "name": "all-MiniLM-L6-v2 (MiniLM-L6-H384, uncased)",
    "licence": "Apache-2.0",
    "sha256": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
}


def build(data: Path, encoder: Path, checkpoint: Path, out: Path) -> None:
    """Writes the model folder ``out`` from ``checkpoint``; prints what it measured on the way."""
    out.mkdir(parents=True, exist_ok=True)
    net = load_network(checkpoint)
    tokenizer = load_tokenizer(encoder)
    export_onnx(net, articles_for_rounding(data, tokenizer), out / "model.onnx")
    tokenizer.save(str(out / "tokenizer.json"), pretty=False)
    bigrams = count_bigrams(data, tokenizer)
    card: dict[str, Any] = {
        "name": out.name,
        "task": "attribution of statements in English news: spans of source, cue and content, and their links",
        "language": "en",
        "licence": "Apache-2.0",
        "encoder": ENCODER,
        "labels": list(TAGS),
        "link_heads": list(HEADS),
        "layers": taught_layers(checkpoint),
        "features": FEATURES,
        "links": {n: {p: _plain(getattr(h, p)) for p in BIASES} for n, h in link_heads(net).items()},
        "decoding": Decoding(bigrams).to_dict(),
        "calibration": {"weights": {}, "constant": 0.0, "rules": 0.5},
        "data": {
            "train": {"name": "PolNeAR 1.0 train", "sha256": gold_digest(data / "polnear" / "train")},
            "dev": {"name": "PolNeAR 1.0 dev", "sha256": gold_digest(data / "polnear" / "dev")},
            "world": {"name": "world-train, fit part, with speakers", "sha256": _digest(data / "world-train.jsonl")},
            "speakers": {"name": "speakers-train, fit part", "sha256": _digest(data / "speakers-train.jsonl")},
            "marks": {"name": "train/marks/stories.jsonl, marked by hand", "sha256": _digest(MARKS / "stories.jsonl")},
            "tune": {"name": "train/marks/tune.jsonl, never trained on", "sha256": _digest(MARKS / "tune.jsonl")},
            **_judged(data / JUDGED),
            "silver": "CoreNLP layers published with PolNeAR, as a second task",
        },
        "scores": {},
        "fit": json.loads((checkpoint.parent / "fit.json").read_text())["knobs"],
        "start": json.loads((checkpoint.parent / "fit.json").read_text()).get("start"),
        "made_with": {p: version(p) for p in ("torch", "onnxruntime", "onnx", "tokenizers")},
        "sha256": {name: _digest(out / name) for name in ("model.onnx", "tokenizer.json")},
    }
    write_card(out, card)
    tune(data, out, card)
    card["scores"] = score(data, out, net)
    write_card(out, card)


def write_card(out: Path, card: dict[str, Any]) -> None:
    """``card.json``, one line a field."""
    (out / "card.json").write_text(json.dumps(card, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def tune(data: Path, out: Path, card: dict[str, Any]) -> None:
    """Sets the card's decoding and calibration to what is best on PolNeAR's dev and the marks for it, and writes it."""
    articles = read_gold(data / "polnear" / "dev")
    reader = NetworkReader(load_folder(out, out.name, threads=2))
    sets = [
        Dev.of(each, [reader.scores(tokenize(a.text, reader.tokenizer)) for a in each])
        for each in (articles, tuning(data))
    ]
    decoding = choose_decoding(sets, Decoding.from_dict(card["decoding"]))
    made, decoding, error = calibrate(sets, decoding)
    card["decoding"] = decoding.to_dict()
    card["calibration"] = {"weights": dict(made.weights), "constant": made.constant, "rules": 0.5, **error}
    write_card(out, card)
    card["calibration"]["rules"] = rules_share(articles, NetworkReader(load_folder(out, out.name, threads=2)))
    write_card(out, card)


def rules_share(articles: Sequence[GoldArticle], reader: NetworkReader) -> float:
    """Of the statements that the rules add to the network's, the share that is right (relaxed)."""
    right: list[bool] = []
    for gold in articles:
        article = as_article(gold)
        found = reader.read(article)
        counted = count_article(article, gold.attributions, [Attribution.of(s) for s in found])
        right += [ok for s, ok in zip(found, counted.right, strict=True) if s.made_by != reader.name]
    print(f"the rules add {len(right)} statements to dev, {sum(right)} of them right", flush=True)
    return round((sum(right) + 1) / (len(right) + 2), 3)


def score(data: Path, out: Path, net: Network) -> dict[str, Any]:
    """Dev scores of what ships, of the float32 network in its place, and of the rules."""
    gold = data / "polnear" / "dev"
    reader = NetworkReader(load_folder(out, out.name, threads=2))
    readers: dict[str, Reader] = {"int8": reader, "float32": FloatReader(reader, net), "rules": RulesReader()}
    scores = {}
    for name, each in readers.items():
        found = evaluate(gold, each, bootstrap=1000 if name == "int8" else 0).to_dict()
        scores[name] = {k: v for k, v in found["metrics"].items() if k.endswith(("relaxed", "strict", "exact"))}
        print(name, {k: v["f1"] for k, v in scores[name].items()}, flush=True)
    return {"polnear_dev": scores}


class FloatReader(NetworkReader):
    """What ships, with the float32 network in the place of the int8 one."""

    def __init__(self, reader: NetworkReader, net: Network) -> None:
        self.__dict__.update(reader.__dict__)
        self._float: Run = torch_run(net)

    def scores(self, tokens: Any) -> Scores:
        """The float32 network's scores."""
        return score_tokens(tokens, self._float, self._heads)


def count_bigrams(data: Path, tokenizer: Tokenizer) -> NDArray[np.float32]:
    """[7, 7] log-probabilities of one tag after another in train; -20 for what cannot follow."""
    counts = np.full((len(TAGS), len(TAGS)), 0.5)
    for example in load(data, "train"):
        tags = label(example, tokenizer, {}).tags
        np.add.at(counts, (tags[:-1], tags[1:]), 1)
    out = np.log(counts / counts.sum(1, keepdims=True))
    out[[[not legal(a, b) for b in range(len(TAGS))] for a in range(len(TAGS))]] = -20
    return out.astype(np.float32)


def export_onnx(net: Network, articles: Sequence[Tokens], path: Path) -> None:
    """Writes the graph that ships; its matrices are rounded to what does least to ``articles``."""
    made = matrices(net)
    write_graph(net, rounded_all(made, products_of_inputs(net, articles)), path)


def articles_for_rounding(data: Path, tokenizer: Tokenizer) -> list[Tokens]:
    """Some articles of train and of the world's reports: what matrices are given in them."""
    texts = [each.text for each in read_gold(data / "polnear" / "train")][::28]
    texts += [each.text for each in read_gold(data / "world-train.jsonl")][::12]
    return [tokenize(text, tokenizer) for text in texts]


def _judged(folder: Path) -> dict[str, dict[str, str]]:
    """What the card says of judged articles among the data; nothing where there are none."""
    return {"judged": {"name": "judged in a library", "sha256": gold_digest(folder)}} if folder.is_dir() else {}


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _plain(values: NDArray[np.float32]) -> list[float]:
    return [round(float(x), 5) for x in values]
