"""The store: what goes in comes out, once, in whole."""

from __future__ import annotations

import dataclasses
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoth.errors import LibraryError, RecordError, SpanError
from quoth.library import Store
from quoth.records import Article, Dropped, Raw, Statement
from tests.library.readings import MADE_BY, FakeReading, contents, reading
from tests.test_records import ANY, DROPPED, TEXT, articles, statements

ANY_READING = st.builds(
    FakeReading,
    st.just(Article.of(TEXT, origin="test")),
    st.lists(statements(), max_size=4, unique_by=lambda each: each.id).map(tuple),
    st.lists(DROPPED, max_size=2).map(tuple),
)


@settings(max_examples=40)
@given(st.one_of(ANY_READING, st.builds(FakeReading, articles())), ANY)
def test_records_come_back_as_they_went_in(given_reading: FakeReading, made_by: str) -> None:
    """Any article and any statements are equal to what was kept, lone surrogates and NULs and all."""
    with tempfile.TemporaryDirectory() as folder, Store(Path(folder) / "l.db") as library:
        library.keep(given_reading, made_by=made_by)
        article = given_reading.article
        assert library.article(article.id) == article
        assert list(library.articles()) == [article]
        assert tuple(library.statements(article.id)) == given_reading.statements
        assert [library.statement(each.id) for each in given_reading.statements] == list(given_reading.statements)
        assert tuple(library.dropped()) == given_reading.dropped
        assert library.has(origin=article.origin, sha256=article.sha256)
        library.verify()


def test_keeping_twice_changes_nothing(kept: Path) -> None:
    """A second time every report is unchanged, and so is every row."""
    before = contents(kept)
    with Store(kept) as library:
        outcomes = [library.keep(reading(n), made_by="another").outcome for n in range(4)]
    assert outcomes == ["unchanged"] * 4
    assert contents(kept) == before


def test_what_kept_says(path: Path) -> None:
    """The first time it is added, with its statements counted."""
    with Store(path) as library:
        kept = library.keep(reading(1), made_by=MADE_BY)
        assert (kept.article, kept.outcome, kept.statements, kept.version_of) == (
            reading(1).article.id,
            "added",
            3,
            None,
        )
        counts = library.counts()
    assert (counts.articles, counts.statements, counts.dropped, counts.judgements, counts.gone) == (1, 3, 1, 0, 0)


def test_a_new_version_is_kept_beside_the_old_one(path: Path) -> None:
    """Other texts of the same URL name the first of them, and all are there."""
    url = "https://post.example/bridge"
    with Store(path) as library:
        first, second, third = (library.keep(reading(n, url=url), made_by=MADE_BY) for n in range(3))
        assert first.version_of is None
        assert second.version_of == third.version_of == first.article
        assert library.versions(url) == [first.article, second.article, third.article]
        assert library.keep(reading(5, url="https://other.example"), made_by=MADE_BY).version_of is None
        library.verify()


def test_the_same_text_elsewhere_is_a_sighting(path: Path) -> None:
    """Wire copy at a second outlet is one article, met at two origins."""
    one = reading(1)
    other = dataclasses.replace(one, article=dataclasses.replace(one.article, origin="elsewhere", outlet="Norwire"))
    with Store(path) as library:
        library.keep(one, made_by=MADE_BY)
        assert library.keep(other, made_by=MADE_BY).outcome == "sighted"
        assert library.keep(other, made_by=MADE_BY).outcome == "unchanged"
        assert library.article(one.article.id) == one.article
        assert library.counts().articles == 1
        assert [row["outlet"] for row in library.rows("SELECT outlet FROM sightings")] == ["Halden Post", "Norwire"]


def test_has_tells_what_there_is_to_do(path: Path) -> None:
    """An origin, a text and raw bytes are known from when they were kept; all that is asked must be of one article."""
    raw = Raw("ab" * 32, "crawl.warc.gz", 1000, 99)
    with Store(path) as library:
        assert not library.has(origin="reports/1.txt")
        one = reading(1)
        library.keep(dataclasses.replace(one, article=dataclasses.replace(one.article, raw=raw)), made_by=MADE_BY)
        library.keep(reading(2), made_by=MADE_BY)
        assert library.has(origin="reports/1.txt")
        assert library.has(origin="reports/1.txt", raw_sha256=raw.sha256)
        assert library.has(sha256=reading(2).article.sha256)
        assert not library.has(origin="reports/2.txt", raw_sha256=raw.sha256)
        (row,) = library.rows("SELECT * FROM articles WHERE raw_sha256 IS NOT NULL")
        assert (row["raw_file"], row["raw_offset"], row["raw_length"]) == ("crawl.warc.gz", 1000, 99)
        assert row["added_at"].endswith("Z")


def test_what_is_dropped_is_kept_and_counted(path: Path) -> None:
    """A source that gave nothing is there with its reason, once; what readings dropped, each time."""
    bad = Dropped("bad.pdf", "ingest", "it is a picture; give its text")
    with Store(path) as library:
        assert library.drop(bad, made_by="quoth")
        assert not library.drop(bad, made_by="quoth")
        for n in range(3):
            library.keep(reading(n), made_by=MADE_BY)
        assert library.dropped()[0] == bad
        assert library.reasons() == {"a span leaves its text": 3, bad.reason: 1}


def test_what_is_not_there_is_none(path: Path) -> None:
    """An id that is not there gives None, or nothing."""
    with Store(path) as library:
        assert library.article("ar_0") is None
        assert library.statement("st_0") is None
        assert library.statements("ar_0") == []
        assert list(library.articles()) == []


def shifted(statement: Statement) -> Statement:
    """The statement with its content one character further, its words as they were."""
    (span,) = statement.content
    return dataclasses.replace(
        statement, content=(dataclasses.replace(span, start=span.start + 1, end=span.end + 1),), cue=(), source=()
    )


@pytest.mark.parametrize("fault", ["span", "article", "twice"])
def test_a_reading_that_is_not_of_its_text_is_refused(path: Path, fault: str) -> None:
    """A span that does not slice to its words, another article's statement, the same one twice: nothing goes in."""
    good = reading(1)
    last = {
        "span": shifted(good.statements[1]),
        "article": reading(2).statements[0],
        "twice": good.statements[0],
    }[fault]
    with Store(path) as library:
        with pytest.raises((SpanError, RecordError)):
            library.keep(dataclasses.replace(good, statements=(good.statements[0], last)), made_by=MADE_BY)
        assert library.counts().articles == 0
        assert library.keep(good, made_by=MADE_BY).outcome == "added"


def test_words_and_exact_wording_are_indexed(kept: Path) -> None:
    """Words and phrases are found without regard to case and accents, exact wording by any three characters."""
    joined = "SELECT s.id FROM {0} f JOIN statements s ON s.rowid = f.rowid WHERE {0} MATCH :q"
    with Store(kept) as library:
        for index, asked, times in (
            ("statements_fts", "BRÍDGE AND shut", 12),
            ("statements_fts", '"2 stays shut"', 3),
            ("statements_exact", '"ge 2 st"', 3),
            ("statements_exact", '"ge 2 zt"', 0),
        ):
            assert len(library.rows(joined.format(index), {"q": asked})) == times


def test_asking_does_not_write(kept: Path) -> None:
    """What the rooms that ask send may only read."""
    before = contents(kept)
    with Store(kept) as library:
        with pytest.raises(LibraryError):
            library.rows("DELETE FROM spans")
        library.keep(reading(0), made_by=MADE_BY)
    assert contents(kept) == before


def test_speakers_are_counted(kept: Path) -> None:
    """The view of speakers has each name with its statements and its days."""
    with Store(kept) as library:
        rows = library.rows("SELECT * FROM speakers ORDER BY name")
    assert [(row["name"], row["statements"], row["articles"], row["first_said"]) for row in rows] == [
        (f"Osk-{n}", 4, 4, "2031-05-05") for n in range(3)
    ]


def test_a_closed_library_says_so(kept: Path) -> None:
    """After it is closed it is not used."""
    library = Store(kept)
    library.close()
    with pytest.raises(LibraryError, match="has been closed"):
        library.counts()
