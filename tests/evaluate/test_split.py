"""The fixed split of gold into fit and look-not."""

import pytest

from quoth.errors import GoldError
from quoth.evaluate.split import in_part, is_look_not

# Sorted by the remainders of what sha256sum prints for each.
LOOK_NOT = ["osk-8", "Größe"]
FIT = ["osk-1", "osk-3", "osk-courier_2031-05-03_strike"]


def test_an_id_is_in_one_part_for_good() -> None:
    """By its sha256 alone; both parts together are all."""
    for names, part, other in ((LOOK_NOT, "look-not", "fit"), (FIT, "fit", "look-not")):
        for name in names:
            assert in_part(name, part)  # type: ignore[arg-type]
            assert not in_part(name, other)  # type: ignore[arg-type]
            assert in_part(name, None)
            assert is_look_not(name) == (part == "look-not")


def test_a_third_is_look_not() -> None:
    """Of many ids, near enough."""
    assert 290 < sum(is_look_not(f"article {number}") for number in range(1000)) < 380


def test_an_id_may_hold_anything() -> None:
    """Half a character, too, as JSON can spell it."""
    assert in_part("\ud83d", "fit") != in_part("\ud83d", "look-not")


def test_there_is_no_other_part() -> None:
    """A name that is no part is an error, and not the other part."""
    with pytest.raises(GoldError, match="no 'look'"):
        in_part("osk-1", "look")  # type: ignore[arg-type]
