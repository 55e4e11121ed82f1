"""Whom a pronoun means: candidates before it, ranked by a log-linear model of a few plain features.

The features are those of the classic salience accounts (Lappin and Leass, 1994; Grosz, Joshi and Weinstein's centering,
1995): how far back, whether subject, whether already taken up by a pronoun, whether named in full. Agreement in number and
gender only rules out what the text itself tells. The weights are fitted by ``train/coreference.py`` and stand, with what
they were fitted on, in ``pronouns.json``.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping, Set
from functools import cache
from importlib import resources
from typing import Any

from quoth.parse import Parse
from quoth.resolve.discourse import Chain, Discourse, noun_type
from quoth.resolve.lexicon import lexicon
from quoth.resolve.mentions import Mention

__all__ = ["FEATURES", "Ranker", "THIRD", "antecedents", "features", "ranker"]

THIRD = {
    "he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f",
    "they": "p", "them": "p", "their": "p", "theirs": "p", "themselves": "p", "it": "n", "its": "n", "itself": "n",
}  # fmt: skip
FEATURES = (
    "same sentence", "sentence before", "two back", "three back", "further", "log distance", "subject", "speaker", "same pronoun",
    "mentions", "quoted apart", "modifier", "gender told", "gender of the name", "name", "nearest", "same paragraph", "unsure",
    "headline", "object", "opens paragraph", "last pronoun", "full name", "person", "joint", "last speaker", "last speaker, itself one",
    "has a name", "indefinite", "named, itself a source", "subject, itself a source",
    "indefinite, itself a source", "object, itself a source", "in what it says",
)  # fmt: skip
# So many sentences back a pronoun may reach; beyond it, journalists repeat the name.
REACH = 8
_DEFINITE = {"the", "this", "that", "these", "those"}
_SUBJECT = {"nsubj", "nsubjpass", "csubj"}


class Ranker:
    """Weights of ``FEATURES`` by pronoun class ("person" for he and she, "they", "it"); ``choose`` ranks candidates."""

    def __init__(self, weights: dict[str, dict[str, float]]) -> None:
        self.weights = {k: [w.get(f, 0.0) for f in FEATURES] for k, w in weights.items()}

    def shares(self, kind: str, rows: list[list[float]]) -> list[float]:
        """The chance of each candidate, one of which is taken to be right."""
        scores = [sum(w * x for w, x in zip(self.weights[kind], row, strict=True)) for row in rows]
        top = max(scores)
        exps = [math.exp(s - top) for s in scores]
        return [e / sum(exps) for e in exps]


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
    for chain in discourse.near(word, REACH):
        if (
            id(chain) in barred
            or not agrees(chain, parse.lower[word])
            or (acts and chain.type in {"thing", "document"})
        ):
            continue
        last = last_before(chain, word)
        if last is not None and here - parse.sentence[last.head] <= REACH and not _binds(parse, last, word):
            out.append(chain)
    return out


def _binds(parse: Parse, m: Mention, word: int) -> bool:
    """ "her" in "Ora Venn met her" cannot be Ora Venn: subject and object of one verb are two."""
    if parse.lower[word] not in {"him", "her", "them", "it"} or parse.tag[word] != "PRP":
        return False
    verb = parse.head[word]
    return (
        parse.relation[word] in {"dobj", "iobj"}
        and verb >= 0
        and parse.head[m.head] == verb
        and parse.relation[m.head] in _SUBJECT
    )


def last_before(chain: Chain, word: int, skipped: Set[int] = frozenset()) -> Mention | None:
    """The last mention of ``chain`` before ``word``, none whose head is among ``skipped`` if there is another."""
    inside = None
    for m in reversed(chain.mentions):
        if m.head < word:
            if m.head not in skipped:
                return m
            inside = inside or m
    return inside


def features(
    discourse: Discourse,
    word: int,
    chain: Chain,
    *,
    nearest: bool,
    speaks: Callable[[Mention], bool],
    quoted: list[bool] | None = None,
    speaker: Chain | None = None,
    itself: bool = False,
    content: Set[int] = frozenset(),
) -> list[float]:
    """The values of ``FEATURES`` for one candidate.

    ``speaks`` tells whether a mention is a source of a statement, ``speaker`` is the last such one before the pronoun,
    and ``itself`` says whether the pronoun is one, of a statement whose content is the words ``content``.
    """
    parse = discourse.parse
    last = last_before(chain, word, content)
    assert last is not None
    gap = parse.sentence[word] - parse.sentence[last.head]
    pronoun = last.kind == "pronoun"
    lean = chain.lean() == THIRD[parse.lower[word]]
    told = chain.told()
    relation = parse.relation[last.head]
    subject = (
        relation in _SUBJECT
        if relation
        else (last.start == 0 or parse.sentence[last.start - 1] != parse.sentence[last.start])
    )
    indefinite = (
        chain.entity is None and parse.lower[last.start] not in _DEFINITE and last.owner is None and not pronoun
    )
    apart = bool(quoted) and quoted is not None and quoted[last.head] != quoted[word]
    opens = last.start == 0 or parse.paragraph[last.start - 1] != parse.paragraph[last.start]
    return [
        float(gap == 0), float(gap == 1), float(gap == 2), float(gap == 3), float(gap > 3),
        math.log1p(word - last.head),
        float(subject), float(speaks(last)), float(pronoun and parse.lower[last.head] == parse.lower[word]),
        math.log1p(sum(1 for m in chain.mentions if m.head < word)),
        float(apart), float(last.inside or parse.relation[last.head] in {"compound", "nmod:poss"} or _owns(parse, last)),
        float(lean and told), float(lean and not told),
        float(last.kind == "name"), float(nearest),
        float(parse.paragraph[word] == parse.paragraph[last.head]),
        float(chain.entity is not None and not chain.entity.sure),
        float(parse.sentence[last.head] == 0), float(relation in {"dobj", "nmod", "iobj"}), float(opens), float(pronoun),
        float(last.kind == "name" and last.name is not None and last.name[1] - last.name[0] > 1),
        float(chain.type == "person"), float(bool(chain.members)),
        float(speaker is chain and not itself), float(speaker is chain and itself),
        float(chain.entity is not None), float(indefinite),
        float(itself and chain.entity is not None), float(itself and subject),
        float(itself and indefinite), float(itself and relation in {"dobj", "nmod", "iobj"}), float(last.head in content),
    ]  # fmt: skip


def _owns(parse: Parse, m: Mention) -> bool:
    return m.end < len(parse) and parse.tag[m.end] == "POS"


def rank(
    discourse: Discourse,
    word: int,
    *,
    speaks: Callable[[Mention], bool] = lambda _: False,
    quoted: list[bool] | None = None,
    said: Mapping[int, Set[int]] | None = None,
    barred: frozenset[int] = frozenset(),
    model: Ranker | None = None,
) -> list[tuple[float, Chain]]:
    """The candidates for the third-person pronoun at ``word`` with the chance of each, the likeliest first."""
    itself = any(m.head == word and speaks(m) for m in discourse.by_head.get(word, ()))
    found = candidates(discourse, word, barred, itself=itself)
    if not found:
        return []
    rows = rows_of(discourse, word, found, speaks=speaks, quoted=quoted, said=said)
    shares = (model or ranker()).shares(kind_of_pronoun(discourse.parse.lower[word]), rows)
    return sorted(zip(shares, found, strict=True), key=lambda x: -x[0])


def rows_of(
    discourse: Discourse,
    word: int,
    found: list[Chain],
    *,
    speaks: Callable[[Mention], bool],
    quoted: list[bool] | None = None,
    said: Mapping[int, Set[int]] | None = None,
) -> list[list[float]]:
    """The features of each candidate for the pronoun at ``word``; ``said`` has the words that each source says."""
    near = max(found, key=lambda c: m.head if (m := last_before(c, word)) else -1)
    spoke = [m for c in found if (m := next((x for x in reversed(c.mentions) if x.head < word and speaks(x)), None))]
    last = max(spoke, key=lambda m: m.head, default=None)
    speaker = discourse.chain_of.get(last) if last else None
    itself = any(m.head == word and speaks(m) for m in discourse.by_head.get(word, ()))
    content = said.get(word, frozenset()) if said else frozenset()
    known = {"speaks": speaks, "quoted": quoted, "speaker": speaker, "itself": itself, "content": content}
    return [features(discourse, word, c, nearest=c is near, **known) for c in found]  # type: ignore[arg-type]


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
                named = [x for x in chain.mentions if x.kind != "pronoun" and x.head < m.head]
                last = named[-1] if named else chain.mentions[0]
                out[m.head] = last.name or (last.start, last.end)
    return out
