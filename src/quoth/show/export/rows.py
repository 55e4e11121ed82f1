"""What every writer takes, and the facts of its article that stand beside each statement in a flat form."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from quoth.records import Article, Statement

__all__ = ["ARTICLE_FACTS", "Known", "Rows", "article_facts", "known"]

# Articles with their statements in text order, one after the other; each is let go once it is written.
Rows = Iterable[tuple[Article, Sequence[Statement]]]

# Articles by id, each with its statements by theirs: what corrections are compared with.
Known = dict[str, tuple[Article, dict[str, Statement]]]

ARTICLE_FACTS = ("origin", "title", "url", "outlet", "published", "authors", "language", "sha256")


def article_facts(article: Article) -> dict[str, Any]:
    """The facts of an article, without its text, as JSON values; its id is in the statement's ``article``."""
    return {name: getattr(article, name) for name in ARTICLE_FACTS} | {"authors": list(article.authors)}


def known(rows: Rows) -> Known:
    """All of ``rows`` in memory; an article that comes twice has the statements of both."""
    found: Known = {}
    for article, statements in rows:
        found.setdefault(article.id, (article, {}))[1].update((made.id, made) for made in statements)
    return found
