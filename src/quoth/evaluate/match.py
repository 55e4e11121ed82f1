"""Which prediction answers which gold attribution: one to one, within one article."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from quoth.evaluate.annotation import Attribution
from quoth.evaluate.tokens import Tokens

__all__ = ["CONTENT_OVERLAP", "Pair", "RoleTokens", "candidates", "identical", "one_to_one", "overlap"]

# Half, intersection over union. At less, two predictions could both claim one gold content; at much more, the edges of
# a content would decide, on which people themselves agree in seven cases of ten. Change it and no number compares.
CONTENT_OVERLAP = 0.5


class RoleTokens(NamedTuple):
    """An attribution as the tokens of its three roles. Two with the same tokens are equal."""

    source: frozenset[int]
    cue: frozenset[int]
    content: frozenset[int]

    @classmethod
    def of(cls, tokens: Tokens, attribution: Attribution) -> RoleTokens:
        """The tokens that an attribution's spans touch."""
        return cls(*map(tokens.covered, (attribution.source, attribution.cue, attribution.content)))


class Pair(NamedTuple):
    """A gold attribution and a prediction (their numbers) whose contents overlap enough; pairs sort best first.

    The three losses are one minus the overlap of content, source and cue, in the order in which they decide.
    """

    content_loss: float
    source_loss: float
    cue_loss: float
    gold: int
    predicted: int
    same_source: bool


def overlap(one: frozenset[int], other: frozenset[int]) -> float:
    """Intersection over union; 0 for two empty sets."""
    shared = len(one & other)
    return shared / (len(one) + len(other) - shared) if shared else 0.0


def candidates(gold: Sequence[RoleTokens], predicted: Sequence[RoleTokens]) -> list[Pair]:
    """Every pair whose contents overlap by at least ``CONTENT_OVERLAP``, best first.

    Content decides, then source, then cue; what is still equal goes by the order of gold, then of predictions.
    """
    holders: defaultdict[int, list[int]] = defaultdict(list)
    for number, attribution in enumerate(gold):
        for token in attribution.content:
            holders[token].append(number)
    pairs: list[Pair] = []
    for number, made in enumerate(predicted):
        shared = Counter(holder for token in made.content for holder in holders.get(token, ()))
        for holder, count in shared.items():
            true = gold[holder]
            share = count / (len(true.content) + len(made.content) - count)
            if share >= CONTENT_OVERLAP:
                losses = (-share, -overlap(true.source, made.source), -overlap(true.cue, made.cue))
                pairs.append(Pair(*losses, holder, number, _same_source(true, made)))
    return sorted(pairs)


def one_to_one(pairs: Iterable[Pair]) -> list[Pair]:
    """The pairs taken greedily in the order given, each gold attribution and each prediction once."""
    gold: set[int] = set()
    predicted: set[int] = set()
    taken: list[Pair] = []
    for pair in pairs:
        if pair.gold not in gold and pair.predicted not in predicted:
            gold.add(pair.gold)
            predicted.add(pair.predicted)
            taken.append(pair)
    return taken


def identical(gold: Sequence[RoleTokens], predicted: Sequence[RoleTokens]) -> list[tuple[int, int]]:
    """Gold and predictions with the same tokens in all three roles, one to one, the first with the first."""
    waiting: defaultdict[RoleTokens, list[int]] = defaultdict(list)
    for number in reversed(range(len(predicted))):
        waiting[predicted[number]].append(number)
    return [(number, waiting[true].pop()) for number, true in enumerate(gold) if waiting.get(true)]


def _same_source(true: RoleTokens, made: RoleTokens) -> bool:
    """Whether neither has a source, or their sources share a token."""
    return not true.source.isdisjoint(made.source) or not (true.source or made.source)
