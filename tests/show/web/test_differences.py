"""A wording beside another: every character of it is there, in order, and what differs is marked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.show.direction import visible
from quoth.show.web.differences import SHOWN, differences

OURS = "We will never yield to the storm"


def told(theirs: str, ours: str = OURS, quoted: tuple[tuple[int, int], ...] = ()) -> list[tuple[str, str]]:
    """The bits that differ."""
    return [(bit.kind, bit.text) for bit in differences(theirs, ours, quoted) if bit.kind != "same"]


@pytest.mark.parametrize(
    ("theirs", "marked"),
    [
        (OURS, []),
        ("“We will never yield to the storm,”", []),
        ("We will yield to the storm", [("left", "never")]),
        ("We will never, ever yield to the storm", [("put", "ever")]),
        ("We will never bow to the storm", [("left", "yield"), ("put", "bow")]),
        ("We will never yield", [("left", "to the storm")]),
    ],
)
def test_what_differs_is_marked(theirs: str, marked: list[tuple[str, str]]) -> None:
    """And nothing else: marks and case are no difference."""
    assert told(theirs) == marked


def test_a_sentence_of_another_quotation_is_apart() -> None:
    """It was not put into this one."""
    assert told(f"{OURS}. Bread costs twice as much today.") == [("apart", "Bread costs twice as much today.")]


def test_the_words_of_the_reporter_are_apart() -> None:
    """Where only a part stands in quotation marks."""
    theirs = "that they would ‘never yield’ at all"
    assert told(theirs, OURS, ((16, 29),)) == [
        ("apart", "that they would ‘"),
        ("left", "We will"),
        ("left", "to the storm"),
        ("apart", "’ at all"),
    ]


def test_much_that_is_left_out_is_counted() -> None:
    """More words than one reads in passing."""
    ours = " ".join(f"word{n}" for n in range(SHOWN + 3))
    (bit,) = [bit for bit in differences("word0 word1", ours) if bit.kind == "left"]
    assert (bit.long, bit.words) == (True, SHOWN + 1)


@given(st.text(alphabet="ab c.‘’“”\u202e\n", max_size=60), st.text(alphabet="ab c.", max_size=60))
def test_no_character_is_lost(theirs: str, ours: str) -> None:
    """Without what was left out, the bits joined are the text as it shows."""
    assert "".join(bit.text for bit in differences(theirs, ours) if bit.kind != "left") == visible(theirs)
