"""A float32 checkpoint as a source of scores, to compare what ships with."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from quoth.read.network import LINKS, LinkHead, Run
from quoth.read.tokens import FEATURES
from train.network import Network

BIASES = ("distance", "crossing", "marks")


def load_network(path: Path) -> Network:
    """The network of a checkpoint, ready to read, without the heads that only taught."""
    weights = torch.load(path, map_location="cpu", weights_only=True)
    net = Network(FEATURES)
    kept = {k: v for k, v in weights.items() if not k.startswith(("silver.", "head."))}
    net.load_state_dict(kept)
    return net.eval()


def link_heads(net: Network) -> dict[str, LinkHead]:
    """The learned biases of every link head, as numbers."""
    return {n: LinkHead(*(getattr(net.links[n], part).detach().numpy() for part in BIASES)) for n in LINKS}


def torch_run(net: Network) -> Run:
    """The float32 forward pass, in the form that ``score_tokens`` takes."""

    @torch.inference_mode()
    def run(ids: NDArray[np.int64], features: NDArray[np.int64]) -> tuple[Any, Any]:
        tags, links = net(torch.from_numpy(ids), torch.from_numpy(features), None)
        return tags.float().numpy(), links.float().numpy()

    return run
