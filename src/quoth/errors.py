"""Everything Quoth raises on purpose.

    QuothError
    ├── InputError          what was given cannot be read
    │   ├── NotFoundError       no such file
    │   ├── UnreadableError     a directory, no permission, a broken device
    │   ├── NotTextError        binary, empty, too large, or no article in the page
    │   ├── FetchError          an address of the web gives nothing, or must not be fetched
    │   └── BadDateError        a date that is no date
    ├── SpanError           a span does not slice to its own words
    ├── RecordError         JSON that is no record of ours
    ├── ModelError          weights are missing, altered, or do not match their card
    ├── LibraryError        a library cannot be opened, read or written, or was altered
    ├── BatchError          a run over many shards cannot begin, or cannot go on
    ├── GoldError           a gold or prediction file breaks its format
    └── MissingExtraError   an optional dependency is not installed

The library raises these and never exits; the command line prints ``str(error)`` as one sentence. ``exit_status`` is
what it then exits with: 1 when nothing usable came in, 2 when the command itself was wrong.
"""

from __future__ import annotations

import os

__all__ = [
    "BadDateError",
    "BatchError",
    "FetchError",
    "GoldError",
    "InputError",
    "LibraryError",
    "MissingExtraError",
    "ModelError",
    "NotFoundError",
    "NotTextError",
    "QuothError",
    "RecordError",
    "SpanError",
    "UnreadableError",
    "debugging",
    "fault",
    "in_short",
]


def debugging() -> bool:
    """Whether the environment asks, with QUOTH_DEBUG=1, for faults of ours to come with their traceback."""
    return os.environ.get("QUOTH_DEBUG") == "1"


def fault(error: Exception) -> str:
    """Why reading something failed that should not have; where we are debugging, the fault rises instead."""
    if debugging():
        raise error
    return f"reading it failed ({in_short(error)}); QUOTH_DEBUG=1 shows where"


def in_short(error: Exception) -> str:
    """A fault as ``ValueError: what it says``, to put into a sentence."""
    return f"{type(error).__name__}: {error}".rstrip(": ")


class QuothError(Exception):
    """The root: ``except QuothError`` catches all that Quoth raises on purpose."""

    exit_status = 1


class InputError(QuothError):
    """What was given cannot be read. ``origin`` is the path or URL as given."""

    def __init__(self, message: str, *, origin: str | None = None) -> None:
        super().__init__(message)
        self.origin = origin


class NotFoundError(InputError):
    """There is no such file."""


class UnreadableError(InputError):
    """It is there, but the system does not let us read it as a file."""


class NotTextError(InputError):
    """It was read, and holds no text that could be an article."""


class FetchError(InputError):
    """An address of the web gives nothing that can be read, or must not be fetched.

    ``status`` is what its server answered, where it did; ``passing`` says that another try may do better.
    """

    def __init__(
        self, message: str, *, origin: str | None = None, status: int | None = None, passing: bool = False
    ) -> None:
        super().__init__(message, origin=origin)
        self.status = status
        self.passing = passing


class BadDateError(InputError):
    """A date given by the user is no date."""

    exit_status = 2


class SpanError(QuothError):
    """A span lies outside its text, is empty, or does not slice to its own words.

    Carries ``start``, ``end`` and the ``size`` of the text, all in code points.
    """

    def __init__(self, message: str, *, start: int, end: int, size: int | None = None) -> None:
        super().__init__(message)
        self.start = start
        self.end = end
        self.size = size


class RecordError(QuothError):
    """A JSON object is not the record it is said to be."""


class ModelError(QuothError):
    """Weights are missing, altered, or do not match their card."""


class LibraryError(QuothError):
    """A library cannot be opened, read or written, or was altered.

    Carries its ``path`` and, where ``verify`` raised it, all the ``faults`` that were found.
    """

    def __init__(self, message: str, *, path: str | None = None, faults: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.path = path
        self.faults = faults


class BatchError(QuothError):
    """A run over many shards cannot begin, or cannot go on; what is done is kept, and the same command goes on."""


class GoldError(QuothError):
    """A gold or prediction file breaks its format; ``path`` and ``line`` say where."""

    def __init__(self, message: str, *, path: str | None = None, line: int | None = None) -> None:
        super().__init__(message)
        self.path = path
        self.line = line


class MissingExtraError(QuothError):
    """An optional dependency is not installed; the message holds the command that installs it."""

    exit_status = 2

    def __init__(self, extra: str, *, need: str) -> None:
        super().__init__(f"{need} needs an optional part of Quoth; type: pip install 'quoth[{extra}]'")
        self.extra = extra
