"""Where the words stand that another tool points at, when its offsets and its words say different things.

Browsers count UTF-16 units, in which an emoji is two, and take a carriage return and a line feed as one.
"""

from __future__ import annotations

import re

from quoth.errors import InputError

__all__ = ["told_span"]

# Code points that a region may be off beside what is explained by how it was counted: a line of a report.
NEAR = 80

_SHOWN = 60  # characters of the words in a sentence about them


def told_span(text: str, start: int, end: int, words: str | None) -> tuple[int, int]:
    """The span of ``text`` at which ``words`` stand: at the offsets, at these as UTF-16 units, or near.

    Without ``words`` the offsets are all that there is. White space is any white space. Raises InputError where the
    words stand nowhere near, or twice at the same distance.
    """
    if words is None or not words.strip():
        return start, end
    pattern = _pattern(words)
    for first, last in ((start, end), _from_utf16(text, start, end)):
        if 0 <= first < last <= len(text) and pattern.fullmatch(text, first, last):
            return first, last
    reach = NEAR + sum(ord(c) > 0xFFFF or c == "\r" for c in text[: max(0, start)])
    near = sorted(
        (abs(at.start() - start), at.span()) for at in pattern.finditer(text) if abs(at.start() - start) <= reach
    )
    if not near or (len(near) > 1 and near[0][0] == near[1][0]):
        shown = " ".join(words.split())[:_SHOWN]
        raise InputError(f"{start}-{end} of the text are not {shown!r}, and it is not clear where those words stand")
    return near[0][1]


def _pattern(words: str) -> re.Pattern[str]:
    """Finds ``words`` themselves; a line break may be written as a backslash and an n, as Label Studio does."""
    pieces = re.split(r"((?:\s|\\n)+)", words)
    return re.compile("".join(r"\s*" if n % 2 else re.escape(piece) for n, piece in enumerate(pieces)))


def _from_utf16(text: str, start: int, end: int) -> tuple[int, int]:
    """Offsets in UTF-16 units as code points; the same where one of them lies outside, or within a character."""
    if not 0 <= start < end:
        return start, end
    units = text.encode("utf-16-le", "surrogatepass")
    try:
        first, last = (len(units[: 2 * at].decode("utf-16-le", "surrogatepass")) for at in (start, end))
    except UnicodeDecodeError:
        return start, end
    return first, last
