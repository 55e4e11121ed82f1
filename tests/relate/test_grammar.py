"""What single words tell of a change."""

from __future__ import annotations

import pytest

from quoth.relate.grammar import values


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("three hundred forty", (340,)),
        ("three hundred and forty", (340,)),
        ("two thousand three hundred", (2300,)),
        ("two hundred thousand", (200_000,)),
        ("ten thousand five hundred and six", (10_506,)),
        ("twenty five", (25,)),
        ("five twenty", (5, 20)),
        ("nineteen eighty four", (19, 84)),
        ("five hundred six hundred", (500, 600)),
        ("one hundred and the other", (100,)),
        ("1.5 million", (1_500_000,)),
        ("a dozen of 340", ("dozen", 340)),
    ],
)
def test_numbers_in_words_are_read_as_they_are_said(text: str, read: tuple[float | str, ...]) -> None:
    """Hundreds and thousands with what follows them are one number."""
    assert values(text.split()) == read
