"""JSON lines, one article a line: gold with its text, predictions without.

    {"id": "a1", "text": "...", "attributions": [{"source": [[0, 3]], "cue": [[4, 8]], "content": [[9, 20]]}]}

Offsets are code points, end exclusive. A role may be null or missing; each may be in pieces. Speaker, kind, day,
attitude and polarity of an attribution stand beside its roles, as ``who`` reads and writes them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from quoth.errors import GoldError
from quoth.evaluate.annotation import ROLES, Attribution, GoldArticle, Spans, bad, check_spans, read_text
from quoth.evaluate.who import is_share, said_of_row, who_row
from quoth.ingest.dates import page_date

__all__ = ["read_ids", "read_jsonl", "read_predictions", "write_predictions"]

Predictions = dict[str, tuple[Attribution, ...]]

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def read_jsonl(path: Path, texts: Path | None = None) -> Iterator[GoldArticle]:
    """The gold articles of one file; a line without ``text`` has it in ``<id>.txt`` in ``texts``.

    Without ``texts`` that is the folder ``text`` beside the file.
    """
    for number, name, values in _lines(path):
        text = values.get("text")
        if text is None:
            text = _text_of(path, number, name, texts or path.parent / "text")
        if not isinstance(text, str):
            raise bad(path, number, "'text' is no string")
        attributions = _attributions(values, len(text), path, number)
        yield GoldArticle(name, text, attributions, published=_published(values, name, path, number))


def read_ids(path: Path) -> list[str]:
    """The ids of the articles of one file."""
    return [name for _, name, _ in _lines(path)]


def read_predictions(path: Path, gold: Mapping[str, GoldArticle]) -> Predictions:
    """What was predicted for each article, by id; an article without a line has no predictions.

    Raises GoldError for an id that the gold does not have or that comes twice, and for a span outside its text.
    """
    predicted: Predictions = {}
    for number, name, values in _lines(path):
        if name not in gold:
            raise bad(path, number, f"the gold has no article {name!r}")
        if name in predicted:
            raise bad(path, number, f"article {name!r} comes a second time")
        predicted[name] = _attributions(values, len(gold[name].text), path, number)
    return predicted


def write_predictions(path: Path, predicted: Mapping[str, tuple[Attribution, ...]]) -> None:
    """Writes predictions in the form that ``read_predictions`` and other scorers read, confidences included."""
    with path.open("w", encoding="utf-8", newline="\n") as out:
        for name, attributions in predicted.items():
            rows: list[dict[str, Any]] = []
            for made in attributions:
                row: dict[str, Any] = {"source": made.source, "cue": made.cue, "content": made.content}
                sure = {} if made.confidence is None else {"confidence": made.confidence}
                rows.append(row | who_row(made) | sure)
            out.write(json.dumps({"id": name, "attributions": rows}) + "\n")


def _lines(path: Path) -> Iterator[tuple[int, str, dict[str, Any]]]:
    """Line number, id and object of every line that is not blank."""
    for number, line in enumerate(read_text(path).removeprefix("\ufeff").split("\n"), 1):
        if not line.strip():
            continue
        try:
            values = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise bad(path, number, f"this is not JSON ({error})") from error
        if not isinstance(values, dict) or not isinstance(values.get("id"), str):
            raise bad(path, number, "this is no object with an 'id'")
        yield number, values["id"], values


def _text_of(path: Path, number: int, name: str, texts: Path) -> str:
    if Path(name).name != name:
        raise bad(path, number, f"the id {name!r} is no file name, so its text must stand in 'text'")
    try:
        return read_text(texts / f"{name}.txt")
    except GoldError as error:
        raise bad(path, number, f"there is no 'text', and {error}") from error


def _published(values: dict[str, Any], name: str, path: Path, number: int) -> str | None:
    """When the article came out: as the line says, which may be null; else the first day that its id has in it."""
    if "published" not in values:
        return next((day for day in map(page_date, _DAY.findall(name)) if day), None)
    said = values["published"]
    published = page_date(said)
    if said is not None and published is None:
        raise bad(path, number, f"'published' is a date such as 2031-05-03, not {said!r}")
    return published


def _attributions(values: dict[str, Any], size: int, path: Path, number: int) -> tuple[Attribution, ...]:
    rows = values.get("attributions")
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise bad(path, number, "'attributions' is no list of objects")
    return tuple(_attribution(row, size, path, number) for row in rows)


def _attribution(row: dict[str, Any], size: int, path: Path, number: int) -> Attribution:
    found: dict[str, Spans] = {}
    for role in ROLES:
        spans = row.get(role) or []
        if not isinstance(spans, list) or not all(_is_span(span) for span in spans):
            raise bad(path, number, f"{role!r} is no list of [start, end] pairs")
        found[role] = tuple((start, end) for start, end in spans)
        check_spans(found[role], size, role, path, number)
    confidence = row.get("confidence")
    if confidence is not None and not is_share(confidence):
        raise bad(path, number, f"the confidence {confidence!r} is no number from 0 to 1")
    try:
        said = said_of_row(row)
    except ValueError as error:
        raise bad(path, number, str(error)) from error
    return Attribution(found["source"], found["cue"], found["content"], confidence, *said)


def _is_span(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(type(offset) is int for offset in value)
