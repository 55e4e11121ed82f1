"""Turns of talk: paragraphs that begin with who speaks and a colon, as transcripts and interviews have them.

"MR. LIND: ...", "SEN. OLLE BRANDT (HALDEN): ...", "Q: ...", "Answer: ...". One such line is a headline or a label;
it is a conversation where a label comes again, or a question has an answer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from quoth.text import paragraphs

__all__ = ["ANSWER", "QUESTION", "Turn", "label_of", "turns"]

Range = tuple[int, int]

QUESTION, ANSWER = frozenset({"q", "question"}), frozenset({"a", "answer"})
# Of a conversation the turns are at least this share of the paragraphs; elsewhere "PHOTO:" may come again and again.
LEAST = 0.3
# A label is a few words with capitals, maybe with something in brackets.
_LABEL = re.compile(
    r"[ \t]*((?:[A-Z][\w.'’&-]*)(?:,? (?:[A-Z][\w.'’&-]*|of|the|for)){0,7}(?: \([^()\n]{1,40}\))?)(:)\s+(?=\S)"
)


@dataclass(frozen=True, slots=True)
class Turn:
    """One paragraph of talk, in code points: its label, the colon, and what is said."""

    label: Range
    colon: Range
    said: Range


def label_of(text: str, start: int, end: int) -> Turn | None:
    """The paragraph ``start:end`` as a turn, if it begins with a label."""
    m = _LABEL.match(text, start, end)
    return Turn(m.span(1), m.span(2), (m.end(), end)) if m else None


def turns(text: str) -> list[Turn]:
    """The turns of a conversation, in order; none where the text is no conversation."""
    ranges = paragraphs(text)
    found = [t for t in (label_of(text, a, b) for a, b in ranges) if t is not None]
    count: dict[str, int] = {}
    for t in found:
        who = plain(text, t)
        count[who] = count.get(who, 0) + 1
    asked = any(w in QUESTION for w in count) and any(w in ANSWER for w in count)
    again = [w for w, n in count.items() if n > 1]
    if not asked and (len(count) < 2 or not again):
        return []
    in_capitals = {w for t in found if (w := plain(text, t)) and text[slice(*t.label)].isupper()}
    kept = {*again, *in_capitals, *(QUESTION | ANSWER)}
    out = [t for t in found if plain(text, t) in kept]
    return out if len(out) >= LEAST * len(ranges) else []


def plain(text: str, turn: Turn) -> str:
    """The label of a turn as it is compared: the last word before brackets or a comma, so that a title goes."""
    words = re.split(r" \(|,", text[slice(*turn.label)])[0].split()
    return words[-1].casefold() if words else ""
