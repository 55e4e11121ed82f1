"""BIO labels and Viterbi."""

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from quoth.read.spans import ROLES, TAGS, best_tags, best_tags_each, legal, spans_of, tags_of


@st.composite
def span_lists(draw: st.DrawFn) -> tuple[list[tuple[str, int, int]], int]:
    """Spans that do not overlap, and the number of tokens they lie in."""
    out, at = [], 0
    for gap, width, role in draw(
        st.lists(st.tuples(st.integers(0, 3), st.integers(1, 5), st.sampled_from(ROLES)), max_size=8)
    ):
        out.append((role, at + gap, at + gap + width))
        at += gap + width
    return out, at + draw(st.integers(0, 3))


@given(span_lists())
def test_spans_to_labels_to_spans_is_the_identity(case: tuple[list[tuple[str, int, int]], int]) -> None:
    """Labels lose nothing, also where two spans of one role touch."""
    spans, size = case
    assert spans_of(tags_of(spans, size)) == spans


@given(st.lists(st.integers(0, 6), max_size=12))
def test_labels_to_spans_never_fails(tags: list[int]) -> None:
    """Any sequence of labels, legal or not, reads as spans in order that do not overlap."""
    spans = spans_of(tags)
    assert all(i < j for _, i, j in spans)
    assert all(a[2] <= b[1] for a, b in itertools.pairwise(spans))


@given(st.integers(0, 2**31), st.integers(1, 4))
def test_viterbi_finds_what_trying_all_finds(seed: int, size: int) -> None:
    """The best legal sequence is the best of all legal ones."""
    rng = np.random.default_rng(seed)
    scores = rng.normal(size=(size, len(TAGS))).astype(np.float32)
    bigrams = rng.normal(size=(len(TAGS), len(TAGS))).astype(np.float32)

    def total(tags: tuple[int, ...]) -> float:
        return float(
            sum(scores[n, t] for n, t in enumerate(tags)) + sum(bigrams[a, b] for a, b in itertools.pairwise(tags))
        )

    every = itertools.product(range(len(TAGS)), repeat=size)
    allowed = [t for t in every if legal(0, t[0]) and all(legal(a, b) for a, b in itertools.pairwise(t))]
    best = best_tags(scores, bigrams)
    assert tuple(best) in allowed
    assert abs(total(tuple(best)) - max(map(total, allowed))) < 1e-4


def test_nothing_has_no_tags() -> None:
    """An empty article has an empty sequence."""
    assert best_tags(np.zeros((0, 7), np.float32), np.zeros((7, 7), np.float32)) == []


def test_sequences_are_found_together_as_one_by_one() -> None:
    """Each has the tags that it has alone; of two that are equally good, the first in the order of tags."""
    rng = np.random.default_rng(3)
    scores = rng.normal(size=(3, 40, 7)).astype(np.float32)
    scores[2] = 0
    bigrams = rng.normal(size=(7, 7)).astype(np.float32)
    assert best_tags_each(scores, bigrams) == [best_tags(each, bigrams) for each in scores]
    assert best_tags_each(np.zeros((2, 3, 7), np.float32), np.zeros((7, 7), np.float32)) == [[0, 0, 0]] * 2
    assert best_tags_each(np.zeros((2, 0, 7), np.float32), bigrams) == [[], []]


def test_each_sequence_may_have_bigrams_of_its_own() -> None:
    """With bigrams of [k, 7, 7] each sequence reads as it does alone with its own."""
    rng = np.random.default_rng(5)
    scores = rng.normal(size=(2, 9, len(TAGS))).astype(np.float32)
    bigrams = rng.normal(size=(2, len(TAGS), len(TAGS))).astype(np.float32)
    assert best_tags_each(scores, bigrams) == [best_tags(s, b) for s, b in zip(scores, bigrams, strict=True)]
