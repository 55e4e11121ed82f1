"""What stands in a page and is not the report's: taken away before the report is looked for.

It is told by what pages call it (``clutter.toml``), and only taken where it is the smaller part of the page's words, as
many a page calls its whole body after one thing beside it.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from typing import Any, NamedTuple

__all__ = ["drop_clutter", "is_clutter"]

# Of the unlinked letters of a page, the share that one thing beside the report may have, and still be beside it.
MOST_OF_PAGE = 0.3
MOST_IF_NEVER = 0.7

# In letters: the longest box that offers the rest of a report, and the line that it begins with. A report is longer,
# unless it is the stub above such a box.
OFFER, OFFER_LINE = 1000, 160

# In letters: a paragraph of prose. A box beside a report has one of them at most, to say what a letter brings.
PARAGRAPH = 120

# In letters: a paragraph that says something.
SENTENCE = 60

_BLOCKS = frozenset(
    "div section aside ul ol dl li p form details header footer nav article blockquote h2 h3 h4 h5 h6".split()
)
_INSIDE = frozenset("span div small i em b strong a sup ul".split())
_SILENT = frozenset("script style noscript template head svg iframe".split())
_KEPT = ("h1", "title")
_CAPITALS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
# "has-sidebar" says what a body stands beside, not what it is.
_BESIDE = re.compile(r"\b(?:has|with|no|without|show|hide|is|not|enable|above|below|after|before) [a-z]+")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


class _Patterns(NamedTuple):
    names: re.Pattern[str]
    never: re.Pattern[str]
    hover: re.Pattern[str]
    opened: re.Pattern[str]
    offers: re.Pattern[str]


@functools.cache
def _patterns() -> _Patterns:
    import tomllib
    from importlib import resources

    named = tomllib.loads(resources.files("quoth.ingest").joinpath("clutter.toml").read_text("utf-8"))
    hover, opened = "|".join(named["hover"]), "|".join(named["opened"])
    return _Patterns(
        re.compile(rf"\b(?:{'|'.join(sorted(named['names'], key=len, reverse=True))})\b"),
        re.compile(rf"\b(?:{'|'.join(named['never'])})\b"),
        re.compile(rf"\b(?:{hover})\b"),
        re.compile(rf"\b(?:{hover})\b.*\b(?:{opened})\b|\btooltiptext\b"),
        re.compile(rf"(?:{'|'.join(named['offers'])})", re.IGNORECASE),
    )


def drop_clutter(tree: Any) -> None:
    """Takes out of ``tree`` hidden things, boxes that open over a word, and what stands beside the report."""
    elements = [element for element in tree.iter() if isinstance(element.tag, str)]
    letters, heads = _letters(elements)
    offers = _offers(elements, letters, heads)
    found: dict[Any, str] = {}
    for element in elements:
        parent = element.getparent()
        if parent is None:
            continue
        if parent in found:
            found[element] = ""  # goes with what it stands in
        elif _opens_over_a_word(element):
            found[element] = "hover"
        elif element in offers:
            found[element] = "offer"
        elif element not in heads and (name := "hidden" if _is_hidden(element) else _clutter_name(element)):
            found[element] = name
    # All that is called the same goes together: a page may call each of its paragraphs so.
    of_name: dict[str, int] = {}
    for element, name in found.items():
        of_name[name] = of_name.get(name, 0) + (letters[element] if name else 0)
    for element, name in found.items():
        never = _patterns().never.search(name) is not None
        most = (MOST_IF_NEVER if never else MOST_OF_PAGE) * letters[tree]
        if name and (
            name in ("hover", "offer") or (of_name[name] <= most and (never or not _is_prose(element, letters)))
        ):
            element.drop_tree()


def _offers(elements: list[Any], letters: Mapping[Any, int], heads: set[Any]) -> set[Any]:
    """The boxes that offer the rest of a report: each begins with such words, and is no longer than an offer is."""
    found: set[Any] = set()
    prose = sum(element.tag == "p" and letters[element] >= SENTENCE for element in elements)
    for element in elements:
        if element.tag not in ("h2", "h3", "h4", "h5", "p", "div", "span", "strong") or element in heads:
            continue
        words = " ".join((element.text or "").split())
        if not 8 <= len(words) <= OFFER_LINE or _patterns().offers.match(words.replace("’", "'")) is None:
            continue
        box, outer = element, element.getparent()
        while outer is not None and outer not in heads and _may_be_offer(outer, box, letters):
            if 0 < prose <= sum(letters.get(each, 0) >= SENTENCE for each in outer.iter("p")):
                break  # all that the page says is in there: a line above the report asks to sign in
            box, outer = outer, outer.getparent()
        found.add(box)
    return found


def _may_be_offer(outer: Any, box: Any, letters: Mapping[Any, int]) -> bool:
    """Whether ``box`` is the first thing said in ``outer``, and ``outer`` no report."""
    before = (outer.text or "").strip() or any(
        letters.get(each, 0) or (each.tail or "").strip() for each in box.itersiblings(preceding=True)
    )
    return outer.tag not in ("body", "html") and not before and letters[outer] <= OFFER


def _clutter_name(element: Any) -> str:
    """What an element is called of the names of things beside reports; empty for none."""
    if element.tag not in _BLOCKS or not (names := _names(element)):
        return ""
    found = _patterns().names.search(names)
    return found.group() if found else ""


def is_clutter(element: Any) -> bool:
    """Whether an element is called after something that stands beside reports."""
    return bool(_clutter_name(element))


def _is_prose(element: Any, letters: Mapping[Any, int]) -> bool:
    """Whether an element holds paragraphs, as the rest of a report that a button opens does."""
    return sum(letters.get(paragraph, 0) >= PARAGRAPH for paragraph in element.iter("p")) >= 2


def _is_hidden(element: Any) -> bool:
    return (
        element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or _HIDDEN.search(element.get("style") or "") is not None
    )


def _opens_over_a_word(element: Any) -> bool:
    """Whether an element in a paragraph is shown only over its neighbours."""
    if element.tag not in _INSIDE:
        return False
    names = _names(element)
    if element.get("role") != "tooltip" and (not names or _patterns().hover.search(names) is None):
        return False
    if next(element.iterancestors("p", "li", "blockquote"), None) is None:
        return False
    outer = _names(element.getparent())
    nested = bool(outer) and _patterns().hover.search(outer) is not None and element.getprevious() is not None
    opened = _patterns().opened.search(names) is not None and len(element) > 0
    return element.get("role") == "tooltip" or nested or (opened and element.find(".//a") is not None)


def _names(element: Any) -> str:
    """The class and id of an element as words in small letters."""
    named = f"{element.get('class') or ''} | {element.get('id') or ''}"
    if len(named) == len(" | "):
        return ""
    words = re.sub(r"[\s_-]+", " ", _CAPITALS.sub(" ", named[:500])).lower()
    return _BESIDE.sub(" ", words)


def _letters(elements: list[Any]) -> tuple[dict[Any, int], set[Any]]:
    """How many letters outside links each element holds, and which hold the page's own headline."""
    count = dict.fromkeys(elements, 0)
    heads: set[Any] = set()
    for element in reversed(elements):
        parent = element.getparent()
        own = 0 if element.tag in _SILENT else count[element] + len((element.text or "").strip())
        count[element] = 0 if element.tag == "a" else own
        if element.tag in _KEPT or element.get("itemprop") == "articleBody":
            heads.add(element)
        if parent is not None and parent in count:
            count[parent] += count[element] + len((element.tail or "").strip())
            if element in heads:
                heads.add(parent)
    return count, heads
