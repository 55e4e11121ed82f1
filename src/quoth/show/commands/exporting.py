"""The command ``quoth export``: reads sources, and writes their statements in a form that other tools take."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from quoth.errors import InputError
from quoth.pipeline import Reading, read_sources
from quoth.read import DEFAULT_READER
from quoth.records import Article, Dropped, Statement
from quoth.show import streams
from quoth.show.commands.program import ReaderOption, app, examples, stdin
from quoth.show.export.formats import FORMATS, Format

__all__ = ["ExportFormat", "export"]

_HALF_PAIR = re.compile("[\ud800-\udfff]")


class ExportFormat(StrEnum):
    """The forms in which statements are handed to other tools."""

    CSV = "csv"
    JSONL = "jsonl"
    PARQUET = "parquet"
    WEBANNOTATION = "webannotation"
    QUOTATION = "quotation"
    CLAIMREVIEW = "claimreview"
    BRAT = "brat"
    LABELSTUDIO = "labelstudio"


@app.command(
    epilog=examples(
        "quoth export *.html --format parquet --out statements.parquet",
        "quoth export report.txt --format brat --out for-brat",
    )
)
def export(
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE", help="Reports: texts, pages, tables, folders, archives, documents; - is standard input."
        ),
    ],
    out: Annotated[Path, typer.Option("--out", metavar="PATH", help="The file or new folder to write.")],
    format_: Annotated[ExportFormat, typer.Option("--format", help="What to write.")] = ExportFormat.CSV,
    published: Annotated[
        str | None, typer.Option(metavar="DATE", help="When they were published, whatever they say themselves.")
    ] = None,
    reader: ReaderOption = DEFAULT_READER,
) -> None:
    """Write the statements of reports for other tools.

    The file or folder is there in whole at the end, or not at all.
    """
    form = FORMATS[format_.value]
    _check_place(out, folder=form.folder)
    form.check()
    outcomes = read_sources(files, reader=reader, published=published, stdin=stdin())
    with streams.progress("reading", wanted=len(files) > 1) as step:
        rows = _rows(outcomes, form, lambda done: step(done, len(files)))
        first = next(rows, None)
        if first is None:
            raise typer.Exit(1)
        try:
            count = form.write(itertools.chain([first], rows), out)
        except BrokenPipeError as error:  # whoever reads the pipe has what they wanted
            raise streams.OutputClosedError from error
        except OSError as error:
            raise InputError(f"{out} cannot be written: {error.strerror or error}", origin=str(out)) from error
    streams.say(f"{out}: {count} {'statement' if count == 1 else 'statements'} written")


def _check_place(out: Path, *, folder: bool) -> None:
    """Refuses, before anything is read, a place where what is asked for cannot be."""
    why = None
    if str(out) == "-":
        why = "name a file or folder; quoth read prints to standard output"
    elif not out.parent.is_dir():
        why = f"the folder {str(out.parent)!r} is not there; make it first"
    elif folder and out.exists() and (not out.is_dir() or any(out.iterdir())):
        why = f"{str(out)!r} is there already, and this format fills a folder of its own; name a new one"
    elif not folder and out.is_dir():
        why = f"{str(out)!r} is a folder; name a file"
    if why:
        raise typer.BadParameter(why, param_hint="'--out'")


def _rows(
    outcomes: Iterable[Reading | Dropped], form: Format, step: Callable[[int], None]
) -> Iterator[tuple[Article, Sequence[Statement]]]:
    """The readings that ``form`` can carry; says why the others, and what was dropped of these, are not in it."""
    for done, outcome in enumerate(outcomes, 1):
        step(done)
        if isinstance(outcome, Dropped):
            streams.say(f"{outcome.origin}: {outcome.reason}")
            continue
        article = outcome.article
        if not form.escapes and _HALF_PAIR.search(json.dumps(article.to_dict(), ensure_ascii=False)):
            why = "it has half a surrogate pair, which UTF-8 cannot carry; export it as jsonl"
            streams.say(f"{article.origin}: {why}")
            continue
        for note in article.notes:
            streams.say(f"{article.origin}: {note}")
        for dropped in outcome.dropped:
            streams.say(f"{dropped.origin}: {dropped.reason}")
        yield article, outcome.statements
