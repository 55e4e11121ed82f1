"""Windows over an article: cut between paragraphs where that can be, so that pieces are read once."""

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from quoth.read.windows import BEFORE, CONTEXT, LONGER, WINDOW, windows


@given(st.lists(st.integers(1, 700), max_size=40), st.sampled_from([8, 64, 256, 300]), st.integers(0, 3))
def test_every_piece_is_kept_from_one_window(paragraphs: list[int], window: int, quarter: int) -> None:
    """Windows cover all pieces, none is longer than asked by more than an eighth, and each one gets further."""
    *begins, size = itertools.accumulate(paragraphs, initial=0)
    done = 0
    for start, end, first, last in windows(size, begins, window, window * quarter // 8, window * quarter // 16):
        assert 0 <= start <= first == done <= last <= end <= size
        assert end - start <= window + window // 8
        assert last > done or size == 0
        done = last
    assert done == size


@given(st.lists(st.integers(1, WINDOW // 2), min_size=1, max_size=60))
def test_an_article_of_short_paragraphs_is_read_once(paragraphs: list[int]) -> None:
    """Where a paragraph ends in time, windows are kept from one to one; only a few pieces before are read again."""
    *begins, size = itertools.accumulate(paragraphs, initial=0)
    found = list(windows(size, begins))
    assert {w.first for w in found} <= set(begins)
    assert [w.first - w.start for w in found] == [0, *[BEFORE] * (len(found) - 1)]
    assert [w.end for w in found] == [w.last for w in found]


def test_windows_of_one_article_are_about_equally_long() -> None:
    """No short rest stands alone: ten paragraphs of 40 are 200 and 200, not 280 and 120."""
    assert [w.last - w.first for w in windows(400, range(0, 400, 40))] == [200, 200]
    assert [w.end - w.start for w in windows(WINDOW + LONGER, [0])] == [WINDOW + LONGER]


def test_within_a_long_paragraph_pieces_have_context_on_both_sides() -> None:
    """None is kept that stands within the context of a cut."""
    found = list(windows(1000, [0]))
    assert len(found) > 3
    for w in found:
        assert w.start == 0 or w.first - w.start >= CONTEXT
        assert w.end == 1000 or w.end - w.last >= CONTEXT
    assert np.diff([w.start for w in found]).max() == WINDOW - 2 * CONTEXT
