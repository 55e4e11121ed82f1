"""The algebra of matching: pairs by keys, and groups of pairs."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from quoth.compare import Groups, pairs, places

NUMBERS = st.integers(min_value=0, max_value=20)
JOINS = st.lists(st.tuples(NUMBERS, NUMBERS), max_size=30)


def same_ten(one: int, other: int) -> int | None:
    """What two numbers of one ten have in common."""
    return one // 10 if one // 10 == other // 10 else None


def test_pairs_are_those_that_share_a_key_and_have_something_in_common() -> None:
    """Records that share no key are not compared, and each two are one pair, the earlier first."""
    compared = []

    def compare(one: int, other: int) -> int | None:
        compared.append((one, other))
        return same_ten(one, other)

    found = list(pairs([3, 13, 5, 15], lambda n: {n % 2, n // 10}, compare))
    assert found == [(3, 5, 0), (13, 15, 1)]
    assert len(compared) == len(set(compared)) == 6
    assert list(pairs([1, 2], lambda n: {n}, compare)) == []


def test_the_work_of_a_common_key_grows_with_the_records_and_not_with_their_square() -> None:
    """Only the first few records of a key are compared with those that come later."""
    calls = []
    list(pairs(range(500), lambda _: {"all"}, lambda one, other: calls.append((one, other)), most=10))
    assert len(calls) < 10 * 500
    assert {one for one, _ in calls} == set(range(10))


@given(JOINS)
def test_groups_are_the_connected_parts(joins: list[tuple[int, int]]) -> None:
    """Two items are of one group just where a chain of joins leads from one to the other, in whatever order."""
    forth: Groups[int] = Groups()
    back: Groups[int] = Groups()
    for one, other in joins:
        forth.join(one, other)
    for one, other in reversed(joins):
        back.join(other, one)
    assert {frozenset(each) for each in forth.groups()} == {frozenset(each) for each in back.groups()}
    for one, other in joins:
        assert forth.head(one) == forth.head(other)
    items = [item for group in forth.groups(1) for item in group]
    assert len(items) == len(set(items))


def test_places_go_to_who_comes_first() -> None:
    """Those that are there keep theirs and get no second one; under a key there are never more than ``most``."""
    found = list(places([(1, "ab"), (2, "ab"), (3, "abc")], {"a": [9, 1], "b": [8]}, 3))
    assert found == [("b", 1), ("a", 2), ("b", 2), ("c", 3)]
