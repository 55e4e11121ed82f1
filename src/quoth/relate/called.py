"""The other names that a text itself gives a body: "the Ferry Workers' Union (FWU)", "the Order, also known as ORD".

Both are plain, and nothing is taken for a pair that the text does not put side by side. An abbreviation in brackets is
one only where its letters are those of the words before it: "HALDEN (NW)" is a dateline.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources

from quoth.relate.likeness import plain
from quoth.resolve.bodies import longer_name

__all__ = ["TOLD", "everywhere", "fuller_in", "is_stranger", "is_tail", "known_as", "other_names"]

_SMALL = "of for and the in on de la du"
_WORD = r"[A-Z][\w’'&-]*"
_LONG = rf"(?P<long>(?:al-)?{_WORD}(?: (?:(?:{_SMALL.replace(' ', '|')}) ){{0,2}}(?:al-)?{_WORD}){{0,7}})"
_MARK = r"[\"“”'‘’]?"
# One or two short names: "ISIS", "“ISIS”", "ISIS or ISIL".
_SHORT = (
    rf"{_MARK}(?P<short>[A-Z][\w&.]{{1,9}})[,.]?{_MARK}"
    rf"(?:(?:,| or| and|/) ?(?:or )?{_MARK}(?P<more>[A-Z]{{2,8}})\b{_MARK})?"
)
_GROUP = r"(?: (?:group|militant group|organi[sz]ation|union|party|agency|network|company))?"
_BRACKETS = re.compile(rf"\b{_LONG}{_GROUP},? ?\((?:or |the |also )*{_SHORT}\)")
_CALLED = re.compile(
    rf"\b{_LONG}{_GROUP}(?:,| –| —| --|,? which is| is)? \(?(?:(?:also|better|formerly|previously|now|otherwise) )+"
    rf"(?:known|called)(?: by)?(?: (?:its|the) (?:acronym|acronyms|initials))?(?: as)? (?:the )?"
    + _SHORT.replace(r"[\w&.]{1,9}", rf"[\w&.]+(?: {_WORD}){{0,5}}")
)
_OR = re.compile(rf"\b{_LONG}, (?:or|aka|a\.k\.a\.) (?:the )?{_SHORT}[,.;)]")
_TURNED = re.compile(rf"\b(?P<short>[A-Z]{{2,8}}) \((?:the |or )*{_LONG}\)")
_FIRST = re.compile(r"\A(?:(?:The|[A-Z][\w.]*-(?:based|backed|funded|owned|run|led)) )+")
# In so many articles a name has to stand beside another before it is taken for it in those that do not say so.
TOLD = 2
# One in so many of the articles that explain an abbreviation is enough to make it doubtful whom it names.
DOUBTFUL = 5
# Letters by which two heads of names are one word: "Force" and "Forces", "Organisation" and "Organization".
_STEM = 5


def other_names(text: str) -> set[tuple[str, str]]:
    """Pairs of a long and a short name, plain, that the text says are one body's."""
    found: set[tuple[str, str]] = set()
    for pattern in (_BRACKETS, _CALLED, _OR, _TURNED):
        for match in pattern.finditer(text):
            said = match.groupdict()
            for short in (said["short"], said.get("more")):
                if short and (long_ := _of_letters(said["long"], short, free=pattern is _CALLED)):
                    one, other = plain(long_), plain(short)
                    found.add((one, other) if " " in one or " " not in other else (other, one))
    return {(long_, short) for long_, short in found if long_ != short and " " not in short}


@cache
def everywhere() -> dict[str, tuple[str, ...]]:
    """The names, plain, that everybody has for a body, each with the other."""
    table = tomllib.loads(resources.files(__package__).joinpath("bodies.toml").read_text(encoding="utf-8"))
    found: dict[str, tuple[str, ...]] = {}
    for short, long_ in table["letters"].items():
        found |= {plain(short): (plain(long_),), plain(long_): (plain(short),)}
    return found


def known_as(name: str, said: Mapping[str, Mapping[str, int]], own: Iterable[tuple[str, str]]) -> set[str]:
    """The other names of a plain name: those of its own article, and those that two others give it, if nobody doubts.

    ``said`` has for a name, and for each of the names beside it, in how many articles it stands beside which others.
    """
    found = {a if b == name else b for a, b in own if name in (a, b)}
    for other, articles in said.get(name, {}).items():
        short = min(name, other, key=lambda each: (" " in each, len(each)))
        if articles >= TOLD and not _is_doubtful(name if " " in name else other, said.get(short, {})):
            found.add(other)
    return found - {name}


def fuller_in(text: str, short: str) -> str | None:
    """The one longer name in the text for which a body's short one stands: "the Observatory" for that of Halden."""
    if f" {short}" not in text and not text.startswith(short):
        return None
    articled = " " in short or re.search(rf"\b[Tt]he {re.escape(short)}\b", text) is not None
    longer = {match["long"] for match in re.finditer(rf"\b{_LONG}", text) if short in match["long"] != short}
    longer = {_FIRST.sub("", name) for name in longer if " and " not in name}
    fits = {
        plain(name): name
        for name in longer
        if is_tail(short, name) and longer_name(short, [name], articled=articled) == 0
    }
    return next(iter(fits.values())) if len(fits) == 1 else None


def is_tail(short: str, full: str) -> bool:
    """Whether a name is what stands last in a longer one, or last before "of" and "for"."""
    a, b = plain(short).split(), plain(full).split()
    return a != b and (b[-len(a) :] == a or _head(b)[-len(a) :] == a)


def _head(words: list[str]) -> list[str]:
    """The words of a name before "of", "for" and "in"."""
    return words[: next((n for n, word in enumerate(words) if n and word in ("of", "for", "in")), len(words))]


def is_stranger(one: str, other: str) -> bool:
    """Whether two names of several words are two bodies', though both may have the same letters."""
    a, b = ([word for word in plain(name).split() if len(word) > 1] for name in (one, other))
    if len(a) < 2 or len(b) < 2 or set(a) <= set(b) or set(b) <= set(a):
        return False
    heads = [_head(words)[-1][:_STEM] for words in (a, b)]
    return heads[0] != heads[1] or 2 * len(set(a) & set(b)) <= min(len(a), len(b))


def _of_letters(long_: str, short: str, *, free: bool) -> str | None:
    """The part of a long name, from some word on, of which ``short`` has the letters; all of it where any name goes."""
    letters = re.sub(r"\W", "", short).lower()
    words = long_.split()
    if free and " " in short and len(words[-1]) > 1 and words[-1].isupper():
        return words[-1]
    if len(letters) < 2 or (len(words) < 2 and not (free and long_.isupper() and len(long_) > 1)):
        return None
    for start in range(len(words) - 1):
        part = " ".join(words[start:])
        if words[start].lower() not in _SMALL.split() and _spells(part, letters):
            return part
    return re.sub(r"^The ", "", long_) if free and plain(long_) != plain(short) else None


def _spells(part: str, letters: str) -> bool:
    """Whether letters are the first of the words, small ones or one other passed over, or begin so."""
    pieces = [word.lower() for word in re.findall(r"[^\W\d_]+", re.sub(r"['’]s?\b", "", part))]
    great = "".join(word[0] for word in pieces if word not in _SMALL.split())
    every = "".join(word[0] for word in pieces)
    if letters in (great, every):
        return True
    if len(great) > 1 and letters.startswith(great) and len(letters) <= len(great) + 2:
        return True
    return len(letters) > 2 and letters in {every[:n] + every[n + 1 :] for n in range(1, len(every))} | {
        great[:n] + great[n + 1 :] for n in range(1, len(great))
    }


def _is_doubtful(long_: str, others: Mapping[str, int]) -> bool:
    """Whether articles give one abbreviation to bodies that have nothing in common."""
    strangers = sum(n for other, n in others.items() if is_stranger(long_, other))
    return strangers * DOUBTFUL >= sum(others.values()) > 0
