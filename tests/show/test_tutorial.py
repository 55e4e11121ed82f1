"""The tutorial is run as it stands, so that it says what is so."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TUTORIAL = ROOT / "docs" / "tutorial.md"


def test_the_tutorial_does_what_it_says(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Every line of it, in order, in the folder of a clone."""
    monkeypatch.chdir(ROOT)
    done = doctest.testfile(str(TUTORIAL), module_relative=False, encoding="utf-8")
    assert done.attempted > 30
    assert done.failed == 0, capsys.readouterr().out


def test_its_spacy_runs(capsys: pytest.CaptureFixture[str]) -> None:
    """The block for spaCy, where that is installed."""
    pytest.importorskip("spacy", reason="the extra spacy is not installed")
    import quoth.show.spacy  # noqa: F401 - registers the factory, which an installed Quoth does by its entry point

    block = TUTORIAL.read_text(encoding="utf-8").split("```python\n", 1)[1].split("```", 1)[0]
    exec(compile(block, "tutorial", "exec"), {})
    assert capsys.readouterr().out == 'Ada Quill ("We are safe,",) 2031-05-06\n'
