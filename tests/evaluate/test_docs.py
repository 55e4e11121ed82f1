"""docs/evaluation.md says what the code does."""

import re
from pathlib import Path
from typing import Any

import pytest

from quoth.evaluate import METRICS, SPEAKER_METRICS, evaluate

DOCS = Path(__file__).parents[2] / "docs" / "evaluation.md"

PATTERNS = {
    r"^spans\.\w+\.": "spans.<role>.",
    r"^(direct_mixed|direct_mixed_bytype)\.\w+": r"\1.<match>",
    r"^by_kind\.\w+": "by_kind.<kind>",
    r"^by_place\.\w+": "by_place.<place>",
}


@pytest.mark.parametrize("metric", [*METRICS, *SPEAKER_METRICS])
def test_every_metric_is_explained(metric: str) -> None:
    """Each has its row, and each kind and place its name."""
    text = DOCS.read_text(encoding="utf-8")
    name = metric
    for pattern, general in PATTERNS.items():
        name = re.sub(pattern, general, name)
    assert f"| `{name}` |" in text
    if metric.startswith("by_"):
        assert f"`{metric.partition('.')[2]}`" in text


def test_the_example_runs(
    gold_directory: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The Python example, on our gold, prints a score and its interval."""
    (example,) = re.findall(r"```python\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    names: dict[str, Any] = {}
    monkeypatch.chdir(gold_directory.parent)
    exec(example, names)
    report = evaluate(gold_directory, names["load_reader"]("rules"), bootstrap=0)
    printed = capsys.readouterr().out
    assert re.fullmatch(r"\d+\.\d, between \d+\.\d and \d+\.\d\n", printed)
    assert printed.startswith(f"{100 * report.scores['attribution.relaxed'].f1:.1f}")
