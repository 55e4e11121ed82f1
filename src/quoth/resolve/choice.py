"""Who speaks, of all who may: one log-linear scorer for names, pronouns, descriptions and sources that are left out.

For each statement the candidates are the persons and bodies that the text names, a name that only its source has,
somebody without a name of each kind, the author, and nobody. What tells between them is what the reader's network says
(the kind of speaker, the words of the source that are a name, where else the speaker is named), whom the rules take,
and plain facts of the text. Weights are fitted by ``train/choice.py`` and stand in ``choice.json``.
"""

from __future__ import annotations

import json
import math
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from importlib import resources

from quoth.parse import KINDS, Parse, Voice
from quoth.records import Statement
from quoth.resolve.descriptions import SUBJECT
from quoth.resolve.discourse import Chain, noun_type, office_fit
from quoth.resolve.entities import plain_name
from quoth.resolve.epithets import before_sort, behind_epithets, behind_nation
from quoth.resolve.found import Found
from quoth.resolve.lexicon import lexicon
from quoth.resolve.mentions import DATES, Mention
from quoth.resolve.roles import head_noun
from quoth.resolve.shortlist import LATELY, MOST_NEAR, Shortlist, is_some_of
from quoth.resolve.sorts import sorts_of_name, sorts_of_noun, sorts_told
from quoth.resolve.sources import FIRST, Sources

__all__ = ["Candidate", "Chooser", "chances", "chosen", "weights"]

# Evidence that is closed, so that nothing is weighed against it: kin whom the text names, and who
# asks and answers.
CLOSED = {"kin", "turn"}
# The share of right ones among those who hold the floor, of the texts that were fitted on (332 of 342).
FLOOR = 0.95
# Statements before one that are asked who held the floor.
HELD = 4
NAMELESS = ("unnamed", "group", "document")
NAMED = ("person", "organization")
_HE = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "hers": "f"}
# Who asks and who answers: no names.
_ROLES_IN_TALK = {"Q", "A"}
_INDEFINITE = {"a", "an", "one", "another", "some", "several", "two", "three", "many"}
# A name has at most so many words.
LONGEST = 12
_POSSESSIVE = {"his", "her", "its", "their"}
_PRONOUN = {*_HE, "they", "it", "who", "that", "which", "them", "we", "i", "you", "their", "its"}

# Pointing so little at somebody makes him no candidate.
FAINT = 0.02
# What is named in so many sentences from the first is what the text is about.
OPENING = 1
# So many statements back, who spoke is a candidate for that alone.
LAST = 3


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """Someone who may be the speaker: what the record would say, and what speaks for it."""

    name: str | None
    type: str
    chain: Chain | None
    values: Mapping[str, float] = field(default_factory=dict)

    @property
    def key(self) -> tuple[str, str]:
        """What makes two candidates one."""
        return self.type, (self.name or "").casefold()


@cache
def weights() -> dict[str, float]:
    """The weights that ship, by the names of what they weigh."""
    text = (resources.files(__package__) / "choice.json").read_text(encoding="utf-8")
    return {str(k): float(v) for k, v in json.loads(text)["weights"].items()}


def chances(found: Sequence[Candidate], weight: Mapping[str, float]) -> list[float]:
    """The chance of each candidate, one of which is taken to be right."""
    scores = [sum(weight.get(name, 0.0) * x for name, x in c.values.items()) for c in found]
    top = max(scores)
    exps = [math.exp(s - top) for s in scores]
    total = sum(exps)
    return [e / total for e in exps]


def chosen(sources: Sources, rules: Sequence[Found]) -> list[Found]:
    """Whom each statement is by: the likeliest candidate; whom the rules take where no network was heard."""
    if not sources.parse.voices:
        return list(rules)
    chooser, weight = Chooser(sources, rules), weights()
    out = []
    for n, ruled in enumerate(rules):
        s = sources.statements[n]
        if s.id not in sources.parse.voices or ruled.sure in CLOSED:  # found by rules: the network was not asked
            chooser.take(n, Candidate(ruled.name, _type(ruled), ruled.chain))
            out.append(ruled)
            continue
        held = chooser.holds_the_floor(n)
        if held is not None:
            chooser.take(n, held)
            reason = f"who spoke just before: {held.name}"
            out.append(Found(held.name, held.type, held.chain, "chosen", FLOOR, reason))
            continue
        found = chooser.candidates(n)
        shares = chances(found, weight)
        best = max(range(len(found)), key=shares.__getitem__)
        chooser.take(n, found[best])
        out.append(_found(found[best], shares[best], ruled, s))
    return out


def _found(c: Candidate, share: float, rules: Found, s: Statement) -> Found:
    """A candidate as what is recorded; with the reason of the rules where they say the same."""
    kind = "unknown" if c.type == "none" else c.type
    implied = not s.source
    if c.values.get(f"rules: {rules.sure}"):
        return replace(rules, type=kind, sure="chosen", share=share, implied=rules.implied or implied)
    if c.values.get("in the source") or c.values.get("part matches") or c.values.get("new name"):
        reason = f"the name in the source: {c.name}"
    elif c.name and c.type not in NAMELESS:
        reason = f"of all who are named, likeliest: {c.name}"
    else:
        reason = {"unknown": "the text does not say who", "author": "the report's own voice"}.get(kind, "not named")
    return Found(c.name, kind, c.chain, "chosen", share, reason, implied)


class Chooser:
    """The candidates of one article's statements, in order, of those of which the network was heard.

    What was chosen before is evidence for what comes.
    """

    def __init__(self, sources: Sources, rules: Sequence[Found]) -> None:
        self.sources = sources
        self.parse = sources.parse
        self.rules = rules
        self._chosen: list[Candidate] = []
        self._by_source: dict[int, Candidate] = {}
        named = (c for c in sources.discourse.chains if c.entity is not None and c.entity.type != "thing")
        silent = [(p.start, p.end) for p in sources.article.parts if p.name == "dateline"]
        self.chains = [
            c
            for c in named
            if c.entity and c.entity.name not in _ROLES_IN_TALK and not (silent and self._is_only_in(c, silent))
        ]
        self._list = Shortlist(self.parse, self.chains)
        self._by_id = {id(c): c for c in self.chains}
        self._by_name: dict[str, list[Chain]] = {}
        for c in self.chains:
            if c.entity is not None:
                self._by_name.setdefault(c.entity.name.casefold(), []).append(c)
        self._kinds = self._kinds_of_names()
        self._sorts: dict[int, frozenset[str]] = {}

    def _is_only_in(self, chain: Chain, parts: Sequence[tuple[int, int]]) -> bool:
        """Whether all mentions of a chain stand in these parts: the place of a dateline speaks nowhere."""
        at = (self.parse.start[m.head] for m in chain.mentions)
        return all(any(start <= x < end for start, end in parts) for x in at)

    def _kinds_of_names(self) -> dict[str, list[float]]:
        """The kinds of speaker of each name, over all sources that have it."""
        heard: dict[str, list[tuple[float, ...]]] = {}
        for voice in self.parse.voices.values():
            name = _part_name(self, voice, {"name"})
            if name:
                heard.setdefault(name.casefold(), []).append(voice.kinds)
        return {name: [sum(k) / len(k) for k in zip(*kinds, strict=True)] for name, kinds in heard.items()}

    @cached_property
    def _named_at(self) -> dict[int, Chain]:
        """The chain of each word of a name."""
        out = {}
        for c in self.chains:
            for m in c.mentions:
                if m.name:
                    out.update(dict.fromkeys(range(*m.name), c))
        owner = {id(c.entity): c for c in self.chains}
        for e in self.sources.discourse.entities:
            for m in e.mentions:
                if m.name and id(e) in owner:
                    for word in range(*m.name):
                        out.setdefault(word, owner[id(e)])
        return out

    @cached_property
    def _ends(self) -> dict[str, list[list[str]]]:
        """The names of several words that the text has, by the last word of each, the longest first."""
        out: dict[str, list[list[str]]] = {}
        named = {tuple(self.parse.words[slice(*m.name)]) for c in self.chains for m in c.mentions if m.name}
        for words in sorted(named, key=len, reverse=True):
            if 1 < len(words) <= LONGEST:
                out.setdefault(words[-1], []).append(list(words))
        return out

    def whole(self, i: int, j: int, start: int) -> int:
        """Where a name that ends before ``j`` begins, not before ``start``: a cut one as it stands elsewhere."""
        words = self.parse.words
        for name in self._ends.get(words[j - 1], ()):
            at = j - len(name)
            if start <= at < i and words[at:j] == name:
                return at
        return i

    @cached_property
    def _shortened(self) -> set[str]:
        """The names that are the end of a longer one in the same text: "the Post", beside the Halden Post."""
        names = {c.entity.name.casefold() for c in self.chains if c.entity is not None and c.type != "person"}
        ends = {" ".join(words[n:]) for name in names if len(words := name.split()) > 1 for n in range(1, len(words))}
        return names & ends

    @cached_property
    def _meant_at(self) -> dict[int, Chain]:
        """The chain of each pronoun and description that the rules took up."""
        return {m.head: c for c in self.chains for m in c.mentions if not m.name}

    def take(self, n: int, chosen: Candidate) -> None:
        """Goes on with ``chosen`` as the speaker of statement ``n``, the one after the last."""
        self._chosen.append(chosen)
        s = self.sources.statements[n]
        for x in s.source:
            for word in range(*self.parse.range(x.start, x.end)):
                self._by_source.setdefault(word, chosen)

    def holds_the_floor(self, n: int) -> Candidate | None:
        """Whom "he" or "she" means as a source where a person has just spoken and nobody else came up since.

        That is in the same paragraph, or in the next one; what is said in between may name anybody.
        """
        s = self.sources.statements[n]
        wanted = _HE.get(s.source[0].text.lower()) if s.source else None
        before = [k for k in range(max(0, n - HELD), n) if self._speaks_before(k, s)] if wanted else []
        last = max(before, key=lambda k: self.sources.statements[k].source[0].start, default=None)
        held = self._chosen[last] if last is not None else None
        if last is None or held is None or held.type != "person" or held.chain is None or not held.chain.entity:
            return None
        i = self.parse.range(self.sources.statements[last].source[-1].end, s.source[0].start)[0]
        j = self.parse.range(s.source[0].start, s.source[0].end)[0]
        if held.chain.lean() not in {None, wanted} or self.parse.paragraph[j] - self.parse.paragraph[i - 1] > 1:
            return None
        others = (self._named_at.get(w) for w in range(i, j) if not self._is_said[w])
        rivals = (c for c in others if c is not None and c is not held.chain and c.type == "person")
        return held if all(c.lean() not in {None, wanted} for c in rivals) else None

    def _speaks_before(self, k: int, s: Statement) -> bool:
        """Whether statement ``k`` has its source before that of ``s``, and neither stands in what is said."""
        other = self.sources.statements[k]
        if not other.source or other.source[-1].end > s.source[0].start:
            return False
        at = (self.parse.range(x.start, x.end)[0] for x in (other.source[0], s.source[0]))
        return not any(self._is_said[min(w, len(self._is_said) - 1)] for w in at)

    @cached_property
    def _is_said(self) -> list[bool]:
        """Of each word whether it stands in the content of a statement."""
        out = [False] * max(len(self.parse), 1)
        for s in self.sources.statements:
            for x in s.content:
                i, j = self.parse.range(x.start, x.end)
                out[i:j] = [True] * max(j - i, 0)
        return out

    def candidates(self, n: int) -> list[Candidate]:
        """Who may have made statement ``n``; those before it must have been taken."""
        s, rules = self.sources.statements[n], self.rules[n]
        voice = self.parse.voices[s.id]
        scene = _Scene.of(self, s, voice)
        mass, spoken = self._masses(voice)
        near = self._list.near(scene.name, scene.at, scene.here, self._asked_for(scene, mass, rules))
        out = [x for c in near for x in self._entity(c, scene, voice, mass, rules)]
        matched = any(c.values.get("part matches") for c in out)
        if scene.name and not matched:
            out += [self._plain(scene.name, kind, None, "new name", scene, voice, rules) for kind in NAMED]
        if scene.phrase and scene.phrase != scene.name:
            out.append(self._plain(scene.phrase, "organization", None, "body's noun", scene, voice, rules))
        for kind in NAMELESS:
            if kind == "unnamed" and scene.is_body:
                continue
            out.append(self._plain(self._phrase(s, rules), kind, None, kind, scene, voice, rules))
        out.append(self._plain(None, "author", None, "author", scene, voice, rules))
        out.append(self._plain(None, "none", None, "none", scene, voice, rules))
        known = {c.key for c in out}
        barred = {
            id(c) for c in (rules.chain, *(x.chain for x in spoken)) if c and c.entity and self._is_known(c, scene)
        }
        of_rules = Candidate(rules.name, _type(rules), rules.chain)
        if scene.is_body and scene.phrase is None and of_rules.type in NAMELESS:
            of_rules = replace(of_rules, type="organization")
        nameless = of_rules.type in {*NAMELESS, "author", "none"} or id(of_rules.chain) in barred
        if not nameless and of_rules.key not in known:
            out.append(self._plain(rules.name, of_rules.type, rules.chain, "rules only", scene, voice, rules))
            known.add(of_rules.key)
        for c in spoken:
            if c.key not in known and id(c.chain) not in barred and c.type in {"person", "organization", "group"}:
                known.add(c.key)
                out.append(self._plain(c.name, c.type, c.chain, "spoke before", scene, voice, rules))
        return [self._pointed(c, mass, spoken, scene) for c in out]

    # ------------------------------------------------------------------------------------------- what tells

    def _masses(self, voice: Voice) -> tuple[dict[int, float], dict[Candidate, float]]:
        """How much the source points to each chain (by id) by name or description, and to those who spoke before."""
        mass: dict[int, float] = {}
        spoken: dict[Candidate, float] = {}
        for start, end, p in voice.same:
            word = self.parse.range(start, end)[0]
            if word >= len(self.parse):
                continue
            chain = self._named_at.get(word)
            before = self._by_source.get(word)
            if chain is not None:
                mass[id(chain)] = mass.get(id(chain), 0.0) + p
            elif before is not None:
                spoken[before] = spoken.get(before, 0.0) + p
            elif (chain := self._meant_at.get(word)) is not None:
                mass[id(chain)] = mass.get(id(chain), 0.0) + 0.5 * p
        return mass, spoken

    def _pointed(
        self, c: Candidate, mass: Mapping[int, float], spoken: Mapping[Candidate, float], scene: _Scene
    ) -> Candidate:
        total = mass.get(id(c.chain), 0.0) if c.chain is not None else 0.0
        total += sum(p for x, p in spoken.items() if x.key == c.key)
        values = dict(c.values)
        if c.type not in {"author", "none"}:
            values[f"pointed to, {scene.what}"] = total
            values[f"log pointed to, {scene.what}"] = math.log(0.01 + total)
        if self._chosen and c.key == self._chosen[-1].key:
            values[f"spoke last, {scene.what}"] = 1.0
        return replace(c, values=values)

    def _asked_for(self, scene: _Scene, mass: Mapping[int, float], rules: Found) -> Iterator[Chain]:
        """Those whom the rules take, the source names or points to, and who spoke last, wherever they are named."""
        if rules.chain is not None:
            yield rules.chain
        yield from self._by_name.get((rules.name or "").casefold(), [])[:MOST_NEAR]
        yield from (self._named_at[w] for w in scene.words if w in self._named_at)
        yield from (self._by_id[which] for which, p in mass.items() if p > FAINT)
        yield from (c.chain for c in self._chosen[-LAST:] if c.chain is not None)

    def _entity(
        self, chain: Chain, scene: _Scene, voice: Voice, mass: Mapping[int, float], rules: Found
    ) -> Iterator[Candidate]:
        """A named person or body as candidates, of either type; none where nothing at all speaks for it."""
        assert chain.entity is not None
        if self._is_known(chain, scene):
            return
        agreed = rules.chain is chain or ((rules.name or "").casefold() == chain.entity.name.casefold() and rules.name)
        inside = any(self._named_at.get(w) is chain for w in scene.words)
        matches = scene.name is not None and self._list.matches(scene.name, chain)
        some = scene.name is not None and not matches and is_some_of(scene.name, chain.entity.name)
        last = chain.last_before(scene.at)
        gap = max(0, self.parse.sentence[scene.here] - self.parse.sentence[last.head]) if last is not None else 99
        spoke = any(x.chain is chain for x in self._chosen[-LAST:])
        pointed = mass.get(id(chain), 0.0) > FAINT
        if not (agreed or inside or matches or some or spoke or gap <= LATELY or pointed):
            return
        values = {"named": 1.0}
        values["in the source"] = float(inside)
        values["part matches"] = float(matches)
        values["part of the name"] = float(some)
        values["a longer name"] = float(chain.entity.name.casefold() in self._shortened)
        values["part is another"] = float(bool(scene.name) and not matches and not some)
        values["recent"] = 1 / (1 + gap)
        values["before"] = float(last is not None)
        values["spoke lately"] = float(spoke)
        values["many mentions"] = math.log1p(len(chain.mentions))
        values["indefinite"] = float(scene.indefinite and not matches)
        values["is the owner"] = float(scene.owner is chain)
        values["only in what it says"] = float(last is not None and scene.says_first(chain.mentions[0].head))
        if not inside and not matches:
            values |= self._apart(chain, scene)
        if scene.noun_kind is not None and not matches and not inside:
            values |= _office(chain, scene.noun_word)
        values["of an owner"] = float(scene.owner is not None and scene.owner is not chain and not matches)
        wanted, lean = _HE.get(scene.pronoun), chain.lean()
        registered = "person" if chain.type == "person" else "organization"
        for kind in NAMED:
            of_kind = self._shared(kind, voice, rules, scene, agreed=bool(agreed and kind == registered))
            of_kind["as registered"] = float(kind == registered)
            if wanted and kind == "person":
                of_kind["disagrees"] = float(lean is not None and lean != wanted) * (2.0 if chain.told() else 1.0)
            of_kind["he or she of a body"] = float(bool(wanted) and kind == "organization")
            of_kind["it of a person"] = float(scene.pronoun == "it" and kind == "person")
            yield Candidate(chain.entity.name, kind, chain, values | of_kind)

    def _apart(self, chain: Chain, scene: _Scene) -> dict[str, float]:
        """What tells whether a source without a name means someone: where he is named, and how much he is in view."""
        last = chain.last_before(scene.at)
        values = {
            f"named in its words, {scene.how}": float(self._is_named_in(chain, scene.content)),
            f"named at the start, {scene.what}": float(self._opens(chain)),
            f"last a subject, {scene.what}": float(last is not None and self.parse.relation[last.head] in SUBJECT),
        }
        if chain.type != "person" and scene.noun_kind == "organization":
            sorts, wanted = self._sorts_of(chain), sorts_of_noun(scene.noun_word)
            values["sort agrees"] = float(bool(sorts & wanted))
            values["sort differs"] = float(bool(sorts and wanted) and not sorts & wanted)
            values["share of mentions, body"] = len(chain.mentions) / self._most_mentions
        return values

    @cached_property
    def _most_mentions(self) -> int:
        """The mentions of the body that is mentioned most."""
        return max((len(c.mentions) for c in self.chains if c.type != "person"), default=1)

    def _sorts_of(self, chain: Chain) -> frozenset[str]:
        """What sorts of body a chain is, by what the text says at its names, or else by its name."""
        if id(chain) not in self._sorts:
            assert chain.entity is not None
            named = (sorts_told(self.parse, m.name) for m in chain.mentions if m.name)
            told = frozenset[str]().union(*named)
            self._sorts[id(chain)] = told or sorts_of_name(chain.entity.name, chain.entity.type)
        return self._sorts[id(chain)]

    def _opens(self, chain: Chain) -> bool:
        """Whether it is named in the headline or the first sentence."""
        return bool(chain.heads) and self.parse.sentence[chain.heads[0]] <= OPENING

    def _is_named_in(self, chain: Chain, content: Sequence[tuple[int, int]]) -> bool:
        """Whether one of a chain's names stands in these words."""
        return any(
            chain.mentions[n].name is not None for i, j in content for n in range(chain.before(i), chain.before(j))
        )

    def _is_known(self, chain: Chain, scene: _Scene) -> bool:
        """Whether someone was named in the body before a source that tells of someone new: "a witness".

        Of 540 such sources of the texts that were fitted on, 8 mean someone named before them. Nor is "the porter"
        somebody who is named only behind, by one name and without a role: "Mrs Farrow".
        """
        if not scene.noun_word or any(self._named_at.get(w) is chain for w in scene.words):
            return False
        n = bisect_left(chain.heads, scene.at)
        if not scene.is_new:
            late = n == 0 and scene.definite and chain.type == "person" and chain.entity is not None
            return bool(late and chain.entity and len(chain.entity.parts.words) == 1 and not chain.entity.heads)
        return n > 0 and self.parse.sentence[chain.heads[n - 1]] > 0

    def _plain(
        self, name: str | None, kind: str, chain: Chain | None, what: str, scene: _Scene, voice: Voice, rules: Found
    ) -> Candidate:
        """A candidate that is no named entity of the text."""
        same = _type(rules) == kind and (kind in {*NAMELESS, "author", "none"} or rules.name == name)
        values = self._shared(kind, voice, rules, scene, agreed=same)
        values[what] = 1.0
        values[f"{what}, left out"] = float(scene.left_out)
        values[f"{what}, pronoun"] = float(bool(scene.pronoun))
        if kind in NAMELESS:
            values["noun"] = float(scene.noun)
            values["nobody else"] = voice.nobody
            values["nameless, a name in it"] = float(bool(scene.name))
        if kind == "author":
            values["first person"] = float(scene.first)
        return Candidate(name, kind, chain, values)

    def _shared(self, kind: str, voice: Voice, rules: Found, scene: _Scene, *, agreed: bool) -> dict[str, float]:
        name, chance = scene.name, voice.kinds[KINDS.index(kind)]
        values = {"kind": math.log(0.005 + chance), f"rules: {rules.sure}": float(agreed)}
        if scene.own and not scene.pronoun:
            values[f"says {scene.own}, {kind}"] = 1.0
        if scene.noun_kind is not None and not name:
            values["noun agrees"] = float(scene.noun_kind == kind)
            values["noun differs"] = float(scene.noun_kind not in {"thing", kind})
        if name and (kinds := self._kinds.get(name.casefold())):
            values["kind of the name"] = math.log(0.005 + kinds[KINDS.index(kind)])
        if agreed:
            values["rules' share"] = rules.share
        return values

    def _phrase(self, s: Statement, rules: Found) -> str | None:
        """The words for somebody without a name: the rules', or the source's own."""
        if rules.name and _type(rules) in NAMELESS:
            return rules.name
        text = plain_name(s.source[0].text) if s.source else ""
        return text if text and text.lower() not in _PRONOUN else None


@dataclass(frozen=True, slots=True)
class _Scene:
    """What a statement's source is made of."""

    words: tuple[int, ...]
    at: int
    here: int
    name: str | None
    phrase: str | None
    noun: bool
    pronoun: str
    first: bool
    left_out: bool
    indefinite: bool
    owner: Chain | None
    noun_word: str  # of a description
    noun_kind: str | None
    own: str  # what the speaker's own words call him, where they begin with it: "it", "they", "one" for he and she
    content: tuple[tuple[int, int], ...]
    is_body: bool  # its noun is of bodies alone: of 200 such sources none means one person
    definite: bool
    is_new: bool  # it tells of someone new: "a witness", without a name
    how: str  # the kind of statement: direct, indirect or mixed

    @classmethod
    def of(cls, chooser: Chooser, s: Statement, voice: Voice) -> _Scene:
        parse = chooser.parse
        words = tuple(w for x in s.source for w in range(*parse.range(x.start, x.end)))
        start = min(x.start for x in (*s.source, *s.cue, *s.content))
        here = min(parse.range(start, start + 1)[0], max(len(parse) - 1, 0))
        at = words[0] if words else here
        lower = [parse.lower[w] for w in words]
        pronoun = lower[0] if len(lower) == 1 and lower[0] in _PRONOUN else ""
        first = any(w in FIRST for w in lower)
        noun = any(label == "noun" for label, _, _ in voice.parts)
        name, phrase = _part_name(chooser, voice, {"name"}), _part_name(chooser, voice, {"name", "noun"})
        indefinite = len(lower) > 1 and lower[0] in _INDEFINITE
        owning = chooser.sources.discourse.at.get(words[0]) if len(lower) > 1 and lower[0] in _POSSESSIVE else None
        owner = chooser.sources.discourse.chain_of.get(owning) if owning is not None else None
        m = next((chooser.sources.discourse.at[w] for w in words if w in chooser.sources.discourse.at), None)
        word = head_noun(parse, m.base, m.head + 1) if m is not None and m.kind == "description" else ""
        kind = noun_type(word, m.plural) if m is not None and word else None
        content = tuple(parse.range(x.start, x.end) for x in s.content)
        own = _own(parse, content[0]) if s.kind == "indirect" else ""
        left_out = not s.source
        is_new = indefinite and bool(word)
        return cls(
            words, at, here, name, phrase, noun, pronoun, first, left_out, indefinite, owner,
            word, kind, own, content, _is_body(word, m), lower[:1] == ["the"], is_new, s.kind,
        )  # fmt: skip

    def says_first(self, word: int) -> bool:
        """Whether a word stands in what is said."""
        return any(i <= word < j for i, j in self.content)

    @property
    def what(self) -> str:
        """What kind of source it is."""
        return "left out" if self.left_out else "pronoun" if self.pronoun else "name" if self.name else "description"


def _is_body(noun: str, m: Mention | None) -> bool:
    """Whether the noun of a description is listed as one of bodies, and of nobody else."""
    known = lexicon()
    people = known.person | known.unnamed | known.titles
    return m is not None and not m.plural and noun in known.organization and noun not in people | {"guard"}


def _own(parse: Parse, content: tuple[int, int]) -> str:
    """The pronoun with which what somebody says of himself begins: "that it would pay"."""
    i, j = content
    i += i < j and parse.lower[i] == "that"
    return {"it": "it", "they": "they", "he": "one", "she": "one"}.get(parse.lower[i], "") if i < j else ""


def _office(chain: Chain, noun: str) -> dict[str, float]:
    """Whether a person's roles are what a description says."""
    heads = chain.entity.heads if chain.entity is not None else set()
    if chain.type != "person":
        return {"noun of its name": float(chain.entity is not None and noun in chain.entity.name.lower().split())}
    fit = office_fit(noun, heads)
    return {"role fits": fit, "role differs": float(bool(heads) and not fit), "no role": float(not heads)}


def _part_name(chooser: Chooser, voice: Voice, of: set[str]) -> str | None:
    """The words of a source that the network told to be of these parts; the first stretch of several."""
    parse = chooser.parse
    first = min((a for _, a, _ in voice.parts), default=0)
    start = parse.range(first, first + 1)[0]
    words = sorted({w for label, a, b in voice.parts if label in of for w in range(*parse.range(a, b))})
    runs: list[list[int]] = []
    for w in words:
        if runs and w - runs[-1][1] <= 1 and not any(c in ",;:()" for c in parse.slice(runs[-1][1], w)):
            runs[-1][1] = w + 1
        else:
            runs.append([w, w + 1])
    runs = [[i, _before_day(parse, i, j)] for i, j in runs]
    runs = [[behind_epithets(parse, chooser.whole(i, j, start), j), j] for i, j in runs]
    runs = [[behind_nation(parse, i, j), before_sort(parse, i, j)] for i, j in runs]
    found = [plain_name(parse.slice(i, j)) for i, j in runs]
    return next((x for x in found if any(c.isalnum() for c in x) and x.lower() not in _PRONOUN), None)


def _before_day(parse: Parse, i: int, j: int) -> int:
    """Where the words ``i:j`` of a name end before when something was said: "the High Court | last week"."""
    while j - 1 > i and parse.entity[j - 1] in DATES and not parse.words[j - 1][0].isupper():
        j -= 1
    return j


def _type(found: Found) -> str:
    """The type of what the rules found, as candidates have it."""
    if found.type == "unknown":
        return "none"
    if found.chain is not None and found.chain.members:
        return "group"
    return {"place": "organization", "thing": "none"}.get(found.type, found.type)
