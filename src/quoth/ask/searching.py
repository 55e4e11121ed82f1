"""Search: the statements that have all that is asked, the best of the newest first.

Work is bounded: at most RANKED statements are compared with each other, the newest of those that match; what lies
beyond follows by date. Matches are counted up to COUNTED or COUNTED_DEAR, past which the total is a lower bound.
"""

from __future__ import annotations

from quoth.ask import index
from quoth.ask.hits import COLUMNS, Hit
from quoth.ask.loading import hits
from quoth.ask.plan import Plan, plan
from quoth.ask.query import Query
from quoth.ask.ranking import Ranked, ranked
from quoth.ask.results import Results
from quoth.ask.wording import to_the_letter
from quoth.library import Store

__all__ = ["search"]

# Chosen with bench/search.py so that ranking and counting stay near 10 ms each; run it again after changing them.
RANKED = 1000
COUNTED = 10_000

# Where each match takes longer to tell.
COUNTED_DEAR = 2000

Page = tuple[list[Ranked], int, bool]


def search(store: Store, query: Query | str) -> Results[Hit]:
    """The statements that have all that ``query`` asks; a text alone is searched for as words and phrases.

    Best first: those that have the words side by side, then the shorter ones; of equals, and where no words are asked
    or ``order`` is ``newest``, those published last. Statements that people rejected are not found.
    """
    if isinstance(query, str):
        query = Query(query)
    how = plan(store, query)
    if how.match is None:
        return Results((), 0, COLUMNS)
    page, total, at_least = (_exact if query.exact is not None else _page)(store, query, how)
    return Results(hits(store, query, how, page), total, COLUMNS, at_least)


def _page(store: Store, query: Query, how: Plan) -> Page:
    """The keys of one page, how many match, and whether more may."""
    most = COUNTED_DEAR if how.dear else COUNTED
    first = index.keys(store, how, most + 1)
    ranks = RANKED if query.order == "best" and how.words.groups else 0
    page = _slice(query, ranked(store, how, first[:ranks])) if query.offset < ranks else []
    # Those that are ranked are the first of all by key, so what follows them is where it would be.
    page += [Ranked(key, 0.0) for key in first[max(ranks, query.offset) : query.offset + query.limit]]
    if len(first) > most and (rest := query.limit - len(page)):
        page += [Ranked(key, 0.0) for key in index.keys(store, how, rest, query.offset + len(page))]
    return page, min(len(first), most), len(first) > most


def _exact(store: Store, query: Query, how: Plan) -> Page:
    found, at_least = to_the_letter(store, query, how)
    if query.order == "best":
        found.sort(key=lambda each: (-each.score, each.key))
    return _slice(query, found), len(found), at_least


def _slice(query: Query, found: list[Ranked]) -> list[Ranked]:
    return found[query.offset : query.offset + query.limit]
