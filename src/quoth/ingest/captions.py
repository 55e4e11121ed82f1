"""Lines that belong to a picture or to the page around the report, told by the words they begin or end with."""

from __future__ import annotations

import re
from typing import Literal

from quoth.ingest.furniture import bare, phrases
from quoth.ingest.names import is_names

__all__ = ["is_bare_agency", "part_of_line"]

# The longest label of a link to another story, and the longest line that is only a button.
MAX_LABEL = 160
MAX_BUTTON = 60

# A caption of a wire is one or two sentences. A longer line that ends in a credit is a paragraph.
MAX_CAPTION = 400

_RIGHTS = "all rights reserved"
_IN_THIS_PICTURE = re.compile(
    r"in this (?:[\w.,]+ ){0,6}?(?:photo|photograph|image|picture|handout|screengrab|screenshot|video grab)\b"
    r"(?: (?:taken|released|provided|made|from|by|posted|on)\b|,)",
    re.IGNORECASE,
)


def part_of_line(line: str, *, first: bool) -> Literal["caption", "furniture"] | None:
    """What a whole line is, if its words show it; ``first`` is whether it is the first of its text."""
    known = phrases()
    if len(line) <= MAX_BUTTON and bare(line) in known.lines:
        return "furniture"
    if known.patterns.match(line) is not None or (len(line) <= 2 * MAX_LABEL and _RIGHTS in line.casefold()):
        return "furniture"
    if (picture := _picture(line)) is not None:
        return picture
    if len(line) <= MAX_LABEL and known.starts.match(line) is not None:
        return "furniture"
    if len(line) <= MAX_LABEL and not first and known.labels.match(line) is not None:
        return "furniture"
    return None


def is_bare_agency(line: str) -> bool:
    """Whether a short line ends in "(AFP)" or "[Reuters]" after words that are no whole sentence of speech."""
    found = phrases().credit_bracket.search(line)
    return found is not None and len(line) <= MAX_LABEL and found.start() > 0


def _picture(line: str) -> Literal["caption", "furniture"] | None:
    """A line with a description is a caption; one that only says who made the picture is furniture."""
    known = phrases()
    credit = known.credit_bracket.search(line) if any(bracket in line[-5:] for bracket in ")]") else None
    if credit is not None and credit.start() == 0:
        return "furniture"
    start = known.credit_starts.match(line)
    if start is not None and is_names(line[start.end() :].lstrip(" :,—–-")):
        return "furniture"
    if len(line) > MAX_CAPTION:
        return None
    if known.caption_starts.match(line) is not None or _IN_THIS_PICTURE.match(line) is not None:
        return "caption"
    tail = known.credit_tail.search(line) if "/" in line else None
    if tail is not None:
        return "furniture" if tail.start() == 0 else "caption"
    if credit is not None and not _is_weak(credit.group()):
        return "caption"
    return None


def _is_weak(bracket: str) -> bool:
    """Brackets that end body sentences too: an agency's name alone, or one bare word such as "(picture)"."""
    return not re.search(r"[/:]|\b(?:by|of|via)\b", bracket, re.IGNORECASE)
