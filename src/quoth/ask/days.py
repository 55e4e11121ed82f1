"""Days as the index has them: those of publication as its keys, those of saying as months and years."""

from __future__ import annotations

import re
from typing import Any

from quoth.ask.query import Query
from quoth.library import Store

__all__ = ["LOW_BITS", "published", "said", "times_said"]

LOW_BITS = 268_435_455  # of a key: the statement's rowid
NEWEST, A_DAY = 4_194_304, LOW_BITS + 1

SAID = "SELECT (SELECT min(said_start) FROM statements) AS first, (SELECT max(said_start) FROM statements) AS last"

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")

# A condition on the rows that the index gives, with the values in it.
Conditions = dict[str, dict[str, Any]]


def published(query: Query) -> Conditions:
    """The keys of the days of publication that are asked for; those of statements without one are in no range."""
    if query.since is None and query.until is None:
        return {}
    first = (NEWEST - _number(query.until or "9999-99-99")) * A_DAY
    last = (NEWEST - _number(query.since or "0000-01-01")) * A_DAY + LOW_BITS
    return {"f.rowid BETWEEN :first AND :last": {"first": first, "last": last}}


def said(query: Query) -> Conditions:
    """Exactly the days on which it was said, for the rows that the months and years leave."""
    out: Conditions = {}
    if query.said_since is not None:
        out["s.said_end >= :said_since AND s.said_start IS NOT NULL"] = {"said_since": query.said_since}
    if query.said_until is not None:
        out["s.said_start <= :said_until AND s.said_end IS NOT NULL"] = {"said_until": query.said_until}
    return out


def times_said(store: Store, query: Query) -> list[str]:
    """The facets that all have of what was said within the days that are asked for; some others have them, too."""
    (there,) = store.rows(SAID)
    first, last = there["first"] or "", there["last"] or ""
    # What is said within two months ends in the year after it begins, at the latest.
    earliest = f"{first[:4]}-01-01" if _DAY.match(first) else "0001-01-01"
    latest = f"{min(int(last[:4]) + 1, 9999):04}-12-31" if _DAY.match(last) else "2199-12-31"
    return ["wmany", *_months(max(query.said_since or "", earliest), min(query.said_until or "~", latest))]


def _number(day: str) -> int:
    """An ISO day as the keys of the index have it: a number that sorts as the day does."""
    return int(day[:4]) * 800 + int(day[5:7]) * 40 + int(day[8:10])


def _months(first: str, last: str) -> list[str]:
    """The months from one day to another, whole years of them as years; of the others those that took long, too."""
    out = []
    for year in range(int(first[:4]), int(last[:4]) + 1):
        start = int(first[5:7]) if year == int(first[:4]) else 1
        end = int(last[5:7]) if year == int(last[:4]) else 12
        months = [f"m{year:04}{month:02}" for month in range(start, end + 1)]
        out += [f"y{year:04}"] if len(months) == 12 else [f"w{year:04}", *months]
    return out
