"""Statements that give the same words are grouped across shards, whoever does it."""

import json
from pathlib import Path

import pytest

from quoth.run import cutting
from quoth.run.batch import batch
from quoth.run.engines import Engine, Here, Local
from quoth.run.grouping import FAMILIES, relate_batch
from quoth.run.shardwork import ShardWork

parquet = pytest.importorskip("pyarrow.parquet")

QUOTE = "The bridge over the Orlen stays shut until the last bolt has been looked at by two people"


def table(path: Path) -> Path:
    """Two reports of every three give one quotation; the third says something of its own."""
    with path.open("w", encoding="utf-8") as file:
        for n in range(30):
            said = QUOTE if n % 3 else " ".join(f"word{n}and{k}" for k in range(12))
            text = f'Report {n}\n\n"{said}," Mayor Ilda Torvane said on Monday, in hall {n}.\n'
            file.write(json.dumps({"text": text, "title": f"Report {n}"}) + "\n")
    return path


def made(folder: Path, source: Path, engine: Engine) -> bytes:
    """The groups, to the last byte."""
    batch([str(source)], ShardWork(str(folder), "rules", "rules"), Here())
    relate_batch(folder, engine)
    return (folder / FAMILIES).read_bytes()


def test_reports_in_different_shards_are_one_family_for_any_engine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Twenty statements are in one family, and the ten others in none; one process and two write the same bytes."""
    monkeypatch.setitem(cutting.SIZES, "lines", 1_000)
    source = table(tmp_path / "news.jsonl")
    here = made(tmp_path / "here", source, Here())
    assert len(list((tmp_path / "here" / "statements").iterdir())) > 3
    rows = parquet.read_table(tmp_path / "here" / FAMILIES).to_pylist()
    assert len(rows) == 20
    assert len({row["family"] for row in rows}) == 1
    assert made(tmp_path / "two", source, Local(2)) == here
    assert not list((tmp_path / "two").glob(".*/*"))


def test_a_text_that_is_met_twice_is_no_family(tmp_path: Path) -> None:
    """Its statements have one id, and nobody else gives their words."""
    row = json.dumps({"text": f'Bridge shut\n\n"{QUOTE}," Mayor Ilda Torvane said.\n'}) + "\n"
    source = tmp_path / "news.jsonl"
    source.write_text(row + row, encoding="utf-8")
    made(tmp_path / "out", source, Here())
    assert parquet.read_table(tmp_path / "out" / FAMILIES).num_rows == 0


def test_buckets_do_not_change_the_groups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However little is held at once."""
    source = table(tmp_path / "news.jsonl")
    whole = made(tmp_path / "whole", source, Here())
    monkeypatch.setattr("quoth.run.grouping.OF_BUCKET", 4)
    assert made(tmp_path / "parts", source, Here()) == whole
