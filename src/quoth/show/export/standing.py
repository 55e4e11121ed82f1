"""What a library knows of statements beside the records: merged names, and what was judged."""

from __future__ import annotations

from collections.abc import Sequence

from quoth.flat import Flat
from quoth.library import Store
from quoth.records import Article, Statement

__all__ = ["AS_READ", "InLibrary", "Standing"]


class Standing:
    """Statements as they were just read: nobody has merged or judged anything."""

    def of(self, article: Article, statements: Sequence[Statement]) -> list[Flat]:
        """The statements of one article, each with what is known of it."""
        return [Flat(statement, article) for statement in statements]


AS_READ = Standing()


class InLibrary(Standing):
    """Statements of a library, as people merged their speakers and judged them."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._shown = store.same_speakers()

    def of(self, article: Article, statements: Sequence[Statement]) -> list[Flat]:
        """The statements of one article, each with what is known of it."""
        sql = "SELECT id, verdict FROM statements WHERE article = :article AND verdict IS NOT NULL"
        judged = {row["id"]: row["verdict"] for row in self._store.rows(sql, {"article": article.id})}
        return [
            Flat(each, article, self._shown.get((each.speaker and each.speaker.name) or ""), judged.get(each.id))
            for each in statements
        ]
