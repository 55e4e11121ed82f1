"""One run at a time in a folder: who is in it has its lock, which the system takes back from a process that dies."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from quoth.errors import BatchError

__all__ = ["LOCK", "locked"]

LOCK = ".lock"


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Has the folder for this process; raises BatchError, with the id of the one that has it, where another does."""
    path = folder / LOCK
    with path.open("a+", encoding="utf-8") as file:
        if not _take(file):
            file.seek(0)
            who = file.read().strip()
            named = f" (process {who})" if who.isdigit() else ""
            raise BatchError(f"another run{named} writes into {folder}; wait for it, or name another folder")
        file.seek(0)
        file.truncate()
        file.write(f"{os.getpid()}\n")
        file.flush()
        yield
        # The file stays: were it taken away, two could hold a lock on two files of one name.


def _take(file: TextIO) -> bool:
    try:
        import fcntl
    except ImportError:  # a system without them: two runs at once are the user's to avoid
        return True
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # a network drive that has no locks
        return True
    return True
