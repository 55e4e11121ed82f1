"""What stands around a content in its article's text: up to a sentence on either side, and no more than is bounded."""

from __future__ import annotations

from quoth.records import Span, Statement
from quoth.text import sentences

__all__ = ["around"]

# Code points on either side of the content: a long sentence of a news report.
REACH = 250


def around(text: str, statement: Statement) -> Span:
    """The sentences of ``text`` in which the content begins and ends, with the one before and the one after.

    What lies further than REACH from the content is cut off, at a space where there is one.
    """
    start, end = statement.content[0].start, statement.content[-1].end
    first, last = _word_start(text, max(0, start - REACH), start), _word_end(text, min(len(text), end + REACH), end)
    found = sentences(text, first, last)
    own = [n for n, (a, b) in enumerate(found) if a < end and b > start]
    if not own:
        return Span.of(text, start, end)
    before, after = found[max(0, own[0] - 1)], found[min(len(found) - 1, own[-1] + 1)]
    return Span.of(text, min(before[0], start), max(after[1], end))


def _word_start(text: str, at: int, limit: int) -> int:
    """``at``, or the next start of a word up to ``limit`` where it lies within one."""
    if at == 0:
        return 0
    return next((n for n in range(at, limit) if text[n - 1].isspace()), at)


def _word_end(text: str, at: int, limit: int) -> int:
    if at == len(text):
        return at
    return next((n for n in range(at, limit, -1) if text[n].isspace()), at)
