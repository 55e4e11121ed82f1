"""The lines of a text, where they are, and how they end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

__all__ = ["Line", "ends_sentence", "lines_of", "squash"]

# A form feed and the rest of str.splitlines are left alone: they stand inside lines of real files.
_LINE = re.compile(r"[^\r\n]+|[\r\n]+")

# Full stops of the scripts that news comes in: Latin, Devanagari, CJK, Urdu, Ethiopic, Armenian.
_STOPS = ".。．।۔።։"
_ASKS = "?!؟？！‽"
_CLOSERS = "\"'”’»›)]}*_ \t\u00a0\u200e\u200f"
_ABBREVIATION = re.compile(r"(?:\b[A-Z]\.){2,}\Z|\b(?:Jr|Sr|Inc|Ltd|Co|Corp|St|No)\.\Z")


class Line(NamedTuple):
    """A line that is not blank: ``text`` is ``article.text[start:end]``, without the white space around it.

    ``opens`` and ``closes`` say whether a blank line, or the edge of the text, comes before and after.
    """

    start: int
    end: int
    text: str
    opens: bool
    closes: bool


def lines_of(text: str) -> list[Line]:
    """The lines of ``text`` that are not blank, in order."""
    found: list[Line] = []
    opens = True
    for start, raw, after_blank in _physical(text):
        opens = opens or after_blank
        stripped = raw.strip()
        if not stripped:
            opens = True
            continue
        if found:
            found[-1] = found[-1]._replace(closes=opens)
        begin = start + raw.index(stripped[0])
        found.append(Line(begin, begin + len(stripped), stripped, opens, closes=True))
        opens = False
    return found


def ends_sentence(line: str, *, asks: bool = True) -> bool:
    """Whether a line ends as a sentence does, its closing quotation marks apart; an ellipsis or "U.S." does not.

    With ``asks`` false, a question or exclamation mark does not count: headlines end in them too.
    """
    bare = line[-200:].rstrip(_CLOSERS)
    if bare.endswith(("...", "…")) or _ABBREVIATION.search(bare):
        return False
    return bare.endswith(tuple(_STOPS + (_ASKS if asks else "")))


def squash(text: str) -> str:
    """Letters and digits alone, in lower case: what is the same in two renderings of one line."""
    return "".join(character for character in text.casefold() if character.isalnum())


def _physical(text: str) -> Iterator[tuple[int, str, bool]]:
    """Each run between line ends: its start, itself, and whether an empty line came just before."""
    empty = False
    for match in _LINE.finditer(text):
        run = match.group()
        if run[0] in "\r\n":
            empty = run.count("\n") > 1 or run.count("\r") > 1
        else:
            yield match.start(), run, empty
