"""Paragraphs that came along with a report and are not its own: links to other stories, notices, what stands twice."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any

from quoth.ingest.blocks import Run, runs_of, shingles, words_of
from quoth.ingest.captions import part_of_line
from quoth.ingest.furniture import bare, phrases
from quoth.ingest.lines import ends_sentence, squash

__all__ = ["without_leftovers"]

# A paragraph is a link where so much of it is linked.
LINK = 0.85

# Fewer words stand twice by chance, or because somebody says "No" twice.
MIN_WORDS = 8

# So many links in a row, each a line of its own, are a list of other reports.
LIST = 3

# A heading, a summary, and lines such as a date and a name.
SMALL_BOX = 5

# The share of a text that such boxes may have and still stand beside it.
MOST_TEASERS = 0.4

_HEADS = ("h2", "h3", "h4", "h5", "h6")
_LINES = ("p", "li", "div", "section", "td")
_LABEL = re.compile(r"[A-Z][A-Z’'& /-]{2,40}(?:[:|>»–—-]|\Z)|(?:[A-Z][\w’'-]*\s){1,4}(?:\||>>|»)")


def without_leftovers(tree: Any, paragraphs: list[str], captions: Collection[str] = ()) -> list[str]:
    """``paragraphs`` without those that the page ``tree`` shows to be links or boxes, and without what stands twice."""
    pictured = {squash(caption) for caption in captions}
    found = runs_of(tree)
    runs = {squash(run.text): run for run in reversed(found)}
    linked = [_is_link(paragraph, runs) for paragraph in paragraphs]
    gone = {index for index, paragraph in enumerate(paragraphs) if _is_leftover(paragraph, runs)}
    teasers = _teasers(found)
    teased = {index for index, paragraph in enumerate(paragraphs) if squash(paragraph) in teasers}
    if sum(len(paragraphs[index]) for index in teased) <= MOST_TEASERS * sum(map(len, paragraphs)):
        gone |= teased  # else they are what the report lists
    gone |= _lists(paragraphs, linked, runs) | _repeated(paragraphs, pictured)
    return [paragraph for index, paragraph in enumerate(paragraphs) if index not in gone]


def _teasers(runs: list[Run]) -> set[str]:
    """What stands in small boxes with a linked heading, of which a page has two or more of one kind: other reports."""
    boxes: dict[Any, list[Run]] = {}
    for run in runs:
        boxes.setdefault(run.box, []).append(run)
    kinds: dict[Any, list[list[Run]]] = {}
    for box, held in boxes.items():
        heads = [run for run in held if run.holder.tag in _HEADS]
        if heads and len(held) <= SMALL_BOX and all(run.linked >= LINK for run in heads):
            outer = box.getparent()
            kinds.setdefault((box.tag, box.get("class"), outer), []).append(held)
    return {squash(run.text) for alike in kinds.values() if len(alike) > 1 for held in alike for run in held}


def _is_link(paragraph: str, runs: Mapping[str, Run]) -> bool:
    run = runs.get(squash(paragraph))
    return run is not None and run.linked >= LINK


def _is_leftover(paragraph: str, runs: Mapping[str, Run]) -> bool:
    """A notice about the rights in the report, or a linked line that is no sentence of it."""
    known = phrases()
    if len(paragraph) <= 600 and known.notices.search(paragraph) is not None:
        return True
    run = runs.get(squash(paragraph))
    if run is None or len(paragraph) > 300:
        return False
    if part_of_line(paragraph, first=False) == "furniture" and run.linked > 0:
        return True
    if run.linked >= LINK and run.holder.tag in _HEADS:
        return _LABEL.match(paragraph) is not None
    if run.linked >= LINK and run.holder.tag in _LINES:
        return not ends_sentence(paragraph) or _LABEL.match(paragraph) is not None or _is_shouted(paragraph)
    return run.linked > 0.4 and _LABEL.match(paragraph) is not None


def _is_shouted(paragraph: str) -> bool:
    letters = [letter for letter in paragraph if letter.isalpha()]
    return sum(map(str.isupper, letters)) > 0.6 * len(letters)


def _lists(paragraphs: list[str], linked: list[bool], runs: Mapping[str, Run]) -> set[int]:
    """The links under a heading such as "Related stories", with it; and any LIST links in a row."""
    gone: set[int] = set()
    start = 0
    while start < len(paragraphs):
        end = start
        while end < len(paragraphs) and linked[end]:
            end += 1
        before = start - 1
        headed = before >= 0 and bare(paragraphs[before]) in phrases().list_heads
        if end - start >= LIST or (headed and end > start):
            gone.update(range(start, end))
            over = runs.get(squash(paragraphs[before])) if before >= 0 else None
            if headed or (over is not None and over.holder.tag in ("h2", "h3", "h4", "h5", "h6")):
                gone.add(before)
        start = max(end, start + 1)
    return gone


def _repeated(paragraphs: list[str], pictured: set[str]) -> set[int]:
    """Paragraphs that stand whole in another one, or a second time; a caption may say what the report says."""
    holders: dict[tuple[str, ...], list[int]] = {}
    words = [words_of(paragraph) for paragraph in paragraphs]
    for index, found in enumerate(words):
        for shingle in set(shingles(found)):
            holders.setdefault(shingle, []).append(index)
    gone: set[int] = set()
    for index, found in enumerate(words):
        if len(found) < MIN_WORDS or squash(paragraphs[index]) in pictured:
            continue
        rest: set[int] | None = None
        for shingle in shingles(found):
            others = {other for other in holders[shingle][:50] if other != index and other not in gone}
            rest = others if rest is None else rest & others
            if not rest:
                break
        if rest and any(len(words[other]) > len(found) or other < index for other in rest):
            gone.add(index)
    return gone
