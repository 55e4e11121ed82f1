"""How alike two names are: as they are, short for each other, with initials, as others spell them, or with a slip."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Literal

from quoth.resolve.lexicon import fold, lexicon
from quoth.resolve.names import Name, acronym, bare, same_name

__all__ = ["Alike", "compare_names", "is_body", "is_full", "is_named", "keys", "plain"]

Kind = Literal["same", "full", "short", "junior", "spelt", "acronym", "initials", "said"]

_JUNIOR = re.compile(r"(?i)\b(jr|junior|the younger|ii|iii|iv)\b\.?")
_SUFFIX = re.compile(r"(?i)[\s,]+(?:(?:jr|sr|junior|senior)\b\.?|the (?:younger|elder)|ii|iii|iv)\s*$")
_BEFORE = re.compile(r"\A(?:(?:[a-z][\w-]+|Pres\.|[\w-]+-born)\s+)+(?=[A-Z])")
_PLAIN = re.compile(r"[^\w\s]|_")
_CONSONANTS = re.compile(r"[^aeiouy\W]")
# What a report puts around a body's name: where it is, what it is, and what it thinks of it.
_AROUND = re.compile(
    r"\A(?:[a-z][\w’'-]*\s+)+(?=[A-Z])|\A[A-Z][\w.]*-(?:based|backed|funded|owned|run|led)\s+"
    r"|\A(?:[A-Z]\w+\s+)?(?:group|newspaper|agency|network|website|company|firm|tabloid|magazine|broadcaster)\s+(?=[A-Z])"
    r"|(?<=\w)\s+(?:newspaper|website|tabloid|magazine)\Z"
)
# Bodies that are called by the given and the family name of whose they are, or by the family name.
_OWNED = ("campaign", "administration", "camp", "team")
# Two words of which two letters are the first: the name of many a body, so that more has to speak for it.
_INITIALS = re.compile(r"(?:The )?[A-Z][a-z]{2,}[\s-][A-Z][a-z]{2,}")
_RACE = re.compile(r"\b(?:presidential|senate|gubernatorial|mayoral|election|reelection|re election) (?=campaign\Z)")
# Names of more words are sentences that a reader took for one.
MOST_WORDS = 6
# Letters of a word in which one may be a slip.
LONG = 5


@dataclass(frozen=True, slots=True)
class Alike:
    """In what way two names are alike, how sure that makes it by itself, and how much a stranger may have it."""

    kind: Kind
    score: float
    doubt: float
    reason: str


def is_body(type_: str) -> bool:
    """Whether a speaker of this type is a body, and no person."""
    return type_ == "organization"


def is_named(name: str, type_: str) -> bool:
    """Whether it is a name, and no description: those of persons and bodies with a capital, of a few words."""
    words = name.split()
    if type_ not in ("person", "organization") or not words or len(words) > MOST_WORDS:
        return False
    if "'s " in name.replace("’", "'") or (re.search(r"\b(?:and|who|,)\s", name) and type_ == "person"):
        return False
    if type_ == "organization" and not _says_which(words):
        return False
    return len(plain(name)) > 1 and any(word[:1].isupper() for word in words)


@lru_cache(maxsize=50_000)
def is_full(name: str) -> bool:
    """Whether a person's name has more than one word beside titles, honorifics and suffixes."""
    return len(_parsed(name).words) > 1


def _says_which(words: list[str]) -> bool:
    """Whether a body's name is more than what it is: "the ministry", "Police" and "the government" are anyone's."""
    known = lexicon()
    own = [fold(word) for word in words]
    general = known.body_words | known.organization | known.bodies | {"the", "of", "a"}
    return any(word not in general for word in own)


@lru_cache(maxsize=50_000)
def plain(name: str) -> str:
    """A name without case, accents and marks."""
    return " ".join(_PLAIN.sub(" ", fold(name).replace("'s", "")).split())


@lru_cache(maxsize=50_000)
def _body(name: str) -> str:
    """A body's name, plain, without what a report puts around it: "London-based", "the group", "the newspaper"."""
    inner = _AROUND.sub("", _AROUND.sub("", name))
    return _RACE.sub("", plain(inner if _says_which(inner.split()) else name))


@lru_cache(maxsize=50_000)
def _sound(word: str) -> str:
    """A word as all who write it from another script have it: without doubled letters, article and last vowel."""
    word = re.sub(r"^(?:al|el|ul|ad|as|an|ash|ar)[-\s]", "", bare(word))
    word = re.sub(r"(.)\1+", r"\1", word.replace("-", "").replace("'", ""))
    word = word.replace("ou", "u").replace("oo", "u").replace("ee", "i").replace("kh", "h").replace("q", "k")
    return re.sub(r"(?:iyah|iyeh|iya|iye|yah|yeh|ya|eh|ah|a|e)$", "", word) if len(word) > 4 else word


def _parsed(name: str) -> Name:
    """The parts of a person's name, without a suffix, titles, and what a report puts before it in small letters."""
    words = _SUFFIX.sub("", _BEFORE.sub("", name)).split()
    known = lexicon()
    while len(words) > 1 and (title := words[0].lower()) in known.titles and title not in known.given_gender:
        del words[0]
    return Name.of(" ".join(words))


def keys(name: str, type_: str) -> set[str]:
    """Under what a name is kept and looked up: the whole, the family's with an initial, and each end alone."""
    whole = plain(name)
    if is_body(type_):
        inner = _body(name)
        found = {f"n {whole}", f"n {inner}"} | ({f"n {inner.partition(' ')[2]}"} if _is_owned(inner) else set())
        found |= {f"a {whole}"} if whole.isalnum() and name.isupper() else set()
        return found | ({f"a {letters}"} if len(letters := acronym(name)) > 1 else set())
    parsed = _parsed(name)
    if not parsed.words:
        return {f"n {whole}"}
    short, first = lexicon().short, parsed.words[0]
    family = _sound(parsed.family)
    given = [short.get(word, word) for word in (*parsed.words[:-1], *parsed.nick)]
    return {f"n {whole}", f"s {family}", *(f"f {family} {word[:1]}" for word in given)} | (
        {f"g {_sound(first)}"} if len(parsed.words) < 3 or first in lexicon().given_gender else set()
    )


def compare_names(one: str, other: str, type_: str) -> Alike | None:
    """How alike two names of one type are; None where they are not one's."""
    if plain(one) == plain(other):
        short = len(plain(one).split()) == 1 and not is_body(type_)
        return Alike("same", 0.95 if short else 0.98, 1.0 if short else 0.1, "the same name")
    return _bodies(one, other) if is_body(type_) else _persons(one, other)


def _bodies(one: str, other: str) -> Alike | None:
    short, long_ = sorted((one, other), key=len)
    if len(short) > 2 and short.isupper() and acronym(long_) == fold(short):
        return Alike("acronym", 0.93, 0.3, "its first letters")
    if short.isupper() and _INITIALS.fullmatch(long_) and acronym(long_) == fold(short):
        return Alike("initials", 0.93, 0.3, "its first letters")
    a, b = (re.sub(r"^(?:the|us) ", "", _body(each)) for each in (one, other))
    if a == b:
        return Alike("full", 0.95, 0.1, "the same name")
    less, more = sorted((a, b), key=len)
    of_one = _is_owned(more) and more.partition(" ")[2] == less
    return Alike("full", 0.95, 0.5, "the same name, with a given name") if of_one else None


def _is_owned(body: str) -> bool:
    """Whether a body is called by a given and a family name: "hillary clinton campaign"."""
    words = body.split()
    return len(words) == 3 and words[-1] in _OWNED


def _persons(one: str, other: str) -> Alike | None:
    a, b = _parsed(one), _parsed(other)
    if not a.words or not b.words:
        return None
    both_full = len(a.words) > 1 and len(b.words) > 1
    if both_full and bool(_JUNIOR.search(one)) != bool(_JUNIOR.search(other)):
        fits = same_name(a, b)
        return Alike("junior", 0.9, 0.3, "the same name but for Jr.") if fits else None
    if len(a.words) == 1 or len(b.words) == 1:
        if a.is_short_for(b) or b.is_short_for(a) or (len(a.words) == len(b.words) and _sounds(a, b)):
            return Alike("short", 0.97, 1.0, "a short form of the name")
        return None
    if _initials_differ(a, b):
        return None
    if same_name(a, b):
        return Alike("full", 0.97, 0.15, "given and family name agree")
    if _sounds(a, b):
        return Alike("full", 0.93, 0.3, "the same name in another spelling")
    if _in_letters(a, b) or _in_letters(b, a):
        return Alike("full", 0.93, 0.3, "the letters of the name")
    if _shortened(a, b):
        return Alike("spelt", 0.9, 0.3, "a shortened given name")
    return Alike("spelt", 0.9, 0.3, "a letter apart") if _a_slip(a, b) else None


def _initials_differ(a: Name, b: Name) -> bool:
    """Whether both have middle names, and none of one fits the other: George W. and George H. W."""
    x, y = ([w.replace(".", "") for w in each.words[1:-1]] for each in (a, b))
    if not x or not y:
        return False
    first, second = "".join(w[:1] if len(w) > 3 else w for w in x), "".join(w[:1] if len(w) > 3 else w for w in y)
    return not (first == second or set(x) & set(y) or (first[:1] == second[:1] and len(first) == len(second)))


def _sounds(a: Name, b: Name) -> bool:
    return len(a.words) == len(b.words) and all(
        _sound(x) == _sound(y) and len(_sound(x)) > 1 for x, y in zip(a.words, b.words, strict=True)
    )


def _in_letters(a: Name, b: Name) -> bool:
    """Whether one's given name is made of the other's first letters: Jeb Bush is John Ellis Bush."""
    return a.family == b.family and len(b.words) > 2 and a.given == "".join(word[0] for word in b.words)


def _shortened(a: Name, b: Name) -> bool:
    """Whether one given name begins as the other does, and is shorter: Gill for Gillian."""
    if bare(a.family) != bare(b.family):
        return False
    short, long_ = sorted((a.given, b.given), key=len)
    return len(short) > 2 and long_.startswith(short)


def _a_slip(a: Name, b: Name) -> bool:
    """Whether one letter of one word is missing, added or another, and all the rest the same.

    In a given name it is a vowel: Reince and Rence are one's, and Ivana and Ivanka two of one family.
    """
    if len(a.words) != len(b.words):
        return False
    other = [(x, y) for x, y in zip(a.words, b.words, strict=True) if x != y]
    if len(other) != 1 or min(map(len, other[0])) < LONG or not _one_letter(*other[0]):
        return False
    return other[0][0] == a.words[-1] or _CONSONANTS.findall(other[0][0]) == _CONSONANTS.findall(other[0][1])


def _one_letter(x: str, y: str) -> bool:
    if abs(len(x) - len(y)) > 1:
        return False
    same = sum(block.size for block in SequenceMatcher(None, x, y, autojunk=False).get_matching_blocks())
    return same >= max(len(x), len(y)) - 1
