"""Files that are no articles, though they are text."""

from __future__ import annotations

from pathlib import Path

import pytest

from quoth.ingest.notprose import no_prose_reason
from tests.ingest.things import DAM, GOAT, reasons

LISTS = {
    "addresses": "https://a.example/1\nhttps://a.example/2\n",
    "configuration": "[server]\nhost = a.example\nport = 8080\nname: b\n# x\ndebug = true\n",
    "words": "\n".join(f"word{n}" for n in range(30)),
}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ('[tool]\nname = "x"\nversion = 1\n', "configuration"),
        ("numpy==1.0\npandas>=2\nlxml\n", "configuration"),
        ("# needed\nrich~=13.9\ntyper[all]>=0.26,<1\n", "configuration"),
        ("abandon\nability\nable\nabout\nabove\nabsent\nabsorb\nabstract\n", "words"),
    ],
)
def test_short_lists_are_lists(text: str, kind: str) -> None:
    """A few lines are enough where their form leaves no doubt."""
    assert kind in (no_prose_reason(text) or "")


@pytest.mark.parametrize("kind", LISTS)
def test_lists_are_dropped_with_the_reason(tmp_path: Path, kind: str) -> None:
    """Addresses, settings and words are no report."""
    (tmp_path / "x.txt").write_text(LISTS[kind])
    (reason,) = reasons(tmp_path / "x.txt")
    assert kind in reason


@pytest.mark.parametrize(
    "text",
    [
        DAM,
        f"MAYOR: {DAM}\nQUILL: {GOAT}\nMAYOR: No.\nQUILL: So you say, sir.\nMAYOR: I do.",
        f"Contact: Ana Ruiz\nTel: 555\n\n{DAM}\n\nhttps://a.example/1",
        "Port Halden\n\nDam holds",
        "[Halden]\nThe dam holds.\nWater = life, says a sign.",
        "Rain\nSnow\nIce\nWind\nThen spring\nA poem of eight lines\nIn no order\nAt all",
        "Results\nHalden > Sellin\nNo other match was played on Monday, the league said.",
    ],
)
def test_reports_are_not(text: str) -> None:
    """Transcripts, releases with contacts and short texts are taken."""
    assert no_prose_reason(text) is None
