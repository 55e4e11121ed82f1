"""Persons and bodies across articles: under what a name is looked up, and what two appearances have in common.

A name in one article is one speaker's. ``keys`` brings it to those who may be the same, ``compare`` says how alike the
names are, and ``choose`` weighs the rest: the article's own words, roles, affiliations, who else is named, and time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from quoth.relate.called import is_stranger, is_tail
from quoth.relate.likeness import Alike, compare_names, is_body, is_full, plain
from quoth.resolve.lexicon import lexicon

__all__ = [
    "MADE_BY",
    "Appearance",
    "Choice",
    "Known",
    "choose",
    "compare",
    "has_epithet",
    "names_in",
    "without_epithet",
]

# Raised with every change of what is joined, so that libraries are related anew.
MADE_BY = "people 3"

# A suggestion below this is no guess that we make: the name stays alone. Chosen on what is read of PolNeAR's fit part.
LEAST = 0.8

# What a person nobody knows weighs against those known, in articles: two of them are no proof.
UNKNOWN = 0.3

# Names in common that make two articles be about one thing.
TOPIC = 2

# Names kept of one article, the most frequent first.
NAMED = 30

_NAMED = re.compile(r"[A-Z][\w’'-]*[\w.](?:\s(?:[A-Z]\.|[A-Z][\w’'-]*\w|de|bin|al|van|von|of))*\s[A-Z][\w’'-]*\w")

# A participle that opens a sentence, and that a reader takes for a given name.
_EPITHET = re.compile(r"[A-Z][a-z]{3,}(?:ed|ing)")
# A body by the family name of a person who is called by it alone: "WHERE OBAMA PLANS ..." in a list of news.
MISTAKEN = Alike("same", 0.93, 1.0, "the same name, taken for a body's")
# A body's name by itself, of which the library knows a longer one.
TAIL = Alike("short", 0.95, 1.0, "a short form of the name")


@dataclass(frozen=True, slots=True)
class Appearance:
    """One speaker in one article; ``named`` are the names of several words in its text, plain.

    ``others`` are other names of the same body, plain, as this article or enough others say.
    """

    article: str
    name: str
    type: str
    statements: int = 1
    month: str | None = None
    roles: frozenset[str] = frozenset()
    affiliations: frozenset[str] = frozenset()
    named: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Known:
    """A person as the library has them: names, in how many articles, and what stands around the latest of these.

    ``told`` says that one of these tells of a name that stands alone in the words in which the new article does.
    """

    id: str
    type: str
    names: tuple[str, ...]
    articles: int
    near: int = 0
    roles: frozenset[str] = frozenset()
    affiliations: frozenset[str] = frozenset()
    shared: int = 0
    around: int = 0
    told: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """Who it is, how sure that is and why; ``person`` is None where it is nobody known."""

    person: str | None
    score: float
    reason: str


@dataclass(slots=True)
class _Weighed:
    known: Known
    alike: Alike
    weight: float = 0.0
    reasons: list[str] = field(default_factory=list)


def compare(one: Appearance, other: Known) -> Alike | None:
    """How alike the names are, at best; None where they cannot be one's."""
    if is_body(one.type) != is_body(other.type):  # a reader takes a body for a person at times, and never its name
        same = next((name for name in other.names if plain(name) == plain(one.name)), None)
        if same is not None and " " in same:
            return compare_names(one.name, same, "organization")
        return MISTAKEN if same and is_body(one.type) and any(map(_has_given, other.names)) else None
    if is_body(one.type):
        return _bodies(one, other)
    # Who has a full name is not everybody who has a short form of it: Erik Halm is no "Halm" of Jon Halm's.
    full = [name for name in other.names if is_full(name)]
    held = full if full and is_full(one.name) else other.names
    found = [alike for name in held if (alike := compare_names(one.name, name, one.type)) is not None]
    return max(found, key=lambda alike: alike.score, default=None)


def _bodies(one: Appearance, other: Known) -> Alike | None:
    """How alike two bodies' names are, those counted that articles say are the same body's."""
    said = next((name for name in other.names if plain(name) in one.others), None)
    if said is not None:
        return Alike("said", 0.96, 0.1, f"articles say that it is {said}")
    found = [alike for name in other.names if (alike := compare_names(one.name, name, one.type)) is not None]
    best = max(found, key=lambda alike: alike.score, default=None)
    # "The Observatory" alone is whichever the article says, and no more that of Halden than any other.
    if best is None:
        return None
    # Letters are those of many, and a body that has its long name has no other.
    if best.kind in ("acronym", "initials") and any(is_stranger(one.name, name) for name in other.names):
        return None
    alone = best.kind == "same" and " " not in one.name and plain(other.names[0]) != plain(one.name)
    return TAIL if alone and any(is_tail(one.name, name) for name in other.names) else best


def choose(one: Appearance, candidates: Iterable[Known]) -> Choice:
    """Who of ``candidates`` it is: the best of those that nothing speaks against, if it is sure enough.

    A short name is first held against those whose full names are known, and only then against others like itself.
    """
    known = list(candidates)
    if is_body(one.type):
        bodies = [each for each in known if is_body(each.type)]
        found = _best(one, bodies)
        return found if found.person is not None else _best(one, known)
    in_full = [each for each in known if any(map(is_full, each.names))]
    if is_full(one.name):
        return _best(one, in_full)
    found = _best(one, in_full)
    if found.person is not None:
        return found
    lone = [each for each in known if each not in in_full]
    told = [each for each in lone if each.told]
    if told:  # those of whom the same is told are one, so that none of them speaks against another
        return _best(one, [max(told, key=lambda each: (each.articles, each.id))])
    alone = _best(one, [each for each in lone if each.shared >= TOPIC])
    return alone if alone.person is not None else found


def _best(one: Appearance, candidates: Iterable[Known]) -> Choice:
    found = [_Weighed(known, alike) for known in candidates if (alike := compare(one, known)) is not None]
    found = [each for each in found if not _apart(one, each)]
    if not found:
        return Choice(None, 1.0, "nobody of this name before")
    for each in found:
        _weigh(one, each)
    found.sort(key=lambda each: (-each.weight, each.known.id))
    best = found[0]
    score = best.alike.score * best.weight / (sum(each.weight for each in found) + UNKNOWN * best.alike.doubt)
    reason = "; ".join([best.alike.reason, *best.reasons])
    if score < LEAST:
        names = ", ".join(each.known.names[0] for each in found[:3])
        return Choice(None, round(1 - score, 3), f"may be {names}, and too little speaks for it")
    return Choice(best.known.id, round(score, 3), reason)


def _has_given(name: str) -> bool:
    return is_full(name) and name.split(maxsplit=1)[0].lower() in lexicon().given_gender


def has_epithet(name: str) -> bool:
    """Whether a name begins with a word that is no given name, and ends as participles do."""
    first, _, rest = name.partition(" ")
    return bool(rest and _EPITHET.fullmatch(first)) and first.lower() not in lexicon().given_gender


def without_epithet(one: Appearance, text: str) -> Appearance:
    """A name as it is looked up: "Understated Quill" is Quill, where the article names a Quill in full."""
    words = one.name.split()
    known = lexicon().given_gender
    if is_body(one.type) or len(words) != 2 or not has_epithet(one.name):
        return one
    in_full = re.finditer(rf"\b([A-Z]\w+) (?:[A-Z]\. )?{re.escape(words[1])}\b", text)
    return replace(one, name=words[1]) if any(name[1].lower() in known for name in in_full) else one


def names_in(text: str) -> list[str]:
    """The names of several words in a text, plain, the most frequent first."""
    times: dict[str, int] = {}
    for match in _NAMED.finditer(text):
        name = plain(match[0])
        times[name] = times.get(name, 0) + 1
    return sorted(times, key=lambda name: (-times[name], name))[:NAMED]


def _weigh(one: Appearance, each: _Weighed) -> None:
    """How much speaks for a person, in articles of theirs: near in time, of one topic, in one role, named there."""
    known = each.known
    weight = 0.2 * known.articles + known.near + 0.5
    if known.near:
        each.reasons.append("near in time")
    if known.shared:
        weight *= 1 + min(known.shared, 8) / 2
        each.reasons.append(f"{known.shared} names in common")
    if _meet(one.roles, known.roles) or _meet(one.affiliations, known.affiliations):
        weight *= 3
        each.reasons.append("the same role or affiliation")
    if each.alike.kind == "short" and _stand_there(known.names, one.named):
        weight *= 50
        each.reasons.append("named in full in the article")
    if each.alike.kind == "short" and {plain(role) for role in one.roles} & {plain(role) for role in known.roles}:
        weight *= 3
        each.reasons.append("the same role")
    if known.told:
        each.reasons.append("told in the same words")
    if each.alike.kind in ("same", "said"):
        weight *= 20
    each.weight = weight


def _stand_there(names: Iterable[str], named: frozenset[str]) -> bool:
    """Whether one of the full names stands in an article, alone or behind another word: "Lovesick Tan Shen"."""
    full = [plain(name) for name in names if is_full(name)]
    return any(each == name or each.endswith(f" {name}") for name in full for each in named)


def _apart(one: Appearance, each: _Weighed) -> bool:
    """Whether what stands around two names speaks against one person."""
    known = each.known
    if each.alike.kind == "spelt" and known.shared < TOPIC:
        return True
    agree = _meet(one.roles, known.roles) or _meet(one.affiliations, known.affiliations)
    if each.alike.kind == "junior":
        older = {plain(name) for name in known.names} & one.named
        return bool(older) or not (agree or known.shared >= TOPIC)
    if each.alike.kind == "acronym":
        return not (agree or known.shared)
    if each.alike.kind == "initials" or each.alike in (MISTAKEN, TAIL):
        return not (agree or known.shared >= TOPIC)
    if agree or known.shared or is_body(one.type):
        return False
    # Two of one name: offices of different bodies, in articles that have nobody else in common.
    both = bool(one.affiliations and known.affiliations)
    return both and len(one.named) >= TOPIC and known.around >= TOPIC


def _meet(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether a word of one is a word of the other, or short for it: "Sen." and "senator"."""
    pairs = ((x, y) for a in one for b in other for x in _words(a) for y in _words(b))
    return any(x.startswith(y) or y.startswith(x) for x, y in pairs)


def _words(text: str) -> set[str]:
    return {word for word in plain(text).split() if len(word) > 2 and word not in _EVERYWHERE}


_EVERYWHERE = set(
    "the and for minister president former chief director spokesman spokeswoman spokesperson head man woman men women"
    " boy girl person people resident witness user teenager".split()
)
