"""What else says whether a quotation is on record: a plain baseline, and Quid (Arnold and Jaeschke), if installed.

Neither knows the verdicts of ``quoth check``. They are given them as far as what they find tells one: ``exact`` where
the words are those, ``cut`` where they are all there in order, ``spliced`` where two texts have them, else ``altered``.
"""

from __future__ import annotations

import bisect
import importlib
from collections.abc import Callable, Iterable, Sequence
from time import process_time

from rapidfuzz import fuzz

from bench.altered import Case
from quoth.ask.language import quoted
from quoth.ask.words import words as folded
from quoth.library import Store
from quoth.relate.quotations import in_order
from quoth.relate.words import words

__all__ = ["Verdict", "baseline", "quid"]

# A verdict and the milliseconds of processor time that it took.
Verdict = tuple[str, float]

# The least likeness of a quotation to a part of a statement, from 0 to 100, and how many statements are compared.
LIKE, COMPARED = 80, 50

# How much of a quotation Quid must find for it to be found, and two places together for a splice.
FOUND, BOTH = 0.55, 0.8

PHRASE = "SELECT rowid FROM articles_words WHERE articles_words MATCH :match LIMIT 1"
LIKELY = """
SELECT s.content, s.speaker_name FROM statements_fts f JOIN statements s ON s.rowid = f.rowid
WHERE statements_fts MATCH :match ORDER BY f.rank LIMIT :limit
"""
TEXTS = "SELECT text FROM articles ORDER BY id"


def baseline(store: Store) -> Callable[[Case], Verdict]:
    """Full text search for the whole phrase; else the statements that share most words, letter by letter alike."""

    def check(case: Case) -> Verdict:
        start = process_time()
        return _plainly(store, case), 1000 * (process_time() - start)

    return check


def _plainly(store: Store, case: Case) -> str:
    held = folded(case.text)
    is_there = bool(store.rows(PHRASE, {"match": quoted(" ".join(held))}))
    some = store.rows(LIKELY, {"match": " OR ".join(map(quoted, sorted(set(held)))), "limit": COMPARED})
    scores = [fuzz.partial_ratio(" ".join(held), " ".join(folded(row["content"]))) for row in some]
    best = max(range(len(some)), key=scores.__getitem__, default=None)
    if best is None or (not is_there and scores[best] < LIKE):
        return "not_found"
    name = some[best]["speaker_name"]
    if case.speaker and name and not set(folded(case.speaker)) & set(folded(name)):
        return "other_speaker"
    return "exact" if is_there else _as_against(held, folded(some[best]["content"]))


def _as_against(held: Sequence[str], other: Sequence[str]) -> str:
    if list(held) == list(other):
        return "exact"
    return "cut" if in_order(held, other) == len(held) else "altered"


def quid(store: Store, cases: Sequence[Case]) -> list[Verdict]:
    """Quid's default, once: all articles as the source, all cases as the target; the time is shared by all.

    Raises ImportError where the package Quid is not installed.
    """
    made = importlib.import_module("quid.core.Quid").Quid()
    texts = [row["text"] for row in store.rows(TEXTS)]
    source, target = "\n\n".join(texts), "\n\n".join(case.text for case in cases)
    start = process_time()
    found = made.compare(source, target)
    each = 1000 * (process_time() - start) / len(cases)
    of_text, of_case = _starts(texts), _starts([case.text for case in cases])
    places: list[list[tuple[int, int, int, str]]] = [[] for _ in cases]
    for match in found:
        n = bisect.bisect_right(of_case, match.target_span.start) - 1
        text = bisect.bisect_right(of_text, match.source_span.start) - 1
        span = match.target_span.start - of_case[n], match.target_span.end - of_case[n]
        places[n].append((*span, text, source[match.source_span.start : match.source_span.end]))
    return [(_of_places(case, some), each) for case, some in zip(cases, places, strict=True)]


def _starts(texts: Iterable[str]) -> list[int]:
    out, at = [], 0
    for text in texts:
        out.append(at)
        at += len(text) + 2
    return out


def _of_places(case: Case, places: Sequence[tuple[int, int, int, str]]) -> str:
    size = len(case.text)
    best = max(places, key=lambda place: place[1] - place[0], default=None)
    if best is None:
        return "not_found"
    whole = [word.key for word in words(case.text)]
    if best[1] - best[0] >= FOUND * size:
        there = [word.key for word in words(best[3])]
        return "exact" if there == whole else _as_against(whole, there)
    for one in places:
        for other in places:
            apart = one[1] <= other[0] and one[2] != other[2]
            if apart and one[1] - one[0] + other[1] - other[0] >= BOTH * size:
                return "spliced"
    return "not_found"
