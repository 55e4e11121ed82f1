"""docs/serve.md says which pages and addresses there are, and its examples run."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from urllib.parse import urlsplit

import pytest

pytest.importorskip("fastapi", reason="pip install 'quoth[web]' brings the pages")

from fastapi import FastAPI
from starlette.testclient import TestClient

from quoth.show.api import api_app
from quoth.show.python import Library
from quoth.show.web import web_app

DOCS = (Path(__file__).parents[3] / "docs" / "serve.md").read_text(encoding="utf-8")
PAGES, API = (DOCS.split(head, 1)[1].split("\n\n", 1)[0] for head in ("| page | shows |", "| address | gives |"))
EXAMPLES = [line.strip() for line in DOCS.splitlines() if line.startswith("    curl ")]

# What a page sends on or is sent to, and what no reader opens.
WITHIN = {"/find", "/add", "/add/stop", "/add/events", "/statement/{id}", "/search.csv", "/search.atom"}


def named(table: str) -> set[str]:
    """The addresses in the first column of a table, without what is asked of them."""
    cells = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    found = [each for cell in cells for each in re.findall(r"`(?:POST )?(/[^`]*)`", cell)]
    return {each.split("?")[0].replace("/ID", "/{id}") for each in found}


def test_every_page_is_in_the_table(samples: Path) -> None:
    """And nothing else is; the addresses that pages lead to are named beside them."""
    app = web_app(samples, reader="rules", hosts=frozenset({"127.0.0.1"})).app
    assert isinstance(app, FastAPI)
    there = {getattr(route, "path", "") for route in app.routes} - {"/api", "/static"}
    assert named(PAGES) == there - WITHIN
    for path in ("/search.csv", "/statement/ID"):
        assert f"`{path}`" in PAGES


def test_every_address_of_the_api_is_in_the_table(samples: Path) -> None:
    """And nothing else is; what can be posted is said to be."""
    paths = api_app(samples, "rules").openapi()["paths"]
    assert named(API) == {f"/api{path}" for path in paths}
    posted = {f"/api{path}".replace("{id}", "ID") for path, methods in paths.items() if "post" in methods}
    assert set(re.findall(r"`POST ([^`]+)`", API)) == posted


def test_every_page_of_the_table_opens(news: TestClient, samples: Path) -> None:
    """With what the samples have."""
    with Library(samples) as library:
        family = library.families(least=2).records[0]
        name = library.speakers(limit=1).records[0].name
    ids = {"/article/{id}": family.members[0].article.id, "/family/{id}": family.id}
    for path in named(PAGES):
        asked = {"name": name} if path == "/speaker" else None
        assert news.get(path.replace("{id}", ids.get(path, "")), params=asked).status_code == 200, path


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_runs(news: TestClient, example: str) -> None:
    """As it stands, but for the port."""
    _, *words = shlex.split(example)
    address = urlsplit(words[-1])
    given = dict(zip(words[:-1:2], words[1:-1:2], strict=True))
    path = f"{address.path}?{address.query}" if address.query else address.path
    if "-d" in given:
        kind, _, value = given["-H"].partition(": ")
        answer = news.post(path, content=given["-d"].encode(), headers={kind: value})
    else:
        answer = news.get(path)
    assert answer.status_code == 200, answer.text
    assert any(answer.json().values())


def test_there_are_examples() -> None:
    """Of what is asked, and of what is sent."""
    assert len(EXAMPLES) >= 4
    assert any(" -d " in each for each in EXAMPLES)
