"""How a page is made of a template: everything escaped, nothing left undefined, offsets as they are in the text."""

from __future__ import annotations

from functools import partial
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from fastapi import Request
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, Response

from quoth.show.direction import visible
from quoth.show.web.marks import in_context, safe_link

__all__ = ["ANY", "address", "failed", "label", "page", "sentence", "templates"]

# In characters, of a name or a title in a list.
LABEL = 200

# Whether there is anything to show.
ANY = "SELECT 1 AS one FROM articles LIMIT 1"

templates = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
# The one that comes with the templates breaks where a name has half a character.
templates.filters["urlencode"] = partial(quote, safe="", errors="replace")


def page(name: str, status: int = 200, **values: Any) -> Response:
    """The answer that is the template ``name`` with these values."""
    made = templates.get_template(name).render(
        visible=visible, label=label, safe_link=safe_link, in_context=in_context, **values
    )
    # A carriage return as its reference: else a browser joins it with the line end, and offsets move.
    return HTMLResponse(made.replace("\r", "&#13;").encode("utf-8", "replace"), status)


def label(text: str) -> str:
    """A name or a title where there are many of them: as it shows, and no longer than a line or two."""
    return visible(text) if len(text) <= LABEL else visible(text[:LABEL]) + " …"


def sentence(error: Exception) -> str:
    """What an error says, as a sentence."""
    words = str(error.detail) if isinstance(error, HTTPException) else str(error)
    return f"{words[:1].upper()}{words[1:].rstrip('.')}."


def failed(_: Request, error: Exception) -> Response:
    """What went wrong, as a page."""
    status = error.status_code if isinstance(error, HTTPException) else 400
    unknown = status == 404 and isinstance(error, HTTPException) and error.detail == HTTPStatus(404).phrase
    detail = "Nothing has this address." if unknown else sentence(error)
    return page("problem.html", status, title="Not here" if status == 404 else "That does not work", detail=detail)


def address(path: str, asked: dict[str, Any], **more: Any) -> str:
    """The address of a page that is asked for this; what is null or empty is left out."""
    given = {name: value for name, value in {**asked, **more}.items() if value not in (None, "", False)}
    return path + ("?" + urlencode(given, errors="replace") if given else "")
