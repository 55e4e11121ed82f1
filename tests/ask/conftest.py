"""Libraries to ask: one with a story, and one of anything."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from quoth.library import Store
from tests.ask.reports import MADE_BY, anything, elsewhere, stories


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Store]:
    """The three reports of the bridge."""
    with Store(tmp_path / "news.db") as store:
        for made in stories():
            store.keep(made, made_by=MADE_BY)
        yield store


@pytest.fixture(scope="session")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Sixty reports in which all that can differ does; some of their texts met at a second outlet."""
    chance = random.Random(5)
    with Store(tmp_path_factory.mktemp("mixed") / "news.db") as store:
        for n in range(60):
            made = anything(chance, n)
            store.keep(made, made_by=MADE_BY)
            if n % 7 == 0:
                store.keep(elsewhere(made), made_by=MADE_BY)
        yield store
