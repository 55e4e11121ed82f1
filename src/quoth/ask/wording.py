"""Exact wording: candidates from an index, each then read letter by letter in the pieces of its content."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace

from quoth.ask import index
from quoth.ask.days import LOW_BITS
from quoth.ask.language import in_column, quoted
from quoth.ask.plan import Plan
from quoth.ask.query import Query
from quoth.ask.ranking import Ranked, score
from quoth.ask.words import SHAPES, letters, words
from quoth.library import Store
from quoth.text import JOINT

__all__ = ["having", "to_the_letter", "with_middle"]

# Contents that are read for one search: some 10 microseconds each. Run bench/search.py after changing it.
READ = 2000

# The index of exact wording holds runs of three characters.
RUN = 3

# What a run may not have in it, as it is taken for something else, or cannot be asked of the index.
_BREAK = re.compile(rf"[\s\x00\ud800-\udfff{''.join(SHAPES.values())}]+")
CONTENTS = f"""
SELECT k.value AS key, s.id, s.content
FROM json_each(:keys) k
CROSS JOIN statements s ON s.rowid = (k.value & {LOW_BITS})
"""
PIECES = "SELECT text FROM spans WHERE statement = :id AND role = 'content'"


def to_the_letter(store: Store, query: Query, how: Plan) -> tuple[list[Ranked], bool]:
    """The statements that have ``query.exact``, too, in a piece of their content; and whether there may be more."""
    exact = query.exact or ""
    if not exact.strip():
        return [], False
    keys, all_of_them = _candidates(store, exact.strip(), how)
    found = [Ranked(key, score(size, better=False)) for key, size in having(store, exact, keys).items()]
    return sorted(found, key=lambda each: each.key), not all_of_them


def having(store: Store, exact: str, keys: Sequence[int]) -> dict[int, int]:
    """Those of ``keys`` whose statements have the wording in a piece of their content, with the content's size."""
    pattern = letters(exact)
    return {
        row["key"]: len(content)
        for row in store.rows(CONTENTS, {"keys": json.dumps(keys)})
        for content in [row["content"]]
        if pattern.search(content) and (JOINT not in content or _in_a_piece(store, row["id"], pattern))
    }


def with_middle(how: Plan, exact: str) -> Plan:
    """As ``how``, with the words in the middle of a wording side by side: those at its edges may go on."""
    return _with_phrase(how, " ".join(exact.split()[1:-1]))


def _in_a_piece(store: Store, statement: str, pattern: re.Pattern[str]) -> bool:
    """Whether it stands in the text, and not only where pieces are joined to be shown."""
    return any(pattern.search(row["text"]) for row in store.rows(PIECES, {"id": statement}))


def _candidates(store: Store, exact: str, how: Plan) -> tuple[list[int], bool]:
    """Keys of at most READ statements, and whether all that have the wording are among them.

    Words in its middle are whole, and the index of words has them as a phrase. Where there are none, and all else that
    is asked leaves too many, the index of runs of characters is asked. Where that has too many as well, they are the
    newest of those that have it as whole words.
    """
    how = with_middle(how, exact)
    found = index.keys(store, how, READ + 1)
    if len(found) <= READ:
        return found, True
    runs = " AND ".join(quoted(run) for run in _BREAK.split(exact) if len(run) >= RUN)
    some = index.runs(store, runs, READ) if runs else None
    if some is not None:
        return index.among(store, how, some), True
    return index.keys(store, _with_phrase(how, exact), READ), False


def _with_phrase(how: Plan, phrase: str) -> Plan:
    """As ``how``, with these words side by side; where they are none, as it is."""
    if not words(phrase):
        return how
    return replace(how, match=f"({in_column('content', quoted(phrase))}) AND ({how.match})")
