"""Numbers that count nothing: dates, years, times of day, names, scores, numbers of lists, telephones and laws."""

from __future__ import annotations

import re

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

# "one" that counts nothing: a pronoun, or a noun that with it is no number of things.
_NO_THING = set(
    "day thing way point time hand side reason more such example moment another who that which man woman".split()
)
_IDLE = re.compile(
    r"\b(?:no|every|any|each|some|this|which|the|not)[ -]$|\bone[ -]by[ -]$|\bone[ -]on[ -]$", re.IGNORECASE
)
_LOST = re.compile(
    r"\bof\s+(?:its|his|her|their|our|the)\s+\w+\s+(?:\w+\s+){0,2}(?:killed|died|dead|wounded|injured|hurt|missing|arrested)\b"
)
_NUMBER_WORD = re.compile(r"one", re.IGNORECASE)


def counts_nothing(parse: Parse, number: Number) -> bool:
    """Whether a number is part of a date, a time, a name, a score or the like, or is the pronoun "one"."""
    text = parse.text
    before = text[max(0, number.start - _BEFORE) : number.start]
    written = text[number.start : number.end]
    if _NUMBER_WORD.fullmatch(written):
        return _is_pronoun(parse, number, before)
    if _HOUR.match(text, number.end) or written.lower() == "one day":
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
        or (_SCORE.fullmatch(written) is not None and not _is_plural(_next_word(parse, number)))
        or _is_named(parse, number)
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


def _is_named(parse: Parse, number: Number) -> bool:
    """Whether digits end a name: Flight 370, Boeing 737, Apollo 11; "Tuesday 14 people" has what is counted."""
    i, j = parse.range(number.start, number.end)
    if i == 0 or parse.text[parse.end[i - 1] : number.start] not in (" ", "\u00a0", "-"):
        return False
    word = parse.words[i - 1]
    if not word[:1].isupper() or len(word) < 2 or parse.sentences[parse.sentence[i]][0] == i - 1:
        return False
    following = parse.words[j] if j < len(parse) else ""
    return not (_is_plural(following) and following[:1].islower())


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
