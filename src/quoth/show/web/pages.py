"""The pages: home, article, search, speaker and review, each the answer to a question of ``ask``."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from fastapi import FastAPI, Request
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, RedirectResponse, Response

from quoth import ask
from quoth.ask.following import facets, following
from quoth.ask.hits import COLUMNS as HIT_COLUMNS
from quoth.library import standing
from quoth.show.direction import visible
from quoth.show.lines import csv_rows
from quoth.show.python import Library
from quoth.show.web.marks import fragment_link, pieces, safe_link

__all__ = ["add_pages", "failed"]

ASKED = ("text", "speaker", "outlet", "role", "kind", "attitude", "polarity", "since", "until")
LEAST_CERTAIN = """
SELECT id, article FROM statements
WHERE shown = 1 AND verdict IS NULL AND (:after IS NULL OR id <> :after)
ORDER BY confidence, rowid LIMIT 1
"""
NAMES = "SELECT name FROM speaker_names WHERE statements > 0 ORDER BY statements DESC LIMIT 200"
JUDGED = "SELECT verdict, count(*) AS n FROM statements WHERE verdict IS NOT NULL GROUP BY verdict"
BY_MONTH = """
SELECT substr(published, 1, 7) AS month, sum(statement_count) AS n FROM articles
WHERE published IS NOT NULL GROUP BY month ORDER BY month
"""
NEWEST = "SELECT id, title, origin, outlet, published, statement_count FROM articles ORDER BY rowid DESC LIMIT 8"

_MONTH = re.compile(r"\d{4}-\d\d")

_templates = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"), autoescape=True, undefined=StrictUndefined
)


def _escaped_returns(page: str) -> str:
    """A carriage return as its reference: else a browser joins it with the line end, and offsets move."""
    return page.replace("\r", "&#13;")


def _page(name: str, status: int = 200, **values: Any) -> Response:
    made = _templates.get_template(name).render(visible=visible, safe_link=safe_link, **values)
    return HTMLResponse(_escaped_returns(made).encode("utf-8", "replace"), status)


def failed(request: Request, error: Exception) -> Response:
    """What went wrong, as a page."""
    status = error.status_code if isinstance(error, HTTPException) else 400
    detail = str(error.detail) if isinstance(error, HTTPException) else f"{error}."
    return _page("problem.html", status, detail=detail, path=request.url.path)


def _query(request: Request, **more: Any) -> ask.Query:
    asked = {name: request.query_params.get(name) or None for name in ASKED}
    return ask.Query(**{**asked, "text": asked["text"] or "", **more})


def _bars(months: list[tuple[str, int]]) -> list[tuple[float, float, float, str, int]]:
    """Each month as x, width and height of a bar in a picture of 600 by 80, where it lies in time, with its number."""
    dated = [(int(month[:4]) * 12 + int(month[5:7]), month, n) for month, n in months if _MONTH.fullmatch(month)]
    if not dated:
        return []
    first, most = dated[0][0], max(n for _, _, n in dated)
    wide = 600 / (dated[-1][0] - first + 1)
    return [((at - first) * wide, max(1.0, min(wide - 1, 40)), 80 * n / max(1, most), m, n) for at, m, n in dated]


def add_pages(app: FastAPI, path: Path) -> None:
    """Gives ``app`` the pages of the library at ``path``."""
    _add_reading(app, path)
    _add_finding(app, path)
    _add_review(app, path)


def _add_reading(app: FastAPI, path: Path) -> None:
    @app.get("/")
    def home(adding: bool = False) -> Response:
        with Library(path, create=False) as kept:
            return _page(
                "home.html",
                counts=kept.counts(),
                speakers=ask.speakers(kept, limit=8),
                newest=kept.rows(NEWEST),
                bars=_bars([(row["month"], row["n"]) for row in kept.rows(BY_MONTH)]),
                adding=adding,
            )

    @app.get("/article/{id}")
    def article(id: str) -> Response:  # noqa: A002 - the field's own name
        with Library(path, create=False) as kept:
            found = ask.named(kept, id) if id.startswith(("ar_", "st_")) else ()
            report = ask.article(kept, found[0]) if len(found) == 1 else None
            if report is None:
                raise HTTPException(404, "There is no such article here.")
            verdicts = {each.id: kept.verdict(each.id) for each in report.statements}
        links = {s.id: fragment_link(report.article.url, s.content[0].text) for s in report.statements}
        cut = pieces(report.article.text, report.statements)
        return _page("article.html", report=report, pieces=cut, verdicts=verdicts, links=links)

    @app.get("/statement/{id}")
    def statement(id: str) -> Response:  # noqa: A002
        with Library(path, create=False) as kept:
            found = kept.statement(id)
        if found is None:
            raise HTTPException(404, "There is no such statement here.")
        return RedirectResponse(f"/article/{found.article}#{found.id}", 303)


def _add_finding(app: FastAPI, path: Path) -> None:
    @app.get("/search")
    def search(request: Request) -> Response:
        query = _query(request, limit=20)
        with Library(path, create=False) as kept:
            page = following(kept, query, request.query_params.get("cursor") or None)
            counted = facets(kept, query)
        asked = {k: str(v) for k, v in query.asks().items()}
        link: Callable[..., str] = lambda **more: "/search?" + urlencode({**asked, **more}, errors="replace")  # noqa: E731
        return _page("search.html", query=query, page=page, facets=counted, link=link, bars=_bars(counted.months))

    @app.get("/search.csv")
    def search_csv(request: Request) -> Response:
        with Library(path, create=False) as kept:
            page = following(kept, _query(request, limit=20), request.query_params.get("cursor") or None)
        results = ask.Results(page.hits, len(page.hits), HIT_COLUMNS)
        body = csv_rows(results.to_rows(), [column.name for column in results.columns])
        return Response("".join(body).encode("utf-8", "replace"), media_type="text/csv; charset=utf-8")

    @app.get("/search.atom")
    def atom(request: Request) -> Response:
        with Library(path, create=False) as kept:
            page = following(kept, _query(request, limit=50))
        base = f"{request.url.scheme}://{request.url.netloc}"
        made = _templates.get_template("atom.xml").render(
            hits=page.hits, base=base, visible=visible, url=str(request.url)
        )
        return Response(_xml(made), media_type="application/atom+xml")

    @app.get("/speaker")
    def speaker(name: str) -> Response:
        with Library(path, create=False) as kept:
            return _page("speaker.html", person=ask.speaker(kept, name))


def _xml(text: str) -> bytes:
    """What XML can carry."""
    return "".join(c for c in text if c in "\n\t" or c >= " ").encode("utf-8", "replace")


def _add_review(app: FastAPI, path: Path) -> None:
    @app.get("/review")
    def review(after: str | None = None, id: str | None = None) -> Response:  # noqa: A002
        with Library(path, create=False) as kept:
            rows = kept.rows(LEAST_CERTAIN, {"after": after}) if id is None else []
            chosen = kept.statement(id or (rows[0]["id"] if rows else ""))
            text = kept.article(chosen.article) if chosen else None
            done = {row["verdict"]: row["n"] for row in kept.rows(JUDGED)}
            made = kept.judgements()
            held = standing(made)
            last = next((each for each in reversed(made) if each.undoes is None and each.id in held), None)
            names = [row["name"] for row in kept.rows(NAMES)]
        cut = pieces(text.text, [chosen]) if text and chosen else []
        values: dict[str, Any] = {"statement": chosen, "article": text, "pieces": cut, "names": names}
        return _page("review.html", share=_share(done), done=done, last=last, **values)

    @app.post("/review")
    async def decide(request: Request) -> Response:
        form = await request.form(max_files=0, max_fields=20)
        given = {name: str(value) for name, value in form.items()}
        return await _threaded(lambda: _decided(path, given))


async def _threaded(work: Callable[[], Response]) -> Response:
    from starlette.concurrency import run_in_threadpool

    return await run_in_threadpool(work)


def _decided(path: Path, given: dict[str, str]) -> Response:
    action, id, who = given.get("action", ""), given.get("id", ""), given.get("who") or "reader"  # noqa: A001
    if action not in ("accept", "reject", "correct", "undo"):
        raise HTTPException(400, "There is no such decision.")
    with Library(path, create=False) as kept:
        if action == "correct":
            values: dict[str, Any] = {"speaker": given["speaker"] or None} if given.get("speaker_changed") else {}
            for role in ("content", "cue", "source"):
                if given.get(role):
                    try:
                        values[role] = json.loads(given[role])
                    except ValueError as error:
                        raise HTTPException(400, "That is no list of places in the text.") from error
            kept.correct(id, who=who, **values)
            return RedirectResponse(f"/review?id={id}", 303)
        made = getattr(kept, action)(id, who=who)
    if action == "undo" and made.statement:
        return RedirectResponse(f"/review?id={made.statement}", 303)
    return RedirectResponse("/review", 303)


def _share(done: dict[str, int]) -> tuple[float, float, float] | None:
    """Of what was judged, the share that was right, with Wilson's interval at 95%."""
    n, right = sum(done.values()), done.get("accepted", 0)
    if not n:
        return None
    z, p = 1.96, right / n
    middle, half = p + z * z / (2 * n), z * (p * (1 - p) / n + z * z / (4 * n * n)) ** 0.5
    scale = 1 + z * z / n
    return p, max(0.0, (middle - half) / scale), min(1.0, (middle + half) / scale)
