"""JSON Lines: one statement a line, its record followed by the facts of its article and how it stands."""

from __future__ import annotations

from pathlib import Path

from quoth.flat import flat_object
from quoth.show.export.files import json_text, write_text
from quoth.show.export.rows import Rows
from quoth.show.export.standing import AS_READ, Standing

__all__ = ["write"]


def write(rows: Rows, out: Path, standing: Standing = AS_READ) -> int:
    """Writes one object a statement; returns how many."""
    count = 0
    with write_text(out) as file:
        for article, found in rows:
            for each in standing.of(article, found):
                file.write(json_text(flat_object(each)) + "\n")
                count += 1
    return count
