"""Keys, pairs, groups: the small algebra of matching, over records of any kind.

``keys(record)`` says under what a record is looked up, ``compare(one, other)`` what two of them have in common, or
None. Both are pure; whoever has the records brings those that share a key: ``pairs`` here, a library from its tables.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping
from typing import Generic, TypeVar

__all__ = ["Groups", "pairs", "places"]

RecordT = TypeVar("RecordT")
KeyT = TypeVar("KeyT", bound=Hashable)
Found = TypeVar("Found")
Item = TypeVar("Item", bound=Hashable)

# How many records are kept under one key; whatever comes later is still compared with those.
MOST_OF_A_KEY = 40


def pairs(
    records: Iterable[RecordT],
    keys: Callable[[RecordT], Iterable[KeyT]],
    compare: Callable[[RecordT, RecordT], Found | None],
    *,
    most: int = MOST_OF_A_KEY,
) -> Iterator[tuple[RecordT, RecordT, Found]]:
    """Each two records that share a key and have something in common, the earlier first, with what that is.

    Of the records of one key, the first ``most`` are compared with all others, so that the work grows with their number
    and not with its square.
    """
    held: dict[KeyT, list[int]] = defaultdict(list)
    seen: list[RecordT] = []
    for n, record in enumerate(records):
        own = set(keys(record))
        near = {at for key in own for at in held[key]}
        for at in sorted(near):
            if (found := compare(seen[at], record)) is not None:
                yield seen[at], record, found
        for key in own:
            if len(held[key]) < most:
                held[key].append(n)
        seen.append(record)


def places(
    wanted: Iterable[tuple[Item, Iterable[KeyT]]], held: Mapping[KeyT, Collection[Item]], most: int
) -> Iterator[tuple[KeyT, Item]]:
    """The keys under which each of ``wanted`` gets a place, where at most ``most`` are kept under one.

    Who comes first gets it, those that ``held`` says are there already before all.
    """
    taken = {key: set(items) for key, items in held.items()}
    for item, keys in wanted:
        for key in keys:
            there = taken.setdefault(key, set())
            if item not in there and len(there) < most:
                there.add(item)
                yield key, item


class Groups(Generic[Item]):
    """What belongs together, as pairs join it: disjoint sets, united by size (Tarjan 1975)."""

    def __init__(self) -> None:
        self._parent: dict[Item, Item] = {}
        self._members: dict[Item, list[Item]] = {}

    def head(self, item: Item) -> Item:
        """One member that stands for the group of ``item``, which is alone until it is joined."""
        if item not in self._parent:
            self._parent[item] = item
            self._members[item] = [item]
        at = item
        while self._parent[at] != at:
            self._parent[at] = self._parent[self._parent[at]]
            at = self._parent[at]
        return at

    def join(self, one: Item, other: Item) -> None:
        """Makes one group of the groups of two items."""
        small, large = sorted((self.head(one), self.head(other)), key=lambda head: len(self._members[head]))
        if small != large:
            self._parent[small] = large
            self._members[large] += self._members.pop(small)

    def groups(self, least: int = 2) -> list[list[Item]]:
        """The groups of ``least`` members or more, each in the order in which they were joined to it."""
        return [members for members in self._members.values() if len(members) >= least]
