"""What is said around a number about how exact it is: "at least", "nearly", "or so"."""

from __future__ import annotations

import re
from dataclasses import replace

from quoth.figures.numbers import Number, with_unit

__all__ = ["hedged"]

# How far "about" may be off, as a share of the number: what is called about 100 is taken for 90 to 110.
ABOUT = 0.1

_LEAST = (
    "at least|at the very least|at a minimum|a minimum of|more than|over|well over|just over|upwards? of|in excess of"
    "|above|no fewer than|no less than|not less than|as low as|as few as|as little as|north of|greater than|exceeding"
    "|surpassing|higher than|longer than|beyond"
)
_MOST = (
    "at most|up to|less than|fewer than|under|well under|just under|nearly|almost|not quite|no more than|not more than"
    "|as many as|as much as|as high as|as long as|a maximum of|below|close to|nearing|approaching|shy of|short of"
    "|within"
)
_NEAR = (
    "about|around|some|roughly|approximately|approx|an estimated|estimated|circa|in the region of|somewhere around"
    "|or so|more or less|perhaps|maybe|possibly|probably|an average of|on the order of"
)
_BEFORE = re.compile(
    rf"\b(?:(?P<least>{_LEAST})|(?P<most>{_MOST})|(?P<near>{_NEAR}))\s+(?P<article>the\s+|an?\s+)?$", re.IGNORECASE
)
# Before an article these are prepositions: "over a two-year period", "about the two men".
_PLACED = set("over above beyond under below about around some within".split())
_AFTER = re.compile(
    r"(?P<least>\+|[- ](?-i:plus)\b|\s+or more\b|\s+and more\b|\s+and counting\b)|(?P<most>\s+or (?:fewer|less)\b)"
    r"|(?P<near>\s+or so\b|\s+or thereabouts\b|[- ]odd\b)",
    re.IGNORECASE,
)
_LONGEST = 32  # in characters: the longest words that _BEFORE knows, and the space behind them


def hedged(text: str, number: Number) -> tuple[Number, str | None]:
    """The number with the bounds that the words around it set, wide enough to hold these; and the hedge itself."""
    if number.value is None and number.high is not None:
        return number, "between" if text[number.start : number.start + 7].lower() == "between" else None
    before = _BEFORE.search(text, max(0, number.start - _LONGEST), number.start)
    if before and before["article"] and before.group().split()[0].lower() in _PLACED:
        before = None
    after = _AFTER.match(text, number.end)
    found = before or after
    if found is None:
        return number, None
    kind = next(name for name in ("least", "most", "near") if found.groupdict().get(name))
    words = " ".join(found[kind].strip(" -").lower().split())
    hedge = "or more" if words in ("+", "plus") else words
    start, end = (found.start(kind), number.end) if before else (number.start, found.end(kind))
    made = replace(_bounded(number, kind), start=start, end=end, bare=None)
    return (made if before or made.unit else with_unit(text, made)), hedge  # "90-plus minutes"


def _bounded(number: Number, kind: str) -> Number:
    value = number.value
    if value is None:
        return number
    if kind == "least":
        return replace(number, high=None)
    if kind == "most":
        return replace(number, low=None)
    return replace(number, low=round(value * (1 - ABOUT), 6), high=round(value * (1 + ABOUT), 6))
