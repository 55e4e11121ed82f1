"""The words most somebody's own, roles in proportion, and who says most without reading what is said."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from quoth.ask.busiest import busiest
from quoth.ask.own_words import own_words
from quoth.ask.people import speakers
from quoth.ask.roles import timeline
from quoth.library import Store
from quoth.records import Article, Speaker, Statement
from quoth.show.python import Library
from tests.library.readings import MADE_BY, FakeReading

PARTS = ("the harbour is closed", "the budget is balanced", "the school is open", "the ferry is late")


def said(n: int, name: str, words: str) -> FakeReading:
    """A report of one sentence."""
    text = f"{name} said that {words} on day {n}."
    article = Article.of(text, origin=f"{n}.txt", outlet="Post", published="2031-05-05")
    at = text.index(words)
    made = Statement.of(
        article, content=[(at, at + len(words))], cue=[], source=[(0, len(name))], kind="indirect", confidence=0.5,
        made_by=MADE_BY, speaker=Speaker(name, "person"),
    )  # fmt: skip
    return FakeReading(article, (made,))


def test_words_that_one_says_and_others_do_not(tmp_path: Path) -> None:
    """Words that all say are nobody's own, and neither is what was said once."""
    with Store(tmp_path / "news.db") as store:
        for n in range(60):
            store.keep(said(n, f"Osk-{n % 7}", PARTS[n % 4]), made_by=MADE_BY)
        theirs = ["the bridge is closed"] * 5 + ["the bridge is open", "a lighthouse stands here"]
        found = own_words(store, theirs)
        assert found[0] == ("bridge", 6)
        assert {"lighthouse", "the", "open"}.isdisjoint(word for word, _ in found)
        assert own_words(store, ["once"]) == own_words(store, []) == []


def test_a_role_that_thousands_of_reports_have_is_counted_in_one_go() -> None:
    """No report is compared with another."""

    class Row(dict[str, Any]):
        __hash__ = None

        def __eq__(self, other: object) -> bool:
            raise AssertionError("compared")

    rows = [
        Row(role=f"{'former ' * (n > 5)}mayor", affiliation=None, article=str(n), day=f"2031-05-{n:02}")
        for n in range(1, 9)
    ]
    (role,) = timeline(rows)
    assert (role.first_seen, role.last_seen, role.ended, role.articles) == ("2031-05-01", "2031-05-05", "2031-05-06", 8)


def test_who_says_most_is_who_the_rows_say_says_most(tmp_path: Path) -> None:
    """Whatever is added, merged, rejected, parted, related anew or taken back; on any page."""
    path = tmp_path / "news.db"
    names = ["Ada Quill", "Ben Torvane", "A. Quill", "officials", "Ministry of Tides", "Osk", "Ada Quill-Morn"]
    with Library(path) as library:
        for n in range(40):
            library.keep(said(n, names[n * n % 7], f"{PARTS[n % 4]} in year {n}"), made_by=MADE_BY)
        _agrees(library)
        library.merge("Ada Quill", "Ben Torvane", who="ada")
        _agrees(library)
        first = library.statements(library.ids()[0])[0].id
        library.reject(first, who="ada")
        _agrees(library)
        library.part("Ada Quill", "Ben Torvane", who="ada")
        library.undo(library.judgements(first)[0].id, who="ada")
        _agrees(library)
        for step in library.steps:
            for name in library.unrelated(step, every=True):
                library.relate(step, name)
        _agrees(library)
        library.verify()


def _agrees(library: Library) -> None:
    found, total = busiest(library, limit=100)
    counted = speakers(library, since="2000").records
    assert [(each.name, each.person, each.statements) for each in found] == [
        (c.name, c.id, c.statements) for c in counted
    ]
    assert total == len(found)
    pages = [busiest(library, limit=2, offset=at)[0] for at in range(0, total, 2)]
    assert [each for page in pages for each in page] == found


def test_whose_a_statement_is_is_asked_only_where_a_name_is_several_persons(tmp_path: Path, monkeypatch: Any) -> None:
    """And then each has their own."""
    with Library(tmp_path / "news.db") as library:
        for n in range(4):
            library.keep(said(n, f"Osk Velling-{n % 2}", PARTS[n]), made_by=MADE_BY)
        asked: list[str] = []
        rows = Store.rows

        def noted(self: Store, sql: str, *values: Any) -> list[Any]:
            asked.append(sql)
            return rows(self, sql, *values)

        monkeypatch.setattr(Store, "rows", noted)
        assert library.speaker("Osk Velling-0").statements.total == 2
        assert not any("SELECT x.person FROM appearances" in sql for sql in asked)
        statement = library.search("budget").records[0].statement.id
        library.part_statement(statement, "Osk Velling-1 the younger", who="ada")
        assert library.speaker("Osk Velling-1").statements.total == 1
        assert library.speaker("Osk Velling-1 the younger").statements.total == 1
