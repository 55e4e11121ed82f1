"""How many articles there may be, from a quick look: near enough to say how long it will take."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet

from quoth.ingest import expected as room
from quoth.ingest.expected import expected


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two texts, a table of three rows, one of four, a ZIP of two and a Parquet file of five."""
    for name in ("a.txt", "b.html"):
        (tmp_path / name).write_text("The dam holds.", encoding="utf-8")
    (tmp_path / "c.jsonl").write_text(json.dumps({"text": "x"}) + "\n" + "{}\n{}", encoding="utf-8")
    (tmp_path / "d.csv").write_text("text\n1\n2\n3\n4\n", encoding="utf-8")
    with zipfile.ZipFile(tmp_path / "e.zip", "w") as archive:
        archive.writestr("one.txt", "x")
        archive.writestr("in/two.txt", "x")
    parquet.write_table(pa.table({"text": ["x"] * 5}), tmp_path / "f.parquet")
    return tmp_path


def test_each_form_is_counted(folder: Path) -> None:
    """Folders by what is in them, tables by their lines or rows, archives by their members."""
    assert expected([str(folder)]) == 2 + 3 + 4 + 2 + 5
    assert expected([str(folder / "*.txt"), str(folder / "c.jsonl")]) == 4


@pytest.mark.parametrize("source", ["https://post.example/feed", "-", "crawl.warc.gz", "news.json"])
def test_what_no_quick_look_tells_is_none(folder: Path, source: str) -> None:
    """Addresses, standard input, web archives, JSON."""
    assert expected([str(folder / "a.txt"), source]) is None


def test_what_cannot_be_read_counts_as_one(folder: Path) -> None:
    """It will be dropped, which is one outcome too."""
    (folder / "e.zip").write_bytes(b"no archive")
    (folder / "f.parquet").write_bytes(b"no table")
    missing = str(folder / "g.csv")
    assert expected([str(folder / "e.zip"), str(folder / "f.parquet"), missing]) == 3


def test_a_long_table_is_estimated(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From the lines of its start."""
    monkeypatch.setattr(room, "_SAMPLE", 1000)
    (folder / "long.jsonl").write_text(("x" * 99 + "\n") * 50, encoding="utf-8")
    assert expected([str(folder / "long.jsonl")]) == 50
