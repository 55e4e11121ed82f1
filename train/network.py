"""The reading network: a six-layer MiniLM encoder, three feature embeddings, a tagger and four linkers.

In one pass over a window of word pieces it gives, for every token, the scores of seven BIO tags (source, cue, content)
and the vectors from which links are scored. A link head is a biaffine in the manner of Dozat and Manning (2017): a
token's query against every other token's key, with a learned bias for how far apart they stand, how many paragraphs and
how many ends of quotations lie between, and a "none" of its own. Every token of a piece points, not its first only.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from quoth.read.network import HEADS, LINKS
from quoth.read.spans import TAGS

DISTANCES, CROSSINGS, MARKS = 24, 5, 9


class Noise(nn.Module):
    """Dropout from a pool of random numbers drawn once: drawing them for each call is half a training step on a CPU."""

    pool: Tensor | None = None

    def __init__(self, rate: float) -> None:
        super().__init__()
        self.rate = rate

    def forward(self, x: Tensor) -> Tensor:
        """``x`` with some values dropped, while training."""
        if not self.training or not self.rate:
            return x
        if Noise.pool is None:
            Noise.pool = torch.rand(1 << 23, device=x.device)
        if x.numel() >= len(Noise.pool):
            return F.dropout(x, self.rate)
        at = int(torch.randint(0, len(Noise.pool) - x.numel(), ()))
        keep = (Noise.pool[at : at + x.numel()] >= self.rate).view_as(x)
        return x * keep * (1 / (1 - self.rate))


class Layer(nn.Module):
    """One post-norm transformer layer, as in BERT."""

    def __init__(self, size: int, heads: int, inner: int, noise: float) -> None:
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(size, 3 * size)
        self.out = nn.Linear(size, size)
        self.norm1 = nn.LayerNorm(size, eps=1e-12)
        self.up = nn.Linear(size, inner)
        self.down = nn.Linear(inner, size)
        self.norm2 = nn.LayerNorm(size, eps=1e-12)
        self.noise = Noise(noise)

    def forward(self, x: Tensor, bias: Tensor | None) -> Tensor:
        """[batch, tokens, size] again; ``bias`` is added to the attention scores."""
        b, t, d = x.shape
        q, k, v = self.qkv(x).view(b, t, 3, self.heads, d // self.heads).permute(2, 0, 3, 1, 4)
        scores = q @ k.transpose(-1, -2) * (1 / math.sqrt(d // self.heads))
        if bias is not None:
            scores = scores + bias
        a = (scores.softmax(-1).to(v.dtype) @ v).transpose(1, 2).reshape(b, t, d)
        x = self.norm1(x + self.noise(self.out(a)))
        return self.norm2(x + self.noise(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    """MiniLM-L6-H384 with feature embeddings added to those of the words."""

    def __init__(self, features: dict[str, int], vocab: int = 30522, size: int = 384, noise: float = 0.1) -> None:
        super().__init__()
        self.word = nn.Embedding(vocab, size)
        self.position = nn.Embedding(512, size)
        self.kind = nn.Parameter(torch.zeros(size))
        self.features = nn.ModuleList(nn.Embedding(n, size) for n in features.values())
        for e in self.features:
            nn.init.normal_(e.weight, std=0.02)  # type: ignore[arg-type]
        self.norm = nn.LayerNorm(size, eps=1e-12)
        self.layers = nn.ModuleList(Layer(size, 12, 4 * size, noise) for _ in range(6))
        self.noise = Noise(noise)

    def forward(self, ids: Tensor, features: Tensor, mask: Tensor | None) -> Tensor:
        """Token vectors [batch, tokens, size]; ``mask`` is 0 where a window is padded."""
        x = self.word(ids) + self.position.weight[: ids.shape[1]] + self.kind
        for n, e in enumerate(self.features):
            x = x + e(features[..., n])
        x = self.noise(self.norm(x))
        bias = None if mask is None else (mask[:, None, None, :] - 1.0) * 1e4
        for layer in self.layers:
            x = layer(x, bias)
        return x

    def load_bert(self, weights: dict[str, Tensor]) -> None:
        """Takes over the weights of a BertModel checkpoint, by their names there."""
        e = "embeddings."
        mine: dict[str, Tensor] = {
            "word.weight": weights[e + "word_embeddings.weight"],
            "position.weight": weights[e + "position_embeddings.weight"],
            "kind": weights[e + "token_type_embeddings.weight"][0],
            "norm.weight": weights[e + "LayerNorm.weight"],
            "norm.bias": weights[e + "LayerNorm.bias"],
        }
        for n in range(6):
            at = f"encoder.layer.{n}."
            for part in ("weight", "bias"):
                qkv = [weights[f"{at}attention.self.{w}.{part}"] for w in ("query", "key", "value")]
                mine[f"layers.{n}.qkv.{part}"] = torch.cat(qkv)
                for ours, theirs in (
                    ("out", "attention.output.dense"),
                    ("norm1", "attention.output.LayerNorm"),
                    ("up", "intermediate.dense"),
                    ("down", "output.dense"),
                    ("norm2", "output.LayerNorm"),
                ):
                    mine[f"layers.{n}.{ours}.{part}"] = weights[f"{at}{theirs}.{part}"]
        missing = self.load_state_dict(mine, strict=False)
        if missing.unexpected_keys or any(not k.startswith("features") for k in missing.missing_keys):
            raise ValueError(f"not a MiniLM-L6-H384 checkpoint: {missing}")


class Linker(nn.Module):
    """Scores of every token's link to every other token, and to none."""

    def __init__(self, size: int, inner: int = 96) -> None:
        super().__init__()
        self.inner = inner
        self.query = nn.Linear(size, inner)
        self.key = nn.Linear(size, inner)
        self.none = nn.Linear(size, 1)
        self.distance = nn.Parameter(torch.zeros(DISTANCES))
        self.crossing = nn.Parameter(torch.zeros(CROSSINGS))
        self.marks = nn.Parameter(torch.zeros(MARKS))

    def vectors(self, x: Tensor) -> Tensor:
        """Query, key and none of every token, side by side: [..., 2 * inner + 1]."""
        return torch.cat([self.query(x) * (1 / math.sqrt(self.inner)), self.key(x), self.none(x)], -1)


class Network(nn.Module):
    """Encoder, tagger, linkers, and what tells of each word its part of speech, entity, relation and head."""

    def __init__(self, features: dict[str, int], silver: dict[str, int], noise: float = 0.1) -> None:
        super().__init__()
        size = 384
        self.encoder = Encoder(features, size=size, noise=noise)
        self.noise = Noise(noise)
        self.tags = nn.Linear(size, len(TAGS))
        self.inner = nn.Linear(size, len(TAGS))
        self.body = nn.Linear(size, size)
        self.links = nn.ModuleDict({name: Linker(size) for name in LINKS})
        self.silver = nn.ModuleDict({name: nn.Linear(size, n) for name, n in silver.items()})
        self.head = Linker(size)
        self.same = Linker(size)

    def encode(self, ids: Tensor, features: Tensor, mask: Tensor | None) -> tuple[Tensor, Tensor]:
        """The token vectors, and those that the linkers see."""
        x = self.noise(self.encoder(ids, features, mask))
        return x, F.gelu(self.body(x))

    def linkers(self) -> dict[str, Linker]:
        """All link heads by name, in the order of ``HEADS``."""
        return {**self.links, "head": self.head, "same": self.same}  # type: ignore[dict-item]

    def forward(self, ids: Tensor, features: Tensor, mask: Tensor | None) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """What is exported: tag scores [b, t, 7] outside and within other statements, link vectors, layers' scores."""
        x, y = self.encode(ids, features, mask)
        links = torch.cat([self.linkers()[name].vectors(y) for name in HEADS], -1)
        return self.tags(x), self.inner(x), links, torch.cat([layer(x) for layer in self.silver.values()], -1)


def distance_bucket(d: Tensor) -> Tensor:
    """Signed distance in tokens to one of 24 buckets: exact to 4, then logarithmic, 12 on each side."""
    a = d.abs()
    log = (4 + (a.clamp(min=4).float() / 4).log2() * 1.4).long().clamp(max=11)
    return torch.where(a < 4, a, log) + 12 * (d < 0).long()
