"""ninjs stories, written from the standard's three versions, of an invented agency."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.ingest.things import DAM, GOAT, reasons, taken

BODY = f"<p>PORT HALDEN (Norwire) — {DAM}</p><p>{GOAT}</p><table><tr><td>1</td></tr></table>"
FIRST = {
    "uri": "urn:newsml:norwire.example:20310503:17",
    "type": "text",
    "mimetype": "text/html",
    "versioncreated": "2031-05-03T08:15:00Z",
    "pubstatus": "usable",
    "language": "en",
    "headline": "Mayor says dam will hold",
    "byline": "By Ana Ruiz",
    "infosource": [{"name": "Norwire"}],
    "body_xhtml": BODY,
}
SECOND = {
    "uri": "https://norwire.example/17",
    "type": "text",
    "versioncreated": "2031-05-03T08:15:00Z",
    "language": "en-GB",
    "headlines": [{"role": "short", "value": "Dam"}, {"role": "main", "value": "Mayor says dam will hold"}],
    "by": "Ana Ruiz",
    "infosources": [{"role": "provider", "name": "Norwire"}],
    "bodies": [
        {"role": "plain", "contenttype": "text/plain", "value": "shorter"},
        {"role": "main", "contenttype": "text/html", "value": BODY},
    ],
}
THIRD = {
    "uri": "https://norwire.example/17",
    "type": "text",
    "versionCreated": "2031-05-03T08:15:00Z",
    "headlines": [{"role": "main", "value": "Mayor says dam will hold"}],
    "by": "Ana Ruiz",
    "provider": {"name": "Norwire"},
    "bodies": [{"role": "main", "contentType": "text/plain", "value": f"PORT HALDEN (Norwire) — {DAM}\r\n\r\n{GOAT}"}],
}


@pytest.mark.parametrize("story", [FIRST, SECOND, THIRD])
def test_every_version_is_the_same_article(tmp_path: Path, story: dict[str, Any]) -> None:
    """Headline above body, a blank line between paragraphs, tables left out, and the facts of the story."""
    (tmp_path / "story.json").write_text(json.dumps(story), encoding="utf-8")
    (article,), dropped = taken(tmp_path / "story.json")
    assert dropped == []
    assert article.text == f"Mayor says dam will hold\n\nPORT HALDEN (Norwire) — {DAM}\n\n{GOAT}"
    assert article.title == "Mayor says dam will hold"
    assert (article.outlet, article.authors, article.published) == (
        "Norwire",
        ("Ana Ruiz",),
        "2031-05-03T08:15:00+00:00",
    )
    assert [part.name for part in article.parts] == ["headline", "dateline"]


def test_stories_in_lists_and_lines(tmp_path: Path) -> None:
    """As agencies' interfaces give them."""
    (tmp_path / "a.json").write_text(json.dumps({"items": [FIRST, SECOND]}), encoding="utf-8")
    (tmp_path / "b.jsonl").write_text(json.dumps(FIRST) + "\n" + json.dumps(THIRD), encoding="utf-8")
    assert len(taken(tmp_path / "a.json")[0]) == len(taken(tmp_path / "b.jsonl")[0]) == 2


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"type": "picture"}, "the agency sent it as picture, not as text"),
        ({"pubstatus": "canceled"}, "the agency has marked it canceled"),
        ({"body_xhtml": " "}, "the story has no body"),
        ({"body_xhtml": "<p> </p>"}, "it has no text"),
    ],
)
def test_stories_that_are_no_articles(tmp_path: Path, change: dict[str, str], reason: str) -> None:
    """A picture, what was withdrawn, and a story without its body have their reasons."""
    (tmp_path / "story.json").write_text(json.dumps({**FIRST, **change}), encoding="utf-8")
    assert reasons(tmp_path / "story.json")[0].startswith(reason)
