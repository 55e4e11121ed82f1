"""The step that keeps quotation families: the statements of an article join those that give the same words.

What it asks of the library does not grow with it: a key has MOST statements at most, and each statement is compared
with the nearest few. Two families that an article joins become one, under the id of the statement that came in first.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from quoth.compare import Groups
from quoth.library import Store, live, same_quotation
from quoth.library.rows import judgement_from
from quoth.relate.families import MADE_BY, Pair, found_again, found_within, regrouped
from quoth.relate.quotations import Wording, kept_keys, keys

__all__ = ["Families", "family_id"]

# Statements that are kept under one key. Whoever comes later has as many neighbours to find, and is found through them.
MOST = 32

WORDINGS = """
SELECT s.rowid AS row, s.id AS statement, s.article, s.content AS text, s.kind, s.place,
    coalesce(m.speaker, s.speaker_name) AS speaker, s.speaker_type,
    (SELECT min(p.start) FROM spans p WHERE p.statement = s.id AND p.role = 'content') AS start,
    (SELECT max(p."end") FROM spans p WHERE p.statement = s.id AND p.role = 'content') AS "end"
FROM {source}
JOIN articles a ON a.id = s.article
LEFT JOIN same_speakers m ON m.name = s.speaker_name
WHERE s.shown = 1 {more}
ORDER BY a.rowid, s.n, s.rowid
"""
OF_ARTICLE = WORDINGS.format(source="statements s", more="AND s.article = :article")
OF_ROWS = WORDINGS.format(source="json_each(:rows) j CROSS JOIN statements s ON s.rowid = j.value", more="")
OF_FAMILIES = WORDINGS.format(
    source="families f CROSS JOIN statements s ON s.id = f.statement",
    more="AND f.family IN (SELECT value FROM json_each(:families))",
)
OF_STATEMENTS = WORDINGS.format(source="json_each(:names) j CROSS JOIN statements s ON s.id = j.value", more="")

POSTINGS = """
SELECT k.key, k.statement AS row FROM json_each(:keys) j CROSS JOIN quotation_keys k ON k.key = j.value
"""
FAMILY_OF = "SELECT statement, family FROM families WHERE statement IN (SELECT value FROM json_each(:names))"
ARRIVED = """
SELECT s.id AS statement, a.rowid AS article, s.n
FROM json_each(:names) j CROSS JOIN statements s ON s.id = j.value JOIN articles a ON a.id = s.article
"""
JUDGED = "SELECT * FROM judgements WHERE statement IS NOT NULL AND action IN ('merge', 'part') ORDER BY n"

PUT_KEY = "INSERT OR IGNORE INTO quotation_keys (key, statement) VALUES (:key, :row)"
TAKE_KEY = "DELETE FROM quotation_keys WHERE key = :key AND statement = :row"
PUT_MEMBER = "INSERT OR REPLACE INTO families (statement, family) VALUES (:statement, :family)"
TAKE_FAMILY = "DELETE FROM families WHERE family = :family"
RENAME = "UPDATE families SET family = :family WHERE family = :was"


class Families:
    """A step of relating; see ``quoth.library.Step``."""

    name = "families"
    made_by = MADE_BY
    tables = ("families", "quotation_keys")

    def relate(self, store: Store, article: str) -> None:
        """Joins the statements of an article to those that give the same words, and keeps their keys."""
        rows = store.rows(OF_ARTICLE, {"article": article})
        mine = [_wording(row) for row in rows]
        looked_up = {each.statement: keys(each) for each in mine}
        postings = _postings(store, looked_up.values())
        found = list(found_within(mine))
        near = {row["row"]: _wording(row) for row in _near(store, postings)}
        named = {each.statement: each for each in near.values()}
        for each in mine:
            shared = Counter(
                near[row].statement for key in looked_up[each.statement] for row in postings.get(key, ()) if row in near
            )
            found += found_again(each, named, shared)
        _join(store, [each.statement for each in mine], found)
        places = {row["statement"]: row["row"] for row in rows}
        full = {key for key, held in postings.items() if len(held) >= MOST}
        put = ((key, places[each.statement]) for each in mine for key in kept_keys(each) - full)
        store.put(PUT_KEY, [{"key": key, "row": row} for key, row in put])

    def forget(self, store: Store, article: str) -> None:
        """Takes out the keys and members of an article; what is left of its families is compared anew."""
        rows = store.rows(OF_ARTICLE, {"article": article})
        mine = {row["statement"]: _wording(row) for row in rows}
        store.put(TAKE_KEY, [{"key": key, "row": row["row"]} for row in rows for key in keys(mine[row["statement"]])])
        families = set(_families_of(store, mine).values())
        left = [each for each in _members(store, families) if each.article != article]
        _regroup(store, families, left)


def family_id(statement: str) -> str:
    """The id of the family of which this statement came in first."""
    return f"fa_{statement.removeprefix('st_')}"


def _join(store: Store, mine: Sequence[str], found: Sequence[Pair]) -> None:
    """Makes families of pairs; where people decided about any of their members, all of these are compared anew."""
    decided = _decided(store)
    own = set(mine)
    judged = [pair for pair in decided if own.intersection(pair)]
    names = {name for pair in (*found, *(pair for pair in judged if decided[pair])) for name in pair}
    family = _families_of(store, names)
    spoken_of = {name for pair in decided for name in pair}
    if judged or spoken_of & names or set(_families_of(store, spoken_of).values()) & set(family.values()):
        touched = set(family.values())
        single = {row["statement"]: row for row in store.rows(OF_STATEMENTS, {"names": json.dumps(sorted(names))})}
        members = {each.statement: each for each in _members(store, touched)}
        members |= {name: _wording(row) for name, row in single.items() if name not in members}
        arrived = _arrived(store, members)
        _regroup(store, touched, sorted(members.values(), key=lambda each: arrived[each.statement]))
        return
    groups: Groups[str] = Groups()
    for one, other in found:
        groups.join(family.get(one, one), family.get(other, other))
    new = {group[0]: group for group in groups.groups(1)}
    arrived = _arrived(store, {_founder(each) for group in new.values() for each in group})
    for group in new.values():
        first = min(group, key=lambda each: arrived[_founder(each)])
        name = family_id(_founder(first))
        store.put(RENAME, [{"family": name, "was": each} for each in group if each.startswith("fa_") and each != name])
        store.put(PUT_MEMBER, [{"statement": each, "family": name} for each in group if each.startswith("st_")])


def _regroup(store: Store, families: Iterable[str], members: Sequence[Wording]) -> None:
    """Puts the families of ``members``, all compared anew, into the place of ``families``."""
    store.put(TAKE_FAMILY, [{"family": each} for each in families])
    decided = _decided(store)
    together = [pair for pair, one in decided.items() if one]
    apart = [pair for pair, one in decided.items() if not one]
    for group in regrouped(members, together=together, apart=apart):
        store.put(PUT_MEMBER, [{"statement": each, "family": family_id(group[0])} for each in group])


def _postings(store: Store, looked_up: Iterable[Iterable[int]]) -> dict[int, list[int]]:
    """By key, the rows of the statements that are kept under it."""
    wanted = sorted({key for each in looked_up for key in each})
    found: dict[int, list[int]] = {}
    for row in store.rows(POSTINGS, {"keys": json.dumps(wanted)}):
        found.setdefault(row["key"], []).append(row["row"])
    return found


def _near(store: Store, postings: Mapping[int, Iterable[int]]) -> list[dict[str, Any]]:
    return store.rows(OF_ROWS, {"rows": json.dumps(sorted({row for held in postings.values() for row in held}))})


def _members(store: Store, families: Iterable[str]) -> list[Wording]:
    return [_wording(row) for row in store.rows(OF_FAMILIES, {"families": json.dumps(sorted(families))})]


def _families_of(store: Store, statements: Iterable[str]) -> dict[str, str]:
    rows = store.rows(FAMILY_OF, {"names": json.dumps(sorted(statements))})
    return {row["statement"]: row["family"] for row in rows}


def _arrived(store: Store, statements: Iterable[str]) -> dict[str, tuple[int, int]]:
    """When each statement came in: the number of its article, and its own."""
    rows = store.rows(ARRIVED, {"names": json.dumps(sorted(statements))})
    return {row["statement"]: (row["article"], row["n"]) for row in rows}


def _decided(store: Store) -> dict[Pair, bool]:
    return same_quotation(live(judgement_from(row) for row in store.rows(JUDGED)))


def _founder(name: str) -> str:
    return f"st_{name[3:]}"


def _wording(row: Mapping[str, Any]) -> Wording:
    return Wording(**{name: row[name] for name in row if name != "row"})
