"""More prints of one text than a key has places: whatever is done to those with one, all are found."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from quoth import Library
from quoth.library import Step
from quoth.pipeline import read_article
from quoth.records import Article, Judgement
from quoth.run import relate_articles
from quoth.steps import families, voices
from quoth.steps.families import Families
from quoth.steps.voices import Voices
from tests.fakes import FakeReader

MOST = max(families.MOST, voices.MOST)
PRINTS = MOST + 8
TEXT = (
    '"We will keep the dam shut for a year and a day, whatever they may say of it in the hills," Ada Quill said. '
    + (" ".join(f"Line {n} of the wire report tells how the water rose at gate {n}." for n in range(6)))
)
KEPT = {
    "voices": "SELECT article AS id, voice AS of FROM voices ORDER BY article",
    "families": "SELECT statement AS id, first AS of FROM quotation_groups ORDER BY statement",
}
KEYS = {
    "voices": "SELECT key, count(*) AS held FROM voice_keys GROUP BY key",
    "families": "SELECT key, count(*) AS held FROM quotation_keys GROUP BY key",
}
STEPS: dict[str, Step] = {"voices": Voices(), "families": Families()}


def article(n: int) -> Article:
    """The ``n``-th print."""
    return Article.of(f"Outlet {n} reports\n\n{TEXT}", origin=f"{n}.txt")


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a library of more prints than a key has places."""
    path = tmp_path_factory.mktemp("printed") / "news.db"
    with Library(path) as made:
        for n in range(PRINTS):
            made.keep(read_article(article(n), FakeReader()), made_by="reader fake")
    return path


@pytest.fixture
def library(printed: Path, tmp_path: Path) -> Iterator[Library]:
    """A copy of it, open."""
    with Library(shutil.copy(printed, tmp_path)) as made:
        yield made


def related(library: Library) -> dict[str, list[dict[str, str]]]:
    """What both steps keep."""
    return {name: library.rows(sql) for name, sql in KEPT.items()}


def is_one(library: Library, name: str, size: int) -> bool:
    """Whether so many are in one group of a step, and no key has more than its places."""
    rows = library.rows(KEPT[name])
    held = [row["held"] for row in library.rows(KEYS[name])]
    return len(rows) == size and len({row["of"] for row in rows}) == 1 and max(held) <= MOST


@pytest.mark.parametrize("judged", [MOST, PRINTS - 1, PRINTS])
def test_many_are_judged(library: Library, judged: int) -> None:
    """As many as have places, and more: all stay together, as they are when all is related anew."""
    before = related(library)
    names = [library.statements(each)[0].id for each in library.ids()[:judged]]
    library.judge_all(Judgement.of(each, "accept", who="Ada", when="2025-05-02T00:00:00Z") for each in names)
    assert related(library) == before
    assert all(is_one(library, name, PRINTS) for name in KEPT)
    list(relate_articles(library, every=True)[1])
    assert related(library) == before


def test_all_are_read_again(library: Library) -> None:
    """One after the other, the first first: they stay together."""
    before = related(library)
    for n in range(PRINTS):
        library.reread(read_article(article(n), FakeReader()), made_by="reader fake")
    assert related(library) == before


@pytest.mark.parametrize("name", sorted(STEPS))
def test_those_with_a_place_go(library: Library, name: str) -> None:
    """The others get their places, so that the next print finds them."""
    for each in library.ids()[:MOST]:
        STEPS[name].forget(library, each)
    assert is_one(library, name, PRINTS - MOST)
    held = [row["held"] for row in library.rows(KEYS[name])]
    assert max(held) == PRINTS - MOST
    library.keep(read_article(article(PRINTS), FakeReader()), made_by="reader fake")
    assert is_one(library, name, PRINTS - MOST + 1)
