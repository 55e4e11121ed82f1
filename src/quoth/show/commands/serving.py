"""The commands ``quoth serve`` and ``quoth open``: the library in a browser."""

from __future__ import annotations

import secrets
import socket
import webbrowser
from typing import Annotated

import typer

from quoth.read import DEFAULT_READER
from quoth.show import streams
from quoth.show.commands.program import DEFAULT_LIBRARY, LibraryOption, ReaderOption, app, examples, need_extra

__all__ = ["open_", "serve"]

PORT = 8765
HERE = ("127.0.0.1", "localhost", "[::1]")

PortOption = Annotated[int, typer.Option(min=1, max=65535, metavar="N", help="The port.")]


@app.command(
    short_help="Open the library in a browser.",
    epilog=examples("quoth serve", "quoth serve --library news.db --port 9000"),
)
def serve(
    library: LibraryOption = DEFAULT_LIBRARY,
    port: PortOption = PORT,
    host: Annotated[
        str, typer.Option(metavar="ADDRESS", help="Where to listen; elsewhere than here asks for a token.")
    ] = "127.0.0.1",
    reader: ReaderOption = DEFAULT_READER,
) -> None:
    """Show a library as pages and as an API, on this machine alone, until Ctrl-C."""
    need_extra("web", "fastapi", "uvicorn", "jinja2", "python_multipart", need="quoth serve")
    from quoth.show.web import web_app
    from quoth.show.web.guard import ANY
    from quoth.show.web.server import serve_app

    token = None if host in ("127.0.0.1", "localhost", "::1") else secrets.token_urlsafe(24)
    # Listening everywhere, it is called by whichever name the machine has.
    everywhere = host in ("0.0.0.0", "::")
    named = socket.gethostname() if everywhere else host
    bracketed = f"[{named}]" if ":" in named else named
    hosts = frozenset({ANY} if everywhere else {*HERE, host.lower(), bracketed.lower()})
    served = web_app(library, reader=reader, hosts=hosts, token=token)
    shown = f"http://{bracketed}:{port}/" + (f"?token={token}" if token else "")
    streams.emit(f"{shown}\n")
    streams.flush()
    serve_app(served, host=host, port=port)


@app.command(
    name="open", short_help="Open a page of quoth serve.", epilog=examples("quoth open st_8546956d51f8e35e49e2")
)
def open_(
    name: Annotated[str, typer.Argument(metavar="ID", help="Of a statement, an article or a family.")],
    port: PortOption = PORT,
) -> None:
    """Open the page of a statement, an article or a family in the browser; quoth serve has to run."""
    pages = {"st_": "statement", "ar_": "article", "fa_": "family"}
    if name[:3] not in pages or not name[3:].isalnum():
        raise typer.BadParameter(f"{name!r} is no id, which begins with st_, ar_ or fa_", param_hint="'ID'")
    address = f"http://127.0.0.1:{port}/{pages[name[:3]]}/{name}"
    streams.emit(f"{address}\n")
    webbrowser.open(address)
