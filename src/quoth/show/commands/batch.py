"""The command ``quoth batch``: many articles into Parquet; it goes on where it was stopped."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from quoth.errors import BatchError
from quoth.ingest.dates import given_date
from quoth.read import DEFAULT_READER, load_reader
from quoth.run import cores
from quoth.run.adding import made_by_of
from quoth.run.batch import Totals, total_bytes
from quoth.run.batch import batch as run_batch
from quoth.run.cluster import Cluster
from quoth.run.engines import Engine, Local
from quoth.run.grouping import FAMILIES, relate_batch
from quoth.run.parts import article_schema
from quoth.run.shardwork import ShardWork
from quoth.show import streams
from quoth.show.commands.program import OutletOption, PlainFormat, PublishedOption, ReaderOption, app, examples
from quoth.show.lines import json_line
from quoth.show.streams import one_line
from quoth.show.table import count

__all__ = ["batch"]

# Shards that went wrong and reasons, each with an example, that are shown; all are in the manifest.
SHOWN = 20


class EngineName(StrEnum):
    """Where the work is done."""

    LOCAL = "local"
    RAY = "ray"


@app.command(
    short_help="Read many articles into Parquet, on this machine or on a cluster.",
    epilog=examples(
        "quoth batch 'crawl/*.warc.gz' --out results/",
        "quoth batch news.jsonl --out results/ --by-day --workers 8",
        "quoth batch crawl/ --out results/ --relate",
        "quoth batch crawl/ --out results/ --engine ray --address 10.0.0.5:6379",
    ),
)
def batch(
    inputs: Annotated[
        list[str],
        typer.Argument(metavar="INPUT", help="WARC, JSON Lines, CSV, Parquet and other files, folders."),
    ],
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="The folder for the result.")],
    engine: Annotated[EngineName, typer.Option("--engine", help="Processes, or a Ray cluster.")] = EngineName.LOCAL,
    workers: Annotated[
        int, typer.Option(min=0, max=4096, metavar="N", help="Processes that read; 0 is one for every core.")
    ] = 0,
    address: Annotated[
        str | None,
        typer.Option(metavar="HOST:PORT", envvar="RAY_ADDRESS", help="The Ray cluster; else the one of this machine."),
    ] = None,
    by_day: Annotated[
        bool, typer.Option("--by-day", help="A folder for each day of publication (day=2031-05-06).")
    ] = False,
    relate: Annotated[
        bool, typer.Option("--relate", help="Group, at the end, the statements that give the same words (families/).")
    ] = False,
    published: PublishedOption = None,
    outlet: OutletOption = None,
    reader: ReaderOption = DEFAULT_READER,
    format_: Annotated[PlainFormat, typer.Option("--format", help="How to print what came of it.")] = PlainFormat.TABLE,
) -> None:
    """Read many articles into a folder of Parquet files: articles/ with their texts, and statements/.

    The input is cut into shards, the same ones for any number of workers; each is done once, and the same command goes
    on where it was stopped or killed. A shard that fails is tried again, then set aside with its reason.
    """
    article_schema()
    if engine is EngineName.LOCAL:
        load_reader(reader)  # what is wrong with the weights is said here, and not by every process
    work = ShardWork(
        str(out), reader, made_by_of(reader), by_day, given_date(published) if published else None, outlet or None
    )
    made: Engine = Local(workers or cores()) if engine is EngineName.LOCAL else Cluster(address, workers)
    totals = Totals()
    expected = total_bytes(inputs)
    try:
        with streams.progress("reading", unit="articles") as step:
            run_batch(inputs, work, made, totals=totals, told=lambda now: step(now.read, _likely(now, expected)))
        related = relate_batch(out, made) if relate else None
    except KeyboardInterrupt:
        done = count(totals.shards, "shard")
        raise streams.StoppedError(f"stopped; {done} are done; type the same command again to go on") from None
    streams.emit(
        _json(totals, out, related)
        if format_ is PlainFormat.JSON
        else streams.render(*_summary(totals, str(out), related))
    )
    if totals.set_aside or totals.damaged:
        streams.flush()
        raise BatchError(_wrong(totals))
    if not totals.articles:
        raise typer.Exit(1)


def _likely(so_far: Totals, expected: int) -> int | None:
    """How many articles this run will have read, if the rest of the bytes is like those that were."""
    if not so_far.bytes_read:
        return None
    left = max(0, expected - so_far.bytes)
    return so_far.read + round(left * so_far.read / so_far.bytes_read)


def _wrong(totals: Totals) -> str:
    """What is wrong with some shards, in one sentence."""
    said = []
    if totals.set_aside:
        place, reason = totals.set_aside[0]
        said.append(f"{count(len(totals.set_aside), 'shard')} set aside, the first {place}: {reason}")
    if totals.damaged:
        place, reason = totals.damaged[0]
        said.append(f"of {count(len(totals.damaged), 'shard')} some input is lost, first of {place}: {reason}")
    return "; ".join(said) + "; all else is done"


def _summary(totals: Totals, out: str, related: int | None) -> Iterator[RenderableType]:
    """What came of it, in words."""
    before = f", {totals.before:,} of them before" if totals.before else ""
    yield Text(
        f"{one_line(out)}: {count(totals.articles, 'article')} with {count(totals.statements, 'statement')} "
        f"in {count(totals.shards, 'shard')}{before}; {totals.dropped:,} dropped."
    )
    if related is not None:
        yield Text(f"{count(related, 'statement')} give words that others give, too: {one_line(out)}/{FAMILIES}.")
    if not totals.dropped:
        return
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(justify="right")
    for reason, times in totals.reasons.most_common(SHOWN):
        more = f" and {times - 1:,} more" if times > 1 else ""
        first = f"\n{one_line(totals.examples[reason])}{more}"
        table.add_row(f"{times:,}", Text(one_line(reason)).append(first, style="dim"))
    yield table
    if len(totals.reasons) > SHOWN:
        yield Text(f"{len(totals.reasons) - SHOWN:,} more reasons are in {one_line(out)}/manifest.")


def _json(totals: Totals, out: Path, related: int | None) -> str:
    names = ("shards", "before", "articles", "statements", "dropped")
    wrong = {
        name: [{"shard": place, "reason": reason} for place, reason in getattr(totals, name)]
        for name in ("set_aside", "damaged")
    }
    values = {name: getattr(totals, name) for name in names}
    values |= {} if related is None else {"related": related}
    return json_line({"out": str(out), **values, "reasons": dict(totals.reasons.most_common()), **wrong})
