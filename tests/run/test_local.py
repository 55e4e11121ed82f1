"""Reading in processes gives what reading here gives, in the same order, whatever happens to one of them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from quoth.errors import ModelError
from quoth.pipeline import Reading
from quoth.records import Article, Dropped
from quoth.run import local
from quoth.run.local import read_in_order
from tests.fakes import FakeReader
from tests.run import invented

ROOT = Path(__file__).parents[2]
ITEMS = [item for n in range(9) for item in (Article.of(invented.text(n), origin=f"{n}.txt"), f"something else {n}")]


def test_order_is_kept_in_processes() -> None:
    """What is no article keeps its place among the readings, which are those of one process."""
    here = list(read_in_order(ITEMS, "rules"))
    there = list(read_in_order(ITEMS, "rules", workers=2))
    assert there == here
    assert [item for item, _ in there] == ITEMS
    assert [outcome is None for item, outcome in there] == [isinstance(item, str) for item in ITEMS]
    assert all(isinstance(outcome, Reading) and outcome.statements for _, outcome in there if outcome is not None)


def test_few_articles_are_read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """No process is started for what is read before it would be ready."""
    monkeypatch.setattr(local, "Workers", None)
    assert len(list(read_in_order(ITEMS[: local.FEW - 1], "rules", workers=2))) == local.FEW - 1


def test_a_reader_that_is_no_name_reads_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """It cannot be sent to another process."""
    monkeypatch.setattr(local, "Workers", None)
    assert len(list(read_in_order(ITEMS, FakeReader(), workers=2))) == len(ITEMS)


def test_an_unknown_reader_is_said_at_once() -> None:
    """In one sentence, before any process starts."""
    with pytest.raises(ModelError, match="no reader 'en-0'"):
        list(read_in_order(ITEMS, "en-0", workers=2))


def test_a_process_that_dies_costs_one_article(tmp_path: Path) -> None:
    """The article over which it dies is dropped with the reason; all others are read, in their order."""
    program = f"""
import os, sys
sys.path[:0] = [{str(ROOT)!r}, {str(ROOT / "src")!r}]
import quoth.run.local as local
from quoth.pipeline import read_or_drop
def dying(article, reader):
    if "Bridge 5 " in article.text:
        os._exit(9)
    return read_or_drop(article, reader)
local.read_or_drop = dying
if __name__ == "__main__":
    from quoth.records import Article
    from tests.run import invented
    articles = [Article.of(invented.text(n), origin=str(n)) for n in range(12)]
    for article, outcome in local.read_in_order(articles, "rules", workers=2):
        print(article.origin, type(outcome).__name__, getattr(outcome, "reason", ""))
"""
    (tmp_path / "program.py").write_text(program, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(tmp_path / "program.py")], capture_output=True, text=True, check=True, timeout=120
    )
    lines = done.stdout.splitlines()
    assert [line.split()[0] for line in lines] == [str(n) for n in range(12)]
    assert [line.split()[1] for line in lines] == ["Dropped" if n == 5 else "Reading" for n in range(12)]
    assert "ended the process" in lines[5]


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks processes up in /proc")
def test_processes_end_with_the_one_that_started_them(tmp_path: Path) -> None:
    """Killed, it leaves none behind."""
    program = f"""
import sys
sys.path[:0] = [{str(ROOT)!r}, {str(ROOT / "src")!r}]
if __name__ == "__main__":
    import itertools
    from quoth.records import Article
    from quoth.run.local import read_in_order
    from tests.run import invented
    articles = (Article.of(invented.text(n), origin=str(n)) for n in itertools.count())
    for _ in read_in_order(articles, "rules", workers=2):
        print(".", flush=True)
"""
    (tmp_path / "program.py").write_text(program, encoding="utf-8")
    with subprocess.Popen([sys.executable, str(tmp_path / "program.py")], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b".\n"
        children = children_of(process.pid)
        assert len(children) >= 2
        process.send_signal(signal.SIGKILL)
    for _ in range(200):  # ten seconds at most
        if not any(Path(f"/proc/{child}").exists() for child in children):
            break
        time.sleep(0.05)
    assert not [child for child in children if Path(f"/proc/{child}").exists()]


def children_of(pid: int) -> list[int]:
    """The processes that ``pid`` started."""
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    return [int(child) for child in listed.split() if int(child) != os.getpid()]


def test_what_fails_is_dropped() -> None:
    """A fault in reading one article is its Dropped."""
    (outcome,) = (out for _, out in read_in_order([Article.of("FAIL", origin="a")], FakeReader()))
    assert isinstance(outcome, Dropped)


def test_a_worker_is_born_deaf_to_ctrl_c() -> None:
    """Python's own tracker of what processes share, which the first start begins, lets no Ctrl-C through to it."""
    code = (
        "import signal\n"
        "from multiprocessing import resource_tracker\n"
        "from quoth.run.workers import _no_interrupt\n"
        "with _no_interrupt():\n"
        "    resource_tracker.getfd()\n"
        "    print(signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, []))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "True\n"
