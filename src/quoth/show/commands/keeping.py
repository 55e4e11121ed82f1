"""The commands ``quoth verify`` and ``quoth reread``: that a library is as it was, and that it is up to date."""

from __future__ import annotations

from contextlib import closing
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from quoth.errors import LibraryError
from quoth.library import Reread
from quoth.read import DEFAULT_READER
from quoth.records import Dropped
from quoth.run import cores, reread_articles
from quoth.show import streams
from quoth.show.commands.program import (
    DEFAULT_LIBRARY,
    LibraryOption,
    ListFormat,
    PlainFormat,
    ReaderOption,
    WorkersOption,
    app,
    examples,
)
from quoth.show.lines import csv_rows, json_line
from quoth.show.python import Library
from quoth.show.streams import counted, one_line, until
from quoth.show.table import count

__all__ = ["dropped", "reread", "verify"]


@app.command(
    short_help="Check every word of a library.",
    epilog=examples("quoth verify --library news.db", "quoth verify --deep"),
)
def verify(
    library: LibraryOption = DEFAULT_LIBRARY,
    deep: Annotated[
        bool, typer.Option("--deep", help="Compare every byte of the full-text indexes, too, in a temporary copy.")
    ] = False,
    format_: Annotated[PlainFormat, typer.Option("--format", help="How to print the certificate.")] = PlainFormat.TABLE,
) -> None:
    """Check every word of a library against the texts it came from, and the file itself.

    Prints what was checked. Where a byte was altered that says anything, it says what and where, and the status is 1.
    """
    with Library(library, create=False) as kept:
        try:
            done = kept.verify(deep=deep)
        except LibraryError as error:
            for fault in error.faults[1:]:
                streams.say(fault)
            raise
    if format_ is PlainFormat.JSON:
        streams.emit(json_line(done.to_dict()))
        return
    what = f"{count(done.articles, 'text')}, {count(done.statements, 'statement')}, {count(done.spans, 'span')}"
    head = Text(f"{one_line(str(library))}: {what}, every one as it went in. Checked:", style="bold")
    table = Table.grid(padding=(0, 1, 0, 0))
    for check in done.checks:
        table.add_row("  ✓", check)
    streams.emit(streams.render(head, table))


@app.command(
    short_help="List what was not kept, and why.",
    epilog=examples("quoth dropped --library news.db", "quoth dropped --format csv > dropped.csv"),
)
def dropped(
    library: LibraryOption = DEFAULT_LIBRARY,
    format_: Annotated[ListFormat, typer.Option("--format", help="How to print it.")] = ListFormat.TABLE,
) -> None:
    """List all that came in and was not kept in a library: where it came from, and why."""
    with Library(library, create=False) as kept:
        rows = [each.to_dict() for each in kept.dropped()]
    if format_ is ListFormat.JSON:
        streams.emit("".join(json_line(row) for row in rows))
    elif format_ is ListFormat.CSV:
        streams.emit_data(csv_rows(rows, ["origin", "stage", "reason"]))
    else:
        table = Table.grid(padding=(0, 2, 0, 0))
        table.add_column(overflow="fold")
        for row in rows:
            table.add_row(one_line(row["origin"]), Text(one_line(row["reason"]), style="dim"))
        streams.emit(streams.render(Text(f"{len(rows):,} dropped.", style="bold"), *([table] if rows else [])))


@app.command(short_help="Bring an older reading up to date.", epilog=examples("quoth reread --library news.db"))
def reread(
    library: LibraryOption = DEFAULT_LIBRARY,
    every: Annotated[bool, typer.Option("--every", help="All articles, not only those of an older reader.")] = False,
    reader: ReaderOption = DEFAULT_READER,
    workers: WorkersOption = 0,
) -> None:
    """Read the articles of a library anew where an older reader read them; what people decided stays in force.

    Ctrl-C ends it after the article in hand; the same command goes on from there.
    """
    new = gone = changed = articles = 0
    with Library(library, create=False) as kept, streams.stoppable() as stopping:
        total, outcomes = reread_articles(kept, reader=reader, workers=workers or cores(), every=every)
        with closing(outcomes) as each, streams.progress("rereading", unit="articles") as step:
            for outcome in until(stopping, counted(each, step, total)):
                if isinstance(outcome, Dropped):
                    streams.say(f"{outcome.origin}: {outcome.reason}; it stays as it was")
                elif isinstance(outcome, Reread):
                    articles += 1
                    new += outcome.new
                    gone += outcome.removed + outcome.gone
                    changed += outcome.changed
        stopped = stopping()
    head = f"{one_line(str(library))}: {count(articles, 'article')} reread of {total:,}"
    what = f"{count(new, 'new statement')}, {gone:,} no longer found, {changed:,} changed"
    streams.emit(f"{head}; {what if new or gone or changed else 'nothing changed'}\n")
    if stopped:
        streams.flush()
        raise streams.StoppedError(streams.GO_ON)
