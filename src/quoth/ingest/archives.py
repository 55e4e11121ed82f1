"""Web archives: the pages in WARC files, gzipped or not. (A WACZ is a ZIP with WARC files in it.)

A page's place is its record's offset in the file, ``crawl.warc.gz#offset=379``, as indexes of web archives have it.
"""

from __future__ import annotations

import io
import re
import zlib
from collections import Counter
from collections.abc import Iterator
from functools import partial
from typing import Any, BinaryIO, NamedTuple

from quoth.errors import MissingExtraError, NotTextError
from quoth.ingest.asked import Asked, Item, taken
from quoth.ingest.coded import TooLargeError, body_of
from quoth.ingest.files import MAX_BYTES
from quoth.ingest.known import Known
from quoth.ingest.single import article_from_bytes
from quoth.records import Dropped, Raw

__all__ = ["read_warc"]

PAGES = ("text/html", "application/xhtml+xml")

_CUT = "the archive is cut or damaged here, and this record is lost; fetch the file again"
_CUT_BEHIND = "the archive is cut or damaged behind this record, and what followed is lost; fetch the file again"

_ODD = "the page cannot be read ({}); save the article as text"

_CHUNK = 1 << 20
_TYPE = re.compile(r"[a-z0-9.+-]{1,40}/[a-z0-9.+-]{1,80}")


def read_warc(stream: BinaryIO, *, origin: str, asked: Asked) -> Iterator[Item]:
    """The articles in the HTML responses of a WARC file.

    Responses that are no pages, and those that failed or redirect, are counted in one Dropped at the end; so is a
    file that is cut in the middle, after all that came before the cut.
    """
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType
    except ImportError as error:
        raise MissingExtraError("archives", need="reading web archives") from error
    responses = WarcRecordType.response
    passed: Counter[str] = Counter()
    seen = cuts = last = pages = 0
    try:
        for found in _records(ArchiveIterator(stream, parse_http=False), stream):
            place = f"{origin}#offset={found.offset}"
            seen += found.block is not None
            last = found.offset
            if found.block is None and seen:
                cuts += 1
                yield Dropped(place, "ingest", _CUT)
            elif found.block is not None and found.record.is_http and found.record.record_type == responses:
                for item in _response(found, origin, asked, passed):
                    pages += 1
                    yield item
        if seen and not cuts and _end_of(stream, last) is None:
            yield Dropped(f"{origin}#offset={last}", "ingest", _CUT_BEHIND)
    except (OSError, ValueError, EOFError, OverflowError) as error:
        cuts += 1
        yield Dropped(origin, "ingest", f"the archive is cut or damaged ({_short(error)}); fetch the file again")
    if not seen:
        raise NotTextError("it is a web archive without a whole record; fetch the file again", origin=origin)
    if not pages and not passed and not cuts:
        yield Dropped(
            origin, "ingest", "it is a web archive without any response of a server; give one with pages in it"
        )
    if passed:
        counts = ", ".join(f"{count} {what}" for what, count in sorted(passed.items()))
        yield Dropped(origin, "ingest", f"some responses in it are no pages ({counts}); nothing is to be done")


class _Found(NamedTuple):
    """A record, its block (None where it is cut), and where it is stored: its length is None where that is unknown."""

    record: Any
    block: bytes | None
    offset: int
    length: int | None


def _records(archive: Iterator[Any], stream: BinaryIO) -> Iterator[_Found]:
    """The records of an archive, each once the next is met, since only that tells where it ends."""
    held: _Found | None = None
    try:
        for record in archive:
            offset = record.stream_pos
            if held is not None:
                yield held._replace(length=offset - held.offset)
            held = None  # a fault in the next record must not give this one again
            held = _Found(record, _block(record), offset, None)
    except (OSError, ValueError, EOFError, OverflowError):
        if held is not None:
            yield held
        raise
    if held is not None:
        end = _end_of(stream, held.offset)
        yield held._replace(length=None if end is None else end - held.offset)


def _block(record: Any) -> bytes | None:
    """All bytes of a record, or None where some are missing; empty, unread, for one too large to be a page."""
    stated = record.headers.get("Content-Length")
    if stated is None or not stated.strip().isdigit():
        return None
    if int(stated) > MAX_BYTES:
        return b"" if _rest_of(record) == int(stated) else None
    block: bytes = record.reader.read()
    return block if len(block) == int(stated) else None


def _rest_of(record: Any) -> int:
    """How many bytes of a record there are, which may be less than it promises; none is kept."""
    size = 0
    while chunk := record.reader.read(_CHUNK):
        size += len(chunk)
    return size


def _end_of(stream: BinaryIO, last: int) -> int | None:
    """The size of the archive where nothing follows the record that begins at ``last``, and None where something does.

    At a cut near the start of a record, the library stops without a word.
    """
    size = stream.seek(0, io.SEEK_END)
    stream.seek(last)
    data = stream.read(_CHUNK)
    if data.startswith(b"\x1f\x8b"):
        unpacking = zlib.decompressobj(wbits=31)
        while data:
            unpacking.decompress(data, _CHUNK)
            data = b"" if unpacking.eof else unpacking.unconsumed_tail or stream.read(_CHUNK)
        rest = unpacking.unused_data + stream.read(_CHUNK)
    else:
        head, blank, _ = data.partition(b"\r\n\r\n")
        length = re.search(rb"^content-length:\s*(\d+)", head, re.IGNORECASE | re.MULTILINE)
        if not blank or length is None:
            return size  # no form that could be followed
        stream.seek(last + len(head) + len(blank) + int(length.group(1)))
        rest = stream.read(_CHUNK)
    return None if rest.strip(b"\r\n\0") else size


def _response(found: _Found, origin: str, asked: Asked, passed: Counter[str]) -> Iterator[Item]:
    """The article of one response, if it is one: what is passed over is counted."""
    record, place = found.record, f"{origin}#offset={found.offset}"
    if not found.block and not int(record.headers.get("Content-Length") or 0):
        passed["without a word"] += 1
        return
    if not found.block:
        yield Dropped(place, "ingest", "the response is larger than 20 MB, and no page is; save the article alone")
        return
    record.set_bytes_content(found.block)
    record.parse_http(auto_decode="none")
    status = record.http_headers.status_code if record.http_headers is not None else None
    kind = (record.http_content_type or "").lower()
    if status != 200 or kind not in PAGES:
        passed[f"with status {status}" if status != 200 else kind if _TYPE.fullmatch(kind) else "without a type"] += 1
        return
    url = (record.headers.get("WARC-Target-URI") or "").strip("<> ")
    facts: Known = {**({"url": url} if url.startswith(("http://", "https://")) else {}), **asked.known}
    try:
        page, note = _unpacked(record)
    except TooLargeError:
        yield Dropped(place, "ingest", "the page unpacks to more than 20 MB; save the article alone")
        return
    raw = Raw.of(page, file=origin, offset=found.offset, length=found.length)
    notes = [note] if note is not None else []
    make = partial(article_from_bytes, page, origin=place, known=facts, declared=record.http_charset, notes=notes)
    yield taken(place, raw, asked, make, otherwise=_ODD)


def _unpacked(record: Any) -> tuple[bytes, str | None]:
    """The body of a response, whatever its headers say of it, and a note where they lie."""
    headers = record.http_headers
    chunked = "chunked" in (headers.get("Transfer-Encoding") or "").lower()
    return body_of(
        record.reader.read(), chunked=chunked, codings=headers.get("Content-Encoding") or "", limit=MAX_BYTES
    )


def _short(error: BaseException) -> str:
    return str(error).split("\n")[0].replace(";", ",").rstrip(". ")[:100] or type(error).__name__
