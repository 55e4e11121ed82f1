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

# Under which names speakers are shown whom people merged, or who are grouped across articles.
SHOWN = """
SELECT s.id, coalesce(p.name, m.speaker) AS speaker FROM statements s
LEFT JOIN appearances x ON x.article = s.article AND x.name = s.speaker_name
LEFT JOIN people p ON p.id = x.person
LEFT JOIN same_speakers m ON m.name = s.speaker_name
WHERE s.article = :article AND coalesce(p.name, m.speaker) <> s.speaker_name
"""


class InLibrary(Standing):
    """Statements of a library, as people merged their speakers and judged them."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def of(self, article: Article, statements: Sequence[Statement]) -> list[Flat]:
        """The statements of one article, each with what is known of it."""
        sql = "SELECT id, verdict FROM statements WHERE article = :article AND verdict IS NOT NULL"
        judged = {row["id"]: row["verdict"] for row in self._store.rows(sql, {"article": article.id})}
        shown = {row["id"]: row["speaker"] for row in self._store.rows(SHOWN, {"article": article.id})}
        return [Flat(each, article, shown.get(each.id), judged.get(each.id)) for each in statements]
