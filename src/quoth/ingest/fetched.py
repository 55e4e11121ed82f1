"""A source that is an address of the web: fetched, and then read as a file of what the server says it is."""

from __future__ import annotations

import dataclasses
import io
import os
from urllib.parse import unquote, urlsplit

from quoth.errors import FetchError, fault
from quoth.ingest.asked import Asked
from quoth.ingest.formats import Items, Told, items_in
from quoth.ingest.web import Page, Web
from quoth.records import Dropped

__all__ = ["items_of_address"]

# How files of a media type are called, for those that are known by their names alone.
_SUFFIXES = {
    "text/csv": ".csv",
    "text/tab-separated-values": ".tsv",
    "application/json": ".json",
    "application/jsonl": ".jsonl",
    "application/jsonlines": ".jsonl",
    "application/ndjson": ".jsonl",
    "application/x-jsonlines": ".jsonl",
    "application/x-ndjson": ".jsonl",
}
_TABLES = frozenset({*_SUFFIXES.values(), ".ndjson", ".tab"})
_PAGES = ("text/html", "application/xhtml+xml")


def items_of_address(url: str, asked: Asked, web: Web) -> Items:
    """The articles in what lies at ``url``: a page, or a file of any format; nothing is raised."""
    try:
        page = web.fetch(url)
    except FetchError as error:
        yield Dropped(url, "ingest", str(error))
        return
    except Exception as error:
        yield Dropped(url, "ingest", fault(error))
        return
    told = Told(_file_name(page), page.charset)
    yield from items_in(io.BytesIO(page.data), origin=url, asked=dataclasses.replace(asked, at=page.url), told=told)


def _file_name(page: Page) -> str:
    """What the file at an address is called: by its path, with the suffix of its type where the path has none of those.

    A page is one, whatever its path ends in: servers send one in place of a table that is gone.
    """
    name = unquote(urlsplit(page.url).path).rsplit("/", 1)[-1] or "index"
    suffix = os.path.splitext(name)[1].lower()
    if page.type in _PAGES:
        return f"{name}.html" if suffix in _TABLES else name
    if suffix in _TABLES:
        return name
    kind = page.type or ""
    return name + (".json" if kind.endswith("+json") else _SUFFIXES.get(kind, ""))
