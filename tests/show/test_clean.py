"""No text of a report, a user or a file commands the terminal, whichever command shows it."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.table import Table
from rich.text import Text

from quoth.show import streams
from quoth.show.commands import app
from quoth.show.lines import json_line
from tests.fakes import FakeReader
from tests.show.conftest import Quoth

# All that a terminal obeys: C0 but for tabs and the ends of lines, DEL, C1, and what turns the direction of writing.
COMMANDS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]|\r(?!\n)")
ODD = st.sampled_from(
    [
        "\x1b[31m",
        "\x1b]0;x\x07",
        "\x9b2J",
        "\x08",
        "\x7f",
        "\r",
        "\x85",
        "\u202e",
        "\u2066",
        "\u200f",
        "\u061c",
        "\x00",
        "\x1f",
    ]
)
HOSTILE = st.lists(st.one_of(ODD, st.text(max_size=3)), min_size=1, max_size=6).map("".join).filter(COMMANDS.search)


@given(HOSTILE)
def test_what_is_shown_has_no_command(text: str) -> None:
    """Through every way to the terminal there is."""
    table = Table(text, title=text)
    table.add_row(Text(text), text)
    for shown in (streams.clean(text), streams.one_line(text), streams.render(text, Text(text), table, width=40)):
        assert not COMMANDS.search(shown)


@given(HOSTILE)
def test_json_carries_it_without_a_command(text: str) -> None:
    """Escaped, which is the same text."""
    line = json_line({"a": text})
    assert not COMMANDS.search(line)
    assert json.loads(line) == {"a": text}


@given(st.text())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_data_is_altered_for_terminals_alone(capsys: pytest.CaptureFixture[str], text: str) -> None:
    """In a file or a pipe it is as it is."""
    with pytest.MonkeyPatch.context() as patch:
        out = io.StringIO(newline="")
        patch.setattr(sys, "stdout", out)
        streams.emit_data(text)
        assert out.getvalue() == text
        patch.setattr(out, "isatty", lambda: True, raising=False)
        streams.emit_data(text)
        assert not COMMANDS.search(out.getvalue()[len(text) :])


BAD = "Eve\x1b[31m\x9b2J\x07\u202egnorw\x7f"


@pytest.fixture
def library(quoth: Quoth, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Quoth:
    """A library in which every text that somebody else wrote is hostile."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("quoth.run.local.load_reader", lambda name="en-3": FakeReader())
    monkeypatch.setattr("quoth.run.adding.load_reader", lambda name: FakeReader())
    row = {
        "text": f'Dam {BAD} holds\n\n"The dam {BAD} holds," Ilda {BAD} said.\n\n"No water came," she added.\n',
        "title": f"Dam {BAD}",
        "outlet": f"Post {BAD}",
        "url": f"https://post.example/{BAD}",
        "published": "2031-05-06",
        "authors": BAD,
        "beat": BAD,
    }
    Path("dam.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    Path(f"{BAD.replace('/', '')}.txt").write_text(row["text"], encoding="utf-8")
    assert quoth("add", "dam.jsonl", "--reader", "rules").status == 0
    return quoth


def test_no_command_lets_text_command_the_terminal(library: Quoth) -> None:
    """Every command, with hostile text in all that it is given and in all that it finds."""
    listed = [json.loads(line) for line in library("search", "--format", "json").out.splitlines()]
    statement, article = listed[0]["id"], listed[0]["article"]
    library("export", "--out", "out.csv")
    rows = list(csv.DictReader(io.StringIO(Path("out.csv").read_text(encoding="utf-8"), newline="")))
    rows[0] |= {"speaker": f"Else {BAD}", "who": f"Mallory {BAD}", "when": "2021-05-06"}
    rows.append(rows[0] | {"id": "", "article": BAD})
    with Path("edited.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    report = f"{BAD}.txt"
    tried: list[list[str]] = [
        ["--help"],
        ["--version"],
        ["demo"],
        ["read", report, "dam.jsonl", BAD],
        ["read", report, "--explain"],
        ["read", report, "--format", "json"],
        ["read", "--published", BAD, report],
        ["add", report, BAD, "--outlet", BAD],
        ["add", BAD],
        ["import", "edited.csv", "--who", BAD],
        ["import", BAD],
        ["report", BAD],
        ["fill", BAD],
        ["open", BAD],
        ["serve", "--port", BAD],
        ["search", "dam"],
        ["search", BAD],
        ["search", "--speaker", BAD],
        ["search", "--since", BAD],
        ["speakers"],
        ["speaker", f"Else {BAD}"],
        ["speaker", BAD],
        ["articles"],
        ["article", article],
        ["article", BAD],
        ["families"],
        ["families", BAD],
        ["families", f"fa_{BAD}"],
        ["families", "--format", "csv"],
        ["answers"],
        ["answers", BAD],
        ["answers", "--format", "csv"],
        ["judge", statement, "merge", f"st_{BAD}", "--who", BAD],
        ["judge", statement, "correct", f"speaker={BAD}", f"role={BAD}", "--who", BAD, "--why", BAD],
        ["judge", statement, "part", BAD, "--who", BAD],
        ["judge", statement, "reject", "--who", BAD, "--why", BAD],
        ["judge", article, "find", "content=0-3", f"speaker={BAD}", "--who", BAD],
        ["judge", BAD, "merge", f"{BAD} {BAD}", "--who", BAD],
        ["judge", BAD, "part", f"{BAD} {BAD}", "--who", BAD],
        ["judge", "all"],
        ["judge", "all", "--format", "json"],
        ["judge", BAD],
        ["judge", statement, "correct", BAD],
        ["judge", statement, BAD],
        ["export", "--format", BAD],
        ["export", BAD],
        ["export", "--out", BAD, "--format", "jsonl"],
        ["evaluate", BAD],
        ["reread", "--every", "--library", "quoth.db"],
        ["figures"],
        ["figures", BAD],
        ["figures", "--conflicts", "--format", "json"],
        ["figures", "--giver", BAD],
        ["figures", "--plot", f"{BAD}.svg", "--series"],
        ["versions", BAD],
        ["open", BAD],
        ["serve", "--port", BAD],
        ["check", BAD],
        ["check", "the dam will never", "--speaker", BAD],
        ["check", "the dam will never", "--format", "json"],
        ["check", "--file", report],
        ["check", "--file", BAD],
        ["relate", "--every"],
        ["dropped"],
        ["verify"],
        ["verify", "--library", BAD],
        [BAD],
        [f"--{BAD}"],
    ]
    assert {command.name or command.callback.__name__ for command in app.registered_commands} <= {  # type: ignore[union-attr]
        args[0] for args in tried
    }
    for args in tried:
        result = library(*args)
        assert not COMMANDS.search(result.out), (args, result.out)
        assert not COMMANDS.search(result.err), (args, result.err)
        assert "Traceback" not in result.err
