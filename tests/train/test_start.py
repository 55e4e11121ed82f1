"""Fitting goes on from the weights of a model that ships."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

import numpy as np
import pytest

from quoth.models import load_model
from quoth.read.tokens import FEATURES

torch = pytest.importorskip("torch", reason="training is not installed")
pytest.importorskip("onnx", reason="training is not installed")


def test_the_weights_give_what_the_model_gives() -> None:
    """As near as the rounding of activations to bytes lets them."""
    from train.network import Network
    from train.start import start_from, weights_of

    folder = Path(str(resources.files("quoth.models"))) / "en-3"
    layers = weights_of(folder)[1]
    net = Network(FEATURES, {name: len(labels) for name, labels in layers.items()})
    assert "inner" in start_from(net, folder)
    ids = np.random.default_rng(0).integers(1000, 20000, (1, 48))
    features = np.zeros((1, 48, len(FEATURES)), np.int64)
    theirs = load_model("en-3").session.run(["tags", "inner"], {"ids": ids, "features": features})
    with torch.inference_mode():
        ours = net.eval()(torch.from_numpy(ids), torch.from_numpy(features), None)
    for a, b in zip(theirs, ours[:2], strict=True):
        assert np.corrcoef(a.ravel(), b.numpy().ravel())[0, 1] > 0.95
