"""What a question is answered with: a sequence of records that becomes a table where one is wanted."""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

from quoth.ask import tables
from quoth.direction import visible
from quoth.records import Record

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

__all__ = ["Results"]

R = TypeVar("R", bound=Record)


# What is printed of a record in short, of the columns that it has; and how many records, and how wide.
SHORT = ("speaker", "name", "title", "content", "outlet", "published", "statements", "articles", "id")
SHOWN, WIDTH = 5, 100


@dataclass(frozen=True, slots=True, repr=False)
class Results(Sequence[R], Generic[R]):
    """The records of one page, and how many there are in ``total``; where ``at_least`` is true, those or more.

    The tables have the columns of ``columns``, flat and typed as docs/search.md has them. Of a search, ``also`` are the
    other forms of the words that were found, ``speakers`` the names that were taken to be meant, ``others`` those that
    may be, too, and ``suggested`` those that are spelt like one that nobody has. It prints itself in a few lines.
    """

    records: tuple[R, ...]
    total: int
    columns: tables.Columns = field(repr=False)
    at_least: bool = False
    also: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    suggested: tuple[str, ...] = ()

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

    def __repr__(self) -> str:
        """How many there are, and the first of them, a line each."""
        head = f"Results: {len(self):,} of {self.total:,}{' or more' if self.at_least else ''}"
        lines = [_cut(" · ".join(cells), WIDTH) for cells in self._in_short(SHOWN)]
        more = [f"  and {len(self) - SHOWN:,} more"] if len(self) > SHOWN else []
        return "\n".join([head, *(f"  {line}" for line in lines), *more])

    def _repr_html_(self) -> str:
        """A table, for notebooks."""
        names = [column.name for column in self._short_columns()]
        head = "".join(f"<th>{html.escape(name)}</th>" for name in names)
        rows = (
            "".join(f"<td>{html.escape(visible(cell))}</td>" for cell in cells)
            for cells in self._in_short(len(self), empty=True)
        )
        body = "".join(f"<tr>{row}</tr>" for row in rows)
        of = f"{len(self):,} of {self.total:,}{' or more' if self.at_least else ''}"
        return f"<table><caption>{of}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"

    def _short_columns(self) -> list[tables.Column]:
        there = {column.name: column for column in self.columns}
        return [there[name] for name in SHORT if name in there]

    def _in_short(self, most: int, *, empty: bool = False) -> Iterator[list[str]]:
        """The first records as cells of text on one line each; cells of nothing only where ``empty`` says so."""
        for record in self.records[:most]:
            values = [column.of(record) for column in self._short_columns()]
            yield [" ".join(str(v).split()) if v is not None else "" for v in values if empty or v is not None]

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


def _cut(line: str, width: int) -> str:
    return line if len(line) <= width else f"{line[: width - 1].rstrip()}…"
