"""Links and beliefs are held for what is within reach, and are what a full table would have."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from quoth.read.belief import Belief
from quoth.read.links import Pointing, table


@given(st.data())
@settings(max_examples=50, deadline=None)
def test_a_table_has_the_sums_of_the_mass_in_each_span(data: st.DataObject) -> None:
    """For spans in any order, nested and overlapping ones, too; turned it has the same values the other way round."""
    starts = st.integers(0, 60)
    spans = [(i, i + n) for i, n in data.draw(st.lists(st.tuples(starts, st.integers(1, 30)), max_size=12))]
    chance = np.random.default_rng(len(spans))
    pointing = [
        Pointing(low, chance.random(size).astype(np.float32), 0.1)
        for low, size in data.draw(st.lists(st.tuples(starts, st.integers(0, 20)), max_size=6))
    ]
    made = table(pointing, spans)
    turned = made.turned
    for n, p in enumerate(pointing):
        for k, (i, j) in enumerate(spans):
            whole = sum(float(x) for at, x in enumerate(p.mass, p.low) if i <= at < j)
            assert abs(made.at(np.array([n]), np.array([k]))[0] - whole) < 1e-5
            assert turned.at(np.array([k]), np.array([n]))[0] == made.at(np.array([n]), np.array([k]))[0]
        columns, values = made.row(n)
        assert columns.tolist() == [k for k, (i, j) in enumerate(spans) if i < p.low + len(p.mass) and p.low < j]
        assert len(values) == len(columns)


def test_a_table_grows_as_its_spans_do() -> None:
    """Ten times the spans and what points at them, ten times the pairs, whatever long span lies around all of them."""

    def pairs(size: int) -> int:
        spans = [(0, 4 * size), *((4 * n, 4 * n + 2) for n in range(size))]
        return len(table([Pointing(4 * n, np.ones(80, np.float32), 0.0) for n in range(size)], spans).values)

    assert pairs(1_000) <= 12 * pairs(100)


def test_a_piece_is_of_the_cue_in_which_is_most_belief() -> None:
    """The first of equals, and of none where no belief is left."""
    belief = Belief(np.array([0, 1, 1, 2]), np.array([0, 0, 2, 0]), np.array([0.2, 0.5, 0.0, 0.5]), 3)
    cues, values = belief.best()
    assert (cues.tolist(), values.tolist()) == ([1, -1, -1], [0.5, 0.0, 0.0])
    assert [belief.of(0, 0), belief.of(2, 0), belief.of(2, 2), belief.of(0, 1)] == [0.2, 0.5, 0.0, 0.0]
