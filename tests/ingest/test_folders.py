"""Folders and patterns stand for the files in them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from quoth.ingest import ingest
from quoth.records import Dropped
from tests.ingest.things import DAM, page_of_text, reasons, taken


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with pages in it and below it, something hidden, and a picture."""
    for name in ("b.html", "a.txt", "deep/er/c.html", ".hidden/d.txt", ".e.txt", "picture.png"):
        path = tmp_path / "news" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page_of_text(DAM) if name.endswith("html") else DAM, encoding="utf-8")
    (tmp_path / "news" / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"x" * 99)
    return tmp_path / "news"


def test_a_folder_is_all_files_below_it(folder: Path) -> None:
    """In the order of their names, folder by folder; what is hidden is left out."""
    articles, dropped = taken(folder)
    assert [os.path.relpath(article.origin, folder) for article in articles] == ["a.txt", "b.html", "deep/er/c.html"]
    assert [os.path.basename(item.origin) for item in dropped] == ["picture.png"]


@pytest.mark.parametrize(
    ("pattern", "names"),
    [
        ("*.html", ["b.html"]),
        ("**/*.html", ["b.html", "deep/er/c.html"]),
        ("[ab].*", ["a.txt", "b.html"]),
        ("d*", ["deep/er/c.html"]),
        ("**", ["a.txt", "b.html", "deep/er/c.html"]),
    ],
)
def test_patterns(folder: Path, pattern: str, names: list[str]) -> None:
    """``**`` is any depth, and a folder that matches is gone through; each file comes once."""
    articles, _ = taken(folder / pattern)
    assert [os.path.relpath(article.origin, folder) for article in articles] == names


def test_a_file_may_be_called_like_a_pattern(tmp_path: Path) -> None:
    """What is there by that name is what is meant."""
    (tmp_path / "dam [final].txt").write_text(DAM, encoding="utf-8")
    assert len(taken(tmp_path / "dam [final].txt")[0]) == 1


def test_what_matches_nothing_is_said(tmp_path: Path) -> None:
    """A pattern without files has its reason."""
    assert reasons(tmp_path / "*.html") == ["no file matches the pattern; check it and its folder"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_pipes_and_links_do_not_stop_a_folder(folder: Path) -> None:
    """A pipe is not waited for, a link to nowhere is missing, and a circle of links is not walked."""
    os.mkfifo(folder / "pipe")
    (folder / "nowhere").symlink_to(folder / "gone")
    (folder / "deep" / "circle").symlink_to(folder)
    found = {os.path.basename(item.origin): item.reason for item in ingest([str(folder)]) if isinstance(item, Dropped)}
    assert found["pipe"].startswith("it is a device or a pipe")
    assert found["nowhere"].startswith("there is no such file")
    assert set(found) == {"pipe", "nowhere", "picture.png"}
