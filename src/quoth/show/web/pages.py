"""The pages of what is there: the library, and an article with its statements, figures, and what was not kept."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from quoth import ask
from quoth.ask.busiest import busiest
from quoth.library import Store
from quoth.show.figures import giver_words
from quoth.show.python import Library
from quoth.show.web.families import in_families
from quoth.show.web.marks import fragment_link, headline, pieces
from quoth.show.web.rendering import page

__all__ = ["add_reading", "bars"]

BY_MONTH = """
SELECT substr(published, 1, 7) AS month, sum(statement_count) AS n FROM articles
WHERE substr(published, 1, 7) IS NOT NULL GROUP BY substr(published, 1, 7) ORDER BY 1
"""
NEWEST = """
SELECT id, title, substr(text, 1, 400) AS text, origin, outlet, published, statement_count
FROM articles ORDER BY rowid DESC LIMIT 8
"""

# The role that the reports have most often, of the first that have one: enough to tell who it is.
ROLE = """
SELECT role FROM (
    SELECT role FROM statements WHERE speaker_name = :name AND shown = 1 AND role IS NOT NULL LIMIT 50
) GROUP BY role ORDER BY count(*) DESC, role LIMIT 1
"""

# What the statements of an article answer, and what answers them.
ANSWERS = """
SELECT a.answer AS mine, a.answered AS other, a.kind AS kind, 1 AS given, t.speaker_name AS name
FROM json_each(:ids) j CROSS JOIN answers a ON a.answer = j.value JOIN statements t ON t.id = a.answered
WHERE a.again = 0 AND t.shown = 1
UNION ALL
SELECT a.answered, a.answer, a.kind, 0, t.speaker_name
FROM json_each(:ids) j CROSS JOIN answers a ON a.answered = j.value JOIN statements t ON t.id = a.answer
WHERE a.again = 0 AND t.shown = 1
ORDER BY mine, given DESC, other
"""

_TIME = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])(?:-\d\d)?")

# In a picture that is 600 wide: what is of one month or day shall not look like a wall.
WIDEST = 24

Bar = tuple[float, float, float, str, int]


def bars(times: Sequence[tuple[str, int]]) -> list[Bar]:
    """Each month or day as x, width and height of a bar in a picture of 600 by 80, in time, with its number."""
    dated = [(_place(time), time, n) for time, n in times if _TIME.fullmatch(time)]
    if not dated:
        return []
    first, most = dated[0][0], max(n for _, _, n in dated)
    room = 600 / (dated[-1][0] - first + 1)
    wide = max(1.0, min(room - 1, WIDEST))
    # The last one ends where the picture does, the others keep their distance.
    step = (600 - wide) / max(1, dated[-1][0] - first)
    return [((at - first) * step, wide, 80 * n / max(1, most), time, n) for at, time, n in dated]


def _place(time: str) -> int:
    """Where a month lies among months, and a day among the days of one month."""
    return int(time[8:]) if time[8:] else int(time[:4]) * 12 + int(time[5:7])


def add_reading(app: FastAPI, path: Path) -> None:
    """Gives ``app`` the first page, and those of articles."""

    @app.get("/")
    def home(adding: bool = False) -> Response:
        with Library(path, create=False) as kept:
            return page(
                "home.html",
                counts=kept.counts(),
                speakers=[(each, _role(kept, each.name)) for each in busiest(kept, limit=8)[0]],
                newest=[{**row, "title": headline(row["title"], row["text"])} for row in kept.rows(NEWEST)],
                bars=bars([(row["month"], row["n"]) for row in kept.rows(BY_MONTH)]),
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
            grouped = in_families(kept, [each.id for each in report.statements])
            figures = kept.figures_of(report.article.id)
            answers = kept.rows(ANSWERS, {"ids": json.dumps([each.id for each in report.statements])})
        links = {s.id: fragment_link(report.article.url, s.content[0].text) for s in report.statements}
        cut = pieces(report.article.text, report.statements, figures)
        values: dict[str, Any] = {"report": report, "pieces": cut, "verdicts": verdicts, "links": links}
        nested = any("nested" in each.roles for each in cut)
        values |= {"grouped": grouped, "answers": answers, "figures": figures, "nested": nested}
        title = headline(report.article.title, report.article.text)
        return page("article.html", giver_words=giver_words, title=title, **values)

    @app.get("/statement/{id}")
    def statement(id: str) -> Response:  # noqa: A002
        with Library(path, create=False) as kept:
            found = kept.statement(id)
        if found is None:
            raise HTTPException(404, "There is no such statement here.")
        return RedirectResponse(f"/article/{found.article}#{found.id}", 303)


def _role(store: Store, name: str) -> str | None:
    rows = store.rows(ROLE, {"name": name})
    return rows[0]["role"] if rows else None
