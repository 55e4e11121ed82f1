"""What a search gives: statements with their articles, their scores, and the words around them."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import pytest

from quoth.ask import Hit, Query, search
from quoth.ask import searching as module
from quoth.errors import BadDateError, RecordError
from quoth.library import Store
from tests.ask.reports import MADE_BY, Said, elsewhere, report, stories


def contents(store: Store, query: Query | str) -> list[str]:
    """The contents that are found, in their order, pieces joined."""
    return [" … ".join(span.text for span in hit.statement.content) for hit in search(store, query)]


HASTE, COST = "“The bridge was shut in haste,”", "“The shut bridge cost 12,000,”"
WEEK, SORRY, NOT_SO = "“The bridge stays shut for a week,”", "“We are sorry,” … “and we mean it.”", "“That is not so,”"
OPEN = "the bridge would open"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (Query("bridge"), [OPEN, COST, HASTE, WEEK]),
        (Query("BRÍDGE shut"), [COST, HASTE, WEEK]),
        (Query("shut bridge"), [COST, HASTE, WEEK]),
        (Query('"bridge shut"'), []),
        (Query('"shut bridge"'), [COST]),
        (Query('"sorry and we"'), [SORRY]),
        (Query("sorry OR haste"), [HASTE, SORRY]),
        (Query("bridge -shut"), [OPEN]),
        (Query("-bridge"), [SORRY, NOT_SO]),
        (Query("12,000"), [COST]),
        (Query(), [HASTE, COST, OPEN, WEEK, SORRY, NOT_SO]),
        (Query(exact="bridge stays"), [WEEK]),
        (Query(exact="The bridge"), [HASTE, WEEK]),
        (Query(exact="e bridge"), [OPEN, HASTE, WEEK]),
        (Query(exact='"We are'), [SORRY]),
        (Query(exact="stays   shut "), [WEEK]),
        (Query(exact="sorry,” … “and"), []),
        (Query(exact=" "), []),
        (Query(speaker="Quill"), [HASTE, OPEN, WEEK, SORRY, NOT_SO]),
        (Query(speaker="angela quill"), [HASTE, WEEK, SORRY]),
        (Query(speaker="nobody"), []),
        (Query(speaker=""), []),
        (Query(role="director"), [HASTE]),
        (Query(role="Harbour DIRECTOR"), [HASTE]),
        (Query(role="!"), []),
        (Query(affiliation="port"), [HASTE, WEEK, SORRY]),
        (Query(outlet="norwire"), [HASTE, COST]),
        (Query(outlet="post"), [OPEN, WEEK, SORRY, NOT_SO]),
        (Query(outlet="Times"), []),
        (Query(kind="indirect"), [OPEN]),
        (Query(polarity="denied"), [NOT_SO]),
        (Query(place="headline"), []),
        (Query(since="2032/02/01"), [HASTE, COST]),
        (Query(until="2031-05-07"), [WEEK, SORRY, NOT_SO]),
        (Query(since="2031-05-06", until="2031-05-08T12:00"), [OPEN]),
        (Query(said_since="2031-05-05", said_until="2031-05-05"), [WEEK]),
        (Query(said_since="2032-01-15"), [HASTE]),
        (Query(said_until="2031-05-04"), []),
        (Query("bridge", article=stories()[2].article.id), [COST, HASTE]),
        (Query("bridge", order="newest"), [HASTE, COST, OPEN, WEEK]),
        (Query("bridge", speaker="Quill", since="2031-06-01", outlet="Norwire", kind="direct"), [HASTE]),
    ],
)
def test_what_is_found(library: Store, query: Query, found: list[str]) -> None:
    """All that is asked is so, in the order of the ranking."""
    assert contents(library, query) == found


def test_a_hit_is_of_the_text(library: Store) -> None:
    """Context and highlights are slices of the article's text, around and within the content."""
    texts = {made.article.id: made.article.text for made in stories()}
    for query in (Query("bridge OR sorry"), Query(exact="we mean"), Query('"sorry and we"'), Query(speaker="Quill")):
        for hit in search(library, query):
            text = texts[hit.article.id]
            hit.context.check(text)
            for span in hit.highlights:
                span.check(text)
                assert any(piece.start <= span.start < span.end <= piece.end for piece in hit.statement.content)
            assert hit.context.start <= hit.statement.content[0].start
            assert hit.context.end >= hit.statement.content[-1].end
            assert Hit.from_dict(hit.to_dict()) == hit


def test_what_is_highlighted(library: Store) -> None:
    """The words that were asked for, neighbours as one; a phrase also where the report cuts it in two."""

    def marked(query: Query) -> list[str]:
        return [span.text for span in search(library, query)[0].highlights]

    assert marked(Query("week THE stays")) == ["The", "stays", "week"]
    assert marked(Query("week bridge the -toll")) == ["The bridge", "week"]
    assert marked(Query('"sorry and we"')) == ["sorry", "and we"]
    assert marked(Query(exact='for a week,"')) == ["for a week,”"]
    assert marked(Query(exact="for a", text="week")) == ["for a", "week"]
    assert marked(Query(speaker="Peter Quill")) == []


def test_the_words_around(library: Store) -> None:
    """The sentence before and the one after stand in the context, and no third."""
    (hit,) = search(library, "week")
    assert (
        hit.context.text
        == "It rained at 1.0. “The bridge stays shut for a week,” Angela Quill said. The boats went out."
    )
    long = report(7, [Said(["“Lock gates creak,”"])], title="word " * 400)
    library.keep(long, made_by=MADE_BY)
    (hit,) = search(library, "creak")
    assert len(hit.context.text) < 2 * 250 + 40


def test_the_article_of_a_hit(path_of: Store) -> None:
    """Title, outlets, address and day are the article's; every outlet at which the text was met is named."""
    (hit,) = search(path_of, Query("week", outlet="vale herald"))
    assert (hit.article.title, hit.article.outlet, hit.article.published) == (
        "Bridge is shut",
        "Halden Post",
        "2031-05-05",
    )
    assert hit.article.url == "https://post.example/1"
    assert hit.article.outlets == ("Halden Post", "Vale Herald")
    assert hit.speaker == "Angela Quill"


@pytest.fixture
def path_of(library: Store) -> Store:
    """The library in which the first report was met at a second outlet."""
    library.keep(elsewhere(stories()[0]), made_by=MADE_BY)
    return library


def test_side_by_side_comes_first(tmp_path: Path) -> None:
    """Words next to each other as typed, then the shorter content, then the newer article."""
    said = [
        "gate of the old lock",
        "lock gate of old and of new and of all times",
        "gate lock",
        "gate x lock",
        "lock gate",
    ]
    with Store(tmp_path / "l.db") as store:
        for n, each in enumerate(said):
            store.keep(report(n, [Said([each])], published=f"2031-05-0{n + 1}"), made_by=MADE_BY)
        assert contents(store, "lock gate") == [said[4], said[1], said[2], said[3], said[0]]
        scores = [hit.score for hit in search(store, "lock gate")]
        assert scores == sorted(scores, reverse=True)
        assert contents(store, "lock OR times -x") == [said[1], said[4], said[2], said[0]]


@pytest.mark.parametrize("order", ["best", "newest"])
def test_pages_are_parts_of_one_list(mixed: Store, monkeypatch: pytest.MonkeyPatch, order: Any) -> None:
    """Page after page gives each statement once, beyond those that are ranked and counted as well."""
    whole = search(mixed, Query("the OR a", order=order, limit=1000))
    monkeypatch.setattr(module, "RANKED", 7)
    monkeypatch.setattr(module, "COUNTED", 20)
    pages = [search(mixed, Query("the OR a", order=order, limit=6, offset=n)) for n in range(0, whole.total + 12, 6)]
    found = [hit.statement.id for page in pages for hit in page]
    assert len(found) == len(set(found)) == whole.total > 40
    assert set(found) == {hit.statement.id for hit in whole}
    assert all((page.total, page.at_least) == (20, True) for page in pages)


def test_what_is_asked_twice_is_answered_alike(mixed: Store) -> None:
    """The order of equals does not change."""
    assert search(mixed, "the bridge") == search(mixed, Query("the bridge"))


@pytest.mark.parametrize(
    "values", [{"kind": "loud"}, {"order": "worst"}, {"limit": -1}, {"limit": 10**9}, {"offset": -1}, {"place": "x"}]
)
def test_what_cannot_be_asked(values: dict[str, Any]) -> None:
    """A choice that is none, or a page that is none, is refused in one sentence."""
    with pytest.raises(RecordError):
        Query(**values)


@pytest.mark.parametrize(
    "values", [{"since": "yesterday"}, {"said_until": "03/04/2031"}, {"since": "2031-05-02", "until": "2031-05-01"}]
)
def test_a_date_that_is_none(values: dict[str, Any]) -> None:
    """So is a day that is none, or the end of a time that is before its beginning."""
    with pytest.raises(BadDateError):
        Query(**values)


def test_a_query_is_a_record() -> None:
    """There and back through JSON; days are days."""
    query = Query("bridge", since="2031-05-03T08:15+02:00")
    assert query.since == "2031-05-03"
    assert Query.from_dict(query.to_dict()) == query
    assert query.asks() == {"text": "bridge", "since": "2031-05-03"}
    assert dataclasses.replace(query, since=None).asks() == {"text": "bridge"}
