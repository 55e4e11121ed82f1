"""Numbers as reports write them: in digits, in words, with a scale, a currency or a unit, alone or as a range."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from quoth.text import in_alphabet

__all__ = ["Number", "numbers"]

UNITS = dict(
    zip(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split(),
        range(20),
        strict=True,
    )
)
TENS = dict(zip("twenty thirty forty fifty sixty seventy eighty ninety".split(), range(20, 100, 10), strict=True))
SPELT = UNITS | TENS
SCALES = {
    "hundred": 1e2,
    "thousand": 1e3,
    "k": 1e3,
    "lakh": 1e5,
    "million": 1e6,
    "m": 1e6,
    "mn": 1e6,
    "crore": 1e7,
    "billion": 1e9,
    "bn": 1e9,
    "b": 1e9,
    "trillion": 1e12,
    "tn": 1e12,
    "dozen": 12.0,
    "score": 20.0,
}
# A plural without a number says "two of them or more": the low end; nothing says how many they are at most.
VAGUE = {
    "dozens": 24.0,
    "scores": 40.0,
    "tens": 20.0,
    "hundreds": 200.0,
    "thousands": 2e3,
    "millions": 2e6,
    "billions": 2e9,
    "trillions": 2e12,
}
SHARES = {"half": 1 / 2, "third": 1 / 3, "quarter": 1 / 4, "fifth": 1 / 5, "tenth": 1 / 10}
MONEY = {
    "£": "GBP",
    "$": "USD",
    "€": "EUR",
    "¥": "JPY",
    "₹": "INR",
    "us$": "USD",
    "a$": "AUD",
    "c$": "CAD",
    "nz$": "NZD",
    "hk$": "HKD",
    "r$": "BRL",
}
# So many pounds without a sign are money, and fewer are a weight.
HEAVY = 10_000
COINS = {
    "dollar": "USD",
    "euro": "EUR",
    "pound": "GBP",
    "yen": "JPY",
    "rupee": "INR",
    "cent": "cent",
    "pence": "penny",
    "rouble": "RUB",
    "ruble": "RUB",
    "yuan": "CNY",
    "shekel": "ILS",
    "franc": "franc",
    "peso": "peso",
    "rand": "ZAR",
}
MEASURES = {
    "%": "percent", "percent": "percent", "per cent": "percent", "pc": "percent",
    "percentage point": "percentage point", "point": "point", "basis point": "basis point",
    "km": "kilometre", "kms": "kilometre", "kilometer": "kilometre", "kilometre": "kilometre",
    "m": "metre", "metre": "metre", "meter": "metre", "cm": "centimetre", "centimetre": "centimetre",
    "mile": "mile", "foot": "foot", "feet": "foot", "ft": "foot", "inch": "inch", "inches": "inch", "yard": "yard",
    "acre": "acre", "hectare": "hectare", "kg": "kilogram", "kilo": "kilogram", "kilogram": "kilogram", "gram": "gram",
    "ton": "ton", "tonne": "tonne", "ounce": "ounce", "litre": "litre", "liter": "litre", "gallon": "gallon",
    "barrel": "barrel", "mph": "mile per hour", "kph": "kilometre per hour", "knot": "knot", "degree": "degree",
    "megawatt": "megawatt", "mw": "megawatt", "second": "second", "minute": "minute", "hour": "hour", "day": "day",
    "night": "night", "week": "week", "month": "month", "year": "year", "decade": "decade", "century": "century",
    "centuries": "century",
}  # fmt: skip
# No report counts so many of anything: what has hundreds of digits is no number that a computer holds.
LARGEST = 1e30

_WORDS = "|".join(SPELT)
_DIGITS = r"\d{1,3}(?:,\d{2,3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+"
_SCALE = r"(?:hundred|thousand|lakh|million|crore|billion|trillion|dozen)"
_SPELT = rf"(?:{_WORDS})(?:[\ -](?:and\ )?(?:{_WORDS}|{_SCALE})\b)*"
_SHARE = "|".join(SHARES)
_ONE = rf"""
    (?P<several>several|many)\ (?P<hundreds>dozen|hundred|thousand|million|billion)\b
  | (?P<vague>(?:(?:tens|dozens|scores|hundreds|thousands|millions|billions|trillions)\ of\ )?
        (?:dozens|scores|hundreds|thousands|millions|billions|trillions)(?:\ upon\ \w+)?)\b
  | (?P<part>half\ an?\ )(?P<of>{_SCALE})\b
  | (?P<ratio>{_WORDS}|\d+)\ (?:in|out\ of)(?:\ every)?\ (?P<all>{_WORDS}|\d+|hundred|a\ hundred)\b
        (?![,.]\d|\ (?:percent|per\ cent))
  | (?P<share>(?:{_WORDS})[ -](?:third|quarter|fifth|tenth)s|(?:a|one)[ -](?:third|quarter|fifth|tenth)(?=\ of\b)
        |half(?=\ of\b))\b
  | (?P<article>an?)\ (?P<scale>hundred|thousand|million|billion|trillion|dozen|score(?=\ of\b))
        (?:\ (?:and\ )?(?P<half>half))?\b
  | (?:(?P<sign>(?:US|A|C|NZ|HK|R)?\$|[£€¥₹])\ ?)?(?P<digits>{_DIGITS})
        (?:[ -]?(?P<times>{_SCALE}|bn|tn|mn|[kmb](?![\w’']))\b)?
  | (?P<spelt>{_SPELT})\b
"""
_ONE_RE = re.compile(_ONE, re.VERBOSE | re.IGNORECASE)
_MEASURE = "|".join(
    re.escape(word) + ("" if word == "%" else r"s?\b") for word in sorted([*MEASURES, *COINS], key=len, reverse=True)
)
_UNIT_RE = re.compile(rf"(?P<age>[- ]years?[- ]olds?\b)|(?P<space>[ \u00a0-]?)(?P<unit>{_MEASURE})", re.IGNORECASE)
_JOIN_RE = re.compile(r"\s*[-–—]\s*|\s+(?:to|and|or)\s+")


@dataclass(frozen=True, slots=True)
class Number:
    """A number at ``start:end`` of a text; ``age`` says that it is how old someone is.

    ``bare`` is the written number where it is digits and nothing else, as a year or a house has it.
    """

    start: int
    end: int
    value: float | None
    low: float | None
    high: float | None
    unit: str | None = None
    age: bool = False
    bare: str | None = None


def numbers(text: str) -> Iterator[Number]:
    """The numbers of ``text`` from left to right, a range as one; none overlaps another."""
    at = 0
    while (match := _ONE_RE.search(text, at)) is not None:
        at = match.end()
        if _within_a_word(text, match.start(), match.end()):
            # What hangs on it, as the 19 of 2:19, is of the same word.
            continue
        number = _with_unit(text, _number(match))
        if (wider := _range(text, number)) is not None:
            number = wider
        at = max(at, number.end)
        if all(x < LARGEST for x in (number.value, number.low, number.high) if x is not None):
            yield number


def _within_a_word(text: str, start: int, end: int) -> bool:
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    if before and (before[-1].isalnum() or (before[-1] in "#@_’'/:" and len(before) > 1 and before[-2].isalnum())):
        return True
    if before[-1:] in ("-", "–", "/", ":", ".") and before[:1].isalnum():
        return True
    if before[-1:] == "#":
        return True
    if text[end - 1].isdigit() and after[:1].isalpha():
        return True
    return after[:1] in ("/", ":") and after[1:].isdigit()


def _number(match: re.Match[str]) -> Number:
    """What one match of the grammar says, without its unit."""
    has = match.groupdict()
    start, end = match.span()
    if has["vague"]:
        first, *more = (word for word in _small(has["vague"]).split() if word in VAGUE)
        low = VAGUE[first]
        for word in more:  # "tens of thousands" are twenty thousand or more
            low *= VAGUE[word] / 2
        return Number(start, end, None, low, None)
    if has["several"]:  # two of them or more
        return Number(start, end, None, 2 * SCALES[_small(has["hundreds"])], None)
    if has["part"]:
        return _exact(start, end, SCALES[_small(has["of"])] / 2)
    if has["ratio"]:
        all_ = _small(has["all"]).removeprefix("a ")
        whole = 100.0 if all_ == "hundred" else _plain(all_)
        return _exact(start, end, round(_plain(_small(has["ratio"])) / whole, 6) if whole else None, unit="share")
    if has["share"]:
        return _exact(start, end, _share(_small(has["share"])), unit="share")
    if has["article"]:
        scale = SCALES[_small(has["scale"])]
        return _exact(start, end, scale * (1.5 if has["half"] else 1))
    if has["digits"]:
        times = _small(has["times"] or "")
        value = float(has["digits"].replace(",", "")) * SCALES.get(times, 1.0)
        unit = MONEY[_small(has["sign"])] if has["sign"] else None
        return _exact(start, end, round(value, 6), unit=unit, bare=None if has["sign"] or times else has["digits"])
    return _exact(start, end, _spelt(_small(has["spelt"])))


def _small(words: str) -> str:
    return in_alphabet(words).lower()


def _exact(start: int, end: int, value: float | None, *, unit: str | None = None, bare: str | None = None) -> Number:
    return Number(start, end, value, value, value, unit, bare=bare)


def _plain(word: str) -> float:
    return float(word) if word.isdigit() else float(SPELT[word])


def _share(words: str) -> float:
    if words == "half":
        return 0.5
    many, part = re.split("[ -]", words)
    return round((1 if many == "a" else _plain(many)) * SHARES[part.removesuffix("s")], 6)


def _spelt(words: str) -> float:
    total = group = 0.0
    for word in re.split("[ -]", words):
        if word in SCALES and SCALES[word] > 100:
            total, group = total + max(group, 1) * SCALES[word], 0.0
        elif word in SCALES:
            group = max(group, 1) * SCALES[word]
        elif word != "and":
            group += _plain(word)
    return total + group


def _with_unit(text: str, number: Number) -> Number:
    """The number with the unit that follows it, if one does; an hour or a day is a measure only after a number."""
    match = _UNIT_RE.match(text, number.end)
    if match is None or number.unit == "share":
        return number
    if match["age"]:
        return replace(number, end=match.end(), unit="year", age=True, bare=None)
    word = _small(match["unit"])
    if (word == "m" and match["space"] == "") or (text[number.end - 1].isalpha() and not match["space"]):
        return number
    if number.unit is not None and word not in COINS and word.rstrip("s") not in COINS:
        return number
    single = word if word in MEASURES or word in COINS else word.removesuffix("s")
    unit = number.unit or MEASURES.get(single) or COINS.get(single)
    if single == "pound" and number.unit is None and (number.low or 0) < HEAVY:
        unit = "pound"
    return replace(number, end=match.end(), unit=unit, bare=None)


def _range(text: str, first: Number) -> Number | None:
    """The range that begins with ``first``; None where it is a number alone."""
    joined = _JOIN_RE.match(text, first.end)
    if joined is None or first.value is None or first.unit == "share":
        return None
    match = _ONE_RE.match(text, joined.end())
    if match is None or _within_a_word(text, first.start, match.end()):
        return None
    second = _with_unit(text, _number(match))
    if second.value is None or second.unit == "share" or second.start != joined.end():
        return None
    word = joined.group().strip()
    opened = re.search(
        r"\b(?:between|from|anywhere between)\s+$", text[max(0, first.start - 20) : first.start], re.IGNORECASE
    )
    if word == "and" and not (opened and "between" in opened.group().lower()):
        return None
    low = first.value
    scale = _scale_of(match)
    if scale > 1 and low < 1000 and first.unit in (None, second.unit):  # the 10 of "10 to 15 million" is of millions
        low = low * scale if _scale_free(text[first.start : first.end]) else low
    if not low < second.value or (first.unit and second.unit and first.unit != second.unit):
        return None
    start = first.start - len(opened.group().lstrip()) if opened and word == "and" else first.start
    return Number(
        start,
        second.end,
        None,
        low,
        second.value,
        second.unit or first.unit,
        second.age,
        bare=text[first.start : second.end]
        if first.bare and second.bare and word in "-–—" and not second.unit
        else None,
    )


def _scale_of(match: re.Match[str]) -> float:
    return SCALES.get(_small(match["times"] or ""), 1.0)


def _scale_free(words: str) -> bool:
    return re.search(r"[a-z]", words, re.IGNORECASE) is None
