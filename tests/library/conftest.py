"""A library of a few reports, and its rows as one value."""

from __future__ import annotations

from pathlib import Path

import pytest

from quoth.library import Store
from tests.library.readings import MADE_BY, reading


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a library may be made."""
    return tmp_path / "news.db"


@pytest.fixture
def kept(path: Path) -> Path:
    """A library of four reports, closed."""
    with Store(path) as library:
        for n in range(4):
            library.keep(reading(n), made_by=MADE_BY)
    return path
