"""As what a speaker is known over time, from the articles' own words; "former" ends what a speaker was."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from quoth.records import Record

__all__ = ["Role", "timeline"]

_OVER = re.compile(r"(?i)\A(?:the )?(?:former|ex|onetime|one-time|past|retired|outgoing|late)[\s-]+")
# Those that are not over yet, or say so of the person and not of the office.
_NOT_YET = re.compile(r"(?i)\A(?:the )?(?:outgoing|late)\b")


@dataclass(frozen=True, slots=True)
class Role(Record):
    """What articles call a speaker, in their own words: the first and last day of which they do, and how many do.

    The days are those on which it was said, else published; null where the articles have none. ``ended`` is the first
    day of which they call it former; of a role that is only ever called so, the other days are null.
    """

    role: str | None
    affiliation: str | None
    first_seen: str | None
    last_seen: str | None
    articles: int
    ended: str | None = None


def timeline(rows: Iterable[Mapping[str, Any]]) -> tuple[Role, ...]:
    """The roles of statements, each a row with ``role``, ``affiliation``, ``article`` and ``day``, in their order."""
    held: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    keys: dict[tuple[str | None, str | None], tuple[str, str]] = {}
    for row in rows:
        words = row["role"], row["affiliation"]
        if any(words):
            if words not in keys:  # "Minister" and "minister" are one role, and so is "former minister"
                keys[words] = (_bare(words[0] or "").casefold(), (words[1] or "").casefold())
            held.setdefault(keys[words], []).append(row)
    return tuple(_role(some) for some in held.values())


@lru_cache(maxsize=16384)
def is_over(role: str | None) -> bool:
    """Whether the words say that it is one no more."""
    return bool(role and _OVER.match(role) and not _NOT_YET.match(role))


def _bare(role: str) -> str:
    return _OVER.sub("", role) if is_over(role) else role


def _role(some: list[Mapping[str, Any]]) -> Role:
    over = {role: is_over(role) for role in {row["role"] for row in some}}
    days = {row["day"] for row in some if row["day"] and not over[row["role"]]}
    ended = {row["day"] for row in some if row["day"] and over[row["role"]]}
    first = next((row for row in some if not over[row["role"]]), some[0])
    return Role(
        first["role"],
        first["affiliation"],
        min(days, default=None),
        max(days, default=None),
        len({row["article"] for row in some}),
        min(ended, default=None),
    )
