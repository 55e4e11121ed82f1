"""The wire: connections to checked addresses only, each request in its turn, each address within its time.

This is the one place that knows httpcore2, below the cache, so that what comes from the cache waits for nobody.
"""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import httpcore2
import httpx2

from quoth.errors import FetchError
from quoth.ingest.web.addresses import Allowed
from quoth.ingest.web.limits import Limits

__all__ = ["Clock", "Transport"]


class Clock:
    """The time that one address has. ``over`` says that it is over, or will be if the step in hand takes its time."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.over = False
        self._end = 0.0

    def start(self) -> None:
        """A new address begins."""
        self._end, self.over = time.monotonic() + self.seconds, False

    @property
    def remaining(self) -> float:
        """The seconds that are left, 0 where there are none."""
        return max(0.0, self._end - time.monotonic())

    def unhurried(self, wait: Callable[[], None]) -> None:
        """Has a pause of our own made, which is not taken from the time."""
        began = time.monotonic()
        wait()
        self._end += time.monotonic() - began

    def left(self, most: float | None) -> float:
        """The seconds that one step may take: ``most``, or what is left. Raises ReadTimeout where nothing is."""
        left = self._end - time.monotonic()
        self.over = most is None or left <= most
        if left <= 0:
            raise httpcore2.ReadTimeout("the time for the whole address is over")
        return left if most is None else min(most, left)


class Transport(httpx2.BaseTransport):
    """What sends requests: ``turn`` is called with a request's address before it goes out, and may wait."""

    def __init__(self, *, allowed: Allowed, limits: Limits, turn: Callable[[str], None]) -> None:
        self.clock = Clock(limits.total_seconds)
        self._turn = turn
        self._pool = httpcore2.ConnectionPool(
            ssl_context=httpx2.create_ssl_context(),
            max_connections=20,
            max_keepalive_connections=10,
            keepalive_expiry=10.0,
            network_backend=_Backend(self.clock, allowed),
        )

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """The answer to ``request``, whose body is still to be read."""
        self.clock.unhurried(lambda: self._turn(str(request.url)))
        url = request.url
        assert isinstance(request.stream, httpx2.SyncByteStream)
        answer = self._pool.handle_request(
            httpcore2.Request(
                method=request.method,
                url=httpcore2.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
                headers=request.headers.raw,
                content=request.stream,
                extensions=request.extensions,
            )
        )
        return httpx2.Response(
            status_code=answer.status, headers=answer.headers, stream=_Body(answer), extensions=answer.extensions
        )

    def close(self) -> None:
        """Ends all connections."""
        self._pool.close()


class _Body(httpx2.SyncByteStream):
    def __init__(self, answer: httpcore2.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        assert isinstance(self._answer.stream, Iterable)
        yield from self._answer.stream

    def close(self) -> None:
        self._answer.close()


class _Backend(httpcore2.NetworkBackend):
    """Connects to the addresses that were checked, and not to the name, which may mean another one by then."""

    def __init__(self, clock: Clock, allowed: Allowed) -> None:
        self._clock = clock
        self._allowed = allowed
        self._system = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Any = None,
    ) -> httpcore2.NetworkStream:
        """A connection to the first public address of ``host`` that answers."""
        try:
            numbers = self._allowed.addresses_of(host, port, seconds=self._clock.left(timeout))
        except TimeoutError as error:
            raise httpcore2.ConnectTimeout("its name was not looked up in time") from error
        except (OSError, UnicodeError) as error:
            passing = isinstance(error, socket.gaierror) and error.errno == socket.EAI_AGAIN
            reason = f"its host {host} is unknown; check the address and the network"
            raise FetchError(reason, origin=host, passing=passing) from error
        for number in numbers:
            try:
                seconds = self._clock.left(timeout)
                return _Stream(
                    self._system.connect_tcp(number, port, seconds, local_address, socket_options), self._clock
                )
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout):
                if number == numbers[-1]:
                    raise
        raise AssertionError("there is no host without an address")


class _Stream(httpcore2.NetworkStream):
    """A connection on which no step outlasts the address's time."""

    def __init__(self, stream: httpcore2.NetworkStream, clock: Clock) -> None:
        self._stream = stream
        self._clock = clock

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._clock.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._clock.left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        secured = self._stream.start_tls(ssl_context, server_hostname, self._clock.left(timeout))
        return _Stream(secured, self._clock)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
