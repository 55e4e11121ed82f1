"""Answers from the command line: shown, asked for, accepted, refused and put in."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from quoth import Library
from tests.show.conftest import Quoth
from tests.steps.test_answers import reading


@pytest.fixture
def library(quoth: Quoth, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Quoth:
    """The command in a folder with a library of four reports, two of which answer the first."""
    monkeypatch.setenv("LOGNAME", "ana")
    monkeypatch.chdir(tmp_path)
    with Library("quoth.db") as made:
        for n in range(4):
            made.keep(reading(n), made_by="reader fake")
    return quoth


def listed(library: Quoth, *args: str) -> list[dict[str, Any]]:
    """The answers as JSON."""
    result = library("answers", *args, "--format", "json")
    assert result.status == 0, result.err
    return [json.loads(line) for line in result.out.splitlines()]


def test_answers_are_shown_with_what_shows_them(library: Quoth) -> None:
    """Who does what to whom, both wordings, the reason, and that it is a suggestion."""
    out = " ".join(library("answers").out.split())
    assert out.startswith("2 answers.")
    assert "Ilda Torvane denies what Ada Quill says" in out
    assert "Oluwen Strand confirms what Ada Quill says" in out
    assert "suggested, 0.85: “denied”; names Quill's; both say: upper, dam, leaked" in out
    assert len(library("answers", "--kind", "denies", "--format", "csv").out.splitlines()) == 2


def test_answers_are_asked_for_by_words_speakers_kinds_and_ids(library: Quoth) -> None:
    """What is of none is said in one sentence, with the status of wrong use."""
    (denied,) = listed(library, "--kind", "denies")
    assert listed(library, "--speaker", "Torvane") == listed(library, denied["answer"]["statement"]) == [denied]
    assert listed(library, denied["answer"]["article"]["id"]) == [denied]
    assert len(listed(library, "leaked")) == 2
    assert listed(library, "ferry") == []
    for wrong in (["st_0"], ["--kind", "doubts"]):
        result = library("answers", *wrong)
        assert result.status == 2
        assert "Traceback" not in result.err


def test_people_judge_answers(library: Quoth) -> None:
    """Refused it is gone, put in it is there with its kind, and both are taken back as any judgement."""
    (denied,) = listed(library, "--kind", "denies")
    answer, leak = denied["answer"]["statement"], denied["answered"]["statement"]
    refused = library("judge", answer, "no-answer", leak)
    assert "ana said that" in refused.out
    assert "does not answer" in refused.out
    assert listed(library, "--kind", "denies") == []
    assert library("judge", refused.out.split(":")[0], "undo").status == 0
    assert listed(library, "--kind", "denies") == [denied]
    assert library("judge", answer, "answers", f"rejects={leak}").status == 0
    (accepted,) = listed(library, answer)
    assert (accepted["kind"], accepted["verdict"]) == ("rejects", "accepted")
    for wrong in (["ana", "answers", leak], [answer, "answers"], [answer, "answers", f"doubts={leak}"]):
        assert library("judge", *wrong).status == 2
    missing = library("judge", answer, "answers", "st_0")
    assert (missing.status, missing.err) == (1, "quoth: there is no statement st_0 here.\n")
