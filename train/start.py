"""The weights of a model that ships, made whole numbers no longer, so that fitting can go on from them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from quoth.read.network import HEADS, LINKS
from quoth.read.spans import TAGS
from quoth.read.tokens import FEATURES
from train.graph import HIDDEN
from train.network import Network

LAYERS = 6

Arrays = dict[str, Any]


def weights_of(folder: Path) -> tuple[dict[str, Tensor], dict[str, list[str]]]:
    """The state of a Network as near as its bytes keep it, and the labels of its layers, from a model folder."""
    import onnx
    from onnx import numpy_helper

    card = json.loads((folder / "card.json").read_text(encoding="utf-8"))
    graph = onnx.load(str(folder / "model.onnx")).graph
    stored = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    state = _embeddings(stored)
    for n in range(LAYERS):
        for part in ("qkv", "out", "up", "down"):
            state |= _linear(f"encoder.layers.{n}.{part}", *_matrix(stored, f"{n}.{part}"))
        for part in ("norm1.weight", "norm1.bias", "norm2.weight", "norm2.bias"):
            state[f"encoder.layers.{n}.{part}"] = stored[f"{n}.{part}"]
    sizes = {"body": HIDDEN, "tags": len(TAGS), "inner": len(TAGS)}
    sizes |= {f"silver.{name}": len(labels) for name, labels in card["layers"].items()}
    state |= _parted(*_matrix(stored, "heads"), sizes)
    linkers = {head: f"links.{head}" if head in LINKS else head for head in HEADS}
    inner = (len(stored["links.bias"]) // len(HEADS) - 1) // 2
    sizes = {f"{at}.{p}": w for at in linkers.values() for p, w in (("query", inner), ("key", inner), ("none", 1))}
    linked = _parted(*_matrix(stored, "links"), sizes)
    state |= {name: v * np.float32(inner**0.5) if ".query." in name else v for name, v in linked.items()}
    for head, biases in card["links"].items():
        state |= {f"{linkers[head]}.{part}": np.array(values, np.float32) for part, values in biases.items()}
    return {name: torch.tensor(value) for name, value in state.items()}, card["layers"]


def _embeddings(stored: Arrays) -> Arrays:
    """What stands before the layers; of what the graph adds up beforehand, any parts with the same sums."""
    every = stored["every"].reshape(*FEATURES.values(), HIDDEN)
    first = every[0, 0, 0]
    words = (stored["words"].astype(np.float32) - np.float32(stored["words.zero"])) * stored["words.scale"]
    return {
        "encoder.word.weight": words,
        "encoder.position.weight": stored["positions"],
        "encoder.kind": np.zeros(HIDDEN, np.float32),
        "encoder.features.0.weight": every[:, 0, 0],
        "encoder.features.1.weight": every[0, :, 0] - first,
        "encoder.features.2.weight": every[0, 0] - first,
        "encoder.norm.weight": stored["norm.weight"],
        "encoder.norm.bias": stored["norm.bias"],
    }


def _matrix(stored: Arrays, name: str) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    return stored[f"{name}.weight"].astype(np.float32) * stored[f"{name}.scale"], stored[f"{name}.bias"]


def _linear(name: str, weights: NDArray[np.float32], bias: NDArray[np.float32]) -> Arrays:
    return {f"{name}.weight": weights.T, f"{name}.bias": bias}


def _parted(weights: NDArray[np.float32], bias: NDArray[np.float32], sizes: dict[str, int]) -> Arrays:
    """The parts that stand side by side in one matrix."""
    out: Arrays = {}
    at = 0
    for name, size in sizes.items():
        out |= _linear(name, weights[:, at : at + size], bias[at : at + size])
        at += size
    return out


def start_from(net: Network, folder: Path) -> set[str]:
    """Takes over what ``net`` shares with the model in ``folder``, and gives the names of the parts that it had.

    What is new in ``net`` stays as it was made.
    """
    state, _ = weights_of(folder)
    wrong = net.load_state_dict(state, strict=False).unexpected_keys
    if wrong:
        raise ValueError(f"{folder} is a model of another kind: {wrong[:3]}")
    return {name.split(".")[0] for name in state}
