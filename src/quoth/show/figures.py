"""Figures and their series as tables for people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from quoth.ask import Given, Results
from quoth.records import Figure
from quoth.relate.series import Series
from quoth.show.streams import one_line, render
from quoth.show.table import count

__all__ = ["figures_table", "giver_words", "series_table"]

QUIET = "dim"


def figures_table(found: Results[Given]) -> str:
    """The figures of one page, each with its giver and article, under a line that says how many there are."""
    table = Table.grid(padding=(0, 2, 0, 0))
    for each in found:
        article = each.article
        where = " · ".join(one_line(part) for part in (article.outlet, (article.published or "")[:10]) if part)
        table.add_row(_words(each.figure), Text(giver_words(each.figure)), Text(where, style=QUIET))
    return render(Text(f"{count(found.total, 'figure')}.", style="bold"), table)


def series_table(
    found: Sequence[Series], days: dict[str, str], counted: Mapping[str, str] | None = None, *, by: str = "articles"
) -> str:
    """The series, each with its figures in the order of time; ``days`` has the day of each article.

    ``counted`` has for each article what is counted ``by``: its voice, or itself.
    """
    pieces: list[RenderableType] = []
    for each in found:
        unit = f", {each.unit}" if each.unit else ""
        head = Text(f"\n{one_line(each.counts)}{unit}", style="bold")
        places = {(counted or {}).get(figure.article, figure.article) for figure in each.figures}
        head.append(f"  {count(len(places), by.removesuffix('s'))}", style="not bold dim")
        if each.conflict:
            head.append("  in conflict", style="bold red")
        pieces.append(head)
        table = Table.grid(padding=(0, 2, 0, 2))
        for figure in each.figures:
            table.add_row(Text(days.get(figure.article, "–")), _words(figure), Text(giver_words(figure)))
        pieces.append(table)
    return render(Text(f"{len(found):,} series.", style="bold"), *pieces)


def giver_words(figure: Figure) -> str:
    """Who gave a figure, in words."""
    if figure.giver.type == "author":
        return "the report itself"
    return one_line(figure.giver.name) if figure.giver.name else "someone unnamed"


def _words(figure: Figure) -> Text:
    counts = f" {one_line(figure.counts)}" if figure.counts else ""
    return Text(one_line(figure.span.text) + counts)
