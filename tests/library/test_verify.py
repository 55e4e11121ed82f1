"""The verbatim certificate: passes on what was kept, and fails on one altered byte."""

from __future__ import annotations

import contextlib
import random
import sqlite3
from pathlib import Path

import pytest

from quoth.errors import LibraryError
from quoth.library import Store
from quoth.records import Judgement
from quoth.steps import STEPS
from tests.library.readings import reading


def faults(path: Path) -> tuple[str, ...]:
    """What verify finds; it must find something."""
    with pytest.raises(LibraryError) as caught, Store(path) as library:
        library.verify()
    return caught.value.faults or (str(caught.value),)


def altered(path: Path, *commands: str) -> None:
    """Someone else's hand in the library."""
    with contextlib.closing(sqlite3.connect(path)) as connection:
        for command in commands:
            connection.execute(command)
        connection.commit()


def test_it_says_what_it_checked(kept: Path) -> None:
    """As many texts, statements and spans as were kept."""
    with Store(kept) as library:
        done = library.verify()
    assert (done.articles, done.statements, done.spans, done.sightings) == (4, 12, 36, 4)
    assert len(done.checks) == 11


@pytest.mark.parametrize(
    "words", [b"stays shut", b"Halden Post", b"Osk-1", b"reports/2.txt", b"2031-05-05", b"a span leaves", b"why not"]
)
def test_one_altered_byte_is_found(kept: Path, words: bytes) -> None:
    """Wherever in the file words stand, in a text, a row or an index: one letter in another case, and it fails."""
    with Store(kept) as library:
        library.judge(Judgement.of(reading(1).statements[0].id, "accept", who="ana", when="2021-05-06", why="why not"))
    whole = kept.read_bytes()
    at = whole.find(words)
    assert at >= 0
    while at >= 0:
        changed = bytearray(whole)
        changed[at + 1] ^= 0x20 if chr(changed[at + 1]).isalpha() else 1
        kept.write_bytes(changed)
        faults(kept)
        at = whole.find(words, at + 1)
    kept.write_bytes(whole)
    with Store(kept) as library:
        library.verify()


@pytest.mark.parametrize(
    ("command", "fault"),
    [
        ("UPDATE articles SET text = replace(text, 'shut', 'open')", "is not that of its sha256"),
        ("UPDATE articles SET outlet = 'Other' WHERE rowid = 2", "of articles is not that of its digest"),
        ("UPDATE statements SET speaker_name = 'Else' WHERE rowid = 2", "of statements is not that of its digest"),
        ("UPDATE statements SET content = 'Never said' WHERE rowid = 2", "other words than those of its spans"),
        ('UPDATE spans SET start = start + 1, "end" = "end" + 1', "does not slice to its own words"),
        ("UPDATE spans SET n = 1", "are not numbered as they were"),
        ("DELETE FROM spans WHERE role = 'cue'", "other spans than it was made with"),
        ("PRAGMA foreign_keys = ON; DELETE FROM statements WHERE rowid = 2", "has 2 statements, and had 3"),
        ("UPDATE sightings SET origin = 'x' WHERE rowid = 1", "of sightings is not that of its digest"),
        ("UPDATE dropped SET reason = 'x' WHERE rowid = 1", "of dropped is not that of its digest"),
        ("UPDATE statements SET article = 'ar_0' WHERE rowid = 1", "names a row of articles that is not there"),
        ("DROP TRIGGER judgements_are_never_changed", "judgements_are_never_changed is missing"),
        ("DROP INDEX statements_said", "statements_said is missing"),
        (
            "INSERT INTO statements_fts (statements_fts) VALUES ('delete-all')",
            "statements_fts does not agree",
        ),
        (
            "INSERT INTO statements_exact (rowid, content) VALUES (99, 'never said')",
            "statements_exact does not agree",
        ),
    ],
)
def test_what_was_altered_is_named(kept: Path, command: str, fault: str) -> None:
    """The fault says which row, index or rule is not as it was."""
    altered(kept, *command.split("; "))
    assert any(fault in each for each in faults(kept))


def test_a_text_that_is_no_text_is_found(kept: Path) -> None:
    """Bytes that are no UTF-8 are a fault, not a crash; reading the article says so as well."""
    altered(kept, "UPDATE articles SET text = CAST(x'ff00fe' AS TEXT) WHERE rowid = 1")
    faults(kept)
    with Store(kept) as library, pytest.raises(LibraryError, match="was altered"):
        library.article(reading(0).article.id)


INDEXES = ("statements_fts", "statements_exact", "statements_search", "speaker_names_words", "articles_words")


def answers(path: Path) -> dict[tuple[str, str], object]:
    """What every full-text index answers when it is asked for each of its words."""
    given: dict[tuple[str, str], object] = {}
    with contextlib.closing(sqlite3.connect(path)) as connection:
        for index in INDEXES:
            connection.execute(f"CREATE VIRTUAL TABLE temp.words_{index} USING fts5vocab(main, {index}, row)")
            for (word,) in connection.execute(f"SELECT term FROM temp.words_{index}").fetchall():
                asked = '"' + word.replace('"', '""') + '"'
                sql = f"SELECT rowid FROM {index} WHERE {index} MATCH ?"
                given[index, word] = connection.execute(sql, (asked,)).fetchall()
    return given


def pages(path: Path, whole: bytes) -> list[tuple[int, int]]:
    """Where in the file pages of the full-text indexes stand, those that stand there once, and how long they are."""
    found = []
    with contextlib.closing(sqlite3.connect(path)) as connection:
        for index in INDEXES:
            for (page,) in connection.execute(f"SELECT block FROM {index}_data WHERE length(block) > 40"):
                if whole.count(page) == 1:
                    found.append((whole.index(page), len(page)))
    return found


def test_an_altered_bit_of_an_index_is_found_or_changes_no_answer(path: Path) -> None:
    """In any page of the full-text indexes: what passes is a flag that says nothing, and ``deep`` finds that, too."""
    with Store(path) as library:
        for n in range(6):
            library.keep(reading(n, quotes=10), made_by="test")
    before = answers(path)
    whole = path.read_bytes()
    places = pages(path, whole)
    assert len(places) > 10
    chance = random.Random(3)
    found = 0
    for _ in range(150):
        start, length = chance.choice(places)
        changed = bytearray(whole)
        changed[start + chance.randrange(length)] ^= 1 << chance.randrange(8)
        path.write_bytes(changed)
        try:
            with Store(path) as library:
                library.verify()
        except LibraryError:
            found += 1
        else:
            assert answers(path) == before
            with Store(path) as library, pytest.raises(LibraryError, match="is not byte for byte"):
                library.verify(deep=True)
        path.write_bytes(whole)
    assert 120 < found < 150


def test_a_library_that_grew_and_changed_is_sound_to_the_byte(path: Path) -> None:
    """Whichever way its indexes grew: article by article, judged, in one piece, or empty."""
    with Store(path, steps=STEPS) as library:
        library.verify(deep=True)
        for n in range(9):
            library.keep(reading(n, quotes=10), made_by="test")
        judged = [reading(n, quotes=10).statements[0].id for n in range(2)]
        library.judge(Judgement.of(judged[0], "accept", who="ana", when="2021-05-06"))
        library.judge(Judgement.of(judged[1], "reject", who="ana", when="2021-05-06"))
        done = library.verify(deep=True)
        assert "every byte" in done.checks[-1]
    altered(path, "INSERT INTO statements_fts (statements_fts) VALUES ('optimize')")
    altered(path, "INSERT INTO articles_words (articles_words) VALUES ('rebuild')")
    with Store(path) as library:
        library.verify(deep=True)


def test_a_schema_that_is_no_text_is_found(kept: Path) -> None:
    """Where SQLite's own complaint is no UTF-8 there is a sentence too."""
    whole = kept.read_bytes()
    kept.write_bytes(whole.replace(b"CREATE INDEX articles_url", b"CREATE INDE\xd7 articles_url"))
    assert "is damaged" in faults(kept)[0]


def test_what_users_add_passes(kept: Path) -> None:
    """A view or a table of the user's own in the same file is theirs."""
    altered(kept, "CREATE VIEW mine AS SELECT * FROM speakers", "CREATE TABLE notes (a)")
    with Store(kept) as library:
        library.verify()


@pytest.mark.parametrize(
    ("command", "fault"),
    [
        ("UPDATE quotation_groups SET first = 'st_0'", "a family begins with"),
        ("UPDATE quotation_keys SET statement = 4000 + statement", "a key of quotations"),
        ("UPDATE appearances SET person = 'pe_0'", "an appearance names a person"),
        ("UPDATE people_keys SET person = 'pe_0'", "a key of persons"),
        ("UPDATE appearances SET statements = statements + 1", "an appearance has other statements"),
        ("UPDATE appearances SET month = '1931-05'", "an appearance has another month"),
        ("UPDATE people SET articles = articles + 64", "a person has other appearances"),
        ("UPDATE people SET type = 'qerson'", "a person or an appearance"),
        ("UPDATE appearances SET score = 1024", "a person or an appearance"),
        ("INSERT OR REPLACE INTO voices SELECT id, 'ar_0' FROM articles", "a voice begins with"),
        ("INSERT INTO voice_keys (key, article) VALUES (7, 4000)", "a key of voices"),
    ],
)
def test_what_relating_made_must_fit_the_rows(path: Path, command: str, fault: str) -> None:
    """As it was made it passes, also after judgements; with one value altered it says what mends it."""
    with Store(path, steps=STEPS) as library:
        for n in range(3):
            library.keep(reading(n), made_by="test")
        library.judge(Judgement.of(reading(1).statements[0].id, "reject", who="ana", when="2021-05-06"))
        library.verify()
    altered(path, command)
    (found, *_) = faults(path)
    assert found.startswith(fault)
    assert "quoth relate --every" in found
