"""Floors of accuracy: they rise freely and fall only for a reason."""

import json
from pathlib import Path
from typing import Any

import pytest

from bench import run
from quoth.evaluate import evaluate
from quoth.read import Reader
from quoth.records import Article, Statement

TEXT = "Ann said it rained. Bo said it froze."
GOLD = [
    {"source": [[0, 3]], "cue": [[4, 8]], "content": [[9, 18]]},
    {"source": [[20, 22]], "cue": [[23, 27]], "content": [[28, 36]]},
]
KEY = "osk.attribution.relaxed.f1"


class First:
    """Finds the first attributions of the gold, as many as it is told."""

    def __init__(self, name: str, count: int) -> None:
        self.name = name
        self.count = count

    def read(self, article: Article) -> list[Statement]:
        return [self._statement(article, one) for one in GOLD[: self.count]]

    def _statement(self, article: Article, one: dict[str, list[list[int]]]) -> Statement:
        content, cue, source = ([(a, b) for a, b in one[role]] for role in ("content", "cue", "source"))
        return Statement.of(
            article, content=content, cue=cue, source=source, kind="indirect", confidence=0.5, made_by=self.name
        )


@pytest.fixture
def bench(tmp_path: Path) -> "Bench":
    """A bench on gold of two attributions, with nothing pinned."""
    return Bench(tmp_path)


class Bench:
    def __init__(self, directory: Path) -> None:
        self.file = directory / "floors.json"
        self.gold = directory / "data" / "osk" / "gold.jsonl"
        self.gold.parent.mkdir(parents=True)
        self.write_gold(TEXT)
        floors = {"osk.attribution.relaxed.f1": None, "osk.source_given_content.accuracy": None}
        gold = {"osk": {"path": "osk", "digest": None}}
        values = {"reader": "fake", "slack": 0.0, "gold": gold, "floors": floors, "lowered": []}
        self.file.write_text(json.dumps(values))

    def write_gold(self, text: str) -> None:
        self.gold.write_text(json.dumps({"id": "a", "text": text, "attributions": GOLD}))

    def run(self, count: int, *options: str) -> int:
        """The status, where the reader finds so many of two."""

        def load(name: str) -> Reader:
            return First(name, 0 if name == "rules" else count)

        return run.main(["--data", str(self.gold.parents[1]), "--floors", str(self.file), *options], load)

    @property
    def pinned(self) -> dict[str, Any]:
        """What the file holds."""
        return dict(json.loads(self.file.read_text()))


def test_what_is_not_pinned_cannot_fall(bench: Bench, capsys: pytest.CaptureFixture[str]) -> None:
    """A null passes; the table shows score and baseline; nothing is written."""
    before = bench.pinned
    assert bench.run(1) == 0
    line = next(line for line in capsys.readouterr().out.splitlines() if line.startswith(KEY))
    assert line.split() == [KEY, "-", "66.67", "0.00"]
    assert bench.pinned == before


def test_floors_rise(bench: Bench) -> None:
    """--raise pins what is higher, with the digest of the gold, and never lowers."""
    assert bench.run(1, "--raise") == 0
    assert bench.pinned["floors"][KEY] == 0.6667
    assert len(bench.pinned["gold"]["osk"]["digest"]) == 64
    assert bench.run(2, "--raise") == 0
    assert bench.pinned["floors"][KEY] == 1.0
    assert bench.run(1, "--raise") == 1
    assert bench.pinned["floors"][KEY] == 1.0


def test_a_fallen_score_fails(bench: Bench, capsys: pytest.CaptureFixture[str]) -> None:
    """Status 1, and the score is named."""
    bench.run(2, "--raise")
    capsys.readouterr()
    assert bench.run(1) == 1
    printed = capsys.readouterr()
    assert any(line.startswith(KEY) and line.endswith("FALLEN") for line in printed.out.splitlines())
    assert "1 of 2 scores" in printed.err


def test_floors_fall_for_a_reason(bench: Bench) -> None:
    """--lower takes down what has fallen alone, and keeps day, reason and both values."""
    bench.run(2, "--raise")
    assert bench.run(1, "--lower", "a smaller model") == 0
    pinned = bench.pinned
    assert pinned["floors"] == {KEY: 0.6667, "osk.source_given_content.accuracy": 1.0}
    (record,) = pinned["lowered"]
    assert (record["reason"], record["from"], record["to"]) == ("a smaller model", {KEY: 1.0}, {KEY: 0.6667})
    assert bench.run(1) == 0
    assert bench.run(2, "--lower", "nothing fell") == 0
    assert len(bench.pinned["lowered"]) == 1


def test_no_reason_no_fall(bench: Bench, capsys: pytest.CaptureFixture[str]) -> None:
    """An empty reason is wrong use."""
    with pytest.raises(SystemExit) as caught:
        bench.run(1, "--lower", " ")
    assert caught.value.code == 2
    assert "needs a reason" in capsys.readouterr().err


def test_floors_are_of_one_gold(bench: Bench, capsys: pytest.CaptureFixture[str]) -> None:
    """On other gold nothing compares, until --lower pins everything anew and says why."""
    bench.run(2, "--raise")
    bench.write_gold(TEXT + " So it goes.")
    assert bench.run(2, "--raise") == 1
    assert "not the gold" in capsys.readouterr().err
    assert bench.run(2, "--lower", "the gold grew") == 0
    assert bench.pinned["lowered"][0]["new_gold"] == ["osk"]
    assert bench.run(2) == 0


def test_slack_lets_little_pass(bench: Bench) -> None:
    """A score within the slack below its floor holds."""
    bench.run(2, "--raise")
    bench.file.write_text(json.dumps(bench.pinned | {"slack": 0.4}))
    assert bench.run(1) == 0


def test_missing_data_is_said(bench: Bench, capsys: pytest.CaptureFixture[str]) -> None:
    """No data is wrong use, in one sentence that says where to name it."""
    bench.gold.unlink()
    bench.gold.parent.rmdir()
    assert bench.run(1) == 2
    assert "QUOTH_DATA" in capsys.readouterr().err


def test_the_floors_that_ship_name_metrics_that_are_there() -> None:
    """Every key of bench/floors.json is a gold set, a metric and a number of a report."""
    floors = run.Floors(**json.loads(run.FLOORS.read_text()))
    report = evaluate(Path(__file__).parents[1] / "evaluate" / "data" / "gold", First("none", 0), bootstrap=0)
    assert set(run.measure(floors, dict.fromkeys(floors.gold, report))) == set(floors.floors)
