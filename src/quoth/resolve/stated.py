"""Roles and affiliations as the sources themselves state them: the words that the network tells to be such."""

from __future__ import annotations

from collections.abc import Sequence

from quoth.parse import Parse, Voice
from quoth.resolve.found import Found
from quoth.resolve.sources import Sources

__all__ = ["Stated"]

# What may stand between two words of one part: "head | of the | party".
_SMALL = {"of", "the", "for", "and", "in", "at", "to", "on", "&", "-", ",", "'s", "’s", "a"}
_EDGES = "\"“”‘’'.,;:()[] \t\n"


class Stated:
    """The roles and affiliations in the sources of one article's statements."""

    def __init__(self, sources: Sources, found: Sequence[Found]) -> None:
        self._found = found
        parse = sources.parse
        voices = [parse.voices.get(s.id) for s in sources.statements]
        self._own = [
            (_phrase(parse, v, "role"), _phrase(parse, v, "affiliation")) if v else (None, None) for v in voices
        ]
        self._first: dict[str, tuple[str | None, str | None]] = {}
        for f, (role, body) in zip(found, self._own, strict=True):
            if f.name and f.type in {"person", "organization"}:
                known = self._first.get(f.name, (None, None))
                self._first[f.name] = (known[0] or role, known[1] or body)

    def role(self, n: int) -> tuple[str | None, str | None]:
        """Role and affiliation of the speaker of statement ``n``: its own source's, or the first that another gives."""
        f, (role, body) = self._found[n], self._own[n]
        if f.type == "person":
            other = self._first.get(f.name or "", (None, None))
            return role or other[0], body or other[1]
        return (role, body) if f.type == "unnamed" else (None, None)


def _phrase(parse: Parse, voice: Voice, part: str) -> str | None:
    """The longest stretch of words of one part, as the text has it, without "its" and a possessive ending."""
    words = sorted({w for label, a, b in voice.parts if label == part for w in range(*parse.range(a, b))})
    runs: list[list[int]] = []
    for w in words:
        if parse.tag[w] in {"PRP", "PRP$", "POS"} or parse.lower[w] in _SMALL:
            continue
        if runs and all(x in _SMALL for x in parse.lower[runs[-1][1] : w]):
            runs[-1][1] = w + 1
        else:
            runs.append([w, w + 1])
    if not runs:
        return None
    i, j = max(runs, key=lambda r: r[1] - r[0])
    text = " ".join(parse.slice(i, j).strip(_EDGES).split())
    return text.removesuffix("'s").removesuffix("’s") or None
