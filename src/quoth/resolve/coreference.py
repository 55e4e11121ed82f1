"""Whom a pronoun means: candidates before it, ranked by a log-linear model of a few plain features.

The features are those of the classic accounts of salience (Lappin and Leass, 1994) and centering (Grosz, Joshi and
Weinstein, 1995): how far back, whether subject, whether already taken up by a pronoun, whether it speaks. Agreement in
number and gender only rules out what the text itself tells. The weights are fitted by ``train/coreference.py`` and
stand, with what they were fitted on, in ``pronouns.json``.
"""

from __future__ import annotations

import heapq
import json
import math
from bisect import bisect_left
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from operator import itemgetter, mul
from typing import Any

from quoth.parse import Parse
from quoth.resolve.discourse import Chain, Discourse, noun_type
from quoth.resolve.mentions import Mention

__all__ = [
    "FEATURES",
    "THIRD",
    "Context",
    "Ranker",
    "antecedents",
    "candidates",
    "features",
    "rank",
    "ranker",
    "take_up",
]

THIRD = {
    "he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f",
    "they": "p", "them": "p", "their": "p", "theirs": "p", "themselves": "p", "it": "n", "its": "n", "itself": "n",
}  # fmt: skip
# "itself" in the name of a feature: where the pronoun is the source of a statement.
FEATURES = (
    "same sentence", "sentence before", "two back", "three back", "further", "log distance", "same paragraph",
    "nearest", "subject", "object", "modifier", "opens paragraph", "headline", "quoted apart", "mentions",
    "last pronoun", "same pronoun", "name", "full name", "has a name", "indefinite", "unsure", "person", "joint",
    "gender told", "gender of the name", "speaker", "last speaker",
    "last speaker, itself", "named, itself", "subject, itself", "object, itself", "indefinite, itself",
    "in what it says",
)  # fmt: skip
_in_order = itemgetter(*FEATURES)
# So many sentences back a pronoun may reach; beyond it, journalists repeat the name.
REACH, WORDS = 8, 400
# Candidates that are ranked for one pronoun, the nearest ones: of 1,800 pronouns of reports one had 47.
MOST = 48
# Where more than so many of the last LATELY words are third-person pronouns, only so many of the last chains, in so
# many words, are looked at, so that a text of pronouns takes no longer than another. It is no prose: of 900 reports
# none has more than 11.
LATELY = 50
CROWDED = ((16, 6, 50), (12, 24, 200))
# So many sources back it is asked who spoke last.
SPEAKERS = 100
_DEFINITE = {"the", "this", "that", "these", "those"}
_OBJECT = {"dobj", "nmod", "iobj"}
_SUBJECT = {"nsubj", "nsubjpass", "csubj"}


class Ranker:
    """Weights of ``FEATURES`` by pronoun class ("person" for he and she, "they", "it"); ``choose`` ranks candidates."""

    def __init__(self, weights: dict[str, dict[str, float]]) -> None:
        self.weights = {k: [w.get(f, 0.0) for f in FEATURES] for k, w in weights.items()}

    def shares(self, kind: str, rows: list[list[float]]) -> list[float]:
        """The chance of each candidate, one of which is taken to be right."""
        scores = [sum(map(mul, self.weights[kind], row)) for row in rows]
        top = max(scores)
        exps = [math.exp(s - top) for s in scores]
        total = sum(exps)
        return [e / total for e in exps]


@cache
def ranker() -> Ranker:
    """The weights that ship."""
    card: dict[str, Any] = json.loads((resources.files(__package__) / "pronouns.json").read_text(encoding="utf-8"))
    return Ranker(card["weights"])


def kind_of_pronoun(word: str) -> str:
    """The class by which a third-person pronoun is ranked."""
    return {"m": "person", "f": "person", "p": "they", "n": "it"}[THIRD[word]]


def agrees(chain: Chain, word: str) -> bool:
    """Whether a chain can be meant by a third-person pronoun, by number, kind and what the text tells of gender."""
    form = THIRD[word]
    if form in "mf":
        if chain.plural or chain.members or chain.type not in {"person", "unnamed"}:
            return False
        lean = chain.lean()
        return lean is None or lean == form
    if form == "p":
        return chain.plural or bool(chain.members) or chain.type in {"group", "organization"}
    return not chain.plural and not chain.members and chain.type in {"organization", "document", "thing"}


def candidates(
    discourse: Discourse, word: int, barred: frozenset[int] = frozenset(), *, itself: bool = False
) -> list[Chain]:
    """The chains that the third-person pronoun at ``word`` can take up, none of ``barred`` (by id).

    ``itself``: the pronoun is a source, so that what cannot speak is left out; so it is for "its leader".
    """
    parse = discourse.parse
    owned = discourse.owned.get(word)
    acts = itself or (owned is not None and noun_type(parse.lower[owned.head], owned.plural) in {"unnamed", "group"})
    here = parse.sentence[word]
    out = []
    pronouns = sum(w in THIRD for w in parse.lower[max(0, word - LATELY) : word])
    few = next(((most, back) for crowd, most, back in CROWDED if pronouns > crowd), None)
    for chain in discourse.just_before(word, *few) if few else discourse.near(word, REACH):
        if (
            id(chain) in barred
            or not agrees(chain, parse.lower[word])
            or (acts and chain.type in {"thing", "document"})
        ):
            continue
        last = last_before(chain, word)
        if (
            last is not None
            and word - last.head <= WORDS
            and here - parse.sentence[last.head] <= REACH
            and not _binds(parse, last, word)
        ):
            out.append((last.head, chain))
    least = heapq.nlargest(MOST, (head for head, _ in out))[-1] if len(out) > MOST else -1
    return [chain for head, chain in out if head >= least]


def _binds(parse: Parse, m: Mention, word: int) -> bool:
    """Whether a mention cannot be meant: "her" in "Ora Venn met her" is not Ora Venn, subject and object being two."""
    if parse.lower[word] not in {"him", "her", "them", "it"} or parse.tag[word] != "PRP":
        return False
    verb = parse.head[word]
    return (
        parse.relation[word] in {"dobj", "iobj"}
        and verb >= 0
        and parse.head[m.head] == verb
        and parse.relation[m.head] in _SUBJECT
    )


def last_before(chain: Chain, word: int, skipped: AbstractSet[int] = frozenset()) -> Mention | None:
    """The last mention of ``chain`` before ``word``, none whose head is among ``skipped`` if there is another."""
    n = chain.before(word)
    last = chain.mentions[n - 1] if n else None
    if skipped:
        for m in reversed(chain.mentions[max(0, n - WORDS) : n]):
            if m.head not in skipped:
                return m
    return last


@dataclass(frozen=True, slots=True)
class Context:
    """What is known of statements when pronouns are ranked.

    ``said`` has, for the head word of each source, the words of what it says; ``quoted`` tells of each word whether it
    stands in a direct quotation.
    """

    said: Mapping[int, AbstractSet[int]] = field(default_factory=dict)
    quoted: list[bool] | None = None
    heads: list[int] = field(default_factory=list)

    @classmethod
    def of(cls, said: Mapping[int, AbstractSet[int]], quoted: list[bool] | None) -> Context:
        """A context with the head words of its sources in order (``heads``)."""
        return cls(said, quoted, sorted(said))

    def apart(self, a: int, b: int) -> bool:
        """Whether one of two words stands in a quotation and the other does not."""
        return self.quoted is not None and self.quoted[a] != self.quoted[b]


def features(discourse: Discourse, word: int, found: list[Chain], context: Context) -> list[list[float]]:
    """The values of ``FEATURES`` for each candidate for the pronoun at ``word``."""
    near = max(found, key=lambda c: m.head if (m := last_before(c, word)) else -1)
    last = _last_spoke(discourse, word, found, context)
    speaking = {id(c) for c in discourse.at_head.get(last, ())}
    rows = []
    for chain in found:
        values = _values(discourse, word, chain, context)
        values["nearest"] = chain is near
        speaks = id(chain) in speaking
        values["last speaker"], values["last speaker, itself"] = (
            speaks and word not in context.said,
            speaks and word in context.said,
        )
        rows.append([*_in_order(values)])
    return rows


def _last_spoke(discourse: Discourse, word: int, found: list[Chain], context: Context) -> int:
    """The head of the last source before ``word`` that is one of ``found``, among the last SPEAKERS sources; or -1."""
    ids = {id(c) for c in found}
    n = bisect_left(context.heads, word)
    for head in reversed(context.heads[max(0, n - SPEAKERS) : n]):
        if any(id(c) in ids for c in discourse.at_head.get(head, ())):
            return head
    return -1


def _values(discourse: Discourse, word: int, chain: Chain, context: Context) -> dict[str, float]:
    """The features of one candidate that do not depend on the others."""
    parse = discourse.parse
    itself, content = word in context.said, context.said.get(word, frozenset())
    last = last_before(chain, word, content)
    assert last is not None
    gap = parse.sentence[word] - parse.sentence[last.head]
    pronoun, named = last.kind == "pronoun", chain.entity is not None
    relation = parse.relation[last.head]
    begins = last.start == 0 or parse.sentence[last.start - 1] != parse.sentence[last.start]
    subject = relation in _SUBJECT if relation else begins
    obj = relation in _OBJECT
    indefinite = not named and parse.lower[last.start] not in _DEFINITE and last.owner is None and not pronoun
    lean, told = chain.lean() == THIRD[parse.lower[word]], chain.told()
    return {
        "same sentence": gap == 0,
        "sentence before": gap == 1,
        "two back": gap == 2,
        "three back": gap == 3,
        "further": gap > 3,
        "log distance": math.log1p(word - last.head),
        "same paragraph": parse.paragraph[word] == parse.paragraph[last.head],
        "subject": subject,
        "object": obj,
        "modifier": last.inside or relation in {"compound", "nmod:poss"} or _owns(parse, last),
        "opens paragraph": last.start == 0 or parse.paragraph[last.start - 1] != parse.paragraph[last.start],
        "headline": parse.sentence[last.head] == 0,
        "quoted apart": context.apart(word, last.head),
        "mentions": math.log1p(chain.before(word)),
        "last pronoun": pronoun,
        "same pronoun": pronoun and parse.lower[last.head] == parse.lower[word],
        "name": last.kind == "name",
        "full name": last.name is not None and last.name[1] - last.name[0] > 1,
        "has a name": named,
        "indefinite": indefinite,
        "unsure": chain.entity is not None and not chain.entity.sure,
        "person": chain.type == "person",
        "joint": bool(chain.members),
        "gender told": lean and told,
        "gender of the name": lean and not told,
        "speaker": last.head in context.said,
        "named, itself": itself and named,
        "subject, itself": itself and subject,
        "object, itself": itself and obj,
        "indefinite, itself": itself and indefinite,
        "in what it says": last.head in content,
    }


def _owns(parse: Parse, m: Mention) -> bool:
    return m.end < len(parse) and parse.tag[m.end] == "POS"


def rank(
    discourse: Discourse, word: int, context: Context | None = None, barred: frozenset[int] = frozenset()
) -> list[tuple[float, Chain]]:
    """The candidates for the third-person pronoun at ``word`` with the chance of each, the likeliest first.

    Chains whose id is among ``barred`` are not meant.
    """
    context = context or Context()
    found = candidates(discourse, word, barred, itself=word in context.said)
    if not found:
        return []
    shares = ranker().shares(kind_of_pronoun(discourse.parse.lower[word]), features(discourse, word, found, context))
    return sorted(zip(shares, found, strict=True), key=lambda x: -x[0])


def take_up(discourse: Discourse, m: Mention, chain: Chain) -> None:
    """Adds a pronoun to a chain; what it tells of gender stays with the chain."""
    discourse.take(m, chain)
    form = THIRD.get(discourse.parse.lower[m.head])
    if form in {"m", "f"}:
        chain.gender[form] += 1


def antecedents(parse: Parse) -> dict[int, tuple[int, int]]:
    """For each third-person pronoun that can be resolved: its word, and the range of words of what it takes up.

    That is the last mention before it that is no pronoun.
    """
    discourse = Discourse(parse)
    out = {}
    for m in discourse.mentions:
        if m.kind == "pronoun" and parse.lower[m.head] in THIRD:
            found = rank(discourse, m.head)
            if found:
                chain = found[0][1]
                take_up(discourse, m, chain)
                earlier = reversed(chain.mentions[: chain.before(m.head)])
                last = next((x for x in earlier if x.kind != "pronoun"), chain.mentions[0])
                out[m.head] = last.name or (last.start, last.end)
    return out
