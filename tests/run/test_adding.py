"""Adding: what is new is read and kept, what is there is not read again, and what is dropped is counted."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import quoth
from quoth.ingest import ingest
from quoth.library import Store
from quoth.records import Article, Dropped
from quoth.run import add_items, tally
from tests.fakes import FakeReader
from tests.library.readings import contents
from tests.run import invented

ROOT = Path(__file__).parents[2]

# How often `quoth add` is killed; 50 for a release.
KILLS = int(os.environ.get("QUOTH_TEST_KILLS", "5"))
REPORTS = range(60)


class Forbidden(FakeReader):
    """A reader that must not be asked."""

    def read(self, article: Article) -> list[quoth.Statement]:
        raise AssertionError(article.origin)


def add(path: Path, table: Path, reader: FakeReader | None = None) -> quoth.library.store.Counts:
    """Adds a table with a fake reader, and gives the library's counts."""
    with Store(path) as store:
        tally(add_items(store, ingest([str(table)]), reader=reader or FakeReader()))
        return store.counts()


def test_what_is_new_comes_in_and_what_is_dropped_is_kept(tmp_path: Path) -> None:
    """Each item has its outcome, in order; the row without a text is dropped, counted and kept with its reason."""
    table = invented.table(tmp_path / "news.jsonl", range(4))
    with Store(tmp_path / "news.db") as store:
        outcomes = list(add_items(store, ingest([str(table)]), reader=FakeReader()))
        assert [isinstance(outcome, Dropped) for outcome in outcomes] == [False, False, True, False, False]
        done = tally(outcomes)
        assert (done.added, done.statements, done.sighted, done.unchanged, done.usable) == (4, 12, 0, 0, 4)
        assert done.reasons == {done.dropped[0].reason: 1}
        assert store.dropped() == list(done.dropped)
        first = next(store.articles())
        assert first.extra == {"beat": 0}
        assert first.raw is not None
        assert store.outdated("reader fake, resolve 3") == []
        store.verify()


def test_adding_again_reads_nothing(tmp_path: Path) -> None:
    """Nothing changes, not even what was dropped."""
    table = invented.table(tmp_path / "news.jsonl", range(4))
    add(tmp_path / "news.db", table)
    before = contents(tmp_path / "news.db")
    with Store(tmp_path / "news.db") as store:
        done = tally(add_items(store, ingest([str(table)]), reader=Forbidden()))
    assert (done.added, done.unchanged, len(done.dropped)) == (0, 4, 1)
    assert contents(tmp_path / "news.db") == before


def test_the_same_text_elsewhere_is_not_read_again(tmp_path: Path) -> None:
    """It is one article, met at two places."""
    add(tmp_path / "news.db", invented.table(tmp_path / "news.jsonl", range(4)))
    copy = invented.table(tmp_path / "copy.jsonl", range(2))
    with Store(tmp_path / "news.db") as store:
        done = tally(add_items(store, ingest([str(copy)]), reader=Forbidden()))
        assert (done.added, done.sighted) == (0, 2)
        assert store.counts().articles == 4


def test_what_cannot_be_read_is_tried_again(tmp_path: Path) -> None:
    """An article over which the reader fails is dropped, and comes in once a reader can."""
    (tmp_path / "a.txt").write_text(f"FAIL\n\n{invented.text(1)}", encoding="utf-8")
    with Store(tmp_path / "news.db") as store:
        done = tally(add_items(store, ingest([str(tmp_path / "a.txt")]), reader=FakeReader()))
        assert (done.usable, done.dropped[0].stage) == (0, "read")
        done = tally(add_items(store, ingest([str(tmp_path / "a.txt")]), reader="rules"))
        assert done.added == 1
        store.verify()


def test_a_full_disk_keeps_what_came_before(tmp_path: Path) -> None:
    """One sentence says so; the articles before it are there, and adding again with room goes on."""
    table = invented.table(tmp_path / "news.jsonl", range(40), statements=40)
    with Store(tmp_path / "news.db") as store:
        pages = store.rows("PRAGMA page_count")[0]["page_count"]
        store._connection.execute(f"PRAGMA max_page_count = {pages + 150}")
        with pytest.raises(quoth.QuothError, match="is full; make room"):
            tally(add_items(store, ingest([str(table)]), reader=FakeReader()))
        done = store.counts().articles
        assert 0 < done < 40
        store.verify()
        store._connection.execute("PRAGMA max_page_count = 1000000")
        assert tally(add_items(store, ingest([str(table)]), reader=FakeReader())).unchanged == done
        assert store.counts().articles == 40


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of two megabytes, where the system lets us make one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    try:
        subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(disk)], check=True, capture_output=True, timeout=30
        )
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("needs to be allowed to mount a disk")
    yield disk
    subprocess.run(["umount", str(disk)], check=True, timeout=30)


def test_a_disk_that_is_really_full_is_said(tmp_path: Path, small_disk: Path) -> None:
    """By the command, in one sentence; the library verifies, with whole articles."""
    table = invented.table(tmp_path / "news.jsonl", range(60), statements=40)
    with adding(small_disk / "news.db", table) as process:
        out, err = process.communicate(timeout=120)
        assert (process.returncode, out) == (1, b"")
    assert "is full; make room, then add again" in err.decode()
    assert err.count(b"\n") == 1
    with Store(small_disk / "news.db") as store:
        done = store.verify()
    assert 0 < done.articles < 60
    assert done.statements == 40 * done.articles


def adding(path: Path, table: Path, *options: str, background: bool = False) -> subprocess.Popen[bytes]:
    """``quoth add`` as its own process, with the plain reader, in two processes.

    What Ctrl-C does in it is as in a terminal, or, in the ``background``, as a shell has it there: nothing.
    """
    at_start = signal.SIG_IGN if background else signal.SIG_DFL
    command = [sys.executable, "-m", "quoth", "add", str(table), "--library", str(path), "--reader", "rules"]
    paths = os.pathsep.join(filter(None, [str(ROOT / "src"), os.environ.get("PYTHONPATH", "")]))
    return subprocess.Popen(
        [*command, "--workers", "2", *options],
        preexec_fn=lambda: signal.signal(signal.SIGINT, at_start),  # noqa: PLW1509 - no threads here
        env={**os.environ, "PYTHONPATH": paths},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def test_killed_at_any_moment_it_goes_on(tmp_path: Path) -> None:
    """After each kill -9 the library verifies with whole articles; at the end it is, row for row, as without."""
    table = invented.table(tmp_path / "news.jsonl", REPORTS, statements=8)
    path = tmp_path / "news.db"
    chance = random.Random(5)
    kept = 0
    for _ in range(KILLS):
        with adding(path, table) as process:
            time.sleep(chance.uniform(0.2, 2.5))
            process.kill()
        with Store(path) as store:
            done = store.verify()
            assert done.statements == 8 * done.articles
            assert done.articles >= kept
            kept = done.articles
    for each in (path, tmp_path / "quiet.db"):
        with adding(each, table) as process:
            assert process.wait(timeout=120) == 0
    assert contents(path) == contents(tmp_path / "quiet.db")


def test_two_at_once_lose_nothing(tmp_path: Path) -> None:
    """Two processes that add the same table to one new library leave each article there once."""
    table = invented.table(tmp_path / "news.jsonl", range(30))
    with adding(tmp_path / "news.db", table) as one, adding(tmp_path / "news.db", table) as other:
        assert (one.wait(timeout=120), other.wait(timeout=120)) == (0, 0)
    with Store(tmp_path / "news.db") as store:
        assert sorted(article.text for article in store.articles()) == sorted(map(invented.text, range(30)))
        store.verify()


@pytest.mark.skipif(os.name != "posix", reason="sends a signal")
def test_ctrl_c_ends_after_the_article_in_hand(tmp_path: Path) -> None:
    """It says how to go on and with what status; what is there is whole, and the same command goes on."""
    table = invented.table(tmp_path / "news.jsonl", range(400))
    path = tmp_path / "news.db"
    with adding(path, table) as process:
        for _ in range(600):  # half a minute at most
            time.sleep(0.05)
            if path.exists() and _articles(path):
                break
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
        assert process.returncode == 130
    assert err.decode() == "quoth: stopped after the article in hand; type the same command again to go on.\n"
    assert b"articles added" in out
    with Store(path) as store:
        done = store.verify().articles
    assert 0 < done < 400
    with adding(path, table, "--format", "json") as process:
        out, err = process.communicate(timeout=120)
        assert (process.returncode, err) == (0, b"")
    assert f'"unchanged": {done},'.encode() in out


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks processes up in /proc")
@pytest.mark.parametrize(("pause", "background"), [(0.0, False), (0.1, True), ("said", False), ("said", True)])
def test_ctrl_c_twice_ends_at_once(tmp_path: Path, pause: float | str, background: bool) -> None:
    """In one sentence, with status 130, no process left behind, and a whole library with which one can go on.

    Also where the second comes when the first has said that it stopped, and only the processes are left to be ended.
    """
    table = invented.table(tmp_path / "news.jsonl", range(60), statements=250)
    path = tmp_path / "news.db"
    with adding(path, table, background=background) as process:
        for _ in range(600):  # half a minute at most
            time.sleep(0.05)
            if path.exists() and _articles(path):
                break
        children = children_of(process.pid)
        assert len(children) >= 2
        process.send_signal(signal.SIGINT)
        assert process.stderr is not None
        said = process.stderr.readline() if pause == "said" else b""
        time.sleep(pause if isinstance(pause, float) else 0.0)
        for _ in range(3):  # a second, and what hands do that are not sure
            process.send_signal(signal.SIGINT)
            time.sleep(0.05)
        _, err = process.communicate(timeout=60)
        assert process.returncode == 130
    err = said + err
    first = "quoth: stopped after the article in hand; type the same command again to go on.\n"
    at_once = "quoth: stopped.\n"
    assert err.decode() in (first, at_once, first + at_once)
    for _ in range(200):  # the one that keeps track of what processes share goes last, by itself
        if not any(map(running, children)):
            break
        time.sleep(0.05)
    assert not [child for child in children if running(child)]
    with Store(path) as store:
        done = store.verify()
    assert 0 < done.articles < 60
    assert done.statements == 250 * done.articles


def test_what_is_closed_leaves_no_process(tmp_path: Path) -> None:
    """An adding that is given up in the middle ends its processes before it is closed."""
    path = tmp_path / "news.db"
    articles = [Article.of(invented.text(n, statements=150), origin=str(n)) for n in range(20)]
    with Store(path) as store:
        with contextlib.closing(add_items(store, articles, reader="rules", workers=2)) as outcomes:
            next(outcomes)
            assert len(multiprocessing.active_children()) == 2
        assert multiprocessing.active_children() == []
        assert store.verify().articles == 1


def children_of(pid: int) -> list[int]:
    """The processes that ``pid`` started."""
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    return [int(child) for child in listed.split()]


def running(pid: int) -> bool:
    """Whether there is such a process, one that has ended and was not asked after apart."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def _articles(path: Path) -> int:
    try:
        with Store(path, create=False, patience=5) as store:
            return store.counts().articles
    except quoth.QuothError:
        return 0
