"""The page of review: one statement at a time, the least certain first, and what people decide about it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

from fastapi import FastAPI, Request
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from quoth.library import Store, standing
from quoth.library.rows import judgement_from
from quoth.records import Judgement
from quoth.show.python import Library
from quoth.show.web.asking import Asked
from quoth.show.web.marks import pieces
from quoth.show.web.rendering import ANY, address, page

__all__ = ["add_review"]

# The index statements_certainty has them in this order; of one speaker or outlet they are few enough to be sorted.
LEAST_CERTAIN = """
SELECT s.id FROM statements s {join}
WHERE s.shown = 1 AND s.verdict IS NULL AND (:after IS NULL OR s.id <> :after) {only}
ORDER BY s.confidence, s.rowid LIMIT 1
"""
OF_OUTLET = "CROSS JOIN articles a ON a.id = s.article"
NAMES = "SELECT name FROM speaker_names WHERE statements > 0 ORDER BY statements DESC LIMIT 200"
JUDGED = "SELECT verdict, count(*) AS n FROM statements WHERE verdict IS NOT NULL GROUP BY verdict"
# What takes one back is younger, so that of the newest it is known which of them stand.
NEWEST = "SELECT * FROM judgements ORDER BY n DESC LIMIT 300"

WHO = "quoth_who"


def add_review(app: FastAPI, path: Path) -> None:
    """Gives ``app`` the page of review."""

    @app.get("/review")
    def review(request: Request) -> Response:
        asked = Asked.of(request)
        only = {name: value for name in ("speaker", "outlet") if (value := asked.get(name))}
        with Library(path, create=False) as kept:
            id_ = asked.get("id") or _least_certain(kept, asked.get("after"), only)
            chosen = kept.statement(id_) if id_ else None
            text = kept.article(chosen.article) if chosen else None
            done = {row["verdict"]: row["n"] for row in kept.rows(JUDGED)}
            who = unquote(request.cookies.get(WHO, ""))[:100] or "reader"
            values: dict[str, Any] = {
                "articles": chosen is not None or bool(kept.rows(ANY)),
                "statement": chosen,
                "article": text,
                "pieces": pieces(text.text, [chosen]) if text and chosen else [],
                "names": [row["name"] for row in kept.rows(NAMES)],
                "last": _last_of(kept, who),
            }
        here = address("/review", only)
        return page("review.html", share=share(done), done=done, who=who, only=only, here=here, **values)

    @app.post("/review")
    async def decide(request: Request) -> Response:
        async with request.form(max_files=0, max_fields=20) as form:
            given = {name: str(value) for name, value in form.items()}
        return await run_in_threadpool(_decided, path, given)


def _least_certain(store: Store, after: str | None, only: dict[str, str]) -> str | None:
    where = {"speaker": "AND s.speaker_name = :speaker", "outlet": "AND a.outlet = :outlet"}
    sql = LEAST_CERTAIN.format(join=OF_OUTLET if "outlet" in only else "", only=" ".join(where[name] for name in only))
    rows = store.rows(sql, {"after": after, **only})
    return rows[0]["id"] if rows else None


def _last_of(store: Store, who: str) -> Judgement | None:
    """What this person decided last, and nobody took back."""
    made = [judgement_from(row) for row in store.rows(NEWEST)]
    held = standing(made[::-1])
    return next((each for each in made if each.who == who and each.undoes is None and each.id in held), None)


def _decided(path: Path, given: dict[str, str]) -> Response:
    action, id_, who = given.get("action", ""), given.get("id", ""), given.get("who", "").strip()[:100] or "reader"
    if action not in ("accept", "reject", "correct", "undo"):
        raise HTTPException(400, "There is no such decision.")
    only = {name: given.get(name, "")[:2000] for name in ("speaker_only", "outlet_only")}
    asked = {name.removesuffix("_only"): value for name, value in only.items() if value}
    with Library(path, create=False) as kept:
        made = _kept(kept, action, id_, who, given)
    again = made.statement if action in ("correct", "undo") else None
    answer = RedirectResponse(address("/review", asked, id=again), 303)
    answer.set_cookie(WHO, quote(who), httponly=True, samesite="strict")
    return answer


def _kept(kept: Library, action: str, id_: str, who: str, given: dict[str, str]) -> Judgement:
    if action != "correct":
        made: Judgement = getattr(kept, action)(id_, who=who)
        return made
    values: dict[str, Any] = {"speaker": given["speaker"] or None} if given.get("speaker_changed") else {}
    for role in ("content", "cue", "source"):
        if given.get(role):
            try:
                values[role] = json.loads(given[role])
            except (ValueError, RecursionError) as error:
                raise HTTPException(400, "That is no list of places in the text.") from error
    return kept.correct(id_, who=who, **values)


def share(done: dict[str, int]) -> tuple[float, float, float] | None:
    """Of what was judged, the share that was right, with Wilson's interval at 95%."""
    n, right = sum(done.values()), done.get("accepted", 0)
    if not n:
        return None
    z, p = 1.96, right / n
    middle, half = p + z * z / (2 * n), z * (p * (1 - p) / n + z * z / (4 * n * n)) ** 0.5
    scale = 1 + z * z / n
    return p, max(0.0, (middle - half) / scale), min(1.0, (middle + half) / scale)
