"""The body of a stored answer of the web: taken out of its chunks and unpacked, where it really is packed."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable

__all__ = ["TooLargeError", "body_of"]

_CHUNK_HEAD = re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]{0,200})?\r?\n")
_STEP = 1 << 16


class TooLargeError(Exception):
    """A body unpacks to more than is allowed."""


def body_of(data: bytes, *, chunked: bool, codings: str, limit: int) -> tuple[bytes, str | None]:
    """The body in ``data`` and a note where its headers lie: then it is taken as it is.

    ``codings`` are what Content-Encoding says. Raises TooLargeError above ``limit`` bytes.
    """
    lies: list[str] = []
    if chunked:
        joined = _joined(data)
        data, lies = (data, ["chunked"]) if joined is None else (joined, [])
    for coding in reversed([each.strip().lower() for each in codings.split(",") if each.strip()]):
        if coding == "identity":
            continue
        unpack = _UNPACKERS.get(coding)
        unpacked = unpack(data, limit) if unpack is not None else None
        if unpacked is None:
            lies.append(coding[:20])
        else:
            data = unpacked
    if len(data) > limit:
        raise TooLargeError
    note = f"its headers say {' and '.join(lies)}, and the body is not: taken as it is" if lies else None
    return data, note


def _joined(data: bytes) -> bytes | None:
    """The chunks of ``data`` as one, what is missing at the end aside; None where it has none."""
    pieces: list[bytes] = []
    place = 0
    while place < len(data):
        head = _CHUNK_HEAD.match(data, place)
        if head is None:
            return b"".join(pieces) if pieces else None
        size = int(head.group(1), 16)
        if size == 0:
            break
        pieces.append(data[head.end() : head.end() + size])
        place = head.end() + size
        place += 2 if data[place : place + 2] == b"\r\n" else data[place : place + 1] == b"\n"
    return b"".join(pieces)


def _zlib(data: bytes, limit: int, bits: tuple[int, ...]) -> bytes | None:
    for each in bits:
        unpacking = zlib.decompressobj(wbits=each)
        try:
            unpacked = unpacking.decompress(data, limit + 1)
        except zlib.error:
            continue
        if len(unpacked) > limit:
            raise TooLargeError
        if unpacked or not data:
            return unpacked
    return None


def _gzip(data: bytes, limit: int) -> bytes | None:
    return _zlib(data, limit, (31,))


def _deflate(data: bytes, limit: int) -> bytes | None:
    return _zlib(data, limit, (15, -15))


def _brotli(data: bytes, limit: int) -> bytes | None:
    """Unpacked where the library is installed and can be held to ``limit``."""
    try:
        import brotli
    except ImportError:
        return None
    unpacking = brotli.Decompressor()
    unpacked: list[bytes] = []
    size = 0
    given = data
    try:
        while True:
            piece: bytes = unpacking.process(given, output_buffer_limit=_STEP)
            given = b""
            unpacked.append(piece)
            size += len(piece)
            if size > limit:
                raise TooLargeError
            if unpacking.is_finished() or (not piece and unpacking.can_accept_more_data()):
                return b"".join(unpacked) if unpacking.is_finished() else None
    except (brotli.error, TypeError):
        return None


_UNPACKERS: dict[str, Callable[[bytes, int], bytes | None]] = {
    "gzip": _gzip,
    "x-gzip": _gzip,
    "deflate": _deflate,
    "br": _brotli,
}
