"""The command ``quoth export``: the statements of a library, or of reports, in a form that other tools take."""

from __future__ import annotations

import itertools
import json
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from quoth import ask
from quoth.ask.selection import selection
from quoth.errors import InputError
from quoth.ingest.files import is_address
from quoth.pipeline import Reading, read_sources
from quoth.read import DEFAULT_READER
from quoth.records import Article, Dropped, Statement
from quoth.show import streams
from quoth.show.commands.asking import (
    AffiliationOption,
    AttitudeOption,
    ExactOption,
    KindOption,
    LeastOption,
    OffsetOption,
    Order,
    OrderOption,
    OutletOption,
    PlaceOption,
    PolarityOption,
    RoleOption,
    SaidSinceOption,
    SaidUntilOption,
    SinceOption,
    SpeakerOption,
    UntilOption,
    value_of,
)
from quoth.show.commands.program import DEFAULT_LIBRARY, LibraryOption, ReaderOption, app, examples, stdin
from quoth.show.export.alias_table import openrefine_csv
from quoth.show.export.figures import FIGURE_FORMATS
from quoth.show.export.figures import write as write_figures
from quoth.show.export.files import STDOUT, is_database, write_text
from quoth.show.export.follow_the_money import entities
from quoth.show.export.formats import FORMATS, Format
from quoth.show.export.standing import AS_READ, InLibrary, Standing
from quoth.show.found import told_of_names
from quoth.show.lines import json_line
from quoth.show.python import Library
from quoth.show.table import count

__all__ = ["ExportFormat", "export"]


class What(StrEnum):
    """What of a library is written."""

    STATEMENTS = "statements"
    FIGURES = "figures"


Row = tuple[Article, Sequence[Statement]]

_HALF_PAIR = re.compile("[\ud800-\udfff]")


class ExportFormat(StrEnum):
    """The forms in which statements are handed to other tools."""

    CSV = "csv"
    JSON = "json"
    JSONL = "jsonl"
    PARQUET = "parquet"
    XLSX = "xlsx"
    WEBANNOTATION = "webannotation"
    QUOTATION = "quotation"
    CLAIMREVIEW = "claimreview"
    BRAT = "brat"
    LABELSTUDIO = "labelstudio"
    OPENREFINE = "openrefine"
    FTM = "ftm"


def _unlinked(kept: Library) -> Iterable[str]:
    return [openrefine_csv(kept)]


def _entities(kept: Library) -> Iterable[str]:
    return map(json_line, entities(kept))


# What is written of persons and bodies, and not of statements.
OF_PEOPLE = {ExportFormat.OPENREFINE: _unlinked, ExportFormat.FTM: _entities}


@app.command(
    short_help="Write statements for other tools.",
    epilog=examples(
        "quoth export --library news.db --out statements.csv",
        "quoth export 'bridge closed' --speaker Torvane --since 2031 --out torvane.xlsx",
        "quoth export --speaker Torvane --format claimreview --out claims.json",
        "quoth export --judged --format brat --out gold",
        "quoth export *.html --format jsonl | head -3",
        "quoth export --what figures --out figures.csv",
        "quoth export --format openrefine --out unlinked.csv",
        "quoth export --format ftm --out people.ftm.json",
    ),
)
def export(
    what: Annotated[
        list[str] | None,
        typer.Argument(metavar="TEXT|FILE", help="Words to search for, as in quoth search; or reports to read."),
    ] = None,
    of: Annotated[
        What, typer.Option("--what", help="Statements, or figures: numbers and who gave them.")
    ] = What.STATEMENTS,
    out: Annotated[
        Path, typer.Option("--out", metavar="PATH", help="The file or new folder to write; - is standard output.")
    ] = STDOUT,
    library: LibraryOption = DEFAULT_LIBRARY,
    format_: Annotated[
        ExportFormat | None,
        typer.Option("--format", help="What to write; as PATH ends, and csv where it has no ending."),
    ] = None,
    exact: ExactOption = None,
    speaker: SpeakerOption = None,
    role: RoleOption = None,
    affiliation: AffiliationOption = None,
    outlet: OutletOption = None,
    kind: KindOption = None,
    attitude: AttitudeOption = None,
    polarity: PolarityOption = None,
    place: PlaceOption = None,
    least: LeastOption = None,
    said_since: SaidSinceOption = None,
    said_until: SaidUntilOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    order: OrderOption = Order.BEST,
    limit: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="The first N that a search finds; else all.")
    ] = None,
    offset: OffsetOption = 0,
    judged: Annotated[
        bool, typer.Option("--judged", help="Of the library, articles of which every statement was judged.")
    ] = False,
    published: Annotated[
        str | None, typer.Option(metavar="DATE", help="When FILEs were published, whatever they say themselves.")
    ] = None,
    reader: ReaderOption = DEFAULT_READER,
) -> None:
    """Write the statements of a library, all or those that a search finds, or of reports, for other tools.

    What is a file, an address, or named like a file is read; any other text is searched for in the library. The file or
    folder is there in whole at the end, or not at all.
    """
    _check_no_database(out)
    if format_ in OF_PEOPLE:
        if what:
            raise typer.BadParameter(
                f"all of the library's people go into {format_}; leave TEXT out", param_hint="'TEXT'"
            )
        with Library(library, create=False) as kept, write_text(out) as file:
            for line in OF_PEOPLE[format_](kept):
                file.write(line)
        return
    form = _form(format_, out)
    _check_place(out, form)
    form.check()
    more = {"judged": judged or None, "published": published}
    asked = {
        "exact": exact or None,
        "speaker": speaker or None,
        "role": role or None,
        "affiliation": affiliation or None,
        "outlet": outlet or None,
        "kind": value_of(kind),
        "attitude": value_of(attitude),
        "polarity": value_of(polarity),
        "place": value_of(place),
        "least": least,
        "said_since": said_since,
        "said_until": said_until,
        "since": since,
        "until": until,
    }
    text = _text(what or [])
    if of is What.FIGURES:
        if what and text is None:
            raise typer.BadParameter(
                "figures are written from a library; add FILE to one, or quoth read it", param_hint="'FILE'"
            )
        _check_of_figures(asked | more)
        wanted = Wanted(text or "", speaker, since, until, offset, limit)
        _write_figures(form, library, out, wanted)
        return
    if what and text is None:
        given = {f"--{name.replace('_', '-')}": value for name, value in asked.items()}
        _check_plain(given | {"--judged": judged or None, "--limit": limit, "--offset": offset or None})
        outcomes = read_sources(what, reader=reader, published=published, stdin=stdin())
        _write(form, _read(outcomes), out, total=len(what), verb="reading")
        return
    if published is not None:
        raise typer.BadParameter("it is for FILEs to read; name some, or leave it out", param_hint="'--published'")
    if offset and limit is None:
        raise typer.BadParameter("it goes with --limit; without it all are written", param_hint="'--offset'")
    query = ask.Query(text=text or "", **asked, order=value_of(order), offset=offset)
    with Library(library, create=False) as kept:
        _tell_names(kept, query)
        chosen = selection(kept, query, judged=judged, limit=limit)
        if chosen.open:
            what_is_open = f"{count(chosen.open, 'article')} left out: nobody has judged all of their statements yet"
            streams.say(what_is_open)
        _write(form, iter(chosen), out, total=len(chosen), verb="writing", standing=InLibrary(kept))


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which figures: words in or around them, their giver, the days of their articles, and how many of them."""

    text: str
    giver: str | None
    since: str | None
    until: str | None
    offset: int
    limit: int | None


def _check_of_figures(options: dict[str, object]) -> None:
    for name, value in options.items():
        if value is not None and name not in ("speaker", "since", "until"):
            hint = f"'--{name.replace('_', '-')}'"
            raise typer.BadParameter("it is for statements; leave it out, or leave out --what figures", param_hint=hint)


def _write_figures(form: Format, library: Path, out: Path, wanted: Wanted) -> None:
    """Writes the figures of a library; with none at all nothing is written, and the status is 1."""
    if form.name not in FIGURE_FORMATS:
        known = ", ".join(FIGURE_FORMATS)
        raise typer.BadParameter(f"figures are written as {known}, and not as {form.name}", param_hint="'--format'")
    with Library(library, create=False) as kept:
        found = ask.every_figure(kept, wanted.text, giver=wanted.giver, since=wanted.since, until=wanted.until)
        end = None if wanted.limit is None else wanted.offset + wanted.limit
        rows = itertools.islice(found, wanted.offset, end)
        first = next(rows, None)
        if first is None:
            streams.say("nothing to write")
            raise typer.Exit(1)
        try:
            written = write_figures(itertools.chain([first], rows), out, form.name)
        except BrokenPipeError as error:
            raise streams.OutputClosedError from error
        except OSError as error:
            raise InputError(f"{out} cannot be written: {error.strerror or error}", origin=str(out)) from error
    if out != STDOUT:
        streams.say(f"{out}: {count(written, 'figure')} written")


def _form(asked: ExportFormat | None, out: Path) -> Format:
    """The format that is asked for, or that the name of the file says; raises BadParameter where the two disagree."""
    end = out.suffix.lower() if out != STDOUT else ""
    said = next((form for form in FORMATS.values() if end and end in form.ends), None)
    if asked is None:
        if said is None and end:
            known = ", ".join(dict.fromkeys(end for form in FORMATS.values() for end in form.ends))
            raise typer.BadParameter(
                f"{end!r} is the end of no format; write one of {known}, or give --format", param_hint="'--out'"
            )
        return said or FORMATS["csv"]
    form = FORMATS[asked.value]
    if said is not None and end not in form.ends and not form.folder:
        raise typer.BadParameter(
            f"{out.name!r} says {said.name}, and --format says {form.name}; change one of them", param_hint="'--out'"
        )
    return form


def _text(what: list[str]) -> str | None:
    """What is to be searched for; None where sources are to be read."""
    if len(what) != 1:
        return None
    (one,) = what
    like_a_file = re.search(r"\.\w{1,7}$|[*?/\\]", one) and not re.search(r"\s|\w\*$", one)
    return None if one == "-" or is_address(one) or like_a_file or _is_there(one) else one


def _is_there(name: str) -> bool:
    try:
        return Path(name).exists()
    except (OSError, ValueError):  # a long text, or one with a NUL, is no name
        return False


def _tell_names(kept: Library, query: ask.Query) -> None:
    """Says whom a name means where that may be doubted, and which is like it where nobody has it."""
    if query.speaker is None:
        return
    who, others = ask.meant(kept, query.speaker)
    told = told_of_names(
        query.speaker,
        [each.name for each in who],
        [each.name for each in others],
        () if who else ask.names_like(kept, query.speaker),
    )
    for line in told:
        streams.say(line)


def _write(
    form: Format, rows: Iterable[Row], out: Path, *, total: int, verb: str, standing: Standing = AS_READ
) -> None:
    """Writes the rows that ``form`` can carry; with none at all nothing is written, and the status is 1."""
    # On a terminal what is written there shows how far it is, and a bar would run through it.
    with streams.progress(verb, wanted=total > 1 and not (out == STDOUT and sys.stdout.isatty())) as step:
        carried = _carried(streams.counted(rows, step, total), form)
        first = next(carried, None)
        if first is None:
            streams.say("nothing to write")
            raise typer.Exit(1)
        try:
            more = [standing] if form.flat else []
            written = form.write(itertools.chain([first], carried), out, *more)
        except BrokenPipeError as error:  # whoever reads the pipe has what they wanted
            raise streams.OutputClosedError from error
        except OSError as error:
            raise InputError(f"{out} cannot be written: {error.strerror or error}", origin=str(out)) from error
    if out != STDOUT:
        streams.say(f"{out}: {count(written, 'statement')} written")


def _check_plain(options: dict[str, object]) -> None:
    for name, value in options.items():
        if value is not None:
            raise typer.BadParameter("it is for a library; leave it out, or leave out FILE", param_hint=f"'{name}'")


def _check_no_database(out: Path) -> None:
    if is_database(out):
        why = f"{str(out)!r} is a database, a library perhaps, and is not written over; name another file"
        raise typer.BadParameter(why, param_hint="'--out'")


def _check_place(out: Path, form: Format) -> None:
    """Refuses, before anything is read, a place where what is asked for cannot be."""
    why, folder = None, form.folder
    if out == STDOUT:
        why = (
            None if form.pipe else f"{form.name} cannot go to standard output; name a {'folder' if folder else 'file'}"
        )
    elif not out.parent.is_dir():
        why = f"the folder {str(out.parent)!r} is not there; make it first"
    elif folder and out.exists() and (not out.is_dir() or any(out.iterdir())):
        why = f"{str(out)!r} is there already, and this format fills a folder of its own; name a new one"
    elif not folder and out.is_dir():
        why = f"{str(out)!r} is a folder; name a file"
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
