"""What an outlet is called, where a page gives it several names, some of them no names at all."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from quoth.ingest.lines import squash

__all__ = ["outlet_of"]

# Longer names of a site have a slogan behind them.
MAX_LENGTH = 60

_ADDRESS = re.compile(r"\A(?:https?://)?(?:www\.)?[\w-]+(?:\.[\w-]+)+/?\Z", re.IGNORECASE)
_SLOGAN = re.compile(r"\s*(?:\s[|–—·•:»-]\s|\s*\||:\s).*\Z")
_NO_NAMES = frozenset(
    "us uk world news home homepage hosted opinion sports sport politics business technology tech entertainment "
    "lifestyle health "
    "science blog blogs local national video article articles story index default website site untitled "
    "latestnews breakingnews".split()
)
_ENDINGS = frozenset(
    "www com org net co uk au in ca eu gov edu info news m amp mobile edition en de fr za nz ie us".split()
)


def outlet_of(declared: Iterable[str | None], *, titles: Iterable[str] = (), url: str | None = None) -> str | None:
    """The best name among ``declared``, the most trusted first: one that is a name, and that the address bears out.

    Where none is a name, what stands behind a title is taken if the address bears it out; else the first, as it is.
    """
    host = _host(url)
    names = [name for value in declared if value and (name := _clean(value))]
    sound = [name for name in names if _is_name(name)]
    borne = [name for name in sound if _bears_out(host, name)]
    if sound:
        # A name of the page's own is only passed over where another one is the address's.
        return sound[0] if _bears_out(host, sound[0]) or not borne else borne[0]
    behind = [name for title in titles for name in _behind(title) if _is_name(name) and _bears_out(host, name)]
    if behind:
        return behind[0]
    rest = [name for name in names if squash(name) not in _NO_NAMES]
    return _bare(rest[0]) if rest else None


def _clean(value: str) -> str:
    text = " ".join(html.unescape(html.unescape(re.sub(r"<[^<>]{0,200}>", " ", value[:500]))).split()).strip(" |-–—·")
    cut = _SLOGAN.sub("", text)
    return cut if cut and (len(text) > 30 or _SLOGAN.search(text)) else text


def _is_name(name: str) -> bool:
    return (
        len(name) <= MAX_LENGTH
        and not name.startswith(("@", "http", "/"))
        and _ADDRESS.match(name) is None
        and squash(name) not in _NO_NAMES
        and any(map(str.isalpha, name))
    )


def _behind(title: str) -> list[str]:
    pieces = re.split(r"\s[|–—·•»-]\s", html.unescape(title))
    return [piece.strip() for piece in reversed(pieces[1:])]


def _bare(name: str) -> str:
    return re.sub(r"\A(?:@|https?://)?(?:www\.)?|/\Z", "", name, flags=re.IGNORECASE)


def _host(url: str | None) -> str:
    """The telling part of an address' host: "norwire" of www.norwire.co.uk."""
    try:
        labels = (urlsplit(url or "").hostname or "").split(".")
    except ValueError:
        return ""
    telling = [label for label in labels[:-1] if label not in _ENDINGS]
    return squash(telling[-1]) if telling else ""


def _bears_out(host: str, name: str) -> bool:
    """Whether an address says what a name says: in whole, in part, or by its first letters."""
    key = squash(name).removeprefix("the")
    if not host or not key:
        return False
    words = re.findall(r"\w+", name)
    first = squash("".join(word[0] for word in words))
    return key in host or host in squash(name) or (len(first) > 1 and (host.startswith(first) or first == host))
