"""Datasette, as users run it, opens a library and searches it."""

from __future__ import annotations

import asyncio
import warnings
from pathlib import Path
from typing import Any

import pytest

from tests.library.readings import reading

with warnings.catch_warnings():
    # It is theirs to mend.
    warnings.simplefilter("ignore")
    app = pytest.importorskip("datasette.app")

pytestmark = pytest.mark.filterwarnings("default")


def asked(path: Path, *urls: str) -> list[Any]:
    """What Datasette answers to each address."""

    async def answers() -> list[Any]:
        datasette = app.Datasette([str(path)])
        await datasette.invoke_startup()
        return [(await datasette.client.get(url)).json() for url in urls]

    return asyncio.run(answers())


def test_datasette_finds_the_full_text_search(kept: Path) -> None:
    """The table of statements is searched through the index of words, and a statement is found by its words."""
    database, found, none = asked(
        kept,
        "/news.json",
        "/news/statements.json?_shape=array&_search=bridge+2+stays",
        "/news/statements.json?_shape=array&_search=tunnel",
    )
    tables = {table["name"]: table for table in database["tables"]}
    assert tables["statements"]["fts_table"] == "statements_fts"
    assert {"articles", "spans", "judgements", "dropped"} <= set(tables)
    assert {statement.id for statement in reading(2).statements} <= {row["id"] for row in found}
    assert none == []
