"""Figures about the same thing as one series: by giver and by time, with the conflicts between givers.

Two figures belong together where they count the same, in the same unit, in one article or in articles of one story. A
conflict is two givers at one time whose ranges do not meet; that a toll rises from day to day is none.
"""

from __future__ import annotations

import hashlib
import itertools
import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from quoth.records import Figure, Record

__all__ = ["Placed", "Series", "conflicts", "key", "series"]

# Days between two figures that are still of one time: a morning paper has what the evening's wire had.
ONE_TIME = 1
# Days between two reports of one story, and how many rare names both must have.
STORY_DAYS = 14
SHARED = 3
# In characters: so near to each other, two numbers of one noun are of one thing.
NEAR = 400

FATES = (("deaths", None), ("injured", None))

# What is counted where people die, in whichever words: of "one of its soldiers had been killed" and "nine dead" the
# same is counted. A word around the figure says so, of those that no name of a thing has; "the dead" are others.
_DEATHS = re.compile(
    r"\b(?:(?<!the )dead|deaths?|died|die|dies|killed|killing|kills|toll|fatalities|losses|lives)\b", re.IGNORECASE
)
_HURT = re.compile(r"\b(?:injured|injuring|wounded|hurt|injuries)\b", re.IGNORECASE)
_LIVING = re.compile(
    r"\b(?:people|persons?|civilians?|soldiers?|troops|men|women|children|passengers|fighters|dead|toll|killed|deaths?"
    r"|fatalities|casualties|losses|police|officers?|injured|wounded|hurt|killing|kills|injuring|wounding)$",
    re.IGNORECASE,
)


# What is a part of another number, or comes to it.
_PART = re.compile(r"\b(?:including|among them|of whom|of which|of them|another|a further|other)\W+(?:\w+\W+){0,2}$")
_MORE = re.compile(r"\s*(?:more|others?|further|additional)\b")


@dataclass(frozen=True, slots=True)
class Placed(Record):
    """A figure with what relating asks for: its article's day and telling names, and its clause."""

    figure: Figure
    day: str | None
    names: tuple[str, ...]
    clause: str


@dataclass(frozen=True, slots=True)
class Series(Record):
    """Figures of one thing, in the order of time; ``conflict`` where two givers disagree at one time."""

    id: str
    counts: str
    unit: str | None
    place: str | None
    conflict: bool
    figures: tuple[Figure, ...]


def key(placed: Placed) -> tuple[str, str | None] | None:
    """What a figure counts and in which unit, as others count it too; null where it does not say, and for ages."""
    figure = placed.figure
    if figure.counts is None or figure.counts.startswith("age") or figure.counts == "times":
        return None
    if figure.unit is None and _LIVING.search(figure.counts):
        for words in (figure.counts, placed.clause):
            if _DEATHS.search(words):
                return "deaths", None
            if _HURT.search(words):
                return "injured", None
    return _single(figure.counts.split()[-1].lower().replace("’", "'")), figure.unit


def series(figures: Iterable[Placed]) -> list[Series]:
    """The series of two figures or more, the longest first."""
    alike: dict[tuple[str, str | None], list[Placed]] = {}
    for each in figures:
        found = key(each)
        if found is not None:
            alike.setdefault(found, []).append(each)
    made = [_series(what, unit, group) for (what, unit), all_ in alike.items() for group in _stories(all_)]
    made = [each for each in made if len(each.figures) > 1]
    return sorted(made, key=lambda each: (-len(each.figures), each.id))


def conflicts(figures: Sequence[Placed]) -> list[tuple[Figure, Figure]]:
    """The pairs of figures by two givers at one time whose ranges do not meet."""
    return [
        (a.figure, b.figure)
        for a, b in itertools.combinations(figures, 2)
        if _is_other_giver(a.figure, b.figure)
        and _at_one_time(a, b)
        and _is_same_thing(a, b)
        and not _meet(a.figure, b.figure)
    ]


def _series(what: str, unit: str | None, group: Sequence[Placed]) -> Series:
    ordered = sorted(group, key=lambda each: (each.day or "", each.figure.article, each.figure.span.start))
    found = tuple(each.figure for each in ordered)
    places = [each.place for each in found if each.place]
    name = hashlib.sha256("|".join(sorted(each.id for each in found)).encode()).hexdigest()[:20]
    place = max(places, key=places.count) if places else None
    return Series(f"se_{name}", what, unit, place, bool(conflicts(ordered)), found)


def _stories(figures: Sequence[Placed]) -> list[list[Placed]]:
    """The figures of each story: of one article, or of articles that are near in time and share telling names."""
    groups: list[list[Placed]] = []
    for each in figures:
        near = [group for group in groups if any(_one_story(each, other) for other in group)]
        groups = [group for group in groups if group not in near]
        groups.append([each, *itertools.chain.from_iterable(near)])
    return groups


def _one_story(a: Placed, b: Placed) -> bool:
    if a.figure.article == b.figure.article:
        return True
    if min(len(a.names), len(b.names)) < SHARED:
        return False
    apart = _days_apart(a.day, b.day)
    return (apart is None or apart <= STORY_DAYS) and len(set(a.names).intersection(b.names)) >= SHARED


def _at_one_time(a: Placed, b: Placed) -> bool:
    if a.figure.article == b.figure.article:
        return True
    apart = _days_apart(a.day, b.day)
    return apart is not None and apart <= ONE_TIME


def _days_apart(a: str | None, b: str | None) -> int | None:
    one, other = _day_number(a), _day_number(b)
    return None if one is None or other is None else abs(one - other)


# Each pair of figures asks for two days, and a library has few.
@lru_cache(maxsize=4096)
def _day_number(day: str | None) -> int | None:
    try:
        return date.fromisoformat(day[:10]).toordinal() if day else None
    except ValueError:
        return None


def _is_same_thing(a: Placed, b: Placed) -> bool:
    """Whether two of one series are surely of one thing: "two governments" may be others than "three governments".

    Those of another place, of another year or of another kind ("police officers", "prison officers") are of another
    thing, and so is what is a part of a number, or comes to it: "including 12 children", "another 12".
    """
    one, other = a.figure, b.figure
    if _is_part(a) or _is_part(b) or _elsewhere(a, b) or _of_other_years(one, other):
        return False
    if key(a) in FATES:
        return True
    if _differ(one.counts, other.counts):
        return False
    if one.article == other.article:
        return abs(one.span.start - other.span.start) <= NEAR
    return one.counts == other.counts and " " in (one.counts or "")


def _is_part(placed: Placed) -> bool:
    before, _, after = placed.clause.partition(placed.figure.span.text)
    return _PART.search(before) is not None or _MORE.match(after) is not None


def _elsewhere(a: Placed, b: Placed) -> bool:
    """Whether each of one article has a place, and the other's clause does not name it; two may name one each way."""
    here, there = a.figure.place, b.figure.place
    if not here or not there or a.figure.article != b.figure.article:
        return False
    return here not in f"{there} {b.clause}" and there not in f"{here} {a.clause}"


def _of_other_years(a: Figure, b: Figure) -> bool:
    one, other = (re.findall(r"\b(?:19|20)\d\d\b", each.when or "") for each in (a, b))
    return bool(one and other) and one != other


def _differ(one: str | None, other: str | None) -> bool:
    """Whether both counts have words before their head, and share none of these."""
    first, second = (set((each or "").lower().split()[:-1]) for each in (one, other))
    return bool(first and second) and not first & second


def _single(noun: str) -> str:
    if noun.endswith("ies"):
        return noun[:-3] + "y"
    if noun.endswith(("ches", "shes", "xes", "sses")):
        return noun[:-2]
    return noun if noun.endswith("ss") else noun.removesuffix("s")


def _is_other_giver(a: Figure, b: Figure) -> bool:
    """Whether two are given by two; who gives one that has no name is not known, but for an author."""
    if a.giver == b.giver or "unknown" in (a.giver.type, b.giver.type):
        return False
    return a.giver.type == "author" or b.giver.type == "author" or a.giver.name != b.giver.name


def _meet(a: Figure, b: Figure) -> bool:
    low = max(each.low if each.low is not None else -math.inf for each in (a, b))
    high = min(each.high if each.high is not None else math.inf for each in (a, b))
    return low <= high
