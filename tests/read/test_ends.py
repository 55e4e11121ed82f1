"""Content that ends in the middle of a phrase goes on as far as its words are believed in."""

import numpy as np
import pytest

from quoth.models import load_model
from quoth.read.ends import finished
from quoth.read.spans import TAGS
from quoth.read.tokens import Tokens, tokenize


def tokenized(text: str) -> Tokens:
    """A sentence each of whose words is a token."""
    return tokenize(text, load_model("en-3").tokenizer)


@pytest.fixture(scope="module")
def tokens() -> Tokens:
    """One such sentence."""
    return tokenized("We believe that they are in the house of lords, he said.")


def ended(tokens: Tokens, content: str, *, believed: float, taken: str = "") -> list[str]:
    """What ``content`` becomes where every token is believed to be of it as much."""
    tags = np.full((len(tokens), len(TAGS)), np.log(0.01), np.float32)
    tags[:, TAGS.index("I-content")] = np.log(believed)

    def at(words: str) -> list[tuple[int, int]]:
        start = tokens.text.index(words)
        first, last = np.searchsorted(tokens.start, [start, start + len(words)])
        return [(int(first), int(last))] if words else []

    found = finished(tokens, tags, at(content), at(taken))
    return [tokens.text[tokens.start[i] : tokens.end[j - 1]] for i, j in found]


def test_it_goes_on_to_the_end_of_what_is_half_believed(tokens: Tokens) -> None:
    """A span of another role ends it, too, and a comma is left behind."""
    assert ended(tokens, "that they are in", believed=0.4, taken="he said") == ["that they are in the house of lords"]
    assert ended(tokens, "that they are in", believed=0.4, taken="of lords") == ["that they are in the house"]


def test_it_goes_back_where_nothing_more_is_believed(tokens: Tokens) -> None:
    """What is left without its last words has a word of its own, or is none."""
    assert ended(tokens, "that they are in", believed=0.001) == ["that they"]
    assert ended(tokens, "that", believed=0.001) == []


def test_what_ends_a_phrase_stays(tokens: Tokens) -> None:
    """However much is believed of the words behind it."""
    assert ended(tokens, "that they are in the house", believed=0.4) == ["that they are in the house"]


def test_a_month_ends_a_phrase() -> None:
    """Nor is a name one of the small words."""
    assert ended(tokenized("The bridge will be shut in May, he said."), "will be shut in May", believed=0.001) == [
        "will be shut in May"
    ]
