"""The measure of how reports are taken out of pages, on pages of our own."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from bench import pages
from quoth.ingest import article_from_html
from tests.ingest.things import DAM, GOAT, page_of_text


def test_our_own_pages_reach_their_floors(capsys: pytest.CaptureFixture[str]) -> None:
    """Body, title, date, author and outlet are taken from fifty-four layouts, better than the extractor alone does."""
    assert pages.main([]) == 0
    printed = capsys.readouterr().out
    assert "FALLEN" not in printed
    body = next(line.split() for line in printed.splitlines() if line.startswith("body"))
    assert float(body[2]) > float(body[3])


def test_a_folder_of_the_benchmark_is_scored(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Packed pages and a truth that has bodies alone are enough; floors count where they are named."""
    (tmp_path / "html").mkdir()
    (tmp_path / "html" / "a.html.gz").write_bytes(gzip.compress(page_of_text(DAM).encode()))
    (tmp_path / "ground-truth.json").write_text(
        json.dumps({"a": {"articleBody": f"{DAM} {GOAT}", "url": "https://a.example/"}})
    )
    floors = tmp_path / "floors.json"
    floors.write_text('{"body": 0.9}')
    assert pages.main([str(tmp_path), "--worst", "1"]) == 0
    assert pages.main([str(tmp_path), "--floors", str(floors)]) == 1
    assert "FALLEN" in capsys.readouterr().out


def test_a_folder_without_a_truth_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In one sentence."""
    assert pages.main([str(tmp_path)]) == 2
    assert "no folder of pages with a ground-truth.json" in capsys.readouterr().err


def test_runs_of_four_words_are_counted() -> None:
    """Of six words in a row, three runs of four; the precision and recall of two that share them all but one."""
    assert pages.overlap("one two three four five six", "one two three four five") == (1.0, 2 / 3)
    assert pages.overlap("one two three four", "") == (0.0, 0.0)


def test_headlines_and_furniture_are_no_body() -> None:
    """What the article marks as standing around the body is not scored."""
    article = article_from_html(page_of_text(DAM))
    assert article.text.startswith("Dam holds")
    assert pages.body_of(article) == DAM
