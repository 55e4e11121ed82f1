"""`quoth read --explain`: what every room made of a report, and why."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from quoth.pipeline import Explained
from quoth.records import Article, Dropped, Part, SaidOn
from quoth.resolve import Named, Resolution
from quoth.show.explanation import explanation
from tests.show import made
from tests.show.conftest import REPORT, Quoth

NAMES = (
    Named("Lantern", "organization", ("The Lantern",), 1, ()),
    Named("Ada Quill", "person", ("Ada Quill", "Quill"), 3, ("mayor (Aldmoor)",)),
)


def explained(**fields: object) -> Explained:
    """What the rooms made of the invented storm: the chained statement was found by the last of them."""
    resolution = Resolution((made.LANTERN, made.SAFE, made.DENIAL), NAMES)
    found = tuple(replace(each, speaker=None, said_on=None) for each in (made.LANTERN, made.DENIAL))
    return replace(Explained(made.ARTICLE, found, resolution), **fields)  # type: ignore[arg-type]


def rooms(whole: Explained) -> tuple[str, str, str]:
    """What is said of each room, with white space closed up."""
    lines = explanation(whole, width=100).splitlines()
    starts = [next(n for n, line in enumerate(lines) if line.startswith(f"{name}  ")) for name in ROOMS]
    pieces = [lines[a:b] for a, b in zip(starts, [*starts[1:], len(lines)], strict=True)]
    ingest, read, resolve = (" ".join(" ".join(piece).split()) for piece in pieces)
    return ingest, read, resolve


ROOMS = ("ingest", "read", "resolve")


def test_ingest_says_where_the_text_comes_from() -> None:
    """Origin, title and outlet; what was not given; the parts with their offsets; what had to be guessed."""
    article = Article.of(
        made.TEXT, origin="storm.txt", outlet="Northern Wire", parts=[Part("headline", 0, 22)], notes=["a guess"]
    )
    ingest, _, _ = rooms(explained(article=article))
    assert "from storm.txt" in ingest
    assert "outlet Northern Wire" in ingest
    assert "published not given" in ingest
    assert "headline 0–22 Storm cuts off Aldmoor" in ingest
    assert "note a guess" in ingest


def test_read_gives_every_span_with_its_offsets() -> None:
    """And kind, confidence, and what made it; a number that the next room uses again."""
    _, read, _ = rooms(explained())
    start, end = made.at("that it had moved")
    assert "read 2 statements [1]" in read
    assert f"[3] indirect, body, 0.75, by hand, {made.DENIAL.id} source" in read
    assert f"content {start}–{end} that it had moved" in read
    assert "[2]" not in read


def test_read_says_what_was_dropped() -> None:
    """With the reason."""
    _, read, _ = rooms(explained(dropped=(Dropped("storm.txt", "read", "span 1-2 does not slice"),)))
    assert "2 statements, 1 dropped" in read
    assert "dropped span 1-2 does not slice" in read


def test_resolve_lists_whom_the_report_names() -> None:
    """Who is named most comes first, with type, other forms and roles."""
    _, _, resolve = rooms(explained())
    assert "2 names, 3 statements, 1 of them found only here" in resolve
    assert "Ada Quill person, 3× also Quill. mayor (Aldmoor) Lantern organization, 1×" in resolve


def test_resolve_says_who_and_when_and_why() -> None:
    """The speaker, from which words, how sure, for what reason; the day likewise; the stance; what it stands in."""
    _, _, resolve = rooms(explained())
    assert "[3] that it had moved speaker Ada Quill (person, mayor, Aldmoor) ← “She” 0.90, named" in resolve
    assert "day 2026-02-03 (day) ← “on Tuesday” 0.95, beside the cue" in resolve
    assert "attitude communication, denied ← “deny”" in resolve
    assert f"[2] indirect, body, 0.75, by hand, {made.SAFE.id} source" in resolve
    assert "within [1]" in resolve


def test_what_is_not_known_is_said() -> None:
    """Unknown speakers, days that nobody tells, and days that need a date of publication."""
    statement = replace(made.DENIAL, speaker=None, source=(), said_on=SaidOn(None, None, "Tuesday"))
    _, _, resolve = rooms(explained(resolution=Resolution((statement, replace(made.SAFE, within="st_gone")))))
    assert "speaker unknown ← no words no confidence given, no reason given" in resolve
    assert "day unknown without a date of publication ← “Tuesday”" in resolve
    assert "day unknown: the article does not say" in resolve
    assert "within st_gone" in resolve


def test_days_from_to_are_iso() -> None:
    """An interval has both ends, and how fine it is."""
    week = SaidOn("2026-01-26", "2026-02-01", "last week", "week", 0.8, "beside the cue")
    _, _, resolve = rooms(explained(resolution=Resolution((replace(made.DENIAL, said_on=week),))))
    assert "2026-01-26 to 2026-02-01 (week) ← “last week”" in resolve


@pytest.mark.parametrize("width", [60, 100])
def test_no_line_is_wider_than_asked(width: int) -> None:
    """Long words go on below their own beginning."""
    assert max(map(len, explanation(explained(), width=width).splitlines())) <= width


def test_every_report_is_explained(quoth: Quoth, report: str) -> None:
    """In the order given; what cannot be read has its sentence, and the status is that of the good ones."""
    Path("other.txt").write_text(f"Other news\n\n{REPORT}", encoding="utf-8")
    result = quoth("read", "other.txt", "missing.txt", report, "--explain", "--published", "2026-02-03")
    assert result.status == 0
    assert [line for line in result.out.splitlines() if line.startswith("  from")] == [
        "  from       other.txt",
        f"  from       {report}",
    ]
    assert result.out.count("\nresolve") == 2
    assert result.err.startswith("quoth: missing.txt: ")
    assert quoth("read", "missing.txt", "--explain").status == 1


@pytest.mark.parametrize("form", ["json", "jsonl", "csv"])
def test_it_is_for_people_only(quoth: Quoth, report: str, form: str) -> None:
    """With a form for programs it is wrong use; with the table, which is the default, it is not."""
    result = quoth("read", report, "--explain", "--format", form)
    assert (result.status, result.out) == (2, "")
    assert f"leave out --format {form}" in result.err
    assert result.err.count("\n") == 1
    assert quoth("read", report, "--explain", "--format", "table").status == 0


def test_no_character_of_a_report_commands_the_terminal(quoth: Quoth, report: str) -> None:
    """Neither control characters nor those that turn the direction of writing."""
    Path(report).write_text('Storm\x1b[31m\n\n"We\u202e are\x9b safe," the \u2066mayor said.\n', encoding="utf-8")
    result = quoth("read", report, "--explain")
    assert not set("\x1b\x9b\u202e\u2066") & set(result.out)
