"""A series of figures as a picture: time from left to right, a colour and a line of the key for each giver."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from xml.sax.saxutils import escape

from quoth.records import Figure
from quoth.relate.series import Series
from quoth.show.figures import giver_words
from quoth.show.streams import one_line

__all__ = ["plot"]

# In pixels: a picture of a column's width, room for the numbers at its left, and the height of a line of the key.
WIDTH, HEIGHT, LEFT, TOP, LINE = 640, 240, 80, 40, 18
COLOURS = ("#1b6ca8", "#c0392b", "#2e8b57", "#8e44ad", "#b9770e", "#566573")


def plot(found: Sequence[Series], days: Mapping[str, str]) -> str:
    """The series one below the other as one SVG file, its words as text; ``days`` has the day of each article."""
    pieces, at = [], 0
    for each in found:
        piece, height = _one(each, days)
        pieces.append(f'<g transform="translate(0 {at})">{piece}</g>')
        at += height
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{max(at, 1)}"'
        f' font-family="sans-serif" font-size="12"><rect width="100%" height="100%" fill="white"/>'
        f"{''.join(pieces)}</svg>\n"
    )


def _one(series: Series, days: Mapping[str, str]) -> tuple[str, int]:
    """One series and its height."""
    places = _places(series.figures, days)
    top = max((value for figure in series.figures for value in _bounds(figure)), default=1.0) or 1.0
    givers = list(dict.fromkeys(giver_words(figure) for figure in series.figures))
    title = series.counts + (f", {series.unit}" if series.unit else "") + (" (in conflict)" if series.conflict else "")
    out = [_text(LEFT, 20, title, "bold")]
    for share in (0.0, 0.5, 1.0):
        y = _y(top * share, top)
        out.append(f'<line x1="{LEFT}" x2="{WIDTH - 20}" y1="{y:.1f}" y2="{y:.1f}" stroke="#ddd"/>')
        out.append(f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{top * share:,.6g}</text>')
    for figure, x in zip(series.figures, places, strict=True):
        colour = COLOURS[givers.index(giver_words(figure)) % len(COLOURS)]
        low, high = _bounds(figure)
        said = escape(f"{days.get(figure.article, '')} {giver_words(figure)}: {one_line(figure.span.text)}".strip())
        middle = figure.value if figure.value is not None else (low + high) / 2
        out.append(
            f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{_y(low, top):.1f}" y2="{_y(high, top):.1f}" stroke="{colour}"/>'
            f'<circle cx="{x:.1f}" cy="{_y(middle, top):.1f}" r="4" fill="{colour}"><title>{said}</title></circle>'
        )
    known = sorted(day for figure in series.figures if (day := days.get(figure.article)))
    if known:
        out += [_text(LEFT, TOP + HEIGHT + LINE, known[0]), _text(WIDTH - 90, TOP + HEIGHT + LINE, known[-1])]
    for n, name in enumerate(givers):
        y = TOP + HEIGHT + LINE * (n + 2)
        out.append(f'<circle cx="{LEFT + 4}" cy="{y - 4}" r="4" fill="{COLOURS[n % len(COLOURS)]}"/>')
        out.append(_text(LEFT + 16, y, name))
    return "".join(out), TOP + HEIGHT + LINE * (len(givers) + 3)


def _places(figures: Sequence[Figure], days: Mapping[str, str]) -> list[float]:
    """Where each figure stands from left to right: by its day, those of one day side by side."""
    numbers = [date.fromisoformat(day).toordinal() if (day := days.get(each.article)) else 0 for each in figures]
    known = [number for number in numbers if number] or [0]
    first, span = min(known), max(max(known) - min(known), 1)
    room = WIDTH - LEFT - 60
    step = min(14.0, room / (2 * len(figures) + 1))
    seen: dict[int, int] = {}
    out = []
    for number in numbers:
        beside = seen[number] = seen.get(number, -1) + 1
        out.append(LEFT + 20 + (max(number, first) - first) / span * (room - step * len(figures)) + beside * step)
    return out


def _bounds(figure: Figure) -> tuple[float, float]:
    """Low and high, an open end at the other."""
    known = [each for each in (figure.low, figure.high, figure.value) if each is not None] or [0.0]
    return min(known), max(known)


def _y(value: float, top: float) -> float:
    return TOP + HEIGHT - value / top * HEIGHT


def _text(x: float, y: float, words: str, weight: str = "normal") -> str:
    return f'<text x="{x}" y="{y}" font-weight="{weight}">{escape(one_line(words))}</text>'
