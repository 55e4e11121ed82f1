"""What single words tell of a change: negations, conditions, numbers, persons, tenses. Words are folded."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

__all__ = [
    "agreeing",
    "conditions",
    "expanded",
    "is_negation",
    "is_number",
    "negations",
    "same_but_person",
    "same_but_tense",
    "values",
]

_DIGITS = re.compile(r"(\d+(?:\.\d+)?)(st|nd|rd|th|s|m|bn|k|pc)?\Z")
_SUFFIXES = (("n't", "not"), ("'re", "are"), ("'ve", "have"), ("'ll", "will"), ("'m", "am"))


@dataclass(frozen=True, slots=True)
class _Grammar:
    """The lists of ``wording.toml``; a person or tense is a set of pairs, both ways round."""

    negations: frozenset[str]
    with_negation: frozenset[str]
    conditions: frozenset[str]
    contractions: dict[str, tuple[str, ...]]
    is_after: frozenset[str]
    units: dict[str, int]
    scales: dict[str, int]
    other_numbers: frozenset[str]
    signs: frozenset[str]
    persons: frozenset[tuple[str, str]]
    tenses: frozenset[tuple[str, str]]


@cache
def _grammar() -> _Grammar:
    data = tomllib.loads((resources.files(__package__) / "wording.toml").read_text(encoding="utf-8"))
    contractions = {word: tuple(parts.split()) for word, parts in data["contractions"].items()}
    is_after = frozenset(contractions.pop("is"))
    numbers = data["numbers"]
    persons = {(a, b) for line in data["persons"].values() for a in line.split() for b in line.split() if a != b}
    return _Grammar(
        negations=frozenset(f"{data['negations']['words']} {data['negations']['bare']}".split()),
        with_negation=frozenset(data["negations"]["verbs"].split()),
        conditions=frozenset(data["conditions"]["words"].split()),
        contractions=contractions,
        is_after=is_after,
        units=_counted(numbers["units"]),
        scales=_counted(numbers["scales"]),
        other_numbers=frozenset(numbers["others"].split()),
        signs=frozenset(f"{numbers['currencies']} {numbers['shares']}".split()),
        persons=frozenset(persons | _both_ways(data["agreement"]["pairs"])),
        tenses=frozenset(_both_ways(f"{data['tenses']['pairs']} {data['tenses']['irregular']}")),
    )


def negations(words: Iterable[str]) -> int:
    """How many of the words deny."""
    return sum(word in _grammar().negations for word in expanded(words))


def is_negation(words: Sequence[str]) -> bool:
    """Whether the words are a negation and nothing else, but for the verb that it needs: ``not``, ``did not``."""
    plain = [word for word in expanded(words) if word not in _grammar().with_negation]
    return len(plain) == 1 and negations(plain) == 1


def conditions(words: Iterable[str]) -> int:
    """How many of the words make a condition."""
    return sum(word in _grammar().conditions for word in words)


def expanded(words: Iterable[str]) -> tuple[str, ...]:
    """The words with every contraction as the words that it is short for: ``don't`` is ``do not``."""
    return tuple(part for word in words for part in _parts(word))


def _parts(word: str) -> tuple[str, ...]:
    grammar = _grammar()
    if word in grammar.contractions:
        return grammar.contractions[word]
    for suffix, meant in _SUFFIXES:
        if word.endswith(suffix) and len(word) > len(suffix):
            return word.removesuffix(suffix), meant
    if word.endswith("'s") and word[:-2] in grammar.is_after:
        return word[:-2], "is"
    return (word,)


def is_number(word: str) -> bool:
    """Whether a word is a number: digits, a number word, or a sign of money or share."""
    grammar = _grammar()
    known = word in grammar.units or word in grammar.scales or word in grammar.other_numbers or word in grammar.signs
    return known or _DIGITS.match(word) is not None


def values(words: Iterable[str]) -> tuple[float | str, ...]:
    """The numbers that the words name, in their order: ``twenty five`` and ``25`` are the same one.

    A word that has no plain value (``dozen``, ``third``, ``$``) stands for itself.
    """
    grammar = _grammar()
    out: list[float | str] = []
    number = _Spelt()
    held = list(words)
    for n, word in enumerate(held):
        digits = _DIGITS.match(word)
        if digits and not digits[2]:
            out += number.taken()
            number.begin(float(digits[1]))
        elif word in grammar.units:
            out += [] if number.goes_on_with(grammar.units[word]) else number.taken()
            number.add(grammar.units[word])
        elif word in grammar.scales:
            out += number.scale(grammar.scales[word])
        elif not (word == "and" and number.is_scaled and n + 1 < len(held) and held[n + 1] in grammar.units):
            out += number.taken()
            out += [word] if is_number(word) else []
    return tuple(out + number.taken())


class _Spelt:
    """A number that is being read word by word: "two thousand three hundred and forty"."""

    def __init__(self) -> None:
        self._whole: float | None = None  # thousands and more
        self._part: float | None = None  # what may still be scaled
        self._last = 0  # the scale that came last, 0 behind a unit

    @property
    def is_scaled(self) -> bool:
        """Whether the last word was a scale."""
        return self._last > 0

    def begin(self, value: float) -> None:
        """Begins with digits."""
        self._part = value

    def goes_on_with(self, value: int) -> bool:
        """Whether a unit belongs to it: "twenty five" goes on, "five twenty" is two numbers."""
        if self._last:
            return value < self._last and value < 100
        return self._part is None or (self._part % 100 >= 20 and self._part % 10 == 0 and value < 10)

    def add(self, value: int) -> None:
        """Adds a unit."""
        self._part, self._last = (self._part or 0.0) + value, 0

    def scale(self, scale: int) -> list[float | str]:
        """Takes what was read so many times, thousands apart; a number before it, if that ends here.

        "Five hundred six hundred" is two numbers.
        """
        if scale < 1000 and self._part is not None and self._part >= scale:
            unit = self._part % scale
            self._part -= unit
            ended, self._part = self.taken(), unit or None
            return [*ended, *self.scale(scale)]
        part = self._part or (0.0 if self._whole else 1.0)
        if scale < 1000:
            self._part = part * scale
        else:
            self._whole, self._part = (self._whole or 0.0) * (1 if part else scale) + part * scale, None
        self._last = scale
        return []

    def taken(self) -> list[float | str]:
        """The number, if there is one; the next begins."""
        read = [] if self._whole is None and self._part is None else [(self._whole or 0.0) + (self._part or 0.0)]
        self._whole, self._part, self._last = None, None, 0
        return list(read)


def same_but_person(one: str, other: str) -> bool:
    """Whether two words differ by the person alone: ``i`` and ``he``, ``am`` and ``is``, ``here`` and ``there``."""
    return (one, other) in _grammar().persons


def agreeing(one: str, other: str) -> bool:
    """Whether two words may be one verb behind another person: ``want``, ``wants``. A plural noun looks the same."""
    return _is_third(one, other) or _is_third(other, one)


def same_but_tense(one: str, other: str) -> bool:
    """Whether two words are one verb in the present and in the past: ``is`` and ``was``, ``need`` and ``needed``."""
    if (one, other) in _grammar().tenses:
        return True
    return any(_is_past(a, b) for a in _stems(one) for b in _stems(other)) or any(
        _is_past(b, a) for a in _stems(one) for b in _stems(other)
    )


def _stems(word: str) -> Sequence[str]:
    """A word, and what it is without the ending of the third person."""
    out = [word]
    if len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
        out += [word[:-1], word[:-2]] if word.endswith("es") else [word[:-1]]
        out += [f"{word[:-3]}y"] if word.endswith("ies") else []
    return out


def _is_past(present: str, past: str) -> bool:
    if len(present) < 2 or present == past:
        return False
    regular = {f"{present}ed", f"{present}{present[-1]}ed"}
    regular |= {f"{present}d"} if present.endswith("e") else set()
    regular |= {f"{present[:-1]}ied"} if present.endswith("y") else set()
    return past in regular or (present, past) in _grammar().tenses


def _is_third(plain: str, third: str) -> bool:
    """Whether ``third`` is ``plain`` with the ending of the third person."""
    return len(plain) > 1 and third in {f"{plain}s", f"{plain}es", f"{plain[:-1]}ies" if plain[-1] == "y" else ""}


def _counted(text: str) -> dict[str, int]:
    return {word: int(count) for word, _, count in (pair.partition(":") for pair in text.split())}


def _both_ways(text: str) -> set[tuple[str, str]]:
    pairs = {(one, other) for one, _, other in (pair.partition(":") for pair in text.split())}
    return pairs | {(other, one) for one, other in pairs}
