"""The graph that ships, written out node by node from a network's weights, its matrices in bytes.

What an exporter makes of the network has four times as many nodes, of which the small ones take a third of the time:
here query, key and value are one product, all heads are two, and attention is one node. Matrices have seven bits:
processors that multiply bytes in pairs (AVX2 without VNNI) add two products in 16 bits, which overflows with eight.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from quoth.read.network import HEADS
from quoth.read.spans import TAGS
from train.network import Network

__all__ = ["Matrices", "matrices", "write_graph"]

# By name: weights [in, out], and what is added.
Matrices = dict[str, tuple[NDArray[np.float32], NDArray[np.float32]]]

# A matrix in bytes [in, out], and the scale of each column.
Rounded = tuple[NDArray[np.int8], NDArray[np.float32]]

MICROSOFT = "com.microsoft"  # the operators that onnxruntime has beside those of ONNX
HIDDEN = 384


def matrices(net: Network) -> Matrices:
    """All matrices of the network as the graph multiplies with them, those of one input side by side."""
    out: Matrices = {}
    for n, layer in enumerate(net.encoder.layers):
        for name in ("qkv", "out", "up", "down"):
            out[f"{n}.{name}"] = _beside([getattr(layer, name)])
    out["heads"] = _beside([net.body, net.tags, net.inner, *net.silver.values()])
    linkers = [net.linkers()[name] for name in HEADS]
    out["links"] = _beside(
        [part for each in linkers for part in (each.query, each.key, each.none)],
        [scale for each in linkers for scale in (1 / math.sqrt(each.inner), 1.0, 1.0)],
    )
    return out


def _beside(parts: Sequence[Any], scales: Sequence[float] | None = None) -> tuple[Any, Any]:
    scales = scales or [1.0] * len(parts)
    some = list(zip(parts, scales, strict=True))
    weights = [part.weight.detach().numpy().T * np.float32(scale) for part, scale in some]
    return np.concatenate(weights, 1), np.concatenate([part.bias.detach().numpy() * np.float32(s) for part, s in some])


class _Graph:
    """Nodes and constants in the making; every method gives the name of what it adds."""

    def __init__(self) -> None:
        self.nodes: list[Any] = []
        self.constants: dict[str, Any] = {}

    def constant(self, name: str, value: NDArray[Any]) -> str:
        self.constants[name] = numpy_helper.from_array(np.array(value, order="C"), name)
        return name

    def add(self, kind: str, inputs: Sequence[str], outputs: Sequence[str] = (), domain: str = "", **how: Any) -> str:
        made = list(outputs) or [f"{kind}_{len(self.nodes)}"]
        name = f"{kind}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), made, name=name, domain=domain, **how))
        return made[0]

    def product(self, name: str, x: str, rounded: Rounded, bias: NDArray[np.float32], out: str = "") -> str:
        """``x`` in bytes, times a matrix in bytes, and ``bias``."""
        weights = [self.constant(f"{name}.weight", rounded[0]), self.constant(f"{name}.scale", rounded[1])]
        inputs = [x, *weights, "", self.constant(f"{name}.bias", bias)]
        return self.add("DynamicQuantizeMatMul", inputs, [out] if out else (), MICROSOFT)

    def normed(self, name: str, x: str, norm: Any) -> str:
        weight = self.constant(f"{name}.weight", norm.weight.detach().numpy())
        bias = self.constant(f"{name}.bias", norm.bias.detach().numpy())
        return self.add("LayerNormalization", [x, weight, bias], axis=-1, epsilon=norm.eps)

    def split(self, name: str, x: str, outputs: Sequence[str], sizes: Sequence[int]) -> None:
        self.add("Split", [x, self.constant(name, np.array(sizes, np.int64))], outputs, axis=2)


def write_graph(net: Network, rounded: Mapping[str, Rounded], path: Path) -> None:
    """Writes ids [1, t] and features [1, t, 3] in, tags, links and layers out; one window a call."""
    graph = _Graph()
    biases = {name: bias for name, (_, bias) in matrices(net).items()}
    x = graph.normed("norm", _embedded(graph, net), net.encoder.norm)
    for n, layer in enumerate(net.encoder.layers):
        x = _layer(graph, x, n, layer, rounded, biases)
    layers = sum(each.out_features for each in net.silver.values())
    y = graph.product("heads", x, rounded["heads"], biases["heads"])
    sizes = [HIDDEN, len(TAGS), len(TAGS), layers]
    graph.split("sizes", y, ["body", "tags", "inner", "layers"], sizes)
    y = graph.add("Gelu", ["body"], domain=MICROSOFT)
    graph.product("links", y, rounded["links"], biases["links"], "links")
    outputs = {"tags": len(TAGS), "inner": len(TAGS), "links": len(biases["links"]), "layers": layers}
    made = helper.make_graph(
        graph.nodes,
        "reader",
        [_tensor("ids", TensorProto.INT64), _tensor("features", TensorProto.INT64, 3)],
        [_tensor(name, TensorProto.FLOAT, width) for name, width in outputs.items()],
        list(graph.constants.values()),
    )
    opsets = [helper.make_opsetid("", 20), helper.make_opsetid(MICROSOFT, 1)]
    model = helper.make_model(made, opset_imports=opsets, ir_version=10, producer_name="quoth")
    onnx.checker.check_model(model)
    path.write_bytes(model.SerializeToString())


def _embedded(graph: _Graph, net: Network) -> str:
    """Word vectors, in bytes of one scale, positions, and the three features as one table of all that they can be."""
    encoder = net.encoder
    words = encoder.word.weight.detach().numpy()
    low, high = min(0.0, float(words.min())), max(0.0, float(words.max()))
    scale = np.float32((high - low) / 255)
    zero = np.uint8(np.rint(-low / scale))
    table = np.clip(np.rint(words / scale) + zero, 0, 255).astype(np.uint8)
    names = [graph.constant("words", table), "ids"]
    scales = [graph.constant("words.scale", np.array(scale)), graph.constant("words.zero", np.array(zero))]
    x = graph.add("DequantizeLinear", [graph.add("Gather", names), *scales])
    positions = graph.constant("positions", (encoder.position.weight + encoder.kind).detach().numpy())
    length = graph.add("Shape", ["ids"], start=1, end=2)
    x = graph.add("Add", [x, graph.add("Slice", [positions, graph.constant("zero", np.zeros(1, np.int64)), length])])
    shape, paragraph, quotation = (each.weight.detach().numpy() for each in encoder.features)
    every = shape[:, None, None] + paragraph[None, :, None] + quotation[None, None]
    steps = np.array([len(paragraph) * len(quotation), len(quotation), 1], np.int64)
    scaled = graph.add("Mul", ["features", graph.constant("steps", steps)])
    which = graph.add("ReduceSum", [scaled, graph.constant("last", np.array([2], np.int64))], keepdims=0)
    features = graph.constant("every", every.reshape(-1, HIDDEN))
    return graph.add("Add", [x, graph.add("Gather", [features, which])])


def _layer(
    graph: _Graph,
    x: str,
    n: int,
    layer: Any,
    rounded: Mapping[str, Rounded],
    biases: Mapping[str, NDArray[np.float32]],
) -> str:
    """One layer of the encoder."""

    def product(name: str, x: str) -> str:
        return graph.product(f"{n}.{name}", x, rounded[f"{n}.{name}"], biases[f"{n}.{name}"])

    parts = [f"{n}.query", f"{n}.key", f"{n}.value"]
    graph.split(f"{n}.sizes", product("qkv", x), parts, [HIDDEN] * 3)
    scale = 1 / math.sqrt(HIDDEN // layer.heads)
    seen = graph.add("MultiHeadAttention", parts, domain=MICROSOFT, num_heads=layer.heads, scale=scale)
    x = graph.normed(f"{n}.norm1", graph.add("Add", [product("out", seen), x]), layer.norm1)
    inner = graph.add("Gelu", [product("up", x)], domain=MICROSOFT)
    return graph.normed(f"{n}.norm2", graph.add("Add", [product("down", inner), x]), layer.norm2)


def _tensor(name: str, kind: int, *width: int) -> Any:
    return helper.make_tensor_value_info(name, kind, [1, "length", *width])
