"""JSON: one list of statements, each the object that JSON Lines has on a line."""

from __future__ import annotations

from pathlib import Path

from quoth.flat import flat_object
from quoth.show.export.files import write_list, write_text
from quoth.show.export.rows import Rows
from quoth.show.export.standing import AS_READ, Standing

__all__ = ["write"]


def write(rows: Rows, out: Path, standing: Standing = AS_READ) -> int:
    """Writes a list of one object a statement; returns how many."""
    objects = (flat_object(each) for article, found in rows for each in standing.of(article, found))
    with write_text(out) as file:
        return write_list(file, "[", objects, "]")
