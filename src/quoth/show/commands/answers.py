"""The command ``quoth answers``: who denies, rejects, confirms or answers what another says."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, get_args

import typer

from quoth import ask
from quoth.records import AnswerKind
from quoth.show import streams
from quoth.show.answers import answers_text
from quoth.show.commands.asking import (
    LimitOption,
    OffsetOption,
    OutletOption,
    SinceOption,
    SpeakerOption,
    UntilOption,
    emit,
)
from quoth.show.commands.program import DEFAULT_LIBRARY, LibraryOption, ListFormat, app, examples
from quoth.show.lines import json_line
from quoth.show.python import Library

__all__ = ["answers"]


class Kind(StrEnum):
    """What an answer does to what another says."""

    DENIES = "denies"
    REJECTS = "rejects"
    CONFIRMS = "confirms"
    ANSWERS = "answers"


@app.command(
    short_help="Show who denies or confirms what another says.",
    epilog=examples(
        "quoth answers",
        "quoth answers --kind denies --speaker Torvane",
        "quoth answers st_8546956d51f8e35e49e2",
        'quoth answers "the bridge" --format json',
    ),
)
def answers(
    text: Annotated[
        str,
        typer.Argument(metavar="TEXT", help="Words of either statement, as in quoth search; or the id of one."),
    ] = "",
    library: LibraryOption = DEFAULT_LIBRARY,
    kind: Annotated[Kind | None, typer.Option(help="Only such answers.")] = None,
    speaker: SpeakerOption = None,
    outlet: OutletOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    limit: LimitOption = 20,
    offset: OffsetOption = 0,
    format_: Annotated[ListFormat, typer.Option("--format", help="How to print the answers.")] = ListFormat.TABLE,
) -> None:
    """Show which statements answer which, and the words and names that show it: within a report, and across reports.

    They are suggestions, each with its reason. quoth judge takes one that is none out, and puts in one that was missed.
    """
    wanted: AnswerKind | None = next((each for each in get_args(AnswerKind) if each == kind), None)
    with Library(library, create=False) as kept:
        if text.startswith(("st_", "ar_")):
            if not kept.statement(text) and not kept.article(text):
                raise typer.BadParameter(f"nothing here has the id {text!r}", param_hint="'TEXT'")
            found = ask.answers_of(kept, text, kind=wanted)
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
            found = ask.answers(kept, query, kind=wanted)
    if format_ is ListFormat.JSON:
        streams.emit("".join(json_line(ask.answer_object(each)) for each in found))
    else:
        emit(found, format_, answers_text(found, offset=offset))
