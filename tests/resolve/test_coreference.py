from __future__ import annotations

import json
from importlib import resources

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoth.read.parsed import shape_parse
from quoth.resolve.coreference import FEATURES, THIRD, antecedents, candidates, rank, ranker
from quoth.resolve.discourse import Discourse
from tests.resolve.parses import NETWORK, parse_by

PIECES = (
    "he she it they his her its their Ana Lim Piet Hoek the mayor Sand Party officials report said met . , \n\n".split(
        " "
    )
)
TEXTS = st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join)


def last_taken_up(text: str) -> str | None:
    """What the last pronoun of a text takes up, in its words; None where nothing."""
    parse = parse_by(NETWORK, text)
    last = max(n for n, word in enumerate(parse.lower) if word in THIRD)
    found = antecedents(parse).get(last)
    return parse.slice(*found) if found else None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Piet Hoek met Ana Lim. He was late.", "Piet Hoek"),
        ("Piet Hoek met Ana Lim. She was late.", "Ana Lim"),
        ("Ana Lim spoke. She was late.", "Ana Lim"),
        ("The queen met Piet Hoek. She was late.", "The queen"),
        ("Mr. Hillary Stroud met Anna Benn. He was late.", "Hillary Stroud"),
        ("Hundreds of farmers blocked the road. They were late.", "Hundreds"),
        ("The Sand Bank closed two branches. It was late.", "Sand Bank"),
        ("Anna Weiss and Clara Dorn escaped. They were late.", "Anna Weiss and Clara Dorn"),
        ("Governor Pavlo Hrist met farmers. His car was late.", "Pavlo Hrist"),
        ("Ana Lim said that she was late.", "Ana Lim"),
        ("Ana Lim spoke. She slept. She woke. She was late.", "Ana Lim"),
        ("The police questioned Omar Daru. He was late.", "Omar Daru"),
    ],
)
def test_taken_up(text: str, words: str) -> None:
    """A pronoun takes up one with whom it agrees, by what the text tells first."""
    assert last_taken_up(text) == words


@pytest.mark.parametrize(
    "text", ["He was late.", "He was late. Piet Hoek spoke.", "They were late.", "It was late. The Sand Bank closed."]
)
def test_nobody(text: str) -> None:
    """A pronoun takes up nothing that comes only after it."""
    parse = parse_by(NETWORK, text)
    assert 0 not in antecedents(parse)


def test_too_far() -> None:
    """A pronoun does not reach further back than a page."""
    text = "Piet Hoek came. " + "The bridge fell. " * 12 + "He was late."
    assert last_taken_up(text) is None


def test_barred() -> None:
    """Who is barred is not meant."""
    discourse = Discourse(parse_by(NETWORK, "Piet Hoek met Omar Daru. He was late."))
    word = discourse.parse.lower.index("he")
    first = rank(discourse, word)[0][1]
    others = rank(discourse, word, barred=frozenset({id(first)}))
    assert first not in [chain for _, chain in others]
    assert len(others) == len(rank(discourse, word)) - 1


def test_document_is_no_she() -> None:
    """A report is neither he nor they."""
    discourse = Discourse(parse_by(NETWORK, "The report came out. He was late. They were late."))
    for word in ("he", "they"):
        assert candidates(discourse, discourse.parse.lower.index(word)) == []


def test_weights_that_ship() -> None:
    """The weights are of the features that are computed, and are finite numbers."""
    card = json.loads((resources.files("quoth.resolve") / "pronouns.json").read_text(encoding="utf-8"))
    assert set(card["weights"]) == {"person", "they", "it"}
    for weights in card["weights"].values():
        assert set(weights) <= set(FEATURES)
    assert all(abs(w) < 100 for row in ranker().weights.values() for w in row)


@given(text=TEXTS)
@settings(max_examples=60, deadline=None)
def test_any_text(text: str) -> None:
    """What is taken up stands before the pronoun, and the shares of all who may be meant make one."""
    parse = shape_parse(text)
    for word, (start, end) in antecedents(parse).items():
        assert parse.lower[word] in THIRD
        assert 0 <= start < end <= len(parse)
        assert start < word
    discourse = Discourse(parse)
    for word, low in enumerate(parse.lower):
        if low in THIRD and word in discourse.at:
            shares = [share for share, _ in rank(discourse, word)]
            assert shares == sorted(shares, reverse=True)
            assert not shares or abs(sum(shares) - 1) < 1e-6
