"""Rereading a library: what an older reader made of its articles gives way to what today's makes of them."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import closing

from quoth.library import Reread, Store
from quoth.read import DEFAULT_READER, Reader
from quoth.records import Article, Dropped
from quoth.run.adding import made_by_of
from quoth.run.local import read_in_order

__all__ = ["reread_articles"]


def reread_articles(
    store: Store, *, reader: str | Reader = DEFAULT_READER, workers: int = 1, every: bool = False
) -> tuple[int, Generator[Reread | Dropped]]:
    """How many articles something else than ``reader`` read, and, lazily, what rereading does to each of them.

    With ``every``, all articles. Judgements are kept; an article that can no longer be read stays as it is.
    """
    made_by = made_by_of(reader)
    ids = store.ids() if every else store.outdated(made_by)
    return len(ids), _each(store, ids, reader, made_by, workers)


def _each(
    store: Store, ids: list[str], reader: str | Reader, made_by: str, workers: int
) -> Generator[Reread | Dropped]:
    articles = (article for name in ids if isinstance(article := store.article(name), Article))
    with closing(read_in_order(articles, reader, workers=workers)) as read:
        for _, outcome in read:
            if isinstance(outcome, Dropped):
                yield outcome
            elif outcome is not None:
                yield store.reread(outcome, made_by=made_by)
