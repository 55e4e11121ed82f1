"""How long, how much and how often: the bounds of fetching, each with its unit and its story."""

from __future__ import annotations

from dataclasses import dataclass

from quoth.ingest.files import MAX_BYTES

__all__ = [
    "CONNECT_SECONDS",
    "DELAY_SECONDS",
    "MAX_ATTEMPTS",
    "MAX_DELAY_SECONDS",
    "MAX_REDIRECTS",
    "MAX_WAIT_SECONDS",
    "SILENCE_SECONDS",
    "TOTAL_SECONDS",
    "Limits",
]

# To open a connection, handshake included. Far hosts over bad lines take 3; what has not opened after 15 is down.
CONNECT_SECONDS = 15.0

# Without a byte. Pages made while one waits (archives, search) take up to 10.
SILENCE_SECONDS = 20.0

# For one whole address: its robots.txt, all redirects, all tries and the waits between them, to the last byte; 20 MB
# over a line of 6 Mbit/s. A server that drips a byte every few seconds is never silent, and one that sends less than it
# promised is asked again, so that only this ends it. Our own pauses between requests do not count.
TOTAL_SECONDS = 30.0

# Browsers stop at 20; news sites need one to three (to https, to www, to a page's new name).
MAX_REDIRECTS = 10

# Requests for one page, the first included. Waits double from one second, so that four cover a restart of a server.
MAX_ATTEMPTS = 4

# Longest wait that a server may ask for (Retry-After), within the time of the address, before it is given up for now.
MAX_WAIT_SECONDS = 60.0

# Between two requests to one host: what crawlers of libraries and search engines keep to where nobody asks for more.
DELAY_SECONDS = 1.0

# A robots.txt may ask for a longer delay, up to this; with what some ask for, an hour, a list would never end.
MAX_DELAY_SECONDS = 60.0


@dataclass(frozen=True)
class Limits:
    """The bounds of one fetch: seconds, bytes after decompression, redirects, requests."""

    connect_seconds: float = CONNECT_SECONDS
    silence_seconds: float = SILENCE_SECONDS
    total_seconds: float = TOTAL_SECONDS
    max_bytes: int = MAX_BYTES
    max_redirects: int = MAX_REDIRECTS
    max_attempts: int = MAX_ATTEMPTS
    max_wait_seconds: float = MAX_WAIT_SECONDS
