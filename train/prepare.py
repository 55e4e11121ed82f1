"""PolNeAR and its silver layers as training examples, and examples as windows of labelled word pieces."""

from __future__ import annotations

import gzip
import random
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from quoth.evaluate import read_gold
from quoth.parse import PARTS
from quoth.read.spans import ROLES
from quoth.read.tokens import Tokens, tokenize
from quoth.text import joined
from train.augment import Example, Silver

SILVER = ("pos", "entity", "relation")

JUDGED = "judged"


def load_tokenizer(encoder: Path) -> Tokenizer:
    """The encoder's word pieces, without the truncation and padding that its file asks for."""
    tokenizer = Tokenizer.from_file(str(encoder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def load(data: Path, part: str) -> list[Example]:
    """The articles of one part ("train", "dev") of PolNeAR under ``data``; of several annotators, the first by name.

    An attribution given twice counts once; one without a cue or without content (three in train) teaches nothing. With
    "train" comes what people judged in a library, where DATA has it in ``judged/``: the folder that
    ``quoth export --judged --format brat`` writes.
    """
    silver = load_silver(data / "polnear" / "corenlp" / f"{part}.tokens.tsv.gz")
    gold = read_gold(data / "polnear" / part)
    if part == "train" and (judged := data / JUDGED).is_dir():
        gold += read_gold(judged)
    out = []
    for article in gold:
        kept = dict.fromkeys((a.source, a.cue, a.content) for a in article.attributions if a.cue and a.content)
        attributions = [{role: sorted(spans) for role, spans in zip(ROLES, found, strict=True)} for found in kept]
        out.append(Example(article.id, article.text, attributions, silver.get(article.id, Silver())))
    return out


def load_silver(path: Path) -> dict[str, Silver]:
    """CoreNLP's tokens of each article, by the article's name; a head is a token's index in the article, or -1."""
    out: dict[str, Silver] = {}
    current, first = Silver(), 0
    with gzip.open(path, "rt", encoding="utf-8", newline="\n") as lines:
        for raw in lines:
            line = raw.rstrip("\n")
            if line.startswith("# "):
                current = out.setdefault(line[2:], Silver())
                first = 0
            elif not line:
                first = len(current.start)
            else:
                start, end, pos, entity, head, relation = line.split("\t")
                current.start.append(int(start))
                current.end.append(int(end))
                current.pos.append(pos)
                current.entity.append(entity)
                current.relation.append(relation.split(":")[0])
                current.head.append(first + int(head) - 1 if int(head) > 0 else -1)
    return out


def silver_labels(examples: list[Example]) -> dict[str, dict[str, int]]:
    """The labels of each silver layer, numbered by frequency; rare relations have none."""
    out = {}
    for layer in SILVER:
        counts: dict[str, int] = {}
        for e in examples:
            for label in getattr(e.silver, layer):
                counts[label] = counts.get(label, 0) + 1
        names = sorted(counts, key=lambda x: (-counts[x], x))[:47]
        out[layer] = {name: n for n, name in enumerate(names)}
    return out


@dataclass
class Labelled:
    """An article in word pieces with its labels: BIO tags, the owners of each token, the layers, the speakers."""

    tokens: Tokens
    tags: NDArray[np.int64]
    inner: NDArray[np.int64]  # the tags of statements within the content of others
    cues: list[tuple[int, list[int], list[int]]]  # first token of the cue or -1, its source tokens, its content tokens
    silver: NDArray[np.int64]  # [tokens, 6]: pos, entity, relation, head token, kind of speaker, part; -1 unknown
    same: list[tuple[list[int], list[int]]]  # tokens that say who speaks, and those that name him elsewhere
    nests: bool


def label(example: Example, tokenizer: Tokenizer, labels: dict[str, dict[str, int]]) -> Labelled:
    """Word pieces of ``example`` with all labels."""
    tokens = tokenize(example.text, tokenizer)
    tags, inner = np.zeros(len(tokens), np.int64), np.zeros(len(tokens), np.int64)
    silver = _silver(example.silver, tokens, labels)
    cues, same = [], []
    kinds = example.kinds or [-1] * len(example.attributions)
    ranges = [{role: [_range(tokens, s) for s in spans] for role, spans in a.items()} for a in example.attributions]
    for found, kind in zip(ranges, kinds, strict=True):
        _tag(inner if example.nests and _is_within(found, ranges) else tags, found)
        said = {role: [x for i, j in found[role] for x in range(i, j)] for role in ROLES}
        cues.append((said["cue"][0] if said["cue"] else -1, said["source"], said["content"]))
        if kind < 0:
            continue
        asking = said["source"] or said["cue"][:1] + said["content"][:1]
        silver[asking, 4] = kind
        silver[said["source"], 5] = 0
        for n, part in enumerate(PARTS):
            silver[[x for i, j in found.get(part, []) for x in range(i, j)], 5] = n
        same.append((asking, [x for i, j in found["same"] for x in range(i, j)]))
    return Labelled(tokens, tags, inner, cues, silver, same, example.nests)


def _tag(tags: NDArray[np.int64], found: dict[str, list[tuple[int, int]]]) -> None:
    for n, role in enumerate(ROLES):
        for i, j in joined(found[role]):
            if j > i and not tags[i:j].any():
                tags[i:j] = 2 * n + 2
                tags[i] = 2 * n + 1


def _is_within(found: dict[str, list[tuple[int, int]]], others: list[dict[str, list[tuple[int, int]]]]) -> bool:
    """Whether the cue, or without one the content, of a statement lies in the content of another."""
    place = (found["cue"] or found["content"])[:1]
    return any(
        o is not found and a <= place[0][0] and place[0][1] <= b and (found["cue"] or (a, b) != place[0])
        for o in others
        for a, b in (o["content"] if place else [])
    )


def _range(tokens: Tokens, span: tuple[int, int]) -> tuple[int, int]:
    i = int(np.searchsorted(tokens.end, span[0], side="right"))
    j = int(np.searchsorted(tokens.start, span[1], side="left"))
    return i, max(i, j)


def _silver(silver: Silver, tokens: Tokens, labels: dict[str, dict[str, int]]) -> NDArray[np.int64]:
    out = np.full((len(tokens), len(SILVER) + 3), -1, np.int64)
    if not silver.start or not len(tokens) or not labels:
        return out
    starts, ends = np.array(silver.start), np.array(silver.end)
    at = np.searchsorted(starts, tokens.start, side="right") - 1
    inside = (at >= 0) & (tokens.start < ends[np.maximum(at, 0)])
    for n, layer in enumerate(SILVER):
        if getattr(silver, layer):
            values = np.array([labels[layer].get(x, -1) for x in getattr(silver, layer)])
            out[inside, n] = values[at[inside]]
    first = np.searchsorted(tokens.start, starts)  # first piece of each silver token
    heads = np.array(silver.head)
    target = np.where(heads >= 0, first[np.maximum(heads, 0)], -1)
    begins = inside & (tokens.start == starts[np.maximum(at, 0)])
    out[begins, 3] = target[at[begins]]
    out[out[:, 3] >= len(tokens), 3] = -1
    return out


def windows(tokens: Tokens, rng: random.Random) -> list[tuple[int, int]]:
    """Ranges of tokens that cover an article: whole paragraphs of 160 to 288 tokens, or, as often, cut anywhere."""
    size = rng.randint(160, 288)
    out: list[tuple[int, int]] = []
    if rng.random() < 0.5:
        starts = [0, *(np.flatnonzero(np.diff(tokens.paragraph)) + 1).tolist(), len(tokens)]
        first = int(size * rng.uniform(0.3, 1))
        i = 0
        while i < len(tokens):
            limit = i + (first if not out else size)
            ends = [s for s in starts if i < s <= limit]
            j = ends[-1] if ends else min(limit, len(tokens))
            out.append((i, j))
            i = j
    else:
        i = -rng.randint(0, size // 2)
        while i < len(tokens):
            out.append((max(i, 0), min(i + size, len(tokens))))
            i += size
    return [(i, j) for i, j in out if j - i > 3]
