"""The parts of schema.org that a quotation and a claim share: who speaks, the report, and a graph that streams."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from quoth.records import Article, Span, Statement
from quoth.show.export.files import write_list, write_text

__all__ = ["JOIN", "SECOND_HAND", "filled", "report", "speaker", "words", "write_graph"]

Node = dict[str, Any]

JOIN = " … "  # between pieces, as a newspaper marks what it left out

# Polarities with which the content is not what the speaker puts forward.
SECOND_HAND = {"denied", "declined"}

# The types of speaker that schema.org has a type for; an unnamed person is a person without a name.
_TYPES = {"person": "Person", "unnamed": "Person", "organization": "Organization"}


def write_graph(nodes: Iterable[Node], out: Path) -> int:
    """Writes nodes as one JSON-LD document; returns how many."""
    with write_text(out) as file:
        return write_list(file, '{"@context": "https://schema.org", "@graph": [', nodes, "]}")


def filled(node: Node) -> Node:
    """A node without what is not known."""
    return {name: value for name, value in node.items() if value is not None and value not in ([], {})}


def speaker(statement: Statement) -> Node | None:
    """The speaker as a Person or an Organization; None for others, whom ``creditText`` has in the report's words."""
    who = statement.speaker
    if who is None or who.type not in _TYPES:
        return None
    if _TYPES[who.type] == "Organization":
        return filled({"@type": "Organization", "name": who.name})
    employer = {"@type": "Organization", "name": who.affiliation} if who.affiliation else None
    described = words(statement.source) if who.name is None else None
    return filled(
        {
            "@type": "Person",
            "name": who.name,
            "description": described,
            "jobTitle": who.role,
            "affiliation": employer,
        }
    )


def report(article: Article) -> Node:
    """The article as a NewsArticle, its text left out."""
    return filled(
        {
            "@type": "NewsArticle",
            "@id": f"urn:quoth:{article.id}",
            "headline": article.title,
            "url": article.url,
            "datePublished": article.published,
            "inLanguage": article.language,
            "author": [{"@type": "Person", "name": name} for name in article.authors],
            "publisher": {"@type": "Organization", "name": article.outlet} if article.outlet else None,
        }
    )


def words(spans: tuple[Span, ...]) -> str | None:
    """The exact words of spans, pieces joined by JOIN; None where there are none."""
    return JOIN.join(span.text for span in spans) or None
