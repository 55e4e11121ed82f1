"""The command ``quoth export``: the statements of a library, or of reports, in a form that other tools take."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from quoth.ask.selection import selection
from quoth.errors import InputError
from quoth.pipeline import Reading, read_sources
from quoth.read import DEFAULT_READER
from quoth.records import Article, Dropped, Statement
from quoth.show import streams
from quoth.show.commands.asking import Kind, SinceOption, UntilOption
from quoth.show.commands.program import DEFAULT_LIBRARY, LibraryOption, ReaderOption, app, examples, stdin
from quoth.show.export.files import is_database
from quoth.show.export.formats import FORMATS, Format
from quoth.show.python import Library
from quoth.show.table import count

__all__ = ["ExportFormat", "export"]

Row = tuple[Article, Sequence[Statement]]

# Forms that go by the end of a file's name.
BY_NAME = {".jsonl": "jsonl", ".ndjson": "jsonl", ".parquet": "parquet"}

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
    short_help="Write statements for other tools.",
    epilog=examples(
        "quoth export --library news.db --format csv --out statements.csv",
        "quoth export --speaker Torvane --since 2031-01-01 --format claimreview --out claims.json",
        "quoth export --judged --format brat --out gold",
        "quoth export *.html --format parquet --out statements.parquet",
    ),
)
def export(
    out: Annotated[Path, typer.Option("--out", metavar="PATH", help="The file or new folder to write.")],
    files: Annotated[
        list[str] | None,
        typer.Argument(metavar="FILE", help="Reports to read, in place of a library; - is standard input."),
    ] = None,
    library: LibraryOption = DEFAULT_LIBRARY,
    format_: Annotated[
        ExportFormat | None,
        typer.Option("--format", help="What to write; csv, if the name of PATH says nothing else."),
    ] = None,
    speaker: Annotated[str | None, typer.Option(metavar="NAME", help="Of the library, what this one says.")] = None,
    outlet: Annotated[str | None, typer.Option(metavar="NAME", help="Of the library, what this one had.")] = None,
    kind: Annotated[Kind | None, typer.Option(help="Of the library, what is reported so.")] = None,
    since: SinceOption = None,
    until: UntilOption = None,
    judged: Annotated[
        bool, typer.Option("--judged", help="Of the library, articles of which every statement was judged.")
    ] = False,
    published: Annotated[
        str | None, typer.Option(metavar="DATE", help="When FILEs were published, whatever they say themselves.")
    ] = None,
    reader: ReaderOption = DEFAULT_READER,
) -> None:
    """Write the statements of a library, or of reports, for other tools.

    The file or folder is there in whole at the end, or not at all.
    """
    form = FORMATS[format_.value if format_ else BY_NAME.get(out.suffix.lower(), "csv")]
    _check_place(out, folder=form.folder)
    form.check()
    if files:
        _check_plain({"--speaker": speaker, "--outlet": outlet, "--kind": kind, "--since": since, "--until": until})
        _check_plain({"--judged": judged or None})
        outcomes = read_sources(files, reader=reader, published=published, stdin=stdin())
        _write(form, _read(outcomes), out, total=len(files), verb="reading")
        return
    if published is not None:
        raise typer.BadParameter("it is for FILEs to read; name some, or leave it out", param_hint="'--published'")
    with Library(library, create=False) as kept:
        chosen = selection(
            kept,
            speaker=speaker,
            outlet=outlet,
            kind=kind.value if kind else None,
            since=since,
            until=until,
            judged=judged,
        )
        if chosen.open:
            what = f"{count(chosen.open, 'article')} left out: nobody has judged all of their statements yet"
            streams.say(what)
        _write(form, ((article, found) for article, found in chosen), out, total=len(chosen), verb="writing")


def _write(form: Format, rows: Iterable[Row], out: Path, *, total: int, verb: str) -> None:
    """Writes the rows that ``form`` can carry; with none at all nothing is written, and the status is 1."""
    with streams.progress(verb, wanted=total > 1) as step:
        carried = _carried(streams.counted(rows, step, total), form)
        first = next(carried, None)
        if first is None:
            streams.say("nothing to write")
            raise typer.Exit(1)
        try:
            written = form.write(itertools.chain([first], carried), out)
        except BrokenPipeError as error:  # whoever reads the pipe has what they wanted
            raise streams.OutputClosedError from error
        except OSError as error:
            raise InputError(f"{out} cannot be written: {error.strerror or error}", origin=str(out)) from error
    streams.say(f"{out}: {count(written, 'statement')} written")


def _check_plain(options: dict[str, object]) -> None:
    for name, value in options.items():
        if value is not None:
            raise typer.BadParameter("it is for a library; leave it out, or leave out FILE", param_hint=f"'{name}'")


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
    elif is_database(out):
        why = f"{str(out)!r} is a database, a library perhaps, and is not written over; name another file"
    if why:
        raise typer.BadParameter(why, param_hint="'--out'")


def _read(outcomes: Iterable[Reading | Dropped]) -> Iterator[Row]:
    """The readings; says why there is none of the others, and what was dropped of these."""
    for outcome in outcomes:
        if isinstance(outcome, Dropped):
            streams.say(f"{outcome.origin}: {outcome.reason}")
            continue
        for note in outcome.article.notes:
            streams.say(f"{outcome.article.origin}: {note}")
        for dropped in outcome.dropped:
            streams.say(f"{dropped.origin}: {dropped.reason}")
        yield outcome.article, outcome.statements


def _carried(rows: Iterable[Row], form: Format) -> Iterator[Row]:
    """The rows that ``form`` can carry; says why the others are not in it."""
    for article, statements in rows:
        if not form.escapes and _HALF_PAIR.search(json.dumps(article.to_dict(), ensure_ascii=False)):
            why = "it has half a surrogate pair, which UTF-8 cannot carry; export it as jsonl"
            streams.say(f"{article.origin}: {why}")
            continue
        yield article, statements
