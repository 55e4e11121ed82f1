"""Days as people write them: ``4 Jul 2023``, ``3–9 Jul 2023``, ``Jul 2023``, ``2019–2022``."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from quoth.records import SaidOn

__all__ = ["day_words"]

MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()  # not the locale's: a report is in English

Edge = tuple[str, str, str]  # day, month, year


def day_words(said: SaidOn) -> str | None:
    """The days of ``said`` in the shortest form that keeps them; None where the words give none without a date."""
    if said.start is None:
        return None
    first, last = date.fromisoformat(said.start), date.fromisoformat(said.end or said.start)
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return _between(("", "", str(first.year)), ("", "", str(last.year)))
    if first.day == 1 and last.day == monthrange(last.year, last.month)[1]:
        return _between(("", *_month(first)), ("", *_month(last)))
    return _between((str(first.day), *_month(first)), (str(last.day), *_month(last)))


def _month(day: date) -> tuple[str, str]:
    return MONTHS[day.month - 1], str(day.year)


def _between(first: Edge, last: Edge) -> str:
    """Both edges with a dash between them, the first without what it shares with the last; one where they are equal."""
    whole = " ".join(filter(None, last))
    if first == last:
        return whole
    shared = 3
    while first[shared - 1 :] == last[shared - 1 :]:
        shared -= 1
    left = " ".join(filter(None, first[:shared]))
    return f"{left} – {whole}" if " " in left or " " in " ".join(filter(None, last[:shared])) else f"{left}–{whole}"
