"""Every command and every option has its words and an example, in the help and in docs/commands.md."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from quoth.show.cli import run
from quoth.show.commands import app
from quoth.show.lines import COLUMNS

DOCS = (Path(__file__).parents[1] / "docs" / "commands.md").read_text(encoding="utf-8")
COMMANDS = [command.name or getattr(command.callback, "__name__", "") for command in app.registered_commands]
OPTION = re.compile(r"^  (--[a-z-]+)(?: <([a-z|]+)>)?", re.MULTILINE)


def section(name: str) -> str:
    """What docs/commands.md says of one command."""
    return DOCS.split(f"\n## quoth {name}\n", 1)[1].split("\n## ", 1)[0]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_documented(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Each option of the help, and each choice that an option gives, stands in the section of its command."""
    assert run([name, "--help"]) == 0
    options = dict(OPTION.findall(capsys.readouterr().out))
    assert options.pop("--help") == ""
    assert options or name == "demo"
    for option, choices in options.items():
        for choice in choices.split("|"):
            assert re.search(rf"`{option} {choice}" if choice else rf"`{option}[ `]", section(name))


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_an_example_in_its_help(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """`--help` ends with examples, and the documentation has the same."""
    assert run([name, "--help"]) == 0
    text = capsys.readouterr().out
    examples = [line.strip() for line in text.split("Example", 1)[1].splitlines()[1:] if line.strip()]
    assert examples
    for example in examples:
        assert f"quoth {name}" in example
        assert f"\n    {example}\n" in section(name)


def test_no_other_command_is_documented() -> None:
    """The documentation promises no command that is not there."""
    assert {line.removeprefix("## quoth ") for line in DOCS.splitlines() if line.startswith("## ")} == set(COMMANDS)


def test_every_column_of_csv_is_documented() -> None:
    """In the order in which they are written."""
    table = section("read").split("| column | holds |", 1)[1]
    named = [
        name for line in table.splitlines() if line.startswith("| `") for name in line.split("|")[1].split("`")[1::2]
    ]
    assert set(named) == set(COLUMNS)


def test_help_alone_is_help(capsys: pytest.CaptureFixture[str]) -> None:
    """`quoth` without a command shows what there is."""
    assert run([]) == 0
    alone = capsys.readouterr().out
    assert run(["--help"]) == 0
    assert capsys.readouterr().out == alone
    assert all(name in alone for name in COMMANDS)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("read", "mixed partly in marks"),
        ("search", "mixed is partly in quotation marks"),
        ("search", "declined: would not say it"),
        ("search", "wants it (eventuality)"),
        ("judge", "part takes names out again"),
        ("add", "is sighted there, too"),
    ],
)
def test_words_are_explained_where_they_are_met(name: str, words: str, capsys: pytest.CaptureFixture[str]) -> None:
    """In the help of the command, not only in the documentation."""
    assert run([name, "--help"]) == 0
    assert words in " ".join(capsys.readouterr().out.split())


def test_no_sentence_stands_twice() -> None:
    """In the documentation of one command, outside its tables and examples."""
    for name in COMMANDS:
        lines = " ".join(line for line in section(name).splitlines() if line[:1] not in ("|", " "))
        sentences = [each.strip() for each in re.split(r"(?<=[.:]) ", lines) if len(each) > 40]
        assert len(sentences) == len(set(sentences)), name
