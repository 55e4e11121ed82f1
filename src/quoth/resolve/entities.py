"""Who and what a text names: its name mentions brought together, the short forms under the full one.

All names of a text are looked at before any is decided, so that a headline's "Haniyeh" is the "Ismail Haniyeh" named below.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from quoth.parse import Parse
from quoth.resolve.lexicon import fold, lexicon
from quoth.resolve.mentions import Mention
from quoth.resolve.names import Name, acronym, bare, same_name
from quoth.resolve.roles import Role, head_noun, is_person_noun, roles_around

__all__ = ["Entity", "find_entities", "plain_name"]

_PLACE_BEFORE = {"in", "at", "near", "from", "across", "outside", "into", "around", "throughout"}
_BODY = {
    "party",
    "ministry",
    "department",
    "university",
    "committee",
    "council",
    "court",
    "agency",
    "center",
    "centre",
    "institute",
    "inc.",
    "corp.",
    "co.",
    "bank",
    "news",
    "times",
    "post",
    "press",
    "union",
    "association",
    "commission",
    "campaign",
    "administration",
    "bureau",
    "office",
    "service",
    "services",
    "group",
    "foundation",
    "college",
    "school",
    "board",
    "federation",
    "congress",
    "senate",
    "house",
    "parliament",
    "army",
    "police",
    "force",
    "forces",
    "club",
    "company",
    "network",
    "movement",
    "coalition",
    "alliance",
    "church",
    "hospital",
    "authority",
    "organization",
    "front",
    "organisation",
    "league",
    "society",
    "fund",
    "trust",
    "guard",
    "brigades",
    "battalion",
    "journal",
    "tribune",
    "herald",
    "guardian",
    "today",
    "conference",
    "investigations",
    "reserve",
    "fed",
    "airlines",
    "airways",
    "motors",
    "ltd.",
    "llc",
    "plc",
    "media",
    "radio",
    "tv",
    "television",
}


@dataclass(slots=True, eq=False)
class Entity:
    """One person, body or thing with a name, and all its name mentions; ``gender`` are votes from the text itself."""

    name: str
    type: str
    parts: Name
    mentions: list[Mention] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)
    gender: Counter[str] = field(default_factory=Counter)
    full: int = 0
    sure: bool = True
    by_first: bool = False

    @property
    def heads(self) -> set[str]:
        """The nouns of its roles."""
        return {r.head for r in self.roles if r.head}


def plain_name(text: str) -> str:
    """A name as it is given out: without article, honorific, possessive ending or line breaks."""
    words = " ".join(text.split()).split(" ")
    while len(words) > 1 and (words[0].lower() in {"the", "a", "an"} or words[0].lower() in lexicon().honorifics):
        del words[0]
    out = " ".join(words)
    for end in ("'s", "’s"):
        out = out.removesuffix(end)
    return out.strip(" ,;:")


def find_entities(parse: Parse, mentions: Sequence[Mention]) -> tuple[list[Entity], dict[Mention, Entity]]:
    """The entities of a text, and which of them each name mention is of."""
    named = [(n, m) for n, m in enumerate(mentions) if m.name]
    votes = _votes(parse, [m for _, m in named])
    groups: dict[str, list[tuple[int, Mention]]] = {}
    for n, m in named:
        groups.setdefault(_surface(parse, m), []).append((n, m))
    entities: list[Entity] = []
    known: dict[str, list[Entity]] = {}  # by what a short form of the name could be looked up
    owner: dict[Mention, Entity] = {}
    persons = {s: votes[s] == "person" for s in groups}
    full = [s for s in groups if persons[s] and len(Name.of(s).words) > 1]
    for surface in sorted(full, key=lambda s: groups[s][0][0]):
        _take(parse, surface, groups.pop(surface), "person", entities, owner, known)
    families = {e.parts.family for e in entities}
    for surface in [s for s in groups if not persons[s]]:
        found = groups.pop(surface)
        if fold(surface) in families:
            groups[surface] = found
            continue
        _take(parse, surface, found, votes[surface], entities, owner, known)
    alone = {fold(surface) for surface in groups}
    by_word: dict[str, list[Entity]] = {}
    for e in entities:
        if e.type == "person":
            e.by_first = e.parts.given in alone and e.parts.given != e.parts.family
            for word in {*e.parts.words, *e.parts.nick, bare(e.parts.family)}:
                by_word.setdefault(word, []).append(e)
    for surface, found in groups.items():
        for n, m in found:
            entity = _by_short_form(parse, m, surface, by_word)
            if entity is None:
                entity = Entity(plain_name(surface), "person", Name.of(surface))
                entities.append(entity)
                for word in entity.parts.words:
                    by_word.setdefault(word, []).append(entity)
            entity.mentions.append(m)
            owner[m] = entity
            entity.roles += roles_around(parse, m, mentions, n)
    for entity in entities:
        entity.mentions.sort(key=lambda m: m.head)
    for n, m in named:
        entity = owner[m]
        if entity.type == "person" and not any(r.at == m.head for r in entity.roles):
            entity.roles += roles_around(parse, m, mentions, n)
    for entity in entities:
        if entity.type == "person":
            _gender(parse, entity)
            entity.sure = len(entity.parts.words) > 1 or bool(entity.roles or entity.gender)
    return entities, owner


def _surface(parse: Parse, m: Mention) -> str:
    assert m.name
    return " ".join(parse.slice(*m.name).split())


def _take(
    parse: Parse,
    surface: str,
    found: list[tuple[int, Mention]],
    kind: str,
    entities: list[Entity],
    owner: dict[Mention, Entity],
    known: dict[str, list[Entity]],
) -> None:
    """Puts the mentions of one surface form into the entity whose name it can be, or into a new one."""
    name = Name.of(surface)
    if kind == "person":
        near = (e for e in known.get(f"person {bare(name.family)}", []))
        entity = next((e for e in near if same_name(name, e.parts)), None)
    else:
        near = (e for k in _keys(kind, surface) for e in known.get(k, []))
        entity = next((e for e in near if _same_body(surface, e.name)), None)
    if entity is None:
        entity = Entity(plain_name(surface), kind, name)
        entities.append(entity)
        for key in [f"person {bare(name.family)}"] if kind == "person" else _keys(kind, surface):
            known.setdefault(key, []).append(entity)
    elif len(plain_name(surface)) > len(entity.name) and not surface.isupper():
        entity.name, entity.parts = plain_name(surface), name
    entity.full += len(found)
    entity.mentions += [m for _, m in found]
    owner.update({m: entity for _, m in found})


def _keys(kind: str, surface: str) -> list[str]:
    """Under what a body is filed: its name without case, and its initials."""
    plain = fold(plain_name(surface))
    return list(dict.fromkeys([f"{kind} {plain}", f"{kind} {plain.replace('.', '')}", f"{kind} {acronym(surface)}"]))


def _same_body(a: str, b: str) -> bool:
    """Whether two names may be one body's: equal but for case and articles, or one the other's initials."""
    x, y = fold(plain_name(a)), fold(plain_name(b))
    if x == y:
        return True
    short, long = sorted((x.replace(".", ""), y.replace(".", "")), key=len)
    return 2 <= len(short) <= 6 and acronym(a if len(x) > len(y) else b) == short and " " in long


def _by_short_form(parse: Parse, m: Mention, surface: str, by_word: dict[str, list[Entity]]) -> Entity | None:
    """The person whom a single name stands for: by family name first, the one named in full most often."""
    name = Name.of(surface)
    honorific = parse.lower[m.name[0] - 1] if m.name and m.name[0] > 0 else ""
    gender = lexicon().gender.get(honorific)
    fitting = [e for e in by_word.get(name.family, []) if name.is_short_for(e.parts)]
    if gender:
        fitting = [e for e in fitting if _first_gender(e) in {None, gender}] or fitting
    family = [
        e for e in fitting if name.words[0] == e.parts.family or name.words[0] == e.parts.family.partition("-")[2]
    ]
    pool = family or fitting
    if not pool:
        return None
    before = [e for e in pool if any(x.head < m.head for x in e.mentions)]
    # one who is called by the first name elsewhere ("Melania") is not the one called by the family's
    return max(before or pool, key=lambda e: (not e.by_first, e.full))


def _first_gender(e: Entity) -> str | None:
    return lexicon().given_gender.get(e.parts.given)


def _votes(parse: Parse, named: list[Mention]) -> dict[str, str]:
    """What each surface form is a name of: person, organization, place or thing, by all its mentions together."""
    known = lexicon()
    votes: dict[str, Counter[str]] = {}
    for m in named:
        assert m.name
        i, j = m.name
        v = votes.setdefault(_surface(parse, m), Counter())
        v[{"PERSON": "person", "ORGANIZATION": "organization", "LOCATION": "place"}.get(m.label, "thing")] += 2
        before = parse.lower[i - 1] if i else ""
        after = parse.lower[j] if j < len(parse) else ""
        if before in known.honorifics or (i > m.base and is_person_noun(head_noun(parse, m.base, i))):
            v["person"] += 6
        if before == "the" and i == m.base + 1:
            v["organization"] += 4
            v["person"] -= 4
        if before in _PLACE_BEFORE:
            v["place"] += 2
        if parse.lower[j - 1] in _BODY or any(parse.lower[k] in _BODY for k in range(i, j)):
            v["organization"] += 6
        word = parse.words[i]
        if j == i + 1 and ((word.isupper() and 2 <= len(word) <= 6) or "." in word[:-1]):
            v["organization"] += 4
        if fold(word) in known.given and j - i > 1:
            v["person"] += 5
        if m.inside and (is_person_noun(after) or after in known.organization):
            v["organization"] += 4
        if before == "of":
            v["place"] += 1
        if after == "," and j + 2 < len(parse) and parse.tag[j + 1] == "CD" and parse.lower[j + 2] == ",":
            v["person"] += 3
    family = {
        Name.of(s).family for s, v in votes.items() if v.most_common(1)[0][0] == "person" and len(Name.of(s).words) > 1
    }
    out = {}
    for surface, v in votes.items():
        name = Name.of(surface)
        if len(name.words) == 1 and name.words[0] in family and v["organization"] < 6 * len(named):
            v["person"] += 6
        best = v.most_common(1)[0][0]
        out[surface] = best
    return out


def _gender(parse: Parse, entity: Entity) -> None:
    """Votes from honorifics and from nouns that tell ("spokeswoman"), counted as the text gives them."""
    known = lexicon()
    for m in entity.mentions:
        assert m.name
        before = parse.lower[m.name[0] - 1] if m.name[0] else ""
        if before in known.honorifics and before in known.gender:
            entity.gender[known.gender[before]] += 3
    for r in entity.roles:
        if r.head and r.head in known.gender:
            entity.gender[known.gender[r.head]] += 2
