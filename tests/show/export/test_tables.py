"""CSV, JSON Lines and Parquet: every row is its statement, and comes back as it was."""

from __future__ import annotations

import csv
import io
import json
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given

from quoth.errors import MissingExtraError
from quoth.records import Statement
from quoth.show.export import FORMATS, read_csv_corrections
from quoth.show.export.csv_table import ALL_COLUMNS
from quoth.show.export.parquet import COLUMN_TYPES, arrow_schema
from quoth.show.export.rows import ARTICLE_FACTS, Known
from tests.show.export.conftest import Rows, any_rows


def table(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV."""
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode(), newline=""), strict=True))


@given(any_rows())
def test_csv_there_and_back(rows: Rows) -> None:
    """Words, offsets and facts of any article are in its cells, and reading them back finds no difference."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out.csv"
        assert FORMATS["csv"].write(rows, out) == sum(len(made) for _, made in rows)
        cells = table(out)
        assert list(read_csv_corrections(out, Known(rows))) == []
    made = [(article, statement) for article, found in rows for statement in found]
    for row, (article, statement) in zip(cells, made, strict=True):
        assert tuple(row) == ALL_COLUMNS
        assert row["content"] == " … ".join(span.text for span in statement.content)
        assert row["content_spans"] == ";".join(f"{span.start}-{span.end}" for span in statement.content)
        assert (row["title"], row["sha256"]) == (article.title or "", article.sha256)


@given(any_rows())
def test_jsonl_there_and_back(rows: Rows) -> None:
    """Each line is one statement's record, then the facts of its article; and it is one line to every program."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out.jsonl"
        FORMATS["jsonl"].write(rows, out)
        lines = out.read_text(encoding="utf-8").splitlines()
    back = [json.loads(line) for line in lines]
    assert all(values.pop("judged") is None for values in back)
    assert all(values.pop("speaker_in_report") == (values["speaker"] or {}).get("name") for values in back)
    facts = [{name: values.pop(name) for name in ARTICLE_FACTS} for values in back]
    assert [Statement.from_dict(values) for values in back] == [made for _, found in rows for made in found]
    assert [values["sha256"] for values in facts] == [article.sha256 for article, found in rows for _ in found]


def test_parquet_has_the_documented_schema(rows: Rows, tmp_path: Path) -> None:
    """Columns, types and values are as promised; the names of Common Crawl's are there, and null."""
    from pyarrow import parquet

    assert FORMATS["parquet"].write(rows, tmp_path / "out.parquet") == 2
    read = parquet.read_table(tmp_path / "out.parquet")
    assert read.schema.equals(arrow_schema())
    assert read.column_names == [name for name, _ in COLUMN_TYPES]
    assert {name for name in ALL_COLUMNS if not name.endswith("_spans")} <= set(read.column_names)
    first = read.to_pylist()[0]
    _, (said, _) = rows[0]
    assert first["content"] == [span.to_dict() for span in said.content]
    assert (first["speaker"], first["said_from"], first["authors"]) == (
        "Ilda Torvane",
        "2031-05-05",
        ["Wen Asker", "Ola Brint"],
    )
    assert {first[name] for name in ("warc_filename", "warc_record_offset", "warc_record_length")} == {None}


def test_parquet_parts_long_streams(rows: Rows, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Row groups are written as they fill, and none is lost."""
    from pyarrow import parquet

    monkeypatch.setattr("quoth.show.export.parquet.BATCH", 3)
    assert FORMATS["parquet"].write(rows * 4, tmp_path / "out.parquet") == 8
    assert parquet.ParquetFile(tmp_path / "out.parquet").num_row_groups == 3
    assert parquet.read_table(tmp_path / "out.parquet").num_rows == 8


def test_parquet_without_its_extra_says_what_to_type(
    rows: Rows, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And leaves nothing behind."""
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'quoth\[parquet\]'"):
        FORMATS["parquet"].write(rows, tmp_path / "out.parquet")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_every_format_is_deterministic_and_streams(rows: Rows, name: str, tmp_path: Path) -> None:
    """Written twice, from a stream that is read once, the bytes are the same."""
    form = FORMATS[name]
    counts = {form.write(iter(rows), tmp_path / place) for place in "ab"}
    assert len(counts) == 1
    if form.folder:
        assert written(tmp_path / "a") == written(tmp_path / "b")
    elif name != "xlsx":  # a workbook has in it when it was made
        assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def written(folder: Path) -> dict[str, bytes]:
    """All files of a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_what_fails_leaves_nothing(rows: Rows, name: str, tmp_path: Path) -> None:
    """A stream that breaks off leaves neither a file nor a folder."""

    def broken() -> object:
        yield rows[0]
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        FORMATS[name].write(broken(), tmp_path / "out")
    assert list(tmp_path.iterdir()) == []
