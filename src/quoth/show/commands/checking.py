"""The command that asks whether a quotation is on record: one, or every one in a draft."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from quoth.read import DEFAULT_READER
from quoth.show import streams
from quoth.show.commands.asking import SpeakerOption
from quoth.show.commands.program import DEFAULT_LIBRARY, LibraryOption, ReaderOption, app, examples, stdin
from quoth.show.python import Library

__all__ = ["CheckFormat", "check"]


class CheckFormat(StrEnum):
    """The forms in which verdicts are shown."""

    TABLE = "table"
    JSON = "json"
    HTML = "html"


@app.command(
    short_help="Ask whether a quotation is on record.",
    epilog=examples(
        'quoth check "the bridge will never be closed" --speaker Torvane',
        "quoth check --file draft.docx --format html > draft-checked.html",
    ),
)
def check(
    text: Annotated[str | None, typer.Argument(metavar="TEXT", help="The quotation, with or without marks.")] = None,
    library: LibraryOption = DEFAULT_LIBRARY,
    speaker: SpeakerOption = None,
    file: Annotated[
        str | None, typer.Option("--file", metavar="FILE", help="A draft: every quotation in it; - is standard input.")
    ] = None,
    format_: Annotated[CheckFormat, typer.Option("--format", help="How to show the verdicts.")] = CheckFormat.TABLE,
    reader: ReaderOption = DEFAULT_READER,
) -> None:
    """Ask whether a quotation is on record: exact, altered, cut, spliced, or somebody else's; and where it stands.

    What is not found is not found in this library, which says nothing of what was said.
    """
    from quoth.show.drafts import check_any, check_draft
    from quoth.show.lines import json_line
    from quoth.show.proof import proof_page
    from quoth.show.verdicts import checks_table

    if (text is None) == (file is None):
        raise typer.BadParameter("give one of TEXT and --file", param_hint="'TEXT'")
    if text is not None and not any(map(str.isalnum, text)):
        raise typer.BadParameter("there is no word in it to check", param_hint="'TEXT'")
    if file is not None and speaker is not None:
        raise typer.BadParameter("it is for one TEXT; the draft names its speakers", param_hint="'--speaker'")
    with Library(library, create=False) as kept:
        if file is not None:
            draft = check_draft(kept, file, reader=reader, stdin=stdin())
        else:
            draft = check_any(kept, text or "", speaker or None, reader)
    if format_ is CheckFormat.JSON:
        streams.emit_data("".join(json_line(each.check.to_dict()) for each in draft.checked))
    elif format_ is CheckFormat.HTML:
        streams.emit_data(proof_page(draft))
    else:
        streams.emit(checks_table([each.check for each in draft.checked]))
    if not draft.checked:
        streams.say("there is no quotation to check")
        raise typer.Exit(1)
