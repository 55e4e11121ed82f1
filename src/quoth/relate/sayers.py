"""Whether two speakers, as two reports name them, can be one."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal, Protocol

from quoth.relate.words import fold, words

__all__ = ["Agreement", "agreement"]

Agreement = Literal["same", "unknown", "other"]


class Said(Protocol):
    """What has a speaker."""

    @property
    def speaker(self) -> str | None:
        """The name."""

    @property
    def speaker_type(self) -> str | None:
        """What kind of speaker it is."""

    @property
    def person(self) -> str | None:
        """The id of the person or body across articles, where it is known."""


def agreement(one: Said, other: Said) -> Agreement:
    """``same`` where the two are one person or body, ``other`` where they are two, else ``unknown``.

    One person across articles is one, however they are named. Else the last name decides of persons, any first name in
    both included; a person may speak for a body; and of two whom evidence parted, names that agree say nothing.
    """
    if one.person is not None and one.person == other.person:
        return "same"
    found = _by_names(one, other)
    return "unknown" if found == "same" and one.person is not None and other.person is not None else found


def _by_names(one: Said, other: Said) -> Agreement:
    if one.speaker is None or other.speaker is None:
        return "unknown"
    a, b = _names(one.speaker), _names(other.speaker)
    if not a or not b:
        return "unknown"
    if a == b:
        return "same"
    if one.speaker_type == other.speaker_type == "person":
        if a[-1] != b[-1] and a[-1] not in b and b[-1] not in a:
            return "other"
        return "same" if len(a) == 1 or len(b) == 1 or _first(a[0], b[0]) else "unknown"
    if one.speaker_type != other.speaker_type:
        return "unknown"
    return "unknown" if set(a) & set(b) else "other"


@lru_cache(maxsize=16384)
def _names(name: str) -> tuple[str, ...]:
    return tuple(word.key for word in words(fold(name)))


def _first(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)
