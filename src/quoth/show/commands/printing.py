"""The commands ``quoth report`` and ``quoth fill``: statements on paper and in a draft, with their certificates."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from quoth.errors import InputError
from quoth.ingest.files import read_bytes
from quoth.show import streams
from quoth.show.commands.program import DEFAULT_LIBRARY, LibraryOption, app, examples, need_extra
from quoth.show.locked import fill as fill_draft
from quoth.show.locked import quotable
from quoth.show.python import Library

__all__ = ["fill", "report"]


@app.command(
    short_help="One HTML file to mail, print or keep.",
    epilog=examples(
        "quoth report st_8546956d51f8e35e49e2 > said.html", "quoth report bridge --speaker Torvane > torvane.html"
    ),
)
def report(
    what: Annotated[str, typer.Argument(metavar="WHAT", help="The id of an article or a statement, or words.")] = "",
    library: LibraryOption = DEFAULT_LIBRARY,
    speaker: Annotated[
        str | None, typer.Option(metavar="NAME", help="In a search: only what this speaker said.")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, max=1000, metavar="N", help="Statements of a search, at most.")] = 100,
) -> None:
    """Write an article, a statement or a search as one HTML page, with the certificate of each quotation."""
    need_extra("web", "fastapi", "jinja2", need="quoth report")
    from quoth.show.web.paper import report_page

    with Library(library, create=False) as held:
        whole = held.article(what) if what.startswith("ar_") else None
        if whole is not None:
            said = [(whole, each) for each in held.statements(whole.id)]
            page = report_page(whole.title or whole.origin, said, total=len(said), whole=whole)
        elif what.startswith(("ar_", "st_")):
            page = report_page(what, [quotable(held, what)], total=1)
        else:
            found = held.search(what, speaker=speaker, limit=limit)
            texts = {name: held.article(name) for name in {hit.article.id for hit in found}}
            said = [(text, hit.statement) for hit in found if (text := texts[hit.article.id]) is not None]
            page = report_page(speaker or what, said, total=found.total)
    streams.emit(page)


@app.command(short_help="Fill a draft with certified words.", epilog=examples("quoth fill draft.txt > filled.txt"))
def fill(
    draft: Annotated[Path, typer.Argument(metavar="DRAFT", help="A text in UTF-8 with {{st_…}} in it.")],
    library: LibraryOption = DEFAULT_LIBRARY,
) -> None:
    """Put the words of statements in the place of their ids in a draft, with a numbered certificate for each."""
    try:
        text = read_bytes(str(draft)).decode("utf-8")
    except (InputError, UnicodeDecodeError) as error:
        raise InputError(f"{draft}: cannot be read as a text in UTF-8 of at most 20 MB", origin=str(draft)) from error
    with Library(library, create=False) as held:
        filled = fill_draft(held, text)
    notes = "".join(f"[{n}] {each.line()}\n" for n, each in enumerate(filled.certificates, 1))
    streams.emit_data(filled.text + (f"\n\n{notes}" if notes else ""))
