"""The way in, and the only way out: runs a command, and makes of whatever happens one sentence and an exit status.

0: done. 1: nothing usable came in. 2: wrong use. 130: stopped with Ctrl-C. Who closes the pipe early has what they
wanted, which is no fault: 0, without a word.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from quoth.show import interrupts
from quoth.show.interrupts import STOPPED

__all__ = ["main", "run"]

# Tables of one article are too small to share: threads that wait for one another take a third of all the time.
ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


def main() -> NoReturn:
    """The command ``quoth``: runs with the arguments of the process, and exits."""
    try:
        interrupts.heed()
        for name in ONE_THREAD:  # before numpy is loaded, which looks at them then
            os.environ.setdefault(name, "1")
        status = _run(None)
        interrupts.ignore()
    except KeyboardInterrupt:  # while it was said what went wrong
        interrupts.say_stopped()
        status = STOPPED
    interrupts.ignore()
    sys.exit(status)


def run(args: Sequence[str] | None = None) -> int:
    """Runs one command (``args`` default to those of the process) and returns its exit status.

    Nothing is raised, unless the environment has QUOTH_DEBUG=1: then faults of ours come with their traceback.
    """
    before = interrupts.heed()
    try:
        return _run(args)
    finally:
        interrupts.restore(before)


def _run(args: Sequence[str] | None) -> int:
    try:
        # Imported in here, so that Ctrl-C while they load is caught as well.
        from quoth.show import streams
        from quoth.show.commands import app

        streams.prepare()
        status = int(app(args, prog_name="quoth", standalone_mode=False) or 0)
        streams.flush()
    except KeyboardInterrupt:
        status = STOPPED
    except SystemExit:  # typer does so where nobody reads its help, and only there
        return 0
    except Exception as error:
        return _explain(error)
    if status == STOPPED:  # typer, too, makes this number of Ctrl-C
        interrupts.say_stopped()
    return status


def _explain(error: Exception) -> int:
    """Says on standard error what went wrong, and returns the exit status for it."""
    from typer.exceptions import TyperException

    from quoth.errors import QuothError, debugging, in_short
    from quoth.show import streams

    if isinstance(error, streams.OutputClosedError):
        streams.abandon_output()
        return 0
    if isinstance(error, QuothError | streams.StoppedError):
        streams.say(str(error))
        return error.exit_status
    if isinstance(error, TyperException):
        streams.say(_usage(error.format_message(), getattr(error, "ctx", None)))
        return error.exit_code
    if debugging():
        raise error
    if isinstance(error, OSError):
        streams.abandon_output()
        streams.say(f"the system refused: {error.strerror or error}")
    else:
        streams.say(f"this is a fault of Quoth, not yours ({in_short(error)}); set QUOTH_DEBUG=1 to see where")
    return 1


def _usage(message: str, context: object) -> str:
    path = getattr(context, "command_path", "quoth")
    return f"{message.replace('Value error, ', '').strip().rstrip('.')}; see: {path} --help."
