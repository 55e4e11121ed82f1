"""Folders and patterns, as the names of the files in them."""

from __future__ import annotations

import glob
import os
import re
import stat
from collections.abc import Iterator

from quoth.records import Dropped

__all__ = ["files_of"]

_PATTERN = re.compile(r"[*?\[]")


def files_of(source: str) -> Iterator[str | Dropped]:
    """The files that ``source`` stands for, in the order of their names; or itself, being neither folder nor pattern.

    A folder is gone through with all below it; ``**`` in a pattern is any depth of folders. What is hidden (".git") is
    left out, and links to folders are not followed within a folder. Devices and pipes there are dropped.
    """
    if os.path.isdir(source):
        yield from _walk(source)
    elif _PATTERN.search(source) and not os.path.lexists(source) and "://" not in source:
        found = sorted(glob.glob(source, recursive=True))
        if not found:
            yield Dropped(source, "ingest", "no file matches the pattern; check it and its folder")
        # With "**", a folder is among what is found together with all that is in it.
        folders = "**" not in source
        for path in found:
            if not os.path.isdir(path):
                yield path
            elif folders:
                yield from _walk(path)
    else:
        yield source


def _walk(folder: str) -> Iterator[str | Dropped]:
    faults: list[OSError] = []
    count = 0
    for path, below, names in os.walk(folder, onerror=faults.append):
        below[:] = sorted(name for name in below if not name.startswith("."))
        for name in sorted(name for name in names if not name.startswith(".")):
            count += 1
            yield _checked(os.path.join(path, name))
    for fault in faults:
        count += 1
        reason = "the folder may not be looked into; change its permissions or ask its owner"
        yield Dropped(str(fault.filename), "ingest", reason)
    if not count:
        yield Dropped(folder, "ingest", "the folder holds no files; give one that does")


def _checked(path: str) -> str | Dropped:
    try:
        mode = os.stat(path).st_mode
    except OSError:
        return path  # a link to nowhere: reading it says so
    if stat.S_ISREG(mode):
        return path
    return Dropped(path, "ingest", "it is a device or a pipe, not a file; give it by name if you want it read")
