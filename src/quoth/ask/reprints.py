"""How many voices some articles are: those that are one text count once."""

from __future__ import annotations

import json
from collections.abc import Iterable

from quoth.library import Store

__all__ = ["voices_among"]

VOICES = """
SELECT count(DISTINCT coalesce(v.voice, j.value)) AS voices
FROM json_each(:articles) j LEFT JOIN voices v ON v.article = j.value
"""


def voices_among(store: Store, articles: Iterable[str]) -> int:
    """The number of voices among articles, given by their ids; as many as articles where nothing is related yet."""
    (row,) = store.rows(VOICES, {"articles": json.dumps(sorted(articles))})
    return int(row["voices"])
