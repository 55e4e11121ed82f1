"""The figures of an article: each with what it counts, where and when, and who gave it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from quoth.around import Touching
from quoth.figures.counted import counted, is_age
from quoth.figures.hedges import hedged
from quoth.figures.names import counts_nothing
from quoth.figures.numbers import Number, numbers
from quoth.figures.sentence import Sentence, Sentences
from quoth.figures.units import CURRENCIES
from quoth.parse import Parse
from quoth.records import Article, Figure, Giver, Span, Statement, figure_id

__all__ = ["MADE_BY", "figures"]

MADE_BY = "figures 3"

# What stands there is said by nobody, and counts nothing.
_SILENT = {"byline", "dateline", "furniture"}
AUTHOR = Giver(None, "author")
# What follows a number that counts what the one before it does: the end of the clause, or what they do.
_ENDS = re.compile(r"\s*[.,;!?”’\"')]|\s+of\ (?:which|whom|them|those)\b|\s+(?:have|had|has|are|were|was|is)\b")
# The same within one sentence, where a place or a time may follow.
_ENDS_WITHIN = re.compile(
    rf"{_ENDS.pattern}|\s+(?:and|in|on|since|last|this|from|during|after|before|by|to|elsewhere|more)\b"
)
# "53 subsidiaries, 37 of which": what they are was said before.
_AS_BEFORE = ("which", "whom", "them", "those")
# In characters: what counts what the one before it does stands no further behind it.
_FAR = 1000
_SENTENCE = re.compile(r"[.;!?]\s")


def figures(article: Article, statements: Sequence[Statement], parse: Parse) -> list[Figure]:
    """The figures of ``article`` in text order, each given by the innermost statement in whose content it stands."""
    silent = [part for part in article.parts if part.name in _SILENT]
    spoken = _Spoken(statements)
    sentences = Sentences(parse)
    found: list[Figure] = []
    for number in numbers(article.text):
        n = bisect_right(silent, number.start, key=lambda part: part.start)
        if (n and number.start < silent[n - 1].end) or counts_nothing(parse, number):
            continue
        who = is_age(parse, number)
        if who is not None:
            number = replace(number, unit="year", age=True, bare=None)  # noqa: PLW2901 - the same number, now an age
        number, hedge = hedged(article.text, number)  # noqa: PLW2901 - the same number, with its bounds
        what = (f"age of {who}" if who else "age") if number.age else counted(parse, number, sentences.of(number))
        if what is None or what in _AS_BEFORE:
            what = _as_before(parse, found, number) or what
        if what is None and number.unit is None:
            continue
        found.append(_figure(article, spoken.around(number), sentences.of(number), number, hedge, what))
    return found


def _as_before(parse: Parse, found: Sequence[Figure], number: Number) -> str | None:
    """What the figure before it in the paragraph counts, where this one has no noun: "the ministry counts 40"."""
    if not found or (found[-1].unit != number.unit and not {found[-1].unit, number.unit} <= CURRENCIES):
        return None
    if number.start - found[-1].span.end > _FAR:
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
    article: Article,
    statement: Statement | None,
    sentence: Sentence,
    number: Number,
    hedge: str | None,
    what: str | None,
) -> Figure:
    span = Span.of(article.text, number.start, number.end)
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
        place=sentence.place(number),
        when=sentence.when(number),
        statement=statement.id if statement else None,
        giver=_giver(statement),
    )


class _Spoken:
    """The statements of an article by where their content stands."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        self._statements = statements
        self._filed = Touching()
        for n, each in enumerate(statements):
            self._filed.add(n, ((span.start, span.end) for span in each.content))

    def around(self, number: Number) -> Statement | None:
        """The shortest statement of whose content one span holds the number, and that somebody makes.

        What "is expected" or "is believed" by nobody is said by whoever says that, or else by the author.
        """
        held = sorted(
            (span.end - span.start, n)
            for n in self._filed.near(number.start, number.end)
            for span in self._statements[n].content
            if span.start <= number.start and number.end <= span.end
        )
        return next((self._statements[n] for _, n in held if not _is_nobodys(self._statements[n])), None)


def _is_nobodys(statement: Statement) -> bool:
    speaker = statement.speaker
    nameless = speaker is None or (speaker.name is None and speaker.type in ("unknown", "none"))
    return nameless and not statement.source and statement.kind == "indirect"


def _giver(statement: Statement | None) -> Giver:
    if statement is None:
        return AUTHOR
    speaker = statement.speaker
    return Giver(speaker.name, speaker.type) if speaker else Giver(None, "unknown")
