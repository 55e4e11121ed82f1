"""Bodies that a text calls by some of their name: "the Commission", "SBC", "the Fed", under the name in full.

A short form is taken for a longer name only where the text has both, and where it is used as short forms are: with the
article before a last word, or without what sort of firm it is.
"""

from __future__ import annotations

from collections.abc import Sequence

from quoth.resolve.lexicon import fold

__all__ = ["longer_name"]

# What sort of firm or party it is, at the end of its name in full.
_SORTS = set(
    "ag airlines airways associates bancorp bank brothers co co. communications company corp corp. "
    "corporation enterprises foundation gmbh group holdings inc inc. incorporated industries insurance "
    "international laboratories limited llc llp ltd ltd. media motors partners party pharmaceuticals plc "
    "research resources sa services solutions systems technologies technology".split()
)
# Small words behind which a name goes on.
_BEHIND = {"of", "for", "on"}
# Words that name a body of their own, of whatever longer name they are the last.
_OWN = {"house", "government", "state", "world", "league", "guard", "army", "police"}
# A word that is clipped alone ("the Fed"), and beside others ("Harbour St"), has at least so many letters.
_CLIPPED = 3
_LEAST = 2


def longer_name(short: str, names: Sequence[str], *, articled: bool) -> int | None:
    """Which of ``names``, best first, a body's ``short`` name may stand for; ``articled``: it has "the" before it."""
    words = _words(short)
    return next((n for n, name in enumerate(names) if _is_short_for(words, _words(name), articled)), None)


def _is_short_for(short: list[str], full: list[str], articled: bool) -> bool:
    if not short or len(short) > len(full) or short == full:
        return False
    if len(short) == 1 and (full == [_plural(short[0])] or (full[-1] == "party" and short == [_plural(full[0])])):
        return True  # "Tidal plans" of the Tidals, the Tidals of the Tidal Party
    if full[: len(short)] == short and len(short) < len(full):
        rest = full[len(short) :]
        if rest[0] in _BEHIND:
            return articled or len(short) > 1
        return rest[0] == "&" or rest[-1] in _SORTS
    if len(short) > 1 and len(short) == len(full) and all(map(_clips, short, full)):
        return True
    if not articled or len(short) >= len(full):
        return False
    head = full[: next((n for n, w in enumerate(full) if w in _BEHIND), len(full))]
    if short == head[-len(short) :] or (short == full[-len(short) :] and full[-len(short) - 1] not in _BEHIND):
        return short[-1] not in _OWN
    clipped = len(short) == 1 and len(short[0]) >= _CLIPPED and short[0].isalpha()
    return clipped and len(full) <= _CLIPPED and full[0].startswith(short[0]) and full[0] != short[0]


def _clips(short: str, word: str) -> bool:
    """Whether ``short`` is a word or the beginning of it: "Lib" and "Dems" of "Liberal" and "Democrats"."""
    stem = short.rstrip(".s")
    return short == word or (_LEAST <= len(short) < len(word) and word.startswith(stem) and stem != "")


def _plural(word: str) -> str:
    """The plural of a party's name: "Tory" to "Tories"."""
    return f"{word[:-1]}ies" if word.endswith("y") else f"{word}s"


def _words(name: str) -> list[str]:
    return fold(name).split()
