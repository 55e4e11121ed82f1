"""What an extra is needed for says so in one sentence, with what to type; the rest works without any."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from tests.fakes import FakeReader
from tests.show.conftest import Quoth

REAL = importlib.util.find_spec
EXTRAS = {
    "web": ("fastapi", "uvicorn", "jinja2", "python_multipart"),
    "mcp": ("mcp",),
    "xlsx": ("openpyxl",),
    "parquet": ("pyarrow",),
}


@pytest.fixture
def bare(quoth: Quoth, report: str, monkeypatch: pytest.MonkeyPatch) -> Quoth:
    """The command in a folder with a library, as where Quoth was installed without extras."""
    monkeypatch.setattr("quoth.run.local.load_reader", lambda name="en-3": FakeReader())
    gone = {module for modules in EXTRAS.values() for module in modules}
    assert quoth("add", report).status == 0
    monkeypatch.setattr("importlib.util.find_spec", lambda name, *more: None if name in gone else REAL(name, *more))
    for module in gone:
        monkeypatch.setitem(__import__("sys").modules, module, None)
    return quoth


@pytest.mark.parametrize(
    ("args", "extra"),
    [
        (["serve"], "web"),
        (["report", "safe"], "web"),
        (["mcp"], "mcp"),
        (["export", "--out", "x.xlsx"], "xlsx"),
        (["export", "--out", "x.parquet"], "parquet"),
    ],
)
def test_what_is_missing_is_told(bare: Quoth, args: list[str], extra: str) -> None:
    """In one sentence; nothing is made."""
    told = bare(*args)
    assert told.status == 2
    assert told.err.endswith(f"needs an optional part of Quoth; type: pip install 'quoth[{extra}]'.\n")
    assert told.err.count("\n") == 1
    assert not list(Path().glob("x.*"))


@pytest.mark.parametrize(
    "args",
    [
        ["read", "report.txt"],
        ["add", "report.txt"],
        ["search", "safe"],
        ["check", "We are safe"],
        ["families"],
        ["figures"],
        ["speakers"],
        ["articles"],
        ["export"],
        ["verify"],
        ["fill", "report.txt"],
    ],
)
def test_all_else_works_without(bare: Quoth, args: list[str]) -> None:
    """Reading, adding, searching, checking, exporting as text."""
    assert bare(*args).status == 0
