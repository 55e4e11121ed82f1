"""Reading on this machine: in this process, or in several, with what comes out in the order of what went in."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import chain, islice
from multiprocessing import connection
from typing import Generic, TypeVar

from quoth.pipeline import Reading, read_or_drop
from quoth.read import Reader, load_reader
from quoth.records import Article, Dropped

__all__ = ["cores", "read_in_order"]

T = TypeVar("T")

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
) -> Iterator[tuple[Article | T, Reading | Dropped | None]]:
    """Each item with the reading of it, or the reason why there is none; what is no article goes through with None.

    With ``workers`` above 1 they read in processes of their own, once there are enough articles to be worth it; a
    ``reader`` that is no name reads here. A process that dies over an article costs that article alone.
    """
    items = iter(items)
    # What is no article costs nothing to pass on, but it has to keep its place.
    first = list(islice(items, FEW)) if workers > 1 and isinstance(reader, str) else []
    if not isinstance(reader, str) or len(first) < FEW:
        yield from _here(chain(first, items), reader)
        return
    with _Pool[T](reader, workers) as pool:
        yield from pool.read(chain(first, items))


def _here(items: Iterable[Article | T], reader: str | Reader) -> Iterator[tuple[Article | T, Reading | Dropped | None]]:
    for item in items:
        if isinstance(item, Article):
            reader = load_reader(reader) if isinstance(reader, str) else reader
            yield item, read_or_drop(item, reader)
        else:
            yield item, None


class _Pool(Generic[T]):
    """Processes that read, replaced where one of them dies."""

    def __init__(self, reader: str, workers: int) -> None:
        load_reader(reader)  # what is wrong with the weights is said here, in one sentence, not in every process
        self._reader, self._workers = reader, workers
        self._pool = self._new(workers)

    def __enter__(self) -> _Pool[T]:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)

    def read(self, items: Iterable[Article | T]) -> Iterator[tuple[Article | T, Reading | Dropped | None]]:
        """As ``read_in_order``."""
        waiting: deque[tuple[Article | T, Future[Reading | Dropped] | None]] = deque()
        articles = 0
        for item in items:
            is_article = isinstance(item, Article)
            waiting.append((item, self._submit(item) if isinstance(item, Article) else None))
            articles += is_article
            while articles > IN_HAND * self._workers or (waiting and waiting[0][1] is None):
                articles -= waiting[0][1] is not None
                yield self._next(waiting)
        while waiting:
            yield self._next(waiting)

    def _next(
        self, waiting: deque[tuple[Article | T, Future[Reading | Dropped] | None]]
    ) -> tuple[Article | T, Reading | Dropped | None]:
        item, future = waiting.popleft()
        if future is None or not isinstance(item, Article):
            return item, None
        try:
            return item, future.result()
        except BrokenProcessPool:
            outcome = self._alone(item)
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = self._new(self._workers)
            again = [(other, other if isinstance(other, Article) else None) for other, _ in waiting]
            waiting.clear()
            waiting.extend((other, self._submit(article) if article else None) for other, article in again)
            return item, outcome

    def _alone(self, article: Article) -> Reading | Dropped:
        """The reading of one article in a process of its own, so that it is known which one ends processes."""
        with self._new(1) as pool:
            try:
                with _no_interrupt():
                    future = pool.submit(_read, article)
                return future.result()
            except BrokenProcessPool:
                return Dropped(
                    article.origin, "read", "reading it ended the process that read it, as no memory left does"
                )

    def _submit(self, article: Article) -> Future[Reading | Dropped]:
        with _no_interrupt():
            try:
                return self._pool.submit(_read, article)
            except BrokenProcessPool as error:
                broken: Future[Reading | Dropped] = Future()
                broken.set_exception(error)
                return broken

    def _new(self, workers: int) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            workers, multiprocessing.get_context("spawn"), initializer=_begin, initargs=(self._reader,)
        )


@contextmanager
def _no_interrupt() -> Iterator[None]:
    """Ctrl-C waits while a process is started, which then never hears of it: stopping is for the one that keeps."""
    if not hasattr(signal, "pthread_sigmask") or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


_reader: Reader | None = None


def _begin(name: str) -> None:
    """What a worker does first; it ends when the process that started it does, however that ends."""
    global _reader  # noqa: PLW0603 - a process has one reader, and its tasks have no other way to it
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel, os._exit), daemon=True).start()
    _reader = load_reader(name)


def _end_with(sentinel: int, end: Callable[[int], object]) -> None:
    connection.wait([sentinel])
    end(1)


def _read(article: Article) -> Reading | Dropped:
    assert _reader is not None
    return read_or_drop(article, _reader)
