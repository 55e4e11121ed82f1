"""From the network's layers to a parse: the best label of each word, and the best head within its sentence."""

from __future__ import annotations

import numpy as np

from quoth.parse import Parse, word_ranges
from quoth.read.network import Scores

__all__ = ["parsed", "shape_parse"]

_CLOSED = {
    "PRP": "i me we us you he him she her it they them himself herself itself themselves",
    "PRP$": "my our your his its their",
    "WP": "who whom what",
    "WDT": "which",
    "DT": "the a an this that these those some any every no all both each",
    "IN": "of in on at by for from with about after before between under over against during as than since until",
    "TO": "to",
    "CC": "and or but",
    "MD": "will would can could may might must shall should",
}
_TAGS = {word: tag for tag, words in _CLOSED.items() for word in words.split()}


def shape_parse(text: str) -> Parse:
    """What can be told of the words of ``text`` without a network: closed classes, numbers, and capitals."""
    ranges = word_ranges(text)
    out = Parse(text, [a for a, _ in ranges], [b for _, b in ranges], [], [], [], [-1] * len(ranges))
    first = {i for i, _ in out.sentences}
    for n, word in enumerate(out.words):
        if not any(c.isalnum() for c in word):
            tag = word if word in {",", ".", ":"} else "''"
        elif word.lower().replace("’", "'") == "'s":
            tag = "POS"
        elif word.lower() in _TAGS and word != "US":
            tag = _TAGS[word.lower()]
        elif word[0].isdigit():
            tag = "CD"
        elif word[0].isupper() and (n not in first or (n + 1 < len(ranges) and out.words[n + 1][:1].isupper())):
            tag = "NNP"
        else:
            tag = "NN"
        out.tag.append(tag)
        out.entity.append("O")
        out.relation.append("")
    return out


def parsed(text: str, scored: list[Scores], layers: dict[str, list[str]]) -> Parse:
    """The parse of ``text`` from the scores of its segments; a word has the labels of its first word piece.

    ``layers`` names the labels of each layer (pos, entity, relation) in the order of their scores.
    """
    ranges = word_ranges(text)
    starts = np.array([a for a, _ in ranges], np.int64)
    best: dict[str, list[str]] = {name: ["O" if name == "entity" else ""] * len(ranges) for name in layers}
    out = Parse(text, [a for a, _ in ranges], [b for _, b in ranges], best["pos"], best["entity"], best["relation"], [])
    heads = np.full(len(ranges), -1, np.int64)
    for scores in scored:
        tokens = scores.tokens
        if not len(tokens):
            continue
        first = np.searchsorted(tokens.start, starts)  # the first word piece of each word
        here = (starts >= tokens.start[0]) & (starts <= tokens.start[-1]) & (first < len(tokens))
        numbers = np.flatnonzero(here)
        column = 0
        for name, labels in layers.items():
            found = scores.layers[first[here], column : column + len(labels)].argmax(1)
            for n, k in zip(numbers.tolist(), found.tolist(), strict=True):
                best[name][n] = labels[k]
            column += len(labels)
        owner = np.searchsorted(starts, tokens.start, side="right") - 1  # the word of each word piece
        for i, j in out.sentences:
            if here[i] and here[j - 1]:
                _attach(scores, first, owner, (i, j), heads)
    heads[[n for n, r in enumerate(best["relation"]) if r == "root"]] = -1
    out.head.extend(heads.tolist())
    return out


def _attach(scores: Scores, first: np.ndarray, owner: np.ndarray, words: tuple[int, int], heads: np.ndarray) -> None:
    """Sets the heads of one sentence: each word's most likely other word."""
    i, j = words
    rows = first[i:j]
    low, high = int(rows[0]), int(first[j - 1]) + 1
    links = scores.links("head", rows, low, high)[:, :-1]
    target = np.clip(owner[low:high], i, j - 1)
    links[target[None, :] == np.arange(i, j)[:, None]] = -1.0  # none governs itself
    if high - low > 1:
        heads[i:j] = target[links.argmax(1)]
