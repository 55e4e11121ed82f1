"""What the cells of tables and the values of objects hold: lines, texts, names, addresses, dates, sections."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from quoth.ingest.dates import page_date
from quoth.ingest.jsonld import names_of

__all__ = ["address", "authors", "day", "language", "line", "outlet", "sections", "words"]

_LANGUAGES = {"english": "en", "eng": "en"}
_LIST = re.compile(r"\A\s*\[.*\]\s*\Z", re.DOTALL)
_NOTHING = frozenset({"", "nan", "none", "null", "n/a"})


def line(value: Any) -> str | None:
    """A value as one line, or None where it says nothing."""
    if value is None or value != value:  # noqa: PLR0124 - only NaN, a gap in a table, differs from itself
        return None
    found = " ".join(str(value).split())
    return None if found.casefold() in _NOTHING else found


def words(value: Any) -> str | None:
    """A text as it stands, or the paragraphs of a list; None for anything else."""
    if isinstance(value, list | tuple) and value and all(isinstance(item, str) for item in value):
        value = "\n\n".join(value)
    return value if isinstance(value, str) and value.strip() and value.strip().casefold() not in _NOTHING else None


def address(value: Any) -> str | None:
    """A web address, or None where it is none."""
    found = line(value)
    return found if found is not None and re.match(r"https?://\S+\Z", found) else None


def outlet(value: Any) -> str | None:
    """The name of an outlet, which may be an object with one."""
    found = next(iter(names_of(value, [])), None)
    return None if found is None or found.casefold() in _NOTHING else found


def day(value: Any) -> str | None:
    """A date in ISO form; None for one that is none, or could be two days."""
    return value.isoformat() if isinstance(value, date | datetime) else page_date(line(value))


def language(value: Any) -> str | None:
    """A language as its tag, where it is given as one or is English."""
    found = line(value)
    return None if found is None else _LANGUAGES.get(found.casefold(), found)


def authors(value: Any) -> list[str] | None:
    """The names in a list, a list written as text, or a line of names."""
    if isinstance(value, str) and _LIST.match(value):
        value = _written_list(value)
    if isinstance(value, str):
        pieces = re.split(r"\s*[;|]\s*", value)
        by_comma = re.split(r"\s*,\s*", value)
        # "Ruiz, Ana" is one person; "Ana Ruiz, Jo Lund" are two.
        value = by_comma if len(pieces) == 1 and all(" " in piece for piece in by_comma) else pieces
    names = names_of(list(value) if isinstance(value, tuple) else value, [])
    return [name for name in names if name.casefold() not in _NOTHING] or None


def sections(body: Any) -> list[str]:
    """The paragraphs of a body as Fundus has it: a summary, and sections of headlines and paragraphs."""
    if not isinstance(body, Mapping):
        return []
    parts = [section for section in body.get("sections") or [] if isinstance(section, Mapping)]
    lists = [body.get("summary"), *(section.get(key) for section in parts for key in ("headline", "paragraphs"))]
    return [text for held in lists if isinstance(held, list) for text in held if isinstance(text, str) and text.strip()]


def _written_list(value: str) -> Any:
    for read in (json.loads, ast.literal_eval):
        try:
            return read(value)
        except (ValueError, SyntaxError, RecursionError, MemoryError):
            continue
    return value
