"""Whose turn it is: requests to one host with a pause between them, so that no server feels us."""

from __future__ import annotations

from time import monotonic, sleep
from urllib.parse import urlsplit

__all__ = ["Turns", "host_of"]


def host_of(url: str) -> str:
    """The scheme, host and port of an address: what has a robots.txt and a turn of its own."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}".lower()


class Turns:
    """When each host was last asked, and how long it is left alone in between, in seconds."""

    def __init__(self, delay: float) -> None:
        self.delay = delay
        self._delays: dict[str, float] = {}
        self._next: dict[str, float] = {}

    def slow(self, host: str, delay: float) -> None:
        """A host asks for a longer delay than ours."""
        self._delays[host] = max(self.delay, delay)

    def wait(self, url: str) -> None:
        """Waits until the host of ``url`` may be asked again."""
        host = host_of(url)
        pause = self._next.get(host, 0.0) - monotonic()
        if pause > 0:
            sleep(pause)
        self._next[host] = monotonic() + self._delays.get(host, self.delay)
