"""Families and figures a page at a time, in the order in which they came in: none is skipped or comes twice.

Those that most report come first in ``families``, and their order changes with every article; this one does not.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from quoth.ask.days import LOW_BITS
from quoth.ask.every import found_keys
from quoth.ask.families import IDS, Family, families_of
from quoth.ask.figures import FIGURES, Given, shown_figure
from quoth.ask.loading import abouts
from quoth.ask.query import Query
from quoth.errors import RecordError
from quoth.library import Store

__all__ = ["Arrived", "families_after", "figures_after"]

# Groups of statements by the one that came in first.
GROUPS = """
SELECT s.rowid AS at, g.statement AS first FROM statements s JOIN quotation_groups g ON g.statement = s.id
WHERE g.first = g.statement AND s.rowid < :before {where}
ORDER BY s.rowid DESC LIMIT :limit
"""
ASKED = """AND g.first IN (
    SELECT h.first FROM json_each(:rowids) j CROSS JOIN statements o ON o.rowid = j.value
    JOIN quotation_groups h ON h.statement = o.id
)"""
MEMBERS = "SELECT statement FROM quotation_groups WHERE first = :first ORDER BY statement"
NEVER = 1 << 62

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Arrived(Generic[Found]):
    """A page, and the ``cursor`` of what follows; null where nothing does."""

    records: tuple[Found, ...]
    cursor: str | None


def families_after(store: Store, query: Query, cursor: str | None = None) -> Arrived[Family]:
    """The families that have come in before ``cursor``, of a search those of which it finds a member.

    A page has the families of ``query.limit`` groups; what hangs together is one group, most often of one family.
    """
    values: dict[str, Any] = {"before": _place(cursor), "limit": query.limit + 1}
    asked = None
    if query.asks():
        values["rowids"] = json.dumps([key & LOW_BITS for key in found_keys(store, query)])
        asked = {row["id"] for row in store.rows(IDS, {"rowids": values["rowids"]})}
    rows = store.rows(GROUPS.format(where="" if asked is None else ASKED), values)
    found: dict[str, Family] = {}
    for row in rows[: query.limit]:
        for member in store.rows(MEMBERS, {"first": row["first"]}):
            if not any(member["statement"] == each.statement.id for one in found.values() for each in one.members):
                found |= {each.id: each for each in families_of(store, member["statement"])}
    kept = [each for each in found.values() if asked is None or any(m.statement.id in asked for m in each.members)]
    more = len(rows) > query.limit
    return Arrived(tuple(kept), str(rows[query.limit - 1]["at"]) if more else None)


def figures_after(store: Store, limit: int, cursor: str | None = None) -> Arrived[Given]:
    """The figures that came in before ``cursor``, each with its giver as shown, and its article."""
    sql = FIGURES.format(words="", giver="", among="AND f.rowid < :before", order="f.rowid DESC LIMIT :limit")
    rows = store.rows(sql, {"since": None, "until": None, "before": _place(cursor), "limit": limit + 1})
    about = abouts(store, {row["article"] for row in rows[:limit]})
    made = tuple(Given(shown_figure(row), about[row["article"]][0]) for row in rows[:limit])
    return Arrived(made, str(rows[limit - 1]["at"]) if len(rows) > limit else None)


def _place(cursor: str | None) -> int:
    if cursor is None:
        return NEVER
    if not (cursor.isascii() and cursor.isdecimal() and len(cursor) < 19):
        raise RecordError(f"{cursor[:40]!r} is no cursor; take the one that the page before gave")
    return int(cursor)
