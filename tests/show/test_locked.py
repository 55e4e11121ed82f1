"""Locked quotations: a draft gets certified words or nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from quoth.errors import InputError
from quoth.library import Store
from quoth.pipeline import Reading
from quoth.records import Article, Judgement, Statement
from quoth.show import locked
from quoth.show.locked import certify, fill
from tests.show.conftest import Quoth

TEXT = 'Aldmoor\n\n"We are safe," the mayor said. "All of us." She said the road {{st_x}} stays shut.\n'


def _statement(article: Article, words: list[str], kind: str) -> Statement:
    content = [(TEXT.index(each), TEXT.index(each) + len(each)) for each in words]
    return Statement.of(article, content=content, cue=[], source=[], kind=kind, confidence=1.0, made_by="t")  # type: ignore[arg-type]


ARTICLE = Article.of(TEXT, origin="a.txt", title="Aldmoor")
DIRECT = _statement(ARTICLE, ['"We are safe,"', '"All of us."'], "direct")
INDIRECT = _statement(ARTICLE, ["the road {{st_x}} stays shut"], "indirect")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A library of one report with a direct and an indirect statement."""
    with Store(tmp_path / "a.db") as library:
        library.keep(Reading(ARTICLE, (DIRECT, INDIRECT), ()), made_by="t")
        yield library


def test_marks_are_the_drafts_own_or_set_and_never_doubled(store: Store) -> None:
    """Words come in one pair of marks, and a gap is shown."""
    assert fill(store, f"So: {{{{{DIRECT.id}}}}}.").text == "So: “We are safe, … All of us.”[1]."
    assert fill(store, f'So: "{{{{ {DIRECT.id} }}}}".').text == 'So: "We are safe, … All of us."[1].'


def test_words_that_look_like_a_placeholder_are_not_filled(store: Store) -> None:
    """What was said is text, and the same statement has one certificate."""
    twice = fill(store, f"{{{{{INDIRECT.id}}}}} / {{{{{INDIRECT.id}}}}}")
    assert twice.text == "the road {{st_x}} stays shut[1] / the road {{st_x}} stays shut[1]"
    assert len(twice.certificates) == 1


@pytest.mark.parametrize(
    ("draft", "why"),
    [
        ("{{st_00000000000000000000}}", "there is no statement"),
        ("{{st 1}}", "there is no statement"),
        (f'"{{{{{INDIRECT.id}}}}}"', "not direct speech"),
        (f'"{{{{{DIRECT.id}}}}}', "not a pair"),
    ],
)
def test_what_cannot_be_certified_is_refused(store: Store, draft: str, why: str) -> None:
    """An unknown id, a slip in it, or marks around a reporter's words."""
    with pytest.raises(InputError, match=why):
        fill(store, draft)


def test_a_rejected_statement_is_refused(store: Store) -> None:
    """What a person rejected cannot be quoted."""
    store.judge(Judgement.of(DIRECT.id, "reject", who="ed", when="2020-05-03"))
    with pytest.raises(InputError, match="rejected"):
        fill(store, f"{{{{{DIRECT.id}}}}}")


def test_a_certificate_is_checked_without_quoth() -> None:
    """The text and the certificate are enough."""
    held = certify(ARTICLE, DIRECT).to_dict()
    assert hashlib.sha256(TEXT.encode()).hexdigest() == held["sha256"]
    words = [TEXT[start:end] for start, end in held["spans"]]
    assert words == ["We are safe,", "All of us."]
    assert hashlib.sha256("\n".join(words).encode()).hexdigest() == held["content_sha256"]


def test_a_statement_is_looked_up_once_however_often_it_stands(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """A draft of a thousand places takes one look into the library, and each place has the one number."""
    looks: list[str] = []
    look_up = locked.quotable

    def counted(held: Store, name: str) -> tuple[Article, Statement]:
        looks.append(name)
        return look_up(held, name)

    monkeypatch.setattr(locked, "quotable", counted)
    filled = fill(store, f"{{{{{INDIRECT.id}   }}}} " * 1_000 + f"{{{{{DIRECT.id}}}}}")
    assert looks == [INDIRECT.id, DIRECT.id]
    assert (filled.text.count("shut[1]"), filled.text.count("[2]")) == (1_000, 1)


def test_an_endless_slip_is_told_in_short(store: Store) -> None:
    """A placeholder of a million letters is refused in a sentence that can be read; one that never closes is text."""
    with pytest.raises(InputError) as raised:
        fill(store, "{{st_" + "a" * 1_000_000 + "}}")
    assert len(str(raised.value)) < 200
    unclosed = "{{st_" + " " * 50_000
    assert fill(store, unclosed).text == unclosed


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="a system without devices")
def test_a_draft_without_end_is_refused(quoth: Quoth, tmp_path: Path) -> None:
    """A device is read as far as a draft may be long, and a folder not at all: one sentence, status 1."""
    for draft in ("/dev/zero", str(tmp_path)):
        result = quoth("fill", draft)
        assert (result.status, result.out) == (1, "")
        assert result.err.count("\n") == 1
        assert "fault of Quoth" not in result.err
