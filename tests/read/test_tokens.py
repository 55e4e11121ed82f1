"""Word pieces with offsets and features."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoth.models import load_model
from quoth.read.tokens import Tokens, tokenize

TOKENIZER = load_model("en-3").tokenizer


def test_every_token_slices_to_its_own_characters() -> None:
    """Offsets are code points of the text as given, also past emoji, combining and right-to-left characters."""
    text = "“Zoë 🚢 sank,” said Mme. Le\u0301vy.\n\nقالت ليلى: “No.” It cost 4,500 lira."
    tokens = tokenize(text, TOKENIZER)
    pieces = [text[a:b] for a, b in zip(tokens.start, tokens.end, strict=True)]
    assert pieces[0] == "“"
    assert "sank" in pieces
    assert "cost" in pieces


@given(st.text(max_size=300))
@settings(max_examples=150, deadline=None)
def test_offsets_rise_and_stay_inside(text: str) -> None:
    """For any text: tokens are in order, not empty, inside the text; all columns have one length."""
    tokens = tokenize(text, TOKENIZER)
    assert all(0 <= a < b <= len(text) for a, b in zip(tokens.start, tokens.end, strict=True))
    assert all(a <= b for a, b in zip(tokens.start, tokens.start[1:], strict=False))
    assert {len(tokens.ids), len(tokens.word), len(tokens.paragraph), len(tokens.features), len(tokens.marks)} == {
        len(tokens)
    }


def feature(tokens: Tokens, word: str, column: int) -> int:
    """A feature of the first token of these words."""
    n = next(n for n in range(len(tokens)) if tokens.text[tokens.start[n] :].startswith(word))
    return int(tokens.features[n, column])


@pytest.mark.parametrize(
    ("word", "shape"), [("mayor", 1), ("Lim", 2), ("NATO", 3), ("2,000", 4), (".", 5), ("McGee", 6), ("A ", 7)]
)
def test_shape_keeps_what_lower_case_loses(word: str, shape: int) -> None:
    """Capitals, digits and punctuation come back as a feature."""
    assert feature(tokenize("A mayor, Lim, told NATO 2,000 McGee.", TOKENIZER), word, 0) == shape


def test_paragraph_and_quotation_features() -> None:
    """The article's and each paragraph's first token are marked, and what stands inside marks of each kind."""
    text = "Head line\n\nHe said “yes” and ‘no’.\n\nThen “never closed"
    tokens = tokenize(text, TOKENIZER)
    assert [feature(tokens, w, 1) for w in ("Head", "line", "He s", "Then")] == [2, 0, 1, 1]
    assert [feature(tokens, w, 2) for w in ("said", "yes", "no’", "never")] == [0, 1, 2, 3]


def test_a_lone_surrogate_is_a_token_like_another() -> None:
    """What cannot be encoded does not stop the tokenizer, and shifts no offset."""
    tokens = tokenize("a \ud800 b", TOKENIZER)
    assert [(int(a), int(b)) for a, b in zip(tokens.start, tokens.end, strict=True)][-1] == (4, 5)
