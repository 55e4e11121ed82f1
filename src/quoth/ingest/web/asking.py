"""Asking a server: one request after another for the same page, until there is an answer or it is given up."""

from __future__ import annotations

import ssl
from time import sleep

import httpcore2
import httpx2

from quoth.errors import FetchError
from quoth.ingest.web.answers import REDIRECTS, TRANSIENT, Page, wait_asked
from quoth.ingest.web.limits import Limits
from quoth.ingest.web.transport import Clock

__all__ = ["FIRST_WAIT_SECONDS", "Asking"]

# Waits between requests for a page that failed for now: 1, 2, 4 seconds.
FIRST_WAIT_SECONDS = 1.0

# The page that comes with a redirect or an error is read, and left, up to this size in bytes; most have 1,000.
SHORT_BYTES = 50_000

# What goes wrong on the wire, in the words of the client and of what is below the cache.
_SLOW = (httpcore2.TimeoutException, httpx2.TimeoutException)
_UNOPENED = (httpcore2.ConnectTimeout, httpx2.ConnectTimeout)
_BROKEN = (httpcore2.NetworkError, httpcore2.ProtocolError, httpx2.TransportError)


class Asking:
    """What asks servers through ``transport``, as ``agent``; ``clock`` tells whether an address's time was over."""

    def __init__(self, transport: httpx2.BaseTransport, clock: Clock, agent: str, limits: Limits) -> None:
        self._client = httpx2.Client(
            transport=transport,
            headers={"User-Agent": agent, "Accept": "*/*", "Accept-Language": "en, *;q=0.5"},
            timeout=httpx2.Timeout(limits.silence_seconds, connect=limits.connect_seconds),
            trust_env=False,
            follow_redirects=False,
        )
        self._clock = clock
        self._limits = limits

    def close(self) -> None:
        """Ends all connections and closes the cache."""
        self._client.close()

    def ask(self, url: str, max_bytes: int, *, cut: bool = False) -> tuple[Page, str | None]:
        """The answer for ``url``, and where it sends us; failures that pass are tried again, after a wait.

        An answer larger than ``max_bytes`` raises FetchError, or is ``cut`` there.
        """
        wait = FIRST_WAIT_SECONDS
        for attempt in range(1, self._limits.max_attempts + 1):
            last = attempt == self._limits.max_attempts
            try:
                page, target, asked = self._once(url, max_bytes, cut)
            except FetchError as error:
                if last or not error.passing:
                    raise
                asked = None
            else:
                if last or page.status not in TRANSIENT:
                    return page, target
                if asked is not None and asked > min(self._limits.max_wait_seconds, self._clock.remaining):
                    raise FetchError(
                        f"its server asks to wait {asked:.0f} seconds (status {page.status}); try again later",
                        origin=url,
                        status=page.status,
                    )
            if max(wait, asked or 0.0) > self._clock.remaining:
                raise self._over(url)
            sleep(max(wait, asked or 0.0))
            wait *= 2
        raise AssertionError("the last attempt gives an answer or raises")

    def _once(self, url: str, max_bytes: int, cut: bool) -> tuple[Page, str | None, float | None]:
        """One request: the answer, where it sends us, and the wait that it asks for."""
        try:
            with self._client.stream("GET", url) as answer:
                status, headers = answer.status_code, answer.headers
                data = _body(answer, max_bytes, cut, url) if status == 200 else _rest(answer)
                target = (headers.get("location") or None) if status in REDIRECTS else None
                kind = headers.get("content-type", "").split(";")[0].strip().lower() or None
                page = Page(url, data, answer.charset_encoding, kind, status)
                return page, target, wait_asked(headers.get("retry-after"))
        except FetchError as error:
            raise FetchError(str(error), origin=url, status=error.status, passing=error.passing) from error
        except httpx2.InvalidURL as error:
            raise FetchError("it is no address of the web; check it", origin=url) from error
        except _SLOW as error:
            raise self._too_slow(url, isinstance(error, _UNOPENED)) from error
        except httpx2.DecodingError as error:
            reason = "its answer is packed in a way that cannot be unpacked; save the page and give its file"
            raise FetchError(reason, origin=url) from error
        except _BROKEN as error:
            words = (str(error).split("\n")[0].replace(";", ",").strip(". ") or type(error).__name__)[:100]
            reason = f"its server cannot be reached ({words}); check the address, or try again later"
            distrusted = isinstance(error.__cause__, ssl.SSLError)
            raise FetchError(reason, origin=url, passing=not distrusted) from error
        except RuntimeError as error:  # the cache's own words for a file that is not its own
            reason = "the cache of fetched pages is in a file that is not its own; name another folder"
            raise FetchError(reason, origin=url) from error

    def _too_slow(self, url: str, unopened: bool) -> FetchError:
        if self._clock.over:
            return self._over(url)
        silence = self._limits.connect_seconds if unopened else self._limits.silence_seconds
        reason = f"its server was silent for {silence:g} seconds; try again later"
        return FetchError(reason, origin=url, passing=True)

    def _over(self, url: str) -> FetchError:
        seconds = f"{self._limits.total_seconds:g} seconds"
        return FetchError(f"its answer had not ended after {seconds}; download it yourself", origin=url)


def _body(answer: httpx2.Response, max_bytes: int, cut: bool, url: str) -> bytes:
    """The body, unpacked as it comes, and never more of it than ``max_bytes``."""
    chunks: list[bytes] = []
    size = 0
    for chunk in answer.iter_bytes():
        size += len(chunk)
        chunks.append(chunk)
        if size > max_bytes and cut:
            break
        if size > max_bytes:
            reason = f"it is larger than {max_bytes / 1_000_000:g} MB; download it yourself and give its file"
            raise FetchError(reason, origin=url)
    return b"".join(chunks)[:max_bytes]


def _rest(answer: httpx2.Response) -> bytes:
    """Nothing, with a short answer read to its end, so that its connection can be used again."""
    stated = answer.headers.get("content-length", "")
    if stated.isdigit() and int(stated) <= SHORT_BYTES:
        for _ in answer.iter_raw():
            continue
    return b""
