"""`quoth evaluate`: the scores as a table and as JSON."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from quoth.evaluate import METRICS, SPEAKER_METRICS, Report, Share, evaluate
from quoth.show.scores import SECTIONS, SHARE_SECTIONS, SPEAKER_SECTIONS, scores_table
from tests.fakes import FakeReader
from tests.show.conftest import Quoth

LINE: dict[str, Any] = {
    "id": "storm",
    "text": 'Storm cuts off Aldmoor\n\n"We are safe," the mayor said. "All of us."\n\n"For now," she added.\n',
    "attributions": [
        {"source": [[40, 49]], "cue": [[50, 54]], "content": [[24, 38], [56, 68]]},
        {"source": [[81, 84]], "cue": [[85, 90]], "content": [[70, 80]]},
    ],
}


@pytest.fixture
def gold(tmp_path: Path) -> str:
    """A folder with one annotated article."""
    (tmp_path / "gold.jsonl").write_text(json.dumps(LINE) + "\n", encoding="utf-8")
    return str(tmp_path)


@pytest.fixture
def report(gold: str) -> Report:
    """How the fake reader does on it, beside itself."""
    return evaluate(gold, FakeReader(), baseline=FakeReader(), bootstrap=10)


def test_json_is_the_whole_report_on_one_line(quoth: Quoth, gold: str) -> None:
    """With the baseline's report in it."""
    result = quoth("evaluate", gold, "--format", "json", "--bootstrap", "10")
    values = json.loads(result.out)
    assert (result.status, result.err, result.out.count("\n")) == (0, "", 1)
    assert values["metrics"]["attribution.relaxed"]["f1"] == 1.0
    assert values["baseline"]["reader"] == "reader fake"


def test_the_baseline_stands_beside_any_other_reader_only(quoth: Quoth, gold: str) -> None:
    """`--reader rules` is the baseline itself."""
    result = quoth("evaluate", gold, "--format", "json", "--bootstrap", "0", "--reader", "rules")
    assert json.loads(result.out)["baseline"] is None


def test_the_table_shows_every_chosen_metric(report: Report) -> None:
    """F1 in per cent with its interval, precision, recall and the baseline; 80 columns are enough."""
    table = scores_table(report, width=80)
    for metrics in SECTIONS.values():
        assert set(metrics) <= set(METRICS)
        assert all(label in table for label in metrics.values())
    assert max(map(len, table.splitlines())) <= 80
    assert "1 article, 2 statements in the gold, 2 found" in table
    assert "100.0–100.0" in table


def test_the_table_does_without_baseline_and_intervals(gold: str) -> None:
    """Both may be absent."""
    table = scores_table(evaluate(gold, FakeReader(), bootstrap=0), width=80)
    assert "reader fake on" in table
    assert scores_table(replace(evaluate(gold, FakeReader(), bootstrap=0), calibration=None), width=80)


def test_gold_with_speakers_has_its_own_rows(quoth: Quoth, tmp_path: Path) -> None:
    """Words and person among the scores, shares of what was found below; 80 columns are enough."""
    rows = [
        row | {"speaker": {"name": "Ada Quill", "type": "person"}, "kind": "direct"} for row in LINE["attributions"]
    ]
    (tmp_path / "who.jsonl").write_text(json.dumps(LINE | {"attributions": rows}) + "\n", encoding="utf-8")
    result = quoth("evaluate", str(tmp_path), "--bootstrap", "10")
    assert result.status == 0
    for sections in (SPEAKER_SECTIONS, SHARE_SECTIONS):
        for section, metrics in sections.items():
            assert set(metrics) <= set(SPEAKER_METRICS)
            assert all(label in result.out for label in (section, *metrics.values()))
    assert max(map(len, result.out.splitlines())) <= 80
    (kind,) = (line.split() for line in result.out.splitlines() if "kind of statement" in line)
    assert kind == ["kind", "of", "statement", "100.0", "100.0–100.0", "2", "2", "100.0"]
    (implied,) = (line.split() for line in result.out.splitlines() if "from no words" in line)
    assert implied[-5:] == ["–", "–", "0", "0", "–"]


def test_gold_without_speakers_has_none_of_it(report: Report) -> None:
    """The table is the same as ever."""
    table = scores_table(report, width=80)
    assert not any(section in table for section in (*SPEAKER_SECTIONS, *SHARE_SECTIONS))


def test_a_part_is_named(quoth: Quoth, gold: str) -> None:
    """`--part` scores the articles of that part alone, and says so; "storm" is of the one and not of the other."""
    result = quoth("evaluate", gold, "--bootstrap", "0", "--part", "look-not")
    assert result.status == 0
    assert "look-not" in " ".join(result.out.split("1 article")[0].split())
    result = quoth("evaluate", gold, "--bootstrap", "0", "--part", "fit")
    assert (result.status, result.out) == (1, "")
    assert "holds no article of the part fit" in result.err
    assert quoth("evaluate", gold, "--part", "dev").status == 2


def test_joined_statements_are_told(report: Report) -> None:
    """As a share of what was found, below the table."""
    joined = replace(report, joined=Share(0.125, 1, 8))
    assert "Of what was found, 12.5% joins two statements into one." in scores_table(joined, width=80)


def test_gold_that_is_not_there_is_one_sentence(quoth: Quoth, tmp_path: Path) -> None:
    """A folder without gold: status 1, and what was looked for."""
    result = quoth("evaluate", str(tmp_path))
    assert (result.status, result.out) == (1, "")
    assert result.err.count("\n") == 1
