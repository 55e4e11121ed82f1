"""Processes that read: each at the other end of a pipe of its own, so that it is known what each has in hand.

The standard library's pool of processes is not used: it waits for what is in hand before it ends, at the end of the
interpreter too, and cannot say over which of many articles a process died.
"""

from __future__ import annotations

import multiprocessing
import os
import queue
import signal
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import connection, resource_tracker
from multiprocessing.process import BaseProcess
from typing import Self

from quoth.pipeline import Reading, read_or_drop
from quoth.read import load_reader
from quoth.records import Article, Dropped

__all__ = ["Task", "Workers"]

# Articles sent to one process at a time: one to read, and one that waits, so that it never has to.
AT_ONCE = 2

# Processes that may die over one article before it is given up: the first may have died of what another one did, as
# where memory runs out.
DEATHS = 2

# In seconds, for a process that was killed to be gone. It takes milliseconds.
GONE = 10.0


@dataclass(eq=False)
class Task:
    """An article to be read; ``outcome`` is None until it was."""

    article: Article
    outcome: Reading | Dropped | None = None
    deaths: int = 0


@dataclass(eq=False)
class _Worker:
    process: BaseProcess
    pipe: connection.Connection
    in_hand: deque[Task] = field(default_factory=deque)


class Workers:
    """At most ``number`` processes that read with the reader of this name, replaced where one of them dies.

    Leaving the context ends them at once, whatever they have in hand.
    """

    def __init__(self, reader: str, number: int) -> None:
        load_reader(reader)  # what is wrong with the weights is said here, in one sentence, not in every process
        self._reader, self._number = reader, number
        self._workers: list[_Worker] = []
        self._waiting: deque[Task] = deque()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.process.kill()
            worker.pipe.close()
        for worker in self._workers:
            worker.process.join(GONE)
        self._workers.clear()

    def submit(self, article: Article) -> Task:
        """Has an article read as soon as a process is free."""
        task = Task(article)
        self._waiting.append(task)
        self._hand_out()
        return task

    def result(self, task: Task) -> Reading | Dropped:
        """What came of a task, once it is done."""
        while task.outcome is None:
            for ready in connection.wait([worker.pipe for worker in self._workers if worker.in_hand]):
                self._hear(next(worker for worker in self._workers if worker.pipe is ready))
            self._hand_out()
        return task.outcome

    def _hear(self, worker: _Worker) -> None:
        try:
            outcome = worker.pipe.recv()
        except (EOFError, OSError):
            self._bury(worker)
        else:
            worker.in_hand.popleft().outcome = outcome

    def _hand_out(self) -> None:
        """Sends what waits to the processes with least in hand; a new one is started rather than one made to wait."""
        while self._waiting:
            least = min(self._workers, key=lambda worker: len(worker.in_hand), default=None)
            if (least is None or least.in_hand) and len(self._workers) < self._number:
                least = self._start()
            if least is None or len(least.in_hand) >= AT_ONCE:
                return
            least.in_hand.append(self._waiting.popleft())
            try:
                least.pipe.send(least.in_hand[-1].article)
            except OSError:
                self._bury(least)

    def _bury(self, worker: _Worker) -> None:
        """A process died over what it had in hand first: that is tried once more, and all others go to others."""
        self._workers.remove(worker)
        worker.process.kill()
        worker.pipe.close()
        worker.process.join(GONE)
        first = worker.in_hand[0]
        first.deaths += 1
        if first.deaths >= DEATHS:
            worker.in_hand.popleft()
            reason = "reading it ended the process that read it, as no memory left does"
            first.outcome = Dropped(first.article.origin, "read", reason)
        self._waiting.extendleft(reversed(worker.in_hand))

    def _start(self) -> _Worker:
        spawn = multiprocessing.get_context("spawn")
        ours, theirs = spawn.Pipe()
        # Ours to end; where we cannot, the interpreter does at its own end, since it is a daemon.
        process = spawn.Process(target=_work, args=(theirs, self._reader), daemon=True)
        with _no_interrupt():
            process.start()
            theirs.close()  # so that the end of the process is the end of the pipe
            worker = _Worker(process, ours)
            self._workers.append(worker)
        return worker


@contextmanager
def _no_interrupt() -> Iterator[None]:
    """Ctrl-C waits while a process is started, which then never hears of it: stopping is for the one that keeps."""
    if not hasattr(signal, "pthread_sigmask") or threading.current_thread() is not threading.main_thread():
        yield
        return
    resource_tracker.ensure_running()  # whose own start, were it later, would let SIGINT through again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _work(pipe: connection.Connection, name: str) -> None:
    """What a process does: it reads what comes, one after the other, until the one that started it ends it or ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    came: queue.SimpleQueue[Article] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(pipe, came), daemon=True).start()
    reader = load_reader(name)
    while True:
        pipe.send(read_or_drop(came.get(), reader))


def _listen(pipe: connection.Connection, came: queue.SimpleQueue[Article]) -> None:
    """Takes in what is sent, so that no one waits to send it; at the end of the pipe all ends."""
    try:
        while True:
            came.put(pipe.recv())
    finally:
        os._exit(1)
