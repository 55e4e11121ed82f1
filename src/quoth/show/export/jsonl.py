"""JSON Lines: one statement a line, its record followed by the facts of its article."""

from __future__ import annotations

from pathlib import Path

from quoth.show.export.files import json_text, write_text
from quoth.show.export.rows import Rows, article_facts

__all__ = ["write"]


def write(rows: Rows, out: Path) -> int:
    """Writes one object a statement; returns how many."""
    count = 0
    with write_text(out) as file:
        for article, statements in rows:
            facts = article_facts(article)
            for statement in statements:
                file.write(json_text(statement.to_dict() | facts) + "\n")
                count += 1
    return count
