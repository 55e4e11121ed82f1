"""Scores of an article, merged from its windows, and links between merged vectors; the network itself is a fake."""

import numpy as np
import pytest
from numpy.typing import NDArray

from quoth.models import load_model
from quoth.read.network import HEADS, LinkHead, score_tokens
from quoth.read.tokens import Tokens, tokenize
from quoth.read.windows import BEFORE

INNER = 4
WIDTH = len(HEADS) * (2 * INNER + 1)
TEXT = "Ana Lim said the bridge is safe.\n\nThe mayor, Teo Marsh, denied that it had ever been closed. " * 40


def heads() -> dict[str, LinkHead]:
    """Biases that differ everywhere."""
    rng = np.random.default_rng(1)
    return {n: LinkHead(*(rng.normal(size=k).astype(np.float32) for k in (24, 5, 9))) for n in HEADS}


def by_token(ids: NDArray[np.int64], features: NDArray[np.int64]) -> tuple[NDArray[np.float32], ...]:
    """A network that looks at one token at a time."""
    tags = np.sin(ids[..., None] * np.arange(1, 8)).astype(np.float32)
    vectors = np.cos(ids[..., None] * np.arange(1, WIDTH + 1)).astype(np.float32)
    return tags, tags[..., ::-1], vectors, tags[..., :3]


@pytest.fixture(scope="module")
def tokens() -> Tokens:
    """An article of several windows."""
    return tokenize(TEXT, load_model("en-3").tokenizer)


@pytest.mark.parametrize(("window", "context"), [(256, 32), (100, 10), (64, 16)])
def test_scores_do_not_depend_on_where_a_window_falls(tokens: Tokens, window: int, context: int) -> None:
    """Merged scores are those of one window over the whole article, where the network is the same everywhere."""
    whole = score_tokens(tokens, by_token, heads(), 10_000, 0)
    parts = score_tokens(tokens, by_token, heads(), window, context)
    assert len(tokens) > 600
    np.testing.assert_allclose(parts.tags, whole.tags, rtol=1e-5)
    np.testing.assert_array_equal(parts.vectors, whole.vectors)


def test_an_article_of_paragraphs_goes_through_the_network_once(tokens: Tokens) -> None:
    """Each word piece once, but for a few before a window, and the two ends of each."""
    seen: list[int] = []

    def run(ids: NDArray[np.int64], features: NDArray[np.int64]) -> tuple[NDArray[np.float32], ...]:
        seen.append(ids.shape[1])
        return by_token(ids, features)

    score_tokens(tokens, run, heads())
    assert len(seen) > 2
    assert sum(seen) == len(tokens) + 2 * len(seen) + BEFORE * (len(seen) - 1)


def test_links_are_probabilities_over_tokens_and_none(tokens: Tokens) -> None:
    """Each row sums to one, with a column for every token asked about and one for none."""
    scores = score_tokens(tokens, by_token, heads())
    found = scores.links("content_cue", np.array([5, 90, 91, 300]), 0, 340)
    assert found.shape == (4, 341)
    np.testing.assert_allclose(found.sum(1), 1, rtol=1e-4)


def test_link_biases_are_those_of_distance_paragraph_and_marks(tokens: Tokens) -> None:
    """With equal vectors, what is left is the bias, computed here one pair at a time."""
    learned = heads()
    flat = score_tokens(
        tokens,
        lambda i, f: (*by_token(i, f)[:2], np.zeros((*i.shape, WIDTH), np.float32), by_token(i, f)[3]),
        learned,
    )
    rows, low, high = np.array([40, 41]), 10, 120
    found = np.log(flat.links("source_cue", rows, low, high))
    head = learned["source_cue"]
    for r, row in enumerate(rows):
        expected = [
            head.distance[bucket(column - row)]
            + head.crossing[int(np.clip(tokens.paragraph[column] - tokens.paragraph[row], -2, 2)) + 2]
            + head.marks[int(np.clip(tokens.marks[column] - tokens.marks[row], -4, 4)) + 4]
            for column in range(low, high)
        ]
        np.testing.assert_allclose(found[r, :-1] - found[r, -1], expected, atol=1e-4)


def bucket(distance: int) -> int:
    """24 buckets: the distance itself to 3, then logarithmic steps; 12 more for what lies before."""
    size = abs(distance)
    found = size if size < 4 else min(int(4 + np.log2(np.float32(size) / 4) * np.float32(1.4)), 11)
    return found + (12 if distance < 0 else 0)
