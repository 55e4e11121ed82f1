"""Quotations that a page shows large beside the report, and that the report has in its own place, too."""

from __future__ import annotations

import re
from typing import Any

from quoth.ingest.blocks import words_of

__all__ = ["drop_pulled"]

_NAMES = r"pull-?(?:ed)?[_-]?quotes?|pulled|highlight-?quote|quote-?highlight"
_PULLED = re.compile(rf"(?:\A|[\s_-])(?:{_NAMES})(?:\Z|[\s_-])", re.IGNORECASE)
_BLOCKS = ("blockquote", "aside", "figure", "div", "p", "section", "q")
# Words of which a longer run is no pull quote, and of which a shorter one may stand anywhere.
MOST, LEAST = 80, 4
# Each is looked for in the whole page.
MOST_OF_THEM = 20


def drop_pulled(tree: Any) -> None:
    """Takes away each pull quote whose words stand in the rest of the page in a row; one that says more stays."""
    pulled = [
        each for each in tree.iter(*_BLOCKS) if _PULLED.search(f"{each.get('class') or ''} {each.get('id') or ''}")
    ]
    for each in pulled[:MOST_OF_THEM]:
        words = words_of(" ".join(each.itertext()))
        if each.getparent() is None or not LEAST <= len(words) <= MOST:
            continue
        tail, each.tail = each.tail, None
        parent, place = each.getparent(), each.getparent().index(each)
        parent.remove(each)
        _put_tail(parent, place, tail)
        rest = " ".join(words_of(" ".join(" ".join(tree.itertext()).split())))
        if f" {' '.join(words)} " not in f" {rest} ":
            _take_tail(parent, place, tail)
            parent.insert(place, each)
            each.tail = tail


def _put_tail(parent: Any, place: int, tail: str | None) -> None:
    if not tail:
        return
    if place:
        parent[place - 1].tail = (parent[place - 1].tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail


def _take_tail(parent: Any, place: int, tail: str | None) -> None:
    if not tail:
        return
    if place:
        parent[place - 1].tail = parent[place - 1].tail.removesuffix(tail)
    else:
        parent.text = parent.text.removesuffix(tail)
