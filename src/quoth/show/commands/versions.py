"""The command ``quoth versions``: what became of the statements of a page that was met more than once."""

from __future__ import annotations

from typing import Annotated

import typer

from quoth import ask
from quoth.show import streams
from quoth.show.commands.program import DEFAULT_LIBRARY, LibraryOption, PlainFormat, app, examples
from quoth.show.lines import json_line
from quoth.show.python import Library
from quoth.show.versions import versions_text

__all__ = ["versions"]


@app.command(
    short_help="Show what a page added, removed and altered.",
    epilog=examples("quoth versions https://news.example/dam", "quoth versions https://news.example/dam --format json"),
)
def versions(
    url: Annotated[str, typer.Argument(metavar="URL", help="The address, as it was when the page was added.")],
    library: LibraryOption = DEFAULT_LIBRARY,
    format_: Annotated[PlainFormat, typer.Option("--format", help="How to print them.")] = PlainFormat.TABLE,
) -> None:
    """Show the texts that were met at one address, when each was first, and which statements it added, removed and
    altered, word by word, as against the one before.
    """
    with Library(library, create=False) as kept:
        found = ask.versions(kept, url)
        if found is None:
            raise typer.BadParameter(f"nothing here was met at {url!r}", param_hint="'URL'")
        made = json_line(ask.versions_object(found)) if format_ is PlainFormat.JSON else versions_text(kept, found)
    streams.emit(made)
