"""A word finds its plain inflections and what begins so; a name that nobody has brings one like it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from quoth.ask import Hit, Query, Results, search, speaker
from quoth.ask import searching as module
from quoth.ask.alike import names_like
from quoth.ask.inflections import inflections
from quoth.library import Store
from tests.ask.reports import MADE_BY, Said, report

SAID = [
    ("an immigrant came", "Ilda Torvane"),
    ("immigrants came, many immigrants and more", "Tarn"),
    ("immigration is low", "Ora Tarn"),
    ("they stopped hoping for cities", "Ora Tarn"),
    ("hopping and stops, one city", None),
    ("the university of the universe", None),
]


@pytest.fixture
def words(tmp_path: Path) -> Iterator[Store]:
    """A library with a few words in several forms; the first report is the oldest."""
    with Store(tmp_path / "news.db") as store:
        for n, (said, name) in enumerate(SAID):
            store.keep(report(n, [Said([said], name=name)], published=f"2031-05-0{n + 1}"), made_by=MADE_BY)
        yield store


def found(results: Results[Hit]) -> list[int]:
    """Which of SAID are found, in their order."""
    contents = [" ".join(span.text for span in hit.statement.content) for hit in results]
    return [next(n for n, (said, _) in enumerate(SAID) if said == content) for content in contents]


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("immigrant", ("immigrants",)),
        ("immigrants", ("immigrant",)),
        ("immigration", ()),
        ("stop", ("stopped", "stops")),
        ("stopping", ("stopped", "stops")),
        ("hope", ("hoping",)),
        ("hop", ("hopping",)),
        ("city", ("cities",)),
        ("university", ()),
        ("is", ()),
        ("halden", ()),
        ("12,000", ()),
    ],
)
def test_what_the_inflections_of_a_word_are(words: Store, word: str, forms: tuple[str, ...]) -> None:
    """Forms of the same word that a content has, and no words that are merely made from it."""
    assert inflections(words, word) == forms


def test_inflections_follow_what_was_typed(words: Store) -> None:
    """Those with the words as typed come first, whatever else ranks; the answer says what was found beside them."""
    answer = search(words, "immigrants")
    assert (found(answer), answer.total, answer.also) == ([1, 0], 2, ("immigrant",))
    assert [[span.text for span in hit.highlights] for hit in answer] == [["immigrants", "immigrants"], ["immigrant"]]
    assert answer[0].score > answer[1].score > 0
    assert found(search(words, Query("immigrant", order="newest"))) == [1, 0]
    assert found(search(words, "immigrants -came")) == []
    assert found(search(words, '"immigrants"')) == [1, 0]
    assert (found(search(words, '"immigrants came"')), search(words, "came").also) == ([1], ())
    assert found(search(words, "immigrant low OR came")) == [0, 1]
    assert found(search(words, Query("immigrant", speaker="Ilda Torvane"))) == [0]
    assert search(words, Query("immigrant", speaker="Ilda Torvane")).also == ()


def test_pages_go_on_into_the_inflections(words: Store) -> None:
    """Each statement once, and the same total on every page."""
    pages = [search(words, Query("immigrant", limit=1, offset=n)) for n in range(4)]
    assert [found(page) for page in pages] == [[0], [1], [], []]
    assert {page.total for page in pages} == {2}


def test_common_words_are_searched_for_as_typed(words: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where enough have them, so that no search takes longer for it."""
    monkeypatch.setattr(module, "RANKED", 1)
    assert found(search(words, "immigrant")) == [0]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("immigra*", [0, 2, 1]),
        ("IMMIGRA* low", [2]),
        ("came -immigrants*", [0]),
        ("sto* hop*", [4, 3]),
        ("i*", []),
        ("*", []),
        ("low OR universi*", [2, 5]),
    ],
)
def test_what_begins_so_is_found(words: Store, text: str, numbers: list[int]) -> None:
    """With two letters or more before the asterisk; it is marked where it stands."""
    answer = search(words, text)
    assert found(answer) == numbers
    assert all(hit.highlights for hit in answer)


def test_a_name_that_nobody_has(words: Store) -> None:
    """Is answered with those that are spelt like it, in a search and of a speaker."""
    assert search(words, Query(speaker="Torvene")).suggested == ("Ilda Torvane",)
    assert speaker(words, "Ilda Torvene").suggested == ("Ilda Torvane",)
    assert names_like(words, "Orra Tarn")[0] == "Ora Tarn"
    for nobody in ("Brandvold", "x", "", "!"):
        assert names_like(words, nobody) == ()


def test_a_name_means_one_thing(words: Store) -> None:
    """The one who is called so, in a search as of a speaker; whom it may mean beside is named."""
    answer = search(words, Query(speaker="Tarn"))
    person = speaker(words, "Tarn")
    assert (answer.speakers, answer.others) == (("Tarn",), ("Ora Tarn",))
    assert answer.total == person.statements.total == 1
    several = search(words, Query(speaker="O. Tarn"))
    assert (several.speakers, several.total) == (("Ora Tarn", "Tarn"), 3)


def test_least_is_a_confidence(words: Store) -> None:
    """Only statements that are as sure are found, with words and without."""
    assert search(words, Query(least=0.875)).total == len(SAID)
    assert search(words, Query("came", least=0.88)).total == search(words, Query(exact="came", least=0.9)).total == 0


def test_results_print_themselves(words: Store) -> None:
    """In a few lines, and as a table in a notebook, in which nothing is taken for a mark of HTML."""
    words.keep(report(9, [Said(["<b>low</b> " + "& " * 80])]), made_by=MADE_BY)
    lines = repr(search(words, "")).splitlines()
    assert lines[0] == "Results: 7 of 7"
    assert lines[-1] == "  and 2 more"
    assert len(lines) == 7
    assert max(map(len, lines)) <= 102
    page = search(words, "low")._repr_html_()
    assert "<th>speaker</th>" in page
    assert page.count("<tr>") == 3
    assert "&lt;b&gt;low&lt;/b&gt; &amp;" in page
    assert "<b>" not in page
