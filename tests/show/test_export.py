"""`quoth export`: every format from the command line, and one sentence for what cannot be."""

from __future__ import annotations

import dataclasses
import json
import sys
from pathlib import Path

import pytest

from quoth.show.commands.exporting import ExportFormat
from quoth.show.export import FORMATS
from tests.show.conftest import Quoth


def test_every_format_has_its_choice() -> None:
    """The command offers what the registry has, in its order, and then what a library alone can write."""
    assert [form.value for form in ExportFormat] == [*FORMATS, "openrefine", "ftm"]


@pytest.mark.parametrize("name", list(FORMATS))
def test_every_format_is_written(quoth: Quoth, report: str, name: str) -> None:
    """Nothing on standard output; where it went and how many, on standard error."""
    done = quoth("export", report, "--format", name, "--out", "made")
    assert (done.status, done.out, done.err) == (0, "", "quoth: made: 2 statements written.\n")
    assert Path("made").is_dir() == FORMATS[name].folder


def test_what_cannot_be_read_is_said_and_the_rest_is_written(quoth: Quoth, report: str) -> None:
    """As in `quoth read`; a file that was there is replaced."""
    Path("made.csv").write_text("old", encoding="utf-8")
    done = quoth("export", "gone.txt", report, "--out", "made.csv")
    assert done.status == 0
    assert "gone.txt" in done.err
    assert Path("made.csv").read_bytes().startswith(b"id,article,")


def test_nothing_usable_writes_nothing(quoth: Quoth, report: str) -> None:
    """Status 1, and what was there stays."""
    Path("made.csv").write_text("old", encoding="utf-8")
    assert quoth("export", "gone.txt", "--out", "made.csv").status == 1
    assert Path("made.csv").read_text(encoding="utf-8") == "old"


@pytest.mark.parametrize(
    ("args", "why"),
    [
        (("--out", "folder/"), "is a folder; name a file"),
        (("--out", "no/such/out.csv"), "make it first"),
        (("--format", "brat"), "brat cannot go to standard output; name a folder"),
        (("--format", "xlsx", "--out", "-"), "xlsx cannot go to standard output; name a file"),
        (("--format", "csv", "--out", "x.json"), "'x.json' says json, and --format says csv"),
        (("--out", "x.xls"), "'.xls' is the end of no format"),
        (("--offset", "5"), "'--offset'"),
        (("--format", "brat", "--out", "folder"), "name a new one"),
        (("--format", "brat", "--out", "report.txt"), "name a new one"),
        (("--format", "word", "--out", "x"), "'word' is not one of"),
    ],
)
def test_wrong_use_is_one_sentence(quoth: Quoth, report: str, args: tuple[str, ...], why: str) -> None:
    """Status 2, and nothing is read."""
    Path("folder").mkdir()
    Path("folder/mine.txt").touch()
    done = quoth("export", report, *args)
    assert done.status == 2
    assert why in done.err
    assert done.err.count("\n") == 1


def test_parquet_without_its_extra(quoth: Quoth, report: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The sentence has the command to type."""
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    done = quoth("export", report, "--format", "parquet", "--out", "x.parquet")
    assert done.status == 2
    assert "pip install 'quoth[parquet]'" in done.err


def test_what_utf8_cannot_carry_is_said(quoth: Quoth, report: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Half a surrogate pair has an escape in JSON; elsewhere its article is left out, with the way round."""
    from quoth.pipeline import Reading
    from quoth.records import Article

    broken = Reading(Article.of("\ud83d said", origin="broken.txt"), ())
    monkeypatch.setattr("quoth.show.commands.exporting.read_sources", lambda *a, **k: iter([broken]))
    done = quoth("export", report, "--format", "brat", "--out", "x")
    assert (done.status, "export it as jsonl" in done.err) == (1, True)
    assert quoth("export", report, "--format", "labelstudio", "--out", "x").status == 0


def test_who_closes_the_pipe_early_has_what_they_wanted(
    quoth: Quoth, report: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No message, status 0."""

    def closed(*_: object) -> int:
        raise BrokenPipeError

    broken = dataclasses.replace(FORMATS["csv"], write=closed)
    monkeypatch.setitem(FORMATS, "csv", broken)
    done = quoth("export", report, "--out", "made")
    assert (done.status, done.err) == (0, "")


def test_a_full_or_closed_place_is_one_sentence(quoth: Quoth, report: str) -> None:
    """A device without room, for one; status 1."""
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    done = quoth("export", report, "--out", "/dev/full")
    assert (done.status, done.err) == (1, "quoth: /dev/full cannot be written: No space left on device.\n")


@pytest.mark.parametrize("name", ["csv", "json", "jsonl", "webannotation", "quotation", "claimreview", "labelstudio"])
def test_without_out_it_goes_to_standard_output(quoth: Quoth, report: str, name: str) -> None:
    """The very bytes that a file would have, and not a word beside; ``--out -`` says the same."""
    assert quoth("export", report, "--format", name, "--out", "made").status == 0
    made = Path("made/tasks.json" if name == "labelstudio" else "made").read_bytes().decode()
    for place in ((), ("--out", "-")):
        done = quoth("export", report, "--format", name, *place)
        assert (done.status, done.out, done.err) == (0, made, "")


@pytest.mark.parametrize(("end", "begins"), [("json", b"[\n{"), ("jsonl", b'{"id"'), ("xlsx", b"PK"), ("csv", b"id,")])
def test_a_name_says_what_is_written(quoth: Quoth, report: str, end: str, begins: bytes) -> None:
    """A .json is JSON, an .xlsx a workbook."""
    assert quoth("export", report, "--out", f"made.{end}").status == 0
    assert Path(f"made.{end}").read_bytes().startswith(begins)
    if end == "json":
        rows = json.loads(Path("made.json").read_bytes())
        assert [row["content"][0]["text"] for row in rows] == ['"We are safe,"', '"For now,"']


def test_a_workbook_has_the_rows(quoth: Quoth, report: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """With text as text, whatever it begins with; without its extra the sentence has the command to type."""
    import openpyxl

    Path(report).write_text('"=1+1 is two," the mayor said.\n', encoding="utf-8")
    assert quoth("export", report, "--out", "made.xlsx").status == 0
    head, row = openpyxl.load_workbook("made.xlsx").active.values
    cells = dict(zip(head, row, strict=True))
    assert (cells["content"], cells["confidence"], cells["judged"]) == ('"=1+1 is two,"', 0.875, None)
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    done = quoth("export", report, "--out", "other.xlsx")
    assert (done.status, "pip install 'quoth[xlsx]'" in done.err) == (2, True)
