"""Figures against marks: what is found, what of it is right, and that no errors of the final half are told."""

from __future__ import annotations

import hashlib
import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from bench import figures
from bench.figures import HALVES, Marked, Tally, compare
from quoth.errors import GoldError
from quoth.ingest import article_from_text
from quoth.pipeline import read_article
from quoth.read import load_reader

TEXT = "At least 40 boats sank. The toll is 7."
MARK: dict[str, Any] = {
    "start": 9, "end": 11, "value": 40, "low": 40, "high": None, "hedge": ["at least"], "unit": None, "head": [12, 17],
    "heads": ["boats"], "givers": [{"type": "author", "name": None}], "optional": False,
}  # fmt: skip
OTHER = MARK | {"start": 36, "end": 37, "value": 8, "low": 8, "high": 8, "hedge": [""], "heads": ["toll"]}
NEVER = MARK | {"start": 24, "end": 27}
LEFT = OTHER | {"optional": True}


def tally(*marks: dict[str, Any]) -> tuple[Tally, list[str]]:
    """What is counted of the text's figures against some marks, and what is told."""
    read = read_article(article_from_text(TEXT, origin="test"), load_reader("rules"))
    made = Tally()
    return made, [what for what, _ in compare(marks, read.figures, made)]


def test_a_figure_is_right_field_by_field() -> None:
    """A mark that is met counts as found, whatever is wrong of it; one that is not is missed."""
    made, told = tally(MARK, OTHER, NEVER)
    assert made.scores()["found"] == {"recall": 0.6667, "precision": 1.0}
    assert made.scores()["value"] == {"accuracy": 0.5}
    assert {name: made.scores()[name]["accuracy"] for name in ("hedge", "counts", "giver", "unit")} == {
        "hedge": 1.0, "counts": 1.0, "giver": 1.0, "unit": 1.0,
    }  # fmt: skip
    assert told == ["value (7.0 7.0 7.0)", "missed"]


def test_what_may_be_left_counts_neither_way() -> None:
    """Found or not, it is in no score; what nobody marked is."""
    made, _ = tally(MARK, LEFT)
    assert made.scores()["found"] == {"recall": 1.0, "precision": 1.0}
    made, told = tally(MARK)
    assert made.scores()["found"] == {"recall": 1.0, "precision": 0.5}
    assert told == ["none"]


@pytest.mark.parametrize("half", HALVES)
def test_errors_of_the_final_half_are_never_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, half: str) -> None:
    """Though they are counted; and another text than the one that was marked is refused."""
    texts = tmp_path / "polnear" / "dev" / "text"
    texts.mkdir(parents=True)
    (texts / "osk.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "world-train.jsonl").write_text("", encoding="utf-8")
    row = {"id": "osk", "half": half, "sha256": hashlib.sha256(TEXT.encode()).hexdigest(), "figures": [MARK]}
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps(row) + "\n", encoding="utf-8")
    monkeypatch.setattr(figures, "GOLD", gold)
    errors: list[str] = []
    assert Marked(tmp_path, half).measure(load_reader("rules"), errors).scores()["found"]["precision"] == 0.5
    assert bool(errors) == (half == "dev")
    gold.write_text(json.dumps(row | {"sha256": "0"}) + "\n", encoding="utf-8")
    with pytest.raises(GoldError):
        Marked(tmp_path, half).measure(load_reader("rules"))


def test_the_marks_are_sound() -> None:
    """Twenty articles of each set, half of them final, without any text; no mark lies within another."""
    rows = [json.loads(line) for line in figures.GOLD.read_text(encoding="utf-8").splitlines()]
    assert sorted((row["set"], row["half"]) for row in rows) == sorted(
        [(name, half) for name in ("polnear_dev", "world_fit") for half in HALVES for _ in range(10)]
    )
    for row in rows:
        places = [(mark["start"], mark["end"]) for mark in row["figures"]]
        assert all(a[1] <= b[0] for a, b in pairwise(places)), row["id"]
        assert "text" not in row
