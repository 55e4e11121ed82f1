"""The report: one file, hostile text as text, and a recipe that checks it."""

from __future__ import annotations

import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

from quoth.records import Article, Statement
from quoth.show.cli import run
from quoth.show.locked import certify
from quoth.show.python import Library
from quoth.show.web.paper import RECIPE, report_page

TEXT = 'Aldmoor\r\n\n"<script>alert(1)</script> \u202esafe," the mayor said.\n'
ARTICLE = Article.of(
    TEXT,
    origin="a.txt",
    title="<img src=x onerror=alert(1)>\u202e",
    url="javascript:alert(1)",
    outlet="</style>",
)
SAID = Statement.of(
    ARTICLE, content=[(9, TEXT.index(" the mayor"))], cue=[], source=[], kind="direct", confidence=1.0, made_by="t"
)


class Tags(HTMLParser):
    """The tags and addresses of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.addresses: list[str | None] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Notes a tag and what it fetches or leads to."""
        self.tags.add(tag)
        self.addresses += [value for name, value in attrs if name in ("src", "href") or name.startswith("on")]


def test_hostile_text_is_text() -> None:
    """No script, no picture, no link that is none, nothing that turns the direction."""
    page = report_page(ARTICLE.title or "", [(ARTICLE, SAID)], total=1, whole=ARTICLE)
    seen = Tags(page)
    assert not seen.tags & {"script", "img", "link", "iframe"}
    assert seen.addresses == [f"#{SAID.id}"]
    assert "\u202e" not in page
    assert "url(" not in page
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;") == 2


def test_ten_lines_of_python_check_a_certificate(tmp_path: Path) -> None:
    """What the page prints runs without Quoth and gives the numbers of the certificate."""
    held = certify(ARTICLE, SAID)
    (tmp_path / "article.txt").write_bytes(TEXT.encode())
    recipe = RECIPE.replace("[(0, 0)]", repr(list(held.spans)))
    assert recipe != RECIPE
    assert len(RECIPE.splitlines()) <= 10
    command = [sys.executable, "-I", "-X", "utf8", "-c", recipe]
    out = subprocess.run(command, cwd=tmp_path, capture_output=True, check=True).stdout.decode()
    assert f"text sha256 {held.sha256}" in out
    assert f"words sha256 {held.content_sha256}" in out


def test_a_family_is_written_as_one_file(samples: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Its versions side by side, and the certificate of each."""
    with Library(samples) as library:
        family = library.families(least=2).records[0]
    assert run(["report", family.id, "--library", str(samples)]) == 0
    page = capsys.readouterr().out
    seen = Tags(page)
    assert not seen.tags & {"script", "img", "link", "iframe"}
    assert page.split("How to check")[0].count("words sha256 ") == len(family.members)
    assert page.count('<li class="side') >= 1
    assert run(["report", "fa_no", "--library", str(samples)]) == 1
    assert "there is no family fa_no" in capsys.readouterr().err


def test_a_check_is_written_as_one_file(samples: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The draft with its verdicts, and the certificates of what is on record."""
    draft = tmp_path / "draft.txt"
    draft.write_text("“I will not rest until I know who signed that paper,” she said.", encoding="utf-8")
    command = ["report", "--check", str(draft), "--library", str(samples), "--reader", "rules"]
    assert run(command) == 0
    page = capsys.readouterr().out
    assert 'class="note exact"' in page
    assert "words sha256" in page.split("How to check")[0]
    assert run([*command, "ferry"]) == 2
