"""A site, a Web that may look at it, and sleeps that are noted down instead of slept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from quoth.ingest.web import Web
from tests.ingest.web.server import Site, serving

MakeWeb = Callable[..., Web]


@pytest.fixture
def site() -> Iterator[Site]:
    """A server on 127.0.0.1 without any page."""
    with serving() as made:
        yield made


@pytest.fixture
def make_web(tmp_path: Path) -> Iterator[MakeWeb]:
    """Makes a Web with a cache of the test's own, without pauses, which may see private addresses."""
    with ExitStack() as open_ones:

        def make(**options: Any) -> Web:
            given = {"allow_private": True, "cache": tmp_path / "cache", "delay": 0.0, **options}
            return open_ones.enter_context(Web(**given))

        yield make


@pytest.fixture
def web(make_web: MakeWeb) -> Web:
    """Such a Web."""
    return make_web()


@pytest.fixture(autouse=True)
def slept(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long was slept between requests, in seconds; nobody sleeps."""
    times: list[float] = []
    monkeypatch.setattr("quoth.ingest.web.asking.sleep", times.append)
    monkeypatch.setattr("quoth.ingest.web.turns.sleep", times.append)
    return times
