"""Every example of docs/export.md is what is written, and every column and field is in it."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import Any, get_args

import pytest

from quoth.records import Article, Speaker, Statement
from quoth.show.export import FORMATS
from quoth.show.export.corrections import Correction, Field
from quoth.show.export.csv_table import MORE
from quoth.show.export.parquet import COLUMN_TYPES
from quoth.show.export.rows import ARTICLE_FACTS

DOCS = (Path(__file__).parents[3] / "docs" / "export.md").read_text(encoding="utf-8")
TEXT = "“The bridge is safe,” Mayor Ilda Torvane said.\n"
ARTICLE = Article.of(TEXT, origin="bridge.txt", outlet="Oskan Courier", published="2031-05-06", authors=["Wen Asker"])
STATEMENT = Statement.of(
    ARTICLE,
    content=[(0, 21)],
    cue=[(41, 45)],
    source=[(22, 40)],
    kind="direct",
    confidence=0.875,
    made_by="reader en-3",
    attitude="communication",
    polarity="affirmed",
    speaker=Speaker("Ilda Torvane", "person", "Mayor"),
)


def section(name: str) -> str:
    """What the documentation says of one format."""
    return DOCS.split(f"\n## {name}\n", 1)[1].split("\n## ", 1)[0]


def example(name: str, language: str) -> str:
    """The first block of one language in the section of a format."""
    found = re.search(rf"^```{language}\n(.*?)^```$", section(name), re.MULTILINE | re.DOTALL)
    assert found, f"{name} has no example in {language}"
    return found[1]


def test_every_format_has_its_section() -> None:
    """In the order of the registry."""
    names = re.findall(r"^## (\w+)$", DOCS, re.MULTILINE)
    assert names[: len(FORMATS)] == list(FORMATS)


def test_the_text_of_the_examples_is_shown() -> None:
    """As it is, so that offsets can be counted."""
    assert f"\n    {TEXT}" in DOCS


@pytest.mark.parametrize("name", ["jsonl", "webannotation", "quotation", "claimreview", "labelstudio"])
def test_json_examples_are_what_is_written(name: str, tmp_path: Path) -> None:
    """Value for value; line breaks are for the reader of the page."""
    FORMATS[name].write([(ARTICLE, [STATEMENT])], tmp_path / "out")
    out = tmp_path / "out" / "tasks.json" if FORMATS[name].folder else tmp_path / "out"
    assert json.loads(example(name, "json")) == json.loads(out.read_bytes())


def test_the_csv_example_is_what_is_written(tmp_path: Path) -> None:
    """Cell for cell; columns that came later may be missing."""
    FORMATS["csv"].write([(ARTICLE, [STATEMENT])], tmp_path / "out")
    (shown,) = csv.DictReader(example("csv", "csv").splitlines())
    (written,) = csv.DictReader((tmp_path / "out").read_text(encoding="utf-8").splitlines())
    assert shown.items() <= written.items()


def test_the_brat_example_is_what_is_written(tmp_path: Path) -> None:
    """Line for line."""
    FORMATS["brat"].write([(ARTICLE, [STATEMENT])], tmp_path / "out")
    (file,) = (tmp_path / "out" / "attributions").iterdir()
    assert example("brat", "text") == file.read_text(encoding="utf-8").replace("\t", "    ")


def test_the_example_of_corrections_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As written; nothing was changed, so there is no correction."""
    monkeypatch.chdir(tmp_path)
    FORMATS["csv"].write([(ARTICLE, [STATEMENT])], Path("statements.csv"))
    names: dict[str, Any] = {"rows": [(ARTICLE, [STATEMENT])]}
    exec(example("Corrections back", "python"), names)
    assert list(names["corrections"]) == []


def test_columns_and_fields_are_documented() -> None:
    """Each by name, and Parquet's with its type."""
    listed = re.findall(r"^\| (`.*?`) \| `(.*?)` \|", section("parquet"), re.MULTILINE)
    found = [(name, kind) for names, kind in listed for name in re.findall(r"`(\w+)`", names)]
    assert found == list(COLUMN_TYPES)
    assert all(f"`{name}`" in section("csv") for name in MORE)
    assert all(f"`{name}`" in section("jsonl") for name in ARTICLE_FACTS)
    corrections = section("Corrections back")
    assert all(f"`{name}`" in corrections for name in (*Correction.__dataclass_fields__, *get_args(Field)))
