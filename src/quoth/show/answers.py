"""Answers as text for people: who answers whom, in what words, and what shows it."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.text import Text

from quoth.ask import Answered, Results, Told
from quoth.records import SaidOn
from quoth.show.days import day_words
from quoth.show.streams import one_line, render

__all__ = ["answers_text"]

QUIET = "dim"
LONGEST = 220


def answers_text(found: Results[Answered], *, offset: int = 0) -> str:
    """The answers of one page under a line that says how many there are."""
    first = f", {offset + 1:,} to {offset + len(found):,}" if len(found) < found.total and found else ""
    noun = "answer" if found.total == 1 else "answers"
    head = Text(f"{found.total:,} {noun}{first}.", style="bold")
    return render(head, *(piece for each in found for piece in _answer(each)), Text(""))


def _answer(each: Answered) -> Iterator[RenderableType]:
    who, whom = (one_line(told.speaker or "nobody named") for told in (each.answer, each.answered))
    what = {"denies": "denies what", "rejects": "rejects what", "confirms": "confirms what", "answers": "answers"}
    tail = "" if each.kind == "answers" else " says"
    yield Text(f"\n{who} {what[each.kind]} {whom}{tail}", style="bold")
    for told in (each.answered, each.answer):
        yield Text("  ").append(_words(told)).append(f"\n  {_where(told)}", style=QUIET)
    by = each.verdict or f"suggested, {each.score:.2f}"
    yield Text(f"  {by}: {one_line(each.reason)}", style="green" if each.verdict else "yellow")


def _words(told: Told) -> str:
    line = one_line(f"{told.speaker or 'nobody named'}: {told.words}")
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1].rstrip()}…"


def _where(told: Told) -> str:
    about = told.article
    published = about.published
    day = day_words(SaidOn(published[:10], published[:10], "")) if published else None
    where = one_line(about.outlet or about.title or about.origin)
    return " · ".join(each for each in (where, day, told.statement.id) if each)
