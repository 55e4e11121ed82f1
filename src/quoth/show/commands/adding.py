"""The command ``quoth add``: what comes in, how far it is, and what came of it."""

from __future__ import annotations

import dataclasses
import glob
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from quoth.ingest import ingest
from quoth.ingest.expected import expected
from quoth.ingest.files import is_address
from quoth.read import DEFAULT_READER
from quoth.records import Dropped
from quoth.run import Added, articles_in, cores, is_batch, tally
from quoth.show import streams
from quoth.show.commands.program import (
    DEFAULT_LIBRARY,
    LibraryOption,
    OutletOption,
    PlainFormat,
    PublishedOption,
    ReaderOption,
    WorkersOption,
    app,
    examples,
)
from quoth.show.lines import json_line
from quoth.show.python import Library
from quoth.show.streams import counted, one_line, until
from quoth.show.table import count
from quoth.show.unmoved import Unmoved

__all__ = ["add"]


@app.command(
    short_help="Read articles into a library.",
    epilog=examples(
        "quoth add reports/ --library news.db",
        "quoth add 'crawl/*.warc.gz' articles.jsonl",
        "quoth add results/",
        "quoth add texts/ --table dates.csv",
        "quoth add https://example.org/feed.xml --fetch",
    ),
)
def add(
    sources: Annotated[
        list[str],
        typer.Argument(metavar="SOURCE", help="Files of any format, folders, patterns, and web addresses."),
    ],
    library: LibraryOption = DEFAULT_LIBRARY,
    fetch: Annotated[
        bool, typer.Option("--fetch", help="Fetch the pages that feeds, site maps and tables of addresses name.")
    ] = False,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Fetch from addresses of the local network, too.")
    ] = False,
    published: PublishedOption = None,
    outlet: OutletOption = None,
    table: Annotated[
        str | None,
        typer.Option(metavar="CSV", help="A table of the files: file, and published, outlet, title or url."),
    ] = None,
    reader: ReaderOption = DEFAULT_READER,
    workers: WorkersOption = 0,
    format_: Annotated[PlainFormat, typer.Option("--format", help="How to print what came of it.")] = PlainFormat.TABLE,
) -> None:
    """Read articles into a library: what is new is added, what is there is not read again.

    A folder that quoth batch made is taken as it is. Where no report says when it appeared, and no option does, a day
    in its file's or folder's name counts. A text that is there and is met at another place is sighted there, too: it
    is kept once, with both places. Ctrl-C ends it after
    the article in hand; the same command goes on from there.
    """
    if not library.exists() and (nothing := _not_there(sources)):
        _report(tally(nothing), library, format_, Counter())
        raise typer.Exit(1)
    unmoved = Unmoved(table, published, outlet or None)
    days: Counter[str] = Counter()
    with Library(library) as into, streams.stoppable() as stopping:
        adding = into.adding(
            sources,
            reader=reader,
            published=published,
            outlet=outlet or None,
            fetch=fetch,
            allow_private=allow_private,
            workers=workers or cores(),
            table=table,
            told=lambda place: days.update([place]),
        )
        with closing(adding) as outcomes, streams.progress("adding", unit="articles") as step:
            total = _expected(sources)
            done = tally(until(stopping, unmoved.watch(into, counted(outcomes, step, total))))
        stopped = stopping()
    done = dataclasses.replace(done, stopped=stopped)
    _report(done, library, format_, days)
    if (line := unmoved.told()) is not None:
        streams.say(line)
    if stopped:
        streams.flush()
        raise streams.StoppedError(streams.GO_ON)
    if not done.usable:
        raise typer.Exit(1)


def _expected(sources: list[str]) -> int | None:
    """About how many articles there are, those of folders that ``quoth batch`` made among them."""
    total = expected(source for source in sources if not is_batch(source))
    return None if total is None else total + sum(articles_in(source) for source in sources if is_batch(source))


def _not_there(sources: list[str]) -> list[Dropped]:
    """Why there is nothing, where none of the sources is there, so that no library need be made; else nothing."""
    here = (source for source in sources if is_address(source) or source == "-" or glob.glob(source, recursive=True))
    if any(here) or any(Path(source).exists() for source in sources):
        return []
    outcomes = list(ingest(sources))
    dropped = [each for each in outcomes if isinstance(each, Dropped)]
    return dropped if len(dropped) == len(outcomes) else []


def _report(done: Added, library: Path, form: PlainFormat, days: Counter[str]) -> None:
    """What came of it, and where dates were taken from that no report has itself."""
    if form is PlainFormat.JSON:
        streams.emit(_json(done, days))
        return
    streams.emit(streams.render(*summary(done, str(library))))
    if days:
        told = ", ".join(f"{times:,} from {place}" for place, times in days.most_common())
        streams.emit(f"Dates of publication taken: {told}.\n")


def summary(done: Added, library: str) -> Iterator[RenderableType]:
    """What came of adding, in words: how many of each, and why some were dropped, with an example of each reason."""
    parts = [
        f"{count(done.added, 'article')} added with {count(done.statements, 'statement')}",
        f"{done.unchanged:,} unchanged",
        *([f"{done.sighted:,} met at another place, too"] if done.sighted else []),
        f"{len(done.dropped):,} dropped",
    ]
    yield Text(f"{one_line(library)}: {', '.join(parts)}.")
    if not done.dropped:
        return
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(justify="right")
    for reason, times in done.reasons.items():
        first = next(each.origin for each in done.dropped if each.reason == reason)
        more = f" and {times - 1:,} more" if times > 1 else ""
        table.add_row(f"{times:,}", Text(one_line(reason)).append(f"\n{one_line(first)}{more}", style="dim"))
    yield table


def _json(done: Added, days: Counter[str]) -> str:
    return json_line(done.to_dict() | {"reasons": done.reasons, "published_from": dict(days.most_common())})
