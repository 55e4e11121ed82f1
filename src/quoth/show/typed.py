"""Spans as people type them: offsets, or the very words."""

from __future__ import annotations

import re

from quoth.errors import InputError
from quoth.show.lines import JOIN

__all__ = ["spans_typed"]

_OFFSETS = re.compile(r"(\d{1,9}-\d{1,9}(;\d{1,9}-\d{1,9})*)?")


def spans_typed(value: str, text: str) -> list[tuple[int, int]]:
    """``12-45;60-80`` as offsets, or words as those of the one place where ``text`` has them; none for nothing.

    Words are to the letter, but for white space; pieces are joined by `` … ``, as tables show them. Raises InputError
    for an end that is no end, and for words that ``text`` does not have, or has several times.
    """
    if _OFFSETS.fullmatch(value):
        pairs = [pair.split("-") for pair in value.split(";") if pair]
        for start, end in pairs:
            if int(start) >= int(end):
                raise InputError(f"{start}-{end} ends before it begins; write START-END")
        return [(int(start), int(end)) for start, end in pairs]
    return [_found(piece, text) for piece in value.split(JOIN)]


def _found(piece: str, text: str) -> tuple[int, int]:
    words = piece.split()
    pattern = r"\s+".join(map(re.escape, words))
    places = [found.span() for found in re.finditer(pattern, text)] if words else []
    if not places:
        raise InputError(f"the article does not have {piece!r}; give its very words, or START-END")
    if len(places) > 1:
        where = ", ".join(f"{start}-{end}" for start, end in places[:5])
        raise InputError(f"the article has {piece!r} {len(places)} times ({where}); give more words, or one of these")
    return places[0]
