"""Quotation families as a table for people: the words, then every report of them with what it changed."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from quoth.ask import Family, Member, Results
from quoth.records import SaidOn
from quoth.relate.wording import Change
from quoth.show.days import day_words
from quoth.show.streams import one_line, render
from quoth.show.table import count

__all__ = ["changed", "families_table"]

QUIET = "dim"

# Members and changes that are shown of each; JSON has them all.
MEMBERS = 12
CHANGES = 4
LONGEST = 60

# What turns a statement round is what a reader looks for.
LOUD = {"number": "bold red", "negation": "bold red"}


def families_table(found: Results[Family], *, offset: int = 0, by: str = "articles") -> str:
    """The families of one page under a line that says how many there are; ``by`` voices, these alone are counted."""
    first = f", {offset + 1:,} to {offset + len(found):,}" if len(found) < found.total and found else ""
    noun = "family" if found.total == 1 else "families"
    more = " or more" if found.at_least else ""
    head = Text(f"{found.total:,}{more} {noun}{first}.", style="bold")
    return render(head, *(piece for family in found for piece in _family(family, by)), Text(""))


def _family(family: Family, by: str) -> Iterator[RenderableType]:
    names = [one_line(each.name) for each in family.speakers[:3]]
    more = [f"{len(family.speakers) - 3:,} more"] if len(family.speakers) > 3 else []
    head = Text("\n" + one_line(family.words), style="bold")
    spread = count(family.voices, "voice") if by == "voices" else count(family.articles, "article")
    if by != "voices" and family.voices != family.articles:
        spread += f", {count(family.voices, 'voice')}"
    head.append(f"\n{', '.join([*names, *more]) or 'nobody named'} · {spread} · {family.id}", style="not bold dim")
    yield head
    table = Table.grid(padding=(0, 2, 0, 2))
    for width in (11, 18, 10):
        table.add_column(width=width, overflow="fold")
    table.add_column(overflow="fold")
    for member in family.members[:MEMBERS]:
        table.add_row(*_cells(member))
    yield table
    if len(family.members) > MEMBERS:
        yield Text(f"  and {len(family.members) - MEMBERS:,} more statements", style=QUIET)


def _cells(member: Member) -> tuple[Text, Text, Text, Text]:
    published = member.article.published
    day = day_words(SaidOn(published[:10], published[:10], "")) if published else None
    when = Text(day or "–", style=QUIET)
    if member.first:
        when.append("\nfirst", style="green")
    where = member.article.outlet or member.article.title or member.article.origin
    form = Text("fullest" if member.fullest else member.form, style="bold" if member.fullest else "")
    if member.statement.place == "headline":
        form.append("\nheadline", style=QUIET)
    changes = Text()
    for change in member.changes[:CHANGES]:
        changes.append("\n" if changes else "").append_text(changed(change))
    if len(member.changes) > CHANGES:
        changes.append(f"\nand {len(member.changes) - CHANGES:,} more", style=QUIET)
    changes.append(f"{chr(10) if changes else ''}{member.statement.id}", style=QUIET)
    return when, Text(one_line(where)), form, changes


def changed(change: Change) -> Text:
    """A change in a few words; what turns a statement round stands out."""
    return Text(_told(change), style=LOUD.get(change.kind, ""))


def _told(change: Change) -> str:
    """One change in a few words, the fullest wording first."""
    if not change.theirs or change.kind == "cut":
        return f"{change.kind}: {_short(change.ours)}"
    return f"{change.kind}: {_short(change.ours) or '–'} → {_short(change.theirs)}"


def _short(words: str) -> str:
    line = one_line(words)
    return line if len(line) <= LONGEST else f"{line[: LONGEST // 2].rstrip()} … {line[-LONGEST // 2 :].lstrip()}"
