"""How a person in the library changes: what name is shown, which keys lead there, and when names become another's."""

from __future__ import annotations

import json

from quoth.library import Store
from quoth.relate.likeness import keys
from quoth.relate.people import MADE_BY
from quoth.steps.people.decided import MERGED

__all__ = ["PUT_KEY", "move", "refresh"]

MERGED_OF = f"""
{MERGED} WHERE name IN (SELECT value FROM json_each(:names)) OR speaker IN (SELECT value FROM json_each(:names))
"""
NAMES = """
SELECT name, type, articles, (SELECT json_group_array(key) FROM people_keys WHERE person = :person) AS keys,
    EXISTS (SELECT 1 FROM same_speakers) AS merged, EXISTS (SELECT 1 FROM aliases) AS aliases
FROM people_names WHERE person = :person
ORDER BY articles DESC, statements DESC, length(name) DESC, name
"""
TAKE_KEY = "DELETE FROM people_keys WHERE key = :key AND person = :person"
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
    if not names:
        store.put("DELETE FROM people_keys WHERE person = :person", [{"person": person}])
        store.put("DELETE FROM people WHERE id = :person", [{"person": person}])
        return
    known = [row["name"] for row in names]
    of_these = store.rows(MERGED_OF, {"names": json.dumps(known)}) if names[0]["merged"] else []
    merged = {row["name"]: row["speaker"] for row in of_these}
    heads = [merged.get(name) or name for name in known if name in {*merged, *merged.values()}]
    full = [name for name in known if " " in name and name != name.upper()]
    alias = store.rows(ALIAS, {"name": known[0]}) if names[0]["aliases"] else []
    shown = heads[0] if heads else alias[0]["name"] if alias else (full or known)[0]
    articles, qid = sum(row["articles"] for row in names), alias[0]["qid"] if alias else None
    store.put(SHOW, [{"name": shown, "articles": articles, "person": person, "qid": qid}])
    held, wanted = set(json.loads(names[0]["keys"])), {key for row in names for key in keys(row["name"], row["type"])}
    store.put(TAKE_KEY, [{"key": key, "person": person} for key in sorted(held - wanted)])
    store.put(PUT_KEY, [{"key": key, "person": person} for key in sorted(wanted - held)])
