"""The lines of a text: where they are, and how they end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.ingest.lines import ends_sentence, lines_of, squash


def test_lines_know_the_blank_lines_around_them() -> None:
    """A line opens after a blank line and closes before one; the edges of the text count as blank."""
    lines = lines_of("\n  Dam holds \r\nBy Ana Ruiz\r\n \r\nThe dam\rholds.")
    assert [(line.text, line.opens, line.closes) for line in lines] == [
        ("Dam holds", True, False),
        ("By Ana Ruiz", False, True),
        ("The dam", True, False),
        ("holds.", False, True),
    ]


@given(st.text(st.sampled_from("a \t\r\n\u2028é\u0301🚢"), max_size=60))
def test_every_line_slices_to_itself(text: str) -> None:
    """Offsets count code points of the text, in order, and nothing but white space lies between lines."""
    at = 0
    for line in lines_of(text):
        assert text[line.start : line.end] == line.text
        assert text[at : line.start].isspace() or at == line.start
        at = line.end
    assert not text[at:].strip()


@pytest.mark.parametrize(
    "line",
    [
        "The dam holds.",
        "“The dam holds.”",
        "Will it hold?",
        "ڈیم قائم ہے۔",
        "बांध टिका है।",
        "ダムは持つ。",
        "It holds.)",
    ],
)
def test_a_sentence_ends_in_a_full_stop(line: str) -> None:
    """Full stops of other scripts count, and closing marks after them do not hide them."""
    assert ends_sentence(line)


@pytest.mark.parametrize("line", ["Mayor: ‘We stay’", "And then ...", "Aid for the U.S.", "Osk & Sons Ltd.", "", "”"])
def test_a_headline_does_not(line: str) -> None:
    """An ellipsis and an abbreviation end no sentence."""
    assert not ends_sentence(line)


def test_questions_may_be_left_out() -> None:
    """Headlines ask and shout too, so for them a question mark does not count."""
    assert not ends_sentence("Will the dam hold?", asks=False)


def test_squash_keeps_what_two_renderings_share() -> None:
    """Marks, spaces and case do not matter."""
    assert squash("Mayor: “We  stay”") == squash("MAYOR: 'We stay'") == "mayorwestay"
