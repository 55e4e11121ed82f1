"""Scores a float32 checkpoint on dev with the decoder that ships."""

from __future__ import annotations

import argparse
import pickle
import sys
import time
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from quoth.read.network import LINKS, LinkHead, Scores, score_tokens
from quoth.read.tokens import FEATURES, tokenize
from train.network import Network


def torch_scores(net: Network, tokens, **kw) -> Scores:
    heads = {n: LinkHead(*(getattr(net.links[n], p).detach().numpy() for p in ("distance", "crossing", "marks"))) for n in LINKS}

    @torch.inference_mode()
    def run(ids, features):
        a, b = net(torch.from_numpy(ids), torch.from_numpy(features), torch.ones(ids.shape))
        return a.float().numpy(), b.float().numpy()

    return score_tokens(tokens, run, heads, **kw)


def load_net(path: Path) -> Network:
    w = torch.load(path, map_location="cpu", weights_only=True)
    silver = {k.split(".")[1]: len(v) for k, v in w.items() if k.startswith("silver.") and k.endswith("bias")}
    net = Network(FEATURES, silver)
    net.load_state_dict(w)
    return net.eval()
