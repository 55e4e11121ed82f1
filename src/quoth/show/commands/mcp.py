"""The command ``quoth mcp``: the library as tools for a model."""

from __future__ import annotations

from quoth.read import DEFAULT_READER
from quoth.show.commands.program import DEFAULT_LIBRARY, LibraryOption, ReaderOption, app, examples, need_extra
from quoth.show.python import Library

__all__ = ["mcp"]


@app.command(
    short_help="Answer a model over MCP.",
    epilog=examples("quoth mcp --library news.db"),
)
def mcp(library: LibraryOption = DEFAULT_LIBRARY, reader: ReaderOption = DEFAULT_READER) -> None:
    """Answer a model's program over standard input and output, by the Model Context Protocol, until it goes.

    The library is read, never written to. Texts of articles go out marked as quoted.
    """
    need_extra("mcp", "mcp", "pydantic", "anyio", need="quoth mcp")
    from quoth.show.mcp import serve

    with Library(library, create=False, read_only=True):  # says at once what is wrong with it
        pass
    serve(library, reader)
