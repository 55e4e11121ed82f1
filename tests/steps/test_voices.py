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
from quoth.steps.voices import Voices
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


LONG = " ".join(f"In village {n} the water stood at the doors for {n} days, nobody could say why." for n in range(60))
OTHER = " ".join(f"At harbour {n} the ferry waited {n} hours for a tide that never came that week." for n in range(60))
BRIEF = " ".join(f"Gate {n} stays shut, the water board has told all of the {n} farmers by letter." for n in range(6))
REPORTS = {"brief": BRIEF, "long": f"{LONG}\n\n{BRIEF}", "other": f"{OTHER}\n\n{BRIEF}", "again": f"News\n\n{BRIEF}"}


@pytest.mark.parametrize("order", [*itertools.permutations(("brief", "long", "other"))])
def test_a_brief_within_a_long_report(tmp_path: Path, order: tuple[str, ...]) -> None:
    """Is one voice with it, but two long reports that both have the brief are none."""
    with Library(tmp_path / "news.db") as library:
        ids = {}
        for name in order:
            article = Article.of(REPORTS[name], origin=f"{name}.txt")
            ids[name] = library.keep(read_article(article, FakeReader()), made_by="reader fake").article
        found = {row["article"] for row in voices_of(library)}
        assert len(found) == 2
        assert ids["brief"] in found
        library.verify()


def test_two_prints_of_a_brief_go_together(tmp_path: Path) -> None:
    """Whatever comes first, and after the long report was taken out and put back."""
    for number, order in enumerate(itertools.permutations(("brief", "again", "long"))):
        with Library(tmp_path / f"{number}.db") as library:
            for name in order:
                article = Article.of(REPORTS[name], origin=f"{name}.txt")
                library.keep(read_article(article, FakeReader()), made_by="reader fake")
            before = voices_of(library)
            assert len(before) == 3
            assert len({row["voice"] for row in before}) == 1
            for name in library.ids():
                Voices().forget(library, name)
                Voices().relate(library, name)
                assert voices_of(library) == before
