"""What people decided about names: whom they merged, parted, and gave other names in an alias table."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from quoth.library import Store
from quoth.library.decisions import live, speaker_names
from quoth.library.rows import judgement_from
from quoth.relate.likeness import is_named, plain
from quoth.relate.people import Appearance, Choice, Known

__all__ = ["MERGED", "Decided"]

ALIASES = """
SELECT * FROM aliases WHERE alias IN (SELECT value FROM json_each(:names))
    OR name IN (SELECT value FROM json_each(:names))
ORDER BY rowid
"""
MERGED = "SELECT name, speaker FROM same_speakers"
PARTED = "SELECT * FROM judgements WHERE statement IS NULL ORDER BY n"
BY_NAME = "SELECT person FROM appearances WHERE name = :name LIMIT 1"
OF_ALIAS = """
SELECT x.person AS id FROM appearances x
WHERE x.name = :name OR x.name IN (SELECT alias FROM aliases WHERE name = :name AND role IS NULL) LIMIT 1
"""
OF_QID = "SELECT id FROM people WHERE qid = :qid ORDER BY id LIMIT 1"


class Decided:
    """The decisions that a library holds when an article is put in its place."""

    def __init__(self, store: Store) -> None:
        self.shown: dict[str, str] = {row["name"]: row["speaker"] for row in store.rows(MERGED)}
        (found,) = store.rows("SELECT EXISTS (SELECT 1 FROM aliases) AS aliases")
        self._has_aliases = bool(found["aliases"])
        self.apart: set[tuple[str, str]] = set()
        for judgement in live(judgement_from(row) for row in store.rows(PARTED)):
            first, *others = speaker_names(judgement)
            for other in others:
                pair = {(first, other), (other, first)}
                self.apart = self.apart - pair if judgement.action == "merge" else self.apart | pair

    def name_of(self, name: str) -> str:
        """The name under which people had it shown, else itself."""
        return self.shown.get(name, name)

    def is_somebodys(self, name: str) -> bool:
        """Whether people merged it, be it a description, with the name of a person or body."""
        if name not in self.shown and name not in self.shown.values():
            return False
        head = self.name_of(name)
        merged = [head, *(each for each, to in self.shown.items() if to == head)]
        return any(is_named(each, kind) for each in merged for kind in ("person", "organization"))

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
        if not self._has_aliases:
            return None
        rows = store.rows(ALIASES, {"names": json.dumps([one.name])})
        fits = [row for row in rows if _in_time(row, one.month)]
        by_role = [row for row in fits if row["role"] and any(plain(row["role"]) in plain(r) for r in one.roles)]
        of = {(row["name"], row["qid"]): row for row in by_role or fits}
        return next(iter(of.values())) if len(of) == 1 else None

    def open_to(self, one: Appearance, candidates: Iterable[Known]) -> list[Known]:
        """The candidates without those from whom people parted the name."""
        return [each for each in candidates if not self.are_apart([one.name], each.names)]

    def are_apart(self, some: Iterable[str], others: Iterable[str]) -> bool:
        """Whether people parted a name of some from one of others."""
        return bool(self.apart) and any((one, other) in self.apart for other in others for one in some)


def _in_time(row: Mapping[str, Any], month: str | None) -> bool:
    if month is None:
        return True
    return (row["since"] or "")[:7] <= month and (not row["until"] or row["until"][:7] >= month)
