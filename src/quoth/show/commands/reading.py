"""The commands that read and store nothing: each checks what was asked, has it done, and shows what comes back."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from quoth.pipeline import Reading
from quoth.read import DEFAULT_READER, load_reader
from quoth.records import Dropped
from quoth.show import streams
from quoth.show.commands.asking import Attitude
from quoth.show.commands.program import PlainFormat, ReaderOption, app, examples, stdin

__all__ = ["demo", "evaluate", "read"]

BASELINE = "rules"  # the reader whose scores stand beside any other's


class ReadFormat(StrEnum):
    """The forms in which statements are printed."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"


class PartOption(StrEnum):
    """The parts of the fixed split of gold."""

    FIT = "fit"
    LOOK_NOT = "look-not"


@app.command(
    short_help="Find the statements in reports and print them.",
    epilog=examples(
        "quoth read report.txt",
        "quoth read *.html --format csv > statements.csv",
        "cat report.txt | quoth read - --published 2023-07-04",
        "quoth read report.txt --explain",
    ),
)
def read(
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE", help="Reports: texts, pages, tables, folders, archives, documents; - is standard input."
        ),
    ],
    format_: Annotated[ReadFormat, typer.Option("--format", help="How to print the statements.")] = ReadFormat.TABLE,
    published: Annotated[
        str | None, typer.Option(metavar="DATE", help="When they were published, whatever they say themselves.")
    ] = None,
    url: Annotated[str | None, typer.Option(metavar="URL", help="Where the report, one only, was published.")] = None,
    table: Annotated[
        str | None,
        typer.Option(metavar="CSV", help="A table of the files: file, and published, outlet, title or url."),
    ] = None,
    reader: ReaderOption = DEFAULT_READER,
    least: Annotated[
        float | None, typer.Option(min=0, max=1, metavar="N", help="Only what is as sure as this, from 0 to 1.")
    ] = None,
    attitude: Annotated[
        list[Attitude] | None,
        typer.Option(help="Only statements of this attitude; may be given again. Communication is what somebody said."),
    ] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Show what every step found in the reports, and why.")
    ] = False,
) -> None:
    """Find the statements in reports, who made them and when, and print them.

    Direct is in quotation marks, indirect in the reporter's words, mixed partly in marks. Nothing is stored, and
    nothing is fetched.
    """
    from quoth.pipeline import explain_sources, read_sources
    from quoth.show.readings import show_explained, show_readings

    if url is not None and len(files) > 1:
        raise typer.BadParameter("it belongs to one report; give one FILE with it", param_hint="'--url'")
    if explain and format_ is not ReadFormat.TABLE:
        raise typer.BadParameter(f"it is for people to read; leave out --format {format_}", param_hint="'--explain'")
    for value, name in ((least, "--least"), (attitude, "--attitude")):
        if explain and value is not None:
            raise typer.BadParameter(
                "--explain shows all that was found; leave one of them out", param_hint=f"'{name}'"
            )
    total = len(files)
    if explain:
        explained = explain_sources(files, reader=reader, published=published, url=url, stdin=stdin(), table=table)
        usable = show_explained(explained, total=total)
    else:
        readings = read_sources(files, reader=reader, published=published, url=url, stdin=stdin(), table=table)
        if least is not None or attitude:
            wanted = {each.value for each in attitude or Attitude}
            readings = (_some_of(each, least or 0.0, wanted) for each in readings)
        usable = show_readings(readings, format_.value, total=total)
    if not usable:
        raise typer.Exit(1)


def _some_of(outcome: Reading | Dropped, least: float, attitudes: set[str]) -> Reading | Dropped:
    """A reading without the statements that are less sure, or of other attitudes."""
    if not isinstance(outcome, Reading):
        return outcome
    kept = (s for s in outcome.statements if s.confidence >= least and s.attitude in attitudes)
    return replace(outcome, statements=tuple(kept))


@app.command(short_help="Read and show the bundled samples.", epilog=examples("quoth demo"))
def demo() -> None:
    """Read the bundled sample reports and show what is in them."""
    from quoth.show.demo import show_demo

    if not show_demo():
        raise typer.Exit(1)


@app.command(
    short_help="Score a reader against gold.",
    epilog=examples(
        "quoth evaluate gold/",
        "quoth evaluate gold/ --reader rules --format json --bootstrap 0",
        "quoth evaluate gold.jsonl --part look-not",
    ),
)
def evaluate(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="Gold: brat files as in PolNeAR, or JSONL.")],
    reader: ReaderOption = DEFAULT_READER,
    format_: Annotated[PlainFormat, typer.Option("--format", help="How to print the scores.")] = PlainFormat.TABLE,
    bootstrap: Annotated[
        int,
        typer.Option(min=0, max=1_000_000, metavar="N", help="Resamplings for confidence intervals; 0 is none."),
    ] = 1000,
    texts: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Where the texts of JSONL gold lie, if not in text/ beside it.")
    ] = None,
    part: Annotated[
        PartOption | None, typer.Option(help="Only that part of a fixed split: errors are to be read in fit alone.")
    ] = None,
) -> None:
    """Score a reader against gold that people annotated."""
    from quoth.evaluate import evaluate as evaluate_reader
    from quoth.show.scores import scores_json, scores_table

    baseline = None if reader == BASELINE else load_reader(BASELINE)
    with streams.progress("reading the gold") as step:
        report = evaluate_reader(
            directory,
            load_reader(reader),
            texts=texts,
            part=part.value if part else None,
            bootstrap=bootstrap,
            baseline=baseline,
            progress=step,
        )
    streams.emit(scores_table(report) if format_ is PlainFormat.TABLE else scores_json(report))
