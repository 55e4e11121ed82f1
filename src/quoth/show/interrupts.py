"""Ctrl-C: where it ends the program, it does so once, in one sentence, however often it is pressed."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from typing import Any, NoReturn

__all__ = ["STOPPED", "end_at_once", "end_now", "heed", "ignore", "restore", "say_stopped"]

STOPPED = 130  # 128 and the number of SIGINT, as shells count

# Seconds in which all rooms are left in order: processes ended, what was being written taken back, files closed.
LEAVING = 3.0

_since: float | None = None


def end_at_once(_number: int = signal.SIGINT, _frame: object = None) -> None:
    """Raises KeyboardInterrupt, once: what is done on the way out is not interrupted again.

    Pressed after more than LEAVING seconds, since something holds it up, it ends the process then and there; processes
    that read end with it.
    """
    global _since  # noqa: PLW0603 - a process has one Ctrl-C, and its handler no other way to remember
    now = time.monotonic()
    if _since is None:
        _since = now
        raise KeyboardInterrupt
    if now - _since > LEAVING:
        end_now()


def end_now() -> NoReturn:
    """Ends the process then and there, with the one sentence."""
    os.write(2, b"quoth: stopped.\n")
    os._exit(STOPPED)


def heed() -> Any:
    """Has Ctrl-C end the program so from now on, and gives what it did before.

    Where that was nothing, as for what a shell runs in the background, it stays so.
    """
    global _since  # noqa: PLW0603 - see above
    _since = None
    before = signal.getsignal(signal.SIGINT)
    if before is signal.default_int_handler and threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGINT, end_at_once)
    return before


def restore(before: Any) -> None:
    """Puts back what ``heed`` gave."""
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGINT, before)


def ignore() -> None:
    """Nothing that is left to do can be stopped: the program has ended, and only the interpreter has not."""
    restore(signal.SIG_IGN)


def say_stopped() -> None:
    """The one sentence."""
    print("quoth: stopped.", file=sys.stderr)
