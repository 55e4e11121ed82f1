"""The command quoth batch: what it prints, and with what status it ends."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from quoth.run.lock import locked
from tests.run import batching, invented
from tests.show.conftest import Quoth

pytest.importorskip("pyarrow")

COMMON = ("--reader", "rules", "--workers", "1")


def test_it_says_what_came_of_it_and_a_library_takes_it(quoth: Quoth, tmp_path: Path) -> None:
    """How much was read, what was dropped and why; again, that it was there; and adding reads nothing."""
    table = invented.table(tmp_path / "news.jsonl", range(5))
    out = str(tmp_path / "out")
    done = quoth("batch", str(table), "--out", out, *COMMON)
    assert done.status == 0
    assert done.err == ""
    assert "5 articles with 15 statements in 1 shard; 1 dropped." in " ".join(done.out.split())
    assert "its text is empty" in " ".join(done.out.split())
    again = quoth("batch", str(table), "--out", out, *COMMON, "--format", "json")
    told = json.loads(again.out)
    assert (told["shards"], told["before"], told["articles"], told["dropped"]) == (1, 1, 5, 1)
    added = quoth("add", out, "--library", str(tmp_path / "news.db"), "--format", "json")
    assert (added.status, json.loads(added.out)["added"], json.loads(added.out)["statements"]) == (0, 5, 15)


def test_input_that_is_lost_is_status_1(quoth: Quoth, tmp_path: Path) -> None:
    """In one sentence that names it; the rest is there."""
    table = invented.table(tmp_path / "news.jsonl", range(5))
    (tmp_path / "fake.parquet").write_bytes(b"PAR1" + bytes(100))
    done = quoth("batch", str(table), str(tmp_path / "fake.parquet"), "--out", str(tmp_path / "out"), *COMMON)
    assert done.status == 1
    assert "5 articles with 15 statements" in " ".join(done.out.split())
    (line,) = done.err.splitlines()
    assert "Parquet table that is damaged" in line
    assert line.endswith("all else is done.")


@pytest.mark.parametrize(
    ("options", "words", "status"),
    [
        (
            ("--engine", "ray", "--address", "127.0.0.1:1"),
            ("no Ray cluster answers at 127.0.0.1:1", "quoth[ray]"),
            (1, 2),
        ),
        (("--published", "someday"), ("someday",), (2,)),
        (("--engine", "spark"), ("spark",), (2,)),
    ],
)
def test_what_cannot_begin_is_said(
    quoth: Quoth, tmp_path: Path, options: tuple[str, ...], words: tuple[str, ...], status: tuple[int, ...]
) -> None:
    """In one sentence."""
    table = invented.table(tmp_path / "news.jsonl", range(5))
    done = quoth("batch", str(table), "--out", str(tmp_path / "out"), "--reader", "rules", *options)
    assert done.status in status
    assert len(done.err.splitlines()) == 1
    assert any(word in done.err for word in words)


def test_nothing_usable_is_status_1(quoth: Quoth, tmp_path: Path) -> None:
    """As of quoth add."""
    done = quoth("batch", str(tmp_path / "none.txt"), "--out", str(tmp_path / "out"), *COMMON)
    assert done.status == 1
    assert "there is no such file" in " ".join(done.out.split())


def test_a_second_run_is_refused(quoth: Quoth, tmp_path: Path) -> None:
    """With the id of the first."""
    table = invented.table(tmp_path / "news.jsonl", range(5))
    quoth("batch", str(table), "--out", str(tmp_path / "out"), *COMMON)
    with locked(tmp_path / "out"):
        done = quoth("batch", str(table), "--out", str(tmp_path / "out"), *COMMON)
    assert (done.status, done.out) == (1, "")
    assert f"another run (process {os.getpid()}) writes into" in done.err


@pytest.mark.skipif(os.name != "posix", reason="sends a signal")
def test_ctrl_c_says_how_to_go_on(tmp_path: Path) -> None:
    """With status 130, and what is done is kept."""
    table = tmp_path / "big.jsonl"
    rows = [{"text": invented.text(n, statements=60)} for n in range(900)]
    table.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    out = tmp_path / "out"
    command = [sys.executable, "-m", "quoth", "batch", str(table), "--out", str(out), "--reader", "rules"]
    env = {**os.environ, "PYTHONPATH": batching.PATHS}
    with subprocess.Popen(
        command,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509 - no threads here
    ) as process:
        batching.when_done(process, out, 1)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    (line,) = err.decode().splitlines()
    assert line.startswith("quoth: stopped; ")
    assert line.endswith("done; type the same command again to go on.")
    assert batching.done(out) >= 1
