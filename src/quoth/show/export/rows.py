"""What every writer takes, and the facts of its article that stand beside each statement in a flat form."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Protocol

from quoth.flat import FACTS as ARTICLE_FACTS
from quoth.flat import article_facts
from quoth.library import Store
from quoth.records import Article, Statement

__all__ = ["ARTICLE_FACTS", "Kept", "Known", "Rows", "Texts", "article_facts"]

# Articles with their statements in text order, one after the other; each is let go once it is written.
Rows = Iterable[tuple[Article, Sequence[Statement]]]


class Texts(Protocol):
    """Articles with their statements, by id: what corrections are compared with."""

    def article(self, name: str) -> tuple[Article, dict[str, Statement]] | None:
        """The article of this id, and its statements by theirs."""

    def owner(self, statement: str) -> str | None:
        """The id of the article that has this statement."""

    def found(self, statement: str) -> Statement | None:
        """What the reader made of a statement, where people changed that."""

    def shown(self, name: str) -> set[str]:
        """The names under which people ever merged this one."""


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

    def shown(self, name: str) -> set[str]:  # noqa: ARG002 - nobody was merged
        """The names under which people ever merged this one."""
        return set()


class Kept:
    """The articles of a library, each fetched when it is asked for; what a person rejected is among its statements."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._last: tuple[str, tuple[Article, dict[str, Statement]] | None] = ("", None)
        self._shown: dict[str, set[str]] | None = None

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

    def shown(self, name: str) -> set[str]:
        """The names under which people ever merged this one: the file may be older than their parting."""
        if self._shown is None:
            self._shown = {one: {speaker} for one, speaker in self._store.same_speakers().items()}
            for made in self._store.judgements():
                if made.action == "merge":
                    first, *others = json.loads(made.values).get("names") or [""]
                    for one in others:
                        self._shown.setdefault(one, set()).add(first)
        sql = """SELECT DISTINCT p.name FROM appearances x JOIN people p ON p.id = x.person
            WHERE x.name = CAST(:name AS TEXT)"""
        persons = {row["name"] for row in self._store.rows(sql, {"name": name})}
        return self._shown.get(name, set()) | persons
