"""The turns of a conversation that nothing else found: each is a statement of whoever its label names."""

from __future__ import annotations

from collections.abc import Sequence

from quoth.kinds import Marked, kind_of
from quoth.records import Article, Statement
from quoth.text import quotations
from quoth.turns import turns

__all__ = ["MADE_BY", "unheard"]

MADE_BY = "reader turns-1"
# Of the turns in the transcripts among the reports that were fitted on, next to all are right; in round numbers.
SURE = 0.9
# A turn of which statements hold less than this share is one of its own.
UNCLAIMED = 0.3


def unheard(article: Article, statements: Sequence[Statement]) -> list[Statement]:
    """Statements of the turns of ``article`` that ``statements`` leave out."""
    found = turns(article.text)
    if not found:
        return []
    held = bytearray(len(article.text))
    for x in (x for s in statements for x in s.content):
        held[x.start : x.end] = b"\1" * (x.end - x.start)
    missed = [t for t in found if held.count(1, *t.said) < UNCLAIMED * (t.said[1] - t.said[0])]
    marked = Marked(quotations(article.text)) if missed else None
    return [
        Statement.of(
            article,
            content=[t.said],
            cue=[t.colon],
            source=[t.label],
            kind=kind_of(article.text, [t.said], marked) if marked else "indirect",
            confidence=SURE,
            made_by=MADE_BY,
        )
        for t in missed
    ]
