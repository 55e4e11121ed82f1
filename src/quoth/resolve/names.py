"""Names as their parts, and whether one can be a short form of another.

"Robert C. “Bobby” Scott Jr." has given names, an initial, a nickname, a family name and a suffix. Which word is the
family's differs between cultures, so a single word is tried as the last one first, and then as the first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from quoth.resolve.lexicon import fold, lexicon

__all__ = ["GENERATIONS", "NAMES", "SMALL", "Name", "acronym", "bare", "given_keys", "other_acronyms", "same_name"]

# Names whose parts are remembered: those of a long text, and not of all that was ever read.
NAMES = 20_000

# What parts a father from a son of the same name, the eldest first.
GENERATIONS = ("sr", "jr", "ii", "iii", "iv")

_NICK = re.compile(r"[\"“‘(']\s?([^\"”’)']+?)\s?[\"”’)']")
_WORD = re.compile(r"(?:[^\W\d_]\.)+|[^\W_]+(?:[-’'&.][^\W_]+)*\.?")
_GIVEN_TOO = {"ben", "mac"}  # particles that are also given names: Ben Harrow
# Initials of fewer letters may be of anything.
_LETTERS = 3
SMALL = {"of", "and", "for", "the", "in", "on", "&", "to"}


@dataclass(frozen=True, slots=True)
class Name:
    """The folded parts of one person's name, in order; ``nick`` are nicknames that stand within it.

    ``suffix`` tells a father from a son of the same name: "jr", "iii".
    """

    words: tuple[str, ...]
    nick: tuple[str, ...] = ()
    suffix: str = ""

    @classmethod
    def of(cls, text: str) -> Name:
        """The parts of ``text``: honorifics, suffixes and particles before the first name left out."""
        return _parts(text)

    @property
    def family(self) -> str:
        """The last word, a suffix apart."""
        return self.words[-1] if self.words else ""

    @property
    def given(self) -> str:
        """The first word, where there is more than one."""
        return self.words[0] if len(self.words) > 1 else ""

    def is_apart_from(self, other: Name) -> bool:
        """Whether suffixes tell that this is another person: a Sr. and a Jr."""
        return bool(self.suffix and other.suffix) and self.suffix != other.suffix

    def is_short_for(self, full: Name) -> bool:
        """Whether this may be said for ``full``: its family name, its first one, or several of its words."""
        if not self.words or not full.words or self == full:
            return bool(self.words) and self == full
        if self.is_apart_from(full):
            return False
        if len(self.words) == 1:
            word = self.words[0]
            return word in {full.family, full.words[0], bare(full.family)} or word in full.nick
        if self.family not in {full.family, bare(full.family)}:
            return False
        return all(any(_same_given(w, x) for x in (*full.words[:-1], *full.nick)) for w in self.words[:-1])


@lru_cache(maxsize=NAMES)
def _parts(text: str) -> Name:
    known = lexicon()
    nick = tuple(fold(w) for m in _NICK.findall(text) for w in m.split())
    plain = _NICK.sub(" ", text) if nick else text
    words = [fold(w) for w in _WORD.findall(plain)]
    while words and (words[0] in known.honorifics or words[0] in {"the", "a", "an"}) and len(words) > 1:
        del words[0]
    suffix = ""
    while len(words) > 1 and words[-1] in known.suffixes:
        last = words.pop().rstrip(".")
        suffix = last if last in GENERATIONS else suffix
    given = {words[0]} & _GIVEN_TOO if len(words) == 2 else set()
    kept = [w for w in words if w not in known.particles or w in given or len(words) == 1]
    return Name(tuple(kept or words), nick, suffix)


def bare(word: str) -> str:
    """A family name without the particle that is joined to it: "daruwi" of "al-daruwi"."""
    first, _, rest = word.partition("-")
    return rest if rest and first in lexicon().particles else word


def _same_given(a: str, b: str) -> bool:
    """Equal, an initial of the other, or a usual short form of it."""
    if a == b:
        return True
    short = lexicon().short
    if short.get(a, a) == short.get(b, b):
        return True
    x, y = a.rstrip("."), b.rstrip(".")
    return (len(x) == 1 or len(y) == 1) and x[:1] == y[:1]


def same_name(a: Name, b: Name) -> bool:
    """Whether two names of several words may be one person's: the same family name, and given names that agree."""
    if a.is_apart_from(b):
        return False
    if len(a.words) < 2 or len(b.words) < 2:
        return a.is_short_for(b) or b.is_short_for(a)
    if bare(a.family) != bare(b.family):
        return False
    return any(_same_given(x, y) for x in (a.given, *a.nick) for y in (b.given, *b.nick)) or (
        a.is_short_for(b) or b.is_short_for(a)
    )


def given_keys(name: Name, *, sought: bool = False) -> list[str]:
    """Under what a name of several words is filed, or sought: two that may be one person's have a key in common."""
    short, family = lexicon().short, bare(name.family)
    keys: dict[str, None] = {}
    for word in (*name.words[:-1], *name.nick):
        initial = len(word.rstrip(".")) == 1
        keys[f"person {family} {short.get(word, word)}"] = None
        if sought or initial:  # an initial is sought by whole names, and whole names by an initial
            keys[f"person {family} {word[:1]}."] = None
        if not sought or initial:
            keys[f"person {family} {word[:1]}*"] = None
    return [*keys]


def acronym(name: str) -> str:
    """The first letters of the words of an organization's name, small words apart: "Ministry of Health" to "mh"."""
    return "".join(w[0] for w in re.findall(r"[^\W\d_]+", name) if w not in SMALL and w[0].isupper()).casefold()


@lru_cache(maxsize=NAMES)
def other_acronyms(name: str) -> frozenset[str]:
    """Other initials of an organization: small words' too ("moh"), and acronyms in it whole ("OS Tide Party")."""
    words = re.findall(r"[^\W\d_]+", name)
    small = "".join(w[0] for w in words)
    whole = "".join(w if w.isupper() else w[0] for w in words if w not in SMALL and w[0].isupper())
    return frozenset(x.casefold() for x in (small, whole) if len(x) >= _LETTERS)
