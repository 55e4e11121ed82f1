"""Measuring speed."""

from collections.abc import Iterator

import pytest

from bench import speed


def test_calls_take_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    """After one unmeasured round the two alternate; medians are compared, so that one slow round changes nothing."""
    calls: list[str] = []
    took: Iterator[float] = iter([0.0, 2.0, 2.0, 3.0, 3.0, 5.0, 5.0, 6.0, 6.0, 96.0, 96.0, 98.0])
    monkeypatch.setattr(speed, "perf_counter", lambda: next(took))
    found = speed.ratio(lambda: calls.append("a"), lambda: calls.append("b"), repeats=3)
    assert calls == ["a", "b"] * 4
    assert (found.first, found.second, found.ratio) == (2.0, 1.0, 2.0)


def test_fresh_processes_give_their_median() -> None:
    """What is timed in an interpreter of its own is what that interpreter prints."""
    assert speed.in_fresh_process("import sys; print(sys.argv[1])", "0.25", repeats=1) == 0.25


def test_the_article_has_800_words() -> None:
    """The text that is timed is as long as is said."""
    assert 780 <= len(speed.ARTICLE.read_text(encoding="utf-8").split()) <= 820
