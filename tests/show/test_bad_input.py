"""Whatever is given to `quoth read`: one clear sentence or a right answer, and the right exit status."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.show.conftest import REPORT, Quoth

WORDS = '"We are safe," the mayor said. '

REFUSED: dict[str, Callable[[Path], object]] = {
    "empty.txt": lambda path: path.write_bytes(b""),
    "blank.txt": lambda path: path.write_bytes(b" \n\t\r\n"),
    "binary.bin": lambda path: path.write_bytes(bytes(range(256)) * 40),
    "picture.png": lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100)),
    "report.pdf": lambda path: path.write_bytes(b"%PDF-1.7\n" + REPORT.encode()),
    "huge.txt": lambda path: path.write_bytes(WORDS.encode() * (50_000_000 // len(WORDS))),
    "page.html": lambda path: path.write_text('<html><body><nav><a href="/">Home</a></nav></body></html>'),
    "folder": lambda path: path.mkdir(),
    "missing.txt": lambda path: None,
    "name\n.txt": lambda path: None,
    "x" * 300: lambda path: None,
    "dangling.txt": lambda path: path.symlink_to("nowhere"),
}

READ: dict[str, bytes] = {
    "one-line.txt": WORDS.encode() * 33_000,
    "marks.txt": "\"“”‘’«»„'`".encode() * 100,
    "latin.txt": "Größe\n\n“We are safe,” the mayor said – at last.\n".encode("cp1252"),
    "utf16.txt": REPORT.encode("utf-16"),
    "bom.txt": b"\xef\xbb\xbf" + REPORT.encode(),
    "nul.txt": b'Storm\n\n"We are\x00 safe," the mayor said.\n',
    "rtl.txt": '\u202bסערה\u202c e\u0301🚢👩‍🚀\n\n"We are 🚢\u200f safe," the mayor said.\n'.encode(),
    "unclosed.txt": b'Storm\n\nThe mayor said "we are safe.\n\nNothing else.\n',
    "returns.txt": b'Storm\r\r"We are safe," the mayor said.\r\n\x0b\x0c"All," she said.',
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_has_one_sentence(quoth: Quoth, report: str, name: str) -> None:
    """It is named, with what to do; alone it is status 1, and beside a good report the good one is read."""
    REFUSED[name](Path(name))
    result = quoth("read", name, "--format", "jsonl")
    assert (result.status, result.out) == (1, "")
    assert result.err.startswith(f"quoth: {' '.join(name.split())}: ")
    assert result.err.endswith(".\n")
    assert result.err.count("\n") == 1
    together = quoth("read", name, report, "--format", "jsonl")
    assert (together.status, together.err) == (0, result.err)
    assert len(together.out.splitlines()) == 2


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_file_without_permission_has_one_sentence(quoth: Quoth, report: str) -> None:
    """What the system forbids is said."""
    Path(report).chmod(0)
    result = quoth("read", report)
    assert (result.status, result.out) == (1, "")
    assert result.err.count("\n") == 1


@pytest.mark.parametrize("form", ["table", "json", "jsonl", "csv"])
def test_a_guessed_encoding_is_said_in_every_form(quoth: Quoth, tmp_path: Path, form: str) -> None:
    """In the output where that has a place for it, and else in one sentence on standard error."""
    path = tmp_path / "latin.txt"
    path.write_bytes(READ["latin.txt"])
    result = quoth("read", str(path), "--format", form)
    assert result.status == 0
    said = result.out if form in {"table", "json"} else result.err
    assert "encoding guessed: windows-1252" in said
    assert result.err.count("\n") == (form in {"jsonl", "csv"})


@pytest.mark.parametrize("name", READ)
@pytest.mark.parametrize("form", ["json", "table"])
def test_odd_text_is_read(quoth: Quoth, tmp_path: Path, name: str, form: str) -> None:
    """Every span slices to its own words in the text that comes with it."""
    (tmp_path / name).write_bytes(READ[name])
    result = quoth("read", str(tmp_path / name), "--format", form)
    assert (result.status, result.err) == (0, "")
    if form == "json":
        reading = json.loads(result.out)
        text = reading["article"]["text"]
        for statement in reading["statements"]:
            for span in (*statement["content"], *statement["cue"], *statement["source"]):
                assert text[span["start"] : span["end"]] == span["text"]
