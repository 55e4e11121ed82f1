"""Second-hand reports: who says that somebody said it, and the statements of such a chain that a reader leaves out.

"Reuters reported that the ministry said the bridge was safe" holds two statements, the ministry's within Reuters'. A
reader trained on flat annotation finds one of them, nearly always the outer.
"""

from __future__ import annotations

import dataclasses
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from quoth.around import Touching, around
from quoth.kinds import Marked, kind_of
from quoth.parse import Parse
from quoth.records import Article, Span, Statement
from quoth.resolve.attitude import lemma_of, listed
from quoth.resolve.clauses import (
    LONGEST_DETOUR,
    LONGEST_SUBJECT,
    Clause,
    Range,
    clause_at,
    content_start,
    first_verb,
    is_reporting,
    subject,
    trimmed,
    with_auxiliaries,
)
from quoth.text import joined, quotations

__all__ = ["MADE_BY", "chains"]

MADE_BY = "resolve chains-1"
# The share of right ones among what is added to right statements, rounded down: of the 40 added to the 84 articles of
# PolNeAR's dev set and 500 of its train set, all were right in who says what, 37 in every word. Read again on a change.
SURE = 0.9
# Statements in statements, at most so deep.
DEEPEST = 4
# "said | Friday | that": at most so many words may part the spans of one clause.
LONGEST_GAP = 3
# "..., Vale said, according to the Herald": how many characters there may be between content and outer cue.
LONGEST_INSERTION = 200


def chains(article: Article, statements: Sequence[Statement], parse: Parse) -> list[Statement]:
    """All ``statements``, and those that a chain in the text calls for, in text order of their first span.

    ``within`` is the smallest other statement in whose content both content and cue of one stand, or that has the same
    content and a cue further off. What is added is made by ``MADE_BY``; doing it again adds nothing.
    """
    out = {s.id: s for s in statements}
    waiting = [(s, 0) for s in out.values()]
    known = _Known(waiting)
    marks: Marked | None = None
    for statement, depth in waiting:
        for clause in _called_for(statement, parse) if depth < DEEPEST else ():
            if not _is_whole(clause) or known.has(clause, parse, statement):
                continue
            marks = Marked(quotations(article.text)) if marks is None else marks
            made = _made(article, parse, clause, statement, marks)
            if made is not None and made.id not in out:
                out[made.id] = made
                known.add(made)
                waiting.append((made, depth + 1))
    return sorted(_nested(list(out.values())), key=_order)


def _order(statement: Statement) -> tuple[int, int, int]:
    spans = (*statement.content, *statement.cue, *statement.source)
    return min(s.start for s in spans), statement.content[0].start, -max(s.end for s in spans)


# --------------------------------------------------------------------------------------------- one within another


def _nested(statements: Sequence[Statement]) -> list[Statement]:
    """The statements with ``within`` set. Each goes into a strictly larger one, so that no circle can arise."""
    stretches = [_stretch(s) for s in statements]
    sizes = [(b - a, sum(x.end - x.start for x in s.content)) for s, (a, b) in zip(statements, stretches, strict=True)]
    holding = around(stretches, [s.content[0].start for s in statements])
    out = list(statements)
    for n, inner in enumerate(statements):
        high = inner.content[-1].end
        larger = (m for m in holding[n] if high <= stretches[m][1] and sizes[m] > sizes[n])
        fitting = (m for m in sorted(larger, key=sizes.__getitem__) if _holds(statements[m], inner))
        within = next((statements[m].id for m in fitting), None)
        if within != inner.within:
            out[n] = dataclasses.replace(inner, within=within)
    return out


def _stretch(statement: Statement) -> tuple[int, int]:
    """From where to where its content and cue reach."""
    spans = (*statement.content, *statement.cue)
    return min(s.start for s in spans), max(s.end for s in spans)


def _holds(outer: Statement, inner: Statement) -> bool:
    """Whether ``inner`` is part of what ``outer`` says: in its content, or the same content with a cue nearer to it."""
    if not all(_is_in(s, outer.content) for s in inner.content):
        return False
    if all(_is_in(s, outer.content) for s in inner.cue):
        return True
    if not (outer.cue and inner.source):
        return False
    low, high = outer.content[-1].end, outer.cue[0].start
    between = all(low <= s.start and s.end <= high for s in (*inner.cue, *inner.source))
    return between and high - low < LONGEST_INSERTION


def _is_in(span: Span, spans: Sequence[Span]) -> bool:
    n = bisect_right(spans, span.start, key=lambda o: o.start)
    return n > 0 and span.end <= spans[n - 1].end


# ------------------------------------------------------------------------------------------------ what is missing


def _called_for(statement: Statement, parse: Parse) -> Iterator[Clause]:
    """The statements that the words of this one, and those right beside it, hold."""
    if statement.cue:
        yield from _quoted_as(statement, parse)
        yield from _inner(statement, parse)
        yield from _relayed(statement, parse)
        yield from _beside(statement, parse)
        yield from _around(statement, parse)


def _inner(statement: Statement, parse: Parse) -> Iterator[Clause]:
    """From "that [the ministry] [said] [the bridge was safe]" at the head of a content, or after "and that" in it."""
    if statement.kind == "direct":
        return
    for i, j in _bridged(parse, statement):
        for at in range(i, j):
            that = parse.lower[at] == "that"
            if at == i or (that and parse.lower[at - 1] in {"and", "but"}):
                clause = clause_at(parse, at + that, j)
                if clause:
                    yield clause


def _bridged(parse: Parse, statement: Statement) -> list[Range]:
    """The spans of its content in words; those that only a word or two part ("said | Friday | that") are one."""
    out: list[Range] = []
    for i, j in _ranges(parse, statement.content):
        if out and i - out[-1][1] <= LONGEST_GAP and all(w[0].isalnum() for w in parse.lower[out[-1][1] : i]):
            out[-1] = (out[-1][0], j)
        else:
            out.append((i, j))
    return out


def _quoted_as(statement: Statement, parse: Parse) -> Iterator[Clause]:
    """From "[the Herald] quoted [Vale] [as saying] [that the talks had failed]": Vale's statement."""
    if not any(lemma_of(w) in {"quote", "cite"} for s in statement.cue for w in s.text.lower().split()):
        return
    before: Range | None = None
    for i, j in _ranges(parse, statement.content):
        at = next((n for n in range(i, j - 2) if parse.lower[n] == "as" and _is_saying(parse.lower[n + 1])), None)
        if at is not None:
            source = (i, at) if at > i else before
            start = _after_saying(parse, at + 2, j)
            stop = trimmed(parse, start, j)
            if source and stop - start > 1:
                yield Clause(source, (at, at + 2), ((start, stop),))
        before = (i, j)


def _is_saying(low: str) -> bool:
    return low.endswith("ing") and lemma_of(low) in listed("reporting")


def _after_saying(parse: Parse, at: int, end: int) -> int:
    """Where the content begins after "as saying": past an addressee, a comma or a colon."""
    for that in range(at, min(end, at + LONGEST_DETOUR)):
        if parse.lower[that] == "that":
            return that
        if not parse.lower[that][0].isalnum():
            break
    while at < end and parse.lower[at] in {",", ":"}:
        at += 1
    return at


def _relayed(statement: Statement, parse: Parse) -> Iterator[Clause]:
    """From "according to [a report] [cited by] [the Herald]": the outer statement, which the Herald makes."""
    if not _is_according(statement):
        return
    for i, j in _ranges(parse, statement.source):
        for at in range(i + 1, j - 2):
            if parse.lower[at] in {"cited", "quoted"} and parse.lower[at + 1] == "by":
                around = _ranges(parse, (*statement.content, *statement.cue))
                yield Clause((at + 2, j), (at, at + 2), (*around, (i, at)))
                return


def _is_according(statement: Statement) -> bool:
    return statement.cue[0].text.lower() == "according to"


def _beside(statement: Statement, parse: Parse) -> Iterator[Clause]:
    """From "[the talks had failed], [Vale] [said], according to the Herald": Vale's statement."""
    if not _is_according(statement) or statement.cue[0].start < statement.content[-1].end:
        return
    content = _ranges(parse, statement.content)
    low = parse.range(statement.content[-1].start, statement.content[-1].end)[1]
    high = parse.range(statement.cue[0].start, statement.cue[0].end)[0]
    while low < high and not parse.lower[low][0].isalnum():
        low += 1
    high = trimmed(parse, low, high)
    verb = first_verb(parse, low, high) if high - low <= LONGEST_SUBJECT else None
    if verb == low:
        yield Clause((verb + 1, high), (verb, verb + 1), tuple(content))
    elif verb is not None and verb == high - 1:
        source = subject(parse, verb, low)
        if source:
            yield Clause(source, (with_auxiliaries(parse, verb, source[1]), high), tuple(content))


def _around(statement: Statement, parse: Parse) -> Iterator[Clause]:
    """From the ministry's in "[Reuters] [reported] [that the ministry said ...]": Reuters'."""
    if not statement.source:
        return
    spans = (*statement.content, *statement.cue, *statement.source)
    start, end = parse.range(min(s.start for s in spans), max(s.end for s in spans))
    if start >= end or min(s.start for s in spans) != statement.source[0].start:
        return
    low = parse.sentences[parse.sentence[start]][0]
    before = range(start - 1, max(low, start - LONGEST_DETOUR) - 1, -1)
    verb = next((n for n in before if is_reporting(parse, n)), None)
    if verb is None or not _governs(parse, verb, statement):
        return
    begin = content_start(parse, verb, end)
    source = subject(parse, verb, low)
    if source and begin in {start - 1, start}:
        yield Clause(source, (with_auxiliaries(parse, verb, source[1]), verb + 1), ((begin, end),))


def _governs(parse: Parse, verb: int, statement: Statement) -> bool:
    """Whether the clause of the cue of ``statement`` is the content of ``verb``; taken on trust without a parser."""
    if not parse.relation[verb]:
        return True
    i, j = parse.range(statement.cue[0].start, statement.cue[-1].end)
    return any(parse.relation[n] == "ccomp" and parse.head[n] == verb for n in range(i, j))


# --------------------------------------------------------------------------------------------- from words to records


def _ranges(parse: Parse, spans: Sequence[Span]) -> list[Range]:
    return [r for r in (parse.range(s.start, s.end) for s in spans) if r[0] < r[1]]


def _is_whole(clause: Clause) -> bool:
    """Whether it has words in every role, and no word is in both cue and source."""
    (a, b), (c, d) = clause.source, clause.cue
    return a < b and c < d and bool(clause.content) and not (a < d and c < b)


class _Known:
    """The statements there are, by where their cues and sources stand."""

    def __init__(self, waiting: Sequence[tuple[Statement, int]]) -> None:
        self._statements: list[Statement] = []
        self._cues, self._sources = Touching(), Touching()
        for statement, _ in waiting:
            self.add(statement)

    def add(self, statement: Statement) -> None:
        """Files one more."""
        number = len(self._statements)
        self._statements.append(statement)
        self._cues.add(number, ((x.start, x.end) for x in statement.cue))
        self._sources.add(number, ((x.start, x.end) for x in statement.source))

    def has(self, clause: Clause, parse: Parse, seen_in: Statement) -> bool:
        """Whether a statement has this cue, or one other than ``seen_in`` has about this source and content."""
        low, high = _characters(parse, clause.cue)
        cues = (x for n in self._cues.near(low, high) for x in self._statements[n].cue)
        if any(x.start < high and low < x.end for x in cues):
            return True
        start, end = _characters(parse, clause.source)
        content = [_characters(parse, r) for r in joined(clause.content)]
        others = (s for s in map(self._statements.__getitem__, self._sources.near(start, end)) if s is not seen_in)
        return any(any(x.start < end and start < x.end for x in s.source) and _share_most(content, s) for s in others)


def _share_most(content: Sequence[Range], statement: Statement) -> bool:
    """Whether content and that of a statement have more than half of the longer of them in common."""
    size = sum(b - a for a, b in content)
    shared = sum(max(0, min(b, x.end) - max(a, x.start)) for a, b in content for x in statement.content)
    return 2 * shared > max(size, sum(x.end - x.start for x in statement.content))


def _made(article: Article, parse: Parse, clause: Clause, seen_in: Statement, marks: Marked) -> Statement | None:
    """The record of a clause; None where somebody quoted says it: quotations are left whole."""
    cue = _characters(parse, clause.cue)
    if marks.is_within(cue[0]):
        return None
    content = [_characters(parse, r) for r in joined(clause.content)]
    return Statement.of(
        article,
        content=content,
        cue=[cue],
        source=[_characters(parse, clause.source)],
        kind=kind_of(article.text, content, marks),
        confidence=round(seen_in.confidence * SURE, 4),
        made_by=MADE_BY,
    )


def _characters(parse: Parse, words: Range) -> tuple[int, int]:
    return parse.start[words[0]], parse.end[words[1] - 1]
