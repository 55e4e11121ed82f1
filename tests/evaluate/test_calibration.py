"""Whether confidences can be believed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.evaluate import Bin, calibration


def test_the_error_by_hand() -> None:
    """Four predictions at 0.75 of which two are right, and one at 1.0 that is right: a fifth of 4 times 0.25 is 0.2."""
    found = calibration([0.75, 0.75, 0.75, 0.75, 1.0], [True, True, False, False, True])
    assert found is not None
    assert found.error == pytest.approx(0.2)
    assert found.bins[7] == Bin(0.7, 0.8, 4, 0.75, 0.5)
    assert found.bins[9] == Bin(0.9, 1.0, 1, 1.0, 1.0)
    assert found.bins[0] == Bin(0.0, 0.1, 0, None, None)


def test_the_table_has_a_row_a_bin() -> None:
    """Range, predictions, mean confidence, share that is right; None where a bin is empty."""
    found = calibration([0.05, 0.95], [False, True])
    assert found is not None
    table = found.table()
    assert len(table) == 10
    assert table[0] == ("0.0-0.1", 1, 0.05, 0.0)
    assert table[5] == ("0.5-0.6", 0, None, None)
    assert found.to_dict()["bins"][9] == {"low": 0.9, "high": 1.0, "count": 1, "confidence": 0.95, "accuracy": 1.0}


def test_without_predictions_there_is_none() -> None:
    """Nothing predicted, nothing to calibrate."""
    assert calibration([], []) is None


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1))
def test_every_prediction_is_in_one_bin(made: list[tuple[float, bool]]) -> None:
    """The bins share out all predictions, and the error is a share."""
    found = calibration([c for c, _ in made], [r for _, r in made])
    assert found is not None
    assert sum(b.count for b in found.bins) == found.count == len(made)
    assert 0 <= found.error <= 1 + 1e-9
