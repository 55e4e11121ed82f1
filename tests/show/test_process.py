"""The command as its own process: pipes that close, Ctrl-C, terminals, and faults of ours."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.show.conftest import REPORT

# The command with the fake reader, so that these tests need no weights and little time.
PROGRAM = """
import sys
import quoth.pipeline, quoth.read
from tests.fakes import FakeReader
quoth.read.reader_names = lambda: ["en-3", "rules"]
quoth.pipeline.load_reader = quoth.read.load_reader = lambda name="en-3": FakeReader()
from quoth.show.cli import main
main()
"""
ROOT = Path(__file__).parents[2]
WHOLE = {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "ascii", "COLUMNS": "80", "PATH": os.environ["PATH"]}


def command(*args: str) -> list[str]:
    """The arguments of a process that runs `quoth` with ``args``."""
    return [sys.executable, "-c", PROGRAM, *args]


@pytest.fixture
def reports(tmp_path: Path) -> list[str]:
    """Names of a hundred reports, too much output for any pipe to hold."""
    paths = [tmp_path / f"{number:03}.txt" for number in range(100)]
    for path in paths:
        path.write_text(f"Storm cuts off Aldmoor\n\n{REPORT * 10}", encoding="utf-8")
    return [str(path) for path in paths]


def test_who_closes_the_pipe_hears_nothing(reports: list[str]) -> None:
    """`quoth read ... | head -1`: the first line, nothing on standard error, and status 0."""
    process = subprocess.Popen(
        command("read", *reports, "--format", "jsonl"), stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=WHOLE
    )
    assert process.stdout is not None
    assert process.stderr is not None
    assert process.stdout.readline().startswith(b'{"id": "st_')
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait(timeout=60) == 0


@pytest.mark.parametrize("args", [["--help"], ["--version"], ["read", "--help"]])
def test_a_pipe_that_nobody_reads_is_no_fault(args: list[str]) -> None:
    """Even where it is closed before the first word."""
    read_end, write_end = os.pipe()
    os.close(read_end)
    done = subprocess.run(command(*args), stdout=write_end, stderr=subprocess.PIPE, env=WHOLE, check=False)
    os.close(write_end)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_said_in_one_sentence(reports: list[str]) -> None:
    """Where output cannot be written, the system's own words say why, and the status is 1."""
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(command("read", reports[0]), stdout=full, stderr=subprocess.PIPE, env=WHOLE, check=False)
    assert done.returncode == 1
    assert done.stderr == b"quoth: the system refused: No space left on device.\n"


def test_closed_streams_are_no_fault(reports: list[str]) -> None:
    """With standard output and standard error closed there is nothing to say, and nothing goes wrong."""
    line = 'exec "$0" "$@" >&- 2>&-'
    done = subprocess.run(["/bin/sh", "-c", line, *command("read", reports[0])], env=WHOLE, check=False)
    assert done.returncode == 0


def test_ctrl_c_is_one_sentence() -> None:
    """Stopped while it waits for standard input: one sentence and status 130."""
    process = subprocess.Popen(
        command("read", "-"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=WHOLE,
        # In the background it is ignored.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 - no threads here
    )
    assert process.stdin is not None
    process.stdin.write(b"a little")
    process.stdin.flush()
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(timeout=2)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err) == (130, b"", b"quoth: stopped.\n")


def test_output_is_utf8_whatever_the_locale(tmp_path: Path) -> None:
    """Under an ASCII locale, too."""
    path = tmp_path / "report.txt"
    path.write_text('Größe\n\n"Größe 🚢," the mayor said.\n', encoding="utf-8")
    done = subprocess.run(command("read", str(path)), capture_output=True, env=WHOLE | {"LC_ALL": "C"}, check=True)
    assert "Größe 🚢" in done.stdout.decode("utf-8")


def test_a_fault_of_ours_is_one_sentence_and_a_way_to_see_it(tmp_path: Path) -> None:
    """No traceback reaches a user, unless QUOTH_DEBUG asks for it."""
    broken = PROGRAM.replace(
        "from quoth.show.cli", "quoth.pipeline.ingest = lambda *a, **k: 1 / 0\nfrom quoth.show.cli"
    )
    args = [sys.executable, "-c", broken, "read", "x"]
    done = subprocess.run(args, capture_output=True, env=WHOLE, check=False, text=True)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.count("\n") == 1
    assert "ZeroDivisionError" in done.stderr
    assert "QUOTH_DEBUG=1" in done.stderr
    done = subprocess.run(args, capture_output=True, env=WHOLE | {"QUOTH_DEBUG": "1"}, check=False, text=True)
    assert "Traceback" in done.stderr


def on_terminal(args: list[str], env: dict[str, str], *, stdout: int | None) -> bytes:
    """What a process writes to a terminal: its standard error, and its standard output unless that goes elsewhere."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        args, stdin=subprocess.DEVNULL, stdout=theirs if stdout is None else stdout, stderr=theirs, env=env
    )
    os.close(theirs)
    seen = b""
    try:
        while piece := os.read(ours, 65536):
            seen += piece
    except OSError:  # how Linux says that the other side has gone
        pass
    os.close(ours)
    assert process.wait(timeout=60) == 0
    return seen


def test_colour_is_for_terminals(reports: list[str]) -> None:
    """Colour on a terminal, none with NO_COLOR, none in a pipe."""
    env = WHOLE | {"TERM": "xterm-256color"}
    assert b"\x1b[32m" in on_terminal(command("read", reports[0]), env, stdout=None)
    assert b"\x1b[32m" not in on_terminal(command("read", reports[0]), env | {"NO_COLOR": "1"}, stdout=None)
    done = subprocess.run(command("read", reports[0]), capture_output=True, env=env, check=True)
    assert b"\x1b" not in done.stdout


def test_a_bar_moves_where_a_person_waits(reports: list[str]) -> None:
    """Several files, results elsewhere, standard error on a terminal: a bar. One file: none."""
    env = WHOLE | {"TERM": "xterm-256color"}
    args = ("--format", "csv")
    assert b"reading" in on_terminal(command("read", *reports[:5], *args), env, stdout=subprocess.DEVNULL)
    assert on_terminal(command("read", reports[0], *args), env, stdout=subprocess.DEVNULL) == b""


def test_a_command_counts_with_one_thread() -> None:
    """Libraries that count share no small table among threads, unless the caller has said how many there are."""
    code = (
        "import os, sys; from quoth.show import cli\n"
        "sys.argv = ['quoth', '--version']\n"
        "try:\n    cli.main()\nexcept SystemExit:\n    print(*(os.environ[name] for name in cli.ONE_THREAD))"
    )
    env = {name: value for name, value in os.environ.items() if not name.endswith("_NUM_THREADS")}
    for given, seen in ({}, "1 1 1"), ({"OMP_NUM_THREADS": "2"}, "2 1 1"):
        run = subprocess.run([sys.executable, "-c", code], env=env | given, capture_output=True, text=True, check=True)
        assert run.stdout.splitlines()[-1] == seen
