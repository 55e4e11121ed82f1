"""Every address of the API: a question of ``ask``, a reading, or a judgement."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Annotated, Any, Literal

from fastapi import FastAPI, Query, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException
from starlette.responses import Response

from quoth import __version__, ask
from quoth.ask.following import facets, following
from quoth.errors import LibraryError, QuothError, RecordError
from quoth.library import FIELDS
from quoth.pipeline import read_text
from quoth.records import Attitude, Kind, Polarity
from quoth.show.api.alone import alone
from quoth.show.api.bodies import Json, Route
from quoth.show.api.problems import problem
from quoth.show.api.relations import add_relations
from quoth.show.python import Library

__all__ = ["api_app"]

Word = Annotated[str | None, Query(max_length=1000)]
Limit = Annotated[int, Query(ge=1, le=200)]


class Problem(BaseModel):
    """An error: one sentence that says what to do is in ``detail``."""

    type: str
    title: str
    status: int
    detail: str


class Text(BaseModel):
    """A text to read, which is not stored, and what is known of it."""

    model_config = ConfigDict(extra="forbid")
    text: str = Field(min_length=1, max_length=200_000)
    published: str | None = Field(None, max_length=40)


class Decision(BaseModel):
    """What a person decides about a statement; ``values`` are those of ``quoth judge ID correct``."""

    model_config = ConfigDict(extra="forbid")
    action: Literal["accept", "reject", "correct", "undo"]
    who: str = Field(min_length=1, max_length=200, pattern=r"\S")
    why: str | None = Field(None, max_length=2000)
    values: dict[str, Any] = Field(default_factory=dict)


_KINDS = {400: "what was asked is not to be had so", 404: "it is not there", 405: "not with this method"}
ERRORS: dict[int | str, dict[str, Any]] = {
    status: {"model": Problem, "description": f"A problem: {what}.", "content": {"application/problem+json": {}}}
    for status, what in {**_KINDS, 422: "a value is none of those that it may be"}.items()
}


def api_app(path: Path, reader: str) -> FastAPI:
    """The API of the library at ``path``, whose ``reader`` reads texts that are not stored."""
    app = FastAPI(title="Quoth", version=__version__, docs_url=None, redoc_url=None, responses=ERRORS)
    app.router.route_class = Route
    app.add_exception_handler(QuothError, _refused)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _invalid)
    _add_questions(app, path)
    _add_work(app, path, reader)
    add_relations(app, path, reader)
    return app


def _add_questions(app: FastAPI, path: Path) -> None:
    @app.get("/library")
    def library() -> dict[str, Any]:
        """How much there is."""
        with Library(path, create=False) as kept:
            return kept.counts().to_dict()

    @app.get("/search")
    def search(
        text: Annotated[str, Query(max_length=1000)] = "",
        speaker: Word = None,
        outlet: Word = None,
        role: Word = None,
        kind: Kind | None = None,
        attitude: Attitude | None = None,
        polarity: Polarity | None = None,
        voice: Word = None,
        since: Word = None,
        until: Word = None,
        limit: Limit = 20,
        cursor: Word = None,
    ) -> dict[str, Any]:
        """Statements, newest first; ``cursor`` is that of the page before, and null on the last."""
        query = ask.Query(
            text=text, speaker=speaker or None, outlet=outlet or None, role=role or None, kind=kind, attitude=attitude,
            polarity=polarity, voice=voice or None, since=since or None, until=until or None, limit=limit,
        )  # fmt: skip
        with Library(path, create=False) as kept:
            page, counted = following(kept, query, cursor or None), facets(kept, query)
        return {
            "statements": [ask.hit_object(hit) for hit in page.hits],
            "cursor": page.cursor,
            "facets": {field: dict(values) for field, values in counted.values.items()},
            "articles": counted.articles,
            "voices": counted.voices,
        }

    @app.get("/speakers")
    def speakers(limit: Limit = 20, offset: Annotated[int, Query(ge=0, le=10**9)] = 0) -> dict[str, Any]:
        """Who speaks most."""
        with Library(path, create=False) as kept:
            found = ask.speakers(kept, limit=limit, offset=offset)
            return {"speakers": found.to_dicts(), "total": found.total}

    @app.get("/speaker")
    def speaker(name: Annotated[str, Query(min_length=1, max_length=1000)], limit: Limit = 100) -> dict[str, Any]:
        """One speaker, by any form of the name, in time."""
        with Library(path, create=False) as kept:
            return ask.speaker(kept, name, limit=limit).to_dict()

    @app.get("/statements/{id}")
    def statement(id: str) -> dict[str, Any]:  # noqa: A002 - the field's own name
        """A statement, with the families that it is of and what people decided about it."""
        with Library(path, create=False) as kept:
            found = kept.statement(id)
            if found is None:
                raise HTTPException(404, "There is no such statement; /api/search finds them.")
            families = [each.id for each in kept.families_of(id)]
            made = [each.to_dict() for each in kept.judgements(id)]
        return found.to_dict() | {"families": families, "judgements": made}

    @app.get("/articles")
    def articles(limit: Limit = 20, offset: Annotated[int, Query(ge=0, le=10**9)] = 0) -> dict[str, Any]:
        """The articles, newest first."""
        with Library(path, create=False) as kept:
            found = ask.articles(kept, limit=limit, offset=offset)
            return {"articles": found.to_dicts(), "total": found.total}

    @app.get("/articles/{id}", responses={304: {"description": "It is as it was."}})
    def article(id: str, request: Request) -> Response:  # noqa: A002 - the field's own name
        """An article with its statements; its ETag changes when it is judged or reread."""
        with Library(path, create=False) as kept:
            report = ask.article(kept, id)
        if report is None:
            raise HTTPException(404, "There is no such article; /api/articles lists them.")
        body = Json(report.to_dict())
        return _unless_known(request, body)


def _add_work(app: FastAPI, path: Path, reader: str) -> None:
    @app.post("/read")
    async def read(given: Text) -> dict[str, Any]:
        """What is said in a text, which is not stored."""
        return await alone(lambda: read_text(given.text, reader=reader, published=given.published).to_dict())

    @app.post("/judgements/{id}")
    def judge(id: str, decision: Decision) -> dict[str, Any]:  # noqa: A002
        """Keeps what a person decides about a statement, or undoes a judgement, by its id."""
        by: dict[str, Any] = {"who": decision.who, "why": decision.why}
        with Library(path, create=False) as kept:
            if decision.action == "correct":
                if unknown := sorted(decision.values.keys() - set(FIELDS)):
                    raise RecordError(f"there is no field {unknown[0]!r} to correct; there are {', '.join(FIELDS)}")
                return kept.correct(id, **by, **decision.values).to_dict()
            return getattr(kept, decision.action)(id, **by).to_dict()  # type: ignore[no-any-return]


def _unless_known(request: Request, body: Response) -> Response:
    tag = f'"{hashlib.sha256(bytes(body.body)).hexdigest()[:32]}"'
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers={"etag": tag})
    body.headers["etag"] = tag
    return body


def _refused(_: Request, error: Exception) -> Response:
    missing = isinstance(error, LibraryError) and "there is no" in str(error)
    return problem(404 if missing else 400, f"{str(error)[:1].upper()}{str(error)[1:]}.")


def _http(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return problem(error.status_code, str(error.detail))


def _invalid(_: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    return problem(422, f"{'.'.join(map(str, first['loc']))}: {first['msg']}.")
