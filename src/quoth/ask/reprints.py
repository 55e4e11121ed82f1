"""How many voices some articles are: those that are one text count once."""

from __future__ import annotations

import json
from collections.abc import Iterable

from quoth.library import Store

__all__ = ["voices_among", "voices_of"]

VOICES = """
SELECT count(DISTINCT coalesce(v.voice, j.value)) AS voices
FROM json_each(:articles) j LEFT JOIN voices v ON v.article = j.value
"""

VOICE_OF = "SELECT article, voice FROM voices WHERE article IN (SELECT value FROM json_each(:articles))"


def voices_of(store: Store, articles: Iterable[str]) -> dict[str, str]:
    """By article, its voice: an id that is the same for all articles that are one text; its own where it is alone."""
    ids = sorted(articles)
    rows = store.rows(VOICE_OF, {"articles": json.dumps(ids)})
    return {each: each for each in ids} | {row["article"]: row["voice"] for row in rows}


def voices_among(store: Store, articles: Iterable[str]) -> int:
    """The number of voices among articles, given by their ids; as many as articles where nothing is related yet."""
    (row,) = store.rows(VOICES, {"articles": json.dumps(sorted(articles))})
    return int(row["voices"])
