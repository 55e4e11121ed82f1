"""The bytes of one source: a file, a device, or standard input."""

from __future__ import annotations

import hashlib
import io
import os
import re
import select
import stat
import sys
from typing import BinaryIO, Protocol

from quoth.errors import InputError, NotFoundError, NotTextError, UnreadableError

__all__ = ["MAX_BYTES", "STDIN", "digest_of", "file_bytes", "is_address", "open_source", "read_bytes", "read_up_to"]

# 20 MB, in bytes. War and Peace is 3 MB of UTF-8, and a news page with all its scripts seldom passes 5 MB, so nothing
# near this size is one article; it is also where the extractor we use for pages stops. Raise it if a page in real
# use is refused, and time a file of the new size: memory is several times the size of the text.
MAX_BYTES = 20_000_000

# 1 GB, in bytes: an export of a million statements as CSV has about 700 MB. All of such a file is held at once.
MAX_FILE_BYTES = 1_000_000_000

# Seconds that a named pipe may be silent. Who types, or pipes a slow program into a command, has standard input.
SILENCE = 30.0

STDIN = "-"

_CHUNK = 1 << 20
_WEB_ADDRESS = re.compile(r"(?:https?|ftp)://", re.IGNORECASE)


def is_address(source: str) -> bool:
    """Whether a source is an address of the web, and no file."""
    return _WEB_ADDRESS.match(source) is not None


def read_bytes(source: str, *, stdin: BinaryIO | None = None, limit: int = MAX_BYTES) -> bytes:
    """All bytes of ``source``, a path or ``-`` for standard input; at most ``limit`` of them.

    Raises NotFoundError, UnreadableError or, above the limit, NotTextError, without reading more than the limit. A pipe
    that is silent for SILENCE seconds cannot be read.
    """
    if source == STDIN:
        return _from_stdin(stdin, limit)
    if is_address(source):
        raise UnreadableError(
            "this is a web address, and is not fetched here; add it with quoth add, or save the page and give its file",
            origin=source,
        )
    try:
        with open(source, "rb", buffering=0, opener=_without_waiting) as file:
            status = os.fstat(file.fileno())
            if stat.S_ISREG(status.st_mode) and status.st_size > limit:
                raise _too_large(source, limit)
            return read_up_to(_Pipe(file, source) if stat.S_ISFIFO(status.st_mode) else file, limit, source)
    except (OSError, ValueError) as error:
        raise _explained(error, source) from error


def _without_waiting(path: str, flags: int) -> int:
    """Opens a pipe, too, that nobody writes to yet; the system waits for that for ever."""
    if not hasattr(os, "O_NONBLOCK"):  # Windows has no such pipes
        return os.open(path, flags)
    number = os.open(path, flags | os.O_NONBLOCK)
    os.set_blocking(number, True)
    return number


class _Pipe:
    """A pipe that was opened so, which is read as long as it is not silent."""

    def __init__(self, file: io.FileIO, source: str) -> None:
        self._file = file
        self._source = source

    def read(self, size: int) -> bytes:
        if not select.select([self._file], [], [], SILENCE)[0]:
            raise UnreadableError(
                f"it is a pipe, and nobody wrote to it for {SILENCE:g} seconds; give a file, or pipe into quoth",
                origin=self._source,
            )
        return self._file.read(size)


def file_bytes(path: str | os.PathLike[str]) -> bytes:
    """All bytes of a file that people exchange: an edited export, gold. Raises UnreadableError, which names the file.

    What is no file is refused before it is opened: a device may be endless, and a pipe that nobody writes to is silent
    for ever.
    """
    try:
        status = os.stat(path)
        if not stat.S_ISREG(status.st_mode) and not stat.S_ISDIR(status.st_mode):
            raise UnreadableError(f"{path} is a device or a pipe, and no file; give a file", origin=str(path))
        if status.st_size > MAX_FILE_BYTES:
            size = f"{MAX_FILE_BYTES / 1_000_000_000:g} GB"
            raise UnreadableError(f"{path} is larger than {size}; split it into smaller ones", origin=str(path))
        with open(path, "rb") as file:
            return file.read(MAX_FILE_BYTES)  # of what the system makes up as it is read, the size is not said
    except OSError as error:
        raise UnreadableError(f"{path} cannot be read: {error.strerror}", origin=str(path)) from error


def open_source(source: str, *, stdin: BinaryIO | None = None) -> BinaryIO:
    """The bytes of ``source`` as a stream that can go back and forth, which the caller closes. Raises as read_bytes.

    A file may have any size. What has no size to ask for, a pipe or standard input, is read here, up to MAX_BYTES.
    """
    if source != STDIN and not is_address(source):
        try:
            if stat.S_ISREG(os.stat(source).st_mode):
                return open(source, "rb")
        except (OSError, ValueError) as error:
            raise _explained(error, source) from error
    return io.BytesIO(read_bytes(source, stdin=stdin))


def digest_of(stream: BinaryIO) -> str:
    """The sha256 of a whole stream, which stands at its start before and after."""
    digest = hashlib.sha256()
    while chunk := stream.read(_CHUNK):
        digest.update(chunk)
    stream.seek(0)
    return digest.hexdigest()


class Readable(Protocol):
    """What can be read."""

    def read(self, size: int, /) -> bytes: ...


def read_up_to(stream: Readable, limit: int, origin: str) -> bytes:
    """The whole stream, in chunks; raises NotTextError above ``limit`` bytes.

    A pipe has no size to ask for, and an endless device must not fill the memory.
    """
    chunks: list[bytes] = []
    size = 0
    while chunk := stream.read(_CHUNK):
        size += len(chunk)
        if size > limit:
            raise _too_large(origin, limit)
        chunks.append(chunk)
    return b"".join(chunks)


def _from_stdin(stdin: BinaryIO | None, limit: int) -> bytes:
    stream = stdin if stdin is not None else getattr(sys.stdin, "buffer", None)
    if stream is None:
        raise UnreadableError("standard input is closed; pipe a text into it or name a file", origin=STDIN)
    try:
        return read_up_to(stream, limit, STDIN)
    except (OSError, ValueError) as error:
        raise UnreadableError(
            f"standard input cannot be read ({_words_of(error)}); pipe a text into it or name a file", origin=STDIN
        ) from error


def _too_large(origin: str, limit: int) -> NotTextError:
    return NotTextError(
        f"it is larger than {limit / 1_000_000:g} MB, and no single article is; split it into one file per article",
        origin=origin,
    )


def _explained(error: OSError | ValueError, source: str) -> InputError:
    """The error of ours for what the system said; a ValueError is a name that no file can have."""
    if isinstance(error, FileNotFoundError | NotADirectoryError | ValueError):
        return NotFoundError("there is no such file; check its name and folder", origin=source)
    # Some systems refuse to open a directory with "permission denied".
    if isinstance(error, IsADirectoryError) or os.path.isdir(source):
        return UnreadableError("it is a directory; give the files in it by name", origin=source)
    if isinstance(error, PermissionError):
        return UnreadableError(
            "there is no permission to read it; change its permissions or ask its owner", origin=source
        )
    return UnreadableError(f"it cannot be read ({_words_of(error)}); check the file and its disk", origin=source)


def _words_of(error: OSError | ValueError) -> str:
    words = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return str(words).lower().rstrip(".")
