"""What an answer of a server means: a page, another place, a reason to try again, or a reason to stop."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from quoth.errors import FetchError

__all__ = ["REDIRECTS", "TRANSIENT", "Page", "refused", "wait_asked"]

REDIRECTS = frozenset({301, 302, 303, 307, 308})

# Too many requests, and the faults of servers that pass: what another try may mend.
TRANSIENT = frozenset({429, 500, 502, 503, 504, 520, 521, 522, 523, 524})

_REASONS = {
    401: "it needs a login; save the page yourself and give its file",
    402: "it has to be paid for; save the page yourself, if you may, and give its file",
    403: "its server refuses to give it to programs; save the page yourself, if you may, and give its file",
    404: "there is no page at this address; check the address",
    410: "the page is gone for good; look for it in a web archive",
    429: "its server has had too many requests; try again later",
    451: "it is withheld for legal reasons; look for it elsewhere",
}


@dataclass(frozen=True)
class Page:
    """What lies at an address: ``url`` is where it was found in the end; ``data`` is free of HTTP's compression.

    ``type`` is the media type in small letters, ``charset`` its parameter, where the server says either.
    """

    url: str
    data: bytes
    charset: str | None
    type: str | None
    status: int


def refused(status: int, url: str) -> FetchError:
    """The error for an answer without a page."""
    if status in _REASONS:
        reason = _REASONS[status]
    elif status >= 500:
        reason = f"its server is out of order (status {status}); try again later"
    else:
        reason = f"its server gives no page (status {status}); check the address"
    return FetchError(reason, origin=url, status=status)


def wait_asked(header: str | None) -> float | None:
    """The seconds that a Retry-After asks to wait: a number, or until a date; None where it says neither."""
    if header is None:
        return None
    value = header.strip()
    if value.isascii() and value.isdigit():
        return float(value[:9])
    try:
        until = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError):
        return None
    if until.tzinfo is None:
        until = until.replace(tzinfo=UTC)
    return max(0.0, (until - datetime.fromtimestamp(time.time(), UTC)).total_seconds())
