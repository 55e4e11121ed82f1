"""Words that name a day or days ("early Wednesday", "last week", "3 May"), wherever they stand in a text.

    words = find_dates(parse)

They are found by patterns, in the sentences that hold a word of the calendar; what they are for is not asked here.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

from quoth.parse import Parse
from quoth.text import in_alphabet

__all__ = ["DateWords", "Numbers", "date_data", "find_dates", "find_occasions", "numbers"]

_OF_DAY = r"(?:morning|afternoon|evening|night|lunchtime|midday|noon)"
_PART = r"(?:(?i:early|late|mid|earlier|later)(?:\s+on)?[\s-]+)"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_YEAR = r"(?:1[6-9]|2[01])\d\d"
_TO = r"\s*(?:[-–—]|\b(?:to|and|through|until)\b)\s*"
_SAME = r"(?i:that(?:\s+same)?|the\s+same)"
_OWN = r"(?:the(?:\s+same)?|that|this|his|her|its|their)"
_END = r"(?=\s*(?:[^\w\s]|$))"

# In code points: how far around a weekday the word is looked for that makes it a name.
NAME_REACH = 30


@dataclass(frozen=True, slots=True)
class DateWords:
    """Words of the text (code points ``start:end``) that name a day or days; the rule and its parts say which."""

    start: int
    end: int
    rule: str
    parts: Mapping[str, str]


class Numbers(NamedTuple):
    """Weekdays (Monday is 0), months (January is 1) and counts by their names, in lower case, without full stops."""

    weekdays: dict[str, int]
    months: dict[str, int]
    counts: dict[str, int]


@cache
def date_data() -> dict[str, Any]:
    """What ``days.toml`` holds, read once."""
    return tomllib.loads((resources.files(__package__) / "days.toml").read_text(encoding="utf-8"))


@cache
def numbers() -> Numbers:
    """The numbers of the calendar's names in ``days.toml``."""
    data = date_data()["calendar"]
    pairs = zip(data["weekdays"], data["short_weekdays"], strict=True)
    return Numbers(
        {w.lower().strip("."): n for n, both in enumerate(pairs) for group in both for w in group.split()},
        {w.lower(): n for n, group in enumerate(data["months"], 1) for w in group.split()},
        {w: n for n, group in enumerate(data["counts"], 1) for w in group.split()},
    )


def find_dates(parse: Parse) -> list[DateWords]:
    """The words that name days, in text order; none overlap."""
    out: list[DateWords] = []
    kinds, lower = _kinds(), parse.lower
    for i, j in parse.sentences:
        found = {kinds[w] for w in lower[i:j] if w in kinds}
        found |= {"year" if w[:4].isdigit() else kinds.get(w.rpartition("-")[2], "") for w in lower[i:j] if len(w) > 3}
        if found != {""}:
            out.extend(_in_sentence(parse.text, parse.start[i], parse.end[j - 1], found))
    return out


def find_occasions(text: str) -> list[DateWords]:
    """The words that go back to an occasion by its noun: "at the debate", "the day before his news conference"."""
    return [
        DateWords(*m.span(), "occasion", {k: in_alphabet(v) for k, v in m.groupdict().items() if v})
        for m in _occasion().finditer(text)
    ]


def _in_sentence(text: str, start: int, end: int, kinds: set[str]) -> list[DateWords]:
    found: list[DateWords] = []
    for rule, needed, pattern in _patterns():
        if not kinds.isdisjoint(needed):
            for m in pattern.finditer(text, start, end):
                parts = {k: in_alphabet(v) for k, v in m.groupdict().items() if v}
                found.append(DateWords(*m.span("text" if "text" in parts else 0), rule, parts))
    taken = bytearray(end - start)
    kept: list[DateWords] = []
    for words in sorted(found, key=lambda w: w.start - w.end):
        a, b = words.start - start, words.end - start
        if not any(taken[a:b]):
            taken[a:b] = b"\1" * (b - a)
            if not _is_name(text, words):
                kept.append(words)
    return sorted(kept, key=lambda w: w.start)


def _is_name(text: str, words: DateWords) -> bool:
    """Whether the words are part of a name: "Black Friday", "the Sunday Times", "the Verlan Today"."""
    if words.rule not in {"weekday", "deictic"}:
        return False
    before = re.search(r"(\w+)\s+$", text[max(0, words.start - NAME_REACH) : words.start])
    capital = before[1].lower() if before and before[1][0].isupper() else ""
    if words.rule == "deictic":
        return bool(capital) and text[words.start].isupper()
    after = re.match(r"\s+([A-Z]\w+)", text[words.end : words.end + NAME_REACH])
    names = date_data()["names"]
    return capital in names["before"].split() or bool(after and after[1].lower() in names["after"].split())


# ------------------------------------------------------------------------------------------------- the patterns


@cache
def _kinds() -> dict[str, str]:
    """For words in lower case, what they are of the calendar: a sentence is searched only for what it may hold."""
    data = date_data()["calendar"]
    kinds = {word: "holiday" for name in date_data()["holidays"] for word in name.lower().split()}
    kinds |= dict.fromkeys(data["seasons"], "season")
    for kind, words in zip(("weekday", "month"), numbers(), strict=False):
        kinds |= {word + stop: kind for word in words for stop in ("", ".")}
    kinds |= dict.fromkeys("day days week weeks weekend month months year years".split(), "unit")
    kinds |= dict.fromkeys("today tonight yesterday tomorrow".split(), "deictic")
    return kinds | dict.fromkeys("morning afternoon evening night lunchtime midday noon".split(), "part")


@cache
def _patterns() -> list[tuple[str, frozenset[str], re.Pattern[str]]]:
    """The patterns, each with its rule and the kinds of words one of which it needs.

    Of two that overlap the longer wins, and the first of two of one length. A group ``text`` narrows the words to it.
    """
    data = date_data()["calendar"]
    month = "|".join(w if n == 0 else rf"{w}\b\.?" for g in data["months"] for n, w in enumerate(g.split()))
    long = "|".join(re.escape(w) + r"(?!\w)" for group in data["weekdays"] for w in group.split())
    short = "|".join(rf"{w}\b\.?" for group in data["short_weekdays"] for w in group.split())
    season = "|".join(data["seasons"])
    count = "|".join([r"\d{1,3}", *numbers().counts])
    holiday = "|".join(map(re.escape, date_data()["holidays"])).replace("'", "['’]")
    named = rf"{_PART}?(?:(?:{long}|{short})(?:\s+{_OF_DAY})?,?\s+(?:the\s+)?)?"
    to = rf"(?:{_TO}(?P<to>{_DAY}))?"
    year = rf"(?:\s*,?\s+(?P<year>{_YEAR})\b)?"
    hours = r"(?i:(?:the\s+)?(?:early|late|small)\s+hours\s+of\s+)"
    which = r"(?:(?P<which>(?i:last|next|this|(?:this|the)\s+(?:past|coming|previous|following)))\s+)?"
    week = r"(?:\s+(?:of\s+)?(?P<week>last|this|next)\s+week)?"
    near, unit = r"(?P<which>(?i:last|this(?:\s+past)?|next))", "week(?:end)?|month|year"
    of, its = (
        r"(?i:in|during|since|until|by|of|from|before|after)",
        r"(?i:in|during|since|an?|the|its|his|her|their|our|my)",
    )
    found = [
        ("date", "month", rf"{named}(?P<month>{month})\s+(?P<day>{_DAY}){to}(?![\d:])(?!\.\d){year}"),
        ("date", "month", rf"{named}(?P<day>{_DAY}){to}\s+(?:of\s+)?(?P<month>{month}){year}"),
        ("date", "year", r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)"),
        ("month", "month", rf"{_PART}?(?P<month>{month})(?:\s+of|,)?\s+(?P<year>{_YEAR})"),
        ("weekday", "weekday", rf"(?:{_PART}|{hours})?{which}(?P<weekday>{long})(?:\s+{_OF_DAY})?{week}"),
        ("deictic", "deictic", rf"{_PART}?(?P<word>(?i:today|tonight|yesterday|tomorrow))(?:\s+{_OF_DAY})?"),
        ("deictic", "part", rf"{_PART}?(?P<word>(?i:last\s+night|this\s+(?:morning|afternoon|evening)))"),
        ("deictic", "deictic", r"(?i:the)\s+day\s+(?P<word>before\s+yesterday)"),
        ("same", "unit part", rf"{_PART}?{_SAME}\s+(?:day|{_OF_DAY})"),
        ("same", "unit", r"(?i:earlier|later|early|late)\s+(?:in|on)\s+(?:the|that)\s+day"),
        ("beside", "unit part", rf"(?i:the)\s+(?P<way>next|following|previous)\s+(?:day|{_OF_DAY})"),
        ("beside", "unit", rf"(?i:the|a|one)\s+day\s+(?P<way>before|after|earlier|later){_END}"),
        ("counted", "unit", rf"(?P<count>(?i:{count}))\s+(?P<unit>day|week|month|year)s?\s+(?P<way>ago|earlier|later)"),
        ("counted", "unit", rf"(?P<count>(?i:{count}))\s+(?P<unit>day)s?\s+(?P<way>before|after){_END}"),
        ("period", "unit season month", rf"(?<!\bthe ){_PART}?{near}\s+(?P<unit>{unit}|{season}|{month})(?!\w)"),
        ("period", "unit", r"(?i:earlier|later|early|late)\s+in\s+the\s+(?P<unit>week|month|year)"),
        ("period", "unit", r"(?i:over|at|during|on)\s+the\s+(?:past\s+|last\s+)?(?P<unit>weekend)"),
        ("season", "season", rf"(?P<season>{season})(?:\s+of)?\s+(?P<year>{_YEAR})"),
        ("month", "month", rf"{of}\s+(?P<text>{_PART}?(?P<month>{month}))(?!\s*\d)"),
        ("year", "year", rf"{its}\s+(?P<text>(?P<year>{_YEAR}))(?![\d,]\d|\s*(?:%|percent))"),
        ("decade", "year", r"(?i:the)\s+(?P<text>(?P<year>\d{3}0)s)"),
        ("holiday", "holiday", rf"(?P<name>{holiday})"),
    ]  # fmt: skip
    return [(rule, frozenset(kind.split()), re.compile(rf"(?<![\w-]){p}(?!\w)")) for rule, kind, p in found]


@cache
def _occasion() -> re.Pattern[str]:
    nouns = "|".join(map(re.escape, date_data()["attach"]["occasions"].split()))
    at = r"(?:the\s+(?:day|morning|evening|night)\s+(?P<way>before|after)|in|at|during)"
    return re.compile(rf"(?<![\w-])(?i:{at}\s+{_OWN}(?:\s+[\w-]+)??\s+(?P<noun>{nouns}))(?![\w-])")
