"""A library of an older form is brought up to date when it is opened, with all that is in it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from quoth.errors import LibraryError
from quoth.library import Store, schema
from quoth.library.rows import article_row, signed, span_rows, statement_row
from quoth.library.taking import NEVER_CHANGED
from quoth.records import Judgement
from tests.library.readings import MADE_BY, reading

ONE = reading(1)
FIRST, SECOND, _ = ONE.statements
WHEN = "2021-05-06T10:00:00Z"


@pytest.fixture
def first_form(path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Makes a library of the first migration, with one report and these judgements in it."""

    def make(*judgements: Judgement) -> None:
        (first, script), *_ = schema.migrations()
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.executescript(script)
            connection.execute(f"PRAGMA user_version = {first}")

            def put(table: str, row: dict[str, object]) -> None:
                names = ", ".join(f'"{name}"' for name in row)
                marks = ", ".join("?" * len(row))
                connection.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", list(row.values()))

            article = {name: value for name, value in article_row(ONE.article).items() if name != "extra"}
            article |= {"added_at": WHEN, "made_by": MADE_BY, "statement_count": len(ONE.statements)}
            put("articles", signed(article))
            sighting = {name: article[name] for name in ("origin", "url", "title", "outlet", "published", "added_at")}
            put("sightings", signed({"article": ONE.article.id, **sighting}))
            for n, statement in enumerate(ONE.statements):
                put("statements", signed(statement_row(statement, n)))
                for span in span_rows(statement):
                    put("spans", span)
            for judgement in judgements:
                put("judgements", signed(judgement.to_dict()))

    return make


def test_an_older_library_is_whole(first_form: Callable[..., None], path: Path) -> None:
    """All that was in it is there, verified, and can be searched as any other."""
    first_form()
    with Store(path) as store:
        assert store.article(ONE.article.id) == ONE.article
        assert tuple(store.statements(ONE.article.id)) == ONE.statements
        assert store.rows("SELECT count(*) AS n FROM statements_search")[0]["n"] == 3
        store.verify()
    with Store(path) as store:
        assert store.keep(ONE, made_by=MADE_BY).outcome == "unchanged"


def test_what_was_judged_comes_into_force(first_form: Callable[..., None], path: Path) -> None:
    """Rejections, corrections and merges that were kept before they took effect."""
    first_form(
        Judgement.of(FIRST.id, "reject", who="ana", when=WHEN),
        Judgement.of(SECOND.id, "correct", who="ana", when=WHEN, values={"polarity": "denied"}),
        Judgement.of(None, "merge", who="ana", when=WHEN, values={"names": ["Osk-1", "Osk-2"]}),
    )
    with Store(path) as store:
        assert [each.polarity for each in store.statements(ONE.article.id)] == ["denied", "affirmed"]
        assert store.suggestion(SECOND.id) == SECOND
        assert store.same_speakers() == {"Osk-2": "Osk-1"}
        store.verify()


def test_older_judgements_are_numbered_by_their_times(first_form: Callable[..., None], path: Path) -> None:
    """As they were in force before; one that takes another back counts after it, though its clock was behind."""
    denied = Judgement.of(SECOND.id, "correct", who="ana", when="2021-05-06", values={"polarity": "denied"})
    declined = Judgement.of(SECOND.id, "correct", who="jo", when="2021-05-05", values={"polarity": "declined"})
    rejected = Judgement.of(FIRST.id, "reject", who="ana", when="2021-05-07")
    undone = Judgement.of(FIRST.id, "reject", who="jo", when="2021-05-01", undoes=rejected.id)
    first_form(denied, declined, rejected, undone)
    with Store(path) as store:
        assert store.judgements() == [declined, denied, rejected, undone]
        assert [each.polarity for each in store.statements(ONE.article.id)] == ["affirmed", "denied", "affirmed"]
        later = Judgement.of(SECOND.id, "correct", who="jo", when="2020-05-05", values={"polarity": "declined"})
        store.judge(later)
        assert store.judgements()[-1] == later
        assert store.statements(ONE.article.id)[1].polarity == "declined"
        store.verify()


def test_an_altered_judgement_stays_found_out(first_form: Callable[..., None], path: Path) -> None:
    """Numbering signs no row anew that was not as it went in."""
    first_form(Judgement.of(FIRST.id, "reject", who="ana", when=WHEN))
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TRIGGER judgements_are_never_changed")
        connection.execute("UPDATE judgements SET digest = 'of another'")
        connection.execute(NEVER_CHANGED)
        connection.commit()
    with pytest.raises(LibraryError, match="altered"):
        Store(path).verify()
