"""Objects in JSON: Lines of them, lists of them, or a single one. Each is an article, or dropped with the reason.

Their places are ``news.jsonl#line=1`` and ``news.json#item=1``, the first of theirs.
"""

from __future__ import annotations

import html
import io
import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from quoth.errors import NotTextError
from quoth.ingest.asked import Asked, Item
from quoth.ingest.columns import no_text_reason
from quoth.ingest.decode import decode
from quoth.ingest.files import MAX_BYTES
from quoth.ingest.rows import item_of_row, short
from quoth.ingest.tables import as_bytes, mended, opened
from quoth.ingest.wires import is_ninjs
from quoth.records import Dropped

__all__ = ["read_json", "read_jsonl"]

# A list in JSON has to be in memory whole, at ten times its size; 200 MB, in bytes, are some 50,000 articles.
MAX_JSON = 200_000_000

# Keys under which tools keep the list of articles in one object.
_LISTS = ("articles", "items", "stories", "results", "data", "documents", "response", "docs")


def read_jsonl(stream: BinaryIO, *, origin: str, asked: Asked) -> Iterator[Item]:
    """The articles of a file with one JSON object a line; a line that is none is dropped."""
    with opened(stream, origin) as (text, encoding_notes):
        number = 0
        while line := text.readline(MAX_BYTES):
            number += 1
            place = f"{origin}#line={number}"
            if len(line) >= MAX_BYTES and not line.endswith("\n"):
                while (rest := text.readline(MAX_BYTES)) and not rest.endswith("\n"):
                    continue
                yield Dropped(place, "ingest", "the line is larger than 20 MB; give one article a line")
            elif line.strip():
                yield _parsed(line, place, origin, asked, encoding_notes)


def read_json(stream: BinaryIO, *, origin: str, asked: Asked) -> Iterator[Item]:
    """The articles of one JSON value: a list of objects, an object that holds one, or a single article."""
    data = stream.read(MAX_JSON + 1)
    if len(data) > MAX_JSON:
        raise NotTextError("it is larger than 200 MB; give it as JSON Lines, one object a line", origin=origin)
    decoded = decode(data, origin=origin)
    notes = [decoded.note] if decoded.note is not None else []
    try:
        value = json.loads(decoded.text)
    except (ValueError, RecursionError) as error:
        first = decoded.text.lstrip().split("\n", 1)[0]
        if _is_object(first):  # JSON Lines by another name
            yield from read_jsonl(io.BytesIO(data), origin=origin, asked=asked)
            return
        raise NotTextError(f"it is damaged JSON ({short(error)}); save it again", origin=origin) from error
    rows = _rows(value)
    if rows is None:
        yield item_of_row(value, origin, asked, notes, file=asked.inside, data=data)
        return
    if not rows:
        raise NotTextError("its list is empty; give one with articles", origin=origin)
    outlet = _feed_title(value)
    for number, plain in enumerate(rows, 1):
        row = {"outlet": outlet, **plain} if outlet is not None and isinstance(plain, dict) else plain
        yield item_of_row(row, f"{origin}#item={number}", asked, notes, file=origin)


def _parsed(line: str, place: str, origin: str, asked: Asked, encoding_notes: list[str]) -> Item:
    (text,), notes = mended([line], encoding_notes)
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        return Dropped(place, "ingest", f"the line is no JSON ({short(error)}); give one object a line")
    return item_of_row(value, place, asked, notes, file=origin, data=as_bytes(line))


def _rows(value: Any) -> list[Any] | None:
    """The list of articles in a JSON value; None where the value is one article itself."""
    if isinstance(value, list):
        return value
    if isinstance(value, dict) and not is_ninjs(value) and no_text_reason(value) is not None:
        for key in _LISTS:
            if isinstance(inner := value.get(key), list) and all(isinstance(row, dict) for row in inner):
                return inner
            if isinstance(inner, dict) and (rows := _rows(inner)) is not None:
                return rows
    return None


def _feed_title(value: Any) -> str | None:
    """The title of a JSON Feed, which is the outlet of its items."""
    if isinstance(value, dict) and "jsonfeed.org" in str(value.get("version")):
        return " ".join(html.unescape(str(value.get("title") or "")).split()) or None
    return None


def _is_object(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False
