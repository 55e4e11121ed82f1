"""Results are a sequence, and become tables with the documented columns and types."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from quoth.ask import Query, Results, search, speakers
from quoth.errors import MissingExtraError
from quoth.library import Store

DOCS = (Path(__file__).parents[2] / "docs" / "search.md").read_text(encoding="utf-8")
ARROW = {
    "string": pa.string(),
    "strings": pa.list_(pa.string()),
    "int": pa.int64(),
    "float": pa.float64(),
    "bool": pa.bool_(),
    "date": pa.date32(),
}


def asked(store: Store) -> list[Results[Any]]:
    """Results of each kind, and some without a record."""
    return [
        search(store, "bridge"),
        speakers(store),
        search(store, "zebra"),
        search(store, Query(speaker="Peter Quill")),
    ]


def test_they_are_a_sequence(library: Store) -> None:
    """With a length, an order, places and slices, and equal where they are the same."""
    found = search(library, "bridge")
    assert isinstance(found, Sequence)
    assert len(found) == found.total == 4
    assert list(found) == [found[n] for n in range(4)] == list(found.records)
    assert found[1:3] == found.records[1:3]
    assert found[0] in found
    assert found == search(library, "bridge")
    with pytest.raises(AttributeError):
        found.total = 5  # type: ignore[misc]


def test_the_same_table_in_each_library(library: Store) -> None:
    """The same rows, columns and types, whether there are records or none."""
    for found in asked(library):
        rows = found.to_rows()
        arrow, pandas, polars = found.to_arrow(), found.to_pandas(), found.to_polars()
        names = [column.name for column in found.columns]
        assert arrow.column_names == list(pandas.columns) == polars.columns == names
        assert arrow.to_pylist() == polars.to_dicts() == rows
        assert len(pandas) == len(rows)
        for column in found.columns:
            assert arrow.schema.field(column.name).type == ARROW[column.type]
            if column.type != "date":
                values = [None if value is pd.NA else value for value in pandas[column.name].to_list()]
                assert values == [row[column.name] for row in rows]
    assert str(search(library, "week").to_pandas().dtypes["said_from"]) == "datetime64[s]"
    assert search(library, "week").to_polars().schema["said_from"] == pl.Date


def test_dicts_are_the_records(library: Store) -> None:
    """In whole, as JSON has them."""
    found = search(library, "bridge")
    assert found.to_dicts() == [hit.to_dict() for hit in found]


@pytest.mark.parametrize(("name", "extra"), [("pyarrow", "parquet"), ("pandas", "pandas"), ("polars", "polars")])
def test_a_library_that_is_not_there(library: Store, monkeypatch: pytest.MonkeyPatch, name: str, extra: str) -> None:
    """The error says what to type."""
    monkeypatch.setitem(sys.modules, name, None)
    found = search(library, "bridge")
    with pytest.raises(MissingExtraError, match=rf"pip install 'quoth\[{extra}\]'"):
        getattr(found, "to_arrow" if name == "pyarrow" else f"to_{name}")()


def test_every_column_is_documented(library: Store) -> None:
    """With its type, in the order of the table."""
    for heading, found in (("statements", search(library, "")), ("speakers", speakers(library))):
        table = DOCS.split(f"\n### Columns of {heading}\n", 1)[1].split("\n#", 1)[0]
        rows = [line.split("|")[1:3] for line in table.splitlines() if line.startswith("| `")]
        documented = [
            (name.strip(), kind.strip()) for names, kind in rows for name in names.replace("`", "").split(",")
        ]
        assert documented == [(column.name, column.type) for column in found.columns]
