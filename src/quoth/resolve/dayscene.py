"""An article made ready for asking when its statements were said: its words for days, and its statements, by sentences.

A frame is a statement as ranges of words; a dated is a range of words for a day, with its days.
"""

from __future__ import annotations

import dataclasses
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

from quoth.parse import Parse
from quoth.records import Article, Statement
from quoth.resolve.dateranges import Interval, full_date, resolve_date
from quoth.resolve.datewords import DateWords, date_data, find_dates, find_occasions
from quoth.text import quotations

__all__ = [
    "MAX_FROM_NOUN",
    "MAX_TO_NOUN",
    "REACH",
    "Dated",
    "Frame",
    "Lists",
    "Range",
    "Scene",
    "holds",
    "lists",
    "make_scene",
]

# In words: how far from its cue the day of a statement may stand.
REACH = 80
# In words: how far behind a day the noun may stand that it is the day of ("the Friday evening campaign rally").
MAX_TO_NOUN = 4
# In words: how far before it ("a speech to the workers of Vesna on Tuesday").
MAX_FROM_NOUN = 7
# In days: a month and day without a year that would be longer ago is taken for one to come.
MAX_AGE = 300
# In days: how long after the date of its dateline a report may have been published.
MAX_LATE = 7
# In characters: the date of a report stands in its first lines.
HEAD_SIZE = 1500

Range = tuple[int, int]


class Lists(NamedTuple):
    """The sets of words of ``days.toml`` that tell what a day is the day of."""

    occasions: frozenset[str]
    released: frozenset[str]
    spoke: frozenset[str]
    speaking: frozenset[str]
    not_after: frozenset[str]
    of_day: frozenset[str]
    clause: frozenset[str]
    future: frozenset[str]
    intended: frozenset[str]
    on: frozenset[str]
    off: frozenset[str]
    pronouns: frozenset[str]


@cache
def lists() -> Lists:
    """The lists, read once."""
    data = date_data()["attach"]
    return Lists(*(frozenset(data[name].split()) for name in Lists._fields))


@dataclasses.dataclass(frozen=True, slots=True)
class Frame:
    """One statement as ranges of words; it is reported ``at`` the first word of its cue, else source, else content."""

    number: int
    statement: Statement
    cue: list[Range]
    source: list[Range]
    content: list[Range]
    at: int


@dataclasses.dataclass(frozen=True, slots=True)
class Dated:
    """Words for a day as a range of words ``i:j``, its days, and the statements ``inside`` whose content they stand.

    ``named`` are the words that name the day, where these only go back to it ("at the debate").
    """

    words: DateWords
    i: int
    j: int
    interval: Interval | None
    named: DateWords
    inside: list[Frame] = dataclasses.field(default_factory=list)

    @property
    def is_day(self) -> bool:
        """Whether it is known and a single day."""
        return self.interval is not None and self.interval.granularity == "day"


@dataclasses.dataclass(frozen=True, slots=True)
class Scene:
    """One article's statements, in the order in which they are reported, and its words for days, by their sentences.

    ``cues`` gives the number of the statement whose cue a word is of; ``quoted`` are the outermost quotations.
    """

    parse: Parse
    frames: list[Frame]
    dated: dict[int, list[Dated]]
    cues: dict[int, int]
    quoted: list[Range]

    def near(self, k: int, sentence: int) -> list[Dated]:
        """The words for days of a sentence that stand within REACH of a word."""
        dated = self.dated.get(sentence, [])
        i, j = (bisect_left(dated, at, key=lambda d: d.i) for at in (k - REACH, k + REACH))
        return dated[i:j]

    def quotation(self, k: int) -> int:
        """The number of the quotation in which a word stands; -1 where it stands in none."""
        n = bisect_right(self.quoted, (k, len(self.parse))) - 1
        return n if n >= 0 and k < self.quoted[n][1] else -1

    def sentence(self, k: int) -> Range:
        """The sentence of a word."""
        return self.parse.sentences[self.parse.sentence[k]]


def holds(ranges: Sequence[Range], k: int) -> bool:
    """Whether a word is in one of the ranges, which are in order and do not overlap."""
    n = bisect_right(ranges, k, key=lambda r: r[0])
    return n > 0 and k < ranges[n - 1][1]


def make_scene(article: Article, statements: Sequence[Statement], parse: Parse) -> Scene | None:
    """The article made ready; None where it names no day at all."""
    found = find_dates(parse)
    if not found or not statements:
        return None
    frames = sorted((_frame(n, s, parse) for n, s in enumerate(statements)), key=lambda f: (f.at, f.number))
    dated = list(_resolved(parse, _in_body(article, found), _anchor(article, found)))
    dated = sorted([*dated, *_occasions(parse, dated)], key=lambda d: d.i)
    starts = [d.i for d in dated]
    for frame in frames:
        for i, j in frame.content:
            for d in dated[bisect_left(starts, i) : bisect_left(starts, j)]:
                d.inside.append(frame)
    by_sentence: dict[int, list[Dated]] = {}
    for d in dated:
        by_sentence.setdefault(parse.sentence[d.i], []).append(d)
    cues = {k: f.number for f in frames for i, j in f.cue for k in range(i, j)}
    quoted = [parse.range(q.start, q.end) for q in quotations(parse.text) if not q.depth and q.opened and q.closed]
    return Scene(parse, frames, by_sentence, cues, quoted)


def _frame(number: int, statement: Statement, parse: Parse) -> Frame:
    cue, source, content = (
        [r for r in (parse.range(s.start, s.end) for s in role) if r[0] < r[1]]
        for role in (statement.cue, statement.source, statement.content)
    )
    return Frame(number, statement, cue, source, content, next((r[0][0] for r in (cue, source, content) if r), 0))


def _anchor(article: Article, found: Sequence[DateWords]) -> date | None:
    """The day from which "Tuesday" counts: that of the dateline, of publication, or of the lines above the report."""
    try:
        published = date.fromisoformat((article.published or "")[:10])
    except ValueError:
        published = None
    above: date | None = None
    for part in article.parts:
        if part.start > HEAD_SIZE or part.name in {"headline", "caption"}:
            continue
        for words in found[bisect_left(found, part.start, key=lambda w: w.start) :][:1]:
            day = full_date(words) if words.end <= part.end else None
            if part.name == "dateline" and words.end <= part.end and (day := day or _shortly_before(words, published)):
                return day
            above = above or day
    return published or above


def _shortly_before(words: DateWords, published: date | None) -> date | None:
    """The day of a dateline without a year, where the report came out soon after it."""
    found = resolve_date(words, anchor=published, last=None)
    if found is None or published is None or found.granularity != "day":
        return None
    return found.start if (published - found.start).days <= MAX_LATE else None


def _in_body(article: Article, found: Sequence[DateWords]) -> Iterator[DateWords]:
    """The words that no dateline, byline or furniture of the page holds."""
    parts = [p for p in article.parts if p.name not in {"headline", "caption"}]
    starts = [p.start for p in parts]
    for words in found:
        n = bisect_right(starts, words.start) - 1
        if n < 0 or words.start >= parts[n].end:
            yield words


def _resolved(parse: Parse, found: Iterator[DateWords], anchor: date | None) -> Iterator[Dated]:
    """The words with their days, each seen from the publication and from the day named last before it."""
    last = latest = None
    for words in found:
        same = words.rule == "same"  # "that day" reaches back over months and years that are named on the way
        interval = resolve_date(words, anchor=anchor, last=latest if same else last)
        to_come = _is_to_come(words, interval, anchor)
        last = interval.start if interval and interval.granularity == "day" and not to_come else None
        latest = last or latest
        i, j = parse.range(words.start, words.end)
        if i < j and not to_come:
            yield Dated(words, i, j, interval, words)


def _is_to_come(words: DateWords, interval: Interval | None, anchor: date | None) -> bool:
    """Whether the words name a day after the publication, or one long before that rather stands for the next."""
    if interval is None or anchor is None:
        return False
    yearless = words.rule == "date" and "year" not in words.parts
    return interval.start > anchor or (yearless and (anchor - interval.start).days > MAX_AGE)


def _occasions(parse: Parse, dated: Sequence[Dated]) -> Iterator[Dated]:
    """The words that go back to an occasion of which the article has named the day, and one day only."""
    known: dict[str, list[Dated]] = {}
    for d in dated:
        noun = _occasion_of(parse, d) if d.is_day else None
        if noun:
            known.setdefault(noun, []).append(d)
    first = {noun: ds[0] for noun, ds in known.items() if len({d.interval for d in ds}) == 1}
    for words in find_occasions(parse.text) if first else ():
        day = first.get(words.parts["noun"].lower())
        if day is not None and day.interval and day.words.start < words.start:
            interval = resolve_date(words, anchor=None, last=day.interval.start)
            named = words if "way" in words.parts else day.words
            yield Dated(words, *parse.range(words.start, words.end), interval, named)


def _occasion_of(parse: Parse, d: Dated) -> str | None:
    """The noun of the occasion that the day is of: "Tuesday's debate", "a speech in Vesna on Tuesday"."""
    occasions, lower, tag = lists().occasions, parse.lower, parse.tag
    first, end = parse.sentences[parse.sentence[d.i]]
    joined = lower[d.j] == "'s" if d.j < end else False
    joined = joined or (d.i > first and (tag[d.i - 1] in {"DT", "PRP$", "JJ", "NN"}))
    for k in range(d.j, min(d.j + MAX_TO_NOUN, end) if joined else d.j):
        if lower[k] in occasions:
            return lower[k]
        if not lower[k][0].isalpha() and lower[k] != "'s":
            break
    if d.i > first and lower[d.i - 1] in lists().not_after:
        return None
    for k in range(d.i - 1, max(d.i - MAX_FROM_NOUN, first) - 1, -1):
        if lower[k] in occasions:
            return lower[k]
        if lower[k] in {",", ";", ":"} or tag[k] in {"VBD", "VBZ", "VBP", "MD", "WP", "WDT"}:
            break
    return None
