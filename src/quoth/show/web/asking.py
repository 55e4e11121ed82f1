"""What a page is asked for, taken from its address: words of bounded length, and numbers within bounds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import Request
from starlette.exceptions import HTTPException

from quoth import ask

__all__ = ["FIELDS", "Asked"]

# In characters, of each field: what people type into a box. Longer texts are posted.
LONGEST = 2000

FIELDS = ("text", "speaker", "outlet", "role", "kind", "attitude", "polarity", "voice", "since", "until")


@dataclass(frozen=True, slots=True)
class Asked:
    """The fields of one request; raises HTTPException for one that is too long, or no number."""

    given: Mapping[str, str]

    @classmethod
    def of(cls, request: Request) -> Asked:
        """Those of the address."""
        given = {name: value for name, value in request.query_params.items() if value}
        for name, value in given.items():
            if len(value) > LONGEST:
                raise HTTPException(400, f"{name[:40]} is longer than {LONGEST:,} characters; ask for less.")
        return cls(given)

    def get(self, name: str) -> str | None:
        """What is given for a field; null where it is empty."""
        return self.given.get(name)

    def number(self, name: str, most: int) -> int:
        """A whole number from 0 to ``most``; 0 where none is given."""
        value = self.given.get(name, "0")
        if not (value.isascii() and value.isdecimal() and len(value) < 12 and int(value) <= most):
            raise HTTPException(400, f"{name} is no number from 0 to {most:,}.")
        return int(value)

    def query(self, **more: Any) -> ask.Query:
        """The search that is asked for."""
        asked: dict[str, Any] = {name: self.given.get(name) for name in FIELDS}
        return ask.Query(**{**asked, "text": asked["text"] or "", **more})
