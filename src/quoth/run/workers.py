"""Processes that work: each at the other end of a pipe of its own, so that it is known what each has in hand.

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
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import connection, resource_tracker
from multiprocessing.process import BaseProcess
from typing import Any, Generic, Self, TypeVar

__all__ = ["DEATHS", "Task", "Workers"]

In = TypeVar("In")
Out = TypeVar("Out")

# Things sent to one process at a time: one to work on, and one that waits, so that it never has to.
AT_ONCE = 2

# Processes that may die over one thing before it is given up: the first may have died of what another one did, as
# where memory runs out.
DEATHS = 2

# In seconds, for a process that was killed to be gone. It takes milliseconds.
GONE = 10.0


@dataclass(eq=False)
class Task(Generic[In, Out]):
    """Something to work on; ``outcome`` is None until that is done."""

    item: In
    outcome: Out | None = None
    deaths: int = 0


@dataclass(eq=False)
class _Worker:
    process: BaseProcess
    pipe: connection.Connection
    in_hand: deque[Task[Any, Any]] = field(default_factory=deque)


class Workers(Generic[In, Out]):
    """At most ``number`` processes, replaced where one of them dies.

    ``begin`` is called once in each, and gives what it does with each item; ``lost`` says what comes of an item over
    which processes died. Leaving the context ends them at once, whatever they have in hand.
    """

    def __init__(
        self,
        begin: Callable[[], Callable[[In], Out]],
        number: int,
        *,
        lost: Callable[[In], Out],
        at_once: int = AT_ONCE,
    ) -> None:
        self._begin, self._number, self._lost, self._at_once = begin, number, lost, at_once
        self._workers: list[_Worker] = []
        self._waiting: deque[Task[In, Out]] = deque()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.process.kill()
            worker.pipe.close()
        for worker in self._workers:
            worker.process.join(GONE)
        self._workers.clear()

    def submit(self, item: In) -> Task[In, Out]:
        """Has an item worked on as soon as a process is free."""
        task: Task[In, Out] = Task(item)
        self._waiting.append(task)
        self._hand_out()
        return task

    def result(self, task: Task[In, Out]) -> Out:
        """What came of a task, once it is done."""
        while task.outcome is None:
            self._wait()
        return task.outcome

    def first_done(self, tasks: Collection[Task[In, Out]]) -> Task[In, Out]:
        """The first of ``tasks`` that is done, once one is."""
        while True:
            for task in tasks:
                if task.outcome is not None:
                    return task
            self._wait()

    def _wait(self) -> None:
        for ready in connection.wait([worker.pipe for worker in self._workers if worker.in_hand]):
            self._hear(next(worker for worker in self._workers if worker.pipe is ready))
        self._hand_out()

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
            if least is None or len(least.in_hand) >= self._at_once:
                return
            least.in_hand.append(self._waiting.popleft())
            try:
                least.pipe.send(least.in_hand[-1].item)
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
            first.outcome = self._lost(first.item)
        self._waiting.extendleft(reversed(worker.in_hand))

    def _start(self) -> _Worker:
        spawn = multiprocessing.get_context("spawn")
        ours, theirs = spawn.Pipe()
        # Ours to end; where we cannot, the interpreter does at its own end, since it is a daemon.
        process = spawn.Process(target=_work, args=(theirs, self._begin), daemon=True)
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


def _work(pipe: connection.Connection, begin: Callable[[], Callable[[Any], Any]]) -> None:
    """What a process does: it takes what comes, one after the other, until the one that started it ends it or ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    came: queue.SimpleQueue[Any] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(pipe, came), daemon=True).start()
    work = begin()
    while True:
        pipe.send(work(came.get()))


def _listen(pipe: connection.Connection, came: queue.SimpleQueue[Any]) -> None:
    """Takes in what is sent, so that no one waits to send it; at the end of the pipe all ends."""
    try:
        while True:
            came.put(pipe.recv())
    finally:
        os._exit(1)
