"""An Arrow table of articles goes in, one with their statements comes out."""

from __future__ import annotations

import pytest

from quoth.run.arrow import ReadArrow
from tests.fakes import FakeReader
from tests.run import invented

pa = pytest.importorskip("pyarrow")

ROWS = [
    {"text": invented.text(1), "url": "https://post.example/1", "published": "2031-05-06", "beat": 7},
    {"text": "", "url": "https://post.example/2", "published": None, "beat": 8},
    {"text": "FAIL to read this one, which is about a bridge.", "url": None, "published": None, "beat": 9},
    {"text": invented.text(2, statements=1), "url": None, "published": None, "beat": 10},
]


@pytest.mark.parametrize("batch", [False, True])
def test_each_row_has_its_statements_or_the_reason_why_not(batch: bool) -> None:
    """In the order given; other columns pass through, and spans slice to their words in the text beside them."""
    table = pa.Table.from_pylist(ROWS)
    out = ReadArrow(FakeReader())(table.to_batches()[0] if batch else table).to_pylist()
    assert [len(row["statements"] or []) for row in out] == [3, 0, 0, 1]
    assert [row["beat"] for row in out] == [7, 8, 9, 10]
    assert [bool(row["dropped"]) for row in out] == [False, True, True, False]
    assert [row["origin"] for row in out] == ["https://post.example/1", "https://post.example/2", "row 3", "row 4"]
    for row in out:
        for statement in row["statements"] or []:
            for span in statement["content"]:
                assert row["text"][span["start"] : span["end"]] == span["text"]


def test_tables_of_all_batches_have_one_schema() -> None:
    """Whatever is in them, so that an engine can put them together."""
    read = ReadArrow(FakeReader())
    columns = pa.Table.from_pylist(ROWS).schema
    tables = [read(pa.Table.from_pylist(rows, schema=columns)) for rows in (ROWS, ROWS[1:2], [])]
    assert tables[0].schema.equals(tables[1].schema)
    assert tables[0].schema.equals(tables[2].schema)
