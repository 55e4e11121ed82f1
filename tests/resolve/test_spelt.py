"""What letters stand for, where the text spells them out."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoth.read.parsed import shape_parse
from quoth.resolve.spelt import spelt_out
from tests.resolve.test_entities import forms_of


@pytest.mark.parametrize(
    ("letters", "text", "words"),
    [
        ("BHM", "The Brown Herring Matters movement met on Monday.", "Brown Herring Matters"),
        ("OHC", "Those at the Ostran Harbour Council left, said one.", "Ostran Harbour Council"),
        ("UMH", "He left the Union for Merrin and Halden in May.", "Union for Merrin and Halden"),
        ("B.H.M.", "The Brown Herring Matters movement met on Monday.", "Brown Herring Matters"),
    ],
)
def test_letters_are_the_first_of_words(letters: str, text: str, words: str) -> None:
    """Words in a row that begin with the letters are what they stand for; small words between them go free."""
    assert spelt_out(shape_parse(text), letters) == words


@pytest.mark.parametrize(
    ("letters", "text"),
    [
        ("BHM", "Big Herring Merrin Sale Begins"),  # a headline
        ("BH", "The Brown Herring movement met."),  # two letters may be anything's
        ("BHM", "Brown left. Herring Matters met."),  # two sentences
        ("BHM", "The brown herring matters to us."),
        ("Bhm", "The Brown Herring Matters movement met."),
        ("", "The Brown Herring Matters movement met."),
    ],
)
def test_other_words_are_nobodys(letters: str, text: str) -> None:
    """Headlines, words without capitals and words of two sentences spell nothing out, and nor do two letters."""
    assert spelt_out(shape_parse(text), letters) is None


def test_a_body_is_named_by_the_words() -> None:
    """Letters that are spelt out anywhere are one body with the words."""
    forms = forms_of("The BHM met. Critics of the Brown Herring Matters movement left. BHM said it would stay.")
    assert "BHM" not in forms
    assert any(name.startswith("Brown Herring Matters") for name in forms)


@settings(max_examples=50, deadline=None)
@given(text=st.text(max_size=60), letters=st.text(st.sampled_from("ABM."), max_size=8))
def test_any_text_has_an_answer(text: str, letters: str) -> None:
    """What letters stand for is in the text, or there is nothing."""
    words = spelt_out(shape_parse(text), letters)
    assert words is None or words in " ".join(text.split())
