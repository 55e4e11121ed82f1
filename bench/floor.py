"""How near reading comes to what the processor can do: the floor, and the share of it end to end.

The floor is the time that onnxruntime takes for the network's matrices alone, each word piece once: products of bytes
(MatMulInteger) of the same shapes, under the same options, with weights of seven bits as the model has them. (Those of
eight bits take a third longer on processors that multiply bytes in pairs; that floor is told, too.) What is above it is
the overlap of windows, what the network does beside its matrices, and Python. All is processor time of one process,
measured in turn.
"""

from __future__ import annotations

import json
import platform
import statistics
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from time import process_time
from typing import Any

import numpy as np

from quoth.pipeline import read_article
from quoth.read.reader import NetworkReader
from quoth.read.tokens import tokenize
from quoth.read.windows import CONTEXT, WINDOW
from quoth.records import Article

__all__ = ["Floor", "measure_floor", "products", "write_report"]

# The operators that multiply bytes: alone, and with what comes before and behind.
PRODUCTS = {"MatMulInteger", "MatMulIntegerToFloat", "DynamicQuantizeMatMul"}

# Word pieces in a window, its two ends included.
ROWS = WINDOW + 2


@dataclass(frozen=True, slots=True)
class Floor:
    """Seconds of the processor for some articles: whole, of the network, and of the matrices alone (the floor).

    ``eight`` is the floor of matrices of eight bits.
    """

    articles: int
    words: int
    pieces: int
    windowed: int
    whole: float
    network: float
    floor: float
    eight: float

    @property
    def share(self) -> float:
        """How much of the whole the floor is."""
        return self.floor / self.whole

    @property
    def share_of_eight(self) -> float:
        """How much of the whole the floor of eight bits is."""
        return self.eight / self.whole

    @property
    def python(self) -> float:
        """How much of the whole is not the network."""
        return 1 - self.network / self.whole

    @property
    def overlap(self) -> float:
        """How often a word piece goes through the network."""
        return self.windowed / self.pieces

    def to_dict(self) -> dict[str, float]:
        """All of it, for a file."""
        names = "articles words pieces windowed whole network floor eight share share_of_eight python overlap".split()
        return {name: round(getattr(self, name), 4) for name in names}


class Counting:
    """A session that counts the word pieces that go through it, and the time that they take."""

    def __init__(self, session: Any) -> None:
        self._session = session
        self.pieces, self.seconds = 0, 0.0

    def run(self, names: list[str], feeds: dict[str, Any]) -> Any:
        """As the session."""
        begun = process_time()
        out = self._session.run(names, feeds)
        self.seconds += process_time() - begun
        self.pieces += feeds["ids"].shape[1]
        return out


def products(path: Path) -> list[tuple[int, int]]:
    """The shapes of the int8 matrices of a model, each as often as it is multiplied with."""
    import onnx

    graph = onnx.load(str(path)).graph
    shapes = {each.name: tuple(each.dims) for each in graph.initializer}
    weights = [node.input[1] for node in graph.node if node.op_type in PRODUCTS]
    return [(shapes[name][0], shapes[name][1]) for name in weights]


def matrices_alone(shapes: Sequence[tuple[int, int]], rows: int = ROWS, bits: int = 7) -> Callable[[], object]:
    """A call that multiplies ``rows`` rows of bytes with matrices of these shapes and bits, and does no more."""
    import onnxruntime
    from onnx import TensorProto, helper, numpy_helper

    rng = np.random.default_rng(1)
    widths = sorted({a for a, _ in shapes})
    inputs = [helper.make_tensor_value_info(f"x{a}", TensorProto.UINT8, [rows, a]) for a in widths]
    nodes, weights, outputs = [], [], []
    for n, (a, b) in enumerate(shapes):
        weights.append(
            numpy_helper.from_array(rng.integers(1 - (1 << bits - 1), 1 << bits - 1, (a, b), np.int8), f"w{n}")
        )
        nodes.append(helper.make_node("MatMulInteger", [f"x{a}", f"w{n}"], [f"y{n}"]))
        outputs.append(helper.make_tensor_value_info(f"y{n}", TensorProto.INT32, [rows, b]))
    graph = helper.make_graph(nodes, "products", inputs, outputs, weights)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 20)], ir_version=10)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.add_session_config_entry("session.x64quantprecision", "1")
    session = onnxruntime.InferenceSession(model.SerializeToString(), options)
    feeds = {f"x{a}": rng.integers(0, 255, (rows, a), np.uint8) for a in widths}
    return lambda: session.run(None, feeds)


def measure_floor(reader: NetworkReader, path: Path, articles: Sequence[Article], repeats: int = 3) -> Floor:
    """Reads ``articles`` and multiplies the matrices of the model at ``path`` in turn; the medians of ``repeats``."""
    shapes = products(path)
    alone = [matrices_alone(shapes, bits=bits) for bits in (7, 8)]
    counting = Counting(reader._session)
    reader._session = counting
    pieces = sum(len(tokenize(each.text, reader.tokenizer)) for each in articles)
    read_article(articles[0], reader)
    for each in alone:
        each()
    wholes, networks, floors = [], [], []
    for _ in range(repeats):
        counting.pieces, counting.seconds = 0, 0.0
        begun = process_time()
        for article in articles:
            read_article(article, reader)
        wholes.append(process_time() - begun)
        networks.append(counting.seconds)
        floors.append([_a_row(each) * pieces for each in alone])
    words = sum(len(each.text.split()) for each in articles)
    whole, network, floor, eight = map(statistics.median, (wholes, networks, *zip(*floors, strict=True)))
    return Floor(len(articles), words, pieces, counting.pieces, whole, network, floor, eight)


def _a_row(multiply: Callable[[], object], times: int = 24) -> float:
    """Seconds of the processor for one row."""
    begun = process_time()
    for _ in range(times):
        multiply()
    return (process_time() - begun) / times / ROWS


def write_report(out: Path, values: dict[str, Any], module: str = "bench.speed") -> None:
    """Figures with the machine, the versions and the command, as JSON."""
    processor = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        lines = info.read_text().splitlines()
        names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
        flags = next((line for line in lines if line.startswith("flags")), "")
        known = [name for name in ("avx2", "avx512f", "avx_vnni", "avx512_vnni") if f" {name}" in flags]
        processor = f"{names[0] if names else processor}, {' '.join(known)}"
    packages = ("onnxruntime", "numpy", "tokenizers")
    told = {
        "processor": processor,
        "python": platform.python_version(),
        **{name: version(name) for name in packages},
        "command": " ".join(["python", "-m", module, *sys.argv[1:]]),
        "window": WINDOW,
        "context": CONTEXT,
    }
    out.write_text(json.dumps({"machine": told, **values}, indent=1) + "\n", encoding="utf-8")
