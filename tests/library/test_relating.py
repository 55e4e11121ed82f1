"""Steps are taken as an article is kept, reread and judged, in one transaction with it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from quoth.library import Store
from quoth.records import Judgement
from quoth.run import relate_articles
from tests.library.readings import MADE_BY, reading

WHEN = "2026-05-06T08:00:00Z"


class Noting:
    """A step that notes what it is asked to do, and how many statements it sees; it can be made to fail."""

    name = "noting"
    tables = ("related",)

    def __init__(self, made_by: str = "noting 1", failing: str = "") -> None:
        self.made_by = made_by
        self.failing = failing
        self.did: list[tuple[str, str, int]] = []

    def relate(self, store: Store, article: str) -> None:
        self.did.append(("relate", article, len(store.statements(article))))
        if article == self.failing:
            raise ZeroDivisionError("as asked")

    def forget(self, store: Store, article: str) -> None:
        self.did.append(("forget", article, len(store.statements(article))))


def test_an_article_is_related_as_it_is_kept(path: Path) -> None:
    """Once, with its statements there; kept again, it is not related again."""
    step, read = Noting(), reading(1)
    with Store(path, steps=[step]) as library:
        library.keep(read, made_by=MADE_BY)
        library.keep(read, made_by=MADE_BY)
        assert step.did == [("relate", read.article.id, 3)]
        assert library.unrelated(step) == []
        library.verify()


def test_what_is_reread_or_judged_is_forgotten_as_it_was_and_related_as_it_is(path: Path) -> None:
    """Each step sees the old statements before the change, and the new ones after it."""
    step, read = Noting(), reading(1)
    with Store(path, steps=[step]) as library:
        library.keep(read, made_by=MADE_BY)
        step.did.clear()
        library.reread(reading(1, quotes=3, made_by="reader next"), made_by="reader next")
        library.judge(Judgement.of(read.statements[0].id, "reject", who="Quill", when=WHEN))
        about = read.article.id
        assert step.did == [("forget", about, 3), ("relate", about, 3), ("forget", about, 3), ("relate", about, 2)]


def test_a_step_that_fails_leaves_the_article_and_is_counted(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The article is in, the reason is among the dropped, once; and the step is still to be taken."""
    monkeypatch.delenv("QUOTH_DEBUG", raising=False)
    read = reading(1)
    step = Noting(failing=read.article.id)
    with Store(path, steps=[step]) as library:
        library.keep(read, made_by=MADE_BY)
        assert library.article(read.article.id) is not None
        list(relate_articles(library)[1])
        assert [each.stage for each in library.dropped()].count("relate") == 1
        assert library.unrelated(step) == [read.article.id]
        library.verify()


def test_relating_goes_on_where_it_was_stopped_and_begins_anew_with_another_version(kept: Path) -> None:
    """A library from before has all to do; what is done is not done again, unless by another version of the step."""
    step = Noting()
    with Store(kept, steps=[step]) as library:
        total, each = relate_articles(library)
        assert total == 4
        assert next(each)[0] == "noting"
        each.close()
        assert len(library.unrelated(step)) == 3
        assert relate_articles(library)[0] == 3
        list(relate_articles(library)[1])
        assert relate_articles(library)[0] == 0
        assert relate_articles(library, every=True)[0] == 4
        list(relate_articles(library)[1])
        assert relate_articles(library, [Noting("noting 2")])[0] == 4


def test_a_step_writes_in_the_transaction_of_the_article(path: Path) -> None:
    """Where keeping fails, nothing that a step put is left."""

    class Refusing(Noting):
        def relate(self, store: Store, article: str) -> None:
            store.put("DELETE FROM related WHERE article = :article", [{"article": article}])
            raise sqlite3.OperationalError("disk I/O error")

    with Store(path, steps=[Noting(), Refusing()]) as library, pytest.raises(Exception, match="disk"):
        library.keep(reading(1), made_by=MADE_BY)
    with Store(path) as library:
        assert library.counts().articles == 0
        assert library.rows("SELECT * FROM related") == []
