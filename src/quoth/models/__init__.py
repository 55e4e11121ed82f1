"""Weights by name, with their card: what they were made from, by what, and how well they do.

A model is a folder of three files: ``model.onnx``, ``tokenizer.json`` and ``card.json``. The card holds the sha256 of
the other two, which are checked whenever they are loaded; nothing here is ever pickled.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from importlib import resources
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING, Any

from quoth.errors import ModelError

if TYPE_CHECKING:
    import onnxruntime
    from tokenizers import Tokenizer

__all__ = ["Model", "load_card", "load_folder", "load_model", "model_names"]


FILES = {"model.onnx", "tokenizer.json"}
FIELDS = {"sha256", "labels", "link_heads", "features", "links", "decoding", "calibration", "data", "scores", "licence"}


@dataclass(frozen=True, slots=True)
class Model:
    """A loaded model: its card, its tokenizer and a session that runs it on the CPU."""

    name: str
    card: dict[str, Any]
    tokenizer: Tokenizer
    session: onnxruntime.InferenceSession


def model_names() -> list[str]:
    """The names of the models in this package."""
    return sorted(p.name for p in resources.files(__name__).iterdir() if (p / "card.json").is_file())


def load_card(name: str) -> dict[str, Any]:
    """The card of a model, without loading its weights; raises ModelError for an unknown name."""
    return _card(_folder(name), name)


def load_model(name: str, *, threads: int = 1) -> Model:
    """Loads a model of this package to run on ``threads`` cores; raises ModelError where a file is not the card's."""
    return load_folder(_folder(name), name, threads=threads)


def load_folder(folder: Traversable, name: str, *, threads: int = 1) -> Model:
    """As ``load_model``, from any folder."""
    card = _card(folder, name)
    data = {}
    for file, digest in card["sha256"].items():
        try:
            data[file] = (folder / file).read_bytes()
        except OSError as error:
            raise ModelError(f"the model {name} lacks its file {file}; install Quoth again") from error
        if hashlib.sha256(data[file]).hexdigest() != digest:
            raise ModelError(f"the file {file} of the model {name} is not the one its card names; install Quoth again")
    import onnxruntime
    from tokenizers import Tokenizer

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    # Processors that multiply bytes in pairs (AVX2 without VNNI) overflow with these weights: 0.6 points of F1 on dev,
    # 1.3 of direct and mixed. This way their readings are those of the others, and take a tenth longer.
    options.add_session_config_entry("session.x64quantprecision", "1")
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        session = onnxruntime.InferenceSession(data["model.onnx"], options, providers=["CPUExecutionProvider"])
        tokenizer = Tokenizer.from_str(data["tokenizer.json"].decode("utf-8"))
    except Exception as error:  # both libraries raise bare or private exceptions
        raise ModelError(f"the model {name} cannot be loaded ({error})") from error
    return Model(name, card, tokenizer, session)


def _folder(name: str) -> Traversable:
    if name not in model_names():
        raise ModelError(f"there is no model {name!r}; known: {', '.join(model_names()) or 'none'}")
    return resources.files(__name__) / name


def _card(folder: Traversable, name: str) -> dict[str, Any]:
    try:
        card: dict[str, Any] = json.loads((folder / "card.json").read_text(encoding="utf-8"))
        missing = FIELDS - set(card)
        if missing:
            raise ValueError(f"it lacks {min(missing)!r}")
        if not isinstance(card["sha256"], dict) or set(card["sha256"]) != FILES:
            raise ValueError("its sha256 is not that of the model's files")
    except (OSError, ValueError, TypeError) as error:
        raise ModelError(f"the card of the model {name} cannot be read ({error}); install Quoth again") from error
    return card
