"""Matrices in bytes of seven bits, rounded so that what they give changes least (GPTQ: Frantar et al., 2023).

Weights are rounded input by input, and what rounding one changes is made up for by those that are not rounded yet, as
far as their inputs go together in articles. So seven bits give as little error as eight do, rounded to the nearest.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from quoth.read.network import score_tokens
from quoth.read.tokens import Tokens
from train.graph import Matrices, Rounded
from train.network import Network
from train.score import link_heads, torch_run

__all__ = ["products_of_inputs", "rounded", "rounded_all"]

TOP = 63  # of seven bits with a sign

# How much of the greatest weight of a column its scale reaches to: the one with the least error is taken.
REACHES = (1.0, 0.95, 0.9, 0.85, 0.8)

# Inputs that are rounded before what is left is made up for in all others; it only saves time.
TOGETHER = 64

# Added to what inputs have with themselves, as a share of the mean: inputs that hardly occur decide nothing.
DAMPING = 0.01


def products_of_inputs(net: Network, articles: Iterable[Tokens]) -> dict[str, Tensor]:
    """By matrix, the sums over all pieces of articles of each input times each other: [in, in]."""
    modules = {
        f"{n}.{name}": getattr(layer, name)
        for n, layer in enumerate(net.encoder.layers)
        for name in ("qkv", "out", "up", "down")
    }
    modules |= {"heads": net.body, "links": net.linkers()["head"].query}
    sums: dict[str, Tensor] = {}

    def counting(name: str) -> object:
        def count(_: object, inputs: tuple[Tensor, ...], __: object) -> None:
            x = inputs[0].reshape(-1, inputs[0].shape[-1])
            sums[name] = sums.get(name, torch.zeros(x.shape[1], x.shape[1])) + x.T @ x

        return count

    hooks = [module.register_forward_hook(counting(name)) for name, module in modules.items()]
    run, heads = torch_run(net), link_heads(net)
    for tokens in articles:
        score_tokens(tokens, run, heads, before=0)  # each piece counts once
    for hook in hooks:
        hook.remove()
    return sums


def rounded_all(matrices: Matrices, products: dict[str, Tensor]) -> dict[str, Rounded]:
    """Each matrix in bytes, by name."""
    return {name: rounded(weights, products[name]) for name, (weights, _) in matrices.items()}


def rounded(weights: NDArray[np.float32], products: Tensor) -> Rounded:
    """A matrix [in, out] in bytes with a scale a column, for inputs that have these products."""
    left = torch.tensor(np.ascontiguousarray(weights), dtype=torch.float64)
    scales = _scales(left)
    products = products.double() + torch.eye(len(left), dtype=torch.float64) * DAMPING * products.diag().mean()
    order = torch.argsort(products.diag(), descending=True)  # what matters most has most left to make up for it
    left = left[order]
    inverse = torch.cholesky_inverse(torch.linalg.cholesky(products[order][:, order]))
    upper = torch.linalg.cholesky(inverse, upper=True)
    out = torch.zeros_like(left)
    for low in range(0, len(left), TOGETHER):
        high = min(low + TOGETHER, len(left))
        errors = torch.zeros_like(left[low:high])
        for n in range(low, high):
            out[n] = _nearest(left[n], scales)
            errors[n - low] = (left[n] - out[n] * scales) / upper[n, n]
            left[n:high] -= upper[n, n:high, None] * errors[n - low]
        left[high:] -= upper[low:high, high:].T @ errors
    made = torch.zeros_like(out)
    made[order] = out
    return made.numpy().astype(np.int8), scales.numpy().astype(np.float32)


def _nearest(weights: Tensor, scales: Tensor) -> Tensor:
    return torch.clamp(torch.round(weights / scales), -TOP - 1, TOP)


def _scales(weights: Tensor) -> Tensor:
    """The scale of each column that leaves the least squared error, rounded to the nearest."""
    most = weights.abs().amax(0).clamp(min=1e-9) / TOP
    every = torch.stack([most * reach for reach in REACHES])
    errors = torch.stack([((weights - _nearest(weights, s) * s) ** 2).sum(0) for s in every])
    best: Tensor = every.gather(0, errors.argmin(0)[None])[0]
    return best
