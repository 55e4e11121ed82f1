"""What a library answers, as tables for people: hits with their words in context, speakers, and one speaker."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from quoth.ask import About, Hit, Listed, Person, Results, SpeakerCount
from quoth.ask.following import Facets
from quoth.records import SaidOn
from quoth.show import cells
from quoth.show.brief import hit_lines, words_between
from quoth.show.days import day_words
from quoth.show.streams import one_line, render, terminal_width
from quoth.show.table import NARROW, NARROWEST, count

__all__ = ["articles_table", "counted_by", "hits_table", "person_table", "speakers_table", "told", "told_of_names"]

QUIET = "dim"
SOME = 5  # names that are told where there are many


def hits_table(
    hits: Results[Hit], *, offset: int = 0, asked: str | None = None, long: bool = False, explain: bool = False
) -> str:
    """The hits of one page under a line that says how many there are: in short, or ``long`` with all their context.

    ``asked`` is the speaker's name as it was typed.
    """
    head = Text(_how_many(hits, "statement", offset), style="bold")
    notes = [Text(line, style="yellow") for line in told(hits, asked)]
    return render(head, *notes, *_hits(hits, long=long, explain=explain), Text(""))


def told(hits: Results[Hit], asked: str | None) -> list[str]:
    """What a search answers beside what it found: other forms of the words, and whom the name means."""
    also = [f"also: {', '.join(hits.also)}"] if hits.also else []
    return [*also, *told_of_names(asked, hits.speakers, hits.others, hits.suggested)]


def told_of_names(
    asked: str | None, speakers: Sequence[str], others: Sequence[str], suggested: Sequence[str]
) -> list[str]:
    """Whom a name was taken to mean where that may be doubted, and which names are like it where nobody has it."""
    if asked is None:
        return []
    name = one_line(asked)
    if not speakers:
        return [f"nobody here is called {name}{_did_you_mean(suggested)}"]
    lines = [f"{name} may be {len(speakers)} speakers: {_some(speakers)}"] if len(speakers) > 1 else []
    return lines + ([f"not counted, though the name may mean them: {_some(others)}"] if others else [])


def _did_you_mean(names: Sequence[str]) -> str:
    return f"; did you mean {' or '.join(map(one_line, names))}?" if names else "."


def _some(names: Sequence[str]) -> str:
    more = [f"{len(names) - SOME:,} more"] if len(names) > SOME else []
    return ", ".join([*map(one_line, names[:SOME]), *more])


def _hits(hits: Results[Hit], *, long: bool, explain: bool) -> Iterable[RenderableType]:
    if long and hits:
        yield Text("")
        yield _table(hits, explain=explain)
        return
    width = max(terminal_width(), NARROWEST)
    for hit in hits:
        yield Text("")
        yield from hit_lines(hit, width, explain=explain)


def articles_table(listed: Results[Listed], *, offset: int = 0) -> str:
    """The articles of one page: title, outlet, day, how much was said in each, and its id.

    Where there is little room the outlet stands under the title, which has most of the width at any.
    """
    width = max(terminal_width(), NARROWEST)
    wide = width >= NARROW
    columns = ({"outlet": min(20, width // 5)} if wide else {}) | {"day": 11, "said": 5}
    table = Table(box=SIMPLE_HEAD, show_edge=False, padding=(0, 1, 0, 0), pad_edge=False)
    rest = width - sum(columns.values()) - 2 * len(columns)
    for name, its_width in {"title": rest, **columns}.items():
        right: Any = "right" if name == "said" else "left"
        table.add_column(name, width=its_width, justify=right, overflow="fold", header_style="bold")
    for each in listed:
        when = day_words(SaidOn(each.published[:10], each.published[:10], "")) if each.published else None
        title = Text(one_line(each.title or each.origin), style="" if each.title else QUIET)
        outlet = one_line(each.outlet or "–")
        title.append(f"\n{each.id}" if wide or not each.outlet else f"\n{outlet}\n{each.id}", style=QUIET)
        table.add_row(title, *([outlet] if wide else []), when or "–", f"{each.statements:,}")
    head = Text(_how_many(listed, "article", offset), style="bold")
    return render(head, *([table] if listed else []), Text(""))


def counted_by(facets: Facets, by: str) -> str:
    """In how many articles, or voices, the statements that were found stand."""
    number = facets.voices if by == "voices" else facets.articles
    return f"{count(facets.statements, 'statement')} in {count(number, by.removesuffix('s'))}"


def speakers_table(speakers: Results[SpeakerCount], *, offset: int = 0, by: str = "articles") -> str:
    """Who speaks most, as what, how much and where; an office stands under its name, so that words stay whole.

    ``by`` says whether articles are counted, or voices.
    """
    table = Table(box=SIMPLE_HEAD, show_edge=False, padding=(0, 1, 0, 0), pad_edge=False)
    wide = terminal_width() >= NARROW
    table.add_column("who", header_style="bold", overflow="fold", min_width=24)
    # Where there is little room, a number's name is as short as the number.
    for name in ("statements", by, "outlets") if wide else ("said", "in", "at"):
        table.add_column(name, justify="right", header_style="bold", no_wrap=True)
    table.add_column("when" if not wide else "said", header_style="bold", overflow="fold", min_width=13)
    for each in speakers:
        numbers = [f"{number:,}" for number in (each.statements, getattr(each, by), each.outlets)]
        days = SaidOn(each.first_said, each.last_said, "") if each.first_said else None
        roles = ", ".join(map(one_line, each.roles)) or ", ".join(t for t in each.types if t != "person")
        when = (day_words(days) or "") if days else ""
        when = when if wide else when.replace(" – ", " –\n")
        who = Text(one_line(each.name)).append(f"\n{roles}" if roles else "", style=QUIET)
        table.add_row(who, *numbers, Text(when, style=QUIET))
    head = Text(_how_many(speakers, "speaker", offset), style="bold")
    return render(head, *([table] if speakers else []), Text(""))


def person_table(person: Person, *, offset: int = 0, long: bool = False, explain: bool = False) -> str:
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
        if role.ended:
            where += f", over by {day_words(SaidOn(role.ended, role.ended, ''))}"
        head.append(f"\n{what}", style="not bold").append(f"  {days or 'undated'}, {where}", style="not bold dim")
    if person.others:
        others = ", ".join(one_line(voice.name) for voice in person.others)
        head.append(f"\nnot counted, though the name may mean them: {others}", style="not bold yellow")
    head.append(f"\n{_how_many(person.statements, 'statement', offset)}", style="not bold dim")
    return render(head, *_hits(person.statements, long=long, explain=explain), Text(""))


def _undecided(person: Person) -> Iterable[RenderableType]:
    asked = one_line(person.asked)
    if not person.others:
        yield Text(f"Nobody here is called {asked}{_did_you_mean(person.suggested)}")
        return
    yield Text(f"{asked} may be {count(len(person.others), 'speaker')} here; give more of the name:")
    for voice in person.others:
        line = Text(f"  {one_line(voice.name)}")
        yield line.append(f"  {count(voice.statements, 'statement')}  {voice.id or ''}".rstrip(), style=QUIET)


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


def _table(hits: Iterable[Hit], *, explain: bool) -> Table:
    width = max(terminal_width(), NARROWEST)
    who = where = max(14, min(width * 3 // 12, 30))
    table = Table(box=SIMPLE_HEAD, show_edge=False, leading=1, padding=(0, 1, 0, 0), pad_edge=False)
    for name, its_width in (("who", who), ("what", width - who - where - 4), ("where", where)):
        table.add_column(name, width=its_width, overflow="fold", header_style="bold")
    for hit in hits:
        words = words_between(hit, hit.context.start, hit.context.end)
        words.append("".join(f"\n{why}" for why in cells.reasons(hit.statement)) if explain else "", style=QUIET)
        words.append(f"\n{hit.statement.id}", style=QUIET)
        table.add_row(_who(hit), words, _where(hit.article))
    return table


def _who(hit: Hit) -> Text:
    speaker = hit.statement.speaker
    cell = Text(one_line(hit.speaker or "") or cells.name_of(hit.statement))
    if own := cells.in_report(hit.statement, shown=hit.speaker):
        cell.append(f"\n{own}", style=QUIET)
    if speaker is not None:
        office = ", ".join(one_line(part) for part in (speaker.role, speaker.affiliation) if part)
        cell.append(f"\n{office}" if office else "", style=QUIET)
    said = hit.statement.said_on
    if said is not None and (days := day_words(said)):
        cell.append(f"\n{days}", style=QUIET)
    return cell.append_text(Text("\n")).append_text(cells.how(hit.statement))


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
