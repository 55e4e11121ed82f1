"""Families in a library: as articles come in, are reread, are judged; the same however it came about."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from quoth import Library
from quoth.ask import Query, families, families_of, family_object
from quoth.pipeline import read_article
from quoth.records import Article
from quoth.run import relate_articles
from tests.fakes import FakeReader
from tests.relate.said import BRIDGE, FERRY

OUTLETS = ("Halden Post", "Daily Lantern", "Merrin Wire", "Toluvia Echo", "Upland Times")
SAID = (
    f'"{FERRY}," Ada Quill said.',
    f'"{FERRY[:80]}," Ada Quill said. Later: "{BRIDGE}," Oluwen Strand said.',
    f'"{BRIDGE.replace("never", "once")}," Oluwen Strand said.',
    f'"The moon is down over the hill," Ada Quill said. Then: "{FERRY}," Ilda Torvane said.',
    '"The moon is up," Ada Quill said.',
)


def article(n: int, text: str | None = None) -> Article:
    """The ``n``-th report, a day later each."""
    return Article.of(
        f"Report {n}\n\n{text or SAID[n]}",
        origin=f"{n}.txt",
        outlet=OUTLETS[n],
        title=f"Report {n}",
        published=f"2031-05-{n + 1:02}",
    )


def keep(library: Library, *numbers: int) -> None:
    """Reads and keeps reports."""
    for n in numbers:
        library.keep(read_article(article(n), FakeReader()), made_by="reader fake")


def shape_of(library: Library) -> set[frozenset[str]]:
    """The families as sets of statements."""
    return {frozenset(each.statement.id for each in family.members) for family in library.families(limit=100)}


def groups_of(library: Library) -> list[dict[str, str]]:
    """What the step keeps."""
    return library.rows("SELECT * FROM quotation_groups ORDER BY statement")


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """An open library of all five reports."""
    made = Library(tmp_path / "news.db")
    keep(made, 0, 1, 2, 3, 4)
    return made


def test_the_same_words_are_one_family_across_outlets(library: Library) -> None:
    """With the fullest and the earliest wording, each report's form, and the speakers that are named."""
    ferry, bridge = library.families()
    assert ferry.words == f'"{FERRY},"'
    assert [(each.article.outlet, each.form, each.first, each.fullest) for each in ferry.members] == [
        ("Halden Post", "whole", True, True),
        ("Daily Lantern", "cut", False, False),
        ("Toluvia Echo", "whole", False, False),
    ]
    assert (ferry.articles, ferry.voices) == (3, 2)  # two are hardly more than that quotation: one text
    assert {each.name for each in ferry.speakers} >= {"Ada Quill", "Ilda Torvane"}
    assert [each.kind for each in bridge.members[1].changes] == ["negation"]


def test_a_family_as_json_is_what_is_promised(library: Library) -> None:
    """Every field of the promise, with its spans as exact slices of the report's text."""
    made = family_object(library.families(limit=1)[0])
    assert made.keys() == {"id", "words", "speakers", "articles", "voices", "members"}
    assert made["id"].startswith("fa_")
    for member in made["members"]:
        assert member.keys() == {"statement", "article", "spans", "form", "changes", "first"}
        assert member["article"].keys() == {"id", "title", "outlet", "url", "published"}
        report = library.article(member["article"]["id"])
        assert report is not None
        assert all(report.text[each["start"] : each["end"]] == each["text"] for each in member["spans"])


def test_families_are_found_by_words_names_and_ids(library: Library) -> None:
    """A query finds the families of which it finds a member; an id its own; and a page is a page."""
    (ferry,) = library.families("mail", speaker="Torvane")
    assert library.families(least=3).records == (ferry,)
    assert library.families_of(ferry.members[2].statement.id).records == (ferry,)
    assert library.families_of(ferry.id).records == (ferry,)
    assert library.families("moon").total == library.families_of("fa_0").total == 0
    assert [library.families(limit=1, offset=n)[0].id for n in (0, 1)] == [each.id for each in library.families()]
    assert families(library, Query(limit=1)).at_least


def test_the_order_in_which_articles_come_in_does_not_matter(tmp_path: Path) -> None:
    """Whatever comes first, the same statements are together."""
    shapes = []
    for number, order in enumerate(itertools.islice(itertools.permutations(range(5)), 0, None, 17)):
        with Library(tmp_path / f"{number}.db") as library:
            keep(library, *order)
            shapes.append(shape_of(library))
    assert all(shape == shapes[0] for shape in shapes)


def test_related_anew_it_is_the_same(library: Library, tmp_path: Path) -> None:
    """A library that was filled without steps has, once it is related, what it had grown with them; twice is once."""
    grown = groups_of(library)
    with Library(tmp_path / "older.db", steps=()) as older:
        keep(older, 0, 1, 2, 3, 4)
        assert groups_of(older) == []
        list(relate_articles(older, library.steps)[1])
        assert groups_of(older) == grown
        older.verify()
    list(library.relate_outdated(every=True))
    assert groups_of(library) == grown


def test_what_is_reread_or_rejected_leaves_its_family(library: Library) -> None:
    """The bridge that joined a ferry is rejected: the two are no group any more; taken back, they are."""
    before, shape = groups_of(library), shape_of(library)
    keys = library.rows("SELECT * FROM quotation_keys ORDER BY key, statement")
    (joined,) = [each for each in library.statements(article(1).id) if "bridge" in each.content[0].text]
    made = library.reject(joined.id, who="Quill")
    assert not library.families_of(joined.id)
    assert [len(each.members) for each in library.families()] == [3]
    library.undo(made.id, who="Quill")
    assert shape_of(library) == shape
    library.reread(read_article(article(1), FakeReader()), made_by="reader fake")
    assert groups_of(library) == before
    assert len(library.rows("SELECT * FROM quotation_keys")) == len(keys)
    library.verify()


def test_people_put_statements_into_a_family_and_take_them_out(library: Library) -> None:
    """It stays when the library is related anew and the article reread, and is undone as any judgement."""
    (moon,) = library.statements(article(4).id)
    ferry = library.families()[0]
    put = library.merge_quotations(moon.id, ferry.id, who="Quill")
    assert library.changed(put)
    assert moon.id in {each.statement.id for each in library.families_of(ferry.id)[0].members}
    out = ferry.members[1].statement.id
    taken = library.part_quotations(out, ferry.id, who="Quill")
    for _ in range(2):
        ids = {each.statement.id for each in library.families_of(ferry.id)[0].members}
        assert moon.id in ids
        assert out not in ids
        assert library.verdict(moon.id) is None
        list(library.relate_outdated(every=True))
        library.reread(read_article(article(4), FakeReader()), made_by="reader fake")
    library.undo(taken.id, who="Quill")
    library.undo(put.id, who="Quill")
    ids = {each.statement.id for each in library.families_of(ferry.id)[0].members}
    assert ids == {each.statement.id for each in ferry.members}
    library.verify()


def test_what_is_asked_of_the_library_does_not_grow_with_it(tmp_path: Path) -> None:
    """However many reports have a quotation, the rows that one more looks up and puts are as many."""
    with Library(tmp_path / "news.db") as library:
        for n in range(60):
            text = f'Report {n}\n\n"{FERRY}," Ada Quill said.'
            made = Article.of(text, origin=f"{n}.txt", title=f"Report {n}")
            library.keep(read_article(made, FakeReader()), made_by="reader fake")
        most = library.rows(
            "SELECT max(times) AS most FROM (SELECT count(*) AS times FROM quotation_keys GROUP BY key)"
        )
        assert most[0]["most"] <= 32
        (family,) = library.families()
        assert len(family.members) == 60
        assert families_of(library, family.members[-1].statement.id)[0].id == family.id
        assert all(each.first is None for each in family.members)
