"""A server of invented pages on 127.0.0.1, which remembers what it was asked for."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

# How often a server that never ends writes, at most: the client has gone long before.
MAX_DRIPS = 2_000


@dataclass
class Answer:
    """What a path answers; ``drip`` writes the body's first byte again and again, and never ends."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=lambda: {"Content-Type": "text/html; charset=utf-8"})
    drip: bool = False
    cut: bool = False


class _Quiet(ThreadingHTTPServer):
    def handle_error(self, *args: object) -> None:
        """Says nothing of a client that has gone: many tests make it go."""


Route = Answer | Callable[[int], Answer]


class Site:
    """The pages of a server by path, and the requests that came, each as its path and headers.

    A route that is a function is called with the number of the request for it, from 1.
    """

    def __init__(self, address: str) -> None:
        self.routes: dict[str, Route] = {}
        self.asked: list[str] = []
        self.headers: list[dict[str, str]] = []
        self.stopped = threading.Event()
        self.server = _Quiet((address, 0), self._handler())
        self.server.daemon_threads = True
        self.server.block_on_close = False
        self.url = f"http://{address}:{self.server.server_port}"

    def times(self, path: str) -> int:
        """How often a path was asked for."""
        return self.asked.count(path)

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            timeout = 30
            disable_nagle_algorithm = True

            def do_GET(self) -> None:
                site.asked.append(self.path)
                site.headers.append({key.lower(): value for key, value in self.headers.items()})
                route = site.routes.get(self.path, Answer(status=404))
                answer = route if isinstance(route, Answer) else route(site.times(self.path))
                if answer.drip:
                    self._drip(answer)
                    return
                self.send_response(answer.status)
                for name, value in answer.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(answer.body) * (2 if answer.cut else 1)))
                self.end_headers()
                self.wfile.write(answer.body)
                if answer.cut:
                    self.close_connection = True

            def _drip(self, answer: Answer) -> None:
                self.send_response(answer.status)
                self.send_header("Content-Type", "text/html")
                self.end_headers()
                self.close_connection = True
                try:
                    for _ in range(MAX_DRIPS):
                        self.wfile.write(answer.body[:1])
                        if site.stopped.wait(0.02):
                            return
                except OSError:
                    return

            def log_message(self, *args: object) -> None:
                """Says nothing."""

        return Handler


@contextmanager
def serving(address: str = "127.0.0.1") -> Iterator[Site]:
    """A site while the test lasts."""
    site = Site(address)
    thread = threading.Thread(target=site.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        site.stopped.set()
        site.server.shutdown()
        site.server.server_close()
        thread.join(5)
