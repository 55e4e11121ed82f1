"""Weights, their card and their digests."""

import hashlib
import json
import shutil
from importlib import resources
from pathlib import Path

import pytest

from quoth.errors import ModelError
from quoth.models import load_card, load_folder, load_model, model_names
from quoth.read.reader import NetworkReader

FOLDER = Path(str(resources.files("quoth.models"))) / "en-3"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The shipped model, to be spoiled."""
    return Path(shutil.copytree(FOLDER, tmp_path / "en-3"))


def test_the_shipped_model_is_small_and_never_pickled() -> None:
    """At most 30 MB, of ONNX, JSON and nothing else."""
    files = sorted(p.name for p in FOLDER.iterdir())
    assert files == ["card.json", "model.onnx", "tokenizer.json"]
    assert sum(p.stat().st_size for p in FOLDER.iterdir()) <= 30_000_000


def test_the_card_says_what_it_was_made_from() -> None:
    """Labels, features, data digests, scores, licence and the sha256 of what it comes with."""
    card = load_card("en-3")
    assert {"labels", "features", "data", "scores", "licence", "sha256", "decoding", "calibration"} <= set(card)
    for name, digest in card["sha256"].items():
        assert hashlib.sha256((FOLDER / name).read_bytes()).hexdigest() == digest


def test_an_unknown_name_is_one_sentence() -> None:
    """The error lists the names there are."""
    assert "en-3" in model_names()
    with pytest.raises(ModelError, match="en-3"):
        load_model("xx-9")


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json"])
def test_one_altered_byte_is_refused(copy: Path, name: str) -> None:
    """Weights or tokenizer that are not the card's are never run."""
    data = bytearray((copy / name).read_bytes())
    data[len(data) // 2] ^= 1
    (copy / name).write_bytes(data)
    with pytest.raises(ModelError, match=name):
        load_folder(copy, "en-3")


def test_a_missing_file_and_a_broken_card_are_refused(copy: Path) -> None:
    """Each with a sentence that says what to do."""
    card = json.loads((copy / "card.json").read_text())
    for field in ("decoding", "calibration", "links", "sha256"):
        (copy / "card.json").write_text(json.dumps({k: v for k, v in card.items() if k != field}))
        with pytest.raises(ModelError, match=field):
            load_folder(copy, "en-3")
    (copy / "card.json").write_text(json.dumps(card))
    (copy / "model.onnx").unlink()
    with pytest.raises(ModelError, match="install Quoth again"):
        load_folder(copy, "en-3")
    (copy / "card.json").write_text("{")
    with pytest.raises(ModelError, match="card"):
        load_folder(copy, "en-3")


def test_weights_that_are_no_network_are_refused(copy: Path) -> None:
    """Also when the card's digest agrees with them."""
    (copy / "model.onnx").write_bytes(b"not a network")
    card = json.loads((copy / "card.json").read_text())
    card["sha256"]["model.onnx"] = hashlib.sha256(b"not a network").hexdigest()
    (copy / "card.json").write_text(json.dumps(card))
    with pytest.raises(ModelError, match="cannot be loaded"):
        load_folder(copy, "en-3")


def test_a_model_of_another_version_is_refused(copy: Path) -> None:
    """Other labels or features than this version computes, or damaged numbers, are an error and not nonsense."""
    card = json.loads((copy / "card.json").read_text())
    damage: list[dict[str, object]] = [
        {"labels": ["O"]},
        {"features": {}},
        {"decoding": {}},
        {"links": {}},
        {"calibration": {"weights": 1}},
    ]
    for change in damage:
        (copy / "card.json").write_text(json.dumps(card | change))
        with pytest.raises(ModelError, match="install Quoth again"):
            NetworkReader(load_folder(copy, "en-3"))
