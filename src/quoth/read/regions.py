"""Spans that stay where they began: no statement runs from a headline into the byline below it, or into the body.

The network saw bodies alone, so that at the lines above one it may run on over a blank line.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence

from quoth.records import Article

__all__ = ["in_one_region"]

Range = tuple[int, int]
BODY = "body"

# What nobody says anything in.
SILENT = {"byline", "dateline", "furniture"}


def in_one_region(
    article: Article, content: Sequence[Range], cue: Sequence[Range], source: Sequence[Range]
) -> tuple[list[Range], list[Range], list[Range]]:
    """The spans of each role cut to one region: a headline, a caption, or the body; as they are where all are in one.

    The region is that of the cue, else the one that has most of the content. Content never comes out empty.
    """
    pieces = [[piece for span in role for piece in _pieces(article, span)] for role in (content, cue, source)]
    regions = {region for role in pieces for region, _ in role}
    if len(regions) < 2:
        return list(content), list(cue), list(source)
    home = _home(pieces)
    kept = [[span for region, span in role if region == home] for role in pieces]
    return kept[0] or list(content), kept[1] or list(cue), kept[2]


def _home(pieces: Sequence[Sequence[tuple[str, Range]]]) -> str:
    for region, _ in pieces[1]:
        if region not in SILENT:
            return region
    sizes: Counter[str] = Counter()
    for region, (start, end) in pieces[0]:
        sizes[region] += 0 if region in SILENT else end - start
    return max(sizes, key=lambda region: sizes[region], default=BODY)


def _pieces(article: Article, span: Range) -> list[tuple[str, Range]]:
    """A span cut where parts begin and end, each piece with its region, without white space at its ends."""
    start, end = span
    found = []
    first = max(0, bisect_right(article.parts, start, key=lambda p: p.start) - 1)
    last = bisect_left(article.parts, end, key=lambda p: p.start)
    for part in (*article.parts[first:last], None):
        before = min(end, part.start) if part is not None else end
        if start < before:
            found.append((BODY, (start, before)))
            start = before
        if part is not None and start < min(end, part.end) and part.start <= start:
            found.append((part.name, (start, min(end, part.end))))
            start = min(end, part.end)
    trimmed = [(region, _trim(article.text, piece)) for region, piece in found]
    return [(region, piece) for region, piece in trimmed if piece[0] < piece[1]]


def _trim(text: str, span: Range) -> Range:
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
