"""Voices in a library: the same whatever came first, and whatever was read again."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from quoth import Library
from quoth.library import Store
from quoth.pipeline import read_article
from quoth.records import Article
from quoth.run import relate_articles
from tests.fakes import FakeReader

COPY = (
    '"We will keep the dam shut for a year and a day, whatever the upland farmers may say of it," Ada Quill said. '
    + (" ".join(f"Line {n} of the wire report tells how the water rose at gate {n}." for n in range(12)))
)
TEXTS = (
    COPY,
    "Dam stays shut\n\n" + COPY,
    COPY + " The paper adds a line of its own about the weather in the hills.",
    '"The ferry is late again and nobody at the harbour office knows why," Oluwen Strand said.',
)


def keep(library: Library, *numbers: int) -> None:
    """Reads and keeps reports, each a day later."""
    for n in numbers:
        article = Article.of(TEXTS[n], origin=f"{n}.txt", outlet=f"Outlet {n}", published=f"2031-05-{n + 1:02}")
        library.keep(read_article(article, FakeReader()), made_by="reader fake")


def voices_of(store: Store) -> list[dict[str, str]]:
    """Which articles are one voice."""
    return store.rows("SELECT article, voice FROM voices ORDER BY article")


@pytest.mark.parametrize("order", [*itertools.permutations(range(4))])
def test_in_whatever_order(tmp_path: Path, order: tuple[int, ...]) -> None:
    """Three prints of one text are one voice, named by the least id; the fourth article has no row."""
    with Library(tmp_path / "news.db") as library:
        keep(library, *order)
        rows = voices_of(library)
    assert len(rows) == 3
    assert {row["voice"] for row in rows} == {min(row["article"] for row in rows)}


def test_counts_are_by_voice(tmp_path: Path) -> None:
    """A quotation that three outlets print from one wire has three articles and one voice, and so has its speaker."""
    with Library(tmp_path / "news.db") as library:
        keep(library, 0, 1, 2, 3)
        (family,) = library.families()
        assert (family.articles, family.voices) == (3, 1)
        counted = {each.name: (each.articles, each.voices) for each in library.speakers()}
    assert counted == {"Ada Quill": (3, 1), "Oluwen Strand": (1, 1)}


def test_related_anew_and_forgotten(tmp_path: Path) -> None:
    """Relating every article again changes nothing, and nothing that is there is left under keys of what is gone."""
    with Library(tmp_path / "news.db") as library:
        keep(library, 0, 1, 2, 3)
        before = voices_of(library), library.rows("SELECT * FROM voice_keys ORDER BY key, article")
        list(relate_articles(library, every=True)[1])
        assert (voices_of(library), library.rows("SELECT * FROM voice_keys ORDER BY key, article")) == before
        library.verify()
