"""From pairs of like quotations to families: what an article's statements join, and what people decided of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from quoth.compare import Groups, pairs
from quoth.relate.quotations import Wording, compare, keys, many_voiced

__all__ = ["MADE_BY", "Pair", "found_again", "found_within", "regrouped"]

# Raised with every change of what is joined, so that libraries are related anew.
MADE_BY = "families 1"

# Neighbours that a statement is compared with, those that share most keys with it first.
NEAREST = 48

Pair = tuple[str, str]


def found_within(article: Sequence[Wording]) -> Iterator[Pair]:
    """The statements of one article that give one quotation: what is said twice, and a headline with its body."""
    for one, other, _ in pairs(article, keys, compare):
        yield one.statement, other.statement
    bodies = [each for each in article if each.place != "headline"]
    for head in article:
        if head.place == "headline":
            alike = [(found.shared, body) for body in bodies if (found := compare(head, body)) is not None]
            if alike:
                yield head.statement, max(alike, key=lambda each: each[0])[1].statement


def found_again(one: Wording, near: Mapping[str, Wording], shared: Counter[str]) -> Iterator[Pair]:
    """The statements of other articles that give the quotation of ``one``, unless it is a phrase that many have.

    ``shared`` says how many keys it has in common with which of those that are ``near``.
    """
    nearest = [near[name] for name, _ in shared.most_common(NEAREST) if name in near]
    for other in nearest:
        alike = compare(one, other)
        if alike is None or (alike.speakers == "other" and many_voiced(alike.run, (one, *nearest))):
            continue
        yield one.statement, other.statement


def regrouped(
    members: Sequence[Wording], *, together: Iterable[Pair] = (), apart: Iterable[Pair] = ()
) -> list[list[str]]:
    """The families of ``members``, all compared anew; what people put together or took apart comes first.

    The members of a family stand in the order in which they are given, and families in that of their first.
    """
    order = {each.statement: n for n, each in enumerate(members)}
    groups: Groups[str] = Groups(together=together, apart=apart)
    articles: dict[str, list[Wording]] = {}
    for each in members:
        articles.setdefault(each.article, []).append(each)
    for own in articles.values():
        for pair in found_within(own):
            groups.join(*pair)
    for one, other, alike in pairs(members, keys, compare):
        if not (alike.speakers == "other" and many_voiced(alike.run, members)):
            groups.join(one.statement, other.statement)
    held = (sorted((name for name in group if name in order), key=order.__getitem__) for group in groups.groups())
    return sorted((group for group in held if len(group) > 1), key=lambda group: order[group[0]])
