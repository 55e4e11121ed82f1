"""Fetching one address: allowed or not, answered or not, sent on or not, and never for ever."""

from __future__ import annotations

from pathlib import Path
from typing import Self
from urllib.parse import urldefrag, urljoin, urlsplit

from quoth.errors import FetchError, MissingExtraError
from quoth.ingest.web.addresses import Allowed
from quoth.ingest.web.answers import Page, refused
from quoth.ingest.web.cache import cached
from quoth.ingest.web.limits import DELAY_SECONDS, Limits
from quoth.ingest.web.robots import MAX_ROBOTS_BYTES, Robots, RobotsAnswer
from quoth.ingest.web.turns import Turns

__all__ = ["Page", "Web"]


class Web:
    """The web, as a polite reader sees it: one page at a time, a pause per host, robots.txt heeded, answers kept.

    ``cache`` is the folder in which fetched pages are kept (by default the user's own for such things), ``delay`` the
    pause between two requests to one host in seconds, ``user_agent`` what servers are told. Private addresses are
    refused unless ``allow_private``, and those of this very machine's link and of a cloud's own services even then,
    unless they were named themselves. Proxies of the environment are not used: the address that is checked has to be
    the one that is connected to. To be used by one thread at a time, and closed. Raises MissingExtraError where the
    libraries are not installed, and FetchError where ``cache`` cannot be written to.
    """

    def __init__(
        self,
        *,
        allow_private: bool = False,
        cache: Path | None = None,
        user_agent: str | None = None,
        delay: float = DELAY_SECONDS,
        limits: Limits | None = None,
    ) -> None:
        try:
            import hishel.httpx2  # noqa: F401
            import protego  # noqa: F401

            from quoth.ingest.web.asking import Asking
            from quoth.ingest.web.transport import Transport
        except ImportError as error:
            raise MissingExtraError("feeds", need="fetching from the web") from error
        self.limits = limits or Limits()
        agent = user_agent or _own_name()
        turns = Turns(delay)
        self._allowed = Allowed(private=allow_private)
        wire = Transport(allowed=self._allowed, limits=self.limits, turn=turns.wait)
        self._clock = wire.clock
        self._asking = Asking(cached(wire, cache, allow_private=allow_private), wire.clock, agent, self.limits)
        # Past the cache, where what a host allows could stay "fresh" for months.
        self._asking_robots = Asking(wire, wire.clock, agent, self.limits)
        self._robots = Robots(agent.split("/")[0].split(" ")[0], self._robots_txt, turns)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def close(self) -> None:
        """Ends all connections and closes the cache."""
        self._asking_robots.close()
        self._asking.close()

    def fetch(self, url: str, *, found: bool = False) -> Page:
        """The page at ``url``, wherever that leads. Raises FetchError with one sentence where there is none to have.

        ``found`` says that nobody named this address: it stood in a feed, a site map or a table.
        """
        self._clock.start()
        if not found:
            self._allowed.name(url)
        try:
            return self._followed(url)
        except FetchError as error:  # whichever step of the way it was at, it is the whole way that failed
            raise FetchError(str(error), origin=url, status=error.status, passing=error.passing) from error

    def _followed(self, url: str) -> Page:
        current = url
        for _ in range(self.limits.max_redirects + 1):
            current = _require_web(current, url)
            self._allowed.require(current)
            self._robots.require(current)
            page, target = self._asking.ask(current, self.limits.max_bytes)
            if target is None:
                if page.status != 200:
                    raise refused(page.status, url)
                return page
            current = _joined(current, target, url)
        raise FetchError(
            f"it leads from address to address, more than {self.limits.max_redirects} times; give the last one",
            origin=url,
        )

    def _robots_txt(self, url: str) -> RobotsAnswer:
        """The robots.txt at ``url``, through redirects; as many of these as the standard asks for."""
        current = url
        for _ in range(6):
            current = _require_web(current, url)
            page, target = self._asking_robots.ask(current, MAX_ROBOTS_BYTES, cut=True)
            if target is None:
                return RobotsAnswer(page.status, page.data)
            current = _joined(current, target, url)
        return RobotsAnswer(404, b"")  # the standard: as if there were none


def _own_name() -> str:
    from quoth import __version__

    return f"quoth/{__version__} (+reads news reports when a person asks it to)"


def _joined(base: str, target: str, origin: str) -> str:
    try:
        return urljoin(base, target.strip())
    except ValueError as error:
        raise FetchError("it leads to what is no address of the web; give the right one", origin=origin) from error


def _require_web(url: str, origin: str) -> str:
    """``url`` without what follows a ``#``, which is no server's; FetchError unless it is of http or https."""
    try:
        parts = urlsplit(url)
        good = parts.scheme.lower() in ("http", "https") and bool(parts.hostname)
        scheme = parts.scheme
        _ = parts.port
    except ValueError:
        good, scheme = False, ""
    if not good:
        odd = scheme not in ("", "http", "https")
        what = f"addresses of {scheme}: are not fetched" if odd else "an address without a host cannot be fetched"
        raise FetchError(f"{what}; give one of http or https", origin=origin)
    return urldefrag(url).url
