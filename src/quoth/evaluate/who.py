"""Who said it, in what kind, when and how, from a row of JSON and into one.

    "speaker": {"name": "Ada Quill", "type": "person", "role": "mayor", "affiliation": "Sarn"},
    "kind": "direct", "said_on": "2031-05-03", "attitude": "communication", "polarity": "affirmed"

``said_on`` is a day, or ``{"start": ..., "end": ...}``. Each of the five may be null or missing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, cast, get_args

from quoth.evaluate.annotation import Attribution, Days, Who
from quoth.records import Attitude, Kind, Polarity, SpeakerType

__all__ = ["NOBODY", "is_share", "said_of_row", "who_row"]

# What gold says where nobody speaks: it is no type of a ``Speaker``, and "unknown" answers it.
NOBODY = "none"

_TYPES = (*get_args(SpeakerType), NOBODY)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")


# What an attribution has after its confidence, in its order.
_Said = tuple[Who | None, Kind | None, Days | None, Attitude | None, Polarity | None]


def said_of_row(row: Mapping[str, Any]) -> _Said:
    """Speaker, kind, days, attitude and polarity of a row; raises ValueError, with what is wrong, for what are none."""
    return (
        _speaker(row),
        cast("Kind | None", _one_of(row, "kind", get_args(Kind))),
        _days(row),
        cast("Attitude | None", _one_of(row, "attitude", get_args(Attitude))),
        cast("Polarity | None", _one_of(row, "polarity", get_args(Polarity))),
    )


def _speaker(row: Mapping[str, Any]) -> Who | None:
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


def _one_of(row: Mapping[str, Any], field: str, values: tuple[str, ...]) -> str | None:
    value = row.get(field)
    if value is None:
        return None
    if not isinstance(value, str) or value not in values:
        raise ValueError(f"{field!r} is one of {', '.join(values)}, not {value!r}")
    return value


def _days(row: Mapping[str, Any]) -> Days | None:
    """The days of a row, None where either end is open."""
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
    """What ``said_of_row`` reads, as JSON values; what is not known is null."""
    speaker: dict[str, Any] | None = None
    if made.speaker is not None:
        who = made.speaker
        speaker = {"name": who.name, "type": who.type, "role": who.role, "affiliation": who.affiliation}
        if who.confidence is not None:
            speaker["confidence"] = who.confidence
    said_on = {"start": made.said_on[0], "end": made.said_on[1]} if made.said_on else None
    how = {"attitude": made.attitude, "polarity": made.polarity}
    return {"speaker": speaker, "kind": made.kind, "said_on": said_on, **how}


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
