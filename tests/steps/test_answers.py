"""Answers in a library: as articles come in, are read again and judged; the same however it came about."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest

from quoth import Library
from quoth.ask import answer_object
from quoth.errors import LibraryError, RecordError
from quoth.pipeline import Reading
from quoth.records import AnswerKind, Article, Speaker, Statement
from quoth.run import relate_articles
from quoth.steps import answers as step

LEAK = "the upper dam has leaked since the first week of March"
REPORTS = (
    (f"Ada Quill said {LEAK}.", LEAK, "said", "say", "Ada Quill"),
    (
        "Ilda Torvane denied Quill's claim that the upper dam leaked.",
        "Quill's claim that the upper dam leaked",
        "denied",
        "deny",
        "Ilda Torvane",
    ),
    (
        "Oluwen Strand confirmed that the upper dam was found to have leaked in that week of March.",
        "that the upper dam was found to have leaked in that week of March",
        "confirmed",
        "confirm",
        "Oluwen Strand",
    ),
    ("Ada Quill said the ferry was late.", "the ferry was late", "said", "say", "Ada Quill"),
)


def reading(n: int, day: int = 1, report: int | None = None) -> Reading:
    """The ``n``-th report, published on that day of May."""
    text, content, cue, lemma, who = REPORTS[n if report is None else report]
    article = Article.of(f"Report {n}.\n\n{text}", origin=f"{n}.txt", published=f"2031-05-{day:02}")
    at = {part: (article.text.index(part), article.text.index(part) + len(part)) for part in (content, cue, who)}
    statement = Statement.of(
        article,
        content=[at[content]],
        cue=[at[cue]],
        source=[at[who]],
        kind="indirect",
        confidence=0.9,
        made_by="reader fake",
        attitude="communication",
        polarity="denied" if lemma == "deny" else "affirmed",
        speaker=Speaker(who, "person"),
    )
    return Reading(article, (dataclasses.replace(statement, cue_lemma=lemma),))


def keep(library: Library, *numbers: int) -> None:
    """Keeps reports."""
    for n in numbers:
        library.keep(reading(n), made_by="reader fake")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """An open library of all four reports."""
    with Library(tmp_path / "news.db") as made:
        keep(made, 0, 1, 2, 3)
        yield made


def found(library: Library) -> set[tuple[str, str, str]]:
    """Who answers whom, and how."""
    return {(str(each.answer.speaker), each.kind, str(each.answered.speaker)) for each in library.answers()}


ALL = {("Ilda Torvane", "denies", "Ada Quill"), ("Oluwen Strand", "confirms", "Ada Quill")}


@pytest.mark.parametrize("order", [*itertools.permutations(range(3))])
def test_in_whatever_order(tmp_path: Path, order: tuple[int, ...]) -> None:
    """What answers finds what it answers, and the other way round."""
    with Library(tmp_path / "news.db") as made:
        keep(made, *order, 3)
        assert found(made) == ALL
        before = made.rows("SELECT * FROM answers"), made.rows("SELECT * FROM answer_keys")
        list(relate_articles(made, every=True)[1])
        assert (made.rows("SELECT * FROM answers"), made.rows("SELECT * FROM answer_keys")) == before
        made.verify()


def test_what_is_asked_for(library: Library) -> None:
    """By kind, by words of either statement, by speaker, by id of a statement or an article; a page is a page."""
    (denied,) = library.answers(kind="denies")
    assert library.answers(speaker="Torvane").records == (denied,)
    assert library.answers("leaked").total == library.answers(speaker="Quill").total == 2
    assert library.answers("ferry").total == 0
    assert library.answers_of(denied.answer.statement.id).records == (denied,)
    assert library.answers_of(denied.answered.statement.id).total == 2
    assert library.answers_of(denied.answer.article.id).records == (denied,)
    assert [library.answers(limit=1, offset=n)[0] for n in (0, 1)] == list(library.answers())
    with pytest.raises(RecordError, match="denies, rejects, confirms, answers"):
        library.answers(kind="doubts")  # type: ignore[arg-type]


def test_an_answer_as_json_is_what_is_promised(library: Library) -> None:
    """Both statements with their spans, which are slices of their reports, the kind, and the reason in words."""
    (denied,) = library.answers(kind="denies")
    made = answer_object(denied)
    assert list(made) == ["kind", "answer", "answered", "reason", "score", "verdict", "made_by"]
    assert "denied" in made["reason"]
    assert "Quill" in made["reason"]
    for each in (made["answer"], made["answered"]):
        assert list(each) == ["statement", "speaker", "spans", "article"]
        article = library.article(each["article"]["id"])
        assert article is not None
        assert all(article.text[span["start"] : span["end"]] == span["text"] for span in each["spans"])
    assert library.answers().to_rows()[0].keys() == {column.name for column in library.answers().columns}


@pytest.mark.parametrize("kind", [None, "rejects"])
def test_people_accept_refuse_and_put_in(library: Library, kind: AnswerKind | None) -> None:
    """It stays when all is related anew and when either report is read again, and is undone as any judgement."""
    (denied,) = library.answers(kind="denies")
    answer, leak = denied.answer.statement.id, denied.answered.statement.id
    ferry = library.search("ferry")[0].statement.id

    def after_all() -> dict[tuple[str, str], tuple[str, str | None, str]]:
        library.reread(reading(1), made_by="reader fake")
        library.reread(reading(0), made_by="reader fake")
        list(relate_articles(library, every=True)[1])
        library.verify()
        told = library.answers_of(answer)
        return {(e.answer.statement.id, e.answered.statement.id): (e.kind, e.verdict, e.made_by) for e in told}

    taken = library.unlink_answer(answer, leak, who="Ada")
    assert library.changed(taken)
    assert after_all() == {}
    library.undo(taken.id, who="Ada")
    assert after_all() == {(answer, leak): ("denies", None, step.MADE_BY)}
    put = library.link_answer(answer, leak, ferry, who="Ada", kind=kind)
    assert after_all() == {
        (answer, leak): (kind or "denies", "accepted", step.MADE_BY),
        (answer, ferry): (kind or "answers", "accepted", "person Ada"),
    }
    assert library.verdict(answer) is None
    library.undo(put.id, who="Ada")
    assert after_all() == {(answer, leak): ("denies", None, step.MADE_BY)}
    assert library.answers(kind="denies").records == (denied,)


def test_what_is_rejected_or_gone_answers_nothing(library: Library) -> None:
    """Nor is it answered; taken back, it is again. What a new reading no longer finds leaves no row."""
    leak = library.search("leaked", speaker="Quill")[0].statement.id
    made = library.reject(leak, who="Ada")
    assert found(library) == set()
    assert library.rows("SELECT * FROM answers") == []
    library.undo(made.id, who="Ada")
    assert found(library) == ALL
    library.reread(Reading(reading(1).article, ()), made_by="reader other")
    assert found(library) == {("Oluwen Strand", "confirms", "Ada Quill")}
    assert len(library.rows("SELECT * FROM answers")) == 1


def test_statements_that_are_not_there_are_refused(library: Library) -> None:
    """And so are others than statements, one's own, and a kind that is none."""
    (denied,) = library.answers(kind="denies")
    name = denied.answer.statement.id
    with pytest.raises(LibraryError, match="no statement st_0"):
        library.link_answer(name, "st_0", who="Ada")
    with pytest.raises(RecordError):
        library.link_answer(name, name, who="Ada")
    with pytest.raises(RecordError, match="no kind of answer"):
        library.link_answer(name, denied.answered.statement.id, who="Ada", kind="doubts")  # type: ignore[arg-type]


def test_pairs_stay_where_keys_are_full(tmp_path: Path) -> None:
    """Of more claims than a key has places all that were found stay so when they are judged, one by one or at once."""
    with Library(tmp_path / "news.db") as library:
        keep(library, 1)
        for n in range(10, step.MOST + 18):
            library.keep(reading(n, report=0), made_by="reader fake")
        before = library.rows("SELECT * FROM answers ORDER BY answer, answered")
        assert len(before) > step.MOST
        held = library.rows("SELECT max(n) AS most FROM (SELECT count(*) AS n FROM answer_keys GROUP BY key, side)")
        assert held[0]["most"] <= step.MOST
        for article in library.ids():
            library.accept(library.statements(article)[0].id, who="Ada")
        assert library.rows("SELECT * FROM answers ORDER BY answer, answered") == before
