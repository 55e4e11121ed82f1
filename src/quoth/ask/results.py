"""What a question is answered with: a sequence of records that becomes a table where one is wanted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

from quoth.ask import tables
from quoth.records import Record

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

__all__ = ["Results"]

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Results(Sequence[R], Generic[R]):
    """The records of one page, and how many there are in ``total``; where ``at_least`` is true, those or more.

    The tables have the columns of ``columns``, flat and typed as docs/search.md has them.
    """

    records: tuple[R, ...]
    total: int
    columns: tables.Columns = field(repr=False)
    at_least: bool = False

    @overload
    def __getitem__(self, at: int) -> R: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[R, ...]: ...
    def __getitem__(self, at: int | slice) -> R | tuple[R, ...]:
        """The record or records at a place of this page."""
        return self.records[at]

    def __len__(self) -> int:
        return len(self.records)

    def __iter__(self) -> Iterator[R]:
        return iter(self.records)

    def to_dicts(self) -> list[dict[str, Any]]:
        """The records in whole, as JSON values."""
        return [record.to_dict() for record in self.records]

    def to_rows(self) -> list[dict[str, Any]]:
        """One flat row a record, with the columns of the tables."""
        return tables.rows(self.records, self.columns)

    def to_arrow(self) -> Any:
        """A ``pyarrow.Table``; raises MissingExtraError without pyarrow."""
        return tables.arrow(self.records, self.columns)

    def to_pandas(self) -> pd.DataFrame:
        """A ``pandas.DataFrame`` with nullable types; raises MissingExtraError without pandas."""
        return tables.pandas(self.records, self.columns)

    def to_polars(self) -> pl.DataFrame:
        """A ``polars.DataFrame``; raises MissingExtraError without polars."""
        return tables.polars(self.records, self.columns)
