"""`quoth demo`: the samples, a summary, and what to type next."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from quoth.samples import sample_facts, sample_paths
from quoth.show import demo, streams
from tests.show import made
from tests.show.conftest import Quoth


def test_every_sample_is_shown_under_its_own_facts(quoth: Quoth) -> None:
    """Each report has its head, with title and outlet, whether text or page, and no path of this machine."""
    result = quoth("demo")
    assert (result.status, result.err) == (0, "")
    words = " ".join(result.out.split())
    for name, facts in sample_facts().items():
        assert f"{facts['outlet']} · {facts['published']}" in words
        assert name in words
    assert str(sample_paths()[0].parent) not in result.out
    assert f"{len(sample_paths())} reports of invented events" in words


def test_what_to_type_next_is_there(quoth: Quoth) -> None:
    """The end says how to read a report of one's own."""
    assert "\n  quoth read report.txt" in quoth("demo").out


def test_the_end_is_to_be_shown(quoth: Quoth) -> None:
    """What one speaker said, in three papers: three lines each, none too wide, papers and dates aligned."""
    end = quoth("demo").out.split("$ quoth search", 1)[1].rstrip("\n")
    _head, *hits = end.split("\n\n")
    assert all(len(hit.splitlines()) <= 3 for hit in hits)
    for line in end.splitlines():
        assert len(line) <= 80
    assert all(len(hit.splitlines()[0]) == 80 and hit.splitlines()[0][-4:].isdigit() for hit in hits)
    assert all(re.search(r"st_[0-9a-f]{20}$", hit) for hit in hits)


def test_a_damaged_installation_is_said(quoth: Quoth, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A sample that cannot be read is named with its reason, and the others are shown."""
    name = sample_paths()[0].name
    monkeypatch.setattr("quoth.show.demo.sample_paths", lambda: (tmp_path / name, *sample_paths()[1:]))
    result = quoth("demo")
    assert result.status == 0
    assert result.err.startswith(f"quoth: {name}: ")
    assert result.err.count("\n") == 1


def test_an_installation_without_samples_is_a_failure(
    quoth: Quoth, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Where none can be read, each is named on standard error, and the status is 1."""
    monkeypatch.setattr("quoth.show.demo.sample_paths", lambda: tuple(tmp_path / path.name for path in sample_paths()))
    result = quoth("demo")
    assert (result.status, result.out) == (1, "")
    assert result.err.count("\n") == len(sample_paths())


def test_the_end_says_who_says_most_and_when() -> None:
    """People by their names, over all reports, and the days from first to last."""
    storm, again = made.reading(), made.reading(made.DENIAL)
    drawn = streams.render(*demo.summary([storm, again], 1.25), width=80)
    assert "2 reports of invented events, read in 1.2 s.\n4 statements: 4 indirect.\n" in drawn
    assert "2 of them on a day that the report tells, from 3 Feb 2026 to 3 Feb 2026." in drawn
    assert "Ada Quill  3  statements in  1  report\n" in drawn
    assert "Lantern" not in drawn
    silent = streams.render(*demo.summary([made.reading(made.LANTERN)], 1.0), width=80)
    assert "No report tells a day." in silent
    assert "Who says most" not in silent
