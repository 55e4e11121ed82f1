"""Whose a name may be: those who stand under its keys, with what stands around the latest reports of them.

What is asked of the library does not grow with it: at most MOST persons are looked at, those of most articles first,
and of each the LATEST appearances.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace

from quoth.library import Store
from quoth.relate.likeness import is_body, is_full
from quoth.relate.people import TOPIC, Appearance, Known, compare
from quoth.relate.surroundings import are_of_one_story, words_around

__all__ = ["MOST_NAMES", "candidates"]

# Persons who are compared with one name; run bench/people.py --cost after changing it.
MOST = 16
LATEST = 8
# Names of one person, the most frequent first, that others are compared with.
MOST_NAMES = 12
# Lone names, and reports of each, whose words are compared with those of a new report.
TOLD_BY = 6
READ = 3

# The persons under a key, at most so many of each key, and of all the best first.
UNDER = """
SELECT p.* FROM (
    SELECT DISTINCT k.person FROM json_each(:keys) j
    CROSS JOIN people_keys k ON k.key = j.value AND k.person IN (
        SELECT person FROM people_keys WHERE key = j.value LIMIT :bound
    )
) f JOIN people p ON p.id = f.person ORDER BY p.articles DESC, p.id LIMIT :most
"""
NAMES = """
SELECT n.person, n.name FROM json_each(:ids) j CROSS JOIN people_names n ON n.person = j.value
ORDER BY n.articles DESC, n.person, n.name
"""
AROUND = """
SELECT j.value AS person, (
    SELECT json_group_array(json_array(article, month, json(roles), json(affiliations)))
    FROM (SELECT article, month, roles, affiliations FROM appearances WHERE person = j.value LIMIT :latest)
) AS latest
FROM json_each(:persons) j
"""
# Of each article which of some names it has, and whether it has others.
NAMED_IN = """
SELECT a.value AS article,
    (SELECT json_group_array(n.name) FROM json_each(:named) j
        CROSS JOIN named_in n ON n.article = a.value AND n.name = j.value) AS shared,
    (SELECT json_group_array(name) FROM (SELECT name FROM named_in WHERE article = a.value LIMIT :topic)) AS some
FROM json_each(:articles) a
"""
TEXT = "SELECT text FROM articles WHERE id = :article"
TEXTS = """
SELECT x.name, a.text FROM (SELECT article, name FROM appearances WHERE person = :person LIMIT :read) x
JOIN articles a ON a.id = x.article
"""


def candidates(store: Store, one: Appearance, under: Iterable[str]) -> list[Known]:
    """Those under some keys whose names may be one's; what stands around is asked of no others."""
    rows = store.rows(UNDER, {"keys": json.dumps(sorted(under)), "bound": 2 * MOST, "most": MOST})
    names: dict[str, list[str]] = {}
    for each in store.rows(NAMES, {"ids": json.dumps([row["id"] for row in rows])}):
        names.setdefault(each["person"], []).append(each["name"])
    known = [
        Known(r["id"], r["type"], tuple(names.get(r["id"], [r["name"]])[:MOST_NAMES]), r["articles"]) for r in rows
    ]
    found = _with_surroundings(store, [each for each in known if compare(one, each) is not None], one)
    return found if is_body(one.type) or is_full(one.name) else _told(store, one, found)


def _with_surroundings(store: Store, known: list[Known], one: Appearance) -> list[Known]:
    """Persons with what the latest reports of each have around the name: all of them are asked for at once."""
    if not known:
        return []
    rows = store.rows(AROUND, {"persons": json.dumps([each.id for each in known]), "latest": LATEST})
    latest = {row["person"]: json.loads(row["latest"]) for row in rows}
    articles = sorted({article for held in latest.values() for article, *_ in held})
    asked = {"articles": json.dumps(articles), "named": json.dumps(sorted(one.named)), "topic": TOPIC}
    named = {r["article"]: (json.loads(r["shared"]), json.loads(r["some"])) for r in store.rows(NAMED_IN, asked)}
    out = []
    for each in known:
        held = latest[each.id]
        shared = {name for article, *_ in held for name in named[article][0]}
        some = {name for article, *_ in held for name in named[article][1]}
        out.append(
            replace(
                each,
                near=sum(month is not None and month == one.month for _, month, _, _ in held),
                roles=frozenset(role for _, _, roles, _ in held for role in roles),
                affiliations=frozenset(body for _, _, _, bodies in held for body in bodies),
                shared=len(shared),
                around=len(shared | some),
            )
        )
    return out


def _told(store: Store, one: Appearance, found: list[Known]) -> list[Known]:
    """Those found, and of which of the lone names among them the same is told."""
    lone = [each.id for each in found if not is_body(each.type) and not any(map(is_full, each.names))][:TOLD_BY]
    if not lone:
        return found
    (here,) = store.rows(TEXT, {"article": one.article})
    ours = words_around(here["text"], one.name)
    return [replace(each, told=_tells(store, each.id, ours)) if each.id in lone else each for each in found]


def _tells(store: Store, person: str, ours: frozenset[str]) -> bool:
    rows = store.rows(TEXTS, {"person": person, "read": READ})
    return any(are_of_one_story(ours, words_around(row["text"], row["name"])) for row in rows)
