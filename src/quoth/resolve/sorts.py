"""What sort of body a noun, a name or the text around a name tells: a company, a paper, a police force, a country.

"The airline" takes up Halden Air, and "the site" what was called "tech site Re:port": by the noun alone, the body named
last would be taken, whatever it is.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from itertools import chain

from quoth.parse import Parse
from quoth.resolve.lexicon import fold

__all__ = ["sorts_of_name", "sorts_of_noun", "sorts_told"]

_NONE: frozenset[str] = frozenset()
# Words between a name and what it is said to be: ", the largest airline of Ostra,".
_REACH = 7
# What ends the noun phrase, and what may stand behind its noun.
_ENDING = {"of", "that", "which", "who", "for", "in"}
_BEHIND = {*_ENDING, "based", "and"}


@cache
def _sorts(of: str) -> dict[str, frozenset[str]]:
    """The sorts that each word tells, of those in one table of the list."""
    text = (resources.files(__package__) / "sorts.toml").read_text(encoding="utf-8")
    table = {sort: words.split() for sort, words in tomllib.loads(text)[of].items()}
    return {w: frozenset(sort for sort, words in table.items() if w in words) for w in chain(*table.values())}


def sorts_of_noun(noun: str) -> frozenset[str]:
    """The sorts of body that a common noun may mean; none where it tells nothing."""
    return _sorts("nouns").get(noun, _NONE)


def sorts_of_name(name: str, kind: str) -> frozenset[str]:
    """The sorts that the words of a name tell; a place is a country."""
    words = fold(name).split()
    names, nouns = _sorts("names"), _sorts("nouns")
    found = _NONE.union(*(names.get(w.strip(".,"), _NONE) | nouns.get(w, _NONE) for w in words[-1:] + words[:1]))
    if name.lower().endswith((".com", ".org", ".net", ".fr")):
        found |= {"press"}
    return found | {"country"} if kind == "place" else found


def sorts_told(parse: Parse, name: tuple[int, int]) -> frozenset[str]:
    """The sorts that the text gives a name in the words ``name``: just before it, just behind it, or in apposition."""
    i, j = name
    found = _NONE
    if i and parse.sentence[i - 1] == parse.sentence[i]:
        found |= sorts_of_noun(parse.lower[i - 1])
    if j < len(parse) and parse.sentence[j] == parse.sentence[i]:
        found |= sorts_of_noun(parse.lower[j])
        if parse.lower[j] in {",", "("} or (
            parse.lower[j] in {"is", "was"} and parse.lower[j + 1 : j + 2] in (["a"], ["the"])
        ):
            found |= _apposed(parse, j + 1, parse.sentence[i])
    return found


def _apposed(parse: Parse, start: int, sentence: int) -> frozenset[str]:
    """The sorts that a noun phrase with an article tells, up to what ends it."""
    if start >= len(parse) or parse.lower[start] not in {"a", "an", "the"}:
        return _NONE
    for k in range(start + 1, min(start + _REACH, len(parse))):
        word = parse.lower[k]
        if parse.sentence[k] != sentence or not word[:1].isalpha() or word in _ENDING:
            break
        following = parse.lower[k + 1] if k + 1 < len(parse) else ""
        if following in {"'s", "’s", "'", "’"}:
            break  # "the owner's friend"
        if (told := sorts_of_noun(word)) and (not following[:1].isalpha() or following in _BEHIND):
            return told
    return _NONE
