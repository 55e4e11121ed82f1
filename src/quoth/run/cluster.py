"""The nodes of a Ray cluster: actors that do shards, each with a reader of its own. All that knows of Ray is here.

An actor that dies, with its node or alone, is replaced where the cluster has room, and what it had in hand is given to
another one. Since a shard's parts have one name and take their places whole, doing one twice changes nothing.
"""

from __future__ import annotations

import logging
import os
import socket
from collections import Counter
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager, suppress
from typing import Any, TypeVar

from quoth.errors import BatchError, MissingExtraError
from quoth.run.engines import Begin

__all__ = ["Cluster"]

In = TypeVar("In")
Out = TypeVar("Out")

# Seconds in which the head of a cluster has to take a connection.
PATIENCE = 5.0

# Actors that may die over one item before it is given up: a node that goes takes all of its actors with it, whatever
# they have in hand, so that a few deaths say nothing of the item.
DEATHS = 4

_THREADS = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


class Cluster:
    """An existing cluster: at ``address`` (``host:port``), or the one that runs on this machine.

    ``workers`` are actors, of one core each; 0 is one for every core of the cluster.
    """

    def __init__(self, address: str | None, workers: int = 0) -> None:
        self._address, self._workers = address, workers

    def each(
        self, begin: Begin[In, Out], feed: Callable[[], In | None], lost: Callable[[In], Out]
    ) -> Generator[tuple[In, Out]]:
        """See ``quoth.run.engines.Engine``. Raises BatchError where no cluster answers or it goes away."""
        with _connected(self._address) as ray:
            number = self._workers or max(1, int(ray.cluster_resources().get("CPU", 1)))
            pool = _Pool(ray, begin, number)
            try:
                yield from pool.each(feed, lost)
            finally:
                pool.end()


class _Pool:
    """Actors, each with at most one item in hand; one that is not placed yet has none."""

    def __init__(self, ray: Any, begin: Begin[Any, Any], number: int) -> None:
        self._ray, self._begin, self._number = ray, begin, number
        self._actor = ray.remote(num_cpus=1, max_restarts=0, runtime_env={"env_vars": _THREADS})(_Actor)
        self._starting: dict[Any, Any] = {}  # what says that an actor is there, with the actor
        self._free: list[Any] = []
        self._busy: dict[Any, tuple[Any, Any]] = {}  # what will be the outcome, with the actor and its item

    def each(self, feed: Callable[[], In | None], lost: Callable[[In], Out]) -> Generator[tuple[In, Out]]:
        """What came of each item, until ``feed`` has none and none is left."""
        if (first := feed()) is None:
            return
        deaths: Counter[int] = Counter()
        again: list[In] = [first]
        for _ in range(self._number):
            self._start()
        while True:
            while self._free and (item := again.pop() if again else feed()) is not None:
                actor = self._free.pop()
                self._busy[actor.do.remote(item)] = (actor, item)
            if not self._busy and not again and not (self._starting and not self._free):
                return
            (ready,), _ = self._ray.wait([*self._busy, *self._starting], num_returns=1)
            if ready in self._starting:
                self._hear_of_start(ready)
                continue
            actor, item = self._busy.pop(ready)
            try:
                outcome = self._ray.get(ready)
            except self._ray.exceptions.RayTaskError:  # the actor lives
                self._free.append(actor)
                yield item, lost(item)
            except self._ray.exceptions.RayError:
                self._replace(actor)
                deaths[id(item)] += 1
                if deaths[id(item)] >= DEATHS:
                    yield item, lost(item)
                else:
                    again.append(item)
            else:
                self._free.append(actor)
                yield item, outcome

    def end(self) -> None:
        """Ends all actors, whatever they have in hand."""
        for actor in [*self._starting.values(), *self._free, *(actor for actor, _ in self._busy.values())]:
            with suppress(Exception):
                self._ray.kill(actor)

    def _replace(self, actor: Any) -> None:
        with suppress(Exception):  # it may only be out of reach
            self._ray.kill(actor)
        self._start()

    def _start(self) -> None:
        actor = self._actor.remote(self._begin)
        self._starting[actor.begin.remote()] = actor

    def _hear_of_start(self, ready: Any) -> None:
        actor = self._starting.pop(ready)
        try:
            self._ray.get(ready)
        except self._ray.exceptions.RayTaskError as error:
            raise BatchError(
                f"a node of the cluster cannot read ({_short(error)}); install the same Quoth on every node"
            ) from error
        except self._ray.exceptions.RayError:
            self._replace(actor)
        else:
            self._free.append(actor)


class _Actor:
    """What runs on a node."""

    def __init__(self, begin: Begin[Any, Any]) -> None:
        self._begin = begin

    def begin(self) -> None:
        """Loads what the work needs."""
        self._work = self._begin()

    def do(self, item: Any) -> Any:
        """Does one item."""
        return self._work(item)


@contextmanager
def _connected(address: str | None) -> Iterator[Any]:
    """Ray, connected to a cluster that answers."""
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # it would tell its makers
    try:
        import ray
    except ImportError as error:
        raise MissingExtraError("ray", need="the engine ray") from error
    how = "start one with ray start --head, and give its address with --address"
    if address is not None and address != "auto":
        _knock(address)
    try:
        ray.init(address=address or "auto", logging_level=logging.ERROR, log_to_driver=False)
    except Exception as error:  # ConnectionError, ValueError, AuthenticationError, RuntimeError, by what is wrong
        where = f"at {address}" if address else "on this machine"
        raise BatchError(f"no Ray cluster {where} takes us in ({_short(error)}); {how}") from error
    try:
        yield ray
    except ray.exceptions.RaySystemError as error:
        raise BatchError(f"the Ray cluster went away ({_short(error)}); start it, and type the same again") from error
    finally:
        ray.shutdown()


def _knock(address: str) -> None:
    """Raises BatchError where nothing answers at an address: Ray itself would try for minutes."""
    host, _, port = address.removeprefix("ray://").rpartition(":")
    if not host or not port.isdigit():
        raise BatchError(f"{address} is no address of a Ray cluster; write it as host:port")
    try:
        socket.create_connection((host.strip("[]"), int(port)), PATIENCE).close()
    except (OSError, OverflowError) as error:
        what = (getattr(error, "strerror", None) or str(error)).lower()
        how = "start it, or give another --address"
        raise BatchError(f"no Ray cluster answers at {address} ({what}); {how}") from error


def _short(error: BaseException) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return (lines[-1] if lines else type(error).__name__).rstrip(". ").replace(";", ",")[:160]
