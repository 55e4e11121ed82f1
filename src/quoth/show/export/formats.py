"""The formats by name: what writes each, and what kind of thing that makes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from quoth.show.export import (
    brat,
    claim_review,
    csv_table,
    json_list,
    jsonl,
    label_studio,
    parquet,
    quotation,
    web_annotation,
    workbook,
)

__all__ = ["FORMATS", "Format"]


@dataclass(frozen=True, slots=True)
class Format:
    """One format. ``write(rows, out)`` makes ``out`` in whole or not at all, and returns the statements written.

    ``folder`` says that ``out`` becomes a folder of files; ``escapes`` that half a surrogate pair, which UTF-8 cannot
    carry, has an escape in it. ``flat``: its rows say how a statement stands, so ``write`` takes a Standing, too.
    ``ends`` are the endings of names that it may have, none for any, and ``pipe`` says that ``out`` may be
    ``files.STDOUT``. ``check()`` raises MissingExtraError where what it needs is not installed.
    """

    name: str
    write: Callable[..., int]
    folder: bool = False
    escapes: bool = False
    flat: bool = False
    pipe: bool = True
    ends: tuple[str, ...] = ()
    check: Callable[[], object] = lambda: None


JSON_LD = (".json", ".jsonld")

FORMATS = {
    made.name: made
    for made in (
        Format("csv", csv_table.write, flat=True, ends=(".csv", ".txt")),
        Format("json", json_list.write, escapes=True, flat=True, ends=(".json",)),
        Format("jsonl", jsonl.write, escapes=True, flat=True, ends=(".jsonl", ".ndjson")),
        Format("parquet", parquet.write, flat=True, pipe=False, ends=(".parquet", ".pq"), check=parquet.arrow_schema),
        Format("xlsx", workbook.write, flat=True, pipe=False, escapes=True, ends=(".xlsx",), check=workbook.check),
        Format("webannotation", web_annotation.write, escapes=True, ends=JSON_LD),
        Format("quotation", quotation.write, escapes=True, ends=JSON_LD),
        Format("claimreview", claim_review.write, escapes=True, ends=JSON_LD),
        Format("brat", brat.write, folder=True, pipe=False),
        Format("labelstudio", label_studio.write, folder=True, escapes=True),
    )
}
