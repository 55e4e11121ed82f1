"""The figures of an article: each with what it counts, where and when, and who gave it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from quoth.figures.counted import counted, is_age
from quoth.figures.hedges import hedged
from quoth.figures.names import counts_nothing
from quoth.figures.numbers import Number, numbers
from quoth.figures.units import CURRENCIES
from quoth.parse import Parse
from quoth.records import Article, Figure, Giver, Span, Statement, figure_id

__all__ = ["MADE_BY", "figures"]

MADE_BY = "figures 2"

_PLACES = {"LOCATION", "CITY", "COUNTRY", "STATE_OR_PROVINCE"}
AUTHOR = Giver(None, "author")
# What follows a number that counts what the one before it does: the end of the clause, or what they do.
_ENDS = re.compile(r"\s*[.,;!?”’\"')]|\s+of\ (?:which|whom|them|those)\b|\s+(?:have|had|has|are|were|was|is)\b")
# The same within one sentence, where a place or a time may follow.
_ENDS_WITHIN = re.compile(
    rf"{_ENDS.pattern}|\s+(?:and|in|on|since|last|this|from|during|after|before|by|to|elsewhere|more)\b"
)
# "53 subsidiaries, 37 of which": what they are was said before.
_AS_BEFORE = ("which", "whom", "them", "those")
_SENTENCE = re.compile(r"[.;!?]\s")
_MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_WHEN = re.compile(
    r"\b(?:since |on |by |late |early |last |next |this )?"
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?: (?:morning|afternoon|evening|night))?"
    r"|yesterday|today|tomorrow|tonight|(?:last|this|next) (?:week|month|year|night)"
    rf"|\d{{1,2}} {_MONTH}(?: \d{{4}})?|{_MONTH}(?: \d{{1,2}})?(?:,? \d{{4}})?"
    r"|(?:in|since|by|during) (?:1[89]|20)\d\d)\b"
)


def figures(article: Article, statements: Sequence[Statement], parse: Parse) -> list[Figure]:
    """The figures of ``article`` in text order, each given by the innermost statement in whose content it stands."""
    skipped = [part for part in article.parts if part.name in ("byline", "dateline", "furniture")]
    found: list[Figure] = []
    for number in numbers(article.text):
        if any(part.start <= number.start < part.end for part in skipped) or counts_nothing(parse, number):
            continue
        who = is_age(parse, number)
        if who is not None:
            number = replace(number, unit="year", age=True, bare=None)  # noqa: PLW2901 - the same number, now an age
        number, hedge = hedged(article.text, number)  # noqa: PLW2901 - the same number, with its bounds
        what = (f"age of {who}" if who else "age") if number.age else counted(parse, number)
        if what is None or what in _AS_BEFORE:
            what = _as_before(parse, found, number) or what
        if what is None and number.unit is None:
            continue
        found.append(_figure(article, statements, parse, number, hedge, what))
    return found


def _as_before(parse: Parse, found: Sequence[Figure], number: Number) -> str | None:
    """What the figure before it in the paragraph counts, where this one has no noun: "the ministry counts 40"."""
    if not found or (found[-1].unit != number.unit and not {found[-1].unit, number.unit} <= CURRENCIES):
        return None
    between = parse.text[found[-1].span.end : number.start]
    within = not _SENTENCE.search(between)
    if "\n" in between or (number.unit is not None and not (within and number.unit in CURRENCIES)):
        return None
    _, j = parse.range(number.start, number.end)
    if j < len(parse) and parse.relation[j] and parse.tag[j].startswith(("VB", "MD")):  # "another 1,700 will go"
        return found[-1].counts
    ends = (_ENDS_WITHIN if within else _ENDS).match(parse.text, number.end)
    return found[-1].counts if ends is not None else None


def _figure(
    article: Article, statements: Sequence[Statement], parse: Parse, number: Number, hedge: str | None, what: str | None
) -> Figure:
    span = Span.of(article.text, number.start, number.end)
    statement = _said_in(statements, number)
    return Figure(
        id=figure_id(article.id, span),
        article=article.id,
        span=span,
        value=number.value,
        low=number.low,
        high=number.high,
        hedge=hedge,
        unit=number.unit,
        counts=what,
        place=_place(parse, number),
        when=_when(parse, number),
        statement=statement.id if statement else None,
        giver=_giver(statement),
    )


def _said_in(statements: Sequence[Statement], number: Number) -> Statement | None:
    """The shortest statement of whose content one span holds the number, and that somebody makes.

    What "is expected" or "is believed" by nobody is said by whoever says that, or else by the author.
    """
    held = sorted(
        (span.end - span.start, n)
        for n, each in enumerate(statements)
        for span in each.content
        if span.start <= number.start and number.end <= span.end
    )
    return next((statements[n] for _, n in held if not _is_nobodys(statements[n])), None)


def _is_nobodys(statement: Statement) -> bool:
    speaker = statement.speaker
    nameless = speaker is None or (speaker.name is None and speaker.type in ("unknown", "none"))
    return nameless and not statement.source and statement.kind == "indirect"


def _giver(statement: Statement | None) -> Giver:
    if statement is None:
        return AUTHOR
    speaker = statement.speaker
    return Giver(speaker.name, speaker.type) if speaker else Giver(None, "unknown")


def _sentence(parse: Parse, number: Number) -> tuple[int, int]:
    i, _ = parse.range(number.start, number.end)
    return parse.sentences[parse.sentence[min(i, len(parse) - 1)]] if len(parse) else (0, 0)


def _place(parse: Parse, number: Number) -> str | None:
    """The place of the number's sentence that is named nearest behind it, or else nearest before it."""
    first, last = _sentence(parse, number)
    at, _ = parse.range(number.start, number.end)
    places: list[tuple[int, int]] = []
    for i in range(first, last):
        if places and places[-1][1] == i and parse.tag[i].startswith("NNP"):
            places[-1] = (places[-1][0], i + 1)
        elif parse.entity[i] in _PLACES and parse.tag[i].startswith("NNP"):
            places.append((i, i + 1))
    after = [place for place in places if place[0] > at]
    return parse.slice(*(after[0] if after else places[-1])) if places else None


def _when(parse: Parse, number: Number) -> str | None:
    """The words for a day or a year in the number's sentence that stand nearest to it."""
    first, last = _sentence(parse, number)
    if first == last:
        return None
    start, end = parse.start[first], parse.end[last - 1]
    found = list(_WHEN.finditer(parse.text, start, end))
    return min(found, key=lambda m: abs(m.start() - number.start)).group() if found else None
