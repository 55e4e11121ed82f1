"""Search: the statements that have all that is asked, the best of the newest first.

Work is bounded: at most RANKED statements are compared with each other, the newest of those that match; what lies
beyond follows by date. Matches are counted up to COUNTED or COUNTED_DEAR, past which the total is a lower bound.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from quoth.ask import index
from quoth.ask.alike import names_like
from quoth.ask.hits import COLUMNS, Hit
from quoth.ask.inflections import inflections
from quoth.ask.language import Term
from quoth.ask.loading import hits
from quoth.ask.plan import Plan, plan, wider
from quoth.ask.query import Query
from quoth.ask.ranking import Ranked, ranked
from quoth.ask.results import Results
from quoth.ask.who import Voice
from quoth.ask.wording import to_the_letter
from quoth.library import Store

__all__ = ["RANKED", "forms_of", "search"]

# Chosen with bench/search.py so that ranking and counting stay near 10 ms each; run it again after changing them.
RANKED = 1000
COUNTED = 10_000

# Where each match takes longer to tell.
COUNTED_DEAR = 2000

# What a statement's score is worth that has other forms of the words: less than any that has them as typed.
INFLECTED = 0.01

Page = tuple[list[Ranked], int, bool]


def search(store: Store, query: Query | str) -> Results[Hit]:
    """The statements that have all that ``query`` asks; a text alone is searched for as words and phrases.

    Best first: those that have the words side by side, then the shorter ones; of equals, and where no words are asked
    or ``order`` is ``newest``, those published last. Statements that people rejected are not found.

    Where fewer than RANKED have the words as they were typed, those follow that have plain inflections of them, which
    ``also`` names. Where nobody is called as the speaker that is asked, ``suggested`` has names spelt like that.
    """
    if isinstance(query, str):
        query = Query(query)
    how = plan(store, query)
    if query.speaker is not None and not how.speakers:
        return Results((), 0, COLUMNS, suggested=names_like(store, query.speaker))
    if how.match is None:
        return Results((), 0, COLUMNS)
    page, total, at_least = (_exact if query.exact is not None else _page)(store, query, how)
    also: tuple[str, ...] = ()
    if query.exact is None and total < RANKED and (forms := forms_of(store, how)):
        page, total, at_least, how, also = _wider(store, query, how, forms, (page, total, at_least))
    told = {"also": also, "speakers": _names(how.speakers), "others": _names(how.others)}
    return Results(hits(store, query, how, page), total, COLUMNS, at_least, **told)


def _names(who: Sequence[Voice]) -> tuple[str, ...]:
    return tuple(voice.name for voice in who)


def forms_of(store: Store, how: Plan) -> dict[Term, tuple[str, ...]]:
    """The other forms of the words that were typed; none for phrases, and for words that only begin so."""
    plain = dict.fromkeys(term for term in how.words.terms if term.plain)
    found = {term: inflections(store, term.words[0]) for term in plain}
    return {term: forms for term, forms in found.items() if forms}


def _wider(
    store: Store, query: Query, how: Plan, forms: dict[Term, tuple[str, ...]], first: Page
) -> tuple[list[Ranked], int, bool, Plan, tuple[str, ...]]:
    """The page with what has other forms of the words: behind those that have them as typed, or by date among them."""
    page, total, at_least = first
    wide = wider(how, how.words.wider(forms), anew=query.order == "newest")
    also = tuple(form for some in forms.values() for form in some)
    if query.order == "newest":
        found, more, open_ = _page(store, query, wide)
        return (found, more, open_, wide, also) if more > total else (*first, how, ())
    rest = replace(query, limit=query.limit - len(page), offset=max(0, query.offset - total))
    found, more, open_ = _page(store, rest, wide)
    if not more:
        return (*first, how, ())
    page = [*page, *(replace(each, score=round(each.score * INFLECTED, 6)) for each in found)]
    return page, total + more, at_least or open_, wide, also


def _page(store: Store, query: Query, how: Plan) -> Page:
    """The keys of one page, how many match, and whether more may."""
    most = COUNTED_DEAR if how.dear else COUNTED
    first = index.keys(store, how, most + 1)
    ranks = RANKED if query.limit and query.order == "best" and how.words.groups else 0
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
