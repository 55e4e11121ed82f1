"""What is no library of ours is refused in one sentence, and left as it is."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from quoth.errors import LibraryError
from quoth.library import Store, schema
from quoth.library.schema import latest, migrations
from tests.library.readings import MADE_BY, reading

NOBODY = 65534


def refusal(path: Path, *, create: bool = True) -> str:
    """The sentence with which opening is refused."""
    with pytest.raises(LibraryError) as caught:
        Store(path, create=create)
    assert caught.value.path == str(path)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_file_that_is_no_database(path: Path) -> None:
    """A text is no library, and stays a text."""
    path.write_text("The bridge is shut. " * 100, encoding="utf-8")
    assert "is no library" in refusal(path)
    assert path.read_text(encoding="utf-8").startswith("The bridge")


def test_another_programs_database(path: Path) -> None:
    """Another's tables are not touched."""
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE theirs (a)")
    before = path.read_bytes()
    assert "no library of Quoth" in refusal(path)
    assert path.read_bytes() == before


def test_a_folder(tmp_path: Path) -> None:
    """A folder is no file, and a file in no folder cannot be made."""
    assert "is a folder" in refusal(tmp_path)
    assert "there is no folder" in refusal(tmp_path / "none" / "news.db")


def test_no_file_where_one_is_asked_for(path: Path) -> None:
    """Without ``create``, nothing is made."""
    assert "there is no library" in refusal(path, create=False)
    assert not path.exists()


def test_an_empty_file_is_a_new_library(path: Path) -> None:
    """What a process leaves that was killed before its first row is a library without articles."""
    path.touch()
    with Store(path) as library:
        assert library.verify().articles == 0


def test_a_newer_library(kept: Path) -> None:
    """A library of a later version of Quoth is left alone."""
    with contextlib.closing(sqlite3.connect(kept)) as connection:
        connection.execute(f"PRAGMA user_version = {latest() + 1}")
    assert "newer Quoth" in refusal(kept)


def test_migrations_are_numbered_without_a_gap() -> None:
    """The number of the last is the number of them."""
    assert [number for number, _ in migrations()] == list(range(1, latest() + 1))


def test_a_migration_is_run_once_and_in_whole(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A later version brings a library up to date; one that fails leaves it as it was."""
    done = migrations()
    good = [
        *done,
        (latest() + 1, "ALTER TABLE articles ADD COLUMN section TEXT;\nCREATE TABLE shelves (a TEXT) STRICT;\n"),
    ]
    bad = [*done, (latest() + 1, "ALTER TABLE articles ADD COLUMN section TEXT;\nCREATE TABLE articles (a);\n")]
    with monkeypatch.context() as patch:
        patch.setattr(schema, "migrations", lambda: bad)
        assert "already exists" in refusal(kept)
    with Store(kept) as library:
        assert library.verify().articles == 4
    with monkeypatch.context() as patch:
        patch.setattr(schema, "migrations", lambda: good)
        for _ in range(2):
            with Store(kept) as library:
                assert library.article(reading(0).article.id) == reading(0).article
                assert library.verify().articles == 4
    assert "newer Quoth" in refusal(kept)


@pytest.mark.parametrize("cut", [50, 5000, 20000])
def test_a_file_cut_short(kept: Path, cut: int) -> None:
    """A copy that broke off is refused, or found out by verify."""
    kept.write_bytes(kept.read_bytes()[:cut])
    with pytest.raises(LibraryError), Store(kept) as library:
        library.verify()


@contextlib.contextmanager
def as_nobody() -> Iterator[None]:
    """As a user who may not do everything, where the tests run as one who may."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="permissions of Unix")
def test_a_file_that_may_not_be_written() -> None:
    """It can be read where its folder can be written to; writing is refused, and so is reading from such a folder."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "news.db"
        with Store(path) as library:
            library.keep(reading(0), made_by=MADE_BY)
        path.chmod(0o444)
        Path(folder).chmod(0o777)
        with as_nobody(), Store(path) as library:
            assert library.counts().articles == 1
            with pytest.raises(LibraryError, match="cannot be written to; change its permissions"):
                library.keep(reading(1), made_by=MADE_BY)
        for beside in Path(folder).glob("news.db-*"):
            beside.unlink()
        Path(folder).chmod(0o555)
        with as_nobody():
            assert "permissions, and its folder's" in refusal(path)
            assert "permissions, and its folder's" in refusal(Path(folder) / "new.db")
        path.chmod(0o000)
        with as_nobody():
            assert "permissions, and its folder's" in refusal(path)
        Path(folder).chmod(0o777)
