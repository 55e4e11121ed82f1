"""What articles say of the names of bodies: kept with each, asked for each name, and acted on when enough say it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from quoth.library import Store
from quoth.relate.called import TOLD, everywhere, fuller_in, known_as
from quoth.relate.likeness import plain
from quoth.steps.people.decided import Decided
from quoth.steps.people.moves import move, refresh

__all__ = ["keep_other_names", "others_of", "unite"]

SAID = """
SELECT long, short, count(*) AS articles FROM other_names
WHERE long IN (SELECT value FROM json_each(:names)) OR short IN (SELECT value FROM json_each(:names))
GROUP BY long, short
"""
PUT = "INSERT OR IGNORE INTO other_names (article, long, short) VALUES (:article, :long, :short)"
# The bodies of a name, those of most articles first.
BODIES = """
SELECT p.id, p.name, p.articles FROM people_keys k JOIN people p ON p.id = k.person
WHERE k.key = 'n ' || CAST(:name AS TEXT) AND p.type = 'organization' ORDER BY p.articles DESC, p.id LIMIT 2
"""
ALL_NAMES = "SELECT name FROM people_names WHERE person = :person"

Pairs = Iterable[tuple[str, str]]


def keep_other_names(store: Store, article: str, own: Pairs) -> None:
    """Notes which names an article says are one body's."""
    store.put(PUT, [{"article": article, "long": long_, "short": short} for long_, short in sorted(own)])


def others_of(store: Store, name: str, text: str, own: Pairs) -> frozenset[str]:
    """The other names of a body, as its article and enough others say."""
    found = known_as(plain(name), _said(store, plain(name)), own)
    fuller = fuller_in(text, name)
    return frozenset(found | ({plain(fuller)} if fuller else set()))


def unite(store: Store, own: Pairs, decided: Decided) -> None:
    """Makes those bodies one that stood apart until now, when enough articles say it: the lesser joins the greater."""
    for long_, short in sorted(own):
        if short not in known_as(long_, _said(store, long_), ()):
            continue
        bodies = {row["id"]: row for name in (long_, short) for row in store.rows(BODIES, {"name": name})}
        ordered = sorted(bodies.values(), key=lambda row: (-row["articles"], row["id"]))
        for first, each in ((ordered[0], each) for each in ordered[1:]):
            names = [[row["name"] for row in store.rows(ALL_NAMES, {"person": x["id"]})] for x in (first, each)]
            if not decided.are_apart(*names):
                reason = f"articles call {long_} {short}, too"
                move(store, name=each["name"], was=each["id"], now=first["id"], score=0.96, reason=reason)
                refresh(store, first["id"])


def _said(store: Store, name: str) -> Mapping[str, Mapping[str, int]]:
    """In how many articles a name stands beside which others, and each of those beside which."""
    said: dict[str, dict[str, int]] = {}
    asked = {name}
    for _ in range(2):
        for row in store.rows(SAID, {"names": json.dumps(sorted(asked))}):
            _add(said, row["long"], row["short"], row["articles"])
        for each in asked:
            for other in everywhere().get(each, ()):
                _add(said, each, other, TOLD)
        asked = set(said.get(name, ())) - asked
    return said


def _add(said: dict[str, dict[str, int]], one: str, other: str, articles: int) -> None:
    for a, b in ((one, other), (other, one)):
        said.setdefault(a, {})[b] = max(articles, said.get(a, {}).get(b, 0))
