"""Floors of accuracy: they rise freely and fall only for a reason."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bench import run
from bench.coreference import Coreference
from bench.figures import Tally
from bench.floors import Floors
from bench.sets import Measured, Statements
from quoth.parse import Parse
from quoth.read import Reader
from quoth.read.parsed import shape_parse
from quoth.records import Article, Statement

TEXT = "Ann said it rained. Bo said it froze."
GOLD = [
    {"source": [[0, 3]], "cue": [[4, 8]], "content": [[9, 18]]},
    {"source": [[20, 22]], "cue": [[23, 27]], "content": [[28, 36]]},
]
DATA = Path(__file__).parents[1] / "evaluate" / "data"
KEY = "osk.attribution.relaxed.f1"


class First:
    """Finds the first attributions of the gold, as many as it is told."""

    def __init__(self, name: str, count: int) -> None:
        self.name = name
        self.count = count

    def read(self, article: Article) -> list[Statement]:
        return [self._statement(article, one) for one in GOLD[: self.count]]

    def parse(self, article: Article) -> tuple[list[Statement], Parse]:
        return self.read(article), shape_parse(article.text)

    def _statement(self, article: Article, one: dict[str, list[list[int]]]) -> Statement:
        content, cue, source = ([(a, b) for a, b in one[role]] for role in ("content", "cue", "source"))
        return Statement.of(
            article, content=content, cue=cue, source=source, kind="indirect", confidence=0.5, made_by=self.name
        )


@pytest.fixture
def gold_directory() -> Path:
    """Fictional gold of statements."""
    return DATA / "gold"


@pytest.fixture
def speaker_gold() -> Path:
    """Fictional gold of statements with speakers."""
    return DATA / "speakers" / "gold"


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


def test_speakers_have_floors_too(bench: Bench, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file of gold with speakers, its texts elsewhere: measured by its metrics, tied to file and texts."""
    (tmp_path / "data" / "texts").mkdir()
    text = tmp_path / "data" / "texts" / "a.txt"
    text.write_text(TEXT)
    rows = [each | {"speaker": {"name": None, "type": "none"}, "kind": "indirect"} for each in GOLD]
    (tmp_path / "data" / "who.jsonl").write_text(json.dumps({"id": "a", "attributions": rows}))
    gold = {"who": {"path": "who.jsonl", "texts": "texts", "digest": None}}
    floors = {"who.words_and_person.f1": None, "who.kind.accuracy": None, "who.attribution.strict.f1": None}
    bench.file.write_text(json.dumps(bench.pinned | {"gold": gold, "floors": floors}))
    assert bench.run(1, "--raise") == 0
    pinned = bench.pinned["floors"]
    assert (pinned["who.kind.accuracy"], pinned["who.attribution.strict.f1"]) == (1.0, 0.6667)
    text.write_text(f"{TEXT}\n")
    assert bench.run(1) == 1
    assert "who is not the gold" in capsys.readouterr().err


def test_a_part_has_floors_of_its_own(bench: Bench, capsys: pytest.CaptureFixture[str]) -> None:
    """Only its articles are measured; a part that is none is wrong use, and other gold is another digest."""
    lines = [{"id": name, "text": TEXT, "attributions": GOLD[:count]} for name, count in (("osk-1", 1), ("osk-8", 2))]
    bench.gold.write_text("".join(json.dumps(line) + "\n" for line in lines))
    both = {part: {"path": "osk", "part": part, "digest": None} for part in ("fit", "look-not")}
    floors = {f"{part}.attribution.relaxed.f1": None for part in both}
    bench.file.write_text(json.dumps(bench.pinned | {"gold": both, "floors": floors}))
    assert bench.run(1, "--raise") == 0
    pinned = bench.pinned
    assert pinned["floors"] == {"fit.attribution.relaxed.f1": 1.0, "look-not.attribution.relaxed.f1": 0.6667}
    assert pinned["gold"]["fit"]["digest"] != pinned["gold"]["look-not"]["digest"]
    bench.file.write_text(json.dumps(pinned | {"gold": {**both, "fit": both["fit"] | {"part": "dev"}}}))
    assert bench.run(1) == 2
    assert "no 'dev'" in capsys.readouterr().err


class Joining(First):
    """Makes one statement of both in the gold, or reads as ``First`` does where its count is 2."""

    def read(self, article: Article) -> list[Statement]:
        return super().read(article) if self.count else [self._statement(article, {**GOLD[0], "content": [[9, 37]]})]


def test_apart_is_what_is_not_joined(bench: Bench) -> None:
    """Less is better of ``joined``, and floors rise: they hold its complement."""
    bench.file.write_text(json.dumps(bench.pinned | {"floors": {"osk.apart.accuracy": None}}))
    options = ["--data", str(bench.gold.parents[1]), "--floors", str(bench.file)]
    assert run.main([*options, "--raise"], lambda name: Joining(name, 0)) == 0
    assert bench.pinned["floors"] == {"osk.apart.accuracy": 0.0}
    assert run.main([*options, "--raise"], lambda name: Joining(name, 2)) == 0
    assert bench.pinned["floors"] == {"osk.apart.accuracy": 1.0}
    assert run.main(options, lambda name: Joining(name, 0)) == 1


def test_the_plot_is_drawn_on_demand(bench: Bench, tmp_path: Path) -> None:
    """Into the file that is named."""
    assert bench.run(1, "--plot", str(tmp_path / "calibration.svg")) == 0
    assert (tmp_path / "calibration.svg").read_text().startswith("<svg ")


def test_the_floors_that_ship_name_metrics_that_are_there(gold_directory: Path, speaker_gold: Path) -> None:
    """Every key of bench/floors.json is a gold set, a metric and a number of what is measured there."""
    floors = Floors(**json.loads(run.FLOORS.read_text()))
    measured = {}
    for name, values in floors.gold.items():
        if values.get("of") == "pronouns":
            measured[name] = Measured(Coreference(()).scores(), Coreference(()).baseline())
        elif values.get("of") == "figures":
            measured[name] = Measured(Tally().scores(), Tally().scores())
        else:
            gold = Statements(speaker_gold if str(values["path"]).endswith(".jsonl") else gold_directory, None)
            measured[name] = gold.measure(First("none", 0), First("rules", 0))
    assert set(run.scores(floors, measured)) == set(run.baselines(floors, measured)) == set(floors.floors)


def test_it_runs_as_a_file(tmp_path: Path) -> None:
    """As `make bench` runs it, from anywhere."""
    command = [sys.executable, run.__file__, "--data", str(tmp_path)]
    ran = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert ran.returncode == 2
    assert "QUOTH_DATA" in ran.stderr
