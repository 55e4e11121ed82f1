"""Families from the command line: shown, asked for, judged, related anew."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.fakes import FakeReader
from tests.relate.said import FERRY
from tests.show.conftest import Quoth

TEXTS = (
    ("Halden Post", "2031-05-02", FERRY),
    ("Daily Lantern", "2031-05-01", FERRY.replace("will sail", "will not sail")),
    ("Merrin Wire", "2031-05-03", "The moon is down over the hill"),
)


@pytest.fixture
def library(quoth: Quoth, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Quoth:
    """The command in a folder with a library of three reports."""
    monkeypatch.setattr("quoth.run.local.load_reader", lambda name="en-3": FakeReader())
    monkeypatch.setenv("LOGNAME", "ana")
    monkeypatch.chdir(tmp_path)
    rows = [
        {"text": f'News of {day}\n\n"{said}," Ada Quill said.', "outlet": outlet, "published": day}
        for outlet, day, said in TEXTS
    ]
    Path("news.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    assert quoth("add", "news.jsonl").status == 0
    return quoth


def listed(library: Quoth, *args: str) -> list[dict[str, Any]]:
    """The families as JSON."""
    result = library("families", *args, "--format", "json")
    assert result.status == 0, result.err
    return [json.loads(line) for line in result.out.splitlines()]


def test_a_family_is_shown_with_what_each_report_changed(library: Quoth) -> None:
    """The words, the earliest report first, and a negation that was put in."""
    out = library("families").out
    assert out.startswith("1 family.\n")
    assert "2 articles" in out
    assert out.index("Daily Lantern") < out.index("Halden Post")
    assert "negation: not" in out
    (row,) = library("families", "--format", "csv").out.splitlines()[1:]
    assert "Ada Quill" in row


def test_families_are_asked_for_by_words_outlets_and_ids(library: Quoth) -> None:
    """What finds a member finds its family; what is of none is said in one sentence, with the status of wrong use."""
    (family,) = listed(library)
    assert listed(library, "mail", "--outlet", "Halden Post") == [family]
    assert listed(library, family["id"]) == listed(library, family["members"][0]["statement"]) == [family]
    assert listed(library, "moon") == listed(library, "--least", "3") == []
    result = library("families", "fa_0")
    assert (result.status, result.out) == (2, "")
    assert "'fa_0' is of no family here" in result.err


def test_a_person_takes_a_statement_out_and_puts_it_back(library: Quoth) -> None:
    """The judgement says what it did, and its undoing brings the family back."""
    (family,) = listed(library)
    one = family["members"][0]["statement"]
    result = library("judge", one, "part", family["id"])
    assert result.status == 0, result.err
    assert "parted from the quotation of" in result.out
    assert "it changes nothing" not in result.out
    assert listed(library) == []
    judgement = result.out.split(":", 1)[0]
    assert library("judge", judgement, "undo").status == 0
    assert listed(library) == [family]
    refused = library("judge", one, "merge", "fa_0")
    assert (refused.status, refused.err) == (1, "quoth: there is no family fa_0 here.\n")
    assert library("judge", one, "merge", "Ada Quill").status == 2


def test_relating_anew_changes_nothing(library: Quoth) -> None:
    """What quoth add did is done, and done again it is the same."""
    family = listed(library)
    assert library("relate").out == "quoth.db: 0 articles related anew.\n"
    assert library("relate", "--every").out == "quoth.db: 3 articles related anew.\n"
    assert listed(library) == family
    assert library("verify").status == 0
