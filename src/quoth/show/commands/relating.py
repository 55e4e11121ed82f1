"""The commands ``quoth families`` and ``quoth relate``: the same words across outlets, and how they are found."""

from __future__ import annotations

from contextlib import closing
from typing import Annotated

import typer

from quoth import ask
from quoth.run import relate_articles
from quoth.show import streams
from quoth.show.commands.asking import (
    By,
    ByOption,
    LimitOption,
    OffsetOption,
    OutletOption,
    SinceOption,
    SpeakerOption,
    UntilOption,
    emit,
)
from quoth.show.commands.program import DEFAULT_LIBRARY, LibraryOption, ListFormat, app, examples
from quoth.show.families import families_table
from quoth.show.lines import json_line
from quoth.show.python import Library
from quoth.show.streams import counted, one_line
from quoth.show.table import count

__all__ = ["families", "relate"]


@app.command(
    short_help="Show the same quotation across outlets.",
    epilog=examples(
        "quoth families",
        'quoth families "stays shut" --least 3',
        "quoth families --speaker Torvane --format json > torvane.jsonl",
        "quoth families st_8546956d51f8e35e49e2",
    ),
)
def families(
    text: Annotated[
        str,
        typer.Argument(metavar="TEXT", help="Words of a member, as in quoth search; or the id of one, or of a family."),
    ] = "",
    library: LibraryOption = DEFAULT_LIBRARY,
    speaker: SpeakerOption = None,
    outlet: OutletOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    least: Annotated[int, typer.Option(min=1, metavar="N", help="In so many articles at least.")] = 1,
    limit: LimitOption = 20,
    offset: OffsetOption = 0,
    by: ByOption = By.ARTICLES,
    format_: Annotated[ListFormat, typer.Option("--format", help="How to print the families.")] = ListFormat.TABLE,
) -> None:
    """Show which statements of a library give the same words, the most widely reported first, and what became of them.

    The earliest report stands first, then every other, each with what was cut, put in or changed against the fullest.
    With options, the families of which they find a statement.
    """
    with Library(library, create=False) as kept:
        if text.startswith(("st_", "fa_")):
            found = ask.families_of(kept, text)
            if not found:
                raise typer.BadParameter(f"{text!r} is of no family here", param_hint="'TEXT'")
        else:
            query = ask.Query(
                text=text,
                speaker=speaker or None,
                outlet=outlet or None,
                since=since,
                until=until,
                limit=limit,
                offset=offset,
            )
            found = ask.families(kept, query, least=least)
    if format_ is ListFormat.JSON:
        streams.emit("".join(json_line(ask.family_object(each)) for each in found))
    else:
        emit(found, format_, families_table(found, offset=offset, by=by.value))


@app.command(short_help="Relate what is not related yet.", epilog=examples("quoth relate --library news.db"))
def relate(
    library: LibraryOption = DEFAULT_LIBRARY,
    every: Annotated[bool, typer.Option("--every", help="All articles anew, not only those that lack it.")] = False,
) -> None:
    """Relate the articles of a library that an older Quoth filled: what quoth add does for each article as it is added.

    What people decided stays in force. Ctrl-C ends it after the article in hand; the same command goes on from there,
    without --every.
    """
    with Library(library, create=False) as kept, streams.stoppable() as stopping:
        total, outcomes = relate_articles(kept, every=every)
        with closing(outcomes) as each, streams.progress("relating", unit="articles") as step:
            articles = {article for _, article in streams.until(stopping, counted(each, step, total))}
        stopped = stopping()
    streams.emit(f"{one_line(str(library))}: {count(len(articles), 'article')} related anew.\n")
    if stopped:
        streams.flush()
        raise streams.StoppedError(streams.GO_ON)
