"""The program and what its commands share: its options, the library's among them, and how their help is written."""

from __future__ import annotations

import getpass
import importlib.util
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, BinaryIO

import typer

import quoth
from quoth.errors import MissingExtraError
from quoth.read import reader_names
from quoth.show import streams

__all__ = [
    "DEFAULT_LIBRARY",
    "LibraryOption",
    "ListFormat",
    "OutletOption",
    "PlainFormat",
    "PublishedOption",
    "ReaderOption",
    "WhoOption",
    "WhyOption",
    "WorkersOption",
    "app",
    "examples",
    "need_extra",
    "stdin",
    "whoami",
]

app = typer.Typer(name="quoth", add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)

DEFAULT_LIBRARY = Path("quoth.db")


class PlainFormat(StrEnum):
    """The forms of what is one thing, and no list of rows."""

    TABLE = "table"
    JSON = "json"


class ListFormat(StrEnum):
    """The forms in which records are listed."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


def _known_reader(name: str) -> str:
    if name not in reader_names():
        raise typer.BadParameter(f"{name!r} is not one of {', '.join(map(repr, reader_names()))}")
    return name


ReaderOption = Annotated[
    str,
    typer.Option("--reader", metavar="NAME", callback=_known_reader, help="A network, or rules, the plain baseline."),
]


def need_extra(extra: str, *modules: str, need: str) -> None:
    """Raises MissingExtraError where one of the modules that an extra brings is not there; none is loaded for it."""
    if any(importlib.util.find_spec(name) is None for name in modules):
        raise MissingExtraError(extra, need=need)


def examples(*lines: str) -> str:
    """The end of a help text: each line stays a line, since a backspace begins it."""
    return "\n".join(("\b", "Examples:" if len(lines) > 1 else "Example:", *(f"  {line}" for line in lines)))


LibraryOption = Annotated[Path, typer.Option("--library", metavar="FILE", envvar="QUOTH_LIBRARY", help="The library.")]
WorkersOption = Annotated[
    int, typer.Option(min=0, max=256, metavar="N", help="Processes that read; 0 is one for every core.")
]
PublishedOption = Annotated[
    str | None, typer.Option(metavar="DATE", help="When all of it was published, whatever it says itself.")
]
OutletOption = Annotated[
    str | None, typer.Option(metavar="NAME", help="Who published all of it, whatever it says itself.")
]
WhoOption = Annotated[
    str | None, typer.Option("--who", metavar="NAME", help="Whose decision it is; you, by your name here, if left out.")
]
WhyOption = Annotated[str | None, typer.Option("--why", metavar="TEXT", help="The reason, in a few words.")]


def whoami() -> str:
    """The name under which the user is known to the system."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "unknown"


def stdin() -> BinaryIO | None:
    """Standard input as bytes; None where the caller has closed it."""
    return sys.stdin.buffer if sys.stdin is not None else None


def _print_version(wanted: bool) -> None:
    if wanted:
        streams.emit(f"quoth {quoth.__version__}\n")
        raise typer.Exit


@app.callback(invoke_without_command=True, epilog=examples("quoth demo", "quoth read report.txt"))
def start(
    context: typer.Context,
    version: Annotated[  # noqa: ARG001 - its callback does it all
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Keep the record of who said what in news reports, in the exact words."""
    if context.invoked_subcommand is None:
        streams.emit(context.get_help() + "\n")
