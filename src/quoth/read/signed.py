"""Quotations and posts that are signed: a dash, and behind it whose words stand before it.

'“Every chair has a name on it.” – Mireille Tanaborg, minister', and posts with an account's name in brackets,
'— Ilka Obradane (@obradane) May 3, 2031', in the line of the words or in one of its own. A signature is its words' cue:
no cue elsewhere takes them.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from quoth.kinds import Marked, kind_of
from quoth.parse import Voice
from quoth.read.spans import Range
from quoth.records import Article, Statement
from quoth.text import Quotation, paragraphs

__all__ = ["MADE_BY", "Signed", "signed", "with_signatures"]

MADE_BY = "reader signatures-1"
# Of the signed posts among the reports that were fitted on, next to all are right; in round numbers.
SURE = 0.9

_DASH = "[-–—―]{1,2}"
# An account's name is signature enough, wherever the words end.
_ACCOUNT = re.compile(rf"({_DASH})\s*([^\n()–—―@]{{1,60}}\(@\w{{1,30}}\))(?:\s+\w+\.? \d{{1,2}},? \d{{4}})?[.\s]*$")
# A name with a post, at the end of a paragraph, right behind the mark that closes a quotation.
_NAME = re.compile(rf"\s*({_DASH})\s*([A-Z][^\n.!?:;\"“”]{{2,120}}?)\s*$")
# Words of a name with its post; a sentence that goes on behind a quotation is longer, or no name begins it.
LONGEST = 16
_VERB = re.compile(r"\b(?:is|are|was|were|has|have|had|said|says|will|would)\b")


@dataclass(frozen=True, slots=True)
class Signed:
    """Words, and the dash and the name that sign them, in code points."""

    words: Range
    dash: Range
    name: Range


def signed(text: str, marks: Sequence[Quotation]) -> list[Signed]:
    """What is signed in ``text``, whose quotations are ``marks``, in order."""
    ranges = paragraphs(text)
    outer = [q for q in marks if not q.depth]
    out: list[Signed] = []
    for n, (start, end) in enumerate(ranges):
        made = _account(text, ranges, n) or _signature(text, outer, start, end)
        if made is not None and (not out or out[-1].name[1] <= made.words[0]):
            out.append(made)
    return out


def _account(text: str, ranges: Sequence[Range], n: int) -> Signed | None:
    """The post that the ``n``-th paragraph ends with, or, where it holds the signature alone, that before it."""
    start, end = ranges[n]
    if "(@" not in text[start:end] or (m := _ACCOUNT.search(text, start, end)) is None:
        return None
    words = (start, start + len(text[start : m.start()].rstrip()))
    if m.start() == start:
        if not n or ranges[n - 1][1] - ranges[n - 1][0] < 2:
            return None
        words = ranges[n - 1]
    return Signed(words, m.span(1), m.span(2))


def _signature(text: str, outer: Sequence[Quotation], start: int, end: int) -> Signed | None:
    """The quotation that opens a paragraph, or those that run on to it, if a name ends the paragraph behind it."""
    last = bisect_left(outer, end, key=lambda q: q.start) - 1
    if last < 0 or outer[last].start != start or not (outer[last].opened and outer[last].closed):
        return None
    m = _NAME.fullmatch(text, outer[last].end, end)
    if m is None or len(m.group(2).split()) > LONGEST or _VERB.search(m.group(2)):
        return None
    first = last
    while first and outer[first - 1].continues:
        first -= 1
    return Signed((outer[first].start, outer[last].end), m.span(1), m.span(2))


def with_signatures(
    article: Article, statements: Sequence[Statement], heard: dict[str, Voice], marks: Sequence[Quotation]
) -> tuple[list[Statement], dict[str, Voice]]:
    """``statements`` with those that are signed, whose words no others have but those within them; and the voices.

    ``marks`` are the quotations of the text.
    """
    text = article.text
    cues = {n for s in statements for x in s.cue for n in range(x.start, x.end)}
    found = [x for x in signed(text, marks) if cues.isdisjoint(range(*x.dash))]
    if not found:
        return list(statements), heard
    marked = Marked(marks)
    starts = [x.words[0] for x in found]
    out: list[Statement] = []
    voices = dict(heard)
    for s in statements:
        made = _without(article, s, found, starts, marked)
        if made is not None:
            out.append(made)
            if s.id in heard:
                voices[made.id] = heard[s.id]
    made_of = [
        Statement.of(
            article,
            content=[x.words],
            cue=[x.dash],
            source=[x.name],
            kind=kind_of(text, [x.words], marked),
            confidence=SURE,
            made_by=MADE_BY,
        )
        for x in found
    ]
    return [*out, *made_of], voices


def _without(
    article: Article, s: Statement, found: Sequence[Signed], starts: Sequence[int], marked: Marked
) -> Statement | None:
    """``s`` without what is signed, or None if nothing is left; one that reports within signed words stays."""
    kept: list[Range] = []
    for x in s.content:
        n = max(0, bisect_right(starts, x.start) - 1)
        pieces = [(x.start, x.end)]
        for each in found[n : bisect_left(starts, x.end)]:
            if any(_overlap((c.start, c.end), each.words) for c in s.cue):
                continue
            whole = (each.words[0], each.name[1])
            pieces = [p for i, j in pieces for p in ((i, min(j, whole[0])), (max(i, whole[1]), j)) if p[0] < p[1]]
        kept += [p for p in (_trimmed(article.text, *p) for p in pieces) if p[0] < p[1]]
    if kept == [(x.start, x.end) for x in s.content]:
        return s
    if not any(any(map(str.isalnum, article.text[i:j])) for i, j in kept):
        return None
    return Statement.of(
        article,
        content=kept,
        cue=[(x.start, x.end) for x in s.cue],
        source=[(x.start, x.end) for x in s.source],
        kind=kind_of(article.text, kept, marked),
        confidence=s.confidence,
        made_by=s.made_by,
    )


def _overlap(a: Range, b: Range) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _trimmed(text: str, start: int, end: int) -> Range:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    return start, max(start, start + len(piece.strip()))
