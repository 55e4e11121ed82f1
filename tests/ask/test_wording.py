"""Wording to the letter: what counts and what does not, whichever index finds the candidates."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from quoth.ask import Query, search
from quoth.ask import wording as module
from quoth.library import Store
from tests.ask.reports import MADE_BY, Said, report

CONTENTS = [
    "“We don’t know yet,”",
    "we DON’T know yet",
    "know\u00a0 yet",
    "über 5% ₺500 (about) and\x00so on",
    "half \ud800a letter",
    "cafe\u0301 society",
    "café society",
    "aa",
]


@pytest.fixture(params=[2000, 1])
def worded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Iterator[Store]:
    """A library of odd contents; where only one is read at a time, the index of runs of characters is asked."""
    monkeypatch.setattr(module, "READ", request.param)
    with Store(tmp_path / "news.db") as store:
        for n, content in enumerate(CONTENTS):
            store.keep(report(n, [Said([content])]), made_by=MADE_BY)
        yield store


@pytest.mark.parametrize(
    ("exact", "found"),
    [
        ("We don't know", [0]),
        ("DON'T", [1]),
        ("'t know yet", [0]),
        ("know yet,", [0]),
        ('yet,"', [0]),
        ("5% ₺500 (about)", [3]),
        ("₺500", [3]),
        ("% ₺5", [3]),
        ("and\x00so", [3]),
        ("half \ud800a", [4]),
        ("\ud800a letter", [4]),
        ("café society", [6]),
        ("cafe\u0301 society", [5]),
        ("café  soc", [6]),
        ("society", [5, 6]),
        ("Society", []),
        ("über 5% ₺500 (about", [3]),
        ("uber 5% ₺500 (about", []),
        ("xyz", []),
        ("%", [3]),
    ],
)
def test_to_the_letter(worded: Store, exact: str, found: list[int]) -> None:
    """Case, accents and marks count; the shape of a quotation mark and of white space does not."""
    held = search(worded, Query(exact=exact))
    contents = sorted(CONTENTS.index(hit.statement.content[0].text) for hit in held)
    if held.at_least:  # too many to read: what is found is right, and says that there may be more
        assert set(contents) <= set(found)
    else:
        assert contents == found
        assert held.total == len(found)


def test_a_run_finds_more_than_are_read(worded: Store) -> None:
    """Where the runs of characters leave few, all are found, however many there are besides."""
    found = search(worded, Query(exact="₺500"))
    assert (found.total, found.at_least) == (1, False)
