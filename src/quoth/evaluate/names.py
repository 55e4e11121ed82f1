"""When two names are the same person's, and what a source says of a name: the words that count, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Literal

__all__ = ["SourceSays", "name_words", "role_words", "same_name", "shorter_name", "source_says"]

# How the words of a source tell who it is: nothing is there, a pronoun, a word of the name, other words ("the envoy"),
# or a title alone, of which nothing is left once titles are put aside ("the president").
SourceSays = Literal["nothing", "pronoun", "name", "description", "title"]

_WORD = re.compile(r"\w+")
# Determiners and titles, and the s of a possessive: "the President" and "Mr. Reyl's" name no one else than "Reyl" does.
_ASIDE = frozenset("the a an mr mrs ms dr sen senator rep gov president sir s".split())
_PRONOUNS = frozenset(
    "he she they it i we you him her them his their its who whom that which himself herself themselves".split()
)

# What joins the parts of a role, and is in any other role as well.
_JOINING = frozenset("of for and in at to from with on his her their its".split())


def name_words(name: str | None) -> list[str]:
    """The words of a name that count, in order and in lower case: no title, determiner or possessive ending."""
    plain = (name or "").casefold().replace("’", "'").replace("'s", "")
    return [word for word in _WORD.findall(plain) if word not in _ASIDE]


def role_words(role: str | None, affiliation: str | None) -> frozenset[str]:
    """The words of a role that count: no title, and none that joins others or belongs to the affiliation."""
    return frozenset(name_words(role)) - frozenset(name_words(affiliation)) - _JOINING


def same_name(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two names, as words that count, are the same."""
    return list(one) == list(other)


def shorter_name(short: Sequence[str], full: Sequence[str]) -> bool:
    """Whether one name is part of the other and has its last word, as "Reyl" has of "Tomas Reyl"."""
    return bool(short and full) and set(short) <= set(full) and full[-1] in short


def source_says(pieces: Iterable[str], name: Sequence[str]) -> SourceSays:
    """What the pieces of a source say of the one whose name has these words."""
    parts = list(pieces)
    plain = {word for part in parts for word in _WORD.findall(part.casefold())}
    if not plain:
        return "nothing"
    if plain <= _PRONOUNS:
        return "pronoun"
    counting = name_words(" ".join(parts))
    if not counting:
        return "title"
    return "name" if set(counting) & set(name) else "description"
