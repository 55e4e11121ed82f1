"""What the table shows of one statement: who said it, how, what, and when. Every cell is one piece of styled text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from quoth.records import SaidOn, Span, Speaker, Statement
from quoth.show.days import day_words
from quoth.show.streams import one_line
from quoth.text import JOINT

__all__ = ["how", "in_report", "name_of", "reasons", "what", "when", "who"]

KIND_STYLE = {"direct": "green", "mixed": "cyan", "indirect": "yellow"}
QUIET = "dim"
MARK = "red"

# What is said in place of a name, where there is none.
NOBODY = {"author": "the report itself", "unknown": "unknown", "unnamed": "someone unnamed"}
# The lemma that says of itself that something is denied or declined: no further mark is needed.
SAYS_SO = {"denied": "deny", "declined": "decline"}
UNSURE = 0.5  # below this a speaker, or a statement, is more likely wrong than right
DEEPEST = 3  # statements in statements are set in no further than this

_WORD = re.compile(r"\w+")
_SMALL = set("the a an of s mr mrs ms miss mx".split())


def who(statement: Statement, *, depth: int = 0, met: bool = False, apart: str | None = None) -> RenderableType:
    """The speaker's name, below it role and affiliation (unless already ``met``), and the report's own words for them.

    ``depth`` is how many statements this one stands in, and ``apart`` who says the one around it, where that is in no
    row above.
    """
    cell = Text("↳ " if depth else "").append_text(_speaker(statement, met=met))
    if apart:
        cell.append(f"\nin what {one_line(apart)} says", style=QUIET)
    return _set_in(cell, depth - 1)


def _speaker(statement: Statement, *, met: bool) -> Text:
    speaker = statement.speaker or Speaker(None, "unknown")
    own = one_line(JOINT.join(span.text for span in statement.source))
    cell = Text(name_of(statement))
    if speaker.type == "unknown" or speaker.name is None:
        cell.stylize("italic")
    if speaker.name and speaker.confidence is not None and speaker.confidence < UNSURE:
        cell.append("?", style=QUIET)
    office = ", ".join(one_line(part) for part in (speaker.role, speaker.affiliation) if part)
    if office and not met and not _holds(speaker.name, office):
        cell.append(f"\n{office}", style=QUIET)
    if own and not _shown(own, speaker):
        cell.append(f"\n“{own}”", style=QUIET)
    for mark in (*(["not named"] if speaker.type == "unnamed" else []), *(["implied"] if speaker.implied else [])):
        cell.append(f"\n{mark}", style=QUIET)
    return cell


def name_of(statement: Statement) -> str:
    """The speaker's name, or what is said in its place."""
    speaker = statement.speaker or Speaker(None, "unknown")
    return one_line(speaker.name or "") or NOBODY.get(speaker.type, NOBODY["unknown"])


def in_report(statement: Statement, *, shown: str | None = None) -> str:
    """The report's own words for the source where they are not the name, and how sure the speaker is: ``“he” 0.98``.

    ``shown`` is the name under which the speaker is shown, where people merged it.
    """
    speaker = statement.speaker or Speaker(None, "unknown")
    own = one_line(JOINT.join(span.text for span in statement.source))
    named = replace(speaker, name=shown) if shown else speaker
    words = f"“{own}”" if own and not _shown(own, named) else "implied" if speaker.implied else ""
    sure = f"{speaker.confidence:.2f}" if speaker.confidence is not None else ""
    return " ".join(filter(None, (words, sure)))


def reasons(statement: Statement) -> list[str]:
    """Why it is that speaker and that day, a line each."""
    speaker, said = statement.speaker, statement.said_on
    out = []
    if speaker is not None and speaker.reason:
        out.append(f"who: {one_line(speaker.reason)}")
    if said is not None:
        out.append(f"when: “{one_line(said.text)}”{f', {one_line(said.reason)}' if said.reason else ''}")
    return out


def how(statement: Statement) -> Text:
    """The words that report it, and its kind, place and confidence; denied and declined are marked."""
    polarity = statement.polarity
    marked = polarity in SAYS_SO
    cell = Text(_words(statement.cue), style="" if statement.cue else QUIET)
    if marked:
        cell.stylize(MARK)
    if marked and polarity and statement.cue_lemma != SAYS_SO[polarity]:
        cell.append(f"\n{polarity}", style=MARK)
    cell.append("\n")
    cell.append(statement.kind, style=KIND_STYLE[statement.kind])
    cell.append(f" {statement.confidence:.2f}", style=QUIET)
    if statement.place != "body":
        cell.append(f"\n{statement.place}", style=QUIET)
    return cell


def what(statement: Statement, *, depth: int = 0) -> RenderableType:
    """The words themselves, all of them."""
    return _set_in(Text(_words(statement.content)), depth)


def when(said: SaidOn | None) -> Text:
    """The day, and below it the report's words for it."""
    if said is None:
        return Text("–", style=QUIET)
    day = day_words(said)
    cell = Text(f"{day}\n" if day else "")
    return cell.append(f"“{one_line(said.text)}”", style=QUIET)


def _set_in(cell: Text, depth: int) -> RenderableType:
    """A statement in a statement stands further right."""
    return Padding(cell, (0, 0, 0, 2 * min(depth, DEEPEST))) if depth > 0 else cell


def _words(spans: Iterable[Span]) -> str:
    return one_line(JOINT.join(span.text for span in spans)) or "–"


def _shown(own: str, speaker: Speaker) -> bool:
    """Whether the report's own words tell no more of who it is: they hold the whole name, or nothing that is not shown.

    "The mayor, Ada Quill" and "Mr Quill" are as good as Ada Quill, mayor; "the mayor" and "he" are to be shown.
    """
    name, words = _content_words(speaker.name), _content_words(own)
    shown = name | _content_words(speaker.role) | _content_words(speaker.affiliation)
    return bool(words & name) and (name <= words or words <= shown)


def _holds(name: str | None, office: str) -> bool:
    return _content_words(office) <= _content_words(name)


def _content_words(text: str | None) -> set[str]:
    return {word.casefold() for word in _WORD.findall(text or "")} - _SMALL
