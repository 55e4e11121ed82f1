"""Who does the work: this process, or processes of this machine. (``quoth.run.cluster`` has the nodes of a cluster.)

An engine asks for items as it has room for them, and gives back each with what came of it, in whatever order.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Generator
from typing import Protocol, TypeVar

from quoth.run.workers import Task, Workers

__all__ = ["Begin", "Engine", "Here", "Local"]

In = TypeVar("In")
Out = TypeVar("Out")

# Called once in each process: it gives what does an item.
Begin = Callable[[], Callable[[In], Out]]


class Engine(Protocol):
    """What does items of any kind."""

    def each(
        self, begin: Begin[In, Out], feed: Callable[[], In | None], lost: Callable[[In], Out]
    ) -> Generator[tuple[In, Out]]:
        """What came of each item that ``feed`` gives, until it gives None and nothing is left to be done.

        ``feed`` may give items again after a None while others are being done. ``lost`` says what comes of an item over
        which processes died. Closed, it ends its processes at once.
        """


class Here:
    """The process that asks: nothing is started."""

    def each(
        self, begin: Begin[In, Out], feed: Callable[[], In | None], lost: Callable[[In], Out]
    ) -> Generator[tuple[In, Out]]:
        """See ``Engine``."""
        del lost
        work = begin()
        while (item := feed()) is not None:
            yield item, work(item)


class Local:
    """Processes of this machine, each with a reader of its own on one core."""

    def __init__(self, workers: int) -> None:
        self._workers = workers

    def each(
        self, begin: Begin[In, Out], feed: Callable[[], In | None], lost: Callable[[In], Out]
    ) -> Generator[tuple[In, Out]]:
        """See ``Engine``."""
        tasks: list[Task[In, Out]] = []
        with _one_thread_each(), Workers(begin, self._workers, lost=lost, at_once=1) as workers:
            while True:
                while len(tasks) < self._workers and (item := feed()) is not None:
                    tasks.append(workers.submit(item))
                if not tasks:
                    return
                done = workers.first_done(tasks)
                tasks.remove(done)
                yield done.item, workers.result(done)


class _one_thread_each:  # noqa: N801 - used as a word of the sentence
    """Libraries that count with several threads use one in the processes that are started here."""

    NAMES = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")

    def __enter__(self) -> None:
        self._before = {name: os.environ.get(name) for name in self.NAMES}
        os.environ.update(dict.fromkeys(self.NAMES, "1"))

    def __exit__(self, *_: object) -> None:
        for name, value in self._before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
