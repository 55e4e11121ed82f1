"""`quoth read`: formats, exit statuses, and one sentence for whatever is wrong."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest

from quoth.pipeline import Reading
from quoth.records import Statement
from quoth.show import commands, lines
from tests.show import made
from tests.show.conftest import REPORT, Quoth


def test_jsonl_is_one_statement_a_line_in_text_order(quoth: Quoth, report: str) -> None:
    """Each line has a statement's record, which reads back as one, and the facts of its article behind it."""
    result = quoth("read", report, "--format", "jsonl")
    lines = [json.loads(line) for line in result.out.splitlines()]
    names = [field.name for field in dataclasses.fields(Statement)]
    assert all(list(line)[: len(names)] == names and line["origin"] == report for line in lines)
    found = [Statement.from_dict({name: line[name] for name in names}) for line in lines]
    assert result.status == 0
    assert [s.source[0].text for s in found] == ["the mayor", "she"]
    assert all(REPORT[span.start : span.end] == span.text for s in found for span in s.content)


def test_json_is_one_article_a_line_in_the_order_given(quoth: Quoth, report: str) -> None:
    """Each line is the record of one reading, with its text and all that was found."""
    Path("other.txt").write_text(f"Other news\n\n{REPORT}", encoding="utf-8")
    result = quoth("read", "other.txt", report, "--format", "json", "--published", "2026-02-03")
    readings = [Reading.from_dict(json.loads(line)) for line in result.out.splitlines()]
    assert [reading.article.origin for reading in readings] == ["other.txt", report]
    assert {reading.article.published for reading in readings} == {"2026-02-03"}
    assert readings[1].article.text == REPORT


def test_csv_has_one_head_and_one_row_a_statement(quoth: Quoth, report: str) -> None:
    """Several spans stand in one cell, with their offsets in another; line ends within cells survive."""
    Path("other.txt").write_text(REPORT.replace("safe,", 'safe;\r"",'), encoding="utf-8", newline="")
    result = quoth("read", report, "other.txt", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(result.out, newline="")))
    assert [row["origin"] for row in rows] == [report, report, "other.txt"]
    assert rows[0]["content"] == '"We are safe," … "All of us."'
    offsets = [tuple(map(int, pair.split("-"))) for pair in rows[0]["content_spans"].split(";")]
    assert [REPORT[start:end] for start, end in offsets] == ['"We are safe,"', '"All of us."']
    assert (rows[0]["polarity"], rows[0]["cue_lemma"], rows[0]["confidence"]) == ("affirmed", "say", "0.875")


def test_csv_has_all_that_the_record_has() -> None:
    """Who, from which evidence, when, and in what; a null is an empty cell."""
    text = "".join([lines.csv_head(), *lines.csv_lines(made.reading())])
    lantern, safe, denial = csv.DictReader(io.StringIO(text, newline=""))
    assert {safe[name] for name in ("said_from", "said_words", "said_granularity", "cue_lemma")} == {""}
    assert safe["within"] == lantern["id"]
    who = ("speaker", "speaker_type", "role", "affiliation", "speaker_confidence", "speaker_implied", "speaker_reason")
    assert [denial[name] for name in who] == ["Ada Quill", "person", "mayor", "Aldmoor", "0.9", "false", "named"]
    day = ("said_from", "said_to", "said_words", "said_granularity", "said_confidence", "said_reason")
    assert [denial[name] for name in day] == [str(value) for value in made.TUESDAY.to_dict().values()]
    nobody = "".join(lines.csv_lines(made.reading(replace(made.SAFE, speaker=None))))
    (row,) = csv.DictReader(io.StringIO(lines.csv_head() + nobody, newline=""))
    assert {row[name] for name in who} == {""}


def test_csv_alters_no_text(quoth: Quoth, report: str) -> None:
    """A quotation that a spreadsheet might take for a formula is still the quotation: words are never altered."""
    Path(report).write_text('=SUM(A1)\n\n"=2+2," the mayor said.\n', encoding="utf-8")
    (row,) = csv.DictReader(io.StringIO(quoth("read", report, "--format", "csv").out, newline=""))
    assert row["content"] == '"=2+2,"'


def test_table_is_the_default_and_shows_every_word(quoth: Quoth, report: str) -> None:
    """No word of a statement is cut off, and the article has a line of its own."""
    result = quoth("read", report)
    assert result.out.startswith("Storm cuts off Aldmoor\n")
    assert "2 statements: 2 direct" in result.out
    assert '"We are safe," … "All of us."' in result.out
    assert "0.88" in result.out


def test_standard_input_is_a_source(quoth: Quoth, monkeypatch: pytest.MonkeyPatch) -> None:
    """`-` reads what is piped in."""
    monkeypatch.setattr(commands.reading, "stdin", lambda: io.BytesIO(REPORT.encode()))
    result = quoth("read", "-", "--format", "json", "--url", "https://northern-wire.example/storm")
    article = json.loads(result.out)["article"]
    assert (article["origin"], article["url"]) == ("-", "https://northern-wire.example/storm")


def test_the_good_ones_in_a_list_are_still_read(quoth: Quoth, report: str) -> None:
    """A missing file, a folder and a failing report have a sentence each; the status is that of the good one: 0."""
    Path("folder").mkdir()
    Path("fails.txt").write_text(f"FAIL\n\n{REPORT}", encoding="utf-8")
    result = quoth("read", "missing.txt", "folder", "fails.txt", report, "--format", "jsonl")
    assert result.status == 0
    assert len(result.out.splitlines()) == 2
    sentences = result.err.splitlines()
    assert [line.split(": ")[:2] for line in sentences] == [
        ["quoth", "missing.txt"],
        ["quoth", "folder"],
        ["quoth", "fails.txt"],
    ]


def test_nothing_usable_is_status_1(quoth: Quoth, tmp_path: Path) -> None:
    """One sentence, nothing on standard output, and 1."""
    result = quoth("read", str(tmp_path / "missing.txt"), "--format", "csv")
    assert (result.status, result.out) == (1, "")
    assert result.err.count("\n") == 1


def test_a_report_without_statements_is_usable(quoth: Quoth, report: str) -> None:
    """No statement in it is an answer: status 0."""
    Path(report).write_text("Nothing happened in Aldmoor on Tuesday, as on most days.\n", encoding="utf-8")
    result = quoth("read", report)
    assert result.status == 0
    assert "No statements found." in result.out
    assert quoth("read", report, "--format", "jsonl").out == ""


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["read"], "Missing argument 'FILE"),
        (["read", "report.txt", "--format", "xml"], "'xml' is not one of"),
        (["read", "report.txt", "--reader", "oracle"], "'oracle' is not one of"),
        (["read", "report.txt", "--published", "yesterday"], "'yesterday' is no date"),
        (["read", "report.txt", "report.txt", "--url", "https://a.example"], "one FILE"),
        (["read", "report.txt", "--fromat", "csv"], "--format"),
        (["reed", "report.txt"], "'read'"),
        (["evaluate"], "Missing argument 'DIR'"),
        (["evaluate", ".", "--bootstrap", "-1"], "--bootstrap"),
    ],
)
def test_wrong_use_is_status_2_and_one_sentence(quoth: Quoth, report: str, args: list[str], says: str) -> None:
    """What is wrong in the command is said in one line, with nothing on standard output."""
    result = quoth(*args)
    assert (result.status, result.out) == (2, "")
    assert says in result.err
    assert result.err.count("\n") == 1


@pytest.mark.parametrize("form", ["table", "json", "jsonl", "csv"])
def test_lone_surrogates_come_out_as_valid_utf8(quoth: Quoth, report: str, form: str) -> None:
    """Half a character in the text crashes no format, and JSON gives it back."""
    text = 'Storm \ud83d\n\n"We are \udc00 safe," the mayor said.\n'
    Path(report).write_bytes(text.encode("utf-16-le", "surrogatepass"))
    result = quoth("read", report, "--format", form)  # decoded strictly by the fixture
    assert "Traceback" not in result.err


def test_control_characters_never_reach_a_terminal(quoth: Quoth, report: str) -> None:
    """A report cannot move the cursor or change the colours of who reads it, in the table or in an error."""
    Path(report).write_text('Storm\x1b[31m\n\n"We\x1b[2J are\x9b safe," the mayor said.\n', encoding="utf-8")
    for form in ("table", "json", "jsonl"):
        out = quoth("read", report, "--format", form).out
        assert "\x1b" not in out
        assert "\x9b" not in out
    assert "\x1b" not in quoth("read", "missing\x1b[31m.txt").err


def test_nothing_turns_the_direction_of_writing_in_a_table(quoth: Quoth, report: str) -> None:
    """Words show in the order in which the report has them; in JSON the report's characters are all there."""
    turns = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    Path(report).write_text(f'Storm{turns}\n\n"We {turns}are safe," the {turns}mayor said.\n', encoding="utf-8")
    table = quoth("read", report).out
    assert '"We are safe,"' in table
    assert not set(turns) & set(table)
    assert turns in json.loads(quoth("read", report, "--format", "json").out)["article"]["text"]
    assert not set(turns) & set(quoth("read", f"missing{turns}.txt").err)
