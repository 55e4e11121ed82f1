"""What is counted in one article: for every metric, how many were right, how many predicted, how many are gold.

spans.<role>.exact          the fragments of a role, end to end; a fragment counts once an article
spans.<role>.exact_trim     the same without punctuation at their ends
spans.<role>.token          the tokens of a role
attribution.relaxed         contents overlap by half, and the sources overlap or both are absent
attribution.content_only    contents overlap by half
attribution.strict          the same tokens in all three roles
direct_mixed.<match>        the three, among gold and predictions that hold a double quotation mark
direct_mixed_bytype.<match> the three, matched among all: recall over the gold that holds a mark, precision over the
                            predictions that hold or touch one, so that leaving the marks out is no loss
source_given_content        of the content_only matches, those with the right source
joined                      of the predictions, those that hold two gold attributions by different cues: less is better
by_kind.<kind>              relaxed, matched among all, counted by the kind that the marks in the text show
by_place.<place>            relaxed, matched among all, counted by where the content begins
"""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import NamedTuple, get_args

from quoth.evaluate.annotation import ROLES, Attribution
from quoth.evaluate.joined import joined
from quoth.evaluate.match import Pair, RoleTokens, candidates, identical, one_to_one
from quoth.evaluate.tokens import Tokens, runs
from quoth.kinds import kind_of
from quoth.records import Article, Kind, Place
from quoth.text import quotations

__all__ = ["JOINED", "METRICS", "SOURCE_GIVEN_CONTENT", "ArticleCounts", "Count", "count_article"]

SOURCE_GIVEN_CONTENT = "source_given_content"
JOINED = "joined"
_MATCHES = ("relaxed", "content_only", "strict")
_SPANS = ("exact", "exact_trim", "token")

METRICS: tuple[str, ...] = (
    *(f"spans.{role}.{how}" for role in ROLES for how in _SPANS),
    *(f"{group}.{how}" for group in ("attribution", "direct_mixed", "direct_mixed_bytype") for how in _MATCHES),
    *(f"by_kind.{kind}" for kind in get_args(Kind)),
    *(f"by_place.{place}" for place in get_args(Place)),
    SOURCE_GIVEN_CONTENT,
    JOINED,
)

# A match as the numbers of its gold attribution and of its prediction.
_Match = tuple[int, int]


class Count(NamedTuple):
    """Predictions that are right, predictions, gold that was found, gold. The first and third differ by type only."""

    right: int
    predicted: int
    found: int
    gold: int


@dataclass(frozen=True, slots=True)
class ArticleCounts:
    """The count of every metric in ``METRICS``, and for each prediction its confidence and if it is right (relaxed)."""

    counts: dict[str, Count]
    right: tuple[bool, ...]
    confidences: tuple[float | None, ...]
    tokens: int


def count_article(article: Article, gold: Sequence[Attribution], predicted: Sequence[Attribution]) -> ArticleCounts:
    """Counts one article. Prediction and gold are matched one to one; order matters only between equals."""
    tokens = Tokens(article.text)
    true = [RoleTokens.of(tokens, attribution) for attribution in gold]
    made = [RoleTokens.of(tokens, attribution) for attribution in predicted]
    counts: dict[str, Count] = {}
    for number, role in enumerate(ROLES):
        counts |= _count_role(tokens, f"spans.{role}", [a[number] for a in true], [a[number] for a in made])

    pairs = candidates(true, made)
    matches = _matches(true, made, pairs)
    for how, found in matches.items():
        counts[f"attribution.{how}"] = Count(len(found), len(made), len(found), len(true))
    counts |= _count_marked(tokens, true, made, pairs, matches)

    marks = quotations(article.text)
    by_kind = [[kind_of(article.text, a.content, marks) for a in side] for side in (gold, predicted)]
    counts |= {f"by_kind.{k}": _count_type(matches["relaxed"], k, *by_kind) for k in get_args(Kind)}
    by_place = [[_place(article, a) for a in side] for side in (gold, predicted)]
    counts |= {f"by_place.{p}": _count_type(matches["relaxed"], p, *by_place) for p in get_args(Place)}

    linked = {(pair.gold, pair.predicted) for pair in pairs if pair.same_source}
    right, of = sum(match in linked for match in matches["content_only"]), len(matches["content_only"])
    counts[SOURCE_GIVEN_CONTENT] = Count(right, of, right, of)
    two_in_one = len(joined(true, made))
    counts[JOINED] = Count(two_in_one, len(made), two_in_one, len(made))
    answered = {number for _, number in matches["relaxed"]}
    return ArticleCounts(
        counts,
        right=tuple(number in answered for number in range(len(made))),
        confidences=tuple(attribution.confidence for attribution in predicted),
        tokens=len(tokens),
    )


def _matches(true: Sequence[RoleTokens], made: Sequence[RoleTokens], pairs: Sequence[Pair]) -> dict[str, list[_Match]]:
    relaxed = one_to_one(pair for pair in pairs if pair.same_source)
    content_only = one_to_one(pairs)
    return {
        "relaxed": [(pair.gold, pair.predicted) for pair in relaxed],
        "content_only": [(pair.gold, pair.predicted) for pair in content_only],
        "strict": identical(true, made),
    }


def _count_role(
    tokens: Tokens, name: str, true: Sequence[frozenset[int]], made: Sequence[frozenset[int]]
) -> dict[str, Count]:
    """The three span metrics of one role. Fragments are a set: a source that two attributions share counts once."""
    whole = [{fragment for covered in side for fragment in runs(covered)} for side in (true, made)]
    trimmed = [{cut for fragment in side if (cut := tokens.trimmed(fragment))} for side in whole]
    single = [frozenset[int]().union(*side) for side in (true, made)]
    return {
        f"{name}.exact": _count_sets(*whole),
        f"{name}.exact_trim": _count_sets(*trimmed),
        f"{name}.token": _count_sets(*single),
    }


def _count_sets(true: AbstractSet[object], made: AbstractSet[object]) -> Count:
    shared = len(true & made)
    return Count(shared, len(made), shared, len(true))


def _count_marked(
    tokens: Tokens,
    true: Sequence[RoleTokens],
    made: Sequence[RoleTokens],
    pairs: Sequence[Pair],
    matches: dict[str, list[_Match]],
) -> dict[str, Count]:
    """The metrics of attributions with a double quotation mark: matched among themselves, and matched among all."""
    true_marked = [tokens.has_mark(a.content) for a in true]
    made_marked = [tokens.has_mark(a.content) for a in made]
    made_touching = [tokens.touches_mark(a.content) for a in made]
    among = _matches(
        [a for a, marked in zip(true, true_marked, strict=True) if marked],
        [a for a, marked in zip(made, made_marked, strict=True) if marked],
        [pair for pair in pairs if true_marked[pair.gold] and made_marked[pair.predicted]],
    )
    counts: dict[str, Count] = {}
    for how, found in among.items():
        counts[f"direct_mixed.{how}"] = Count(len(found), sum(made_marked), len(found), sum(true_marked))
    for how, found in matches.items():
        right = sum(made_touching[number] for _, number in found)
        answered = sum(true_marked[number] for number, _ in found)
        counts[f"direct_mixed_bytype.{how}"] = Count(right, sum(made_touching), answered, sum(true_marked))
    return counts


def _count_type(matches: Sequence[_Match], type_: str, true: Sequence[str], made: Sequence[str]) -> Count:
    right = sum(made[number] == type_ for _, number in matches)
    found = sum(true[number] == type_ for number, _ in matches)
    return Count(right, made.count(type_), found, true.count(type_))


def _place(article: Article, attribution: Attribution) -> str:
    """Where the content begins; the body, for gold that has no content."""
    return article.place_of(min((start for start, _ in attribution.content), default=-1))
