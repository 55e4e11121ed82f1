"""Statements made by hand, with speakers and days, so that a table can be tested without resolving anything."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from quoth.pipeline import Reading
from quoth.records import Article, SaidOn, Speaker, Statement

TEXT = (
    "Storm cuts off Aldmoor\n\nThe Lantern reported that its mayor, Ada Quill, said the bridge was safe. "
    "She denied on Tuesday that it had moved.\n"
)
ARTICLE = Article.of(TEXT, origin="storm.txt", title="Storm cuts off Aldmoor", outlet="Northern Wire")
QUILL = Speaker("Ada Quill", "person", "mayor", "Aldmoor", 0.9, reason="named")
TUESDAY = SaidOn("2026-02-03", "2026-02-03", "on Tuesday", "day", 0.95, "beside the cue")


def at(words: str) -> tuple[int, int]:
    """Where ``words`` stand in TEXT."""
    start = TEXT.index(words)
    return start, start + len(words)


def made(source: str | None, cue: str, content: str, **fields: Any) -> Statement:
    """A statement of ARTICLE with these words and fields."""
    statement = Statement.of(
        ARTICLE,
        content=[at(content)],
        cue=[at(cue)],
        source=[at(source)] if source else [],
        kind="indirect",
        confidence=0.75,
        made_by="hand",
    )
    return replace(statement, **{"polarity": "affirmed", "attitude": "communication", **fields})


LANTERN = made(
    "The Lantern",
    "reported",
    "that its mayor, Ada Quill, said the bridge was safe",
    speaker=Speaker("Lantern", "organization", confidence=0.96, reason="named"),
)
SAFE = made("its mayor, Ada Quill,", "said", "the bridge was safe", speaker=QUILL, within=LANTERN.id)
DENIAL = made("She", "denied", "that it had moved", speaker=QUILL, said_on=TUESDAY, polarity="denied", cue_lemma="deny")


def reading(*statements: Statement) -> Reading:
    """A reading of ARTICLE with these statements."""
    return Reading(ARTICLE, statements or (LANTERN, SAFE, DENIAL))
