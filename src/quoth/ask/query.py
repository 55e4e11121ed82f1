"""One search, with all that it may ask for."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, fields
from typing import Literal, get_args

from quoth.errors import BadDateError, RecordError
from quoth.ingest.dates import given_date
from quoth.records import Attitude, Kind, Place, Polarity, Record

__all__ = ["Order", "Query", "check_page", "given_day"]

Order = Literal["best", "newest"]

# A page is for people, or is one step of an export; more at once would hold the library up for others.
MOST = 10_000

CHOICES = {"kind": Kind, "attitude": Attitude, "polarity": Polarity, "place": Place, "order": Order}
_PERIOD = re.compile(r"(?P<year>[1-9]\d{3})(?:-(?P<month>\d{2}))?")
ACCEPTED = "2031, 2031-05 or 2031-05-03"
DAYS = ("said_since", "said_until", "since", "until")
WORDS = ("text", "exact", "speaker", "role", "affiliation", "outlet", "article", "voice", *DAYS)

# In characters: a long article. Four times as much takes ten seconds to look for.
LONGEST = 30_000


@dataclass(frozen=True, slots=True)
class Query(Record):
    """What is asked of the statements; null asks nothing, and all that is asked must be so.

    ``text`` is words and phrases (see ``language``), ``exact`` wording to the letter. ``speaker`` is any form of a
    name; ``role``, ``affiliation`` are words of it. ``outlet`` is any at which the text was met. ``said_since`` to
    ``said_until`` are days that what was said on overlaps, ``since`` to ``until`` those of publication, inclusive.
    ``voice`` is an article, with all that are copies of it. ``least`` is the confidence that a statement has at least.
    Raises BadDateError or RecordError, in one sentence, for what is none of these.
    """

    text: str = ""
    exact: str | None = None
    speaker: str | None = None
    role: str | None = None
    affiliation: str | None = None
    outlet: str | None = None
    kind: Kind | None = None
    attitude: Attitude | None = None
    polarity: Polarity | None = None
    place: Place | None = None
    said_since: str | None = None
    said_until: str | None = None
    since: str | None = None
    until: str | None = None
    article: str | None = None
    voice: str | None = None
    least: float | None = None
    order: Order = "best"
    limit: int = 20
    offset: int = 0

    def __post_init__(self) -> None:
        self._check_kinds()
        for name, choices in CHOICES.items():
            value = getattr(self, name)
            if value is not None and value not in get_args(choices):
                raise RecordError(f"{name} {value!r} is none of {', '.join(get_args(choices))}")
        if self.least is not None and (isinstance(self.least, bool) or not 0 <= self.least <= 1):
            raise RecordError(f"least {self.least!r} is no confidence, which is between 0 and 1")
        for name in DAYS:
            if getattr(self, name) is not None:
                object.__setattr__(self, name, given_day(getattr(self, name), last=name.endswith("until")))
        for first, last in (("said_since", "said_until"), ("since", "until")):
            if (getattr(self, first) or "") > (getattr(self, last) or "~"):
                raise BadDateError(f"{getattr(self, first)} is later than {getattr(self, last)}; change the two")
        check_page(self.limit, self.offset)

    def _check_kinds(self) -> None:
        if self.least is not None and not isinstance(self.least, int | float):
            raise RecordError(f"least is a number, not {self.least!r}")
        for name in WORDS:
            value = getattr(self, name)
            if value is not None and not isinstance(value, str):
                raise RecordError(f"{name} is a text, not {value!r}")
            if value is not None and len(value) > LONGEST:
                raise RecordError(f"{name} is longer than {LONGEST:,} characters; ask for less of it")

    def of_statements(self) -> bool:
        """Whether it asks anything of the statements themselves, and not only of their articles."""
        return bool(set(self.asks()) - {"outlet", "since", "until", "article"})

    def asks(self) -> dict[str, str | float]:
        """All that is asked, by field; what merely says how to answer apart."""
        how = ("order", "limit", "offset")
        return {
            f.name: getattr(self, f.name)
            for f in fields(self)
            if f.name not in how and getattr(self, f.name) not in (None, "")
        }


def check_page(limit: int, offset: int) -> None:
    """Raises RecordError unless a page of so many, behind so many, can be asked for."""
    if not all(type(value) is int for value in (limit, offset)):
        raise RecordError("limit and offset are whole numbers")
    if not 0 <= limit <= MOST:
        raise RecordError(f"limit {limit} is not between 0 and {MOST}")
    if offset < 0:
        raise RecordError(f"offset {offset} is less than 0")


def given_day(value: str, *, last: bool = False) -> str:
    """The ISO day of a date given by the user, a time of day apart; of a year or a month, its first or ``last`` day.

    Raises BadDateError where it is none.
    """
    if found := _PERIOD.fullmatch(value.strip()):
        year, month = found["year"], found["month"] or ("12" if last else "01")
        if not 1 <= int(month) <= 12:
            raise BadDateError(f"{value!r} is no month; write a date like {ACCEPTED}")
        day = monthrange(int(year), int(month))[1] if last else 1
        return given_date(f"{year}-{month}-{day:02}")
    try:
        return given_date(value)[:10]
    except BadDateError as error:
        raise BadDateError(f"{value!r} is no date; write it like {ACCEPTED}") from error
