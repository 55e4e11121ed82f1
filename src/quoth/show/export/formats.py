"""The formats by name: what writes each, and what kind of thing that makes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from quoth.show.export import brat, claim_review, csv_table, jsonl, label_studio, parquet, quotation, web_annotation
from quoth.show.export.rows import Rows

__all__ = ["FORMATS", "Format"]


@dataclass(frozen=True, slots=True)
class Format:
    """One format. ``write(rows, out)`` makes ``out`` in whole or not at all, and returns the statements written.

    ``folder`` says that ``out`` becomes a folder of files; ``escapes`` that half a surrogate pair, which UTF-8 cannot
    carry, has an escape in it. ``check()`` raises MissingExtraError where what it needs is not installed.
    """

    name: str
    write: Callable[[Rows, Path], int]
    folder: bool = False
    escapes: bool = False
    check: Callable[[], object] = lambda: None


FORMATS = {
    made.name: made
    for made in (
        Format("csv", csv_table.write),
        Format("jsonl", jsonl.write, escapes=True),
        Format("parquet", parquet.write, check=parquet.arrow_schema),
        Format("webannotation", web_annotation.write, escapes=True),
        Format("quotation", quotation.write, escapes=True),
        Format("claimreview", claim_review.write, escapes=True),
        Format("brat", brat.write, folder=True),
        Format("labelstudio", label_studio.write, folder=True, escapes=True),
    )
}
