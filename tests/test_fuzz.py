"""Nothing that is given to Quoth breaks it: no traceback, and no span that does not slice to its text."""

from __future__ import annotations

import contextlib
import functools
import io
import json
import re
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoth import samples
from quoth.pipeline import Reading, read_text
from quoth.read import Reader, load_reader, reader_names
from quoth.records import Statement
from quoth.show import commands
from quoth.show.cli import run

# What reports are made of, and what breaks readers of reports: it is thrown together at random.
MARKS = ["``", "''", *"\"“”‘’'«»„"]
SPACES = ["\n", "\n\n", "\r\n", "\u2028", "\x00", " ", ",", ".", ": ", " – "]
WORDS = [
    "said",
    "says ",
    " told ",
    "according to ",
    "he added, ",
    "did not say ",
    "the mayor",
    "Ismail ",
    "Dr. ",
    "1,000",
]
LABELS = ["MAYOR: ", "(Reuters) - ", "Read more: ", "6 p.m. ", "U.S. ", "=1+1", "[b]", "%s", "{}", "\\"]
ODD = ["e\u0301", "\u202e", "\u200f", "🚢", "👩\u200d🚀", "漢字", "ß", "\ud83d", "\udc00", "\ufeff", "a" * 50]
NUMBERS = ["ſix ", "5 Km ", "nearly ", "one hundred ", "9" * 320, " to ", " people", "laſt week ", "$", "²"]
TAGS = ["<p>", "</p>", "<html>", "&quot;", "&#8220;"]
PIECES = st.sampled_from([*MARKS, *SPACES, *WORDS, *LABELS, *ODD, *NUMBERS, *TAGS])
TEXTS = st.one_of(st.lists(PIECES, max_size=60).map("".join), st.text(st.characters(codec=None), max_size=80))
BYTES = st.one_of(
    TEXTS.map(lambda text: text.encode("utf-8", "surrogatepass")),
    TEXTS.map(lambda text: text.encode("utf-16", "surrogatepass")),
    TEXTS.map(lambda text: text.encode("cp1252", "ignore")),
    st.binary(max_size=200),
)
SAMPLES = Path(samples.__file__).parent
FUZZ = settings(max_examples=150, deadline=None)

reader_of = functools.cache(load_reader)


def beginning(statement: Statement) -> int:
    """Where the first of a statement's spans begins."""
    return min(span.start for span in (*statement.content, *statement.cue, *statement.source))


@pytest.mark.parametrize("name", reader_names())
@given(text=TEXTS)
@FUZZ
def test_any_text_is_kept_and_every_span_slices(name: str, text: str) -> None:
    """The text is the same to the last character; each statement is certified, in text order, and there and back."""
    reader: Reader = reader_of(name)
    reading = read_text(text, reader=reader)
    assert reading.article.text == text
    assert reading.dropped == ()
    for statement in reading.statements:
        statement.check(reading.article)
    starts = [beginning(statement) for statement in reading.statements]
    assert starts == sorted(starts)
    assert Reading.from_dict(reading.to_dict()) == reading


@pytest.mark.parametrize("form", ["table", "json", "jsonl", "csv"])
@given(data=BYTES)
@FUZZ
def test_any_bytes_leave_no_traceback(form: str, data: bytes) -> None:
    """`quoth read -` ends with 0, or with 1 and one sentence; it prints UTF-8, and JSON where that was asked for."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    with (
        mock.patch.object(commands.reading, "stdin", return_value=io.BytesIO(data)),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        status = run(["read", "-", "--reader", "rules", "--format", form])
    printed, said = (stream.buffer.getvalue().decode("utf-8") for stream in (out, err))
    notes = re.findall("encoding guessed|NUL character|may be missing|since it is no prose", said)
    assert (status, said.count("\n") - len(notes)) in [(0, 0), (1, 1)]
    assert not notes or (status == 0 and form in {"jsonl", "csv"})
    assert "fault of Quoth" not in said
    assert "reading it failed" not in said
    for line in printed.splitlines() if form.startswith("json") else []:
        assert isinstance(json.loads(line), dict)


@pytest.mark.parametrize(("plain", "odd"), [("s", "ſ"), ("kK", "KK"), ("iI", "ıİ"), ("0123456789", "٠١٢٣٤٥٦٧٨٩")])
def test_letters_that_patterns_take_for_others_break_no_report(plain: str, odd: str) -> None:
    """The bundled reports are read with a long s, a Kelvin sign, the Turkish i or Arabic digits in them."""
    table = str.maketrans(plain, odd)
    for path in sorted(SAMPLES.glob("2*.*")):
        text = path.read_text(encoding="utf-8")
        for every in (1, 7):
            made = "".join(c.translate(table) if n % every == 0 else c for n, c in enumerate(text))
            assert read_text(made, reader=reader_of("rules")).article.text == made
