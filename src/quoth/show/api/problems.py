"""Answers in JSON, and errors as ``application/problem+json`` (RFC 9457): a title, the status, and what to do."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import Any

from starlette.responses import JSONResponse

__all__ = ["Json", "problem"]


class Json(JSONResponse):
    """A body in JSON; where a text of it has half a character, which UTF-8 cannot say, its letters are escaped."""

    def render(self, content: Any) -> bytes:
        """The body, as bytes."""
        try:
            return super().render(content)
        except UnicodeEncodeError:
            return json.dumps(content, allow_nan=False, separators=(",", ":")).encode()


def problem(status: int, detail: str) -> JSONResponse:
    """The answer that says what went wrong."""
    body = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail}
    return Json(body, status, media_type="application/problem+json")
