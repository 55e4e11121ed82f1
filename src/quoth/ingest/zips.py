"""ZIP archives: what is in them, a member at a time, within bounds. Nothing is ever written to a path they name."""

from __future__ import annotations

import re
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, BinaryIO, cast

from quoth.errors import NotTextError
from quoth.records import Dropped

__all__ = ["Allowance", "Member", "members", "open_zip", "refuse_large_document", "zip_kind"]

# Pages and tables pack 3 to 30 to one, and the most regular of logs 100; bombs 1,000, which is as much as ZIP can.
# Small members, up to 10 MB unpacked, do no harm whatever their ratio.
MAX_RATIO = 200
MAX_UNJUDGED = 10_000_000

# In bytes, and in members, for one ZIP with all that is nested in it.
MAX_TOTAL = 8_000_000_000
MAX_MEMBERS = 1_000_000

# In bytes, for a document that is a ZIP: its library unpacks it in memory, pictures and all. Reports have 1 MB.
MAX_DOCUMENT = 200_000_000

# How deep ZIP files may lie in each other: one in another one, and no deeper.
MAX_DEPTH = 2

_LEFT_BY_SYSTEMS = re.compile(r"(?:\A|/)(?:__MACOSX/|\.DS_Store\Z|Thumbs\.db\Z|desktop\.ini\Z)")
_OFFICE = ("xl/workbook.xml", "ppt/presentation.xml", "content.xml", "META-INF/container.xml")
_CHUNK = 1 << 20


@dataclass
class Allowance:
    """What may still be unpacked of one ZIP given by the user, and how deep in it we are."""

    left: int = MAX_TOTAL
    members: int = MAX_MEMBERS
    depth: int = 0


@dataclass(frozen=True)
class Member:
    """A file in a ZIP: its place, ``news.zip!/dam.html``, and its bytes."""

    origin: str
    stream: BinaryIO


def open_zip(stream: BinaryIO, *, origin: str) -> zipfile.ZipFile:
    """The archive in ``stream``; raises NotTextError where it is damaged."""
    try:
        return zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        reason = "it is a ZIP archive or an office document that is damaged; save it again"
        raise NotTextError(reason, origin=origin) from error


def zip_kind(archive: zipfile.ZipFile) -> str:
    """What a ZIP is: ``docx``, ``office`` (any other such document), ``wacz``, or a plain ``zip``."""
    names = set(archive.namelist())
    if "word/document.xml" in names:
        return "docx"
    if any(name in names for name in _OFFICE):
        return "office"
    if "datapackage.json" in names and any(name.startswith("archive/") for name in names):
        return "wacz"
    return "zip"


def refuse_large_document(archive: zipfile.ZipFile, *, origin: str) -> None:
    """Raises NotTextError where a document unpacks to more than its library can take in memory, as bombs do."""
    found = archive.infolist()
    if sum(info.file_size for info in found) > MAX_DOCUMENT or any(_is_bomb(info) for info in found):
        reason = "it is a DOCX document that unpacks to far more than its size; save the article as text"
        raise NotTextError(reason, origin=origin)


def members(
    archive: zipfile.ZipFile, *, origin: str, allowance: Allowance, under: str = ""
) -> Iterator[Member | Dropped]:
    """The files whose names begin with ``under``, in the archive's order, or why one is not read.

    Raises NotTextError where archives are nested too deep, and once the allowance is used up.
    """
    if allowance.depth > MAX_DEPTH:
        raise NotTextError("it is a ZIP archive in a ZIP archive in another one; unpack the outer ones", origin=origin)
    for info in archive.infolist():
        place = f"{origin}!/{info.filename}"
        if info.is_dir() or _LEFT_BY_SYSTEMS.search(info.filename) or not info.filename.startswith(under):
            continue
        allowance.members -= 1
        if info.file_size > allowance.left or allowance.members < 0:
            raise NotTextError(
                "it unpacks to more than 8 GB or a million files; unpack it and give its folder", origin=origin
            )
        if (fault := _fault(info)) is not None:
            yield Dropped(place, "ingest", fault)
            continue
        allowance.left -= info.file_size
        try:
            with _unpacked(archive, info) as stream:
                yield Member(place, cast("BinaryIO", stream))
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
            words = str(error).split("\n")[0].replace(";", ",").rstrip(". ")[:80]
            yield Dropped(place, "ingest", f"it cannot be unpacked ({words}); make the ZIP archive again")


def _fault(info: zipfile.ZipInfo) -> str | None:
    """Why a member is not to be unpacked, from what the archive says of it."""
    parts = re.split(r"[/\\]", info.orig_filename)
    if ".." in parts or parts[0] == "" or ":" in parts[0]:
        return "its name leads out of the ZIP archive, and is not followed; make the archive again"
    if info.flag_bits & 1:
        return "it is locked with a password; unlock it and save it again"
    if _is_bomb(info):
        return "it unpacks to more than 200 times its size, as ZIP bombs do; unpack it yourself if you trust it"
    return None


def _is_bomb(info: zipfile.ZipInfo) -> bool:
    return info.file_size > MAX_UNJUDGED and info.file_size > MAX_RATIO * max(1, info.compress_size)


def _unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> IO[bytes]:
    """The bytes of a member: in memory, or in a nameless file where they are many. At most as many as it says."""
    file = tempfile.SpooledTemporaryFile(max_size=20 * _CHUNK)  # noqa: SIM115 - the caller closes it
    try:
        with archive.open(info) as packed:
            while chunk := packed.read(_CHUNK):
                file.write(chunk)
        file.seek(0)
    except BaseException:
        file.close()
        raise
    return cast("IO[bytes]", file)
