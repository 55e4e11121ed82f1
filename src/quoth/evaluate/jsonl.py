"""JSON lines, one article a line: gold with its text, predictions without.

    {"id": "a1", "text": "...", "attributions": [{"source": [[0, 3]], "cue": [[4, 8]], "content": [[9, 20]]}]}

Offsets are code points, end exclusive. A role may be null or missing; each may be in pieces.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from quoth.errors import GoldError
from quoth.evaluate.annotation import ROLES, Attribution, GoldArticle, Spans, bad, check_spans, read_text

__all__ = ["read_jsonl", "read_predictions", "write_predictions"]

Predictions = dict[str, tuple[Attribution, ...]]


def read_jsonl(path: Path) -> Iterator[GoldArticle]:
    """The gold articles of one file; a line without ``text`` has it in ``text/<id>.txt`` beside the file."""
    for number, name, values in _lines(path):
        text = values.get("text")
        if text is None:
            text = _text_beside(path, number, name)
        if not isinstance(text, str):
            raise bad(path, number, "'text' is no string")
        yield GoldArticle(name, text, _attributions(values, len(text), path, number))


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
    """Writes predictions in the form that ``read_predictions`` and other scorers read, with each one's confidence."""
    with path.open("w", encoding="utf-8", newline="\n") as out:
        for name, attributions in predicted.items():
            rows: list[dict[str, Any]] = []
            for made in attributions:
                row: dict[str, Any] = {"source": made.source, "cue": made.cue, "content": made.content}
                rows.append(row if made.confidence is None else row | {"confidence": made.confidence})
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


def _text_beside(path: Path, number: int, name: str) -> str:
    if Path(name).name != name:
        raise bad(path, number, f"the id {name!r} is no file name, so its text must stand in 'text'")
    try:
        return read_text(path.parent / "text" / f"{name}.txt")
    except GoldError as error:
        raise bad(path, number, f"there is no 'text', and {error}") from error


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
    if confidence is not None and not (_is_number(confidence) and 0 <= confidence <= 1):
        raise bad(path, number, f"the confidence {confidence!r} is no number from 0 to 1")
    return Attribution(found["source"], found["cue"], found["content"], confidence)


def _is_span(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(type(offset) is int for offset in value)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
