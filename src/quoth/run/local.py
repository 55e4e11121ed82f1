"""Reading on this machine: in this process, or in several, with what comes out in the order of what went in."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Generator, Iterable
from functools import partial
from itertools import chain, islice
from typing import TypeVar

from quoth.pipeline import Reading, read_or_drop
from quoth.read import Reader, load_reader
from quoth.records import Article, Dropped
from quoth.run.workers import Task, Workers

__all__ = ["cores", "read_in_order"]

T = TypeVar("T")
Outcome = Reading | Dropped
ReadingTask = Task[Article, Outcome]
ReadingWorkers = Workers[Article, Outcome]

# A worker takes about a second to load: for fewer articles than this, in one go, it is not worth it.
FEW = 6

# Articles in hand for each worker: enough that none waits for the one that keeps what they read, few enough that little
# is read twice when it stops.
IN_HAND = 3


def cores() -> int:
    """The processor cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def read_in_order(
    items: Iterable[Article | T], reader: str | Reader, *, workers: int = 1
) -> Generator[tuple[Article | T, Reading | Dropped | None]]:
    """Each item with the reading of it, or the reason why there is none; what is no article goes through with None.

    With ``workers`` above 1 they read in processes of their own, once there are enough articles to be worth it; a
    ``reader`` that is no name reads here. A process that dies over an article costs that article alone. Closed, it ends
    its processes at once.
    """
    items = iter(items)
    # What is no article costs nothing to pass on, but it has to keep its place.
    first = list(islice(items, FEW)) if workers > 1 and isinstance(reader, str) else []
    if not isinstance(reader, str) or len(first) < FEW:
        yield from _here(chain(first, items), reader)
        return
    load_reader(reader)  # what is wrong with the weights is said here, in one sentence, not in every process
    with Workers(partial(_reading, reader), workers, lost=_lost) as others:
        yield from _elsewhere(chain(first, items), others, IN_HAND * workers)


def _reading(reader: str) -> Callable[[Article], Outcome]:
    """What a process does with an article: it reads it."""
    return partial(read_or_drop, reader=load_reader(reader))


def _lost(article: Article) -> Outcome:
    return Dropped(article.origin, "read", "reading it ended the process that read it, as no memory left does")


def _here(
    items: Iterable[Article | T], reader: str | Reader
) -> Generator[tuple[Article | T, Reading | Dropped | None]]:
    for item in items:
        if isinstance(item, Article):
            reader = load_reader(reader) if isinstance(reader, str) else reader
            yield item, read_or_drop(item, reader)
        else:
            yield item, None


def _elsewhere(
    items: Iterable[Article | T], workers: ReadingWorkers, in_hand: int
) -> Generator[tuple[Article | T, Reading | Dropped | None]]:
    """As ``read_in_order``, with at most ``in_hand`` articles on their way."""
    waiting: deque[tuple[Article | T, ReadingTask | None]] = deque()
    articles = 0
    for item in items:
        task = workers.submit(item) if isinstance(item, Article) else None
        waiting.append((item, task))
        articles += task is not None
        while articles > in_hand or (waiting and waiting[0][1] is None):
            articles -= waiting[0][1] is not None
            yield _next(waiting, workers)
    while waiting:
        yield _next(waiting, workers)


def _next(
    waiting: deque[tuple[Article | T, ReadingTask | None]], workers: ReadingWorkers
) -> tuple[Article | T, Reading | Dropped | None]:
    item, task = waiting.popleft()
    return item, workers.result(task) if task else None
