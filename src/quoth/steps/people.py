"""The step that says whose a name is across articles: each name of an article joins a person, or founds one.

What it asks of the library does not grow with it: under a key at most MOST persons are looked at, those of most
articles first, and of each the LATEST appearances. Names that stand keep their person when new ones come, but for a
short name that was alone until the one came, or came often enough, who is named in full; that is logged in
``people_moves``.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from quoth.library import Store
from quoth.library.decisions import live, speaker_names
from quoth.library.rows import judgement_from
from quoth.relate.likeness import is_body, is_full, is_named, keys, plain
from quoth.relate.people import MADE_BY, Appearance, Choice, Known, choose, compare, names_in

__all__ = ["People", "person_id"]

# Persons who are compared with one name; run bench/people.py --cost after changing it.
MOST = 16
LATEST = 8
# Names of one person, the most frequent first, that others are compared with.
MOST_NAMES = 12
# From so many articles on, and at each doubling, a person is held against short names that stand alone, at most ASKED.
AGAIN = 4
ASKED = 4

MINE = """
SELECT speaker_name AS name, speaker_type AS type, count(*) AS statements,
    json_group_array(role) FILTER (WHERE role IS NOT NULL) AS roles,
    json_group_array(affiliation) FILTER (WHERE affiliation IS NOT NULL) AS affiliations
FROM statements WHERE article = :article AND shown = 1 AND speaker_name IS NOT NULL
GROUP BY speaker_name ORDER BY length(speaker_name) DESC, speaker_name
"""
ARTICLE = "SELECT text, substr(published, 1, 7) AS month FROM articles WHERE id = :article"
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
SELECT person, name, count(*) AS n FROM appearances WHERE person IN (SELECT value FROM json_each(:ids))
GROUP BY person, name ORDER BY n DESC
"""
AROUND = """
WITH latest AS (
    SELECT article, month, roles, affiliations FROM appearances WHERE person = :person LIMIT :latest
)
SELECT (SELECT json_group_array(json(roles)) FROM latest) AS roles,
    (SELECT json_group_array(json(affiliations)) FROM latest) AS affiliations,
    (SELECT sum(month = :month) FROM latest) AS near,
    (SELECT count(DISTINCT n.name) FROM latest l JOIN named_in n ON n.article = l.article) AS around,
    (SELECT count(DISTINCT j.value) FROM latest l CROSS JOIN json_each(:named) j
        CROSS JOIN named_in n ON n.article = l.article AND n.name = j.value) AS shared
"""
ALIASES = """
SELECT * FROM aliases WHERE alias IN (SELECT value FROM json_each(:names))
    OR name IN (SELECT value FROM json_each(:names))
ORDER BY rowid
"""
MERGED = "SELECT name, speaker FROM same_speakers"
MERGED_OF = f"""
{MERGED} WHERE name IN (SELECT value FROM json_each(:names)) OR speaker IN (SELECT value FROM json_each(:names))
"""
PARTED = "SELECT * FROM judgements WHERE statement IS NULL ORDER BY n"
BY_NAME = "SELECT person FROM appearances WHERE name = :name LIMIT 1"
OF_ALIAS = """
SELECT x.person AS id FROM appearances x
WHERE x.name = :name OR x.name IN (SELECT alias FROM aliases WHERE name = :name AND role IS NULL) LIMIT 1
"""
OF_QID = "SELECT id FROM people WHERE qid = :qid ORDER BY id LIMIT 1"

PUT = """
INSERT OR REPLACE INTO appearances
    (article, name, person, type, statements, month, roles, affiliations, score, reason, made_by)
VALUES (:article, :name, :person, :type, :statements, :month, :roles, :affiliations, :score, :reason, :made_by)
"""
PUT_PERSON = "INSERT OR IGNORE INTO people (id, name, type, qid) VALUES (:id, :name, :type, :qid)"
PUT_KEY = "INSERT OR IGNORE INTO people_keys (key, person) VALUES (:key, :person)"
PUT_NAMED = "INSERT OR IGNORE INTO named_in (article, name) VALUES (:article, :name)"
PUT_MOVE = """
INSERT INTO people_moves (name, was, now, score, reason, made_by)
VALUES (:name, :was, :now, :score, :reason, :made_by)
"""
IN_FULL = "SELECT count(*) AS n FROM appearances WHERE person = :person AND instr(name, ' ') > 0"
FIRST = """
SELECT article, name, type, statements, month, roles, affiliations FROM appearances WHERE person = :person
ORDER BY type = 'organization', article LIMIT 1
"""
MOVE = "UPDATE appearances SET person = :now, score = :score, reason = :reason WHERE person = :was"


class People:
    """A step of relating; see ``quoth.library.Step``."""

    name = "people"
    made_by = MADE_BY
    tables = ("appearances", "people", "people_keys", "named_in", "people_moves")

    def relate(self, store: Store, article: str) -> None:
        """Gives each name of an article its person; the fullest names first, so that short ones find them."""
        rows = [row for row in store.rows(MINE, {"article": article}) if is_named(row["name"], row["type"])]
        if not rows:
            return
        (about,) = store.rows(ARTICLE, {"article": article})
        named = frozenset([*names_in(about["text"]), *(plain(r["name"]) for r in rows if " " in r["name"])])
        store.put(PUT_NAMED, [{"article": article, "name": name} for name in named])
        decided = _Decided(store)
        for row in rows:
            one = _appearance(row, article, about["month"], named)
            candidates = _candidates(store, one, keys(one.name, one.type))
            found = decided.choice(store, one) or choose(one, decided.open_to(one, candidates))
            person = found.person or _founded(store, one, decided)
            _put(store, one, person, found)
            if _is_time_to_ask(store, person):
                _take_in(store, one, person, candidates, decided)
            _refresh(store, person)

    def forget(self, store: Store, article: str) -> None:
        """Takes out the names of an article, and those whom nothing else names."""
        held = store.rows("SELECT DISTINCT person FROM appearances WHERE article = :article", {"article": article})
        store.put("DELETE FROM appearances WHERE article = :article", [{"article": article}])
        store.put("DELETE FROM named_in WHERE article = :article", [{"article": article}])
        for row in held:
            _refresh(store, row["person"])


def person_id(article: str, name: str, n: int = 0) -> str:
    """The id of the person whom this name in this article brought into the library."""
    return "pe_" + hashlib.sha256(f"{article}|{name}|{n}".encode("utf-8", "surrogatepass")).hexdigest()[:20]


class _Decided:
    """What people decided about names: whom they merged, parted, and gave other names in an alias table."""

    def __init__(self, store: Store) -> None:
        self.shown: dict[str, str] = {row["name"]: row["speaker"] for row in store.rows(MERGED)}
        self.apart: set[tuple[str, str]] = set()
        for judgement in live(judgement_from(row) for row in store.rows(PARTED)):
            first, *others = speaker_names(judgement)
            for other in others:
                pair = {(first, other), (other, first)}
                self.apart = self.apart - pair if judgement.action == "merge" else self.apart | pair

    def name_of(self, name: str) -> str:
        """The name under which people had it shown, else itself."""
        return self.shown.get(name, name)

    def choice(self, store: Store, one: Appearance) -> Choice | None:
        """Who people said it is; None where they said nothing, or nobody of those stands here yet."""
        head = self.name_of(one.name)
        for name in [head, *sorted(n for n, to in self.shown.items() if to == head)]:
            if name != one.name and (found := store.rows(BY_NAME, {"name": name})):
                return Choice(found[0]["person"], 1.0, f"merged with {name} by a person")
        alias = self.alias(store, one)
        if alias is None:
            return None
        found = store.rows(OF_QID, {"qid": alias["qid"]}) if alias["qid"] else []
        held = found or store.rows(OF_ALIAS, {"name": alias["name"]})
        return Choice(held[0]["id"], 1.0, f"{alias['name']} in the alias table") if held else None

    def alias(self, store: Store, one: Appearance) -> dict[str, Any] | None:
        """The row of the alias table that fits the name, the time and the role; None where none or several do."""
        rows = store.rows(ALIASES, {"names": json.dumps([one.name])})
        fits = [row for row in rows if _in_time(row, one.month)]
        by_role = [row for row in fits if row["role"] and any(plain(row["role"]) in plain(r) for r in one.roles)]
        of = {(row["name"], row["qid"]): row for row in by_role or fits}
        return next(iter(of.values())) if len(of) == 1 else None

    def open_to(self, one: Appearance, candidates: Iterable[Known]) -> list[Known]:
        """The candidates without those from whom people parted the name."""
        return [each for each in candidates if not any((one.name, name) in self.apart for name in each.names)]


def _in_time(row: Mapping[str, Any], month: str | None) -> bool:
    if month is None:
        return True
    return (row["since"] or "")[:7] <= month and (not row["until"] or row["until"][:7] >= month)


def _appearance(row: Mapping[str, Any], article: str, month: str | None, named: frozenset[str]) -> Appearance:
    roles, affiliations = (frozenset(json.loads(row[name])) for name in ("roles", "affiliations"))
    return Appearance(
        article, row["name"], row["type"], row["statements"], month, roles, affiliations, named - {plain(row["name"])}
    )


def _candidates(store: Store, one: Appearance, under: Iterable[str]) -> list[Known]:
    """Those under some keys whose names may be one's; what stands around is asked of no others."""
    rows = store.rows(UNDER, {"keys": json.dumps(sorted(under)), "bound": 2 * MOST, "most": MOST})
    names: dict[str, list[str]] = {}
    for each in store.rows(NAMES, {"ids": json.dumps([row["id"] for row in rows])}):
        names.setdefault(each["person"], []).append(each["name"])
    known = [
        Known(r["id"], r["type"], tuple(names.get(r["id"], [r["name"]])[:MOST_NAMES]), r["articles"]) for r in rows
    ]
    return [_with_surroundings(store, each, one) for each in known if compare(one, each) is not None]


def _with_surroundings(store: Store, known: Known, one: Appearance) -> Known:
    asked = {"person": known.id, "latest": LATEST, "month": one.month, "named": json.dumps(sorted(one.named))}
    (around,) = store.rows(AROUND, asked)
    roles, affiliations = (
        frozenset(each for some in json.loads(around[kind]) for each in some) for kind in ("roles", "affiliations")
    )
    return replace(
        known,
        near=around["near"] or 0,
        roles=roles,
        affiliations=affiliations,
        shared=around["shared"],
        around=around["around"],
    )


def _founded(store: Store, one: Appearance, decided: _Decided) -> str:
    n = 0
    while store.rows("SELECT 1 FROM people WHERE id = :id", {"id": (made := person_id(one.article, one.name, n))}):
        n += 1
    alias = decided.alias(store, one)
    qid = alias["qid"] if alias else None
    store.put(PUT_PERSON, [{"id": made, "name": one.name, "type": one.type, "qid": qid}])
    return made


def _put(store: Store, one: Appearance, person: str, found: Choice) -> None:
    row: dict[str, Any] = {
        "article": one.article,
        "name": one.name,
        "person": person,
        "type": one.type,
        "month": one.month,
    }
    row |= {"roles": json.dumps(sorted(one.roles)), "affiliations": json.dumps(sorted(one.affiliations))}
    row |= {"statements": one.statements, "score": float(found.score), "reason": found.reason, "made_by": MADE_BY}
    store.put(PUT, [row])
    store.put(PUT_KEY, [{"key": key, "person": person} for key in keys(one.name, one.type)])


def _is_time_to_ask(store: Store, person: str) -> bool:
    """Whether lone short names are asked again whose they are: when a person is new, and in 4, 8, 16 ... articles."""
    (held,) = store.rows(IN_FULL, {"person": person})
    n: int = held["n"]
    return n <= 1 or (n >= AGAIN and n & (n - 1) == 0)


def _take_in(store: Store, one: Appearance, person: str, near: Iterable[Known], decided: _Decided) -> None:
    """Gives a person, named in full, those short names that stood alone and are sure enough theirs by now."""
    if one.type != "person" or not is_full(one.name):
        return
    lone = [each for each in decided.open_to(one, near) if not any(map(is_full, each.names))]
    for each in lone[:ASKED]:
        if each.id == person or is_body(each.type):
            continue
        asked = _as_it_stood(store, each)
        others = _candidates(store, asked, keys(asked.name, asked.type))
        full = [other for other in others if any(map(is_full, other.names))]
        found = choose(asked, full)
        if found.person == person:
            move = {"was": each.id, "now": person, "score": float(found.score), "reason": found.reason}
            store.put(MOVE, [move])
            store.put(PUT_MOVE, [{**move, "name": each.names[0], "made_by": MADE_BY}])
            _refresh(store, each.id)


def _as_it_stood(store: Store, lone: Known) -> Appearance:
    """The first appearance of a lone name, with what stands around it in its own article."""
    (row,) = store.rows(FIRST, {"person": lone.id})
    named = store.rows("SELECT name FROM named_in WHERE article = :article", {"article": row["article"]})
    return _appearance(row, row["article"], row["month"], frozenset(each["name"] for each in named))


def _refresh(store: Store, person: str) -> None:
    """The name under which a person is shown, how many articles and which keys; nobody without an article is left."""
    names = store.rows(
        """SELECT name, type, sum(statements) AS n, count(*) AS articles FROM appearances WHERE person = :person
        GROUP BY name ORDER BY articles DESC, n DESC, length(name) DESC, name""",
        {"person": person},
    )
    store.put("DELETE FROM people_keys WHERE person = :person", [{"person": person}])
    if not names:
        store.put("DELETE FROM people WHERE id = :person", [{"person": person}])
        return
    of_these = store.rows(MERGED_OF, {"names": json.dumps([row["name"] for row in names])})
    merged = {row["name"]: row["speaker"] for row in of_these}
    heads = [merged.get(row["name"]) or row["name"] for row in names if row["name"] in {*merged, *merged.values()}]
    full = [row["name"] for row in names if " " in row["name"] and row["name"] != row["name"].upper()]
    alias = store.rows(
        "SELECT name, qid FROM aliases WHERE alias = :name OR name = :name LIMIT 1", {"name": names[0]["name"]}
    )
    shown = heads[0] if heads else alias[0]["name"] if alias else (full or [names[0]["name"]])[0]
    store.put(
        "UPDATE people SET name = :name, articles = :articles, qid = coalesce(:qid, qid) WHERE id = :person",
        [
            {
                "name": shown,
                "articles": sum(row["articles"] for row in names),
                "person": person,
                "qid": alias[0]["qid"] if alias else None,
            }
        ],
    )
    held = {key for row in names for key in keys(row["name"], row["type"])}
    store.put(PUT_KEY, [{"key": key, "person": person} for key in held])
