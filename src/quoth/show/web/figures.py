"""The page of figures: who gave which number when, drawn, with conflicts marked; each point leads to its words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from fastapi import FastAPI, Request
from starlette.responses import Response

from quoth import ask
from quoth.ask.related import series_found
from quoth.records import Figure
from quoth.relate.series import Placed, Series, conflicts
from quoth.show.direction import visible
from quoth.show.figures import giver_words
from quoth.show.python import Library
from quoth.show.web.asking import Asked
from quoth.show.web.rendering import ANY, address, page

__all__ = ["Drawing", "add_figures", "drawing"]

# Series on a page, and how many may be turned over.
SHOWN, FURTHEST = 10, 1000

# In a picture of this size, in its own units: room for the numbers at the left, for the days below, and for a point.
WIDTH, HEIGHT, LEFT, TOP, BELOW, ROOM = 640, 180, 64, 16, 28, 14

# Who gave it is told by the form of the point, so that no colour is needed: as many as one can tell apart.
FORMS = ("circle", "square", "diamond", "triangle", "cross", "ring")


@dataclass(frozen=True, slots=True)
class Point:
    """A figure in the picture: where it stands, from where to where it may lie, and with which others it conflicts."""

    figure: Figure
    x: float
    y: float
    low: float
    high: float
    form: str
    day: str | None
    giver: str
    link: str
    disputed: bool

    @property
    def words(self) -> str:
        """The number in the report's words, with what it counts."""
        return visible(" ".join(filter(None, (self.figure.span.text, self.figure.counts))))


@dataclass(frozen=True, slots=True)
class Drawing:
    """One series: its points in time, the lines of its scale with their numbers, and its first and last day."""

    series: Series
    points: tuple[Point, ...]
    scale: tuple[tuple[float, str], ...]
    days: tuple[str, ...]
    givers: tuple[tuple[str, str], ...]

    @property
    def title(self) -> str:
        """What is counted, in which unit."""
        return visible(", ".join(filter(None, (self.series.counts, self.series.unit))))


def add_figures(app: FastAPI, path: Path) -> None:
    """Gives ``app`` the page of figures."""

    @app.get("/figures")
    def figures(request: Request) -> Response:
        asked = Asked.of(request)
        names = ("text", "giver", "since", "until", "conflicts")
        given = {name: asked.get(name) for name in names}
        at = asked.number("offset", FURTHEST)
        with Library(path, create=False) as kept:
            found, bounded = series_found(kept, given)
            days = ask.article_days(kept, found[at : at + SHOWN])
            filled = bool(found) or bool(kept.rows(ANY))
        more = address("/figures", given, offset=at + SHOWN) if at + SHOWN < len(found) else None
        drawn = [drawing(each, days) for each in found[at : at + SHOWN]]
        return page(
            "figures.html", asked=given, articles=filled, drawn=drawn, total=len(found), more=more, bounded=bounded,
            first=at + 1, picture=(WIDTH, HEIGHT + TOP + BELOW, LEFT, TOP + HEIGHT),
        )  # fmt: skip


def drawing(series: Series, days: Mapping[str, str]) -> Drawing:
    """A series as a picture; ``days`` has the day of each article."""
    forms = _forms([giver_words(figure) for figure in series.figures])
    top = _round_up(max((value for figure in series.figures for value in _bounds(figure)), default=1.0))
    against = _disputed(series, days)
    points = [
        _point(figure, x, top, days, forms.get(giver_words(figure), FORMS[-1]), figure.id in against)
        for figure, x in zip(series.figures, _places(series.figures, days), strict=True)
    ]
    scale = tuple((_y(top * share, top), f"{top * share:,.6g}") for share in (0.0, 0.5, 1.0))
    known = sorted({day for figure in series.figures if (day := days.get(figure.article))})
    key = [(form, visible(giver)) for giver, form in forms.items()]
    if others := len({giver_words(figure) for figure in series.figures} - forms.keys()):
        key.append((FORMS[-1], f"{others} others"))
    return Drawing(series, tuple(points), scale, tuple(dict.fromkeys((*known[:1], *known[-1:]))), tuple(key))


def _forms(givers: Sequence[str]) -> dict[str, str]:
    """Each giver's form, in the order of ``givers``; where they are more than the forms, the most frequent have one."""
    most = [giver for giver, _ in Counter(givers).most_common(len(FORMS))]
    some = most if len(set(givers)) <= len(FORMS) else most[:-1]
    return dict(zip((giver for giver in dict.fromkeys(givers) if giver in some), FORMS, strict=False))


def _point(figure: Figure, x: float, top: float, days: Mapping[str, str], form: str, disputed: bool) -> Point:
    low, high = _bounds(figure)
    middle = figure.value if figure.value is not None else (low + high) / 2
    link = f"/article/{figure.article}#{figure.id}"
    giver = visible(giver_words(figure))
    day = days.get(figure.article)
    return Point(figure, x, _y(middle, top), _y(low, top), _y(high, top), form, day, giver, link, disputed)


def _disputed(series: Series, days: Mapping[str, str]) -> set[str]:
    """The figures with which another giver's cannot be so."""
    if not series.conflict:
        return set()
    # What is counted is known of the whole series, so no clause has to say it again.
    placed = [Placed(each, days.get(each.article), (), series.counts) for each in series.figures]
    return {each.id for pair in conflicts(placed) for each in pair}


def _places(figures: Sequence[Figure], days: Mapping[str, str]) -> list[float]:
    """Where each figure stands from left to right: by its day, those of one day side by side, no day at the left."""
    numbers = [date.fromisoformat(day).toordinal() if (day := days.get(each.article)) else None for each in figures]
    known = [number for number in numbers if number is not None] or [0]
    first, span = min(known), max(known) - min(known)
    crowd = max(numbers.count(number) for number in numbers) if numbers else 1
    step = min(ROOM, (WIDTH - LEFT - 2 * ROOM) / 3 / max(1, crowd - 1))
    wide = WIDTH - LEFT - 2 * ROOM - step * (crowd - 1)
    seen: dict[int | None, int] = {}
    out = []
    for number in numbers:
        beside = seen[number] = seen.get(number, -1) + 1
        share = (number - first) / span if number is not None and span else 0.0
        out.append(LEFT + ROOM + share * wide + beside * step)
    return out


def _bounds(figure: Figure) -> tuple[float, float]:
    """Low and high, an open end at the other."""
    known = [each for each in (figure.low, figure.high, figure.value) if each is not None] or [0.0]
    return min(known), max(known)


def _round_up(value: float) -> float:
    """The next number that a scale can end in."""
    if value <= 0:
        return 1.0
    size = 10.0 ** (len(f"{int(value)}") - 1)
    return next((each * size for each in (1, 2, 3, 4, 5, 6, 8, 10) if each * size >= value), 10 * size)


def _y(value: float, top: float) -> float:
    return TOP + HEIGHT - max(0.0, value) / top * HEIGHT
