"""Which of a family a single name means: what the pronouns beside it tell, and who is named in full far more often."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from quoth.parse import Parse

__all__ = ["beside", "leads", "usual"]

_GENDER = dict.fromkeys(("she", "her", "hers", "herself"), "f") | dict.fromkeys(("he", "his", "him", "himself"), "m")
# So many words behind the name a pronoun may still be of it.
_FAR = 30
# So many times as often as any other is one named in full who is meant by the family name alone.
_FAR_MORE = 3


def beside(parse: Parse, head: int, of: Callable[[str], Iterable[str | None]]) -> str | None:
    """The gender of the pronouns in the sentence of the word ``head``, or of the one that begins the next sentence.

    "Though she never named him, Tal cast ...": ``of`` gives the genders of the others whom a word may name, null where
    they are not known; a pronoun that may be of one of these tells nothing. Null too where both genders are left.
    """
    first, last = parse.sentences[parse.sentence[head]]
    others = {gender for word in set(parse.lower[first:last]) - {parse.lower[head]} for gender in of(word)}
    told = Counter(_GENDER[word] for word in parse.lower[first : min(last, head + _FAR)] if word in _GENDER)
    if not told and last < len(parse) and parse.paragraph[last] == parse.paragraph[head]:
        told.update(_GENDER[word] for word in parse.lower[last : last + 1] if word in _GENDER)
    left = [gender for gender in told if gender not in others and None not in others]
    return left[0] if len(left) == 1 else None


def usual(told: Iterable[str | None]) -> str | None:
    """The gender that most of the places tell that tell one; null where none does, or as many tell the other."""
    held = Counter(gender for gender in told if gender).most_common(2)
    return held[0][0] if held and (len(held) == 1 or held[0][1] > held[1][1]) else None


def leads(times: int, others: Sequence[int]) -> bool:
    """Whether who is named in full so many times is so far before all others of the family."""
    return times >= _FAR_MORE and all(times >= _FAR_MORE * other for other in others)
