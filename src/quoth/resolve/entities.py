"""Who and what a text names: its name mentions brought together, the short forms under the full one.

All names of a text are looked at before any is decided, so that a headline's "Venn" is the "Ora Venn" named below.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from quoth.parse import Parse
from quoth.resolve.bodies import longer_name
from quoth.resolve.family import beside, leads, usual
from quoth.resolve.lexicon import fold, lexicon
from quoth.resolve.mentions import Mention
from quoth.resolve.names import GENERATIONS, NAMES, Name, acronym, bare, given_keys, other_acronyms, same_name
from quoth.resolve.nametypes import name_types, surface
from quoth.resolve.roles import Role, roles_around
from quoth.resolve.spelt import spelt_out

__all__ = ["Entity", "find_entities", "plain_name"]

# A name is compared with at most so many others that are like it: no report has as many people of one family.
MOST = 100
NOWHERE = 1 << 60
# Letters behind a name that say what one is.
_LETTERS = {"MP", "MPs", "MEP", "MSP", "MLA", "TD", "QC", "KC", "MD", "M.D.", "PhD", "Ph.D.", "MBE", "OBE", "CBE"}
# Before a family name they tell which of two generations is meant.
_ELDER = {"elder", "older", "senior"}
_OF_TWO = {*_ELDER, "younger", "junior"}
_LESSER = {"former", "deputy", "vice", "assistant"}


# A family name of so many letters may be misspelt and still be told.
LONG = 8
# Of initials with more letters than this, the last may be left out in a short form.
MOST_OF = 3


@dataclass(slots=True, eq=False)
class Entity:
    """One person, body or thing with a name, and all its name mentions.

    ``gender`` holds votes from the text itself; ``full`` counts the mentions by a full name; ``sure`` says whether a
    person's name is surely one; ``by_first``, whether a given name alone is used, too; ``number`` counts the entities.
    """

    name: str
    type: str
    parts: Name
    mentions: list[Mention] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)
    gender: Counter[str] = field(default_factory=Counter)
    full: int = 0
    sure: bool = True
    by_first: bool = False

    first: int = NOWHERE
    heads: set[str] = field(default_factory=set)
    said: set[str] = field(default_factory=set)
    is_lesser: bool = False
    different_roles: tuple[Role, ...] = ()
    number: int = 0

    def has(self, m: Mention) -> None:
        """Adds a mention."""
        self.mentions.append(m)
        self.first = min(self.first, m.head)

    def sum_up(self) -> None:
        """Takes from all its roles their nouns (``heads``), their words (``said``), and the roles that differ."""
        words = [(r.text or "").lower().split() for r in self.roles]
        self.heads = {r.head for r in self.roles if r.head}
        self.said = {w for r in self.roles for w in f"{r.text} {r.affiliation}".lower().split()}
        self.is_lesser = any(w in _LESSER for held in words for w in held)
        different = {(r.text, r.affiliation, r.head): r for r in reversed(self.roles)}
        self.different_roles = tuple(different.values())[-MOST:]


def plain_name(text: str) -> str:
    """A name as it is given out: without article, honorific, letters behind it, possessive ending or line breaks."""
    words = " ".join(text.split()).split(" ")
    while len(words) > 1 and (words[0].lower() in {"the", "a", "an"} or words[0].lower() in lexicon().honorifics):
        del words[0]
    while len(words) > 2 and words[-1] in _LETTERS:
        del words[-1]
    return " ".join(words).removesuffix("'s").removesuffix("’s").strip(" ,;:")


def find_entities(parse: Parse, mentions: Sequence[Mention]) -> tuple[list[Entity], dict[Mention, Entity]]:
    """The entities of a text, and which of them each name mention is of."""
    register = _Register(parse)
    named = [m for m in mentions if m.name]
    types = name_types(parse, named)
    groups: dict[str, list[Mention]] = {}
    for m in named:
        groups.setdefault(surface(parse, m), []).append(m)
    for short, full in _bracketed(parse, named).items():
        if short in groups and full in groups and short != full:
            groups[full] += groups.pop(short)
    for text, family in _seeming(parse, groups, types).items():
        groups.setdefault(family, []).extend(groups.pop(text))
        types[family] = "person"
    for text in [s for s in groups if types[s] == "person" and len(Name.of(s).words) > 1]:
        register.file_person(text, groups.pop(text))
    register.describe(register.owner)
    families = {e.parts.family for e in register.entities}
    for text in [s for s in groups if types[s] != "person" and fold(s) not in families]:
        register.file_body(text, groups.pop(text), types[text])
    register.spell_out()
    register.join_short_bodies()
    register.tell_products()
    register.file_short_forms(groups)
    register.describe(m for m in mentions if m.name)
    register.sum_up()
    return register.entities, register.owner


def _seeming(parse: Parse, groups: Mapping[str, list[Mention]], types: Mapping[str, str]) -> dict[str, str]:
    """What only seems a name in full, with the family name in it: "Fuming Venn", at the head of a headline.

    It begins a sentence wherever it stands, its first word is no person's and no given name that we know, and someone
    else of that family is named in full.
    """
    full = {s: name for s in groups if types[s] == "person" and len((name := Name.of(s)).words) > 1}
    families = Counter(name.family for name in full.values())
    out = {}
    for s, name in full.items():
        plain = len(name.words) == len(s.split()) == 2 and name.given not in lexicon().given
        plain = plain and types.get(s.split()[-1], "person") == "person"
        if plain and families[name.family] > 1 and all(_begins(parse, m) for m in groups[s]):
            out[s] = s.split()[-1]
    return out if len(out) < len(full) else {}


def _begins(parse: Parse, m: Mention) -> bool:
    """Whether a name's first word is the first of a sentence, and no person's."""
    assert m.name
    i = m.name[0]
    return parse.entity[i] != "PERSON" and (i == 0 or parse.sentence[i - 1] != parse.sentence[i])


class _Register:
    """Entities in the making, filed under what they can be looked up by."""

    def __init__(self, parse: Parse) -> None:
        self.parse = parse
        self.entities: list[Entity] = []
        self.owner: dict[Mention, Entity] = {}
        self._filed: dict[str, list[Entity]] = {}
        self._described: set[Mention] = set()

    def file_person(self, text: str, found: list[Mention]) -> None:
        """Puts a full name under the person whose name it can be, or under a new one."""
        name = Name.of(text)
        near = {id(e): e for key in given_keys(name, sought=True) for e in self._filed.get(key, [])[:MOST]}
        same = (e for e in sorted(near.values(), key=lambda e: e.number) if same_name(name, e.parts))
        entity = next(same, None) or self._new(text, "person", [])
        self._file(text, found, entity)
        for key in given_keys(name):
            held = self._filed.setdefault(key, [])
            if entity not in held[:MOST]:
                held.append(entity)

    def file_body(self, text: str, found: list[Mention], kind: str) -> None:
        """Puts a name that is no person's under the body with that name or those initials, or under a new one."""
        plain, letters, initials = _forms(text)
        if len(initials) < 2:  # a single letter is nobody's initials
            initials = plain
        some = initials[:-1] if len(initials) > MOST_OF else initials
        keys = dict.fromkeys(f"{kind} {k}" for k in (plain, letters, initials, some, *sorted(other_acronyms(text))))
        same = (e for k in keys for e in self._filed.get(k, [])[:MOST] if _same_body(text, e.name))
        self._file(text, found, next(same, None) or self._new(text, kind, list(keys)))

    def join_short_bodies(self) -> None:
        """Puts a body that the text also names more fully under that name: the one named most often, then first."""
        bodies = [e for e in self.entities if e.type == "organization"]
        bodies.sort(key=lambda e: (-e.full, e.number))
        ends: dict[str, list[Entity]] = {}
        for e in bodies:
            words = e.name.split()
            inner = [a for a, b in itertools.pairwise(words) if b in {"of", "for", "on"}][:1]
            whole = len(words) > 1 or e.name.endswith("s")
            for key in {fold(w) for w in (words[0][:2], words[-1], *inner)} if whole else ():
                ends.setdefault(key, []).append(e)
        gone: set[int] = set()
        for e in sorted(self.entities, key=lambda e: len(e.name.split())):
            if e.type not in {"organization", "thing"} or not e.name:
                continue
            words = fold(e.name).split()
            near = {id(x): x for key in (words[0][:2], words[-1]) for x in ends.get(key, [])[:MOST] if x is not e}
            near = {n: x for n, x in near.items() if n not in gone}
            pool = sorted(near.values(), key=lambda x: (-x.full, x.number))
            articled = any(_is_articled(self.parse, m) for m in e.mentions)
            at = longer_name(e.name, [x.name for x in pool], articled=articled)
            if at is not None:
                self._merge(e, pool[at])
                gone.add(id(e))
        self.entities = [e for e in self.entities if id(e) not in gone]

    def spell_out(self) -> None:
        """Names a body of which the text only uses the letters by the words that they stand for, if it has them."""
        bodies = {fold(e.name): e for e in self.entities if e.type in {"organization", "thing"}}
        for e in list(bodies.values()):
            words = spelt_out(self.parse, e.name)
            if words is None:
                continue
            whole = bodies.get(fold(plain_name(words)))
            if whole is None:
                e.name, e.type = plain_name(words), "organization"
            elif whole is not e:
                self._merge(e, whole)
                self.entities.remove(e)

    def tell_products(self) -> None:
        """Makes a thing of what is named after a body of its own and never speaks: "Merrin Watch", beside "Merrin"."""
        bodies = {fold(e.name): e for e in self.entities if e.type == "organization"}
        for e in bodies.values():
            words = fold(e.name).split()
            makers = (bodies.get(" ".join(words[:n])) for n in range(1, len(words)))
            heard = any(m.name[1] - 1 in self.parse.voice_at for m in e.mentions if m.name)
            if not heard and any(x is not None and x.full >= e.full for x in makers):
                e.type = "thing"

    def _merge(self, short: Entity, into: Entity) -> None:
        into.full += short.full
        for m in short.mentions:
            into.has(m)
        self.owner.update(dict.fromkeys(short.mentions, into))

    def file_short_forms(self, groups: dict[str, list[Mention]]) -> None:
        """Puts each mention of a single name under the person whom it means, or under a new one."""
        alone = {fold(text) for text in groups}
        by_word: dict[str, list[Entity]] = {}
        for e in self.entities:
            if e.type == "person":
                e.by_first = e.parts.given in alone and e.parts.given != e.parts.family
                for word in {*e.parts.words, *e.parts.nick, bare(e.parts.family)}:
                    by_word.setdefault(word, []).append(e)
        starts: dict[str, list[Entity]] = {}
        for e in self.entities:
            if e.type == "person" and len(e.parts.words) > 1:
                starts.setdefault(e.parts.family[:2], []).append(e)
        titles = _Titles(self.parse, self.entities)
        for text, found in groups.items():
            told = self._told(text, found, by_word)
            for m in found:
                entity = _by_short_form(self.parse, m, Name.of(text), by_word, titles, told)
                if entity is None:
                    entity = _misspelt(Name.of(text).family, starts)
                if entity is None:
                    entity = self._new(text, "person", [])
                    by_word.setdefault(entity.parts.family, []).append(entity)
                entity.has(m)
                self.owner[m] = entity
                titles.take(m, entity)

    def _told(self, text: str, found: Sequence[Mention], by_word: dict[str, list[Entity]]) -> dict[int, str | None]:
        """By its head, the gender told at each mention of a name that several of a family have; that of all at -1."""
        family = by_word.get(Name.of(text).family, [])
        given = lexicon().given_gender
        genders = {given.get(e.parts.given) for e in family[:MOST]}
        if len(genders) < 2 or None in genders:  # nobody's gender tells them apart, or that of one is not known
            return {}
        kin = {id(e) for e in family}

        def of(word: str) -> list[str | None]:
            return [given.get(e.parts.given) for e in by_word.get(word, ())[:MOST] if id(e) not in kin]

        told = {m.head: beside(self.parse, m.head, of) for m in found}
        return told | {-1: usual(told.values())}

    def describe(self, mentions: Iterable[Mention]) -> None:
        """Adds the roles that stand at those of persons' names that were not asked yet, and what tells of gender."""
        for m in mentions:
            e = self.owner[m]
            if e.type == "person" and m not in self._described:
                self._described.add(m)
                roles = roles_around(self.parse, m)
                e.roles += roles
                _vote_on_gender(self.parse, e, m, roles)

    def sum_up(self) -> None:
        """Puts the mentions and roles of each entity in the order of the text, and sums up what they tell."""
        for e in self.entities:
            e.mentions.sort(key=lambda m: m.head)
            e.roles.sort(key=lambda r: r.at)
            if e.type == "person":
                e.sure = len(e.parts.words) > 1 or bool(e.roles or e.gender)
                e.sum_up()

    def _new(self, text: str, kind: str, keys: list[str]) -> Entity:
        entity = Entity(plain_name(text), kind, Name.of(text), number=len(self.entities))
        self.entities.append(entity)
        for key in keys:
            self._filed.setdefault(key, []).append(entity)
        return entity

    def _file(self, text: str, found: list[Mention], entity: Entity) -> None:
        plain = plain_name(text)
        if not text.isupper() and _is_fuller(plain, entity, len(found)):
            entity.name, entity.parts = plain, Name.of(text)
        entity.full += len(found)
        for m in found:
            entity.has(m)
        self.owner.update(dict.fromkeys(found, entity))


def _is_fuller(name: str, entity: Entity, found: int) -> bool:
    """Whether a name says more than the one that an entity has: more words, or more of one; else, found more often."""
    old = entity.name
    if entity.type != "person":
        return len(name) > len(old) and not name.rpartition("-")[2].islower()
    more, had = len(name.split()), len(old.split())
    if more != had or old.isupper():
        return more > had or old.isupper()
    pairs = zip(name.split(), old.split(), strict=True)
    if all(a.startswith(b.rstrip(".")) for a, b in pairs):
        return len(name) > len(old)
    return found > entity.full


def _is_articled(parse: Parse, m: Mention) -> bool:
    return bool(m.name) and m.name[0] > 0 and parse.lower[m.name[0] - 1] == "the"  # type: ignore[index]


def _same_body(a: str, b: str) -> bool:
    """Whether two names may be one body's: equal but for case and articles, or one the other's initials."""
    (x, letters_x, initials_x), (y, letters_y, initials_y) = _forms(a), _forms(b)
    if x == y:
        return True
    short, long = sorted((letters_x, letters_y), key=len)
    initials = initials_x if len(x) > len(y) else initials_y
    some = len(short) >= MOST_OF and initials[:-1] == short  # CDC, of the Centers for Disease Control and Prevention
    longer = a if len(x) > len(y) else b
    same = initials == short or some or (len(short) >= MOST_OF and short in other_acronyms(longer))
    return 2 <= len(short) <= 6 and same and " " in long


def _bracketed(parse: Parse, named: Sequence[Mention]) -> dict[str, str]:
    """The short forms that stand in brackets behind a name, with the name: "the Halden Harbour Board (HHB)"."""
    out = {}
    for m in named:
        assert m.name
        end = m.name[1]
        if end + 2 < len(parse) and parse.words[end] == "(" and parse.words[end + 2] == ")":
            short = parse.words[end + 1]
            if len(short) > 1 and short.isupper():
                out[short] = surface(parse, m)
    return out


@lru_cache(maxsize=NAMES)
def _forms(text: str) -> tuple[str, str, str]:
    """A body's name as it is compared: folded, without full stops, and its initials."""
    plain = fold(plain_name(text))
    return plain, plain.replace(".", ""), acronym(text)


class _Titles:
    """The titles that stand before persons' names, and who is called by title and family name ("President Venn")."""

    def __init__(self, parse: Parse, entities: Sequence[Entity]) -> None:
        self.parse = parse
        self._of = {id(e): {t for m in e.mentions if (t := self.before(m))} for e in entities if e.type == "person"}
        self._short: Counter[int] = Counter()
        self._named: dict[tuple[int, int], list[int]] = {}
        for e in entities:
            for m in e.mentions:
                self._named.setdefault((id(e), parse.paragraph[m.head]), []).append(m.head)
        for heads in self._named.values():
            heads.sort()

    def before(self, m: Mention) -> str:
        """The title before a name, if one is there."""
        word = self.parse.lower[m.name[0] - 1] if m.name and m.name[0] else ""
        return word if word in lexicon().titles else ""

    def take(self, m: Mention, e: Entity) -> None:
        """Remembers whom a short form was found to mean."""
        if title := self.before(m):
            self._of.setdefault(id(e), set()).add(title)
            self._short[id(e)] += 1

    def last_named(self, m: Mention, e: Entity) -> int:
        """The word of the last full name of ``e`` before ``m`` in its paragraph, and -1 where there is none."""
        heads = self._named.get((id(e), self.parse.paragraph[m.head]), [])
        n = bisect_left(heads, m.head)
        return heads[n - 1] if n else -1

    def fit(self, m: Mention, e: Entity) -> tuple[bool, int]:
        """Whether ``e`` has the title that stands before ``m``, and how often the short form with a title meant him."""
        return self.before(m) in self._of.get(id(e), ()), self._short[id(e)]


def _by_short_form(
    parse: Parse,
    m: Mention,
    name: Name,
    by_word: dict[str, list[Entity]],
    titles: _Titles,
    told: dict[int, str | None],
) -> Entity | None:
    """The person whom a single name stands for: by the family name first, and named before it if anyone is.

    Of several in one family, it is who has the title before it; then whom the pronouns beside it fit, who is named in
    full far more often, whom the pronouns beside the name fit elsewhere, who is called by title and family name, or who
    was named in full last in the paragraph; else nobody who is also called by the given name alone ("Ora"), and the one
    named in full most often.
    """
    fitting = [e for e in by_word.get(name.family, [])[:MOST] if name.is_short_for(e.parts)]
    honorific = parse.lower[m.name[0] - 1] if m.name and m.name[0] > 0 else ""
    gender = lexicon().gender.get(honorific)
    if gender:
        fitting = [e for e in fitting if _gender(e) in {None, gender}] or fitting
    if honorific in _OF_TWO:
        at = sorted((e for e in fitting if e.parts.suffix), key=lambda e: GENERATIONS.index(e.parts.suffix))
        fitting = at[:1] if at and honorific in _ELDER else at[-1:] or fitting
    pool = [e for e in fitting if name.family in {e.parts.family, bare(e.parts.family)}] or fitting
    before = [e for e in pool if e.first < m.head] or pool
    if len(before) < 2:
        return next(iter(before), None)
    # by a title, it is the family name that is meant
    called = {id(e): e.full + 2 * titles.fit(m, e)[1] for e in before}

    def fits(gender: str | None, e: Entity) -> bool:
        return gender is not None and _gender(e) == gender

    def speaks_for(e: Entity) -> tuple[bool | int, ...]:
        titled, times = titles.fit(m, e)
        lead = bool(told) and leads(called[id(e)], [n for other, n in called.items() if other != id(e)])
        here, elsewhere = fits(told.get(m.head), e), fits(told.get(-1), e)
        return titled, here, lead, elsewhere, times, titles.last_named(m, e), not e.by_first, e.full

    return max(before, key=speaks_for)


def _misspelt(family: str, starts: dict[str, list[Entity]]) -> Entity | None:
    """The one person whose family name is spelt so but for a letter, if it is a long one: "Tulemaganov", "Tulemagnov".

    ``starts`` has the persons named in full by the first two letters of their family name.
    """
    if len(family) < LONG:
        return None
    alike = starts.get(family[:2], [])[:MOST]
    near = [e for e in alike if Levenshtein.distance(e.parts.family, family, score_cutoff=1) <= 1]
    return near[0] if len({e.parts.family for e in near}) == len(near) == 1 else None


def _gender(e: Entity) -> str | None:
    """The gender that the text tells, or else the given name."""
    m, f = e.gender["m"], e.gender["f"]
    return ("m" if m > f else "f") if m != f else lexicon().given_gender.get(e.parts.given)


def _vote_on_gender(parse: Parse, entity: Entity, m: Mention, roles: Sequence[Role]) -> None:
    """Votes from honorifics and from nouns that tell ("spokeswoman"), counted as the text gives them."""
    known = lexicon()
    assert m.name
    before = parse.lower[m.name[0] - 1] if m.name[0] else ""
    if before in known.honorifics and before in known.gender:
        entity.gender[known.gender[before]] += 3
    for r in roles:
        if r.head and r.head in known.gender:
            entity.gender[known.gender[r.head]] += 2
