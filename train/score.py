"""A float32 checkpoint as a source of scores, to compare what ships with.

For speed: `python -m bench.speed --against train.score:forward`.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from quoth.models import load_model
from quoth.read.network import BIASES, HEADS, LinkHead, Run, score_tokens
from quoth.read.tokens import FEATURES, tokenize
from train.network import Network


def load_network(path: Path) -> Network:
    """The network of a checkpoint, ready to read, with no more labels in its layers than were taught."""
    weights = torch.load(path, map_location="cpu", weights_only=True)
    labels = taught_layers(path)
    for name, each in labels.items():
        for part in ("weight", "bias"):
            weights[f"silver.{name}.{part}"] = weights[f"silver.{name}.{part}"][: len(each)]
    net = Network(FEATURES, {name: len(each) for name, each in labels.items()})
    net.load_state_dict(weights)
    return net.eval()


def taught_layers(path: Path) -> dict[str, list[str]]:
    """The labels of each layer that a checkpoint was taught, in the order of their scores."""
    labels = json.loads((path.parent / "fit.json").read_text())["labels"]
    return {name: sorted(each, key=each.__getitem__) for name, each in labels.items()}


def link_heads(net: Network) -> dict[str, LinkHead]:
    """The learned biases of every link head, as numbers."""
    made = net.linkers()
    return {n: LinkHead(*(getattr(made[n], part).detach().numpy() for part in BIASES)) for n in HEADS}


def torch_run(net: Network) -> Run:
    """The float32 forward pass, in the form that ``score_tokens`` takes."""

    @torch.inference_mode()
    def run(ids: NDArray[np.int64], features: NDArray[np.int64]) -> tuple[Any, ...]:
        return tuple(x.float().numpy() for x in net(torch.from_numpy(ids), torch.from_numpy(features), None))

    return run


def forward(text: str) -> Callable[[], object]:
    """The float32 forward pass over all windows of ``text``, on one core.

    The checkpoint is the last one that `make train` left in train/work, or the one that QUOTH_CHECKPOINT names.
    """
    torch.set_num_threads(1)
    named = os.environ.get("QUOTH_CHECKPOINT")
    net = load_network(Path(named) if named else max(Path("train/work").glob("pass-*.pt")))
    tokens = tokenize(text, load_model("en-3").tokenizer)
    return lambda: score_tokens(tokens, torch_run(net), link_heads(net))
