"""What a library answers, as tables for people: hits with their words in context, speakers, and one speaker."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from quoth.ask import About, Hit, Listed, Person, Results, SpeakerCount
from quoth.records import SaidOn, Span
from quoth.show import cells
from quoth.show.days import day_words
from quoth.show.marked import CLOSE, MARKS, OPEN
from quoth.show.streams import one_line, render, terminal_width
from quoth.show.table import NARROWEST, count

__all__ = ["articles_table", "hit_values", "hits_table", "person_table", "speakers_table"]

QUIET = "dim"


def hit_values(hit: Hit) -> dict[str, Any]:
    """A hit as JSON values: its statement, with the facts of its article in the place of the id, and what is added."""
    values = hit.statement.to_dict() | {"article": hit.article.to_dict()}
    added = {"shown_as": hit.speaker, "score": hit.score, "context": hit.context.to_dict()}
    return values | added | {"highlights": [span.to_dict() for span in hit.highlights]}


def hits_table(hits: Results[Hit], *, offset: int = 0) -> str:
    """The hits of one page, the words in their context, under a line that says how many there are."""
    head = Text(_how_many(hits, "statement", offset), style="bold")
    return render(head, *([_table(hits)] if hits else []), Text(""))


def articles_table(listed: Results[Listed], *, offset: int = 0) -> str:
    """The articles of one page: title, outlet, day, how much was said in each, and its id."""
    table = Table(box=SIMPLE_HEAD, show_edge=False, padding=(0, 1, 0, 0), pad_edge=False)
    for name in ("title", "outlet", "day"):
        table.add_column(name, header_style="bold", overflow="fold")
    table.add_column("said", justify="right", header_style="bold")
    table.add_column("id", header_style="bold", no_wrap=True)
    for each in listed:
        when = day_words(SaidOn(each.published[:10], each.published[:10], "")) if each.published else None
        title = Text(one_line(each.title or each.origin), style="" if each.title else QUIET)
        table.add_row(
            title, one_line(each.outlet or "–"), when or "–", f"{each.statements:,}", Text(each.id, style=QUIET)
        )
    head = Text(_how_many(listed, "article", offset), style="bold")
    return render(head, *([table] if listed else []), Text(""))


def speakers_table(speakers: Results[SpeakerCount], *, offset: int = 0) -> str:
    """Who speaks most, how much, where, and as what."""
    table = Table(box=SIMPLE_HEAD, show_edge=False, padding=(0, 1, 0, 0), pad_edge=False)
    table.add_column("who", header_style="bold", overflow="fold")
    for name in ("statements", "articles", "outlets"):
        table.add_column(name, justify="right", header_style="bold")
    table.add_column("said", header_style="bold")
    table.add_column("as", header_style="bold")
    for each in speakers:
        numbers = [f"{number:,}" for number in (each.statements, each.articles, each.outlets)]
        days = SaidOn(each.first_said, each.last_said, "") if each.first_said else None
        roles = ", ".join(map(one_line, each.roles)) or ", ".join(t for t in each.types if t != "person")
        when = (day_words(days) or "") if days else ""
        table.add_row(one_line(each.name), *numbers, Text(when, style=QUIET), Text(roles, style=QUIET))
    head = Text(_how_many(speakers, "speaker", offset), style="bold")
    return render(head, *([table] if speakers else []), Text(""))


def person_table(person: Person, *, offset: int = 0) -> str:
    """One speaker: names, roles over time, and what was said; or those whom the name may mean."""
    if person.name is None:
        return render(*_undecided(person), Text(""))
    head = Text(one_line(person.name), style="bold")
    forms = [f"{one_line(form.name)} ({form.statements:,})" for form in person.forms]
    if len(forms) > 1:
        head.append(f"\nalso as {', '.join(forms)}", style="not bold dim")
    for role in person.roles:
        what = ", ".join(one_line(part) for part in (role.role, role.affiliation) if part)
        days = day_words(SaidOn(role.first_seen, role.last_seen, "")) if role.first_seen else None
        where = f"in {count(role.articles, 'article')}"
        head.append(f"\n{what}", style="not bold").append(f"  {days or 'undated'}, {where}", style="not bold dim")
    if person.others:
        others = ", ".join(one_line(voice.name) for voice in person.others)
        head.append(f"\nnot counted, though the name may mean them: {others}", style="not bold yellow")
    head.append(f"\n{_how_many(person.statements, 'statement', offset)}", style="not bold dim")
    pieces: list[RenderableType] = [head]
    if person.statements:
        pieces.append(_table(person.statements))
    return render(*pieces, Text(""))


def _undecided(person: Person) -> Iterable[RenderableType]:
    asked = one_line(person.asked)
    if not person.others:
        yield Text(f"Nobody here is called {asked}.")
        return
    yield Text(f"{asked} may be {count(len(person.others), 'speaker')} here; give more of the name:")
    for voice in person.others:
        line = Text(f"  {one_line(voice.name)}")
        yield line.append(f"  {count(voice.statements, 'statement')}", style=QUIET)


def _how_many(results: Results[Any], what: str, offset: int) -> str:
    """``12 statements``, ``10,000 statements or more; these are 21 to 40``."""
    if not results.total:
        return f"No {what}s found."
    all_of_them = f"{count(results.total, what)}{' or more' if results.at_least else ''}"
    if len(results) == results.total and not results.at_least:
        return f"{all_of_them}."
    if not results:
        return f"{all_of_them}; none of them beyond {offset:,}."
    return f"{all_of_them}; these are {offset + 1:,} to {offset + len(results):,}."


def _table(hits: Iterable[Hit]) -> Table:
    width = max(terminal_width(), NARROWEST)
    who = where = max(14, min(width * 3 // 12, 30))
    table = Table(box=SIMPLE_HEAD, show_edge=False, leading=1, padding=(0, 1, 0, 0), pad_edge=False)
    for name, its_width in (("who", who), ("what", width - who - where - 4), ("where", where)):
        table.add_column(name, width=its_width, overflow="fold", header_style="bold")
    for hit in hits:
        table.add_row(_who(hit), _what(hit), _where(hit.article))
    return table


def _who(hit: Hit) -> Text:
    speaker = hit.statement.speaker
    cell = Text(one_line(hit.speaker or "") or cells.name_of(hit.statement))
    if speaker is not None:
        office = ", ".join(one_line(part) for part in (speaker.role, speaker.affiliation) if part)
        cell.append(f"\n{office}" if office else "", style=QUIET)
    said = hit.statement.said_on
    if said is not None and (days := day_words(said)):
        cell.append(f"\n{days}", style=QUIET)
    return cell.append_text(Text("\n")).append_text(cells.how(hit.statement))


def _what(hit: Hit) -> Text:
    """The words around the statement, its own between marks, what matched underlined, and its id, to be copied."""
    context = hit.context
    cell = Text(style="")
    edges = {context.start, context.end}
    for span in (*hit.statement.content, *hit.highlights):
        edges |= {min(max(at, context.start), context.end) for at in (span.start, span.end)}
    points = sorted(edges)
    for start, end in itertools.pairwise(points):
        words = context.text[start - context.start : end - context.start]
        inside = _holds(hit.statement.content, start)
        if any(span.start == start for span in hit.statement.content):
            cell.append(OPEN, style=MARKS)
        style = "bold" if inside else QUIET
        cell.append(_shown(words), style=f"{style} underline" if _holds(hit.highlights, start) else style)
        if any(span.end == end for span in hit.statement.content):
            cell.append(CLOSE, style=MARKS)
    return cell.append(f"\n{hit.statement.id}", style=QUIET)


def _holds(spans: Iterable[Span], at: int) -> bool:
    return any(span.start <= at < span.end for span in spans)


def _shown(words: str) -> str:
    """Words on one line, with the spaces at their edges that part them from those beside."""
    line = one_line(words)
    if not line:
        return " " if words else ""
    return f"{' ' if words[0].isspace() else ''}{line}{' ' if words[-1].isspace() else ''}"


def _where(article: About) -> Text:
    cell = Text(one_line(article.outlet or "") or "–")
    if article.published:
        day = article.published[:10]
        cell.append(f"\n{day_words(SaidOn(day, day, ''))}")
    others = len(article.outlets) - 1
    if others > 0:
        cell.append(f"\nand {count(others, 'other outlet')}", style=QUIET)
    if article.title:
        cell.append(f"\n{one_line(article.title)}", style=QUIET)
    return cell
