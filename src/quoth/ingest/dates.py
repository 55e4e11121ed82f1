"""Publication dates, as people type them and as pages declare them, to ISO form."""

from __future__ import annotations

import re
from datetime import date, datetime

from quoth.errors import BadDateError
from quoth.ingest.written import written_date

__all__ = ["best_date", "given_date", "page_date", "shown_date"]

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
_SLASHES = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})(.*)\Z", re.DOTALL)
_ZONE_NAME = re.compile(r"\s*(?:GMT|UTC)\Z")
_TWICE = re.compile(r"\A(.{8,40}?)\s*\1\Z")
_ZONE_SPACE = re.compile(r"\s+([+-]\d{2}:?\d{2})\Z")

# What programs write with the names of zones in full is longer than what people write, and no longer than this.
MAX_LENGTH = 80

# Before the first newspaper, or this far ahead, a date is a fault of the page (a placeholder such as 0001-01-01).
FIRST_YEAR = 1600
LAST_YEAR = 2199


def given_date(value: str) -> str:
    """A date given by the user, in ISO form; raises BadDateError where it is none."""
    found = page_date(value)
    if found is None:
        raise BadDateError(f"{value!r} is no date; write it like 2031-05-03 or 2031-05-03T08:15+02:00")
    return found


def page_date(value: object) -> str | None:
    """A date or date and time in a form that pages use, in ISO form with its own offset; None where it is none.

    One that a text is written around ("Posted by") is none either: ``shown_date`` reads these.

    Only forms in which year, month and day cannot be taken for one another are read: 03/04/2031 is nobody's date.
    """
    if not isinstance(value, str) or len(value) > MAX_LENGTH:
        return None
    text = _TWICE.sub(r"\1", value.strip())
    value = text
    if slashes := _SLASHES.match(text):
        year, month, day, rest = slashes.groups()
        text = f"{year}-{int(month):02}-{int(day):02}{rest}"
    text = _ZONE_SPACE.sub(r"\1", _ZONE_NAME.sub("+00:00", text))
    try:
        if _DAY.match(text):
            return _sensible(date.fromisoformat(text))
        if len(text) >= len("2031-05-03T08") and re.match(r"\d{4}-", text):
            return _sensible(datetime.fromisoformat(text))
    except ValueError:
        pass  # odd in one place: read by its parts
    if (written := _written(value)) is not None:
        return written
    # Imported here: it brings the whole of the mail library, for a form that few pages use.
    from email.utils import parsedate_to_datetime

    try:
        return _sensible(parsedate_to_datetime(value))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def shown_date(text: str) -> str | None:
    """The first day in a line that readers see, with its time, whatever else stands in the line."""
    found = written_date(" ".join(text.split()), alone=False)
    return None if found is None else _sensible(found)


def best_date(values: list[str]) -> str | None:
    """Of a page's dates, the most trusted first: that one, with the time of day from another for the same day."""
    if not values:
        return None
    first = values[0]
    if "T" in first:
        return first
    return next((value for value in values if value.startswith(first + "T")), first)


def _written(value: str) -> str | None:
    found = written_date(" ".join(value.split()))
    return None if found is None else _sensible(found)


def _sensible(value: date) -> str | None:
    return value.isoformat() if FIRST_YEAR <= value.year <= LAST_YEAR else None
