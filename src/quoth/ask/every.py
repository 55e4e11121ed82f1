"""All that a search finds, however much it is: for what is handed to other tools, not shown a page at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from quoth.ask import index
from quoth.ask.plan import Plan, plan, wider
from quoth.ask.query import Query
from quoth.ask.searching import RANKED, forms_of
from quoth.ask.wording import having, with_middle
from quoth.library import Store

__all__ = ["found_keys"]

# Keys that are fetched at once.
BATCH = 10_000


def found_keys(store: Store, query: Query) -> list[int]:
    """The keys of all statements that ``search`` finds, on whatever page, newest first."""
    how = plan(store, query)
    if how.match is None:
        return []
    if query.exact is not None:
        exact = query.exact.strip()
        if not exact:
            return []
        batches = _batches(store, with_middle(how, exact))
        return [key for keys in batches for key in having(store, exact, keys)]
    keys = [key for batch in _batches(store, how) for key in batch]
    if len(keys) < RANKED and (forms := forms_of(store, how)):
        keys = [key for batch in _batches(store, wider(how, how.words.wider(forms), anew=True)) for key in batch]
    return keys


def _batches(store: Store, how: Plan) -> Iterator[list[int]]:
    """The keys in their order; each batch begins behind the last, so that none is counted through again."""
    after = -1
    while True:
        where = " AND ".join(filter(None, (how.where, "f.rowid > :after")))
        keys = index.keys(store, replace(how, where=where, values={**how.values, "after": after}), BATCH)
        if not keys:
            return
        yield keys
        after = keys[-1]
