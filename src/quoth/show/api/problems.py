"""Errors as ``application/problem+json`` (RFC 9457): a title, the status, and one sentence that says what to do."""

from __future__ import annotations

from http import HTTPStatus

from quoth.show.api.bodies import Json

__all__ = ["problem"]


def problem(status: int, detail: str) -> Json:
    """The answer that says what went wrong."""
    body = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail}
    return Json(body, status, media_type="application/problem+json")
