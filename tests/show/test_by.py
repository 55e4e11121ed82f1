"""``--by``: what is counted in search, speakers, families and figures, articles or voices."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.show.conftest import Quoth

BODY = "".join(
    f"The ferry of the north wharf was number {n} on the list of boats that the council of Halden kept in its hall. "
    for n in range(12)
)
QUOTED = '"The ferries of Halden sail again on Monday morning," Odo Quill said. The toll is 40 crowns.\n\n'


@pytest.fixture
def reprinted(quoth: Quoth, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Quoth:
    """A library of one text that two outlets print, and of a report of another that has the quotation, too."""
    monkeypatch.chdir(tmp_path)
    Path("2031-05-01_wire_ferry.txt").write_text(f"{QUOTED}{BODY}\n", encoding="utf-8")
    Path("2031-05-02_post_ferry.txt").write_text(f"{QUOTED}{BODY}It rained.\n", encoding="utf-8")
    Path("2031-05-03_bell_ferry.txt").write_text(f"{QUOTED}Nobody came.\n", encoding="utf-8")
    assert quoth("add", *map(str, sorted(Path().glob("*.txt")))).status == 0
    return quoth


@pytest.mark.parametrize(
    ("command", "articles", "voices"),
    [
        (["search", "ferries"], "3 statements in 3 articles", "3 statements in 2 voices"),
        (["speakers"], "articles 3", "voices 2"),
        (["families"], "3 articles, 2 voices", "2 voices"),
        (["figures", "--series"], "3 articles", "2 voices"),
    ],
)
def test_one_option_counts_articles_or_voices(reprinted: Quoth, command: list[str], articles: str, voices: str) -> None:
    """A text that two outlets print is two articles and one voice, wherever something is counted."""
    for by, expected in (("articles", articles), ("voices", voices)):
        result = reprinted(*command, "--by", by)
        out = " ".join((result.out + result.err).split())
        assert result.status == 0
        if command == ["speakers"]:
            name, number = expected.split()
            assert f"{name} outlets" in out
            assert f"3 {number} " in out
        else:
            assert expected in out
    if command == ["families"]:
        assert "articles," not in " ".join(reprinted(*command, "--by", "voices").out.split())
