"""The step that says whose a name is across articles: each name of an article joins a person, or founds one.

Names that stand keep their person when new ones come, but for a short name that was alone until the one came, or came
often enough, who is named in full, for names of one of whom the same is told, and for bodies that enough articles call
by both names; each such move is logged in ``people_moves``.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from quoth.library import Store
from quoth.relate.called import other_names
from quoth.relate.likeness import is_body, is_full, is_named, keys, plain
from quoth.relate.people import MADE_BY, Appearance, Choice, Known, choose, names_in, without_epithet
from quoth.steps.people.bodies import keep_other_names, others_of, unite
from quoth.steps.people.candidates import candidates
from quoth.steps.people.decided import Decided
from quoth.steps.people.moves import PUT_KEY, move, refresh

__all__ = ["People", "person_id"]

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
PUT = """
INSERT OR REPLACE INTO appearances
    (article, name, person, type, statements, month, roles, affiliations, score, reason, made_by)
VALUES (:article, :name, :person, :type, :statements, :month, :roles, :affiliations, :score, :reason, :made_by)
"""
PUT_PERSON = "INSERT OR IGNORE INTO people (id, name, type, qid) VALUES (:id, :name, :type, :qid)"
PUT_NAMED = "INSERT OR IGNORE INTO named_in (article, name) VALUES (:article, :name)"
IN_FULL = "SELECT coalesce(sum(articles), 0) AS n FROM people_names WHERE person = :person AND instr(name, ' ') > 0"
FIRST = """
SELECT article, name, type, statements, month, roles, affiliations FROM appearances WHERE person = :person
ORDER BY type = 'organization', article LIMIT 1
"""


class People:
    """A step of relating; see ``quoth.library.Step``."""

    name = "people"
    made_by = MADE_BY
    tables = ("appearances", "people", "people_keys", "named_in", "other_names", "people_moves")

    def relate(self, store: Store, article: str) -> None:
        """Gives each name of an article its person; the fullest names first, so that short ones find them."""
        (about,) = store.rows(ARTICLE, {"article": article})
        own = other_names(about["text"])
        keep_other_names(store, article, own)
        decided = Decided(store)
        rows = [row for row in store.rows(MINE, {"article": article}) if _is_somebodys(row, decided)]
        if rows:
            named = frozenset([*names_in(about["text"]), *(plain(r["name"]) for r in rows if " " in r["name"])])
            store.put(PUT_NAMED, [{"article": article, "name": name} for name in named])
            for row in rows:
                others = others_of(store, row["name"], about["text"], own) if is_body(row["type"]) else frozenset()
                _place(store, _appearance(row, article, about["month"], named, others), about["text"], decided)
        unite(store, own, decided)

    def forget(self, store: Store, article: str) -> None:
        """Takes out the names of an article, and those whom nothing else names."""
        held = store.rows("SELECT DISTINCT person FROM appearances WHERE article = :article", {"article": article})
        for table in ("appearances", "named_in", "other_names"):
            store.put(f"DELETE FROM {table} WHERE article = :article", [{"article": article}])
        for row in held:
            refresh(store, row["person"])


def person_id(article: str, name: str, n: int = 0) -> str:
    """The id of the person whom this name in this article brought into the library."""
    return "pe_" + hashlib.sha256(f"{article}|{name}|{n}".encode("utf-8", "surrogatepass")).hexdigest()[:20]


def _is_somebodys(row: Mapping[str, Any], decided: Decided) -> bool:
    return is_named(row["name"], row["type"]) or decided.is_somebodys(row["name"])


def _appearance(
    row: Mapping[str, Any],
    article: str,
    month: str | None,
    named: frozenset[str],
    others: frozenset[str] = frozenset(),
) -> Appearance:
    roles, affiliations = (frozenset(json.loads(row[name])) for name in ("roles", "affiliations"))
    type_ = row["type"] if is_body(row["type"]) else "person"  # a description that people merged may be of no type
    named -= {plain(row["name"])}
    return Appearance(article, row["name"], type_, row["statements"], month, roles, affiliations, named, others)


def _place(store: Store, one: Appearance, text: str, decided: Decided) -> None:
    """Says whose one name is, and asks again whose those are that are like it, where it is time to."""
    sought = without_epithet(one, text)
    under = keys(sought.name, one.type) | {f"n {other}" for other in one.others}
    may_be = candidates(store, sought, under)
    found = decided.choice(store, one) or choose(sought, decided.open_to(one, may_be))
    person = found.person or _founded(store, one, decided)
    _put(store, one, person, found)
    if _is_time_to_ask(store, person):
        _take_in(store, one, person, may_be, decided)
    _join_told(store, one, person, may_be, decided)
    refresh(store, person)


def _founded(store: Store, one: Appearance, decided: Decided) -> str:
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


def _take_in(store: Store, one: Appearance, person: str, near: Iterable[Known], decided: Decided) -> None:
    """Gives a person, named in full, those short names that stood alone and are sure enough theirs by now."""
    if one.type != "person" or not is_full(one.name):
        return
    lone = [each for each in decided.open_to(one, near) if not any(map(is_full, each.names))]
    for each in lone[:ASKED]:
        if each.id == person or is_body(each.type):
            continue
        asked = _as_it_stood(store, each)
        others = candidates(store, asked, keys(asked.name, asked.type))
        full = [other for other in others if any(map(is_full, other.names))]
        found = choose(asked, full)
        if found.person == person:
            move(store, name=each.names[0], was=each.id, now=person, score=found.score, reason=found.reason)


def _join_told(store: Store, one: Appearance, person: str, near: Iterable[Known], decided: Decided) -> None:
    """Makes lone names one of which a report tells the same as of another: it may be the link between two."""
    told = [each for each in decided.open_to(one, near) if each.told]
    if person in {each.id for each in told}:
        for each in told:
            if each.id != person:
                reason = f"told in the same words as in {one.article}"
                move(store, name=each.names[0], was=each.id, now=person, score=0.9, reason=reason)


def _as_it_stood(store: Store, lone: Known) -> Appearance:
    """The first appearance of a lone name, with what stands around it in its own article."""
    (row,) = store.rows(FIRST, {"person": lone.id})
    named = store.rows("SELECT name FROM named_in WHERE article = :article", {"article": row["article"]})
    return _appearance(row, row["article"], row["month"], frozenset(each["name"] for each in named))
