"""What a text talks about: chains of mentions, each a person, a body, a group or a thing, in the order of the text.

Names make chains by `entities`. A description ("the senator", "the report") joins the chain that holds an office or a
noun like it, or begins one of its own. Pronouns join last, by `coreference`.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right, insort
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from quoth.parse import Parse
from quoth.resolve.entities import Entity, find_entities
from quoth.resolve.kin import KIN, Kin
from quoth.resolve.lexicon import lexicon
from quoth.resolve.mentions import Mention, find_mentions
from quoth.resolve.roles import apposed_at, head_noun, is_subject, office_words

__all__ = ["Chain", "Discourse", "noun_type", "office_fit"]

Told = TypeVar("Told")

_DEFINITE = {"the", "this", "that", "these", "those"}
_OTHER = {"another", "other", "a", "an", "some", "many", "several", "few", "most", "no", "one", "two", "three"}
# Nouns so ending are of people, those apart that the lexicon has as things.
_ENDINGS = ("er", "or", "ist", "ian", "man", "woman", "eer")
_WAS = {"former", "deputy", "vice", "acting", "assistant", "transport", "opposition"}
_HIS = {"his": "m", "her": "f"}
_CAMPS = {"campaign", "team", "camp"}
# So many chains are looked at for one description or pronoun, those nearest to it: more than any report has in reach,
# and few enough that a text of names alone takes no longer than a report.
MOST = 120
# So many sentences back "the two men" may have been named.
LATELY = 60
# So many words behind what a body is said to be, the comma stands that ends it: ", the largest airline of Ostra,".
APPOSED = 10
# So many sentences back a description may still mean what an earlier one did.
REACH = 25


@dataclass(slots=True, eq=False)
class Chain:
    """All mentions of one thing. ``type`` is a speaker's type, or "thing" for what cannot speak.

    ``heads`` are the head words of the mentions, ``described`` those of the descriptions among them, in order.
    """

    type: str
    entity: Entity | None = None
    mentions: list[Mention] = field(default_factory=list)
    plural: bool = False
    gender: Counter[str] = field(default_factory=Counter)
    members: tuple[Chain, ...] = ()
    heads: list[int] = field(default_factory=list)
    described: list[int] = field(default_factory=list)

    def before(self, word: int) -> int:
        """How many of its mentions have their head before ``word``."""
        return bisect_left(self.heads, word)

    def last_before(self, word: int) -> Mention | None:
        """The last of its mentions with its head before ``word``."""
        n = self.before(word)
        return self.mentions[n - 1] if n else None

    def described_before(self, word: int) -> int | None:
        """The head of its last description before ``word``."""
        n = bisect_left(self.described, word)
        return self.described[n - 1] if n else None

    def add(self, m: Mention) -> None:
        """Puts a mention in its place."""
        at = bisect_right(self.heads, m.head)
        self.heads.insert(at, m.head)
        self.mentions.insert(at, m)
        if m.kind == "description":
            insort(self.described, m.head)

    def _votes(self) -> tuple[int, int]:
        other = self.entity.gender if self.entity else {}
        return self.gender.get("m", 0) + other.get("m", 0), self.gender.get("f", 0) + other.get("f", 0)

    def lean(self) -> str | None:
        """Its gender, "m" or "f", where the text tells, or else where a given name does; None where nothing does."""
        m, f = self._votes()
        if m != f:
            return "m" if m > f else "f"
        if self.entity and self.entity.type == "person":
            return lexicon().given_gender.get(self.entity.parts.given) or (
                lexicon().given_gender.get(self.entity.parts.family) if len(self.entity.parts.words) == 1 else None
            )
        return None

    def told(self) -> bool:
        """Whether the text itself tells the gender."""
        m, f = self._votes()
        return m != f


def noun_type(noun: str, plural: bool) -> str:
    """The speaker's type that the head noun of a description tells; "thing" where it tells none."""
    last = noun.rsplit("-", 1)[-1]
    for word in (noun, last):
        if (kind := _listed_type(word, plural)) is not None:
            return kind
    if not plural:
        return "unnamed" if last.endswith(_ENDINGS) and last not in lexicon().things else "thing"
    if last.endswith(("people", "folk", "men", "women")):
        return "group"
    single = _listed_type(last.removesuffix("s"), False)
    if single is not None:
        return "document" if single == "document" else "group"
    person = last.removesuffix("s").endswith(_ENDINGS) and last.removesuffix("s") not in lexicon().things
    return "group" if person else "thing"


def _listed_type(word: str, plural: bool) -> str | None:
    """The type of a noun that the lexicon has."""
    known = lexicon()
    if word in known.document:
        return "document"
    if word in known.unnamed and (plural or word not in known.organization):
        return "unnamed"
    if word in known.organization and not plural:
        return "organization"
    if word in known.group and (plural or word not in known.person):
        return "group"
    return "unnamed" if word in known.person or word in known.titles else None


class Discourse:
    """The mentions of one text and the chain that each belongs to."""

    def __init__(self, parse: Parse) -> None:
        self.parse = parse
        self.mentions: list[Mention] = find_mentions(parse)
        self.entities, owner = find_entities(parse, self.mentions)
        self.chains: list[Chain] = []
        self.chain_of: dict[Mention, Chain] = {}
        self._by_noun: dict[str, dict[int, Chain]] = {}
        self.at_head: dict[int, list[Chain]] = {}
        self._in_sentence: dict[int, dict[int, Chain]] = {}
        self._by_head = {a.head: e for e in self.entities for a in e.mentions}
        self._bodies: dict[str, list[Chain]] = {}
        self._camps: dict[int, Chain] = {}
        self._told: dict[int, Any] = {}
        of_entity: dict[int, Chain] = {}
        for e in self.entities:
            kind = {"place": "organization", "thing": "thing"}.get(e.type, e.type)
            of_entity[id(e)] = Chain(kind, e, plural=all(m.plural for m in e.mentions))
            self.chains.append(of_entity[id(e)])
            if e.type != "person":
                for word in e.name.lower().replace(",", "").split():
                    self._bodies.setdefault(word, []).append(of_entity[id(e)])
        self._of_entity = of_entity
        self.offices = Offices(self.chains)
        self.kin = Kin(parse, self.mentions, owner)
        for n, m in enumerate(self.mentions):
            if m.name:
                chain = of_entity[id(owner[m])]
                if m.end > m.name[1]:  # "Trump supporters": the name is not what is meant
                    continue
                self._join(m, chain)
            elif m.kind == "description":
                self._describe(n, m)
        self._pairs()
        self.owned = {m.owner: m for m in self.mentions if m.owner is not None}
        self.by_head: dict[int, list[Mention]] = {}
        for m in self.mentions:
            self.by_head.setdefault(m.head, []).append(m)
        self.at: dict[int, Mention] = {m.head: m for m in self.mentions if not m.inside}

    def _join(self, m: Mention, chain: Chain) -> None:
        self.take(m, chain)
        if m.kind == "description":
            self._by_noun.setdefault(self.parse.lower[m.head], {})[id(chain)] = chain

    def take(self, m: Mention, chain: Chain) -> None:
        """Adds a mention to a chain."""
        chain.add(m)
        self.at_head.setdefault(m.head, []).append(chain)
        self.chain_of[m] = chain
        self._in_sentence.setdefault(self.parse.sentence[m.head], {})[id(chain)] = chain

    def told_of(self, chain: Chain, tell: Callable[[Chain, Discourse], Told]) -> Told:
        """What ``tell`` says of a chain, asked once; for when no mention comes to it any more."""
        if id(chain) not in self._told:
            self._told[id(chain)] = tell(chain, self)
        told: Told = self._told[id(chain)]
        return told

    def lately(self, word: int, wanted: Callable[[Chain], bool], most: int) -> list[Chain]:
        """The ``most`` chains of a kind that were mentioned last before ``word``, the last one first."""
        here = self.parse.sentence[word]
        found: dict[int, Chain] = {}
        for n in range(here, max(-1, here - LATELY), -1):
            chains = [c for c in self._in_sentence.get(n, {}).values() if wanted(c) and self._is_last(c, word, n)]
            for c in sorted(chains, key=lambda c: -c.heads[c.before(word) - 1]):
                found.setdefault(id(c), c)
            if len(found) >= most:
                break
        return list(found.values())[:most]

    def _is_last(self, chain: Chain, word: int, sentence: int) -> bool:
        """Whether the last mention of a chain before ``word`` stands in a sentence."""
        last = chain.last_before(word)
        return last is not None and self.parse.sentence[last.head] == sentence

    def near(self, word: int, reach: int) -> list[Chain]:
        """Those of them with a mention in the sentence of ``word`` or at most ``reach`` before it, in order."""
        here = self.parse.sentence[word]
        first, held = here, len(self._in_sentence.get(here, ()))
        while first > max(0, here - reach) and held < MOST:
            first -= 1
            held += len(self._in_sentence.get(first, ()))
        found: dict[int, Chain] = {}
        for n in range(first, here + 1):
            found |= self._in_sentence.get(n, {})
        return [c for c in found.values() if c.mentions[0].head < word]

    def just_before(self, word: int, most: int, reach: int) -> list[Chain]:
        """The ``most`` chains that were mentioned last before ``word``, at most ``reach`` words before it, in order."""
        found: dict[int, Chain] = {}
        for head in range(word - 1, max(-1, word - 1 - reach), -1):
            for c in self.at_head.get(head, ()):
                found.setdefault(id(c), c)
            if len(found) >= most:
                break
        return [*reversed(found.values())]

    def _describe(self, n: int, m: Mention) -> None:
        """Puts a description into the chain that it takes up, or into one of its own."""
        parse = self.parse
        noun = head_noun(parse, m.base, m.head + 1)
        kind = noun_type(noun, m.plural)
        first = parse.lower[m.base]
        apposed = self._apposed(n, m)
        if apposed is not None:
            self._join(m, apposed)
            return
        camp = self._whose(m) if noun in _CAMPS else None
        if camp is not None and id(camp) in self._camps:
            self._join(m, self._camps[id(camp)])
            return
        if camp is None and (
            (first in _DEFINITE and m.owner is None) or (m.owner is None and not m.plural and self._is_office(m))
        ):
            found = self.same_as(m, noun, kind)
            if found is not None:
                self._join(m, found)
                return
        if noun in KIN and m.owner is not None and not m.plural:
            kin = self.kin.meant(noun, m.head, self._last_word(m.head), _HIS.get(parse.lower[m.start]))
            if kin is not None:
                self._join(m, self._of_entity[id(kin)])
                return
        chain = Chain(kind, plural=m.plural)
        if camp is not None:
            self._camps[id(camp)] = chain
        gender = lexicon().gender.get(noun)
        if gender and not m.plural:
            chain.gender[gender] += 2
        self.chains.append(chain)
        self._join(m, chain)

    def _last_word(self, word: int) -> Callable[[Entity], int]:
        """Where each was mentioned last before ``word``, so far; -1 for nowhere."""

        def last(e: Entity) -> int:
            m = self._of_entity[id(e)].last_before(word)
            return m.head if m is not None else -1

        return last

    def _whose(self, m: Mention) -> Entity | None:
        """The one whose campaign, team or camp it is: a name before the noun, or its possessor."""
        before = self._by_head.get(m.head - 1)
        return before if before is not None or m.owner is None else self._by_head.get(m.owner)

    def _is_office(self, m: Mention) -> bool:
        """A bare title: "President", "Senator from Texas", "Front leader" (in headlines)."""
        subject = self.parse.relation[m.head] in {"nsubj", "nsubjpass", ""}
        return subject and self.parse.lower[m.head] in lexicon().titles and self.parse.lower[m.base] not in _OTHER

    def _apposed(self, n: int, m: Mention) -> Chain | None:
        """The one to whom "NAME, the mayor," or "its leader, NAME," or "NAME, the airline," gives this description."""
        parse, kind = self.parse, noun_type(self.parse.lower[m.head], m.plural)
        if m.plural:
            return None
        if kind == "organization":
            return self._body_apposed(n, m)
        if kind != "unnamed":
            return None
        if n and parse.lower[m.start - 1] == ",":
            before = self.mentions[n - 1]
            gap = m.start - before.end
            chain = self.chain_of.get(before)
            if before.name and gap == 1 and not before.inside and chain is not None and chain.type == "person":
                return None if is_subject(parse, before, m.start, m.end) else chain
        if n and parse.lower[m.start - 1] == "and" and parse.tag[m.base] not in {"DT", "PRP$"} and m.owner is None:
            before = self.mentions[n - 1]
            chain = self.chain_of.get(before)  # "NAME, a developer and spokeswoman"
            if (
                before.kind == "description"
                and before.end == m.start - 1
                and chain is not None
                and chain.type == "person"
            ):
                return chain
        for x in self.mentions[n + 1 : n + 7]:
            if x.name and not x.inside and apposed_at(parse, x.start) == m.start:
                entity, end = self._by_head.get(x.head), x.name[1]
                if entity and entity.type == "person" and end < len(parse) and parse.lower[end] in {",", "(", "."}:
                    return self._of_entity[id(entity)]
        return None

    def _body_apposed(self, n: int, m: Mention) -> Chain | None:
        """The body just before a comma of which the description says what it is: "Halden Air, the airline,"."""
        parse = self.parse
        if not n or parse.lower[m.start - 1] != "," or parse.lower[m.base] not in {"a", "an", "the"}:
            return None
        before = self.mentions[n - 1]
        chain = self.chain_of.get(before)
        is_body = chain is not None and chain.entity is not None and chain.entity.type in {"organization", "thing"}
        owns = m.end < len(parse) and parse.tag[m.end] == "POS"
        if not before.name or before.inside or before.end != m.start - 1 or not is_body or owns:
            return None
        last = parse.sentences[parse.sentence[m.head]][1]
        ends = any(w in {",", ";", ")", ".", "-"} for w in parse.lower[m.end : min(last, m.end + APPOSED)])
        return chain if ends and not is_subject(parse, before, m.start, m.end) else None

    def same_as(self, m: Mention, noun: str, kind: str) -> Chain | None:
        """The chain that a definite description takes up: by the office held, by the noun, or by a word of the name."""
        best: tuple[float, Chain] | None = None
        people = self.offices.around(noun, m.head) if kind == "unnamed" and not m.plural else []
        by_noun = self._by_noun.get(self.parse.lower[m.head], {})
        alike = [c for _, c in zip(range(MOST), reversed(by_noun.values()), strict=False)]
        for chain in [*people, *_around(self._bodies.get(noun, []), m.head), *reversed(alike)]:
            score = self._fits(chain, m, noun, kind)
            if score > 0 and (best is None or score >= best[0]):
                best = (score, chain)
        return best[1] if best else None

    def _fits(self, chain: Chain, m: Mention, noun: str, kind: str) -> float:
        """How well a description fits a chain: 0 not at all; nearer mentions break ties."""
        entity = chain.entity
        parse = self.parse
        last = chain.last_before(m.head)
        if entity is not None and entity.type == "person" and kind == "unnamed" and not m.plural:
            score = office_fit(noun, entity.heads)
            if not score:
                return 0.0
            modifiers = set(parse.lower[m.base : m.head]) - {"the", "this", "that"} - set(noun.split("-"))
            said = entity.said
            other = modifiers - said
            if other and (score < 1 or other & _WAS or (self.tells_apart(m) and _is_of(entity, noun, other))):
                return 0.0
            if not modifiers and entity.is_lesser:
                score -= 0.5  # of a mayor and a former one, "the mayor" is the first
            score += 0.5 * bool(modifiers & said) - 0.3 * bool(modifiers - said)
            return score + self._nearness(last, m)
        if last is None or parse.sentence[m.head] - parse.sentence[last.head] > REACH:
            return 0.0
        if entity is not None:
            if (
                kind == "organization"
                and noun in entity.name.lower().replace(",", "").split()
                and entity.type != "person"
            ):
                return 1.5 + self._nearness(last, m)
            said = {parse.lower[x] for x in chain.described[-MOST:]} if kind == "organization" else set()
            return 1.0 + self._nearness(last, m) if parse.lower[m.head] in said else 0.0
        if chain.plural == m.plural and parse.lower[last.head] == parse.lower[m.head] and self._agree(last, m):
            return 1.0 + self._nearness(last, m)
        return 0.0

    def _agree(self, a: Mention, b: Mention) -> bool:
        """Whether two descriptions by one noun can be of one thing: not the interior and the defence ministry."""
        x, y = (set(self.parse.lower[m.base : m.head]) - _DEFINITE - {"a", "an"} for m in (a, b))
        return x <= y or y <= x

    def tells_apart(self, m: Mention) -> bool:
        """Whether a modifier says of which body or country someone is: a name, a nationality, "police", "company"."""
        parse, known = self.parse, lexicon()
        return any(
            parse.tag[x] in {"NNP", "NNPS"} or parse.words[x][:1].isupper() or parse.lower[x] in known.organization
            for x in range(
                m.base + (parse.lower[m.base] in _DEFINITE), m.head - head_noun(parse, m.base, m.head + 1).count("-")
            )
        )

    def _nearness(self, last: Mention | None, m: Mention) -> float:
        return 0.0 if last is None else 0.4 / (1 + self.parse.sentence[m.head] - self.parse.sentence[last.head])

    def _pairs(self) -> None:
        """Takes the two persons of "A and B" as one chain as well, which "they" and "the two" can take up."""
        pairs: dict[frozenset[int], Chain] = {}
        order = [m for m in self.mentions if m in self.chain_of and not m.inside]
        for a, b in itertools.pairwise(order):
            x, y = self.chain_of[a], self.chain_of[b]
            if (
                x.type == y.type == "person"
                and x is not y
                and b.start - a.end == 1
                and self.parse.lower[a.end] == "and"
            ):
                pair = Mention(a.start, b.end, b.head, "name", a.start, plural=True)
                known = pairs.get(frozenset({id(x), id(y)}))
                if known is None:
                    known = pairs[frozenset({id(x), id(y)})] = Chain("person", plural=True, members=(x, y))
                    self.chains.append(known)
                self.take(pair, known)


def _around(chains: Sequence[Chain], word: int) -> Sequence[Chain]:
    """Of chains in the order of their first mention those nearest to ``word``: MOST before it, and MOST after it."""
    if len(chains) <= 2 * MOST:
        return chains
    n = bisect_left(chains, word, key=lambda c: c.heads[0] if c.heads else word)
    return chains[max(0, n - MOST) : n + MOST]


class Offices:
    """The persons of a text by the offices that they hold."""

    def __init__(self, chains: Sequence[Chain]) -> None:
        self._place = {id(c): n for n, c in enumerate(chains)}
        self._people = [c for c in chains if c.type == "person" and c.entity is not None]
        self._holding: dict[str, list[Chain]] = {}
        for c in self._people:
            for word in {w for h in (c.entity.heads if c.entity else ()) for w in office_words(h)}:
                self._holding.setdefault(word, []).append(c)

    def around(self, noun: str, word: int) -> list[Chain]:
        """Those nearest to ``word`` who may be called by the office ``noun``, in the order of the text's chains."""
        asked = {noun, lexicon().office.get(noun, noun)}
        words = asked.union(*(lexicon().general.get(w, frozenset()) for w in asked))
        found = {id(c): c for w in words for c in _around(self._holding.get(w, []), word)}
        return sorted(found.values(), key=lambda c: self._place[id(c)])

    def holders(self, noun: str, word: int) -> list[Chain]:
        """Those who hold the office ``noun`` under any of its names and stand before ``word``, in order."""
        found = [c for c in self.around(noun, word) if c.entity and office_fit(noun, c.entity.heads) == 1.0]
        return [c for c in found if c.before(word)]


def _is_of(entity: Entity, noun: str, other: set[str]) -> bool:
    """Whether it is said of which body or country the holder of an office is, or ``other`` words name a body."""
    if other & lexicon().organization:
        return True
    for r in entity.different_roles:
        words = (r.text or "").split()[: -1 - noun.count("-")]
        if r.head and office_fit(noun, {r.head}) and (r.affiliation or any(w[:1].isupper() for w in words)):
            return True
    return False


def office_fit(noun: str, heads: set[str]) -> float:
    """1 where one of ``heads`` is the office ``noun`` by any of its names, 0.6 where it may be called so, else 0."""
    asked = {noun, lexicon().office.get(noun, noun)}
    if any(asked & office_words(h) for h in heads):
        return 1.0
    held = {x for h in heads for x in office_words(h)}
    return 0.6 if any(held & lexicon().general.get(w, frozenset()) for w in asked) else 0.0
