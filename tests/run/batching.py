"""Runs of quoth batch as programs of their own, in small shards, and what their folders hold."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from quoth.run.manifest import rows_of

ROOT = Path(__file__).parents[2]
PATHS = os.pathsep.join((str(ROOT), str(ROOT / "src")))

# argv: the folder, the engine (a number of processes, or the address of a cluster), the inputs.
PROGRAM = """
import sys
from quoth.run import cutting
from quoth.run.batch import batch
from quoth.run.cluster import Cluster
from quoth.run.engines import Local
from quoth.run.shardwork import ShardWork

if __name__ == "__main__":
    cutting.SIZES.update(lines=8_000, table=8_000, warc=8_000, parquet=12)
    out, engine, *inputs = sys.argv[1:]
    made = Local(int(engine)) if engine.isdigit() else Cluster(engine, 2)
    totals = batch(inputs, ShardWork(out, "rules", "rules"), made)
    print(totals.shards, totals.articles, totals.statements)
"""


def started(out: Path, engine: str, *inputs: Path, env: Mapping[str, str] | None = None) -> subprocess.Popen[bytes]:
    """A run in a process of its own."""
    program = out.parent / "program.py"
    program.write_text(PROGRAM, encoding="utf-8")
    command = [sys.executable, str(program), str(out), engine, *map(str, inputs)]
    environment = {**os.environ, **(env or {}), "PYTHONPATH": PATHS}
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def finished(process: subprocess.Popen[bytes]) -> tuple[int, int, int]:
    """The shards, articles and statements that a run gives in the end."""
    out, err = process.communicate(timeout=240)
    assert process.returncode == 0, err.decode()
    shards, articles, statements = map(int, out.split())
    return shards, articles, statements


def when_done(process: subprocess.Popen[bytes], out: Path, shards: int) -> None:
    """Waits until so many shards are done."""
    for _ in range(2400):  # two minutes at most
        if process.poll() is not None or done(out) >= shards:
            return
        time.sleep(0.05)
    raise AssertionError(f"{done(out)} of {shards} shards")


def done(out: Path) -> int:
    """How many shards are done."""
    return len(list(out.glob("manifest/*.json")))


def parts(out: Path) -> dict[str, bytes]:
    """All parts, to the last byte."""
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in sorted(out.glob("*/**/*.parquet"))}


def manifest(out: Path) -> list[dict[str, object]]:
    """The rows, without how long each took."""
    return [row.to_dict() | {"seconds": 0} for row in rows_of(out)]
