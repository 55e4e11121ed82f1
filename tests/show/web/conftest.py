"""A library of the samples, read once, and servers of copies of it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from quoth.samples import sample_paths
from quoth.show.python import Library

if TYPE_CHECKING:
    from starlette.testclient import TestClient

HERE = "http://127.0.0.1"


@pytest.fixture(scope="session")
def samples_read(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The samples, as the rules read them; not to be written to."""
    path = tmp_path_factory.mktemp("samples") / "samples.db"
    with Library(path) as library:
        library.add(*sample_paths(), reader="rules")
        library._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path


@pytest.fixture
def samples(samples_read: Path, tmp_path: Path) -> Path:
    """A copy of that library."""
    return Path(shutil.copy(samples_read, tmp_path / "news.db"))


@pytest.fixture
def news(samples: Path) -> Iterator[TestClient]:
    """The server of that copy."""
    pytest.importorskip("fastapi", reason="pip install 'quoth[web]' brings the pages")
    from starlette.testclient import TestClient

    from quoth.show.web import web_app

    app = web_app(samples, reader="rules", hosts=frozenset({"127.0.0.1"}))
    with TestClient(app, base_url=HERE, follow_redirects=False, raise_server_exceptions=False) as made:
        yield made
