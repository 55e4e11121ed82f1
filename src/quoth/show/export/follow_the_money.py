"""Persons, bodies and the articles that quote them as FollowTheMoney entities, one a line, as Aleph takes them.

``Person`` and ``Organization`` are who speaks, ``Article`` the report, and ``Documentation`` joins the two, with the
role that the report gives them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from quoth.library import Store

__all__ = ["entities"]

PEOPLE = "SELECT * FROM people ORDER BY id"
OF_ONE = "SELECT name, roles FROM appearances WHERE person = :person ORDER BY name, article"
COUNTRIES = "SELECT DISTINCT country FROM aliases WHERE name = :name AND country IS NOT NULL ORDER BY country"
ARTICLES = """
SELECT id, title, origin, url, outlet, published, authors, language FROM articles
WHERE id IN (SELECT article FROM appearances) ORDER BY rowid
"""
APPEARANCES = """
SELECT x.article, x.person, x.roles, substr(a.published, 1, 10) AS day
FROM appearances x JOIN articles a ON a.id = x.article ORDER BY a.rowid, x.person, x.name
"""


def entities(store: Store) -> Iterator[dict[str, Any]]:
    """All persons and bodies of a library, then its articles, then who is quoted where."""
    for row in store.rows(PEOPLE):
        yield _being(store, row)
    for row in store.rows(ARTICLES):
        yield _article(row)
    joined: dict[tuple[str, str], dict[str, Any]] = {}
    for row in store.rows(APPEARANCES):
        joined.setdefault((row["article"], row["person"]), {"day": row["day"], "roles": []})["roles"] += json.loads(
            row["roles"]
        )
    for (article, person), held in joined.items():
        properties = {"document": [article], "entity": [person], "role": held["roles"] or ["quoted"]}
        yield _entity(f"{article}.{person}", "Documentation", properties | {"date": [held["day"]]})


def _being(store: Store, row: dict[str, Any]) -> dict[str, Any]:
    held = store.rows(OF_ONE, {"person": row["id"]})
    roles = [role for each in held for role in json.loads(each["roles"])]
    names = [each["name"] for each in held if each["name"] != row["name"]]
    properties: dict[str, list[Any]] = {"name": [row["name"]], "alias": names, "wikidataId": [row["qid"]]}
    properties["country"] = [each["country"] for each in store.rows(COUNTRIES, {"name": row["name"]})]
    if row["type"] == "person":
        return _entity(row["id"], "Person", {**properties, "position": roles})
    return _entity(row["id"], "Organization", properties)


def _article(row: dict[str, Any]) -> dict[str, Any]:
    title = row["title"] or row["origin"]
    return _entity(
        row["id"],
        "Article",
        {
            "name": [title],
            "title": [title],
            "sourceUrl": [row["url"]],
            "publisher": [row["outlet"]],
            "publishedAt": [row["published"]],
            "author": json.loads(row["authors"]),
            "language": [row["language"]],
        },
    )


def _entity(id_: str, schema: str, properties: dict[str, list[Any]]) -> dict[str, Any]:
    """An entity as its JSON has it: every property a list of texts, each once, and none that is empty."""
    held = {name: list(dict.fromkeys(value for value in values if value)) for name, values in properties.items()}
    return {"id": id_, "schema": schema, "properties": {name: values for name, values in held.items() if values}}
