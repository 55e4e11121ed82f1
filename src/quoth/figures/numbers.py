"""Numbers as reports write them: in digits, in words, with a scale, a currency or a unit, alone or as a range."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from quoth.figures.grammar import ONE, RESTS, SCALES, SHARES, SPELT, VAGUE, YEARS
from quoth.figures.units import CURRENCIES, DOLLARS, HEAVY, MEASURES, MONEY, UNIT_RE, money
from quoth.text import in_alphabet

__all__ = ["Number", "numbers", "with_unit"]

# No report counts so many of anything: what has hundreds of digits is no number that a computer holds.
LARGEST = 1e30

# What says of a "half" alone that it is a share of something.
_BY = (
    "by|than|over|nearly|almost|about|around|roughly|under|least|only|just|some|approximately|fully|exactly|up|down|to"
)
# A space that does not break, and the end of a line within a sentence.
_SPACES = re.compile(r"[\u00a0\u2009\u202f]|(?<=[^\n])\n(?=[a-z])")
_BY_RE = re.compile(rf"\b(?:{_BY})\s+$", re.IGNORECASE)
_PERIOD_RE = re.compile(
    r"\b(?:first|second|latter|last|other|early|top|bottom|upper|lower|better|final|opening|third)[- ]$", re.IGNORECASE
)
_LONGEST_BY = 16
_AND_HALF = re.compile(r"\ and\ a\ half\b", re.IGNORECASE)
_OF_COINS = re.compile(r"(?P<of>\ of)\ (?P<unit>[a-z]+)\b", re.IGNORECASE)
# What goes from one number to another has first one and then the other, and is in no range.
_CHANGED = re.compile(
    r"\b(?:rose|risen|rise|rising|fell|fallen|falls?|falling|went|goes|gone|going|grew|grown|grows?|growing|increas\w+|decreas\w+"
    r"|dropp?(?:ed|ing)?|climb\w*|jump\w*|declin\w+|cut|cuts|cutting|rais\w+|lower(?:ed|ing)|shrank|shrunk|slid|slump\w*|surg\w+"
    r"|up|down|chang\w+|mov(?:ed|es|ing)|slipped|lift\w*|widen\w*|narrow\w+|expand\w*|reduc\w+|revis\w+|swell\w*|swollen|soar\w*"
    r"|plung\w*|edged|ticked|doubl\w+|tripl\w+|balloon\w*|improv\w+)\b[^.;:!?\n]{0,40}?\bfrom\s+$",
    re.IGNORECASE,
)
# In characters: how far before the first number such a word is looked for.
_CHANGE = 64
# Degrees by their letter alone, where it is cold or a temperature is spoken of: "-12C", "a high of 41C".
_DEGREES_RE = re.compile(r"[ \u00a0]?°?(?P<scale>[CF])\b")
_WARM_RE = re.compile(
    r"\b(?:temperatures?|mercury|heat\w*|cold|degrees|thermometers?)\b[^.!?\n]*$|[-−]$|\bminus\s+$", re.IGNORECASE
)
_COLD_RE = re.compile(r"(?:(?:^|[\s(])[-−]|\bminus\s+)$", re.IGNORECASE)
_SPOKEN = 80
_JOIN_RE = re.compile(r"-?\s+(?:to|and|or)\s+|\s*[-–—]\s*")


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
    text = _SPACES.sub(" ", text)  # one for one: places hold
    at = 0
    while (match := ONE.search(text, at)) is not None:
        at = match.end()
        if _is_in_a_word(text, match) or not _is_a_share(text, match):
            # What hangs on it, as the 19 of 2:19, is of the same word.
            continue
        number = _below_zero(text, with_unit(text, _number(match)))
        if (wider := _range(text, number)) is not None:
            number = wider
        at = max(at, number.end)
        if all(x < LARGEST for x in (number.value, number.low, number.high) if x is not None):
            yield number


def _is_in_a_word(text: str, match: re.Match[str]) -> bool:
    """Whether it is of a word or an address, and no degrees by a letter."""
    if _DEGREES_RE.match(text, match.end()) and _WARM_RE.search(text, max(0, match.start() - _SPOKEN), match.start()):
        return text[max(0, match.start() - 1) : match.start()].isalnum()
    return _within_a_word(text, match.start(), match.end())


def _within_a_word(text: str, start: int, end: int) -> bool:
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    if before and (before[-1].isalnum() or (before[-1] in "#@_’'/:" and len(before) > 1 and before[-2].isalnum())):
        return True
    if before[-1:] in ("-", "–", "/", ":", ".") and before[:1].isalnum():
        return True
    if before[-1:] == "#":
        return True
    if text[end - 1].isdigit() and after[:1].isalpha():
        return UNIT_RE.match(text, end) is None
    return after[:1] in ("/", ":") and after[1:].isdigit()


def _number(match: re.Match[str]) -> Number:
    """What one match of the grammar says, without its unit."""
    has = match.groupdict()
    start, end = match.span()
    for name, made in _SAID:
        if has[name]:
            return made(match)
    if has["sole"]:
        return _exact(start, end, RESTS[has["sole"]], unit="share")
    if has["digits"]:
        times, rest = _small(has["times"] or ""), _rest(has["rest"])
        value = (float(has["digits"].replace(",", "")) + rest) * SCALES.get(times, 1.0)
        unit = MONEY[_small(has["sign"])] if has["sign"] else None
        alone = not (has["sign"] or times or rest)
        return _exact(start, end, round(value, 6), unit=unit, bare=has["digits"] if alone else None)
    times, rest = _small(has["spelt_times"] or ""), _rest(has["spelt_rest"])
    return _exact(start, end, (_spelt(_small(has["spelt"])) + rest) * SCALES.get(times, 1.0))


def _vague(match: re.Match[str]) -> Number:
    """A plural that says no number, as its least: "tens of thousands" are twenty thousand or more."""
    first, *more = (word for word in _small(match["vague"]).split() if word in VAGUE)
    low = VAGUE[first]
    for word in more:
        low *= VAGUE[word] / 2
    return Number(*match.span(), None, low, None)


def _several(match: re.Match[str]) -> Number:
    """Of "several hundred" two of them or more."""
    return Number(*match.span(), None, 2 * SCALES[_small(match["hundreds"])], None)


def _height(match: re.Match[str]) -> Number:
    """Feet and inches, in feet."""
    feet, inches = _plain(_small(match["feet"])), _plain(_small(match["inches"]))
    return _exact(*match.span(), round(feet + inches / 12, 4), unit="foot")


def _ratio(match: re.Match[str]) -> Number:
    """Of "three in five" the share; "14 in 2015" are fourteen."""
    all_ = _small(match["all"]).removeprefix("a ").replace(",", "")
    whole = 100.0 if all_ == "hundred" else _plain(all_)
    part = _plain(_small(match["ratio"]))
    if whole <= part or (YEARS[0] <= whole < YEARS[1] and "," not in match["all"]):
        bare = match["ratio"] if match["ratio"].isdigit() else None
        return _exact(match.start(), match.end("ratio"), part, bare=bare)
    return _exact(*match.span(), round(part / whole, 6), unit="share")


def _fraction(match: re.Match[str]) -> Number:
    return _exact(*match.span(), _share(_small(match["fraction"])) * SCALES[_small(match["of"])])


def _scaled(match: re.Match[str]) -> Number:
    return _exact(*match.span(), SCALES[_small(match["scale"])] * (1.5 if match["and_half"] else 1))


# What is made of a match, by the group of the grammar that it has.
_SAID: tuple[tuple[str, Callable[[re.Match[str]], Number]], ...] = (
    ("vague", _vague),
    ("several", _several),
    ("feet", _height),
    ("portion", lambda match: _exact(*match.span(), _share(_small(match["portion"])))),
    ("fraction", _fraction),
    ("part", lambda match: _exact(*match.span(), 0.5)),
    ("twice", lambda match: _exact(*match.span(), 2.0 if _small(match["twice"]) == "twice" else 3.0)),
    ("ratio", _ratio),
    ("share", lambda match: _exact(*match.span(), _share(_small(match["share"])), unit="share")),
    ("half", lambda match: _exact(*match.span(), 0.5, unit="share")),
    ("article", _scaled),
)


def _rest(words: str | None) -> float:
    """What is added to a whole number: a half of "two and a half", a quarter of "5 1/4"."""
    if not words:
        return 0.0
    if words in RESTS:
        return RESTS[words]
    if "/" in words:
        above, below = words.split("/")
        return float(above) / float(below)
    return 0.5


def _is_a_share(text: str, match: re.Match[str]) -> bool:
    """Whether "half" is one of something, and not of a match or a year, nor what is cut in half; true of all else."""
    start = match.start()
    if match["share"] == "half" or match["half"]:
        if _PERIOD_RE.search(text, max(0, start - _LONGEST_BY), start):
            return False
        return match["half"] is None or _BY_RE.search(text, max(0, start - _LONGEST_BY), start) is not None
    return True


def _exact(start: int, end: int, value: float | None, *, unit: str | None = None, bare: str | None = None) -> Number:
    return Number(start, end, value, value, value, unit, bare=bare)


def _plain(word: str) -> float:
    return float(word) if word.isdigit() else float(SPELT[word])


def _share(words: str) -> float:
    if words == "half":
        return 0.5
    many, part = re.split("[ -]", words)
    return round((1 if many in ("a", "an") else _plain(many)) * SHARES[part.removesuffix("s")], 6)


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


def with_unit(text: str, number: Number) -> Number:
    """The number with the unit that follows it, if one does, and a half behind that: "two miles and a half"."""
    made = _measured(text, number)
    half = _AND_HALF.match(text, made.end)
    if half is None or made is number or made.value is None:
        return made
    value = made.value + RESTS["½"]
    return replace(made, end=half.end(), value=value, low=value, high=value)


def _below_zero(text: str, number: Number) -> Number:
    """Degrees with the sign before them; any other number as it is."""
    if number.value is None or not (number.unit or "").startswith("degree"):
        return number
    cold = _COLD_RE.search(text, max(0, number.start - 8), number.start)
    if cold is None:
        return number
    start = number.start - len(cold.group().lstrip(" (\n"))
    return replace(number, start=start, value=-number.value, low=-number.value, high=-number.value, bare=None)


def _measured(text: str, number: Number) -> Number:
    if number.value is None and (of := _OF_COINS.match(text, number.end)) and (coin := money(_small(of["unit"]))):
        return replace(number, end=of.end(), unit=coin)  # "millions of dollars"
    degrees = _DEGREES_RE.match(text, number.end) if number.unit is None else None
    if degrees and _WARM_RE.search(text, max(0, number.start - _SPOKEN), number.start):
        scale = "degree Celsius" if degrees["scale"] == "C" else "degree Fahrenheit"
        return replace(number, end=degrees.end(), unit=scale, bare=None)
    match = UNIT_RE.match(text, number.end)
    if match is None or number.unit == "share" or (number.unit and number.unit in MEASURES.values()):
        return number
    if match["age"]:
        return replace(number, end=match.end(), unit=_small(match["age"]), age=True, bare=None)
    if match["whose"]:
        return replace(number, end=match.end(), unit=DOLLARS[_small(match["whose"])], bare=None)
    word = _small(match["unit"])
    if word == "p" and match["space"]:
        return number
    if word == "m" and match["space"] == "":
        metres = number.bare and not number.unit
        return replace(number, end=match.end(), unit="metre", bare=None) if metres else number
    if text[number.end - 1].isalpha() and not match["space"]:
        return number
    if number.unit is not None and money(word) is None:
        return number
    single = word if word in MEASURES else word.removesuffix("s")
    unit = number.unit or MEASURES.get(single) or money(word)
    if single == "pound" and number.unit is None and (number.low or 0) < HEAVY:
        unit = "pound"
    return replace(number, end=match.end(), unit=unit, bare=None)


def _range(text: str, first: Number) -> Number | None:
    """The range that begins with ``first``; None where it is a number alone."""
    joined = _JOIN_RE.match(text, first.end)
    if joined is None or first.value is None or first.unit == "share":
        return None
    match = ONE.match(text, joined.end())
    if match is None or _within_a_word(text, first.start, match.end()):
        return None
    second = with_unit(text, _number(match))
    if second.value is None or second.unit == "share" or second.start != joined.end():
        return None
    if second.unit is None and _is_measured(text, first):  # "the 12 months to 30 September"
        return None
    word = joined.group().strip(" -") or "-"
    if word == "to" and _CHANGED.search(text, max(0, first.start - _CHANGE), first.start):
        return None  # it was the one, and is the other: "rose from 12 to 19"
    opened = re.search(
        r"\b(?:between|from|anywhere between|between the ages of)\s+$",
        text[max(0, first.start - 24) : first.start],
        re.IGNORECASE,
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


def _is_measured(text: str, number: Number) -> bool:
    """Whether the unit stands behind the number, and no sign before it."""
    written = text[number.end - 1].isalpha() or text[number.end - 1] == "%"
    return number.unit is not None and written and number.unit not in CURRENCIES


def _scale_of(match: re.Match[str]) -> float:
    return SCALES.get(_small(match["times"] or ""), 1.0)


def _scale_free(words: str) -> bool:
    return re.search(r"[a-z]", words, re.IGNORECASE) is None


def _small(words: str) -> str:
    return in_alphabet(words).lower()
