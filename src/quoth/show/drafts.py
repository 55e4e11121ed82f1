"""Every quotation in a draft, with the speaker that the draft names, checked against a library."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import BinaryIO

from quoth.ask.check import Check, check
from quoth.errors import InputError, RecordError
from quoth.library import Store
from quoth.pipeline import read_sources, read_text
from quoth.records import Dropped, Statement
from quoth.text import quotations

__all__ = [
    "LEAST",
    "LONGEST",
    "QUOTED",
    "Checked",
    "Draft",
    "check_any",
    "check_draft",
    "check_statements",
    "check_text",
]

# Words that a piece in quotation marks has at least to be checked by itself; fewer are a title, a nickname, an irony.
LEAST = 3

# In characters, and in quotations, what is checked at once where somebody waits for it: a long feature.
LONGEST, QUOTED = 100_000, 100
_WORD = re.compile(r"\w+")
_ARTICLES = frozenset("the a an one another some".split())

# A text that ends as reports do behind words that they quote: ", said Quill on Monday." or ", she told reporters".
_ATTRIBUTED = re.compile(r",\s+[^,\n]{0,80}\b(?:sa(?:id|ys|y)|t(?:old|ells?)|add(?:ed|s)|[a-z]+ed)\b[^,\n]{0,80}\Z")


@dataclass(frozen=True, slots=True)
class Checked:
    """A quotation of a draft: where its pieces stand in the text, and what may be said of it."""

    ranges: tuple[tuple[int, int], ...]
    check: Check


@dataclass(frozen=True, slots=True)
class Draft:
    """A text with its quotations checked, in text order; ``left`` is how many more there are than were asked for."""

    text: str
    checked: tuple[Checked, ...]
    left: int = 0


def check_text(store: Store, text: str, speaker: str | None) -> Draft:
    """The whole of ``text`` as one quotation."""
    return Draft(text, (Checked(((0, len(text)),), check(store, text, speaker=speaker)),))


def check_draft(store: Store, file: str, *, reader: str, stdin: BinaryIO | None, most: int | None = None) -> Draft:
    """Reads a draft and checks what is in it in quotation marks. Raises InputError where it cannot be read."""
    outcome = next(iter(read_sources([file], reader=reader, stdin=stdin)), None)
    if outcome is None or isinstance(outcome, Dropped):
        why = outcome.reason if outcome is not None else "there is nothing in it"
        raise InputError(f"{file}: {why}", origin=file)
    return check_statements(store, outcome.article.text, outcome.statements, most=most)


def check_statements(
    store: Store, text: str, statements: tuple[Statement, ...], *, speaker: str | None = None, most: int | None = None
) -> Draft:
    """Checks all, or the first ``most``, that stands in quotation marks in a text in which ``statements`` were read.

    Each is checked as that of ``speaker``, where one is given, and else of whom the text names.
    """
    found = list(_quoted(text, statements))
    checked = []
    for ranges, named in found[:most]:
        words = " ".join(text[start:end] for start, end in ranges)
        checked.append(Checked(ranges, check(store, words, speaker=speaker or named)))
    return Draft(text, tuple(checked), len(found) - len(checked))


def _quoted(text: str, statements: tuple[Statement, ...]) -> Iterator[tuple[tuple[tuple[int, int], ...], str | None]]:
    """What stands in quotation marks, the pieces of one statement together, each with its speaker's name."""
    marked = _marked(text)
    of: dict[str | None, list[tuple[int, int]]] = {}
    names: dict[str | None, str | None] = {}
    out: list[tuple[tuple[tuple[int, int], ...], str | None]] = []
    for start, end in marked:
        said = next((s for s in statements if any(c.start < end and start < c.end for c in s.content)), None)
        if said is None:
            out.append((((start, end),), None))
        else:
            of.setdefault(said.id, []).append((start, end))
            names[said.id] = _called(said)
    spoken = [(tuple(ranges), names[name]) for name, ranges in of.items()]
    for ranges, speaker in sorted(out + spoken):
        is_said = (ranges, speaker) in spoken and speaker is not None
        if is_said or sum(len(_WORD.findall(text[start:end])) for start, end in ranges) >= LEAST:
            yield ranges, speaker


def _marked(text: str) -> list[tuple[int, int]]:
    """What stands in quotation marks: double ones, or single ones at both ends."""
    found = (each for each in quotations(text) if each.depth == 0 and (each.double or (each.opened and each.closed)))
    return [(each.start, each.end) for each in found]


def _called(said: Statement) -> str | None:
    """Who says it, as the library is asked: who has no name there, "lawyer", is one whose name nobody gives."""
    if said.speaker is None or said.speaker.name is None:
        return None
    name = said.speaker.name
    is_described = (
        said.speaker.type in ("unnamed", "group") and name == name.lower() and name.split()[0] not in _ARTICLES
    )
    return f"the {name}" if is_described else name


def check_any(store: Store, text: str, speaker: str | None, reader: str) -> Draft:
    """What stands in quotation marks in a text checked, of at most QUOTED; the whole of it where nothing does.

    Who is named behind or before the words, or ``speaker``, says them. Raises RecordError for a text that is too long,
    or without a word.
    """
    if len(text) > LONGEST:
        raise RecordError(f"that is longer than {LONGEST:,} characters; check it in parts")
    if not any(map(str.isalnum, text)):
        raise RecordError("there is no word in it to check")
    marked = _marked(text)
    outside = "".join(text[end:start] for (_, end), (start, _) in pairwise([(0, 0), *marked, (len(text), 0)]))
    if marked and _WORD.search(outside):
        read = read_text(text, reader=reader).statements
        made = check_statements(store, text, read, speaker=speaker, most=QUOTED)
        if made.checked:
            return made
    whole = check_text(store, text, speaker)
    found = whole.checked[0].check
    is_said = found.verdict == "exact" and any(match.statement for match in found.matches)
    behind = None if marked or is_said else _ATTRIBUTED.search(text)
    return (behind and _without_attribution(store, text, behind.start(), speaker, reader)) or whole


def _without_attribution(store: Store, text: str, end: int, speaker: str | None, reader: str) -> Draft | None:
    """The words before ", she said" alone, read as if they stood in marks; None where nobody says them so."""
    words = text[:end].strip()
    marked = f'"{words},"'
    for each in read_text(f"{marked} {text[end + 1 :].strip()}", reader=reader).statements:
        if each.content[0].start < len(marked) and any(span.start >= len(marked) for span in each.cue):
            return Draft(text, (Checked(((0, end),), check(store, words, speaker=speaker or _called(each))),))
    return None
