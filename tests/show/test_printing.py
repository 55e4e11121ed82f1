"""``quoth report`` and ``quoth fill`` from the command line."""

from __future__ import annotations

import re
from pathlib import Path

from tests.show.conftest import Quoth


def test_an_article_a_statement_and_a_search_are_printed(quoth: Quoth, report: str) -> None:
    """Each has its certificates, and the text of an article is whole."""
    quoth("add", report)
    page = quoth("report", "safe").out
    name = re.findall(r"st_[0-9a-f]{20}", page)[0]
    article = re.findall(r"ar_[0-9a-f]{20}", page)[0]
    assert "words sha256" in quoth("report", name).out
    assert "Storm cuts off Aldmoor" in quoth("report", article).out


def test_a_draft_is_filled_or_refused_in_one_sentence(quoth: Quoth, report: str, tmp_path: Path) -> None:
    """An unknown id fills nothing."""
    quoth("add", report)
    name = re.findall(r"st_[0-9a-f]{20}", quoth("report", "safe").out)[0]
    (tmp_path / "draft.txt").write_text(f"So: {{{{{name}}}}}", encoding="utf-8")
    filled = quoth("fill", "draft.txt").out
    assert filled.startswith("So: “We are safe")
    assert "[1] " in filled
    assert "words sha256" in filled
    (tmp_path / "draft.txt").write_text("So: {{st_0}}", encoding="utf-8")
    refused = quoth("fill", "draft.txt")
    assert (refused.status, refused.out) == (1, "")
    assert refused.err.count("\n") == 1
    assert quoth("fill", "no.txt").status == 1
    assert quoth("report", "st_0").status == 1
