"""What the text itself allows, on invented paragraphs; and a property of whatever is decoded."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from quoth.models import load_model
from quoth.read.decode import Decoding, decode
from quoth.read.network import HEADS, LinkHead, Scores
from quoth.read.spans import TAGS, legal
from quoth.read.structure import Structure
from quoth.read.tokens import tokenize
from tests.read.places import where

TOKENIZER = load_model("en-3").tokenizer


def pairs(*spans: tuple[int, int]) -> NDArray[np.int64]:
    """Spans as rows."""
    return np.array(spans, np.int64).reshape(-1, 2)


def allowed(text: str, cue: str, piece: str) -> bool:
    """Whether the piece may choose the cue."""
    tokens = tokenize(text, TOKENIZER)
    return bool(Structure(tokens).allowed(pairs(where(tokens, cue)), pairs(where(tokens, piece)))[0])


@pytest.mark.parametrize(
    ("text", "cue", "piece", "may"),
    [
        ("Ana Lim said it would rain.", "said", "it would rain", True),
        ("Ana Lim said so.\n\nIt would rain.", "said", "It would rain", False),
        ("Ana Lim said so.\n\n“It would rain in May.”", "said", "“It would rain in May.”", True),
        ("Ana Lim said so.\n\nRain fell.\n\n“It would rain in May.”", "said", "“It would rain in May.”", False),
        ("Ana Lim said so.\n\n“It is wet.” The dam held.", "said", "“It is wet.”", False),
        ("“It would rain in May.”\n\nSo said Ana Lim.", "said", "“It would rain in May.”", True),
    ],
)
def test_a_piece_stays_in_its_paragraph_unless_it_is_a_quotation_that_goes_on(
    text: str, cue: str, piece: str, may: bool
) -> None:
    """Only paragraphs that are quotations from end to end may lie between a cue and its piece."""
    assert allowed(text, cue, piece) is may


def test_a_quotation_touches_its_own_cue_and_not_the_one_beyond_it() -> None:
    """Over the source and a few words; what is no quotation touches none."""
    text = "Teo Marsh said rain fell. He added on Monday: “We wait for the river to fall.”"
    tokens = tokenize(text, TOKENIZER)
    said, added = where(tokens, "said"), where(tokens, "added")
    fell, wait = where(tokens, "rain fell"), where(tokens, "“We wait for the river to fall.”")
    teo, he = where(tokens, "Teo Marsh"), where(tokens, "He")
    near, _ = Structure(tokens).touching(pairs(said, added, said), pairs(wait, wait, fell), pairs(teo, he, teo))
    assert near.tolist() == [False, True, False]


def test_a_mark_that_nothing_closes_makes_no_paragraph_a_quotation() -> None:
    """It may end anywhere, so that nothing is built on it."""
    tokens = tokenize('"The last shift ends on Friday, said Per Dahl. Nobody has been told why.', TOKENIZER)
    assert Structure(tokens).quotations == []


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.sampled_from(["“We wait.” Ana said. ", "It rained. ", "\n\n", "Teo said so. ", "“No.” "]), max_size=14),
    st.integers(0, 9),
)
def test_whatever_the_scores_pieces_of_a_statement_lie_in_one_paragraph_or_run_on(parts: list[str], seed: int) -> None:
    """Of any two neighbouring pieces the later one is at most a paragraph on, or in a quotation that goes on."""
    tokens = tokenize("".join(parts), TOKENIZER)
    rng = np.random.default_rng(seed)
    tags, inner = (np.log(rng.dirichlet(np.ones(len(TAGS)) / 3, len(tokens)) + 1e-9).astype(np.float32) for _ in "ab")
    vectors = rng.normal(size=(len(tokens), len(HEADS) * 33)).astype(np.float32)
    none = {n: LinkHead(*(np.zeros(k, np.float32) for k in (24, 5, 9))) for n in HEADS}
    bigrams = np.where([[legal(a, b) for b in range(len(TAGS))] for a in range(len(TAGS))], 0.0, -20.0)
    scores = Scores(tokens, tags, inner, vectors, none, np.zeros((len(tokens), 1), np.float32))
    structure = Structure(tokens)
    for f in decode(scores, Decoding(bigrams.astype(np.float32), piece=0.01)):
        at = sorted({int(tokens.paragraph[n]) for i, j in [*f.content, *f.cue] for n in (i, j - 1)})
        for before, after in itertools.pairwise(at):
            between = [p for i, j in f.content if before < (p := int(tokens.paragraph[i])) <= after]
            assert (
                after - before <= 1
                or not between
                or all(
                    structure.fills_paragraph((int(np.searchsorted(tokens.paragraph, p)), 0))
                    for p in range(before + 1, after)
                )
            )
