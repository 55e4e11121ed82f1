"""Whether a line names people, as bylines and credits do: a matter of capitals and small words only."""

from __future__ import annotations

import re

from quoth.ingest.furniture import phrases

__all__ = ["is_byline", "is_names"]

# "By" and four people with their papers make about this many words.
MAX_WORDS = 16
MAX_LENGTH = 250

# Small words that open a name: "The Associated Press", "El Diario".
_ARTICLES = frozenset({"the", "el", "al", "la", "le"})

_SEPARATORS = re.compile(r"[\s,;/|•·–—]+")


def is_names(text: str) -> bool:
    """Whether every word of ``text`` has a capital, is a small word among names, or comes from a date after them."""
    words = [word.strip("().:*@") for word in _SEPARATORS.split(text)]
    words = [word for word in words if word]
    if not words or len(words) > MAX_WORDS or words[0].casefold() in phrases().particles - _ARTICLES:
        return False
    capitals = 0
    for word in words:
        if word[0].isupper() or _without_case(word[0]):
            capitals += 1
        elif word.casefold() not in phrases().particles and not (capitals and (word[0].isdigit() or "-" in word)):
            return False
    return capitals > 0


def is_byline(line: str) -> bool:
    """Whether a line is "By NAME", "NAME, Staff Writer" or the like, and no sentence."""
    if len(line) > MAX_LENGTH or (line.endswith((".", "?", "!", "”", '"')) and not line.startswith("(")):
        return False
    inner = line.strip("()[] ").rstrip(".")
    start = phrases().byline_starts.match(inner)
    if start is not None:
        return all(is_names(part) for part in _people(inner[start.end() :].lstrip(" :")))
    name, comma, role = inner.partition(",")
    return bool(comma) and is_names(name) and len(name.split()) <= 5 and _is_role(role.strip())


def _people(text: str) -> list[str]:
    """The credits of one line: "Ana Ruiz; Editing by Jo Lund" names two people in two parts."""
    starts = phrases().byline_starts
    parts = [part.strip() for part in text.split(";")]
    return [part[found.end() :].strip() if (found := starts.match(part)) else part for part in parts]


def _is_role(text: str) -> bool:
    return phrases().byline_roles.match(text) is not None


def _without_case(letter: str) -> bool:
    """A letter of a script without capitals (Arabic, Hebrew, Chinese)."""
    return letter.isalpha() and letter.lower() == letter.upper()
