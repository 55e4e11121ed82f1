"""Families by any of their ids, and series of a library of any size: what pages and programs ask of what is related."""

from __future__ import annotations

from collections.abc import Mapping

from quoth.ask.families import Family, families_of
from quoth.ask.figures import figure_series
from quoth.library import Store
from quoth.relate.series import Series

__all__ = ["COMPARED", "FIGURES", "family_named", "series_found"]

# Figures that are all looked at whenever somebody asks; a library with more is asked of the newest COMPARED reports, as
# each figure is set against every other of its kind.
FIGURES, COMPARED = 3000, 400

NEWEST = """
SELECT id FROM articles WHERE (:match IS NULL OR rowid IN (SELECT rowid FROM articles_words WHERE text MATCH :match))
ORDER BY published DESC LIMIT :most
"""


def family_named(store: Store, name: str) -> Family | None:
    """The family with this id; where a fuller wording gave it another since, the one with that statement in it."""
    found = families_of(store, name) or families_of(store, f"st_{name[3:]}")
    return found[0] if found else None


def series_found(store: Store, given: Mapping[str, str | None]) -> tuple[list[Series], int | None]:
    """The series that are asked for; and of how many reports, where not all that there are were compared."""
    text = given.get("text") or ""
    articles = _newest_with(store, text)
    found = figure_series(
        store, text, giver=given.get("giver"), since=given.get("since"), until=given.get("until"),
        conflicts=bool(given.get("conflicts")), articles=articles,
    )  # fmt: skip
    return found, None if articles is None else len(articles)


def _newest_with(store: Store, text: str) -> list[str] | None:
    """The newest COMPARED reports with all words of ``text``; null where there are no more figures than can be read."""
    (row,) = store.rows("SELECT count(*) AS n FROM (SELECT 1 FROM figures LIMIT :most)", {"most": FIGURES + 1})
    if row["n"] <= FIGURES:
        return None
    tokens = [f'"{word.replace(chr(34), "")}" *' for word in text.split() if any(map(str.isalnum, word))]
    match = " AND ".join(tokens) or None
    return [row["id"] for row in store.rows(NEWEST, {"match": match, "most": COMPARED})]
