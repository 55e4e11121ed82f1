"""What the brute force looks for is found, and what is taken from a family is missed."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench import families, relate
from quoth import Library
from quoth.pipeline import read_article
from quoth.records import Article
from tests.fakes import FakeReader
from tests.relate.said import FERRY


def test_brute_force_counts_pairs_of_articles(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Three reports of one quotation are three pairs; with one of them taken out, two of the three are missed."""
    path = tmp_path / "news.db"
    with Library(path) as library:
        for n in range(3):
            article = Article.of(f'Report {n}\n\n"{FERRY}," Ada Quill said.', origin=f"{n}.txt")
            library.keep(read_article(article, FakeReader()), made_by="reader fake")
        statement = library.families()[0].members[1].statement.id
    monkeypatch.setattr("sys.argv", ["families", str(path)])
    with pytest.raises(SystemExit) as ended:
        families.main()
    assert ended.value.code == 0
    assert "in one family: 3, 100.00%" in capsys.readouterr().out
    with Library(path) as library:
        library.part_quotations(statement, library.families()[0].id, who="Quill")
    with pytest.raises(SystemExit) as ended:
        families.main()
    assert ended.value.code == 1
    assert "in one family: 1, 33.33%" in capsys.readouterr().out


def test_the_cost_of_relating_is_measured_at_each_size(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A line for each size, with every step."""
    monkeypatch.setattr("sys.argv", ["relate", "2", "4"])
    relate.main()
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(":")[0] for line in lines] == ["2 articles", "4 articles"]
    assert all("families" in line for line in lines)
