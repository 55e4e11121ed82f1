"""A small Ray cluster on loopback addresses: nodes that a test starts, kills, and ends by their own ids."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

# Ray rewrites 127.0.0.1 to the machine's outward address, and leaves the others alone.
ADDRESSES = ("127.0.0.2", "127.0.0.3", "127.0.0.4")

# In seconds, for a node to come up or to be gone; it takes ten.
PATIENCE = 90.0


class Nodes:
    """Nodes of one core each; the first is the head. What is started is in a process group of its own."""

    def __init__(self, paths: str) -> None:
        token = secrets.token_hex(32)
        self.env = {
            **os.environ,
            "RAY_AUTH_MODE": "token",
            "RAY_AUTH_TOKEN": token,
            "RAY_USAGE_STATS_ENABLED": "0",
            "PYTHONPATH": paths,
        }
        with socket.socket() as free:
            free.bind((ADDRESSES[0], 0))
            self.address = f"{ADDRESSES[0]}:{free.getsockname()[1]}"
        self._folder = tempfile.mkdtemp(prefix="ray")  # a short path: the names of sockets are bounded
        self._nodes: list[subprocess.Popen[bytes]] = []

    def start(self) -> subprocess.Popen[bytes]:
        """One more node, once it takes connections."""
        host, port = self.address.split(":")
        if not self._nodes:
            own = ["--head", f"--port={port}", "--include-dashboard=false", f"--temp-dir={self._folder}"]
        else:
            own = [f"--address={self.address}"]
        log = Path(self._folder, f"{len(self._nodes)}.log")
        command = [sys.executable, "-m", "ray.scripts.scripts", "start", *own]
        command += [f"--node-ip-address={ADDRESSES[len(self._nodes)]}", "--num-cpus=1", "--block"]
        command += ["--object-store-memory=100000000", "--disable-usage-stats"]
        with log.open("wb") as out:
            node = subprocess.Popen(command, env=self.env, stdout=out, stderr=out, start_new_session=True)
        self._nodes.append(node)
        until = time.monotonic() + PATIENCE
        while b"--block" not in log.read_bytes():  # its last words when it is up
            if node.poll() is not None or time.monotonic() > until:
                raise RuntimeError(log.read_text(encoding="utf-8", errors="replace"))
            time.sleep(0.2)
        if len(self._nodes) == 1:
            with contextlib.closing(socket.create_connection((host, int(port)), PATIENCE)):
                pass
        return node

    @property
    def last(self) -> subprocess.Popen[bytes]:
        """The node that was started last."""
        return self._nodes[-1]

    def kill(self, node: subprocess.Popen[bytes]) -> None:
        """A node is gone, with all that runs on it, at once."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(node.pid, signal.SIGKILL)
        node.wait(PATIENCE)

    def end(self) -> None:
        """Ends all that was started here, the head last."""
        for node in reversed(self._nodes):
            if node.poll() is None:
                self.kill(node)
        shutil.rmtree(self._folder, ignore_errors=True)
