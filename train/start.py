"""The weights of a model that ships, made whole numbers no longer, so that fitting can go on from them."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from train.network import Network

# In the order of the graph: the matrices of a layer, and those of what stands on the encoder.
_LAYER = ("qkv", "out", "up", "down")


def weights_of(folder: Path) -> tuple[dict[str, Tensor], dict[str, list[str]]]:
    """The state of a Network as near as int8 keeps it, and the labels of its layers, from a model folder."""
    import onnx
    from onnx import numpy_helper

    card = json.loads((folder / "card.json").read_text(encoding="utf-8"))
    graph = onnx.load(str(folder / "model.onnx")).graph
    stored = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    plain = {name.removeprefix("net."): value for name, value in stored.items() if name.startswith("net.")}
    state = {name: value for name, value in plain.items() if not name.endswith(("_scale", "_zero_point", "_quantized"))}
    for name in [n.removesuffix("_quantized") for n in plain if n.endswith("_quantized")]:
        scale, zero = plain[f"{name}_scale"], plain[f"{name}_zero_point"]
        state[name] = (plain[f"{name}_quantized"].astype(np.float32) - np.float32(zero)) * scale
    matrices = sorted((n for n in stored if n.startswith("val_") and n.endswith("_quantized")), key=_number)
    for name, matrix in zip(_names(card), matrices, strict=True):
        scale = stored[matrix.replace("_quantized", "_scale")]
        state[f"{name}.weight"] = (stored[matrix].astype(np.float32) * scale).T
    for name, biases in card["links"].items():
        at = f"links.{name}" if f"links.{name}.none.bias" in state else name
        state |= {f"{at}.{part}": np.array(values, np.float32) for part, values in biases.items()}
    return {name: torch.tensor(value) for name, value in state.items()}, card["layers"]


def start_from(net: Network, folder: Path) -> set[str]:
    """Takes over what ``net`` shares with the model in ``folder``, and gives the names of the parts that it had.

    What is new in ``net`` stays as it was made.
    """
    state, _ = weights_of(folder)
    wrong = net.load_state_dict(state, strict=False).unexpected_keys
    if wrong:
        raise ValueError(f"{folder} is a model of another kind: {wrong[:3]}")
    return {name.split(".")[0] for name in state}


def _number(name: str) -> int:
    return int(name.split("_")[1])


def _names(card: dict[str, object]) -> list[str]:
    """The matrices in the order in which the exported graph multiplies by them."""
    layers = [f"encoder.layers.{n}.{part}" for n in range(6) for part in _LAYER]
    heads = [str(x) for x in card["link_heads"]]  # type: ignore[attr-defined]
    links = [f"links.{h}" if h not in {"head", "same"} else h for h in heads]
    linked = [f"{at}.{part}" for at in links for part in ("query", "key", "none")]
    inner = ["inner"] if "same" in heads else []
    return [*layers, "body", *linked, "tags", *inner, *(f"silver.{n}" for n in card["layers"])]  # type: ignore[attr-defined]
