"""Who speaks, of all who may: one log-linear scorer for names, pronouns, descriptions and sources that are left out.

For each statement the candidates are the persons and bodies that the text names, a name that only its source has,
somebody without a name of each kind, the author, and nobody. What tells between them is what the reader's network says
(the kind of speaker, the words of the source that are a name, where else the speaker is named), whom the rules take,
and plain facts of the text. Weights are fitted by ``train/choice.py`` and stand in ``choice.json``.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from importlib import resources

from quoth.parse import KINDS, Parse, Voice
from quoth.records import Statement
from quoth.resolve.discourse import Chain
from quoth.resolve.entities import plain_name
from quoth.resolve.epithets import behind_epithets
from quoth.resolve.found import Found
from quoth.resolve.shortlist import LATELY, MOST_NEAR, Shortlist, is_some_of
from quoth.resolve.sources import FIRST, Sources

__all__ = ["Candidate", "Chooser", "chances", "chosen", "weights"]

NAMELESS = ("unnamed", "group", "document")
NAMED = ("person", "organization")
_HE = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "hers": "f"}
# Who asks and who answers: no names.
_ROLES_IN_TALK = {"Q", "A"}
_INDEFINITE = {"a", "an", "one", "another", "some", "several", "two", "three", "many"}
_POSSESSIVE = {"his", "her", "its", "their"}
_PRONOUN = {*_HE, "they", "it", "who", "that", "which", "them", "we", "i", "you", "their", "its"}

# Pointing so little at somebody makes him no candidate.
FAINT = 0.02
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
        if s.id not in sources.parse.voices:  # found by rules: the network was not asked
            chooser.take(n, Candidate(ruled.name, _type(ruled), ruled.chain))
            out.append(ruled)
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
        self.chains = [c for c in named if c.entity and c.entity.name not in _ROLES_IN_TALK]
        self._list = Shortlist(self.parse, self.chains)
        self._by_id = {id(c): c for c in self.chains}
        self._by_name: dict[str, list[Chain]] = {}
        for c in self.chains:
            if c.entity is not None:
                self._by_name.setdefault(c.entity.name.casefold(), []).append(c)
        self._kinds = self._kinds_of_names()

    def _kinds_of_names(self) -> dict[str, list[float]]:
        """The kinds of speaker of each name, over all sources that have it."""
        heard: dict[str, list[tuple[float, ...]]] = {}
        for voice in self.parse.voices.values():
            name = _part_name(self.parse, voice, {"name"})
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
            out.append(self._plain(self._phrase(s, rules), kind, None, kind, scene, voice, rules))
        out.append(self._plain(None, "author", None, "author", scene, voice, rules))
        out.append(self._plain(None, "none", None, "none", scene, voice, rules))
        known = {c.key for c in out}
        of_rules = Candidate(rules.name, _type(rules), rules.chain)
        if of_rules.type not in {*NAMELESS, "author", "none"} and of_rules.key not in known:
            out.append(self._plain(rules.name, of_rules.type, rules.chain, "rules only", scene, voice, rules))
            known.add(of_rules.key)
        for c in spoken:
            if c.key not in known and c.type in {"person", "organization", "group"}:
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
        values["of an owner"] = float(scene.owner is not None and scene.owner is not chain and not matches)
        wanted, lean = _HE.get(scene.pronoun), chain.lean()
        registered = "person" if chain.type == "person" else "organization"
        for kind in NAMED:
            of_kind = self._shared(kind, voice, rules, scene.name, agreed=bool(agreed and kind == registered))
            of_kind["as registered"] = float(kind == registered)
            if wanted and kind == "person":
                of_kind["disagrees"] = float(lean is not None and lean != wanted) * (2.0 if chain.told() else 1.0)
            of_kind["he or she of a body"] = float(bool(wanted) and kind == "organization")
            of_kind["it of a person"] = float(scene.pronoun == "it" and kind == "person")
            yield Candidate(chain.entity.name, kind, chain, values | of_kind)

    def _plain(
        self, name: str | None, kind: str, chain: Chain | None, what: str, scene: _Scene, voice: Voice, rules: Found
    ) -> Candidate:
        """A candidate that is no named entity of the text."""
        same = _type(rules) == kind and (kind in {*NAMELESS, "author", "none"} or rules.name == name)
        values = self._shared(kind, voice, rules, scene.name, agreed=same)
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

    def _shared(self, kind: str, voice: Voice, rules: Found, name: str | None, *, agreed: bool) -> dict[str, float]:
        chance = voice.kinds[KINDS.index(kind)]
        values = {"kind": math.log(0.005 + chance), f"rules: {rules.sure}": float(agreed)}
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
        name, phrase = _part_name(parse, voice, {"name"}), _part_name(parse, voice, {"name", "noun"})
        indefinite = len(lower) > 1 and lower[0] in _INDEFINITE
        owning = chooser.sources.discourse.at.get(words[0]) if len(lower) > 1 and lower[0] in _POSSESSIVE else None
        owner = chooser.sources.discourse.chain_of.get(owning) if owning is not None else None
        return cls(words, at, here, name, phrase, noun, pronoun, first, not s.source, indefinite, owner)

    @property
    def what(self) -> str:
        """What kind of source it is."""
        return "left out" if self.left_out else "pronoun" if self.pronoun else "name" if self.name else "description"


def _part_name(parse: Parse, voice: Voice, of: set[str]) -> str | None:
    """The words of a source that the network told to be of these parts; the first stretch of several."""
    words = sorted({w for label, a, b in voice.parts if label in of for w in range(*parse.range(a, b))})
    runs: list[list[int]] = []
    for w in words:
        if runs and w - runs[-1][1] <= 1 and not any(c in ",;:()" for c in parse.slice(runs[-1][1], w)):
            runs[-1][1] = w + 1
        else:
            runs.append([w, w + 1])
    found = [plain_name(parse.slice(behind_epithets(parse, i, j), j)) for i, j in runs]
    return next((x for x in found if any(c.isalnum() for c in x) and x.lower() not in _PRONOUN), None)


def _type(found: Found) -> str:
    """The type of what the rules found, as candidates have it."""
    if found.type == "unknown":
        return "none"
    if found.chain is not None and found.chain.members:
        return "group"
    return {"place": "organization", "thing": "none"}.get(found.type, found.type)
