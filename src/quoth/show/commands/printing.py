"""The commands ``quoth report`` and ``quoth fill``: statements on paper and in a draft, with their certificates."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from quoth.errors import InputError
from quoth.ingest.files import read_bytes
from quoth.read import DEFAULT_READER
from quoth.show import streams
from quoth.show.commands.program import (
    DEFAULT_LIBRARY,
    LibraryOption,
    ReaderOption,
    app,
    examples,
    need_extra,
    stdin,
)
from quoth.show.locked import fill as fill_draft
from quoth.show.locked import quotable
from quoth.show.python import Library

__all__ = ["fill", "report"]


@app.command(
    short_help="One HTML file to mail, print or keep.",
    epilog=examples(
        "quoth report st_8546956d51f8e35e49e2 > said.html",
        "quoth report bridge --speaker Torvane > torvane.html",
        "quoth report fa_2f316c76493ee43b9cff > versions.html",
        "quoth report --check draft.docx > checked.html",
    ),
)
def report(
    what: Annotated[
        str, typer.Argument(metavar="WHAT", help="The id of an article, a statement or a family, or words.")
    ] = "",
    library: LibraryOption = DEFAULT_LIBRARY,
    speaker: Annotated[
        str | None, typer.Option(metavar="NAME", help="In a search: only what this speaker said.")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, max=1000, metavar="N", help="Statements of a search, at most.")] = 100,
    draft: Annotated[
        str | None,
        typer.Option("--check", metavar="FILE", help="A draft, whose quotations are checked; - is standard input."),
    ] = None,
    reader: ReaderOption = DEFAULT_READER,
) -> None:
    """Write an article, a statement, a family, a check or a search as one HTML page.

    The certificate of each quotation is with it: where the words stand, and the hashes of text and words.
    """
    need_extra("web", "fastapi", "jinja2", need="quoth report")
    from quoth.show.web.paper import check_page

    if draft is not None and (what or speaker):
        raise typer.BadParameter("a draft is checked by itself; leave WHAT and --speaker out", param_hint="'--check'")
    with Library(library, create=False) as held:
        if draft is not None:
            from quoth.show.drafts import check_draft

            page = check_page(held, check_draft(held, draft, reader=reader, stdin=stdin()))
        else:
            page = _page(held, what, speaker, limit)
    streams.emit(page)


def _page(held: Library, what: str, speaker: str | None, limit: int) -> str:
    from quoth.ask.related import family_named
    from quoth.show.web.paper import family_page, report_page

    if what.startswith("fa_"):
        family = family_named(held, what)
        if family is None:
            raise InputError(f"there is no family {what} in the library", origin=what)
        return family_page(held, family)
    whole = held.article(what) if what.startswith("ar_") else None
    if whole is not None:
        said = [(whole, each) for each in held.statements(whole.id)]
        return report_page(whole.title or whole.origin, said, total=len(said), whole=whole)
    if what.startswith(("ar_", "st_")):
        return report_page(what, [quotable(held, what)], total=1)
    found = held.search(what, speaker=speaker, limit=limit)
    texts = {name: held.article(name) for name in {hit.article.id for hit in found}}
    said = [(text, hit.statement) for hit in found if (text := texts[hit.article.id]) is not None]
    return report_page(speaker or what, said, total=found.total)


@app.command(short_help="Fill a draft with certified words.", epilog=examples("quoth fill draft.txt > filled.txt"))
def fill(
    draft: Annotated[Path, typer.Argument(metavar="DRAFT", help="A text in UTF-8 with {{st_…}} in it.")],
    library: LibraryOption = DEFAULT_LIBRARY,
) -> None:
    """Put the words of statements in the place of their ids in a draft, with a numbered certificate for each."""
    try:
        text = read_bytes(str(draft)).decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(f"{draft}: it is no text in UTF-8", origin=str(draft)) from error
    except InputError as error:
        raise InputError(f"{draft}: {error}", origin=str(draft)) from error
    with Library(library, create=False) as held:
        filled = fill_draft(held, text)
    notes = "".join(f"[{n}] {each.line()}\n" for n, each in enumerate(filled.certificates, 1))
    streams.emit_data(filled.text + (f"\n\n{notes}" if notes else ""))
