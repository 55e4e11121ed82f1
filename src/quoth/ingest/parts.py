"""The parts of a text that are not running body: headline, byline, dateline, captions, leftovers of the page.

All is judged by the line, from the text alone, with what the page said about itself (its title, captions and authors)
as a help where there was a page. A part is one line, or the head of one for a dateline, so parts cannot overlap.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection

from quoth.ingest.captions import is_bare_agency, part_of_line
from quoth.ingest.dateline import dateline_length
from quoth.ingest.furniture import bare, phrases
from quoth.ingest.headline import headline_lines
from quoth.ingest.lines import Line, ends_sentence, lines_of, squash
from quoth.ingest.names import is_byline
from quoth.ingest.noprose import Stretch, stretches
from quoth.records import Part, PartName

__all__ = ["find_parts"]

# In characters: 60,000 words, twenty times the longest of reports. What is longer is a book or a dump, and looking at
# millions of its lines would take minutes; 2 seconds at most with this.
MAX_LOOKED_AT = 400_000

# Longer lines are paragraphs, whatever they begin with; a long caption of a wire has about 400 characters.
MAX_LINE = 500

# Bylines stand above the first paragraph or below the last; this many lines are looked at there.
TOP_LINES = 8
LAST_LINES = 3

# A dateline stands at the head of the first paragraph, or of the second below a summary.
DATELINE_LINES = 2


# What follows an author's name below a report, letters alone, where the line is about the author.
_ABOUT = (
    "isa", "isan", "isthe", "writesabout", "writesfor", "covers", "coveredthe", "reportson", "reportsfrom",
    "joinedthe", "canbereached",
    "hascovered", "haswritten", "contributedtothis", "isthenewspapers", "workedfor",
)  # fmt: skip
_REACHED = re.compile(r"(?:contact|follow|e-?mail|reach|write to|tweet)\s+", re.IGNORECASE)


def find_parts(
    text: str, *, title: str | None = None, captions: Collection[str] = (), authors: Collection[str] = ()
) -> tuple[Part, ...]:
    """The parts of ``text``, in text order; ``title``, ``captions`` and ``authors`` are what its page says they are.

    They are looked for in the first MAX_LOOKED_AT characters; what is no prose at all, everywhere.
    """
    lines = lines_of(text[:MAX_LOOKED_AT])
    names: dict[int, PartName] = {}
    _mark_lines(lines, names, {squash(caption) for caption in captions} - {""})
    for index in headline_lines(lines, names, title):
        names[index] = "headline"
    surnames = {squash(author.split()[-1]) for author in authors if " " in author} - {""}
    _mark_bylines(lines, names, {squash(author) for author in authors} - {""}, surnames)
    _mark_picture_below_headline(lines, names)
    _mark_link_lists(lines, names)
    parts = [Part(names[index], line.start, line.end) for index, line in enumerate(lines) if index in names]
    return _without_prose(sorted([*parts, *_datelines(lines, names)], key=lambda part: part.start), stretches(text))


def _without_prose(parts: list[Part], found: list[Stretch]) -> tuple[Part, ...]:
    """``parts``, with the stretches that are no prose in place of what lies in them; each is furniture."""
    if not found:
        return tuple(parts)
    ends = [s.end for s in found]
    kept = [p for p in parts if (n := bisect_right(ends, p.start)) == len(found) or p.end <= found[n].start]
    return tuple(sorted([*kept, *(Part("furniture", s.start, s.end) for s in found)], key=lambda part: part.start))


def _mark_lines(lines: list[Line], names: dict[int, PartName], captions: set[str]) -> None:
    """Captions and furniture that a line shows by itself."""
    for index, line in enumerate(lines):
        if len(line.text) > MAX_LINE:
            continue
        if captions and squash(line.text) in captions:
            names[index] = "caption"
        elif (name := part_of_line(line.text, first=index == 0)) is not None:
            names[index] = name


def _mark_bylines(lines: list[Line], names: dict[int, PartName], authors: set[str], surnames: set[str]) -> None:
    body = [index for index, line in enumerate(lines) if index not in names and ends_sentence(line.text)]
    first, last = (body[0], body[-1]) if body else (len(lines), len(lines))
    for index, line in enumerate(lines):
        near_end = index >= len(lines) - LAST_LINES and index > first
        near = (index < min(first, TOP_LINES)) or (index > last - 1 and near_end) or (near_end and bool(authors))
        if not near or index in names or len(line.text) > MAX_LINE:
            continue
        named = squash(line.text).removeprefix("by") in authors or squash(line.text) in authors
        if near_end and (_is_about_author(line.text, authors) or _says_where(line.text, surnames)):
            names[index] = "furniture"
        elif index > 0 and (named or is_byline(line.text) or _names_author(line.text, authors)):
            names[index] = "byline"


def _is_about_author(line: str, authors: set[str]) -> bool:
    """Whether a line below a report says who its author is, or how to reach them."""
    key = squash(_REACHED.sub("", line))
    held = next((author for author in authors if len(author) > 5 and key.startswith(author)), None)
    if held is None:
        return False
    rest = key[len(held) :]
    return _REACHED.match(line) is not None or rest.startswith(_ABOUT)


def _says_where(line: str, surnames: set[str]) -> bool:
    """Whether a line below a report says from where its authors reported: "Ruiz reported from Aldmoor"."""
    first, _, rest = line.partition(" ")
    return squash(first) in surnames and rest.startswith(("reported from ", "contributed from "))


def _names_author(line: str, authors: set[str]) -> bool:
    """Whether a line is an author's name with little around it, such as a date and a paper."""
    words = squash(line)
    held = [author for author in authors if len(author) > 5 and author in words]
    return bool(held) and len(words) <= len(max(held, key=len)) + 50 and not ends_sentence(line)


def _mark_picture_below_headline(lines: list[Line], names: dict[int, PartName]) -> None:
    """Below a headline, one short line that ends in an agency's name alone is a picture's caption."""
    for index, line in enumerate(lines[1:], 1):
        if names.get(index - 1) == "headline" and index not in names and line.closes and is_bare_agency(line.text):
            names[index] = "caption"


def _mark_link_lists(lines: list[Line], names: dict[int, PartName]) -> None:
    """Below "Related stories" and the like, the lines that are no sentences are links to other pages."""
    for index, line in enumerate(lines):
        if len(line.text) > 60 or bare(line.text) not in phrases().list_heads or names.get(index) == "headline":
            continue
        names[index] = "furniture"
        for follower in range(index + 1, len(lines)):
            if follower in names or len(lines[follower].text) > 160 or ends_sentence(lines[follower].text):
                break
            names[follower] = "furniture"


def _datelines(lines: list[Line], names: dict[int, PartName]) -> list[Part]:
    body = [line for index, line in enumerate(lines) if index not in names][:DATELINE_LINES]
    for line in body:
        if length := dateline_length(line.text):
            return [Part("dateline", line.start, line.start + length)]
    return []
