"""How a person in the library changes: what name is shown, which keys lead there, and when names become another's."""

from __future__ import annotations

import json

from quoth.library import Store
from quoth.relate.likeness import keys
from quoth.relate.people import MADE_BY, has_epithet
from quoth.steps.people.decided import MERGED

__all__ = ["PUT_KEY", "move", "refresh"]

MERGED_OF = f"""
{MERGED} WHERE name IN (SELECT value FROM json_each(:names)) OR speaker IN (SELECT value FROM json_each(:names))
"""
NAMES = """
SELECT name, type, sum(statements) AS n, count(*) AS articles FROM appearances WHERE person = :person
GROUP BY name ORDER BY articles DESC, n DESC, length(name) DESC, name
"""
ALIAS = "SELECT name, qid FROM aliases WHERE alias = :name OR name = :name LIMIT 1"
PUT_KEY = "INSERT OR IGNORE INTO people_keys (key, person) VALUES (:key, :person)"
PUT_MOVE = """
INSERT INTO people_moves (name, was, now, score, reason, made_by)
VALUES (:name, :was, :now, :score, :reason, :made_by)
"""
MOVE = "UPDATE appearances SET person = :now, score = :score, reason = :reason WHERE person = :was"
SHOW = "UPDATE people SET name = :name, articles = :articles, qid = coalesce(:qid, qid) WHERE id = :person"


def move(store: Store, *, name: str, was: str, now: str, score: float, reason: str) -> None:
    """Gives all that one person has to another, and notes why."""
    moved = {"was": was, "now": now, "score": float(score), "reason": reason}
    store.put(MOVE, [moved])
    store.put(PUT_MOVE, [{**moved, "name": name, "made_by": MADE_BY}])
    refresh(store, was)


def refresh(store: Store, person: str) -> None:
    """The name under which a person is shown, how many articles and which keys; nobody without an article is left."""
    names = store.rows(NAMES, {"person": person})
    store.put("DELETE FROM people_keys WHERE person = :person", [{"person": person}])
    if not names:
        store.put("DELETE FROM people WHERE id = :person", [{"person": person}])
        return
    of_these = store.rows(MERGED_OF, {"names": json.dumps([row["name"] for row in names])})
    merged = {row["name"]: row["speaker"] for row in of_these}
    heads = [merged.get(row["name"]) or row["name"] for row in names if row["name"] in {*merged, *merged.values()}]
    full = [row["name"] for row in names if " " in row["name"] and row["name"] != row["name"].upper()]
    if names[0]["type"] == "person":
        full.sort(key=has_epithet)
    alias = store.rows(ALIAS, {"name": names[0]["name"]})
    shown = heads[0] if heads else alias[0]["name"] if alias else (full or [names[0]["name"]])[0]
    articles, qid = sum(row["articles"] for row in names), alias[0]["qid"] if alias else None
    store.put(SHOW, [{"name": shown, "articles": articles, "person": person, "qid": qid}])
    held = {key for row in names for key in keys(row["name"], row["type"])}
    store.put(PUT_KEY, [{"key": key, "person": person} for key in held])
