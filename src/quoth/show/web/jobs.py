"""Adding from a page: one ``quoth add`` at a time, in a process of its own, that can be watched and stopped."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from quoth.errors import InputError

__all__ = ["Jobs"]


@dataclass
class Jobs:
    """What is being added to the ``library``; ``reader`` reads it."""

    library: Path
    reader: str
    _process: subprocess.Popen[str] | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _last: dict[str, Any] = field(default_factory=lambda: {"running": False, "came": None, "fault": None})

    def start(self, files: Sequence[tuple[str, bytes]] = (), addresses: Sequence[str] = ()) -> None:
        """Adds files, each a name and its bytes, and addresses; raises InputError while others are being added.

        A name is only ever that of a file in a new folder: nothing else of it reaches the file system.
        """
        for address in addresses:
            if not re.match(r"https?://[^\s/]", address):
                raise InputError("give an address that begins with http:// or https://")
        if not files and not addresses:
            raise InputError("give a text, a file or an address")
        with self._lock:
            if self._process is not None:
                raise InputError("articles are being added already; wait for them or stop it")
            folder = tempfile.TemporaryDirectory(prefix="quoth-add-")
            names = [_name(n, name) for n, (name, _) in enumerate(files, 1)]
            for name, (_, data) in zip(names, files, strict=True):
                (Path(folder.name) / name).write_bytes(data)
            command = [sys.executable, "-m", "quoth", "add", "--format", "json", "--workers", "1"]
            command += ["--reader", self.reader, "--library", str(self.library.absolute()), "--", *names, *addresses]
            self._process = subprocess.Popen(
                command,
                cwd=folder.name,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                stdin=subprocess.DEVNULL,
                text=True,
            )
            self._last = {"running": True, "came": None, "fault": None}
            threading.Thread(target=self._wait, args=(self._process, folder), daemon=True).start()

    def stop(self) -> None:
        """Ends after the article in hand; what is in stays."""
        with self._lock:
            if self._process is not None:
                self._process.send_signal(signal.SIGINT)

    def state(self) -> dict[str, Any]:
        """Whether something is being added, and what came of it."""
        with self._lock:
            return dict(self._last)

    def _wait(self, process: subprocess.Popen[str], folder: tempfile.TemporaryDirectory[str]) -> None:
        out, err = process.communicate()
        folder.cleanup()
        try:
            came = json.loads(out.splitlines()[0]) if out.strip() else None
        except ValueError:
            came = None
        fault = None if came else (err.strip().splitlines() or ["nothing was added"])[-1]
        with self._lock:
            self._process = None
            self._last = {"running": False, "came": came, "fault": fault}


def _name(n: int, given: str) -> str:
    """A plain file name made of ``given``: letters, digits, and one ending."""
    plain = re.sub(r"[^A-Za-z0-9_.-]+", "-", given.replace("\\", "/").rsplit("/", 1)[-1])[-60:].strip(".-")
    return f"{n}-{plain or 'pasted.txt'}"
