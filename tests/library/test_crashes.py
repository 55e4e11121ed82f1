"""Whatever happens to the process, the machine or the disk, every article is whole or absent."""

from __future__ import annotations

import contextlib
import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from quoth.errors import LibraryError
from quoth.library import Store
from tests.library.adding import QUOTES, add
from tests.library.readings import MADE_BY, contents, reading

ROOT = Path(__file__).parents[2]
KILLS = int(os.environ.get("QUOTH_TEST_KILLS", "8"))
REPORTS = 60


def adding(path: Path, *numbers: int) -> subprocess.Popen[str]:
    """A process that adds these reports, and has just begun to."""
    paths = [str(ROOT), str(ROOT / "src"), os.environ.get("PYTHONPATH", "")]
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.library.adding", str(path), *map(str, numbers)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def test_killed_at_any_moment_it_goes_on(path: Path, tmp_path: Path) -> None:
    """After each kill -9 the library verifies with whole articles; adding all again gives what no kill would have."""
    chance = random.Random(4)
    kept = 0
    for _ in range(KILLS):
        with adding(path, 0, REPORTS, 1) as process:
            time.sleep(chance.uniform(0, 0.25))
            process.kill()
        with Store(path) as library:
            done = library.verify()
            assert done.statements == QUOTES * done.articles
            assert done.articles >= kept
            kept = done.articles
    add(path, range(REPORTS))
    add(tmp_path / "quiet.db", range(REPORTS))
    assert contents(path) == contents(tmp_path / "quiet.db")


def test_two_processes_lose_nothing(path: Path) -> None:
    """Two that make one library at once, and add the same reports from either end, leave each report there once."""
    with adding(path, 0, REPORTS, 1) as one, adding(path, REPORTS - 1, -1, -1) as other:
        assert (one.wait(), other.wait()) == (0, 0)
    with Store(path) as library:
        ids = [article.id for article in library.articles()]
        assert sorted(ids) == sorted(reading(n, quotes=QUOTES).article.id for n in range(REPORTS))
        assert library.counts().statements == QUOTES * REPORTS
        library.verify()


def test_a_full_disk_leaves_all_as_it_was(kept: Path) -> None:
    """No room for an article: one sentence says so, all others are there, and with room again it goes in."""
    before = contents(kept)
    large = reading(9, quotes=400)
    with Store(kept) as library:
        pages = library.rows("PRAGMA page_count")[0]["page_count"]
        library._connection.execute(f"PRAGMA max_page_count = {pages + 5}")
        with pytest.raises(LibraryError, match="is full; make room"):
            library.keep(large, made_by=MADE_BY)
        library.verify()
        assert contents(kept) == before
        library._connection.execute("PRAGMA max_page_count = 1000000")
        assert library.keep(large, made_by=MADE_BY).outcome == "added"
        library.verify()


def test_an_error_in_the_middle_leaves_all_as_it_was(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C between two statements, say: the article is not there, and the library can be used on."""
    before = contents(kept)

    def interrupted(*args: object, **kwargs: object) -> None:
        raise KeyboardInterrupt

    with Store(kept) as library:
        with monkeypatch.context() as patch:
            patch.setattr("quoth.library.keeping.put_dropped", interrupted)
            with pytest.raises(KeyboardInterrupt):
                library.keep(reading(9), made_by=MADE_BY)
        assert contents(kept) == before
        assert library.keep(reading(9), made_by=MADE_BY).outcome == "added"


def test_waiting_ends(kept: Path) -> None:
    """Where another process writes for longer than one waits, a sentence says so; reading goes on meanwhile."""
    with Store(kept) as one, Store(kept, patience=0.05) as other:
        with contextlib.ExitStack() as stack:
            stack.enter_context(one._writing())
            with pytest.raises(LibraryError, match="another process"):
                other.keep(reading(9), made_by=MADE_BY)
            assert other.counts().articles == 4
        assert other.keep(reading(9), made_by=MADE_BY).outcome == "added"
