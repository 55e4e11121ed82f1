"""Records as flat, typed tables of whichever library is wanted; none of them is needed to ask."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from quoth.errors import MissingExtraError
from quoth.text import encodable

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

__all__ = ["Column", "Columns", "Type", "arrow", "day", "pandas", "polars", "rows"]

Type = Literal["string", "strings", "int", "float", "bool", "date"]

# The same type in each library, by the name that it has there.
ARROW = {"string": "string", "int": "int64", "float": "float64", "bool": "bool_", "date": "date32"}
PANDAS = {"string": "string", "strings": "object", "int": "Int64", "float": "Float64", "bool": "boolean"}
POLARS = {"string": "String", "int": "Int64", "float": "Float64", "bool": "Boolean", "date": "Date"}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, its type, and how a record gives its value; ``strings`` is a list of them."""

    name: str
    type: Type
    of: Callable[[Any], Any]


Columns = tuple[Column, ...]


def rows(records: Iterable[Any], columns: Columns) -> list[dict[str, Any]]:
    """One row a record, by the columns' names."""
    return [{column.name: column.of(record) for column in columns} for record in records]


def day(value: str | None) -> date | None:
    """The day with which an ISO date begins; null where it begins with none."""
    try:
        return date.fromisoformat(value[:10]) if value else None
    except ValueError:
        return None


def arrow(records: Iterable[Any], columns: Columns) -> Any:
    """As a ``pyarrow.Table``."""
    pa = _library("pyarrow", "parquet", "a table of Arrow")
    kinds = {name: getattr(pa, made)() for name, made in ARROW.items()} | {"strings": pa.list_(pa.string())}
    held = list(records)
    arrays = [pa.array(_values(held, column), kinds[column.type]) for column in columns]
    return pa.table(arrays, names=[column.name for column in columns])


def pandas(records: Iterable[Any], columns: Columns) -> pd.DataFrame:
    """As a ``pandas.DataFrame``; days are ``datetime64[s]``."""
    library: Any = _library("pandas", "pandas", "a table of pandas")
    held = list(records)
    made = {}
    for column in columns:
        values = _values(held, column)
        if column.type == "date":
            made[column.name] = library.Series(values, dtype="datetime64[s]")
        else:
            made[column.name] = library.Series(values, dtype=PANDAS[column.type])
    frame: pd.DataFrame = library.DataFrame(made)
    return frame


def polars(records: Iterable[Any], columns: Columns) -> pl.DataFrame:
    """As a ``polars.DataFrame``."""
    library: Any = _library("polars", "polars", "a table of Polars")
    kinds = {name: getattr(library, made) for name, made in POLARS.items()} | {"strings": library.List(library.String)}
    held = list(records)
    frame: pl.DataFrame = library.DataFrame(
        {column.name: _values(held, column) for column in columns}, schema={c.name: kinds[c.type] for c in columns}
    )
    return frame


def _values(records: list[Any], column: Column) -> list[Any]:
    """The values of a column, as libraries take them that speak UTF-8: a lone surrogate is U+FFFD there."""
    values = [column.of(record) for record in records]
    if column.type == "string":
        return [value if value is None else encodable(value) for value in values]
    if column.type == "strings":
        return [[encodable(each) for each in value] for value in values]
    return values


def _library(name: str, extra: str, need: str) -> Any:
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise MissingExtraError(extra, need=need) from error
