"""The step that keeps what quotations hang together: the statements of an article join those that give the same words.

What it asks of the library does not grow with it: a key has MOST statements at most, and each statement is compared
with the nearest few. Two groups that an article joins become one, named by the statement that came in first.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from quoth.compare import Groups, places
from quoth.library import Store
from quoth.library.quotations import OF_ARTICLE, OF_ROWS, decided, members_of
from quoth.relate.families import MADE_BY, Pair, found_again, found_within, groups
from quoth.relate.quotations import Wording, kept_keys, keys

__all__ = ["Families"]

# Statements that are kept under one key. Whoever comes later has as many neighbours to find, and is found through them.
MOST = 32

POSTINGS = """
SELECT key, held FROM (
    SELECT j.value AS key, (SELECT json_group_array(statement) FROM quotation_keys WHERE key = j.value) AS held
    FROM json_each(:keys) j
) WHERE held <> '[]'
"""
GROUP_OF = "SELECT statement, first FROM quotation_groups WHERE statement IN (SELECT value FROM json_each(:names))"
ARRIVED = """
SELECT s.id AS statement, a.rowid AS article, s.n
FROM json_each(:names) j CROSS JOIN statements s ON s.id = j.value JOIN articles a ON a.id = s.article
"""

# Sorts behind all that came in.
NEVER = (1 << 62, 0)

PUT_KEY = "INSERT OR IGNORE INTO quotation_keys (key, statement) VALUES (:key, :row)"
TAKE_KEY = "DELETE FROM quotation_keys WHERE key = :key AND statement = :row"
PUT_MEMBER = "INSERT OR REPLACE INTO quotation_groups (statement, first) VALUES (:statement, :first)"
TAKE_GROUP = "DELETE FROM quotation_groups WHERE first = :first"
RENAME = "UPDATE quotation_groups SET first = :first WHERE first = :was"


class Families:
    """A step of relating; see ``quoth.library.Step``."""

    name = "families"
    made_by = MADE_BY
    tables = ("quotation_groups", "quotation_keys")

    def relate(self, store: Store, article: str) -> None:
        """Joins the statements of an article to those that give the same words, and keeps their keys."""
        rows = store.rows(OF_ARTICLE, {"article": article})
        mine = [Wording.of(row) for row in rows]
        looked_up = {each.statement: keys(each) for each in mine}
        postings = _postings(store, looked_up.values())
        near = {row["row"]: Wording.of(row) for row in _near(store, postings)}
        named = {each.statement: each for each in near.values()}
        found = list(found_within(mine))
        for each in mine:
            held = (row for key in looked_up[each.statement] for row in postings.get(key, ()) if row in near)
            found += found_again(each, named, Counter(near[row].statement for row in held))
        found += [pair for pair, one in decided(store).items() if one and not looked_up.keys().isdisjoint(pair)]
        _join(store, found)
        _keep(store, [(row["row"], kept_keys(each)) for row, each in zip(rows, mine, strict=True)], postings)

    def forget(self, store: Store, article: str) -> None:
        """Takes out the keys and members of an article; the rest of its groups is compared anew, and gets its places.

        Else those who found no place behind the first MOST could not be found any more when these are gone.
        """
        rows = store.rows(OF_ARTICLE, {"article": article})
        taken = [(row["row"], keys(Wording.of(row))) for row in rows]
        store.put(TAKE_KEY, [{"key": key, "row": row} for row, own in taken for key in own])
        firsts = set(_groups_of(store, (row["statement"] for row in rows)).values())
        left = [row for row in members_of(store, firsts) if row["article"] != article]
        members = [Wording.of(row) for row in left]
        store.put(TAKE_GROUP, [{"first": first} for first in firsts])
        together = [pair for pair, one in decided(store).items() if one]
        for group in groups(members, together):
            store.put(PUT_MEMBER, [{"statement": each, "first": group[0]} for each in group])
        freed = frozenset(key for _, own in taken for key in own)
        wanted = [(row["row"], freed & kept_keys(each)) for row, each in zip(left, members, strict=True)]
        _keep(store, wanted, _postings(store, [freed]))


def _keep(store: Store, wanted: Iterable[tuple[int, frozenset[int]]], held: Mapping[int, list[int]]) -> None:
    """Keeps statements, given by their rows, under those of their keys that have a place left."""
    store.put(PUT_KEY, [{"key": key, "row": row} for key, row in places(wanted, held, MOST)])


def _join(store: Store, found: Iterable[Pair]) -> None:
    """Makes one group of the groups of each pair; a statement that is not there any more joins nothing."""
    names = {name for pair in found for name in pair}
    group = _groups_of(store, names)
    arrived = _arrived(store, names | set(group.values()))
    joined: Groups[str] = Groups()
    for one, other in found:
        if one in arrived and other in arrived:
            joined.join(group.get(one, one), group.get(other, other))
    old = set(group.values())
    for members in joined.groups(1):
        first = min(members, key=lambda each: arrived.get(each, NEVER))
        store.put(RENAME, [{"first": first, "was": each} for each in members if each in old and each != first])
        new = [] if len(members) == 1 else [each for each in members if each not in old]
        store.put(PUT_MEMBER, [{"statement": each, "first": first} for each in new])


def _postings(store: Store, looked_up: Iterable[Iterable[int]]) -> dict[int, list[int]]:
    """By key, the rows of the statements that are kept under it."""
    wanted = sorted({key for each in looked_up for key in each})
    rows = store.rows(POSTINGS, {"keys": json.dumps(wanted)})
    return {row["key"]: json.loads(row["held"]) for row in rows}


def _near(store: Store, postings: Mapping[int, Iterable[int]]) -> list[dict[str, Any]]:
    return store.rows(OF_ROWS, {"rows": json.dumps(sorted({row for held in postings.values() for row in held}))})


def _groups_of(store: Store, statements: Iterable[str]) -> dict[str, str]:
    rows = store.rows(GROUP_OF, {"names": json.dumps(sorted(statements))})
    return {row["statement"]: row["first"] for row in rows}


def _arrived(store: Store, statements: Iterable[str]) -> dict[str, tuple[int, int]]:
    """When each statement came in: the number of its article, and its own."""
    rows = store.rows(ARRIVED, {"names": json.dumps(sorted(statements))})
    return {row["statement"]: (row["article"], row["n"]) for row in rows}
