"""From whom a source means to a Speaker record: name, type, role and affiliation, confidence and reason."""

from __future__ import annotations

import json
import math
from bisect import bisect_left
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

from quoth.records import Speaker, SpeakerType
from quoth.resolve.discourse import Chain, Discourse
from quoth.resolve.found import Found
from quoth.resolve.roles import Role, role_of
from quoth.resolve.sources import Sources

__all__ = ["confidence", "log_odds", "speaker_of"]

_TYPES: dict[str, SpeakerType] = {
    "person": "person", "organization": "organization", "group": "group", "document": "document", "unnamed": "unnamed",
    "author": "author", "unknown": "unknown", "place": "organization", "thing": "unknown",
}  # fmt: skip


def speaker_of(
    found: Found, sources: Sources, at: tuple[int, int] | None, stated: tuple[str | None, str | None] = (None, None)
) -> Speaker:
    """The record of ``found``; ``at`` is the range of words of the source, whose own words tell a role first.

    ``stated`` are role and affiliation as the network tells them in the sources that name this speaker; they are taken
    where the text around the names has none.
    """
    kind = "group" if found.chain is not None and found.chain.members else _TYPES[found.type]
    role = None
    if kind == "person" and found.chain is not None:
        role = _role(found.chain, sources.discourse, at)
    elif kind == "unnamed" and at is not None:
        role = role_of(sources.parse, *at, at[0])
    return Speaker(
        name=found.name or None if kind not in {"unknown", "author"} else None,
        type=kind,
        role=(role.text if role else None) or stated[0],
        affiliation=(role.affiliation if role else None) or stated[1],
        confidence=confidence(found),
        implied=found.implied,
        reason=found.reason,
    )


def _role(chain: Chain, discourse: Discourse, at: tuple[int, int] | None) -> Role | None:
    """A role that the source itself gives, or else the first in the article; the affiliation may be from elsewhere."""
    known = discourse.told_of(chain, _told)
    here = known.roles[bisect_left(known.places, at[0]) : bisect_left(known.places, at[1])] if at else []
    first = next((r for r in here if r.text), known.first)
    affiliation = (first.affiliation if first else None) or known.affiliation
    if first is None and affiliation is None:
        return None
    return Role(first.text if first else None, affiliation, first.head if first else None, first.at if first else 0)


class _Told(NamedTuple):
    """What an article tells of one person: all roles with the words where they stand, the first, an affiliation."""

    roles: list[Role]
    places: list[int]
    first: Role | None
    affiliation: str | None


def _told(chain: Chain, discourse: Discourse) -> _Told:
    roles = [r for r in chain.entity.roles if r.head not in _KIN] if chain.entity else []
    first = next((r for r in roles if r.text), None)
    affiliation = next((r.affiliation for r in roles if r.affiliation), None)
    return _Told(roles, [r.at for r in roles], first, affiliation or _owner(chain, discourse))


def _owner(chain: Chain, discourse: Discourse) -> str | None:
    """Whose leader it is: the body that "its" in "its leader" takes up, or whose name stands before the office."""
    for m in chain.mentions:
        if m.kind != "description" or m.owner is None or m.owner not in discourse.at:
            continue
        owner = discourse.chain_of.get(discourse.at[m.owner])
        if owner is not None and owner.entity is not None and owner.entity.type in {"organization", "place", "thing"}:
            return owner.entity.name
    return None


# The evidence that comes out of a ranking of candidates.
_RANKED = {"pronoun", "salient", "implied", "subject", "first person"}


# What people are to each other is no role of theirs.
_KIN = frozenset(
    "rival friend colleague opponent ally critic supporter neighbour neighbor partner father mother son".split()
    + "daughter brother sister husband wife widow widower uncle aunt cousin nephew niece grandfather".split()
    + "grandmother parent child boyfriend girlfriend fiance fiancee counterpart successor predecessor".split()
)


@cache
def _calibration() -> dict[str, Any]:
    card: dict[str, Any] = json.loads((resources.files(__package__) / "confidence.json").read_text(encoding="utf-8"))
    return card


def confidence(found: Found) -> float:
    """The chance that a speaker is right: by the kind of evidence, and by the share where several compete."""
    if found.sure == "chosen":  # the chance is what was fitted
        return round(min(found.share, 0.999), 3)
    card = _calibration()
    base = card["weights"].get(found.sure, card["other"])
    return round(1 / (1 + math.exp(-(base + card["slope"] * log_odds(found)))), 3)


def log_odds(found: Found) -> float:
    """The log-odds of the ranker's share, 0 for evidence in which nothing competes."""
    if found.sure not in _RANKED:
        return 0.0
    share = min(max(found.share, 0.05), 0.95)
    return math.log(share / (1 - share))
