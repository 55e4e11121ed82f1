"""From the network's layers to a parse: the best label of each word, and the best head within its sentence."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from quoth.parse import Parse, Voice, word_ranges
from quoth.read.network import Scores

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Parsing", "shape_parse"]

# Words of a sentence whose heads are sought at once: more than most sentences have, and it bounds the memory.
MOST_ROWS = 256

# Words of short sentences whose heads are sought together: a call for each sentence takes three times as long.
MANY_ROWS = 96

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
_PRONOUNS = {"PRP", "WP", "WDT"}
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


class Parsing:
    """A parse in the making, from the scores of the segments of ``text``, none of which is kept.

    A word has the labels of its first word piece; ``layers`` names the labels of each layer (pos, entity, relation) in
    the order of their scores.
    """

    def __init__(self, text: str, layers: dict[str, list[str]]) -> None:
        ranges = word_ranges(text)
        self._layers = layers
        self._starts = np.array([a for a, _ in ranges], np.int64)
        self._best = {name: ["O" if name == "entity" else ""] * len(ranges) for name in layers}
        pos, entity, relation = (self._best[name] for name in ("pos", "entity", "relation"))
        self._made = Parse(text, [a for a, _ in ranges], [b for _, b in ranges], pos, entity, relation, [])
        self._heads = np.full(len(ranges), -1, np.int64)

    def add(self, scores: Scores) -> None:
        """Takes what one segment tells of the words that lie in it."""
        tokens, starts = scores.tokens, self._starts
        if not len(tokens):
            return
        low = int(np.searchsorted(starts, tokens.start[0]))
        high = int(np.searchsorted(starts, tokens.start[-1], side="right"))
        first = np.searchsorted(tokens.start, starts[low:high])  # the first word piece of each word
        column = 0
        for name, labels in self._layers.items():
            found = scores.layers[first, column : column + len(labels)].argmax(1)
            self._best[name][low:high] = [labels[k] for k in found.tolist()]
            column += len(labels)
        owner = np.searchsorted(starts, tokens.start, side="right") - 1  # the word of each word piece
        sentences = self._made.sentences
        n = bisect_left(sentences, (low, 0))
        while n < len(sentences) and sentences[n][1] <= high:
            some = [sentences[n]]
            while (n := n + 1) < len(sentences) and sentences[n][1] <= min(high, some[0][0] + MANY_ROWS):
                some.append(sentences[n])
            _attach(scores, first[some[0][0] - low : some[-1][1] - low], owner, some, self._heads)

    def parse(self, voices: Mapping[str, Voice]) -> Parse:
        """The parse from all that was added, with the ``voices`` of statements by their ids."""
        self._heads[[n for n, r in enumerate(self._best["relation"]) if r == "root"]] = -1
        self._made.head.extend(self._heads.tolist())
        _name_acronyms(self._made)
        self._made.voices.update(voices)
        return self._made


def _name_acronyms(parse: Parse) -> None:
    """Takes "WHO", "IT" and "US" in a sentence of small letters for names: in lower case they are pronouns."""
    for n, word in enumerate(parse.words):
        if parse.tag[n] in _PRONOUNS and len(word) > 1 and word.isupper():
            i, j = parse.sentences[parse.sentence[n]]
            if any(w.islower() and len(w) > 3 for w in parse.words[i:j]):
                parse.tag[n], parse.entity[n] = "NNP", "ORGANIZATION"


def _attach(
    scores: Scores,
    rows: NDArray[np.int64],
    owner: NDArray[np.int64],
    sentences: Sequence[tuple[int, int]],
    heads: NDArray[np.int64],
) -> None:
    """Sets the heads of ``sentences`` in a row, whose words begin at ``rows``: each word's most likely other word."""
    i, j = sentences[0][0], sentences[-1][1]
    low, high = int(rows[0]), int(rows[-1]) + 1
    of_word = np.repeat(np.arange(len(sentences)), [b - a for a, b in sentences])  # the sentence of each word
    target = np.minimum(np.maximum(owner[low:high], i), j - 1)
    ends = rows[[b - 1 - i for _, b in sentences]] - low  # behind the first piece of its last word a sentence is over
    within = np.where(np.arange(high - low) <= ends[of_word[target - i]], of_word[target - i], -1)
    for at in range(0, j - i, MOST_ROWS):
        some = np.arange(at, min(at + MOST_ROWS, j - i))
        links = scores.strengths("head", rows[some], low, high)
        links[within != of_word[some, None]] = -np.inf
        links[target == i + some[:, None]] = -np.inf  # none governs itself
        best = links.argmax(1)
        found = links[np.arange(len(some)), best] > -np.inf
        heads[i + some[found]] = target[best[found]]
