"""What a caller may already know about an article, and how it becomes one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypedDict

from quoth.errors import NotTextError
from quoth.records import Record

# Anything but white space, NUL, and the marks that have no shape: zero-width spaces, directions, byte-order marks.
_SEEN = re.compile(r"[^\s\x00\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")

__all__ = ["Known", "Seen", "notes_on", "require_words"]


class Known(TypedDict, total=False):
    """Facts about an article that do not stand in its text; each wins over what its page declares."""

    title: str | None
    url: str | None
    outlet: str | None
    published: str | None
    authors: Iterable[str]
    language: str | None


@dataclass(frozen=True, slots=True)
class Seen(Record):
    """Something that the caller has already, and that was not read again: where it is."""

    origin: str


def require_words(text: str, *, origin: str) -> None:
    """Raises NotTextError where ``text`` is empty or nothing in it can be seen."""
    if not text:
        raise NotTextError("it is empty; give a file with the article's text in it", origin=origin)
    if _SEEN.search(text) is None:
        raise NotTextError("it holds only white space; give a file with the article's text in it", origin=origin)


def notes_on(text: str) -> list[str]:
    """What a reader should know of a text that is kept as it is."""
    nuls = text.count("\x00")
    return [f"holds {nuls} NUL character{'s' if nuls != 1 else ''}, kept as they are"] if nuls else []
