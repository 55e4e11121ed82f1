"""Who said it, in what kind and when, from a row of JSON and into one.

    "speaker": {"name": "Ada Quill", "type": "person", "role": "mayor", "affiliation": "Sarn"},
    "kind": "direct", "said_on": "2031-05-03"

``said_on`` is a day, or ``{"start": ..., "end": ...}``. Each of the three may be null or missing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, get_args

from quoth.evaluate.annotation import Attribution, Days, Who
from quoth.records import Kind, SpeakerType

__all__ = ["NOBODY", "is_share", "kind_of_row", "said_on_of_row", "speaker_of_row", "who_row"]

# What gold says where nobody speaks: it is no type of a ``Speaker``, and "unknown" answers it.
NOBODY = "none"

_TYPES = (*get_args(SpeakerType), NOBODY)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")


def speaker_of_row(row: Mapping[str, Any]) -> Who | None:
    """The speaker of a row; raises ValueError, with what is wrong, for one that is none."""
    values = row.get("speaker")
    if values is None:
        return None
    if not isinstance(values, dict):
        raise ValueError("'speaker' is no object")
    for field in ("name", "role", "affiliation"):
        if not isinstance(values.get(field), str | None):
            raise ValueError(f"the {field} of a speaker is a string or null, not {values[field]!r}")
    type_ = values.get("type") or NOBODY
    if type_ not in _TYPES:
        raise ValueError(f"the type of a speaker is one of {', '.join(_TYPES)}, not {type_!r}")
    confidence = values.get("confidence")
    if confidence is not None and not is_share(confidence):
        raise ValueError(f"the confidence {confidence!r} of a speaker is no number from 0 to 1")
    return Who(values.get("name"), type_, values.get("role"), values.get("affiliation"), confidence)


def kind_of_row(row: Mapping[str, Any]) -> Kind | None:
    """The kind of a row; raises ValueError for any other."""
    kind = row.get("kind")
    if kind is not None and kind not in get_args(Kind):
        raise ValueError(f"'kind' is one of {', '.join(get_args(Kind))}, not {kind!r}")
    return kind


def said_on_of_row(row: Mapping[str, Any]) -> Days | None:
    """The days of a row, None where either end is open; raises ValueError for what are no days."""
    value = row.get("said_on")
    first, last = (
        (value.get("start"), value.get("end", value.get("start"))) if isinstance(value, dict) else (value,) * 2
    )
    if first is None or last is None:
        return None
    days = _iso_day(first), _iso_day(last)
    if days[0] > days[1]:
        raise ValueError(f"'said_on' ends before it begins: {value!r}")
    return days


def who_row(made: Attribution) -> dict[str, Any]:
    """Speaker, kind and days of an attribution as JSON values; what is not known is null."""
    speaker: dict[str, Any] | None = None
    if made.speaker is not None:
        who = made.speaker
        speaker = {"name": who.name, "type": who.type, "role": who.role, "affiliation": who.affiliation}
        if who.confidence is not None:
            speaker["confidence"] = who.confidence
    said_on = {"start": made.said_on[0], "end": made.said_on[1]} if made.said_on else None
    return {"speaker": speaker, "kind": made.kind, "said_on": said_on}


def is_share(value: Any) -> bool:
    """Whether a JSON value is a number from 0 to 1."""
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1


def _iso_day(value: Any) -> str:
    try:
        if isinstance(value, str) and _DAY.match(value):
            return date.fromisoformat(value).isoformat()
    except ValueError:
        pass
    raise ValueError(f"'said_on' has days such as 2031-05-03, not {value!r}")
