"""Datelines: "PORT HALDEN, 3 May (Norwire) —" at the head of a first paragraph."""

from __future__ import annotations

import re

from quoth.ingest.furniture import phrases

__all__ = ["dateline_length"]

# Datelines are short: a city, a country, a date and an agency.
MAX_LENGTH = 90

_DASH = re.compile(r"\s*(?:\s[-–—]{1,2}|[–—]|--)\s*(?=[\w\"'“‘«„(])|:\s+(?=[\w\"'“‘«„])")
_AGENCY = re.compile(r"\s*(?:[(\[](?=[^()\[\]]*[^\W\d])[^()\[\]]{2,40}[)\]]|/[^/]{2,40}/)\s*\Z")
_DATE_WORD = re.compile(r"\d{1,4}(?:st|nd|rd|th)?\Z")
_DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun".split()
)


def dateline_length(paragraph: str) -> int:
    """How many characters of ``paragraph`` are its dateline, the dash included; 0 where it has none.

    Capitals, a date or an agency in brackets must show it: "The mayor - a baker - said" has none of them.
    """
    dash = _DASH.search(paragraph, 0, MAX_LENGTH)
    if dash is None:
        return 0
    head = paragraph[: dash.start()].strip()
    colon = dash.group().startswith(":")
    agency = _AGENCY.search(head)
    place = head[: agency.start()] if agency else head
    words = [word for word in re.split(r"[\s,]+", place) if word]
    dated = [word for word in words if _is_date_word(word)]
    names = [word for word in words if word not in dated]
    if not names or len(names) > 7 or not all(_is_place_word(word) for word in names):
        return 0
    shouted = names[0].isupper() and len(names[0].strip(".")) > 3
    # After a colon, capitals alone are a speaker in a transcript.
    if (agency or dated or (shouted and not colon)) and _starts_sentence(paragraph[dash.end() :]):
        return dash.start() + len(dash.group().rstrip())
    return 0


def _is_date_word(word: str) -> bool:
    folded = word.strip(".").casefold()
    return bool(_DATE_WORD.match(folded)) or folded in phrases().months or folded in _DAYS


def _is_place_word(word: str) -> bool:
    return word[0].isupper() or word.casefold() in phrases().particles


def _starts_sentence(text: str) -> bool:
    letters = text.lstrip("\"'“‘«„(")
    return bool(letters) and (letters[0].isupper() or letters[0].isdigit() or letters[0].lower() == letters[0].upper())
