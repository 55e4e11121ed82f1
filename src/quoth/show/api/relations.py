"""What was related, at ``/api``: families, figures and their series, and a check of a sentence or a draft."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any

from fastapi import FastAPI, Query
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException

from quoth import ask
from quoth.ask.arriving import Arrived, families_after, figures_after
from quoth.ask.related import family_named, series_found
from quoth.records import Figure
from quoth.relate.series import Series
from quoth.show.api.alone import alone
from quoth.show.drafts import LONGEST, Draft, check_any
from quoth.show.python import Library

__all__ = ["add_relations"]

Word = Annotated[str | None, Query(max_length=1000)]
Few = Annotated[int, Query(ge=1, le=50)]
Limit = Annotated[int, Query(ge=1, le=200)]


class Asked(BaseModel):
    """A sentence or a draft to check; ``speaker`` is of a sentence alone, a draft names its own."""

    model_config = ConfigDict(extra="forbid")
    text: str = Field(min_length=1, max_length=LONGEST, pattern=r"\w")
    speaker: str | None = Field(None, max_length=1000)


def add_relations(app: FastAPI, path: Path, reader: str) -> None:
    """Gives ``app`` the addresses of families, figures and checks."""
    _add_families(app, path)
    _add_figures(app, path)

    @app.get("/check")
    def check(text: Annotated[str, Query(min_length=1, max_length=2000)], speaker: Word = None) -> dict[str, Any]:
        """Whether a quotation is on record; a text with several in quotation marks is checked as a draft."""
        with Library(path, create=False) as kept:
            return _draft(check_any(kept, text, speaker or None, reader))

    @app.post("/check")
    async def check_draft(given: Asked) -> dict[str, Any]:
        """Every quotation of a draft, of which nothing is kept, with its verdict; ``left`` is how many are not done."""

        def checked() -> dict[str, Any]:
            with Library(path, create=False) as kept:
                return _draft(check_any(kept, given.text, given.speaker or None, reader))

        return await alone(checked)


def _add_families(app: FastAPI, path: Path) -> None:
    @app.get("/families")
    def families(
        text: Annotated[str, Query(max_length=1000)] = "",
        speaker: Word = None,
        outlet: Word = None,
        since: Word = None,
        until: Word = None,
        limit: Few = 20,
        cursor: Word = None,
    ) -> dict[str, Any]:
        """Families in the order in which they came in, the newest first; ``cursor`` is that of the page before."""
        query = ask.Query(
            text=text, speaker=speaker or None, outlet=outlet or None, since=since or None, until=until or None,
            limit=limit,
        )  # fmt: skip
        with Library(path, create=False) as kept:
            found = families_after(kept, query, cursor or None)
        return {"families": [ask.family_object(each) for each in found.records], "cursor": found.cursor}

    @app.get("/families/{id}")
    def family(id: str) -> dict[str, Any]:  # noqa: A002 - the field's own name
        """A family by its id or that of one of its statements: all versions, the earliest first, and their changes."""
        with Library(path, create=False) as kept:
            found = family_named(kept, id) if id.startswith(("fa_", "st_")) else None
        if found is None:
            raise HTTPException(404, "There is no such family; /api/families lists them.")
        return ask.family_object(found)


def _add_figures(app: FastAPI, path: Path) -> None:
    @app.get("/figures")
    def figures(limit: Limit = 20, cursor: Word = None) -> dict[str, Any]:
        """Figures in the order in which they came in, the newest first; ``cursor`` is that of the page before."""
        with Library(path, create=False) as kept:
            found: Arrived[ask.Given] = figures_after(kept, limit, cursor or None)
        return {"figures": [ask.figure_object(each) for each in found.records], "cursor": found.cursor}

    @app.get("/series")
    def series(
        text: Annotated[str, Query(max_length=1000)] = "",
        giver: Word = None,
        since: Word = None,
        until: Word = None,
        conflicts: bool = False,
        limit: Limit = 20,
    ) -> dict[str, Any]:
        """Figures of one thing together; ``reports`` is of how many of the newest, and null where it is of all."""
        given = {
            "text": text, "giver": giver or None, "since": since or None, "until": until or None,
            "conflicts": "1" if conflicts else None,
        }  # fmt: skip
        with Library(path, create=False) as kept:
            found, reports = series_found(kept, given)
            days = ask.article_days(kept, found[:limit])
        made = [_series(each, days) for each in found[:limit]]
        return {"series": made, "total": len(found), "reports": reports}


def _series(series: Series, days: dict[str, str]) -> dict[str, Any]:
    return series.to_dict() | {"figures": _dated(series.figures, days)}


def _dated(figures: Iterable[Figure], days: dict[str, str]) -> list[dict[str, Any]]:
    return [each.to_dict() | {"published": days.get(each.article)} for each in figures]


def _draft(draft: Draft) -> dict[str, Any]:
    checks = [{"ranges": [list(each) for each in one.ranges], **one.check.to_dict()} for one in draft.checked]
    return {"text": draft.text, "checks": checks, "left": draft.left}
