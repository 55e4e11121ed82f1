"""Inputs are cut so that the pieces hold what the whole holds, under the same names."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoth.ingest import ingest
from quoth.records import Article, Dropped
from quoth.run import cutting
from quoth.run import shards as planning
from quoth.run.pieces import items_of
from quoth.run.shards import Shard, shards_of
from tests.ingest.test_archives import Archive
from tests.ingest.things import page_of_text
from tests.run import invented

pa = pytest.importorskip("pyarrow")


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Shards of a few articles."""
    sizes: dict[cutting.Form, int] = {"lines": 1500, "table": 1500, "warc": 1500, "parquet": 5}
    monkeypatch.setattr(cutting, "SIZES", sizes)
    monkeypatch.setattr(planning, "SIZES", sizes)


def rows(numbers: range) -> list[dict[str, str]]:
    """Rows of a table, their texts with the ends of lines and with quotation marks."""
    return [{"text": invented.text(n), "title": f'The "{n}"', "url": f"https://post.example/{n}"} for n in numbers]


def warc(path: Path, numbers: range, *, packed: bool) -> Path:
    """Pages in a web archive, with a redirect before each."""
    archive = Archive(gzipped=packed)
    for n in numbers:
        archive.add(b"", ("Location", f"/{n}"), status="301 Moved")
        archive.add(page_of_text(invented.text(n), f"Bridge {n}").encode())
    path.write_bytes(archive.data)
    return path


def made(folder: Path) -> Iterator[Path]:
    """One large file of each form that can be cut."""
    table = invented.table(folder / "news.jsonl", range(30))
    yield table
    with gzip.open(folder / "packed.jsonl.gz", "wb") as packed:
        packed.write(table.read_bytes())
    yield folder / "packed.jsonl.gz"
    with (folder / "news.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, ["title", "text", "url"])
        writer.writeheader()
        writer.writerows(rows(range(30)))
        file.write("\r\n\r\n")
        writer.writerows(rows(range(30, 40)))
    yield folder / "news.csv"
    from pyarrow import parquet

    parquet.write_table(pa.Table.from_pylist(rows(range(60))), folder / "news.parquet", row_group_size=7)
    yield folder / "news.parquet"
    yield warc(folder / "news.warc", range(30), packed=False)
    yield warc(folder / "news.warc.gz", range(30), packed=True)


def shards(*sources: Path) -> list[Shard]:
    """The shards of sources; none is dropped."""
    found = list(shards_of(map(str, sources), "made"))
    assert not [each for each in found if isinstance(each, Dropped)]
    return [each for each in found if isinstance(each, Shard)]


def in_pieces(*sources: Path) -> list[Article | Dropped]:
    """The articles of sources, a shard at a time."""
    return [item for shard in shards(*sources) for item in items_of(shard, {})]


@pytest.mark.parametrize("n", range(6))
def test_the_pieces_hold_what_the_file_holds(tmp_path: Path, n: int) -> None:
    """The same articles, texts, places and bytes, in the same order, of every form; and it is cut."""
    file = list(made(tmp_path))[n]
    assert len(shards(file)) > 3
    whole = [item for item in ingest([str(file)]) if "are no pages" not in getattr(item, "reason", "")]
    found = [item for item in in_pieces(file) if "are no pages" not in getattr(item, "reason", "")]
    assert found == whole
    assert sum(isinstance(item, Article) for item in found) >= 30


def test_a_folder_is_cut_between_files(tmp_path: Path) -> None:
    """All files are in one shard or another, with the day in their names; a new one changes the shard it falls into."""
    for n in range(200):
        (tmp_path / f"2031-05-06_{n}.txt").write_text(invented.text(n), encoding="utf-8")
    before = shards(tmp_path)
    assert in_pieces(tmp_path) == list(ingest([str(tmp_path)]))
    (tmp_path / "2031-05-06_new.txt").write_text(invented.text(200), encoding="utf-8")
    after = shards(tmp_path)
    assert len({each.name for each in before} - {each.name for each in after}) <= 1
    assert len(before) > 1


def test_a_name_changes_with_all_that_the_rows_depend_on(tmp_path: Path) -> None:
    """The file, and what reads it."""
    table = invented.table(tmp_path / "news.jsonl", range(30))
    names = [each.name for each in shards(table)]
    assert names == [each.name for each in shards(table)]
    assert not set(names) & {each.name for each in shards_of([str(table)], "other") if isinstance(each, Shard)}
    invented.table(table, range(31))
    assert not set(names) & {each.name for each in shards(table)}


def test_what_is_no_file_is_dropped(tmp_path: Path) -> None:
    """Standard input and addresses are for quoth add; a file that is not there is said where it is read."""
    found = list(shards_of(["-", "https://post.example/feed", str(tmp_path / "none.jsonl")], "made"))
    assert [type(each).__name__ for each in found] == ["Dropped", "Dropped", "Shard"]
    assert isinstance(found[2], Shard)
    assert [type(item).__name__ for item in items_of(found[2], {})] == ["Dropped"]


def test_a_file_that_is_given_twice_is_read_once(tmp_path: Path) -> None:
    """By its own name and with its folder, small or large."""
    invented.table(tmp_path / "news.jsonl", range(30))
    (tmp_path / "a.txt").write_text(invented.text(1), encoding="utf-8")
    items = in_pieces(tmp_path, tmp_path / "a.txt", tmp_path / "news.jsonl", tmp_path)
    assert len(items) == len({item.origin for item in items}) == 32


def test_the_result_is_no_input(tmp_path: Path) -> None:
    """A folder that lies in what is read is passed over."""
    invented.table(tmp_path / "news.jsonl", range(30))
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "x.txt").write_text("Not this.", encoding="utf-8")
    found = list(shards_of([str(tmp_path)], "made", out=str(tmp_path / "out")))
    assert all(isinstance(each, Shard) and each.input.endswith("news.jsonl") for each in found)


@given(st.lists(st.text(alphabet='a"\n ,', max_size=8), min_size=1, max_size=30), st.integers(5, 60))
@settings(max_examples=60, deadline=None)
def test_records_are_never_cut(tmp_path_factory: pytest.TempPathFactory, cells: list[str], size: int) -> None:
    """Whatever is in the cells of a table, its pieces have its records, and their numbers."""
    file = tmp_path_factory.getbasetemp() / "cells.csv"
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(["text"])
        writer.writerows([cell] for cell in cells)
    data = file.read_bytes()
    found = list(cutting.cuts(str(file), "table", size))
    assert b"".join(data[cut.start : cut.end] for cut in found) == data
    whole = [row for row in csv.reader(io.StringIO(data.decode(), newline="")) if row]
    pieces = [list(csv.reader(io.StringIO(data[c.start : c.end].decode(), newline=""))) for c in found]
    assert [row for piece in pieces for row in piece if row] == whole
    counted = 0
    for cut, piece in zip(found, pieces, strict=True):
        assert cut.first == counted
        counted += sum(bool(row) for row in piece)


def test_lines_of_json_keep_their_numbers(tmp_path: Path) -> None:
    """Blank lines count, and a line that is none is dropped under its own number."""
    lines = [json.dumps({"text": invented.text(n)}) for n in range(20)]
    lines[3:3] = ["", "no json"]
    (tmp_path / "news.jsonl").write_text("\n".join(lines), encoding="utf-8")
    found = in_pieces(tmp_path / "news.jsonl")
    assert [item.origin.rsplit("=", 1)[1] for item in found] == [str(n) for n in range(1, 23) if n != 4]
    assert isinstance(found[3], Dropped)
