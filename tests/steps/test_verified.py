"""Verifying what was related: rows of groups, voices, persons and answers that another hand changed are found."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
from pathlib import Path

import pytest

from quoth import Library
from quoth.errors import LibraryError
from quoth.pipeline import read_article
from quoth.records import Article
from tests.fakes import FakeReader

TEXT = (
    '"We will keep the upper dam shut for a year and a day, whatever they say," Ada Quill said. The rest is quiet here.'
)


@pytest.fixture(scope="module")
def related(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of three prints of one text, with an answer that a person put in."""
    path = tmp_path_factory.mktemp("related") / "news.db"
    with Library(path) as library:
        for n in range(3):
            article = Article.of(f"Outlet {n} reports\n\n{TEXT}", origin=f"{n}.txt")
            library.keep(read_article(article, FakeReader()), made_by="reader fake")
        one, other, _ = (library.statements(each)[0].id for each in library.ids())
        library.link_answer(one, other, who="Ada")
        library.verify()
    return path


@pytest.mark.parametrize(
    ("command", "fault"),
    [
        ("DELETE FROM quotation_groups WHERE statement = first", "not named by one of its own"),
        ("UPDATE quotation_groups SET first = statement", "has one statement alone"),
        ("DELETE FROM voices WHERE article <> voice", "has one article alone"),
        ("UPDATE voices SET voice = 'ar_zz'", "not named by the least"),
        ("UPDATE quotation_counts SET members = 9", "in quotation_counts does not agree"),
        ("DELETE FROM people", "names a person that is not there"),
        ("UPDATE appearances SET name = 'Oluwen'", "the article does not have it"),
        ("UPDATE people SET articles = 9", "other appearances than are counted"),
        ("UPDATE answers SET answered = 'st_gone'", "names statement st_gone"),
        ("UPDATE answers SET answered = answer", "answers itself"),
        ("UPDATE answers SET kind = 'doubts'", "in no way that there is"),
        ("UPDATE answers SET reason = ' '", "shows no reason"),
        ("UPDATE answers SET verdict = 'maybe'", "in no way that there is"),
    ],
)
def test_what_cannot_be_is_found(related: Path, tmp_path: Path, command: str, fault: str) -> None:
    """Each change by itself, with a sentence that says what is wrong."""
    path = Path(shutil.copy(related, tmp_path))
    with contextlib.closing(sqlite3.connect(path)) as connection:
        assert connection.execute(command).rowcount > 0
        connection.commit()
    with pytest.raises(LibraryError) as caught, Library(path) as library:
        library.verify()
    assert any(fault in each for each in caught.value.faults)
