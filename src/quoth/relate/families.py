"""From like quotations to families: groups of all that hang together, and in each the families around one wording.

A group grows as articles come in, and is cheap to keep: whatever gives a quotation of one of its members is in it.
Since a report may join two quotations, groups are chains; a family is a wording with all that give words of it.
"""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from quoth.compare import Groups, pairs
from quoth.relate.quotations import Alike, Wording, compare, fullness, headlined, keys, many_voiced

__all__ = ["MADE_BY", "Pair", "alike", "families", "found_again", "found_within", "groups"]

# Raised with every change of what is joined, so that libraries are related anew.
MADE_BY = "families 3"

# Neighbours that a statement is compared with, those that share most keys with it first.
NEAREST = 48

Pair = tuple[str, str]


def found_within(article: Sequence[Wording]) -> Iterator[Pair]:
    """The statements of one article that give one quotation: what is said twice, and a headline with its body."""
    for one, other, _ in pairs(article, keys, compare):
        yield one.statement, other.statement
    yield from _headlines(article)


def found_again(one: Wording, near: Mapping[str, Wording], shared: Counter[str]) -> Iterator[Pair]:
    """The statements of other articles that give the quotation of ``one``, unless it is a phrase that many have.

    ``shared`` says how many keys it has in common with which of those that are ``near``.
    """
    nearest = [near[name] for name, _ in shared.most_common(NEAREST) if name in near]
    for other in nearest:
        if alike(one, other, nearest):
            yield one.statement, other.statement


def groups(members: Sequence[Wording], together: Iterable[Pair] = ()) -> list[list[str]]:
    """All that hangs together among ``members``, by comparing them and by what people put ``together``.

    The members of a group stand in the order in which they are given, and groups in that of their first.
    """
    order = {each.statement: n for n, each in enumerate(members)}
    joined: Groups[str] = Groups()

    def unless_joined(one: Wording, other: Wording) -> Alike | None:
        """As ``alike``; those that are together already are not compared."""
        apart = joined.head(one.statement) != joined.head(other.statement)
        return alike(one, other, members) if apart else None

    in_both = (pair for pair in together if order.keys() >= set(pair))
    linked = ((one.statement, other.statement) for one, other, _ in pairs(members, keys, unless_joined))
    for one, other in itertools.chain(in_both, _headlines(members), linked):
        joined.join(one, other)
    held = (sorted(group, key=order.__getitem__) for group in joined.groups())
    return sorted(held, key=lambda group: order[group[0]])


def families(
    members: Sequence[Wording], *, together: Iterable[Pair] = (), apart: Iterable[Pair] = ()
) -> list[list[Wording]]:
    """The families in one group: in each, the fullest wording first, then those that share words with it, as given.

    Two that give one quotation are together in a family, the fullest first; a report that joins two is in both.
    ``together`` are pairs that people made one quotation, and pairs of ``apart`` are in no family together.
    """
    ranked = sorted(members, key=fullness, reverse=True)
    rank = {each.statement: n for n, each in enumerate(ranked)}
    parted = _both_ways(apart)
    links = _both_ways([*_links(members), *(pair for pair in together if rank.keys() >= set(pair))])
    found: list[list[str]] = []
    of: dict[str, set[int]] = defaultdict(set)
    for whole in (each.statement for each in ranked):
        less = {name for name in links[whole] if rank[name] > rank[whole]}
        if new := {name for name in less if not of[name] & of[whole]}:
            with_new = (name for name in less if name in new or not links[name].isdisjoint(new))
            family = _joined([whole], sorted(with_new, key=rank.__getitem__), parted)
            for name in family:
                of[name].add(len(found))
            found.append(family)
    for head, body in _headlines(members):
        for at in of[body] or [len(found)]:
            found += [[body]] if at == len(found) else []
            found[at] = _joined(found[at], [head], parted)
            of[body].add(at)
    order = {each.statement: n for n, each in enumerate(members)}
    named = {each.statement: each for each in members}
    sorted_ = ([family[0], *sorted(family[1:], key=order.__getitem__)] for family in found if len(family) > 1)
    return [[named[name] for name in family] for family in sorted_]


def _joined(family: list[str], others: Iterable[str], parted: Mapping[str, set[str]]) -> list[str]:
    """A family with those of ``others`` that are not in it, and that nobody parted from one of its members."""
    for name in others:
        if name not in family and parted.get(name, set()).isdisjoint(family):
            family = [*family, name]
    return family


def _both_ways(held: Iterable[Pair]) -> defaultdict[str, set[str]]:
    linked: defaultdict[str, set[str]] = defaultdict(set)
    for one, other in held:
        linked[one].add(other)
        linked[other].add(one)
    return linked


def _links(members: Sequence[Wording]) -> Iterator[Pair]:
    """The pairs of members that give one quotation by their words alone."""
    for one, other, _ in pairs(members, keys, lambda one, other: alike(one, other, members)):
        yield one.statement, other.statement


def alike(one: Wording, other: Wording, all_: Sequence[Wording]) -> Alike | None:
    """What makes two statements one quotation, unless their speakers differ, and so do many others of these words."""
    alike = compare(one, other)
    if alike is None or (alike.speakers == "other" and many_voiced(alike.run, (one, *all_))):
        return None
    return alike


def _headlines(members: Sequence[Wording]) -> Iterator[Pair]:
    """Each headline with the statement of its body that has most of its words, if one has enough."""
    bodies: dict[str, list[Wording]] = defaultdict(list)
    for each in members:
        if each.place != "headline":
            bodies[each.article].append(each)
    for head in members:
        if head.place == "headline":
            alike = [(share, -n) for n, body in enumerate(bodies[head.article]) if (share := headlined(head, body))]
            if alike:
                yield head.statement, bodies[head.article][-max(alike)[1]].statement
