"""The straight line: sources in, readings and drops out."""

from __future__ import annotations

from pathlib import Path

import pytest

import quoth
from quoth.errors import BadDateError
from quoth.pipeline import Explained, Reading, explain_sources, read_sources, read_text
from quoth.records import Dropped
from tests.fakes import FakeReader

REPORT = 'Storm cuts off Aldmoor\n\n"We are safe," the mayor said. "All of us."\n'


def test_a_reading_holds_the_article_and_its_statements(tmp_path: Path) -> None:
    """A readable file gives its text, unchanged, and certified statements."""
    path = tmp_path / "storm.txt"
    path.write_text(REPORT, encoding="utf-8")
    (reading,) = read_sources([str(path)], reader=FakeReader(), published="2026-02-03")
    assert isinstance(reading, Reading)
    assert reading.article.text == REPORT
    assert reading.article.published == "2026-02-03"
    (statement,) = reading.statements
    assert [span.text for span in statement.content] == ['"We are safe,"', '"All of us."']
    statement.check(reading.article)


def test_one_bad_source_never_stops_the_others(tmp_path: Path) -> None:
    """What cannot be found, and what fails while it is read, is dropped with its reason; the rest is read."""
    for name, text in {"a.txt": REPORT, "b.txt": f"FAIL\n\n{REPORT}", "c.txt": REPORT}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    sources = [str(tmp_path / name) for name in ("a.txt", "missing.txt", "b.txt", "c.txt")]
    first, missing, failed, last = read_sources(sources, reader=FakeReader())
    assert isinstance(first, Reading)
    assert isinstance(last, Reading)
    assert isinstance(missing, Dropped)
    assert (missing.origin, missing.stage) == (sources[1], "ingest")
    assert isinstance(failed, Dropped)
    assert (failed.origin, failed.stage) == (sources[2], "read")
    assert "ZeroDivisionError: as asked" in failed.reason


def test_debugging_lets_the_fault_rise(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With QUOTH_DEBUG=1 a fault in reading comes with its traceback."""
    monkeypatch.setenv("QUOTH_DEBUG", "1")
    path = tmp_path / "b.txt"
    path.write_text(f"FAIL\n\n{REPORT}", encoding="utf-8")
    with pytest.raises(ZeroDivisionError):
        list(read_sources([str(path)], reader=FakeReader()))


def test_what_does_not_slice_to_its_words_is_refused() -> None:
    """A statement that is not certified by the article's text is dropped from the reading, with its reason."""
    reading = read_text(f"SHIFT\n\n{REPORT}", reader=FakeReader())
    assert len(reading.statements) == 1
    (dropped,) = reading.dropped
    assert dropped.stage == "read"


def test_explaining_is_reading_with_every_step_kept(tmp_path: Path) -> None:
    """The same drops and statements; beside them what was found before it was resolved, and the names."""
    path = tmp_path / "storm.txt"
    path.write_text(f"SHIFT\n\n{REPORT}", encoding="utf-8")
    sources = [str(tmp_path / "missing.txt"), str(path)]
    missing, explained = explain_sources(sources, reader=FakeReader(), published="2026-02-03")
    known, reading = read_sources(sources, reader=FakeReader(), published="2026-02-03")
    assert missing == known
    assert isinstance(explained, Explained)
    assert explained.reading == reading
    (found,) = explained.found
    (resolved,) = explained.resolution.statements
    assert (found.id, found.speaker) == (resolved.id, None)
    assert resolved.speaker is not None
    assert "Aldmoor" in {entity.name for entity in explained.resolution.entities}


def test_a_failure_while_explaining_is_dropped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As it is while reading; with QUOTH_DEBUG=1 it rises."""
    path = tmp_path / "b.txt"
    path.write_text(f"FAIL\n\n{REPORT}", encoding="utf-8")
    (failed,) = explain_sources([str(path)], reader=FakeReader())
    assert isinstance(failed, Dropped)
    assert failed.reason == "reading it failed (ZeroDivisionError: as asked); QUOTH_DEBUG=1 shows where"
    monkeypatch.setenv("QUOTH_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        list(explain_sources([str(path)], reader=FakeReader()))
    with pytest.raises(BadDateError):
        explain_sources([str(path)], published="yesterday")


def test_text_is_read_as_it_is() -> None:
    """read_text keeps every character, odd ones too, and takes what the caller knows."""
    text = f"\u202bמזג אוויר\u202c 🌧\ud83d\n\n{REPORT}"
    reading = read_text(text, reader=FakeReader(), title="Storm", outlet="Northern Wire", published="2026-02-03 07:45")
    assert reading.article.text == text
    assert (reading.article.title, reading.article.outlet) == ("Storm", "Northern Wire")
    assert reading.article.published == "2026-02-03T07:45:00"
    assert len(reading.statements) == 1


def test_a_text_without_words_has_no_statements() -> None:
    """Nothing was said in an empty text; that is no fault."""
    assert [read_text(text, reader=FakeReader()).statements for text in ("", " \n\t")] == [(), ()]


def test_a_reading_as_json_has_the_promised_keys() -> None:
    """article, statements, figures, dropped, in that order; and there and back."""
    reading = read_text(REPORT, reader=FakeReader())
    values = reading.to_dict()
    assert list(values) == ["article", "statements", "figures", "dropped"]
    assert Reading.from_dict(values) == reading


@pytest.mark.parametrize("date", ["", "4th of July", "2023-02-30", "04/07/2023", "yesterday"])
def test_a_wrong_date_is_refused_before_anything_is_read(date: str) -> None:
    """It is wrong use: refused at the call, with status 2 for the command line."""
    with pytest.raises(BadDateError) as raised:
        read_sources(["no-such-file.txt"], published=date)
    assert raised.value.exit_status == 2
    with pytest.raises(BadDateError):
        read_text(REPORT, reader=FakeReader(), published=date)


def test_front_door_reads() -> None:
    """The front door's functions are the pipeline's."""
    assert quoth.read_sources is read_sources
    assert quoth.read_text is read_text
