"""The command ``quoth figures``: figures, who gave them, and where they conflict."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from quoth import ask
from quoth.ask.reprints import voices_of
from quoth.errors import LibraryError
from quoth.show import streams
from quoth.show.commands.asking import By, ByOption, LimitOption, OffsetOption, SinceOption, UntilOption
from quoth.show.commands.program import DEFAULT_LIBRARY, LibraryOption, ListFormat, app, examples
from quoth.show.figures import figures_table, series_table
from quoth.show.lines import csv_rows, json_line
from quoth.show.plot import plot
from quoth.show.python import Library

__all__ = ["figures"]


@app.command(
    short_help="Show figures, who gave them, and where they conflict.",
    epilog=examples(
        "quoth figures soldiers",
        "quoth figures --conflicts",
        'quoth figures ferry --giver "coast guard" --format json > ferry.jsonl',
        "quoth figures ferry --series --plot ferry.svg",
    ),
)
def figures(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="Words that stand in a figure or around it.")] = "",
    library: LibraryOption = DEFAULT_LIBRARY,
    giver: Annotated[
        str | None, typer.Option(metavar="NAME", help='Who gave it; "author" for what the report says itself.')
    ] = None,
    since: SinceOption = None,
    until: UntilOption = None,
    series: Annotated[bool, typer.Option("--series", help="Figures about one thing together, in time.")] = False,
    conflicts: Annotated[bool, typer.Option("--conflicts", help="Series in which two givers disagree.")] = False,
    drawing: Annotated[
        Path | None, typer.Option("--plot", metavar="FILE.svg", help="Draw the series into this file.")
    ] = None,
    limit: LimitOption = 20,
    offset: OffsetOption = 0,
    by: ByOption = By.ARTICLES,
    format_: Annotated[ListFormat, typer.Option("--format", help="How to print them.")] = ListFormat.TABLE,
) -> None:
    """Show the numbers in a library that count, measure or price something, and who gave each: a speaker or the report.

    A series has what is said of one thing in an article, or in the articles of one story. Two givers are in conflict
    where what they say at one time cannot both be so.
    """
    with Library(library, create=False) as kept:
        if not (series or conflicts or drawing):
            found = kept.figures(text, giver=giver, since=since, until=until, limit=limit, offset=offset)
            if format_ is ListFormat.JSON:
                streams.emit("".join(json_line(ask.figure_object(each)) for each in found))
            elif format_ is ListFormat.CSV:
                streams.emit_data(csv_rows(found.to_rows(), [column.name for column in found.columns]))
            else:
                streams.emit(figures_table(found))
            return
        if format_ is ListFormat.CSV:
            raise typer.BadParameter("series are printed as table or json", param_hint="'--format'")
        made = kept.series(text, giver=giver, since=since, until=until, conflicts=conflicts)[offset : offset + limit]
        days = ask.article_days(kept, made)
        articles = {figure.article for each in made for figure in each.figures}
        counted = voices_of(kept, articles) if by is By.VOICES else {}
    if drawing is not None:
        _draw(drawing, plot(made, days))
    if format_ is ListFormat.JSON:
        streams.emit("".join(json_line(each.to_dict()) for each in made))
    else:
        streams.emit(series_table(made, days, counted, by=by.value))


def _draw(path: Path, svg: str) -> None:
    try:
        path.write_text(svg, encoding="utf-8", errors="replace")
    except OSError as error:
        raise LibraryError(f"{path} cannot be written ({error.strerror}); name another file", path=str(path)) from error
