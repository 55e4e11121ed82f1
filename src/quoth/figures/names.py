"""Numbers that count nothing: dates, years, times of day, names, scores, numbers of lists, telephones and laws."""

from __future__ import annotations

import re

from quoth.figures.grammar import SPELT
from quoth.figures.numbers import Number
from quoth.parse import Parse

__all__ = ["counts_nothing"]

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DAY_BEFORE = re.compile(rf"{_MONTH}\s+(?:\d+(?:st|nd|rd|th)?\s*(?:,|to|and|or|[-–])\s*)?$", re.IGNORECASE)
_DAY_AFTER = re.compile(rf"(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}|\s*(?:to|and|or|[-–])\s*\d+\s+{_MONTH}", re.IGNORECASE)
_HOUR = re.compile(
    r"\s?(?:[ap]\.?m\b\.?|o[’']clock|hours?\s+(?:GMT|BST|local))|\s(?:GMT|EST|EDT|BST|CET)\b", re.IGNORECASE
)
# Words whose number says which one, and not how many.
_NUMBERED = re.compile(
    r"\b(?:sections?|articles?|chapters?|clauses?|paragraphs?|pages?|parts?|rooms?|routes?|roads?|highways?|interstate|no\.?"
    r"|nos\.?|number(?!\s+at)|phase|stage|level|grade|type|category|class|title|volume|vol\.?|issue|figure|table|item"
    r"|amendment|proposition|prop\.?|measure|rule|resolution|channel|flight|gate|platform|terminal|district|ward|precinct"
    r"|unit|block|lot|apt\.?|apartment|suite|episode|season|series|game|round|week|day|line|lane|exit|version|size|lot"
    r"|page|p\.|pp\.|psalm|verse|question|step|tier|act|scene|top|big|fiscal|formula|division|world\s+war)\s+$",
    re.IGNORECASE,
)
_STREET = re.compile(
    r"\s(?:[A-Z][\w’'.]*\s){0,3}(?:Street|St|Avenue|Ave|Road|Rd|Lane|Drive|Boulevard|Blvd|Square|Court|Way|Place|Terrace)\b"
)
_PHONE = re.compile(r"\+?\(?\d[\d() .-]{6,}\d")
_LIST = re.compile(r"[.)](?:\s|$)")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d(?:[-–](?:\d\d|\d{4}))?")
_SCORE = re.compile(r"\d{1,3}[-–]\d{1,3}")
_LAW = re.compile(r"\s?[(§]|\s+U\.?S\.?C\b")
_LINE = 200  # in characters: no number of a list is set in further than that
_BEFORE = 40  # in characters: so far back the words are sought that make a number a name

# Numbers that are a name, whatever stands behind them.
_NAMES = re.compile(
    r"(?:911|999|112)[ -](?:calls?|callers?|dispatch\w*|operators?|cent(?:er|re)s?|systems?|lines?|recordings?|tapes?"
    r"|emergency)\b"
    r"|(?:529|401|403|457|501)(?:\s?\(?[a-z]\)?)?[ -](?:college |savings |retirement )?(?:plans?|accounts?|groups?)\b"
    r"|(?:1040|1099|990)[ -](?:tax )?(?:forms?|returns?)\b|7/7\b",
    re.IGNORECASE,
)
_OWNERS = re.compile(
    r"\b(?:Boeing|Airbus|Windows|iPhone|iPad|iOS|Xbox|PlayStation|Galaxy|Apollo|Falcon|Soyuz|Fortune|S&P"
    r"|FTSE|Forbes|Russell|Nasdaq|NASDAQ|Nikkei|CAC|DAX|Area|Pier|Studio|Radio|Super Bowl|Group of"
    r"|Committee of|Form|Code|Room|Gate|Bay|Unit|Zone|Title|Article|Section|Highway|Route|Interstate"
    r"|Channel|Catch|Union|Local|Chapter|Division|Model|Class|Type|Hurricane)"
    r"[ -]$"
)
# Numbers of what has no number: "zero tolerance", "a two-bit crook", "a three-way race".
_IDIOM = re.compile(
    r"zero[- ](?:tolerance|sum|hours?|day)\b"
    r"|(?:one|two|three|four)[- ](?:way|bit|sided|faced|off|time|letter|piece|liner)\b"
    r"|\d+\ (?:Plus|Pro|Max|Mini)\b|Zero\ [A-Z]"
)
_ONE_TIME = ("one day", "one night", "one point")
# "a six-figure sum" and "six figures" say how long a number is.
_LENGTH = re.compile(r"[- ]figures?\b", re.IGNORECASE)
_YEARS = re.compile(r"[’']?s\b")
_VERSUS = re.compile(r"\s*(?:-to-|[-–]|\bto\b)\s*(\d{1,3}|[a-z]+)\b(?!\s*(?:%|per ?cent|[a-z]+s\b))", re.IGNORECASE)
_VERSUS_BEFORE = re.compile(r"\b(\d{1,3}|[a-z]+)\s*(?:-to-|[-–]|\bto\b)\s*$", re.IGNORECASE)
_FROM = re.compile(r"\bfrom(?:\s+\w+)?\s+$", re.IGNORECASE)

# "one" that counts nothing: a pronoun, or a noun that with it is no number of things.
_NO_THING = set(
    "day thing way point time hand side reason more such example moment another who that which man woman".split()
)
_IDLE = re.compile(
    r"\b(?:no|number|every|any|each|some|this|which|the|not)[ -]$|\bone[ -]by[ -]$|\bone[ -]on[ -]$", re.IGNORECASE
)
_LOST = re.compile(
    r"\bof\s+(?:its|his|her|their|our|the)\s+\w+\s+(?:\w+\s+){0,2}(?:killed|died|dead|wounded|injured|hurt|missing|arrested)\b"
)
# Singulars that are many.
_MANY = set("staff troops personnel cattle sheep fish aircraft dead crew youth police people students more".split())
_OPENING = set("\"“‘'`:;.!?-–—(•")
_NUMBER_WORD = re.compile(r"one", re.IGNORECASE)


def counts_nothing(parse: Parse, number: Number) -> bool:
    """Whether a number is part of a date, a time, a name, a score or the like, or is the pronoun "one"."""
    text = parse.text
    before = text[max(0, number.start - _BEFORE) : number.start]
    written = text[number.start : number.end]
    if _NUMBER_WORD.fullmatch(written):
        return _is_pronoun(parse, number, before)
    if (
        _NAMES.match(text, number.start)
        or _IDIOM.match(text, number.start)
        or _LENGTH.match(text, number.end)
        or _is_a_title(parse, number)
    ):
        return True
    if number.unit is None and (_is_a_ratio(text, number, before) or _OWNERS.search(before)):
        return True
    if _HOUR.match(text, number.end) or written.lower() in _ONE_TIME or _is_years(parse, number, before):
        return True
    if number.bare is None:
        return (
            number.unit in ("day", "week")
            and number.value is not None
            and written[0].isdigit()
            and _dated(text, number, before)
        )
    return (
        _dated(text, number, before)
        or _numbered(text, number, before)
        or _is_year(parse, number, before)
        or (written.endswith("0") and _YEARS.match(text, number.end) is not None)
        or (_SCORE.fullmatch(written) is not None and not _is_plural(_next_word(parse, number)))
        or _is_named(parse, number)
        or _begins_a_name(parse, number)
    )


def _dated(text: str, number: Number, before: str) -> bool:
    if not (_DAY_BEFORE.search(before) or _DAY_AFTER.match(text, number.end)):
        return False
    return number.value is None or number.value <= 31 or number.value >= 1000


def _numbered(text: str, number: Number, before: str) -> bool:
    if _NUMBERED.search(before) or _STREET.match(text, number.end) or _LAW.match(text, number.end):
        return True
    line = text.rfind("\n", max(0, number.start - _LINE), number.start) + 1 or max(0, number.start - _LINE)
    if not text[line : number.start].strip() and _LIST.match(text, number.end):
        return True
    around = max(line, number.start - 16)
    return any(
        m.start() < number.end and m.end() > number.start and _digits(m.group()) >= 7
        for m in _PHONE.finditer(text, around, number.end + 16)
    )


def _digits(text: str) -> int:
    return sum(c.isdigit() for c in text)


def _is_year(parse: Parse, number: Number, before: str) -> bool:
    """Four digits are a year, unless they stand before what can be counted, with no word that points to a year."""
    if not _YEAR.fullmatch(parse.text[number.start : number.end]):
        return False
    pointed = re.search(
        r"\b(?:in|since|by|until|from|during|of|the|early|late|before|after|to|for|spring|summer|autumn|fall|winter)\s+$",
        before,
        re.IGNORECASE,
    )
    return bool(pointed) or not _is_plural(_next_word(parse, number)) or bool(re.search(r"[’']s\s+$", before))


def _is_years(parse: Parse, number: Number, before: str) -> bool:
    """Whether it is a range of years, or the title of a programme: "from 2001 to 2014", "the show 60 Minutes"."""
    text = parse.text
    if number.unit is None and number.value is None and number.high is not None:
        years = all(1500 <= (bound or 0) < 2101 and (bound or 0) % 1 == 0 for bound in (number.low, number.high))
        return years and "," not in text[number.start : number.end] and not _is_plural(_next_word(parse, number))
    unit = re.search(r"\d ([A-Z])[a-z]+$", text[number.start : number.end])
    return unit is not None and re.search(r"[a-z]\s$", before) is not None


def _is_named(parse: Parse, number: Number) -> bool:
    """Whether digits end a name: Flight 370, Boeing 737, Apollo 11; "Tuesday 14 people" has what is counted."""
    i, j = parse.range(number.start, number.end)
    if i == 0 or parse.text[parse.end[i - 1] : number.start] not in (" ", "\u00a0", "-"):
        return False
    word = parse.words[i - 1]
    if not any(c.isupper() for c in word) or len(word) < 2 or parse.sentences[parse.sentence[i]][0] == i - 1:
        return False
    following = parse.words[j] if j < len(parse) else ""
    return not (_is_plural(following) and following[:1].islower())


def _is_a_ratio(text: str, number: Number, before: str) -> bool:
    """Whether it is a side of a score, a vote or odds, as in "3-1", "52 to 48" and "3 to 1"; falls have "from"."""
    value = number.value
    if value is None or value > 999:
        return False
    after, earlier = _VERSUS.match(text, number.end), _VERSUS_BEFORE.search(before)
    if after and (other := _small(after[1])) is not None:
        return other <= value and not _FROM.search(before)
    if earlier and (other := _small(earlier[1])) is not None and not _is_plural_after(text, number.end):
        return other >= value and not _FROM.search(before[: earlier.start()])
    return False


def _is_plural_after(text: str, end: int) -> bool:
    return re.match(r"\s+[a-z]+s\b", text[end : end + 24]) is not None


def _small(word: str) -> float | None:
    return float(word) if word.isdigit() else SPELT.get(word.lower())


def _is_a_title(parse: Parse, number: Number) -> bool:
    """Whether a number in words is part of a name: it has a capital within a sentence that is no headline."""
    if not parse.text[number.start].isalpha() or not parse.text[number.start].isupper():
        return False
    i, j = parse.range(number.start, number.end)
    first, last = parse.sentences[parse.sentence[i]]
    if i == first or parse.words[i - 1] in _OPENING or parse.end[i - 1] != number.start - 1:
        return False
    words = [word for word in parse.words[first:last] if word[0].isalpha()]
    if 2 * sum(word[0].isupper() for word in words) > len(words):
        return False
    beside = parse.words[j][:1].isupper() if j < last else False
    return beside or parse.words[i - 1][:1].isupper()


def _begins_a_name(parse: Parse, number: Number) -> bool:
    """Whether digits stand before a name, and nothing that can be counted: "38 South", and not "29 New Yorkers"."""
    _, j = parse.range(number.start, number.end)
    last = parse.sentences[parse.sentence[j]][1] if j < len(parse) else j
    end = next((n for n in range(j, last) if not parse.words[n][0].isupper() or parse.tag[n] != "NNP"), last)
    if end == j or not parse.relation[j] or parse.start[j] != number.end + 1:
        return False
    if end >= last or parse.tag[end] != "NN" or parse.words[end] in _MANY:
        return False
    return not (parse.words[end - 1].endswith("s") or _is_plural(parse.words[end]))


def _is_pronoun(parse: Parse, number: Number, before: str) -> bool:
    text = parse.text
    if _IDLE.search(before):
        return True
    if text[number.end : number.end + 4] == " of ":
        return _LOST.match(text, number.end + 1) is None
    word = _next_word(parse, number)
    if not word[:1].isalpha() or word.lower() in _NO_THING or text[number.end : number.end + 1] not in (" ", "\u00a0"):
        return True
    tag = _next_tag(parse, number)
    return not tag.startswith(("NN", "JJ", "VBN"))


def _next_word(parse: Parse, number: Number) -> str:
    _, j = parse.range(number.start, number.end)
    return parse.words[j] if j < len(parse) else ""


def _next_tag(parse: Parse, number: Number) -> str:
    _, j = parse.range(number.start, number.end)
    return parse.tag[j] if j < len(parse) else ""


def _is_plural(word: str) -> bool:
    return word.lower() in ("people", "men", "women", "children", "police") or (
        len(word) > 3 and word.endswith("s") and not word.endswith("ss") and word[0].islower()
    )
