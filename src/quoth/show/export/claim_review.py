"""schema.org ClaimReview (https://schema.org/ClaimReview) as JSON-LD: the half that a report can give.

Quoth takes no side: reviewer, address, date and rating are null, for a fact-checker to fill. What somebody denies or
declines to say is not their claim, and a wish or an order is none: such statements are left out.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from quoth.records import Article, Statement
from quoth.show.export.rows import Rows
from quoth.show.export.schema_org import SECOND_HAND, filled, report, speaker, words, write_graph

__all__ = ["TO_FILL", "claim_review", "is_claim", "write"]

# What the fact-checker gives; JSON-LD takes null for absent.
TO_FILL: dict[str, Any] = {
    "author": None,
    "url": None,
    "datePublished": None,
    "reviewRating": {
        "@type": "Rating",
        "ratingValue": None,
        "bestRating": None,
        "worstRating": None,
        "alternateName": None,
    },
}


def write(rows: Rows, out: Path) -> int:
    """Writes one skeleton for each statement that claims something; returns how many."""
    nodes = (
        claim_review(article, statement)
        for article, statements in rows
        for statement in statements
        if is_claim(statement)
    )
    return write_graph(nodes, out)


def is_claim(statement: Statement) -> bool:
    """Whether the speaker puts the content forward as so."""
    return statement.polarity not in SECOND_HAND and statement.attitude != "eventuality"


def claim_review(article: Article, statement: Statement) -> dict[str, Any]:
    """One statement as a ClaimReview to be filled, without the context."""
    claim = filled(
        {
            "@type": "Claim",
            "@id": f"urn:quoth:{statement.id}",
            "text": words(statement.content),
            "author": speaker(statement),
            "creditText": words(statement.source),
            "datePublished": statement.said_on and statement.said_on.start,
            "appearance": report(article),
        }
    )
    return {"@type": "ClaimReview", "claimReviewed": words(statement.content), "itemReviewed": claim, **TO_FILL}
