"""The page of a search, and its results as a table and as a feed: exactly what is shown, and what comes later."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from fastapi import FastAPI, Request
from starlette.responses import Response

from quoth import ask
from quoth.ask.following import facets, following
from quoth.ask.hits import COLUMNS
from quoth.errors import RecordError
from quoth.records import moment
from quoth.show.direction import visible
from quoth.show.lines import csv_rows
from quoth.show.python import Library
from quoth.show.web.asking import Asked
from quoth.show.web.pages import bars
from quoth.show.web.rendering import address, label, page, templates

__all__ = ["add_finding"]

SHOWN, FED = 20, 50

# The time of what has none, in the words of RFC 3339.
NEVER = "1970-01-01T00:00:00Z"


def add_finding(app: FastAPI, path: Path) -> None:
    """Gives ``app`` the page of a search, its CSV and its feed."""

    @app.get("/search")
    def search(request: Request) -> Response:
        asked = Asked.of(request)
        query = asked.query(limit=SHOWN)
        with Library(path, create=False) as kept:
            found = following(kept, query, asked.get("cursor"))
            counted = facets(kept, query)
        given: dict[str, object] = dict(query.asks())
        only = {name: value for name, value in given.items() if name != "text"}
        return page(
            "search.html", query=query, page=found, facets=counted, bars=bars(counted.months), only=only,
            asked=bool(given), cursor=asked.get("cursor"), anywhere=address("/search", {"text": query.text}),
            link=partial(address, "/search", given),
            csv=address("/search.csv", given, cursor=asked.get("cursor")), feed=address("/search.atom", given),
        )  # fmt: skip

    @app.get("/search.csv")
    def search_csv(request: Request) -> Response:
        asked = Asked.of(request)
        with Library(path, create=False) as kept:
            found = following(kept, asked.query(limit=SHOWN), asked.get("cursor"))
        results = ask.Results(found.hits, len(found.hits), COLUMNS)
        body = "".join(csv_rows(results.to_rows(), [column.name for column in results.columns]))
        headers = {"content-disposition": 'attachment; filename="quoth-search.csv"'}
        return Response(body.encode("utf-8", "replace"), media_type="text/csv; charset=utf-8", headers=headers)

    @app.get("/search.atom")
    def atom(request: Request) -> Response:
        with Library(path, create=False) as kept:
            query = Asked.of(request).query(limit=FED)
            found = following(kept, query)
        base = f"{request.url.scheme}://{request.url.netloc}"
        title = ", ".join(f"{name} {value}" if name != "text" else str(value) for name, value in query.asks().items())
        made = templates.get_template("atom.xml").render(
            hits=found.hits, base=base, visible=visible, label=label, url=str(request.url),
            title=title or "all statements", when=_when, page=address("/search", dict(query.asks())),
            updated=max(map(_when, found.hits), default=NEVER),
        )  # fmt: skip
        return Response(_xml(made), media_type="application/atom+xml")


def _when(hit: ask.Hit) -> str:
    """When the report of a hit was published, as Atom writes a time."""
    try:
        found = moment(hit.article.published) if hit.article.published else None
    except (RecordError, OverflowError):
        found = None
    return found.isoformat(timespec="seconds").replace("+00:00", "Z") if found is not None else NEVER


def _xml(text: str) -> bytes:
    """What XML can carry."""
    return "".join(c for c in text if c in "\n\t" or c >= " ").encode("utf-8", "replace")
