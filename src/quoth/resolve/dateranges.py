"""Which days the words for them name: "early Wednesday", seen from a day, as an interval with its granularity.

    interval = resolve_date(words, anchor=date(2031, 5, 3), last=None)

A week runs from Monday to Sunday, a weekend is its Saturday and Sunday, and seasons are those of ``days.toml``.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Mapping
from datetime import MAXYEAR, date, timedelta
from typing import NamedTuple

from quoth.records import Granularity
from quoth.resolve.datewords import DateWords, date_data, numbers

__all__ = ["Interval", "full_date", "resolve_date"]

DAYS_OF_WEEK = 7
MONTHS = 12
# In years: how far back a 29 February may lie.
LEAP_WAIT = 8

Parts = Mapping[str, str]


class Interval(NamedTuple):
    """The first and the last day, and how fine the words for them are."""

    start: date
    end: date
    granularity: Granularity


class Seen(NamedTuple):
    """Where words are seen from: the day of the report, and the day named last before them."""

    anchor: date | None
    last: date | None


def full_date(words: DateWords) -> date | None:
    """The day that the words name in full, year and all; None where they do not."""
    if words.rule != "date" or "year" not in words.parts or "to" in words.parts:
        return None
    found = _date(words.parts, Seen(None, None))
    return found.start if found else None


def resolve_date(words: DateWords, *, anchor: date | None, last: date | None) -> Interval | None:
    """The days that the words name, seen from the day ``anchor``; ``last`` is the day named before them, if any.

    Without a year they are the latest such days that begin on or before the anchor. None where there is nothing to
    count from, or no such day in the calendar.
    """
    try:
        return _RULES[words.rule](words.parts, Seen(anchor, last))
    except (ValueError, OverflowError):
        return None


def _date(parts: Parts, seen: Seen) -> Interval | None:
    month = _month(parts["month"])
    first, final = (int(re.sub(r"\D", "", parts.get(name) or parts["day"])) for name in ("day", "to"))
    if "year" in parts:
        years = [int(parts["year"])]
    elif seen.anchor is None:
        return None
    else:
        years = list(range(seen.anchor.year, max(seen.anchor.year - LEAP_WAIT - 1, 0), -1))
    for year in years:
        if first > calendar.monthrange(year, month)[1]:
            continue
        start, end = date(year, month, first), date(year, month, final)
        if start <= end and ("year" in parts or (seen.anchor is not None and start <= seen.anchor)):
            return Interval(start, end, "day" if start == end else "days")
    return None


def _month(name: str) -> int:
    return int(name) if name.isdigit() else numbers().months[name.lower().strip(".")]


def _weekday(parts: Parts, seen: Seen) -> Interval | None:
    number = numbers().weekdays[parts["weekday"].lower().strip(".")]
    which = parts.get("which", "").lower().split()[-1:]
    week = parts.get("week")
    base = seen.last if seen.last and which in (["previous"], ["following"]) else seen.anchor
    if base is None:
        return None
    if week:
        monday = base - timedelta(base.weekday()) + timedelta(weeks={"last": -1, "this": 0, "next": 1}[week])
        return _day(monday + timedelta(number))
    if which in (["next"], ["coming"], ["following"]):
        return _day(base + timedelta((number - base.weekday() - 1) % DAYS_OF_WEEK + 1))
    if which in (["last"], ["previous"]):
        base -= timedelta(1)
    return _day(base - timedelta((base.weekday() - number) % DAYS_OF_WEEK))


def _deictic(parts: Parts, seen: Seen) -> Interval | None:
    word = " ".join(parts["word"].lower().split())
    back = {"yesterday": 1, "last night": 1, "before yesterday": 2, "tomorrow": -1}.get(word, 0)
    return _day(seen.anchor - timedelta(back)) if seen.anchor else None


def _same(_parts: Parts, seen: Seen) -> Interval | None:
    return _day(seen.last) if seen.last else None


def _beside(parts: Parts, seen: Seen) -> Interval | None:
    step = 1 if parts["way"] in {"next", "following", "after", "later"} else -1
    return _day(seen.last + timedelta(step)) if seen.last else None


def _occasion_day(parts: Parts, seen: Seen) -> Interval | None:
    if seen.last is None:
        return None
    return _day(seen.last + timedelta({"before": -1, "after": 1}.get(parts.get("way", ""), 0)))


def _counted(parts: Parts, seen: Seen) -> Interval | None:
    base = seen.anchor if parts["way"] == "ago" else seen.last
    if base is None:
        return None
    word = parts["count"].lower()
    count = int(word) if word.isdigit() else numbers().counts[word]
    return _unit(parts["unit"], base, count if parts["way"] in {"later", "after"} else -count)


def _period(parts: Parts, seen: Seen) -> Interval | None:
    if seen.anchor is None:
        return None
    which, unit = parts.get("which", "this").lower().split()[0], parts["unit"]
    step = {"last": -1, "this": 0, "next": 1}[which]
    if unit in {"week", "month", "year"}:
        return _unit(unit, seen.anchor, step)
    if unit == "weekend":
        saturday = seen.anchor - timedelta((seen.anchor.weekday() - 5) % DAYS_OF_WEEK)
        if which == "next" or (which == "last" and seen.anchor - saturday < timedelta(2)):
            saturday += timedelta(weeks=step)
        return Interval(saturday, saturday + timedelta(1), "days")
    if unit in date_data()["calendar"]["seasons"]:
        return _latest_season(unit, seen.anchor, ended=which == "last")
    return _latest_month(_month(unit), seen.anchor, ended=which == "last")


def _unit(unit: str, base: date, step: int) -> Interval:
    """The day, week (from its Monday), month or year that lies ``step`` of them from the one of ``base``."""
    if unit == "day":
        return _day(base + timedelta(step))
    if unit == "week":
        monday = base - timedelta(base.weekday()) + timedelta(weeks=step)
        return Interval(monday, monday + timedelta(6), "week")
    if unit == "month":
        months = base.year * MONTHS + base.month - 1 + step
        return _whole_month(months // MONTHS, months % MONTHS + 1)
    return Interval(date(base.year + step, 1, 1), date(base.year + step, 12, 31), "year")


def _in_month(parts: Parts, seen: Seen) -> Interval | None:
    if "year" in parts:
        return _whole_month(int(parts["year"]), _month(parts["month"]))
    return _latest_month(_month(parts["month"]), seen.anchor) if seen.anchor else None


def _latest_month(month: int, anchor: date, *, ended: bool = False) -> Interval:
    later = month > anchor.month or (ended and month == anchor.month)
    return _whole_month(anchor.year - later, month)


def _whole_month(year: int, month: int) -> Interval:
    return Interval(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]), "month")


def _in_season(parts: Parts, _seen: Seen) -> Interval | None:
    return _whole_season(parts["season"], int(parts["year"]))


def _whole_season(name: str, year: int) -> Interval:
    first, final = date_data()["calendar"]["seasons"][name]
    return Interval(date(year, first, 1), _whole_month(year + (final < first), final).end, "season")


def _latest_season(name: str, anchor: date, *, ended: bool) -> Interval:
    found = _whole_season(name, anchor.year)
    if found.start > anchor or (ended and found.end >= anchor):
        found = _whole_season(name, anchor.year - 1)
    return found if not ended or found.end < anchor else _whole_season(name, anchor.year - 2)


def _in_year(parts: Parts, _seen: Seen) -> Interval | None:
    year = int(parts["year"])
    return Interval(date(year, 1, 1), date(year, 12, 31), "year")


def _in_decade(parts: Parts, _seen: Seen) -> Interval | None:
    year = int(parts["year"])
    return Interval(date(year, 1, 1), date(min(year + 9, MAXYEAR), 12, 31), "years")


def _holiday(parts: Parts, seen: Seen) -> Interval | None:
    if seen.anchor is None:
        return None
    rule = date_data()["holidays"][parts["name"].replace("’", "'")]
    this_year = _holiday_in(rule, seen.anchor.year)
    return _day(this_year if this_year <= seen.anchor else _holiday_in(rule, seen.anchor.year - 1))


def _holiday_in(rule: Mapping[str, int], year: int) -> date:
    if "day" in rule:
        return date(year, rule["month"], rule["day"])
    days = [w[rule["weekday"] - 1] for w in calendar.monthcalendar(year, rule["month"]) if w[rule["weekday"] - 1]]
    return date(year, rule["month"], days[rule["nth"] - (rule["nth"] > 0)])


def _day(day: date) -> Interval:
    return Interval(day, day, "day")


_RULES: dict[str, Callable[[Parts, Seen], Interval | None]] = {
    "date": _date,
    "month": _in_month,
    "weekday": _weekday,
    "deictic": _deictic,
    "same": _same,
    "beside": _beside,
    "occasion": _occasion_day,
    "counted": _counted,
    "period": _period,
    "season": _in_season,
    "year": _in_year,
    "decade": _in_decade,
    "holiday": _holiday,
}
