"""A drawing of how far confidences can be believed, as SVG written by hand.

Each point is a tenth of the scale: how sure the reader says it is, across, and how often it is right, up; the area is
for how many there are. On the dashed line a confidence means what it says.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from math import sqrt

from bench.sets import Measured
from quoth.evaluate import Bin, Calibration

__all__ = ["curves", "plot"]

# In pixels: the square on which points lie, and where its upper left corner is.
SIDE = 320
LEFT, TOP = 64, 24
WIDTH, HEIGHT = 640, 400

# The radius of a point that holds all of its curve's predictions; smaller ones have their share of its area.
RADIUS = 16
SMALLEST = 2

# Told apart without colour, too: the second is square. Both stand out from white by more than 4.5 to 1.
COLOURS = ("#1f5f99", "#b3470f")


def curves(measured: Mapping[str, Measured]) -> dict[str, Calibration]:
    """The calibration of statements and that of speakers, each from the first gold set that has it."""
    found: dict[str, Calibration] = {}
    for report in (each.report for each in measured.values()):
        if report and report.calibration:
            found.setdefault("statements", report.calibration)
        if report and report.speakers and report.speakers.calibration:
            found.setdefault("speakers", report.speakers.calibration)
    return found


def plot(drawn: Mapping[str, Calibration], reader: str) -> str:
    """The drawing: at most two curves, by name, of the reader so called."""
    title = f"How often {reader} is right, by how sure it is"
    size = f'viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}"'
    font = 'font-family="system-ui, sans-serif" font-size="13" fill="#333"'
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" {size} {font}>',
        f"<title>{escape(title)}</title>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
        *_axes(),
    ]
    for number, (name, calibration) in enumerate(drawn.items()):
        lines += _curve(calibration, number)
        lines += _legend(name, calibration, number)
    x, y = LEFT + SIDE + 28, TOP + SIDE
    lines.append(f'<text x="{x}" y="{y}" fill="#666">The area of a point: how many.</text>')
    return "\n".join([*lines, "</svg>"]) + "\n"


def _axes() -> Iterator[str]:
    right, bottom = LEFT + SIDE, TOP + SIDE
    for tenth in range(0, 11, 2):
        x, y = _place(tenth / 10, tenth / 10)
        yield f'<path d="M{x} {TOP}V{bottom}M{LEFT} {y}H{right}" stroke="#e4e4e4"/>'
        yield f'<text x="{x}" y="{bottom + 18}" text-anchor="middle">{tenth * 10}</text>'
        yield f'<text x="{LEFT - 8}" y="{y + 4}" text-anchor="end">{tenth * 10}</text>'
    yield f'<path d="M{LEFT} {bottom}L{right} {TOP}" stroke="#999" stroke-dasharray="4 4"/>'
    yield f'<text x="{LEFT + SIDE / 2:g}" y="{bottom + 40}" text-anchor="middle">confidence, %</text>'
    middle = TOP + SIDE / 2
    yield f'<text transform="translate(18 {middle:g}) rotate(-90)" text-anchor="middle">right, %</text>'


def _curve(calibration: Calibration, number: int) -> Iterator[str]:
    points = [
        (*_place(b.confidence, b.accuracy), _radius(b, calibration), b)
        for b in calibration.bins
        if b.confidence is not None and b.accuracy is not None
    ]
    path = "L".join(f"{x} {y}" for x, y, _, _ in points)
    colour = COLOURS[number]
    yield f'<path d="M{path}" fill="none" stroke="{colour}" stroke-opacity="0.5"/>'
    for x, y, radius, b in points:
        said = f"{b.low:.1f} to {b.high:.1f}: {b.count:,}, of which {100 * (b.accuracy or 0):.0f}% are right"
        yield f'<g fill="{colour}" fill-opacity="0.75"><title>{said}</title>{_mark(x, y, radius, number)}</g>'


def _legend(name: str, calibration: Calibration, number: int) -> Iterator[str]:
    x, y = LEFT + SIDE + 28, TOP + 20 + 60 * number
    yield f'<g fill="{COLOURS[number]}">{_mark(x, y - 4, 6, number)}</g>'
    yield f'<text x="{x + 16}" y="{y}" font-weight="600">{escape(name)}</text>'
    yield f'<text x="{x + 16}" y="{y + 18}">{calibration.count:,}, on average</text>'
    yield f'<text x="{x + 16}" y="{y + 34}">{100 * calibration.error:.1f} points off the line</text>'


def _mark(x: float, y: float, radius: float, number: int) -> str:
    """A circle for the first curve, a square of the same area for the second."""
    if number == 0:
        return f'<circle cx="{x:g}" cy="{y:g}" r="{radius:g}"/>'
    half = round(radius * 0.886, 1)
    return f'<rect x="{x - half:.1f}" y="{y - half:.1f}" width="{2 * half:g}" height="{2 * half:g}"/>'


def _radius(b: Bin, calibration: Calibration) -> float:
    return round(max(SMALLEST, RADIUS * sqrt(b.count / calibration.count)), 1)


def _place(across: float, up: float) -> tuple[float, float]:
    return round(LEFT + SIDE * across, 1), round(TOP + SIDE * (1 - up), 1)
