"""What every writer takes, and the facts of its article that stand beside each statement in a flat form."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from quoth.library import Store
from quoth.records import Article, Statement

__all__ = ["ARTICLE_FACTS", "Kept", "Known", "Rows", "Texts", "article_facts"]

# Articles with their statements in text order, one after the other; each is let go once it is written.
Rows = Iterable[tuple[Article, Sequence[Statement]]]

ARTICLE_FACTS = ("origin", "title", "url", "outlet", "published", "authors", "language", "sha256")


def article_facts(article: Article) -> dict[str, Any]:
    """The facts of an article, without its text, as JSON values; its id is in the statement's ``article``."""
    return {name: getattr(article, name) for name in ARTICLE_FACTS} | {"authors": list(article.authors)}


class Texts(Protocol):
    """Articles with their statements, by id: what corrections are compared with."""

    def article(self, name: str) -> tuple[Article, dict[str, Statement]] | None:
        """The article of this id, and its statements by theirs."""

    def owner(self, statement: str) -> str | None:
        """The id of the article that has this statement."""

    def found(self, statement: str) -> Statement | None:
        """What the reader made of a statement, where people changed that."""


class Known:
    """All of ``rows`` in memory; an article that comes twice has the statements of both."""

    def __init__(self, rows: Rows) -> None:
        self._articles: dict[str, tuple[Article, dict[str, Statement]]] = {}
        for article, statements in rows:
            self._articles.setdefault(article.id, (article, {}))[1].update((made.id, made) for made in statements)
        self._owners = {made: name for name, (_, statements) in self._articles.items() for made in statements}

    def article(self, name: str) -> tuple[Article, dict[str, Statement]] | None:
        """The article of this id, and its statements by theirs."""
        return self._articles.get(name)

    def owner(self, statement: str) -> str | None:
        """The id of the article that has this statement."""
        return self._owners.get(statement)

    def found(self, statement: str) -> Statement | None:  # noqa: ARG002 - nothing was changed
        """What the reader made of a statement, where people changed that."""
        return None


class Kept:
    """The articles of a library, each fetched when it is asked for; what a person rejected is among its statements."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._last: tuple[str, tuple[Article, dict[str, Statement]] | None] = ("", None)

    def article(self, name: str) -> tuple[Article, dict[str, Statement]] | None:
        """The article of this id, and its statements by theirs."""
        if self._last[0] != name:  # corrections come an article at a time
            article = self._store.article(name)
            made = None
            if article is not None:
                made = article, {each.id: each for each in self._store.statements(name, every=True)}
            self._last = name, made
        return self._last[1]

    def owner(self, statement: str) -> str | None:
        """The id of the article that has this statement."""
        found = self._store.statement(statement)
        return found.article if found else None

    def found(self, statement: str) -> Statement | None:
        """What the reader made of a statement, where people changed that."""
        return self._store.suggestion(statement)
