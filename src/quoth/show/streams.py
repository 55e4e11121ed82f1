"""Where output goes: results to standard output, always in UTF-8, and everything else to standard error."""

from __future__ import annotations

import io
import logging
import os
import re
import signal
import sys
import threading
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import TypeVar

from rich.console import Console, ConsoleOptions, ConsoleRenderable, RenderHook, RenderResult
from rich.segment import Segment

from quoth.errors import debugging
from quoth.show import interrupts
from quoth.show.direction import TURNING

__all__ = [
    "GO_ON",
    "OutputClosedError",
    "Shown",
    "StoppedError",
    "abandon_output",
    "clean",
    "counted",
    "emit",
    "emit_data",
    "flush",
    "one_line",
    "prepare",
    "progress",
    "render",
    "say",
    "stoppable",
    "terminal_width",
    "until",
]

T = TypeVar("T")

# Called with how many are done, and of how many, where that is known.
Step = Callable[[int, int | None], None]

# What turns the direction of writing is left out of what is shown.
_TURNS = dict.fromkeys(TURNING)

# Control characters, C0, DEL and C1, but for tabs and the ends of lines, be these of one character or of two.
_OBEYED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]|\r(?!\n)")

GO_ON = "stopped after the article in hand; type the same command again to go on"


class StoppedError(Exception):
    """Ctrl-C was pressed and heeded; the words say how to go on."""

    exit_status = 130  # 128 and the number of SIGINT, as shells count


class OutputClosedError(Exception):
    """Whoever was reading our output has gone; no error, only the end."""


def prepare() -> None:
    """Sets standard output to UTF-8, without a change to line ends, and keeps what libraries log away from the user.

    A lone surrogate, which UTF-8 cannot carry, comes out as a backslash, u and four digits: JSON's own escape for it.
    """
    if sys.stdout is None or sys.stderr is None:  # closed by the caller: `quoth ... >&-`
        sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - open to the end
        sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - see above
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace", newline="")
    if not debugging():
        logging.getLogger().addHandler(logging.NullHandler())
        if not sys.warnoptions:
            warnings.simplefilter("ignore")


class Shown(str):
    """What ``render`` made: clean, but for the colours that are our own."""

    __slots__ = ()


def emit(text: str) -> None:
    """Writes results for people to standard output, ``clean``; raises OutputClosedError where nobody reads them.

    All that is not data goes through here, or, to standard error, through ``say``.
    """
    _write(text if isinstance(text, Shown) else clean(text))


def emit_data(text: str) -> None:
    """As ``emit`` for what other programs read: to the last character as it is, unless a terminal would obey it."""
    _write(clean(text) if sys.stdout.isatty() else text)


def clean(text: str) -> str:
    """``text`` without a character that a terminal would obey, but for the ends of lines and tabs."""
    return _OBEYED.sub("\ufffd", text.translate(_TURNS))


def _write(text: str) -> None:
    try:
        sys.stdout.write(text)
    except BrokenPipeError as error:
        raise OutputClosedError from error


def flush() -> None:
    """Hands over what was written so far; raises OutputClosedError where nobody reads it."""
    try:
        sys.stdout.flush()
    except BrokenPipeError as error:
        raise OutputClosedError from error


def abandon_output() -> None:
    """Lets what is still unwritten go nowhere, so that the end of the process does not stumble over it."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def say(sentence: str) -> None:
    """One sentence to the user, on standard error. Where that is closed, there is nobody to tell."""
    line = one_line(sentence)
    with suppress(OSError):
        print(f"quoth: {line}" if line.endswith((".", "!", "?")) else f"quoth: {line}.", file=sys.stderr, flush=True)


def render(*pieces: object, width: int | None = None) -> Shown:
    """What rich makes of ``pieces`` for standard output: in colour on a terminal only, and as wide as that is."""
    console = Console(width=width, highlight=False, markup=False, emoji=False)
    console.push_render_hook(_Cleaning())
    with console.capture() as captured:
        console.print(*pieces, sep="\n")
    return Shown("\n".join(line.rstrip() for line in captured.get().split("\n")))


class _Cleaning(RenderHook):
    """Cleans each piece of text on its way from a table to the terminal, before it gets its colour."""

    def process_renderables(self, renderables: list[ConsoleRenderable]) -> list[ConsoleRenderable]:
        return [_Cleaned(each) for each in renderables]


class _Cleaned:
    def __init__(self, piece: ConsoleRenderable) -> None:
        self._piece = piece

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for segment in console.render(self._piece, options):
            if not segment.control:
                yield Segment(clean(segment.text), segment.style)


def terminal_width() -> int:
    """The columns of the terminal; 80 where there is none and COLUMNS does not say."""
    return Console().width


def one_line(text: str) -> str:
    """``text`` for showing only: white space closed up, and no character left that a terminal would obey.

    Control characters show as U+FFFD; those that turn the direction of writing are left out, so that words stand in
    the order in which the text has them.
    """
    return clean(" ".join(text.translate(_TURNS).split()))


@contextmanager
def progress(what: str, *, wanted: bool = True, unit: str | None = None) -> Iterator[Step]:
    """Gives a function to call with the number of things done and their total: a bar moves on standard error.

    Only where that is a terminal; ``wanted`` is False where there is nothing to wait for. With a ``unit`` it says how
    many of them are done in a second. Where the total is None, how much is left is not known, and not said.
    """
    if not wanted or not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    rate = [TextColumn("{task.fields[rate]}")] if unit else []
    left = [TimeRemainingColumn(compact=True), TextColumn("left")]
    columns = (TextColumn("{task.description}"), BarColumn(bar_width=None), MofNCompleteColumn(), *rate, *left)
    with Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False) as bar:
        task = bar.add_task(what, total=None, rate="")

        def step(done: int, total: int | None) -> None:
            speed = bar.tasks[0].speed
            bar.update(task, completed=done, total=total, rate=f"{speed:.1f} {unit}/s" if speed else "")

        yield step


def counted(things: Iterable[T], step: Step, total: int | None) -> Iterator[T]:
    """``things``, one by one; ``step`` hears how many came of ``total``, as far as that is known."""
    done = 0
    step(done, total)
    for done, thing in enumerate(things, 1):
        step(done, max(total, done) if total is not None else None)
        yield thing


@contextmanager
def stoppable() -> Iterator[Callable[[], bool]]:
    """Gives a function that says whether Ctrl-C was pressed, once; the second time it ends all at once."""
    asked = threading.Event()
    if threading.current_thread() is not threading.main_thread():
        yield asked.is_set
        return

    def heard(_number: int, _frame: object) -> None:
        if asked.is_set():
            interrupts.end_at_once()
        asked.set()
        if sys.stderr.isatty():
            say("stopping after the article in hand; Ctrl-C again stops at once")

    before = signal.signal(signal.SIGINT, heard)
    try:
        yield asked.is_set
    finally:
        signal.signal(signal.SIGINT, before)


def until(stopping: Callable[[], bool], things: Iterable[T]) -> Iterator[T]:
    """``things``, one by one, until ``stopping`` says so."""
    for thing in things:
        yield thing
        if stopping():
            return
