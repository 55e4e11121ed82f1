"""Values as JSON has them: what a row holds besides its article, and the form of a row that its digest is made of."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

__all__ = ["as_json", "canonical"]

# Deeper values are written out as text: a record has to come back through every JSON reader. Real rows reach 8.
MAX_DEPTH = 40


def as_json(value: Any, depth: int = 0) -> Any:
    """``value`` as JSON has it: itself where it is plain, a date in ISO form, a gap as null, else its text."""
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None if math.isnan(value) else str(value)
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    if depth < MAX_DEPTH and isinstance(value, Mapping):
        return {str(key): as_json(held, depth + 1) for key, held in value.items()}
    if depth < MAX_DEPTH and isinstance(value, list | tuple):
        return [as_json(held, depth + 1) for held in value]
    return str(value)


def canonical(value: Any) -> bytes:
    """``value`` as JSON in UTF-8 with its keys in order, the same for the same row however its file writes it."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, default=str)
    return text.encode("utf-8", "surrogatepass")
