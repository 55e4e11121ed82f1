"""schema.org Quotation (https://schema.org/Quotation) as JSON-LD: the statements that quote.

Indirect ones are no quotations, and in a denial half quoted the quoted words may be somebody else's: both are left
out. A quotation in pieces has each, exact and in order, in ``hasPart``.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from quoth.records import Article, Statement
from quoth.show.export.rows import Rows
from quoth.show.export.schema_org import SECOND_HAND, filled, report, speaker, words, write_graph

__all__ = ["is_quotation", "quotation", "write"]


def write(rows: Rows, out: Path) -> int:
    """Writes one Quotation for each statement that quotes; returns how many."""
    nodes = (
        quotation(article, statement)
        for article, statements in rows
        for statement in statements
        if is_quotation(statement)
    )
    return write_graph(nodes, out)


def is_quotation(statement: Statement) -> bool:
    """Whether the words in quotation marks are surely the speaker's own."""
    return statement.kind == "direct" or (statement.kind == "mixed" and statement.polarity not in SECOND_HAND)


def quotation(article: Article, statement: Statement) -> dict[str, Any]:
    """One statement as a Quotation, without the context."""
    pieces = [
        {"@type": "Quotation", "position": position, "text": span.text}
        for position, span in enumerate(statement.content, 1)
    ]
    return filled(
        {
            "@type": "Quotation",
            "@id": f"urn:quoth:{statement.id}",
            "text": words(statement.content),
            "hasPart": pieces if len(pieces) > 1 else None,
            "creditText": words(statement.source),
            "spokenByCharacter": speaker(statement),
            "dateCreated": statement.said_on and statement.said_on.start,
            "isPartOf": report(article),
        }
    )
