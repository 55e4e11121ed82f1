"""What every request passes first: who may ask, from where, and how much; and the headers that every answer has."""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import parse_qs, urlsplit

from starlette.exceptions import HTTPException
from starlette.responses import Response

from quoth.show.api.problems import problem

__all__ = ["ANY", "LARGEST", "Guard"]

# In bytes, of one request: what people drop at once, and a good deal less than the memory of a small machine.
LARGEST = 32_000_000
TOO_LARGE = f"That is more than {LARGEST // 1_000_000} MB; use quoth add for it."

COOKIE = "quoth_token"

# Among the hosts: whatever name this machine has. Only with a token, which no other site has.
ANY = "*"
READS = ("GET", "HEAD")
HEADERS = {
    "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    # Not no-referrer: with it, browsers call the Origin of our own forms null.
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Receive, Send], Awaitable[None]]


@dataclass(frozen=True)
class Guard:
    """Passes on what may come in: a Host of ``hosts``, or ANY, an Origin that is our own, a body of bounded size.

    With ``token``, whoever asks shows it: as ``?token=``, which sets a cookie, or as ``Authorization: Bearer``.
    """

    app: App
    hosts: frozenset[str]
    token: str | None = None

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
        told: dict[str, str] = {}

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                more = {**HEADERS, **told}
                message["headers"] = [*message["headers"], *((k.encode(), v.encode()) for k, v in more.items())]
            await send(message)

        refused = self._refused(scope, headers, told)
        if refused is not None:
            await refused(scope, receive, sent)
            return
        await self.app(scope, _bounded(receive), sent)

    def _refused(self, scope: Message, headers: dict[str, str], told: dict[str, str]) -> Response | None:
        host = headers.get("host", "")
        if ANY not in self.hosts and not self.hosts.intersection((host.lower(), _name(host))):
            return problem(421, "This server is not called so; open it at the address that quoth serve printed.")
        if scope["method"] not in READS:
            origin = headers.get("origin")
            other = headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none")
            if other or (origin is not None and _site(origin) != host.lower()):
                return problem(403, "This was asked from another site, and is not done.")
        if not headers.get("content-length", "0").isdecimal() or int(headers.get("content-length", "0")) > LARGEST:
            return problem(413, TOO_LARGE)
        return self._without_token(scope, headers, told) if self.token else None

    def _without_token(self, scope: Message, headers: dict[str, str], told: dict[str, str]) -> Response | None:
        cookies = SimpleCookie(headers.get("cookie", ""))
        asked = parse_qs(scope["query_string"].decode("latin-1")).get("token", [""])[0]
        shown = [asked, headers.get("authorization", "").removeprefix("Bearer ")]
        shown += [cookies[COOKIE].value] if COOKIE in cookies else []
        token = (self.token or "").encode()
        if not any(secrets.compare_digest(each.encode(), token) for each in shown):
            return problem(401, "This needs the token that quoth serve printed.")
        if asked:
            told["set-cookie"] = f"{COOKIE}={asked}; HttpOnly; SameSite=Strict; Path=/"
        return None


def _site(origin: str) -> str | None:
    """The host and port of an Origin; null where it is no address."""
    try:
        return urlsplit(origin).netloc.lower() or None
    except ValueError:
        return None


def _name(host: str) -> str:
    """A Host without its port."""
    name, _, port = host.rpartition(":")
    return (name if port.isascii() and port.isdecimal() else host).lower()


def _bounded(receive: Receive) -> Receive:
    """``receive``, which refuses a body once it is larger than LARGEST, whatever its length was said to be."""
    taken = 0

    async def received() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > LARGEST:
            raise HTTPException(413, TOO_LARGE)
        return message

    return received
