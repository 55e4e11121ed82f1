"""Tasks that Label Studio gives back, in its own JSON, as corrections.

A region is of the statement in its id; one drawn by hand is of that to which relations lead. Each annotator's work is
compared with the statements that the task was given; one of which nothing is left is rejected. A region's words count
more than its offsets; where the words are not found, its statement is left as it was, and that is said.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from quoth.errors import InputError, NotTextError
from quoth.ingest.files import file_bytes
from quoth.records import Article, Dropped, Statement
from quoth.show.export.corrections import (
    NOBODY,
    Change,
    Correction,
    Field,
    Offsets,
    Review,
    changes,
    offsets,
    with_spans,
)
from quoth.show.export.label_studio import CHOICES
from quoth.show.export.rows import Texts
from quoth.show.export.told import told_span

__all__ = ["read_label_studio_corrections"]

SAID: tuple[Field, ...] = (*CHOICES, "speaker")

_REGION = re.compile(r"(st_[0-9a-f]{20})\.\w+\.\d+")


@dataclass(slots=True)
class _Found:
    """What an annotation has of one statement."""

    spans: dict[str, Offsets] = field(default_factory=dict)
    values: dict[Field, str | None] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


def read_label_studio_corrections(path: Path, texts: Texts, review: Review = NOBODY) -> Iterator[Correction | Dropped]:
    """What differs from the statements in ``texts``; a Dropped for what cannot be understood, and the rest goes on.

    Raises InputError where the file is no list of tasks.
    """
    for number, task in enumerate(_tasks(path), 1):
        where = f"task {number}"
        try:
            there = texts.article(task["data"]["article"])
            if there is None:
                raise KeyError(task["data"]["article"])
            article, statements = there
            offered = [name for name in task["data"]["statements"] if name in statements]
            for annotation in task.get("annotations", ()):
                if not annotation.get("was_cancelled"):
                    for made in _annotation(article, statements, offered, annotation, review, texts):
                        yield (
                            made
                            if isinstance(made, Correction)
                            else Dropped(str(path), "corrections", f"{where}: {made}")
                        )
        except (KeyError, TypeError, ValueError, AttributeError, IndexError):
            yield Dropped(
                str(path), "corrections", f"{where}: it is of an article that is not here, or not of our making"
            )


def _annotation(
    article: Article,
    statements: dict[str, Statement],
    offered: list[str],
    annotation: dict[str, Any],
    review: Review,
    texts: Texts,
) -> Iterator[Correction | str]:
    """The corrections of one annotator, and a sentence for each group of regions that makes no statement."""
    told = _who(annotation.get("completed_by"))
    if told is not None and told.isdigit() and review.named:
        told = None
    by = Review(told or review.who, review.looked_at, review.named)
    when = annotation.get("updated_at") or annotation.get("created_at")
    found = {
        name if name.startswith("st_") else with_spans(statements, made.spans) or name: made
        for name, made in _grouped(annotation["result"], article.text).items()
    }
    for name, made in found.items():
        if name.startswith("st_") and name not in statements:
            yield f"a region is of a statement that is not here: {name!r}"
            continue
        if made.faults:
            yield f"{name if name in statements else 'a new statement'} is left as it was: {made.faults[0]}"
            continue
        said: dict[Field, str | None] = {key: made.values.get(key) for key in SAID}
        try:
            yield from list(
                changes(article, Change(statements.get(name), made.spans, said, by, when, texts.found(name)))
            )
        except InputError as error:
            yield str(error)
    for name in offered:
        if name not in found:
            about = offsets(statements[name], "content")
            yield Correction(article.id, name, about, "verdict", "reject", who=by.who, when=when)


def _grouped(result: list[dict[str, Any]], whole: str) -> dict[str, _Found]:
    """What an annotation of ``whole`` has, by statement; a new one goes by the id of the region its others lead to."""
    leads: dict[str, str] = {}
    for made in result:
        if made["type"] == "relation":
            start, end = made["from_id"], made["to_id"]
            if _REGION.fullmatch(end) or not _REGION.fullmatch(start):
                leads[start] = end
            else:
                leads[end] = start
    found: dict[str, _Found] = {}
    for made in result:
        if made["type"] == "relation":
            continue
        group = found.setdefault(_owner(made["id"], leads), _Found())
        value = made["value"]
        if made["type"] == "labels":
            role = value["labels"][0].lower()
            try:
                span = told_span(whole, int(value["start"]), int(value["end"]), value.get("text"))
            except InputError as error:
                group.faults.append(f"{role} at {error}")
            else:
                group.spans[role] = (*group.spans.get(role, ()), span)
        elif made["type"] == "choices" and made["from_name"] in CHOICES:
            group.values[made["from_name"]] = value["choices"][0]
        elif made["type"] == "textarea" and made["from_name"] == "speaker":
            text = value["text"]
            group.values["speaker"] = text if isinstance(text, str) else text[0]
    return found


def _owner(region: str, leads: dict[str, str]) -> str:
    """The statement of a region: that of its id, or of the first region with one that relations lead to."""
    seen: set[str] = set()
    while not (named := _REGION.fullmatch(region)):
        seen.add(region)
        if leads.get(region, region) in seen:
            return region
        region = leads[region]
    return named[1]


def _tasks(path: Path) -> list[dict[str, Any]]:
    try:
        tasks = json.loads(file_bytes(path))
    except (ValueError, RecursionError) as error:
        raise NotTextError(
            f"{path} is no JSON; export the tasks from Label Studio as JSON", origin=str(path)
        ) from error
    if not isinstance(tasks, list) or not all(isinstance(task, dict) for task in tasks):
        raise InputError(f"{path} is no list of tasks; export them from Label Studio as JSON", origin=str(path))
    return tasks


def _who(by: Any) -> str | None:
    """The annotator: an address where Label Studio gives one, else the number of the account."""
    if isinstance(by, dict):
        by = by.get("email") or by.get("id")
    return None if by is None else str(by)
