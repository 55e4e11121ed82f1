"""What a sentence says that all its figures share: places, days and totals, each sought once however many figures."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property

from quoth.figures.numbers import Number
from quoth.parse import Parse

__all__ = ["Sentence", "Sentences"]

_PLACES = {"LOCATION", "CITY", "COUNTRY", "STATE_OR_PROVINCE"}
_MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_WHEN = re.compile(
    r"\b(?:since |on |by |late |early |last |next |this )?"
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?: (?:morning|afternoon|evening|night))?"
    r"|yesterday|today|tomorrow|tonight|(?:last|this|next) (?:week|month|year|night)"
    rf"|\d{{1,2}} {_MONTH}(?: \d{{4}})?|{_MONTH}(?: \d{{1,2}})?(?:,? \d{{4}})?"
    r"|(?:in|since|by|during) (?:1[89]|20)\d\d)\b"
)
# What a number is said of: "the toll is 41".
_TOTALS = re.compile(
    r"\b((?:death |overall |official )?toll|number(?: of \w+(?: \w+)?)?|total|count|price|cost|population|turnout|rate"
    r"|unemployment|inflation|majority|lead|share|losses|profits?|revenues?|sales|support|casualties|deaths|breaches|temperatures?)\b",
    re.IGNORECASE,
)
# So many totals are looked at for one number.
_MOST = 10


class Sentence:
    """The words ``first:last`` of a parse."""

    def __init__(self, parse: Parse, first: int, last: int) -> None:
        self.parse = parse
        self.first = first
        self.last = last

    @cached_property
    def _places(self) -> list[tuple[int, int]]:
        parse = self.parse
        places: list[tuple[int, int]] = []
        for i in range(self.first, self.last):
            if places and places[-1][1] == i and parse.tag[i].startswith("NNP"):
                places[-1] = (places[-1][0], i + 1)
            elif parse.entity[i] in _PLACES and parse.tag[i].startswith("NNP"):
                places.append((i, i + 1))
        return places

    def place(self, number: Number) -> str | None:
        """The place that is named nearest behind the number, or else nearest before it."""
        if not self._places:
            return None
        at, _ = self.parse.range(number.start, number.end)
        after = bisect_right(self._places, at, key=lambda place: place[0])
        return self.parse.slice(*self._places[min(after, len(self._places) - 1)])

    @cached_property
    def _days(self) -> list[re.Match[str]]:
        if self.first == self.last:
            return []
        return list(_WHEN.finditer(self.parse.text, self.parse.start[self.first], self.parse.end[self.last - 1]))

    def when(self, number: Number) -> str | None:
        """The words for a day or a year that stand nearest to the number."""
        n = bisect_left(self._days, number.start, key=re.Match.start)
        near = self._days[max(0, n - 1) : n + 1]
        return min(near, key=lambda m: abs(m.start() - number.start)).group() if near else None

    @cached_property
    def _totals(self) -> list[int]:
        text, start = self.parse.text, self.parse.start[self.first]
        return [m.start() for m in _TOTALS.finditer(text, start, self.parse.end[self.last - 1])]

    def totals(self, number: Number) -> Iterator[re.Match[str]]:
        """The totals that the words before the number name, the last one first: "the death toll rose to 41"."""
        if self.first == self.last:
            return
        n = bisect_left(self._totals, number.start)
        for start in reversed(self._totals[max(0, n - _MOST) : n]):
            if found := _TOTALS.match(self.parse.text, start, number.start):
                yield found


class Sentences:
    """The sentences of a parse that have figures; only the last one that was asked for is kept."""

    def __init__(self, parse: Parse) -> None:
        self.parse = parse
        self._last = Sentence(parse, 0, 0)

    def of(self, number: Number) -> Sentence:
        """The sentence in which a number stands."""
        parse = self.parse
        if not len(parse):
            return self._last
        i, _ = parse.range(number.start, number.end)
        first, last = parse.sentences[parse.sentence[min(i, len(parse) - 1)]]
        if (first, last) != (self._last.first, self._last.last):
            self._last = Sentence(parse, first, last)
        return self._last
