"""A query as one question to the index: every filter is a word in it, so that it intersects lists and stops early.

Columns of ``statements_search`` and its facets are those of the library's third migration.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from quoth.ask.binding import one_by_one
from quoth.ask.days import published, said, times_said
from quoth.ask.language import Wanted, in_column, quoted, wanted
from quoth.ask.query import Query
from quoth.ask.who import Voice, meant
from quoth.ask.words import fold, words
from quoth.library import Store

__all__ = ["Plan", "outlets_called", "plan", "wider"]

# An outlet at a time from the index, so that what is said there is not counted through.
OUTLETS = """
WITH RECURSIVE named (outlet) AS (
    SELECT min(outlet) FROM sightings
    UNION ALL
    SELECT (SELECT min(outlet) FROM sightings WHERE outlet > named.outlet) FROM named WHERE outlet IS NOT NULL
)
SELECT outlet FROM named WHERE outlet IS NOT NULL
"""

OF_ARTICLE = "SELECT key FROM searchable WHERE statement IN (SELECT rowid FROM statements WHERE article = :article)"
# Those of an article and of its copies, whichever of them is named.
OF_VOICE = """
SELECT key FROM searchable WHERE statement IN (
    SELECT s.rowid FROM statements s WHERE s.article = :voice OR s.article IN (
        SELECT v.article FROM voices v WHERE v.voice = coalesce(
            (SELECT voice FROM voices WHERE article = :voice), CAST(:voice AS TEXT)
        )
    )
)
"""

# Names at which looking for any of them takes longer than all else; see bench/search.py.
MANY = 100

# The facets of one letter, by the field of a query.
LETTERS = {"kind": "k", "attitude": "a", "polarity": "p", "place": "l"}


@dataclass(frozen=True, slots=True)
class Plan:
    """``match`` is for FTS5, null where nothing can be found; ``where`` for the rows it gives; ``values`` for both.

    ``better`` narrows ``match`` to those that should come first. ``joins``: ``where`` needs the statement's row.
    ``speakers`` are those who are meant, and ``others`` whom the name may mean, too. ``rest`` is ``match`` without the
    words.
    """

    words: Wanted
    match: str | None
    better: str = ""
    where: str = ""
    joins: bool = False
    values: dict[str, Any] = field(default_factory=dict)
    speakers: tuple[Voice, ...] = ()
    others: tuple[Voice, ...] = ()
    rest: str = ""

    @property
    def dear(self) -> bool:
        """Whether it takes longer for each match: for words together, the days of saying, or very many names."""
        return self.joins or self.words.phrases or sum(len(who.forms) for who in self.speakers) > MANY


def plan(store: Store, query: Query) -> Plan:
    """How to ask for what ``query`` asks."""
    asked = wanted(query.text)
    who, others = meant(store, query.speaker) if query.speaker is not None else ((), ())
    parts = [*(_words_of(query, column) for column in ("role", "affiliation")), _facets(store, query, who)]
    rest = _all_of(parts)
    match: str | None = _all_of([asked.match(), rest]) or 'facets : "x"'
    better = f"({match}) AND {asked.better()}" if asked.better() else ""
    if without := asked.unmatch():
        match, better = (f"({each}) NOT {without}" if each else "" for each in (match, better))
    if asked.nothing or None in parts:
        match = None
    conditions = {**published(query), **(exactly := {**said(query), **_sure(query), **_theirs(store, who)})}
    if query.article is not None:
        conditions[f"f.rowid IN ({OF_ARTICLE})"] = {"article": query.article}
    if query.voice is not None:
        conditions[f"f.rowid IN ({OF_VOICE})"] = {"voice": query.voice}
    values = {name: value for each in conditions.values() for name, value in each.items()}
    return Plan(asked, match, better, " AND ".join(conditions), bool(exactly), values, who, others, rest)


def wider(how: Plan, words: Wanted, *, anew: bool) -> Plan:
    """``how`` with other forms of its words; those that it finds already are not among them, unless ``anew``."""
    match = _all_of([words.match(), how.rest])
    without = " OR ".join(filter(None, (how.words.unmatch(), "" if anew else how.words.match())))
    return replace(how, words=words, match=f"({match}) NOT ({without})" if without else match, better="")


def _all_of(parts: Iterable[str | None]) -> str:
    return " AND ".join(f"({part})" for part in parts if part)


def _sure(query: Query) -> dict[str, dict[str, Any]]:
    """The condition that a statement is as sure as is asked."""
    return {"s.confidence >= :least": {"least": float(query.least)}} if query.least is not None else {}


def _theirs(store: Store, who: Iterable[Voice]) -> dict[str, dict[str, Any]]:
    """The condition that a name is said of those who are meant, where others have it, too."""
    ids, held = one_by_one("person", [each.id for each in who if each.id is not None])
    forms, names = one_by_one("theirs", {form for each in who if each.id is not None for form in each.forms})
    if not held:
        return {}
    others = f"SELECT 1 FROM appearances WHERE name IN ({forms}) AND person NOT IN ({ids}) LIMIT 1"
    if not store.rows(others, {**held, **names}):
        return {}
    nobodys = ", ''" if any(each.id is None for each in who) else ""
    person = "SELECT x.person FROM appearances x WHERE x.article = s.article AND x.name = s.speaker_name"
    return {f"coalesce(({person}), '') IN ({ids}{nobodys})": dict(held)}


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
        groups.append(times_said(store, query))
    if not all(groups):
        return None
    return in_column("facets", " AND ".join(f"({' OR '.join(map(quoted, group))})" for group in groups))


def outlets_called(store: Store, asked: str) -> list[str]:
    """The outlets of that name, else those whose name has all its words."""
    names = [row["outlet"] for row in store.rows(OUTLETS)]
    same = [name for name in names if fold(name) == fold(asked.strip())]
    has = set(words(asked))
    return same or [name for name in names if has and has <= set(words(name))]


def _hex(value: str) -> str:
    return value.encode("utf-8", "surrogatepass").hex()
