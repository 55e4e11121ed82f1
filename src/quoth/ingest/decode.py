"""From bytes to text: nothing is replaced, nothing is left out, and a guess is said.

The order: a byte-order mark, then strict UTF-8, then UTF-16 without a mark, then what the page declares, then a guess.
Whatever is chosen gives the same bytes back when the text is encoded again, a byte-order mark apart.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from quoth.errors import NotTextError
from quoth.ingest import guess

__all__ = ["Decoded", "decode"]

# Share of control characters (tab, line ends and escape apart) above which bytes are no text. Random bytes hold 11 %,
# so 5 % parts them from a text in an old encoding; what is valid UTF-8 is hardly ever binary, so it may hold 30 %.
MAX_CONTROLS = 0.05
MAX_CONTROLS_UTF8 = 0.30

# Share of NUL bytes from which UTF-16 without a mark is tried: Latin text in UTF-16 has a half.
MIN_UTF16_NULS = 0.20

# UTF-32 first: its little-endian mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_CONTROL_BYTES = bytes([*range(0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20), 0x7F])
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_LONE = re.compile("[\udc80-\udcff]")


class Decoded(NamedTuple):
    """A text, the encoding it was in, and a note where that had to be guessed or the bytes were damaged."""

    text: str
    encoding: str
    note: str | None = None


def decode(data: bytes, *, declared: str | None = None, origin: str = "text") -> Decoded:
    """The text of ``data``; ``declared`` is the charset a page claims. Raises NotTextError for binary data."""
    for mark, encoding in _MARKS:
        if data.startswith(mark) and (decoded := _with_mark(data, mark, encoding, origin)) is not None:
            return decoded
    if data.count(0) >= MIN_UTF16_NULS * len(data) and (wide := _utf16_without_mark(data)) is not None:
        return wide
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _not_utf8(data, declared, origin)
    _refuse_binary(len(_CONTROLS.findall(text)), len(text), MAX_CONTROLS_UTF8, origin)
    return Decoded(text, "utf-8")


def _with_mark(data: bytes, mark: bytes, encoding: str, origin: str) -> Decoded | None:
    """The text after a byte-order mark; None where a UTF-32 mark turns out to be one of UTF-16 and a NUL."""
    body = data[len(mark) :]
    try:
        text = body.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding == "utf-8":
            return _not_utf8(body, None, origin)
        if encoding == "utf-32-le":
            return None
        raise NotTextError(
            f"it begins as {encoding.upper()} but is damaged at byte {len(mark) + error.start}; save it again as UTF-8",
            origin=origin,
        ) from error
    _refuse_binary(len(_CONTROLS.findall(text)), len(text), MAX_CONTROLS_UTF8, origin)
    return Decoded(text, encoding)


def _utf16_without_mark(data: bytes) -> Decoded | None:
    """Latin text in UTF-16 has its NULs on one side: at odd bytes when little-endian, at even ones when big-endian."""
    odd, even = data[1::2].count(0), data[0::2].count(0)
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    if min(odd, even) > 0.1 * max(odd, even):
        return None
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    if len(_CONTROLS.findall(text)) > MAX_CONTROLS * len(text):
        return None
    return Decoded(text, encoding, f"encoding guessed: {encoding}")


def _not_utf8(data: bytes, declared: str | None, origin: str) -> Decoded:
    controls = len(data) - len(data.translate(None, _CONTROL_BYTES))
    _refuse_binary(controls, len(data), MAX_CONTROLS, origin)
    damaged = _damaged_utf8(data)
    if damaged is not None:
        return damaged
    if declared is not None and (text := guess.strictly(data, declared)) is not None:
        return Decoded(text, guess.public_name(declared))
    return Decoded(*guess.guess(data))


def _damaged_utf8(data: bytes) -> Decoded | None:
    """UTF-8 with a few stray bytes, each read as windows-1252 and said; None where stray bytes are the rule.

    To guess another encoding for the whole would turn every curly quotation mark into three wrong characters.
    """
    text = data.decode("utf-8", "surrogateescape")
    stray = _LONE.findall(text)
    good = sum(1 for character in text if character > "\x7f") - len(stray)
    if not stray or good < 2 * len(stray):
        return None
    repaired = _LONE.sub(lambda found: guess.western(bytes([ord(found.group()) - 0xDC00])), text)
    count = "1 byte" if len(stray) == 1 else f"{len(stray)} bytes"
    return Decoded(repaired, "utf-8", f"encoding guessed: utf-8, with {count} of windows-1252 in it")


def _refuse_binary(controls: int, size: int, most: float, origin: str) -> None:
    if controls > most * size:
        raise NotTextError("it is binary data, not text; save the article as plain text or as a page", origin=origin)
