"""Days and times as people and programs write them: "Tue 6:45 PM, May 6, 2031", "Mo, 05 Mai 2031 11:41:36"."""

from __future__ import annotations

import functools
import re
from datetime import UTC, date, datetime, timedelta, timezone

__all__ = ["written_date"]

# A written date with its day, time, zone and the words around it is shorter.
MAX_LENGTH = 160

_ISO = re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d{2})")
_PACKED = re.compile(r"(?<![\d.])((?:16|17|18|19|20|21)\d\d)(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?)?(?!\d)")
_SLASHES = re.compile(r"(?<!\d)(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?!\d)")
_HALF_DAY = re.compile(r"(?<![\d:])(\d{1,2})(?:[:.](\d\d))?(?::(\d\d))?(?:\.\d+)?\s*([ap])\.?\s?m\b\.?", re.IGNORECASE)
_CLOCK = re.compile(r"(?<![\d:])([01]?\d|2[0-3])[:h](\d\d)(?::(\d\d)(?:[.,]\d+)?)?(?![\d:])")
_OFFSET = re.compile(r"(?:(?:GMT|UTC)\s*)?([+-])(\d{1,2}):?(\d\d)?\b|(?<=\d)Z\b")
_ZONE = re.compile(r"\b([A-Z]{2,4})\b")


class _Words:
    """The months, days and zones of ``dates.toml``."""

    def __init__(self) -> None:
        import tomllib
        from importlib import resources

        data = tomllib.loads(resources.files("quoth.ingest").joinpath("dates.toml").read_text("utf-8"))
        self.months = {name: number for number, names in enumerate(data["months"], 1) for name in names}
        self.zones: dict[str, int] = {name: int(60 * hours) for name, hours in data["zones"].items()}
        months = "|".join(sorted(self.months, key=len, reverse=True))
        self.day_first = re.compile(
            rf"(?<![\d:])(\d{{1,2}})(?:st|nd|rd|th|\.|er)?[\s-]*(?:of |de )?({months})\b\.?,?[\s-]*(?:de )?"
            r"(\d{4})(?!\d)",
            re.IGNORECASE,
        )
        self.month_first = re.compile(
            rf"\b({months})\b\.?\s*(\d{{1,2}})(?:st|nd|rd|th)?(?:\s*,\s*|\s+)(\d{{4}})(?!\d)", re.IGNORECASE
        )
        # 6 May 2031 as mail has it without a year in four figures is not read.
        small = "|".join(sorted(data["around"], key=len, reverse=True))
        self.around = re.compile(rf"\b(?:{small})\b\.?|[^\w]+", re.IGNORECASE)


@functools.cache
def _words() -> _Words:
    return _Words()


def written_date(text: str, *, alone: bool = True) -> date | None:
    """The first day in ``text``, with its time of day and offset where there are any; None where there is none.

    With ``alone``, nothing else may stand in the text but the names of days and words such as "published".
    A day is only read where year, month and day cannot be taken for one another.
    """
    text = text[:MAX_LENGTH]
    found = _day(text)
    if found is None:
        return None
    day, start, end = found
    packed = _PACKED.fullmatch(text[start:end])
    if packed is not None and packed.group(4):
        hour, minute, second = (int(group or 0) for group in packed.group(4, 5, 6))
        return _moment(day, hour, minute, second, None) if len(text) == end - start else None
    rest = f"{text[:start]} \x00 {re.sub(r'^T(?=[0-9])', ' ', text[end:])}"
    again = _day(rest)
    if again is not None and again[0] == day:  # a date that was written twice over
        rest = rest[: again[1]]
    clock, rest = _clock(rest)
    zone, rest = _zone(rest) if clock is not None else (None, rest)
    if alone and _words().around.sub("", _first_clock_only(rest)).strip("T\x00 "):
        return None
    return day if clock is None else _moment(day, *clock, zone)


def _day(text: str) -> tuple[date, int, int] | None:
    """The first day in a text, and where it stands."""
    words = _words()
    tries = (
        (_ISO, lambda year, month, day: (year, month, day)),
        (words.day_first, lambda day, month, year: (year, month, day)),
        (words.month_first, lambda month, day, year: (year, month, day)),
        (_PACKED, lambda year, month, day, *_: (year, month, day)),
        (_SLASHES, _unlike),
    )
    best: tuple[date, int, int] | None = None
    for pattern, order in tries:
        for match in pattern.finditer(text):
            year, month, day = order(*match.groups())
            number = words.months.get(str(month).casefold(), month)
            try:
                made = date(int(year), int(number), int(day))
            except ValueError:
                continue
            if best is None or match.start() < best[1]:
                best = (made, match.start(), match.end())
            break
    return best


def _unlike(one: str, two: str, year: str) -> tuple[str, str, str]:
    """Year, month and day where only one of two numbers can be the month, or both are the same; else no day."""
    if int(one) > 12 or one == two:
        return year, two, one
    return (year, one, two) if int(two) > 12 else (year, "0", "0")


def _clock(text: str) -> tuple[tuple[int, int, int] | None, str]:
    half = _HALF_DAY.search(text)
    if half is not None and 1 <= int(half.group(1)) <= 23:
        hour = int(half.group(1))
        if hour <= 12:  # "14:05 pm" is written, too
            hour = hour % 12 + (12 if half.group(4).lower() == "p" else 0)
        return (hour, int(half.group(2) or 0), int(half.group(3) or 0)), f"{text[: half.start()]}0{text[half.end() :]}"
    whole = _CLOCK.search(text)
    if whole is None:
        return None, text
    hour, minute, second = (int(group or 0) for group in whole.groups())
    return (hour, minute, second), f"{text[: whole.start()]}0{text[whole.end() :]}"


def _zone(text: str) -> tuple[timezone | None, str]:
    offset = _OFFSET.search(text)
    if offset is not None and not offset.group(1):
        return UTC, text[: offset.start()] + text[offset.end() :]
    if offset is not None and int(offset.group(2)) <= 14 and text[: offset.start()].count("0"):
        minutes = 60 * int(offset.group(2)) + int(offset.group(3) or 0)
        sign = -1 if offset.group(1) == "-" else 1
        rest = re.sub(r"\([^()]*\)", " ", text[: offset.start()] + text[offset.end() :])
        return timezone(sign * timedelta(minutes=minutes)), rest
    for named in _ZONE.finditer(text):
        minutes_of = _words().zones.get(named.group(1))
        if minutes_of is not None:
            return timezone(timedelta(minutes=minutes_of)), text[: named.start()] + text[named.end() :]
    return None, text


def _first_clock_only(rest: str) -> str:
    return re.sub(r"\b0\b", " ", rest, count=1)


def _moment(day: date, hour: int, minute: int, second: int, zone: timezone | None) -> date:
    try:
        return datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=zone)
    except ValueError:
        return day
