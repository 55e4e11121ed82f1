"""The drawing of confidence against what is right."""

from xml.etree import ElementTree

from bench.plot import HEIGHT, LEFT, SIDE, TOP, WIDTH, curves, plot
from bench.sets import Measured
from quoth.evaluate import Calibration, calibration

SVG = "{http://www.w3.org/2000/svg}"


def made(*pairs: tuple[float, bool]) -> Calibration:
    """The calibration of these."""
    found = calibration([confidence for confidence, _ in pairs], [right for _, right in pairs])
    assert found
    return found


def test_points_lie_where_the_bins_are() -> None:
    """A circle a bin of the first curve, a square a bin of the second, in a picture that is well-formed."""
    drawn = {"statements": made((0.75, True), (0.75, False), (0.25, False)), "a < b": made((0.95, True))}
    root = ElementTree.fromstring(plot(drawn, "en-3"))
    groups = [group for group in root.findall(f"{SVG}g") if group.find(f"{SVG}title") is not None]
    assert [group.findtext(f"{SVG}title") for group in groups] == [
        "0.2 to 0.3: 1, of which 0% are right",
        "0.7 to 0.8: 2, of which 50% are right",
        "0.9 to 1.0: 1, of which 100% are right",
    ]
    circle, square = groups[1].find(f"{SVG}circle"), groups[2].find(f"{SVG}rect")
    assert circle is not None
    assert square is not None
    assert (circle.get("cx"), circle.get("cy")) == (f"{LEFT + 0.75 * SIDE:g}", f"{TOP + 0.5 * SIDE:g}")
    words = [text.text for text in root.iter(f"{SVG}text")]
    assert {"statements", "a < b", "3, on average"} <= set(words)


def test_nothing_leaves_the_picture() -> None:
    """A sure point in the corner is still inside."""
    root = ElementTree.fromstring(plot({"statements": made((1.0, True), (0.0, False))}, "en-3"))
    for circle in root.iter(f"{SVG}circle"):
        x, y, radius = (float(circle.get(name, "nan")) for name in ("cx", "cy", "r"))
        assert radius <= x <= WIDTH - radius
        assert radius <= y <= HEIGHT - radius


def test_without_confidence_there_is_no_curve() -> None:
    """Only axes, and a gold set without a report adds none."""
    assert curves({"gum": Measured({}, {})}) == {}
    assert "circle" not in plot({}, "en-3")
