"""What a source is, and who reads it: by its first bytes, and for tables and feeds by its name too."""

from __future__ import annotations

import gzip
import io
import os
import re
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from typing import BinaryIO, NamedTuple, cast

from quoth.errors import NotTextError, QuothError, fault
from quoth.ingest.archives import read_warc
from quoth.ingest.asked import Asked, Item, taken
from quoth.ingest.documents import read_docx
from quoth.ingest.feeds import is_feed_name, looks_like_feed, read_feed
from quoth.ingest.files import MAX_BYTES, STDIN, read_up_to
from quoth.ingest.language import other_language
from quoth.ingest.objects import read_json, read_jsonl
from quoth.ingest.parquet import read_parquet
from quoth.ingest.pdf import read_pdf
from quoth.ingest.single import article_from_bytes
from quoth.ingest.sitemaps import looks_like_sitemap, read_sitemap
from quoth.ingest.sniff import begins_as_json
from quoth.ingest.tables import read_csv
from quoth.ingest.zips import MAX_DEPTH, Allowance, Member, members, open_zip, refuse_large_document, zip_kind
from quoth.records import Article, Dropped, Raw

__all__ = ["Items", "Told", "items_in"]

Items = Iterator[Item]
Reader = Callable[..., Items]

# How much of the start is looked at.
_HEAD = 4096

# A gzipped file other than a web archive is unpacked in memory, up to this size in bytes.
MAX_UNZIPPED = 200_000_000

_BY_MAGIC: tuple[tuple[bytes, Reader], ...] = ((b"%PDF-", read_pdf), (b"PAR1", read_parquet))
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_GZIP = b"\x1f\x8b\x08"
_WARC = re.compile(rb"WARC/[01]\.\d")
_BY_SUFFIX: dict[str, Reader] = {
    ".csv": read_csv,
    ".tsv": read_csv,
    ".tab": read_csv,
    ".jsonl": read_jsonl,
    ".ndjson": read_jsonl,
    ".json": read_json,
}
_WARC_MEMBER = re.compile(r"\.warc(?:\.gz)?\Z", re.IGNORECASE)


class Told(NamedTuple):
    """What a server says of a file: what it is called there, and its charset."""

    name: str
    charset: str | None = None


def items_in(
    stream: BinaryIO, *, origin: str, asked: Asked, allowance: Allowance | None = None, told: Told | None = None
) -> Items:
    """The articles in a seekable ``stream`` that begins at its start, with what is dropped; nothing is raised.

    What is read before a fault is kept; the fault is a Dropped after it. Articles in another language are dropped.
    """
    try:
        for item in _read(stream, origin, asked, allowance or Allowance(), told or Told(origin)):
            yield _in_english(item)
    except QuothError as error:
        yield Dropped(origin, "ingest", str(error))
    except OSError as error:  # the disk, and no fault of ours
        words = (error.strerror or str(error)).lower()
        yield Dropped(origin, "ingest", f"it cannot be read ({words}); check the file and its disk")
    except Exception as error:
        yield Dropped(origin, "ingest", fault(error))


def _read(stream: BinaryIO, origin: str, asked: Asked, allowance: Allowance, told: Told) -> Items:
    head = stream.read(_HEAD)
    stream.seek(0)
    if head.startswith(_ZIP):
        return _zip(stream, origin, asked, allowance)
    if _WARC.match(head) or (head.startswith(_GZIP) and _WARC.match(_unzipped(head))):
        return read_warc(stream, origin=origin, asked=asked)
    if head.startswith(_GZIP) and _unzipped(head):
        return _gzip(stream, origin, asked, allowance, told)
    for magic, reader in _BY_MAGIC:
        if head.startswith(magic):
            return reader(stream, origin=origin, asked=asked)
    if looks_like_feed(head):
        return read_feed(stream, origin=origin, asked=asked)
    if looks_like_sitemap(head):
        return read_sitemap(stream, origin=origin, asked=asked)
    suffix = os.path.splitext(told.name)[1].lower()
    reader_of_name = _BY_SUFFIX.get(suffix) or (read_json if origin == STDIN and begins_as_json(head) else None)
    if reader_of_name is not None and head.strip():
        return reader_of_name(stream, origin=origin, asked=asked)
    return _one(stream, origin, asked, told)


def _one(stream: BinaryIO, origin: str, asked: Asked, told: Told) -> Items:
    """The one article of a page or a plain text."""
    data = read_up_to(stream, MAX_BYTES, origin)
    if is_feed_name(told.name) and data.strip():
        what = "a page" if re.match(rb"\s*(?:<!doctype html|<html)", data, re.IGNORECASE) else "something else"
        raise NotTextError(f"it is named a feed and is {what}; save the feed itself, or rename it", origin=origin)
    make = partial(article_from_bytes, data, origin=origin, known=asked.known, declared=told.charset, found_at=asked.at)
    yield taken(origin, Raw.of(data, file=asked.inside), asked, make)


def _zip(stream: BinaryIO, origin: str, asked: Asked, allowance: Allowance) -> Items:
    with open_zip(stream, origin=origin) as archive:
        kind = zip_kind(archive)
        if kind == "office":
            reason = "it is an office document or a book of a kind that is not read; save it as DOCX or text"
            raise NotTextError(reason, origin=origin)
        if kind == "docx":
            refuse_large_document(archive, origin=origin)
            stream.seek(0)
            yield from read_docx(stream, origin=origin, asked=asked)
            return
        found = False
        allowance.depth += 1
        try:
            under = "archive/" if kind == "wacz" else ""
            for member in members(archive, origin=origin, allowance=allowance, under=under):
                found = True
                if isinstance(member, Dropped):
                    yield member
                elif kind != "wacz" or _WARC_MEMBER.search(member.origin):
                    yield from _member(member, asked.within(origin), allowance)
        finally:
            allowance.depth -= 1
        if not found:
            raise NotTextError("it is a ZIP archive with no files in it; give one that has some", origin=origin)


def _member(member: Member, asked: Asked, allowance: Allowance) -> Items:
    return items_in(member.stream, origin=member.origin, asked=asked, allowance=allowance)


def _gzip(stream: BinaryIO, origin: str, asked: Asked, allowance: Allowance, told: Told) -> Items:
    """What is in a gzipped file, ``news.csv.gz!/news.csv``."""
    try:
        with gzip.open(stream) as packed:
            data = read_up_to(cast("BinaryIO", packed), MAX_UNZIPPED, origin)
    except (OSError, EOFError, zlib.error) as error:
        raise NotTextError("it is a gzip archive that is cut or damaged; fetch it again", origin=origin) from error
    if allowance.depth > MAX_DEPTH:
        raise NotTextError("it is an archive in an archive in another one; unpack the outer ones", origin=origin)
    name = re.sub(r"\.gz\Z", "", re.split(r"[/\\]", told.name)[-1], flags=re.IGNORECASE)
    allowance.depth += 1
    yield from items_in(io.BytesIO(data), origin=f"{origin}!/{name}", asked=asked.within(origin), allowance=allowance)
    allowance.depth -= 1


def _unzipped(head: bytes) -> bytes:
    """The first bytes of what is in a gzip archive; none where it is damaged."""
    try:
        return zlib.decompressobj(wbits=31).decompress(head, _HEAD)
    except zlib.error:
        return b""


def _in_english(item: Item) -> Item:
    if isinstance(item, Article) and (found := other_language(item.text, stated=item.language)) is not None:
        return Dropped(item.origin, "ingest", f"it is in {found}, and only English is read; give a report in English")
    return item
