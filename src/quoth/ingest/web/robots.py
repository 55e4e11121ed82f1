"""What hosts allow in their robots.txt (RFC 9309): asked for once a host and run, before its first page."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from quoth.errors import FetchError
from quoth.ingest.web.limits import MAX_DELAY_SECONDS
from quoth.ingest.web.turns import Turns, host_of

if TYPE_CHECKING:
    from protego import Protego

__all__ = ["MAX_ROBOTS_BYTES", "Robots", "RobotsAnswer"]

# In bytes: as much as the standard says has to be read. What stands behind is not.
MAX_ROBOTS_BYTES = 500 * 1024


class RobotsAnswer(NamedTuple):
    """What a host answers when asked for its robots.txt: the status, and the bytes."""

    status: int
    data: bytes


class Robots:
    """The rules of each host for a crawler called ``agent``; ``ask`` fetches a robots.txt, or raises FetchError."""

    def __init__(self, agent: str, ask: Callable[[str], RobotsAnswer], turns: Turns) -> None:
        self._agent = agent
        self._ask = ask
        self._turns = turns
        self._rules: dict[str, Protego | FetchError] = {}

    def require(self, url: str) -> None:
        """Raises FetchError where ``url`` may not be fetched, or its host cannot be asked."""
        host = host_of(url)
        if host not in self._rules:
            self._rules[host] = self._of(host)
            self._heed_delay(host)
        rules = self._rules[host]
        if isinstance(rules, FetchError):
            raise FetchError(str(rules), origin=url, status=rules.status)
        if not rules.can_fetch(url, self._agent):
            raise FetchError(
                f"the robots.txt of {host} asks not to fetch it; save the page yourself, if you may, and give its file",
                origin=url,
            )

    def _of(self, host: str) -> Protego | FetchError:
        """The rules of a host, or why there are none: all is allowed if it has no robots.txt, nothing if it is ill."""
        from protego import Protego

        try:
            answer = self._ask(f"{host}/robots.txt")
        except FetchError as error:
            return error
        if 400 <= answer.status < 500:
            return Protego.parse("")
        if answer.status >= 300:
            return FetchError(
                f"the robots.txt of {host} cannot be had (status {answer.status}), which stands for no; try later",
                status=answer.status,
            )
        return Protego.parse(answer.data.decode("utf-8-sig", "replace"))

    def _heed_delay(self, host: str) -> None:
        rules = self._rules[host]
        delay = None if isinstance(rules, FetchError) else rules.crawl_delay(self._agent)
        if delay is not None:
            self._turns.slow(host, min(delay, MAX_DELAY_SECONDS))
