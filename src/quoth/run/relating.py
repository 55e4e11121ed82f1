"""Relating a library that was not related as it was filled, or that an older version of a step related."""

from __future__ import annotations

from collections.abc import Generator, Sequence

from quoth.library import Step, Store

__all__ = ["relate_articles"]


def relate_articles(
    store: Store, steps: Sequence[Step] | None = None, *, every: bool = False
) -> tuple[int, Generator[tuple[str, str]]]:
    """How much there is to do, and, lazily, each (step, article) once it is done; stopped, it goes on from there.

    ``steps`` are those of the library if none are named. With ``every``, all of it is done anew.
    """
    todo = [(step, store.unrelated(step, every=every)) for step in (store.steps if steps is None else steps)]
    return sum(len(articles) for _, articles in todo), _each(store, todo)


def _each(store: Store, todo: Sequence[tuple[Step, list[str]]]) -> Generator[tuple[str, str]]:
    for step, articles in todo:
        for article in articles:
            store.relate(step, article)
            yield step.name, article
