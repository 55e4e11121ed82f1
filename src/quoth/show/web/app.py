"""The server: pages, API and static files behind one guard."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from anyio import to_thread
from fastapi import FastAPI, Request
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response, StreamingResponse
from starlette.staticfiles import StaticFiles

from quoth.errors import QuothError
from quoth.samples import sample_paths
from quoth.show.api import api_app
from quoth.show.python import Library
from quoth.show.web.checking import add_checking
from quoth.show.web.families import add_families
from quoth.show.web.figures import add_figures
from quoth.show.web.finding import add_finding
from quoth.show.web.guard import Guard
from quoth.show.web.jobs import Jobs
from quoth.show.web.pages import add_reading
from quoth.show.web.rendering import failed
from quoth.show.web.reviewing import add_review
from quoth.show.web.speaking import add_speaking

__all__ = ["web_app"]

STATIC = Path(__file__).parent / "static"

# Pages that are made at once: each has a connection with a cache of its own, and more would only wait for a processor.
AT_ONCE = 4

# Seconds between two looks at what is being added.
LOOK = 0.5


def web_app(path: Path, *, reader: str, hosts: frozenset[str], token: str | None = None) -> Guard:
    """The whole server for the library at ``path``, which is made where it is not there; only ``hosts`` are heard."""
    with Library(path):
        pass
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None, lifespan=_bounded)
    app.mount("/api", api_app(path, reader))
    app.mount("/static", StaticFiles(directory=STATIC))
    app.add_exception_handler(QuothError, failed)
    app.add_exception_handler(HTTPException, failed)
    for add in (add_reading, add_finding, add_speaking, add_families, add_figures, add_review):
        add(app, path)
    add_checking(app, path, reader)
    _add_adding(app, path, Jobs(path, reader))
    return Guard(app, hosts, token)


@asynccontextmanager
async def _bounded(_: FastAPI) -> AsyncIterator[None]:
    """As long as the server runs, AT_ONCE pages are made at once, and the others wait."""
    to_thread.current_default_thread_limiter().total_tokens = AT_ONCE
    yield


def _add_adding(app: FastAPI, path: Path, jobs: Jobs) -> None:
    @app.post("/add")
    async def add(request: Request) -> Response:
        async with request.form(max_files=200, max_fields=20) as form:
            files = [
                (each.filename, await each.read())
                for each in form.getlist("files")
                if isinstance(each, UploadFile) and each.filename
            ]
            given = {name: str(form.get(name) or "") for name in ("text", "samples", "address")}
        if text := given["text"].strip():
            files.append(("pasted.txt", text.encode("utf-8", "surrogatepass")))
        if given["samples"]:
            files += [(each.name, each.read_bytes()) for each in sample_paths()]
        addresses = given["address"].split()
        jobs.start(files, addresses)
        return RedirectResponse("/?adding=1", 303)

    @app.post("/add/stop")
    def stop() -> Response:
        jobs.stop()
        return RedirectResponse("/?adding=1", 303)

    @app.get("/add/events")
    async def events() -> Response:
        async def lines() -> AsyncIterator[str]:
            while True:
                state = jobs.state() | await asyncio.to_thread(_counts, path)
                yield f"data: {json.dumps(state)}\n\n"
                if not state["running"]:
                    return
                await asyncio.sleep(LOOK)

        return StreamingResponse(lines(), media_type="text/event-stream", headers={"cache-control": "no-store"})


def _counts(path: Path) -> dict[str, int]:
    with Library(path, create=False) as kept:
        counts = kept.counts()
    return {"articles": counts.articles, "statements": counts.statements}
