"""``quoth check``: one quotation, and every one in a draft of any kind."""

from __future__ import annotations

import io
import json
from html.parser import HTMLParser
from pathlib import Path

import docx
import pytest

from quoth.ask.check import Check, Match
from quoth.ask.hits import About
from quoth.records import Span
from quoth.show.drafts import Checked, Draft
from quoth.show.proof import proof_page
from quoth.show.streams import Shown
from quoth.show.verdicts import checks_table, folded
from tests.show.conftest import Quoth

REPORTS = {
    "one.txt": '"We will not open the gates unless it rains," Ilda Torvane said. Nobody saw the grey heron.\n',
    "two.txt": '"The ferries of Halden sail again on Monday," Odo Quill said.\n',
}
DRAFT = (
    'Ilda Torvane was firm. "We will not open the gates," Ilda Torvane said.\n\n'
    '"The ferries of Halden sail again on Tuesday," Odo Quill said. They call it "the end."\n'
)
SAIL = "The ferries of Halden sail again on Monday"
EXPECTED = [
    ("We will not open the gates", "cut", ["condition"], ["cut"]),
    ("The ferries of Halden sail again on Tuesday", "altered", [], ["replaced"]),
]


@pytest.fixture
def library(quoth: Quoth, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Quoth:
    """Commands in a folder with a library of two reports."""
    monkeypatch.chdir(tmp_path)
    for name, text in REPORTS.items():
        Path(name).write_text(text, encoding="utf-8")
    assert quoth("add", *REPORTS).status == 0
    return quoth


def told(out: str) -> list[tuple[str, str, list[str], list[str]]]:
    """What the lines of JSON say of each quotation."""
    lines = [json.loads(line) for line in out.splitlines()]
    return [
        (one["text"].strip('",'), one["verdict"], one["drops"], [change["kind"] for change in one["changes"]])
        for one in lines
    ]


def word_file(path: Path) -> None:
    """The draft as a word processor keeps it."""
    document = docx.Document()
    for line in DRAFT.strip().split("\n\n"):
        document.add_paragraph(line)
    document.save(str(path))


@pytest.mark.parametrize("kind", ["txt", "docx", "html"])
def test_every_quotation_of_a_draft_is_checked(library: Quoth, kind: str) -> None:
    """Whatever file it is in, with the speaker whom it names; what is too short to be one is left out."""
    path = Path(f"draft.{kind}")
    if kind == "docx":
        word_file(path)
    elif kind == "html":
        body = "".join(f"<p>{line}</p>" for line in DRAFT.strip().split("\n\n"))
        path.write_text(f"<html><body><article><h1>News</h1>{body}</article></body></html>", encoding="utf-8")
    else:
        path.write_text(DRAFT, encoding="utf-8")
    result = library("check", "--file", str(path), "--format", "json")
    assert result.status == 0
    assert told(result.out) == EXPECTED


def test_single_marks_and_single_words_of_a_speaker_are_checked(library: Quoth) -> None:
    """As British drafts have them; a word in marks that nobody says is none."""
    Path("draft.txt").write_text(
        "They shouted ‘The ferries of Halden sail again on Monday’. The ‘grey’ heron doesn’t care.\n\n"
        '"Nonsense indeed," Ilda Torvane said.\n',
        encoding="utf-8",
    )
    found = [json.loads(line) for line in library("check", "--file", "draft.txt", "--format", "json").out.splitlines()]
    assert [(one["verdict"], one["speaker"]) for one in found] == [("exact", None), ("not_found", "Ilda Torvane")]


@pytest.mark.parametrize(
    ("text", "speaker", "verdict"),
    [
        (f'"{SAIL}," Odo Quill said.', "Odo Quill", "exact"),
        (f"{SAIL}, Odo Quill said.", "Odo Quill", "exact"),
        (f"{SAIL}, Ilda Torvane said.", "Ilda Torvane", "other_speaker"),
        (SAIL, None, "exact"),
    ],
)
def test_whoever_is_named_with_the_words_says_them(
    library: Quoth, text: str, speaker: str | None, verdict: str
) -> None:
    """A sentence as it is copied from a report, with marks or without, is no quotation to its end."""
    (line,) = library("check", text, "--format", "json").out.splitlines()
    found = json.loads(line)
    assert (found["text"].strip('",'), found["speaker"], found["verdict"]) == (SAIL, speaker, verdict)


def test_a_draft_is_taken_from_standard_input(library: Quoth, monkeypatch: pytest.MonkeyPatch) -> None:
    """As a dash says."""

    class Piped:
        buffer = io.BytesIO(DRAFT.encode())

    monkeypatch.setattr("sys.stdin", Piped)
    assert told(library("check", "--file", "-", "--format", "json").out) == EXPECTED


def test_a_json_line_has_what_is_promised(library: Quoth) -> None:
    """The verdict and the changes, and each match with its statement, its article, its score and its voice."""
    (line,) = library("check", "We will not open the gates", "--format", "json").out.splitlines()
    found = json.loads(line)
    assert list(found) == ["text", "verdict", "speaker", "turns", "drops", "changes", "matches"]
    assert found["changes"] == [{"kind": "cut", "theirs": "", "ours": "unless it rains"}]
    (match,) = found["matches"]
    assert match["statement"]["content"][0]["text"].startswith('"We will not open')
    assert match["article"]["origin"].endswith("one.txt")
    assert match["score"] == 1.0
    assert match["voice"] == match["article"]["id"]


def test_words_that_were_not_read_are_shown_as_such(library: Quoth) -> None:
    """With the report in which they stand."""
    out = library("check", "Nobody saw the grey heron").out
    assert "exact: these very words are on record" in out
    assert "(in this article, not read as a statement)" in " ".join(out.split())


def test_what_nobody_said_is_only_not_found_here(library: Quoth) -> None:
    """It is never said that nobody said it."""
    out = library("check", "The lighthouse keeper paints seventeen purple doors").out
    assert "not found here" in out
    assert "not said" not in out


class Links(HTMLParser):
    """The ids of a page, what its links point to, and its tags."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.targets: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        self.tags.add(tag)
        self.ids += [known["id"] or ""] if "id" in known else []
        self.targets += [known["href"] or ""] if "href" in known else []


def test_a_page_stands_by_itself(library: Quoth) -> None:
    """Every number in the text leads to its note; nothing is fetched and nothing runs."""
    Path("draft.txt").write_text(DRAFT, encoding="utf-8")
    page = library("check", "--file", "draft.txt", "--format", "html").out
    links = Links()
    links.feed(page)
    assert links.ids == ["q1", "q2"]
    assert links.targets == ["#q1", "#q2"]
    assert not links.tags & {"script", "link", "img", "iframe"}
    assert "the cut drops a condition" in page


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("check",), "give one of TEXT and --file"),
        (("check", "x", "--file", "y"), "give one of TEXT and --file"),
        (("check", "…"), "there is no word in it to check"),
        (("check", "--file", "y", "--speaker", "z"), "the draft names its speakers"),
        (("check", "--file", "missing.txt"), "missing.txt"),
    ],
)
def test_wrong_use_is_told_in_a_sentence(library: Quoth, args: tuple[str, ...], words: str) -> None:
    """With a status that is not 0, and without a traceback."""
    result = library(*args)
    assert result.status != 0
    assert words in " ".join(result.err.replace("│", " ").split())
    assert "Traceback" not in result.err


def match(article: str, outlet: str, day: str, voice: str) -> Match:
    """A match in a report, which is of a voice."""
    about = About(article, "Gates", outlet, None, day, (outlet,), f"{article}.txt")
    return Match(None, about, None, 1.0, "exact", (), Span(0, 5, "Gates"), voice)


MATCHES = (
    match("a1", "Norwire", "2031-05-01", "a1"),
    match("a2", "Halden Post", "2031-05-02", "a1"),
    match("a3", "Vale Herald", "2031-05-03", "a3"),
    match("a4", "Tide", "2031-05-04", "a1"),
)


def test_reprints_are_folded_under_their_voice() -> None:
    """Under the earliest report of each, in the table and on the page."""
    assert [(first.article.id, [each.article.id for each in under]) for first, under in folded(MATCHES)] == [
        ("a1", ["a2", "a4"]),
        ("a3", []),
    ]
    found = Check("Gates", "exact", None, (), (), (), MATCHES)
    wanted = "2 reprints: Halden Post, 2031-05-02; Tide, 2031-05-04"
    assert wanted in " ".join(shown(checks_table([found])).split())
    assert wanted in proof_page(Draft("Gates", (Checked(((0, 5),), found),)))


def shown(what: Shown) -> str:
    """What would be shown, as text."""
    return str(what)
