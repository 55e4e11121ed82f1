"""The command line as a test sees it: in this process, with a quick reader in place of the network."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from quoth.show.cli import run
from tests.fakes import FakeReader

REPORT = 'Storm cuts off Aldmoor\n\n"We are safe," the mayor said. "All of us."\n\n"For now," she added.\n'


@dataclass(frozen=True)
class Result:
    """What a command left behind."""

    status: int
    out: str
    err: str


Quoth = Callable[..., Result]


@pytest.fixture
def quoth(capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Quoth:
    """Runs a command with the fake reader, 80 columns wide, and gives its status and its output, decoded strictly."""
    monkeypatch.setattr("quoth.pipeline.load_reader", lambda name="en-3": FakeReader())
    monkeypatch.setattr("quoth.show.demo.load_reader", FakeReader)
    monkeypatch.setattr("quoth.show.commands.reading.load_reader", lambda name="en-3": FakeReader())
    monkeypatch.setattr("quoth.show.commands.program.reader_names", lambda: ["en-3", "rules"])
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("FORCE_COLOR", raising=False)

    def command(*args: str) -> Result:
        capfdbinary.readouterr()
        status = run(args)
        out, err = capfdbinary.readouterr()
        return Result(status, out.decode("utf-8"), err.decode("utf-8"))

    return command


@pytest.fixture
def report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The name of a small report with two statements, in the folder in which the test runs."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "report.txt").write_text(REPORT, encoding="utf-8")
    return "report.txt"
