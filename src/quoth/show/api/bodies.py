"""Answers in JSON of whatever a library has: half a character, which UTF-8 cannot say, and numbers without end, too."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from functools import wraps
from inspect import iscoroutinefunction
from typing import Any

from fastapi.routing import APIRoute
from starlette.responses import JSONResponse, Response

__all__ = ["Json", "Route"]


class Json(JSONResponse):
    """A body in JSON; where UTF-8 or JSON cannot say all of it, letters are escaped, and numbers without end null."""

    def render(self, content: Any) -> bytes:
        """The body, as bytes."""
        try:
            return super().render(content)
        except ValueError:
            return json.dumps(_finite(content), allow_nan=False, separators=(",", ":")).encode()


class Route(APIRoute):
    """A route whose answer is written as ``Json``, whatever the description says of its form."""

    def __init__(self, path: str, endpoint: Callable[..., Any], **given: Any) -> None:
        super().__init__(path, _answered(endpoint), **given)


def _answered(endpoint: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(endpoint)
    def answer(*args: Any, **given: Any) -> Response:
        return _response(endpoint(*args, **given))

    @wraps(endpoint)
    async def awaited(*args: Any, **given: Any) -> Response:
        return _response(await endpoint(*args, **given))

    return awaited if iscoroutinefunction(endpoint) else answer


def _response(made: Any) -> Response:
    return made if isinstance(made, Response) else Json(made)


def _finite(content: Any) -> Any:
    if isinstance(content, dict):
        return {name: _finite(value) for name, value in content.items()}
    if isinstance(content, list | tuple):
        return [_finite(value) for value in content]
    return None if isinstance(content, float) and not math.isfinite(content) else content
