"""A query as one question to the index: every filter is a word in it, so that it intersects lists and stops early.

Columns of ``statements_search`` and its facets are those of the library's third migration.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from quoth.ask.language import Wanted, in_column, quoted, wanted
from quoth.ask.query import Query
from quoth.ask.who import Voice, voices
from quoth.ask.words import fold, words
from quoth.library import Store

__all__ = ["LOW_BITS", "Plan", "day_number", "outlets_called", "plan"]

LOW_BITS = 268_435_455  # of a key: the statement's rowid
NEWEST, A_DAY = 4_194_304, LOW_BITS + 1

# An outlet at a time from the index, so that what is said there is not counted through.
OUTLETS = """
WITH RECURSIVE named (outlet) AS (
    SELECT min(outlet) FROM sightings
    UNION ALL
    SELECT (SELECT min(outlet) FROM sightings WHERE outlet > named.outlet) FROM named WHERE outlet IS NOT NULL
)
SELECT outlet FROM named WHERE outlet IS NOT NULL
"""

SAID = "SELECT (SELECT min(said_start) FROM statements) AS first, (SELECT max(said_start) FROM statements) AS last"

OF_ARTICLE = "SELECT key FROM searchable WHERE statement IN (SELECT rowid FROM statements WHERE article = :article)"

# The facets of one letter, by the field of a query.
LETTERS = {"kind": "k", "attitude": "a", "polarity": "p", "place": "l"}


@dataclass(frozen=True, slots=True)
class Plan:
    """``match`` is for FTS5, null where nothing can be found; ``where`` for the rows it gives; ``values`` for both.

    ``better`` narrows ``match`` to those that should come first. ``joins``: ``where`` needs the statement's row.
    """

    words: Wanted
    match: str | None
    better: str = ""
    where: str = ""
    joins: bool = False
    values: dict[str, Any] = field(default_factory=dict)
    speakers: tuple[Voice, ...] = ()


def plan(store: Store, query: Query) -> Plan:
    """How to ask for what ``query`` asks."""
    asked = wanted(query.text)
    who = voices(store, query.speaker) if query.speaker is not None else ()
    parts = [
        asked.match(),
        *(_words_of(query, column) for column in ("role", "affiliation")),
        _facets(store, query, who),
    ]
    match: str | None = " AND ".join(f"({part})" for part in parts if part) or 'facets : "x"'
    better = f"({match}) AND {asked.better()}" if asked.better() else ""
    if without := asked.unmatch():
        match, better = (f"({each}) NOT {without}" if each else "" for each in (match, better))
    if asked.nothing or None in parts:
        match = None
    where, values = _days(query)
    joins = query.said_since is not None or query.said_until is not None
    return Plan(asked, match, better, where, joins, values, who)


def day_number(day: str) -> int:
    """An ISO day as the keys of the index have it: a number that sorts as the day does."""
    return int(day[:4]) * 800 + int(day[5:7]) * 40 + int(day[8:10])


def _words_of(query: Query, column: str) -> str | None:
    """All words of what is asked of a column; null where it has none."""
    asked = getattr(query, column)
    if asked is None:
        return ""
    found = [quoted(piece) for piece in asked.split() if words(piece)]
    return in_column(column, " AND ".join(found)) or None


def _facets(store: Store, query: Query, who: Iterable[Voice]) -> str | None:
    """What is asked as facets; null where no statement has them."""
    groups = [[LETTERS[name] + getattr(query, name)] for name in LETTERS if getattr(query, name) is not None]
    if query.speaker is not None:
        groups.append(["s" + _hex(form) for voice in who for form in voice.forms])
    if query.outlet is not None:
        groups.append(["o" + _hex(outlet) for outlet in outlets_called(store, query.outlet)])
    if query.said_since is not None or query.said_until is not None:
        groups.append(["wmany", *_months(*_said(store, query))])
    if not all(groups):
        return None
    return in_column("facets", " AND ".join(f"({' OR '.join(map(quoted, group))})" for group in groups))


def outlets_called(store: Store, asked: str) -> list[str]:
    """The outlets of that name, else those whose name has all its words."""
    names = [row["outlet"] for row in store.rows(OUTLETS)]
    same = [name for name in names if fold(name) == fold(asked.strip())]
    has = set(words(asked))
    return same or [name for name in names if has and has <= set(words(name))]


def _said(store: Store, query: Query) -> tuple[str, str]:
    """The days asked, as far as the library has any: what is said within two months ends in the year after at most."""
    (there,) = store.rows(SAID)
    first, last = there["first"] or "9999", there["last"] or "0000"
    latest = f"{int(last[:4]) + 1:04}-12-31" if last[:4].isdigit() else "2199-12-31"
    earliest = f"{first[:4]}-01-01" if first[:4].isdigit() else "0000-01-01"
    return max(query.said_since or "", earliest), min(query.said_until or "~", latest)


def _months(first: str, last: str) -> list[str]:
    """The months from one day to another, whole years of them as years; of the others those that took long, too."""
    out = []
    for year in range(int(first[:4]), int(last[:4]) + 1):
        start = int(first[5:7]) if year == int(first[:4]) else 1
        end = int(last[5:7]) if year == int(last[:4]) else 12
        whole = (start, end) == (1, 12)
        out += [f"y{year}"] if whole else [f"w{year}", *(f"m{year}{month:02}" for month in range(start, end + 1))]
    return out


def _days(query: Query) -> tuple[str, dict[str, Any]]:
    """The conditions on rows: the keys of the days of publication, and exactly when it was said."""
    where: list[str] = []
    values: dict[str, Any] = {}
    if query.since is not None or query.until is not None:
        where.append("f.rowid BETWEEN :first AND :last")
        values["first"] = (NEWEST - day_number(query.until or "9999-99-99")) * A_DAY
        values["last"] = (NEWEST - day_number(query.since or "0000-01-01")) * A_DAY + LOW_BITS
    if query.said_since is not None:
        where.append("s.said_end >= :said_since AND s.said_start IS NOT NULL")
        values["said_since"] = query.said_since
    if query.said_until is not None:
        where.append("s.said_start <= :said_until AND s.said_end IS NOT NULL")
        values["said_until"] = query.said_until
    if query.article is not None:
        where.append(f"f.rowid IN ({OF_ARTICLE})")
        values["article"] = query.article
    return " AND ".join(where), values


def _hex(value: str) -> str:
    return value.encode("utf-8", "surrogatepass").hex()
