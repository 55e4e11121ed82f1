"""Judgements are for good, and outlive what they are about."""

from __future__ import annotations

import contextlib
import dataclasses
import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from quoth.errors import LibraryError, RecordError
from quoth.library import Store
from quoth.records import Judgement
from tests.library.readings import MADE_BY, contents, reading

WHEN = "2021-05-06T10:00:00Z"


def accepted(statement: str | None) -> Judgement:
    """A judgement that accepts a statement."""
    return Judgement.of(statement, "accept", who="ana", when=WHEN)


def test_a_judgement_comes_back(kept: Path) -> None:
    """What was decided is there in the order in which it was taken, once; what undoes it is a row of its own."""
    one = reading(1).statements[0].id
    first = Judgement.of(one, "correct", who="ana", when=WHEN, values={"polarity": "denied"}, why="she said no")
    second = Judgement.of(one, "reject", who="jo", when="2021-05-07T09:00:00Z", undoes=first.id)
    merge = Judgement.of(None, "merge", who="jo", when="2021-05-08", values={"names": ["Osk", "Osk-1"]})
    with Store(kept) as library:
        assert [library.judge(each) for each in (merge, first, second)] == [True, True, True]
        assert not library.judge(first)
        assert library.judgements() == [merge, first, second]
        assert library.judgement(first.id) == first
        assert library.judgements(one) == [first, second]
        library.verify()
    assert Judgement.from_dict(json.loads(json.dumps(first.to_dict()))) == first


@pytest.mark.parametrize(
    "changes", [{"who": "jo"}, {"values": "[]"}, {"values": "{"}, {"statement": None}, {"id": "ju_0"}]
)
def test_a_judgement_that_was_altered_is_none(changes: dict[str, Any]) -> None:
    """Its id is that of its fields, its values are an object, and it needs a statement."""
    with pytest.raises(RecordError):
        dataclasses.replace(accepted("st_0"), **changes)


def test_undoing_what_is_not_there_is_refused(kept: Path) -> None:
    """A judgement can only take back one that is there."""
    with Store(kept) as library:
        with pytest.raises(LibraryError):
            library.judge(Judgement.of("st_0", "accept", who="ana", when=WHEN, undoes="ju_0"))
        assert library.judgements() == []


@pytest.mark.parametrize(
    "command",
    [
        "UPDATE judgements SET who = 'x'",
        "DELETE FROM judgements",
        "REPLACE INTO judgements SELECT id, statement, 'reject', '', who, '', '', undoes, '', n FROM judgements",
    ],
)
def test_no_one_changes_a_judgement(kept: Path, command: str) -> None:
    """Not even with another tool are judgements updated, deleted or replaced."""
    with Store(kept) as library:
        library.judge(accepted(reading(1).statements[0].id))
    before = contents(kept)
    with contextlib.closing(sqlite3.connect(kept)) as connection, contextlib.suppress(sqlite3.IntegrityError):
        connection.execute(command)
        connection.commit()
    assert contents(kept) == before


def test_rereading_replaces_what_an_older_reader_made(kept: Path) -> None:
    """New statements take the place of old ones; the article and all others are as they were."""
    old, new = reading(1), reading(1, made_by="reader new")
    new = dataclasses.replace(new, statements=new.statements[1:], dropped=())
    with Store(kept) as library:
        assert len(library.outdated("reader new")) == 4
        done = library.reread(new, made_by="reader new")
        assert (done.new, done.again, done.removed, done.gone) == (0, 2, 1, 0)
        assert old.article.id not in library.outdated("reader new")
        assert tuple(library.statements(old.article.id)) == new.statements
        assert library.statement(old.statements[0].id) is None
        assert library.counts().dropped == 3
        assert tuple(library.statements(reading(2).article.id)) == reading(2).statements
        library.verify()


def test_rereading_loses_no_judgement(kept: Path) -> None:
    """A rejected statement that is no longer found stays, marked and out of force; found again, it still is."""
    old = reading(1)
    lost, stays, _ = old.statements
    fewer = dataclasses.replace(old, statements=old.statements[1:])
    judgements = [Judgement.of(lost.id, "reject", who="ana", when=WHEN), accepted(stays.id)]
    with Store(kept) as library:
        for judgement in judgements:
            library.judge(judgement)
        for gone in (1, 0):
            assert library.reread(fewer, made_by="reader new").gone == gone
            assert library.gone() == [lost]
            assert library.statement(lost.id) == lost
            assert tuple(library.statements(old.article.id)) == fewer.statements
            assert sorted(library.judgements(), key=judgements.index) == judgements
            assert library.counts().gone == 1
            library.verify()
        library.reread(old, made_by="reader newest")
        assert library.gone() == []
        assert tuple(library.statements(old.article.id)) == old.statements[1:]
        library.verify()


def test_what_was_never_added_is_not_reread(path: Path) -> None:
    """There must be something to replace."""
    with Store(path) as library, pytest.raises(LibraryError, match="add it first"):
        library.reread(reading(1), made_by=MADE_BY)
