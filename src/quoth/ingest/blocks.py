"""A page as the runs of text that its readers see: one a paragraph, with where it stands and how much of it is linked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

__all__ = ["Run", "runs_of", "shingles", "words_of"]

# Five words in a row are rarely the same in two texts that were not copied.
SHINGLE = 5

# A page with more runs is a collection; the rest of it is not looked at.
MAX_RUNS = 20_000

_SKIPPED = frozenset(
    "script style noscript template iframe svg form button select option textarea nav aside footer dialog object audio "
    "video canvas math head".split()
)
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q s samp small span strike "
    "strong sub sup time tt u var wbr amp-img img".split()
)
_PARAGRAPHS = frozenset("p li h1 h2 h3 h4 h5 h6 blockquote dt dd pre figcaption".split())
_LISTS = frozenset("ul ol dl".split())
_WORD = re.compile(r"\w+")


class Run(NamedTuple):
    """Text between two breaks of a page, as one line; ``holder`` is the element that it stands in.

    ``linked`` is the share of its letters inside links, ``box`` the element in which it and its neighbours stand.
    """

    text: str
    words: tuple[str, ...]
    linked: float
    holder: Any
    box: Any


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text in lower case, without marks."""
    return tuple(_WORD.findall(text.casefold()))


def shingles(words: tuple[str, ...]) -> list[tuple[str, ...]]:
    """All runs of SHINGLE words; fewer words are one shingle."""
    return [words[start : start + SHINGLE] for start in range(max(1, len(words) - SHINGLE + 1))] if words else []


def runs_of(tree: Any, *, apart: bool = False) -> list[Run]:
    """The runs of ``tree`` in document order, what is no text for readers left out. Takes time by the page's size.

    With ``apart``, a space stands between elements in a run: a byline's name and date touch in its markup alone.
    """
    found: list[tuple[str, float, Any]] = []
    for text, linked, holder in _pieces(tree, apart):
        found.append((text, linked, holder))
        if len(found) >= MAX_RUNS:
            break
    many: dict[Any, int] = {}
    for _, _, holder in found:
        many[holder] = many.get(holder, 0) + 1
    return [Run(text, words_of(text), linked, holder, _box(holder, many)) for text, linked, holder in found]


def _box(holder: Any, many: dict[Any, int]) -> Any:
    """Where a run stands with its neighbours: around its paragraph, around the list of its item, or its own element."""
    if holder.tag not in _PARAGRAPHS and many[holder] > 1:
        return holder
    outer = holder.getparent()
    if outer is not None and outer.tag in _LISTS | {"blockquote"}:
        outer = outer.getparent()
    return holder if outer is None else outer


def _pieces(tree: Any, apart: bool) -> Iterator[tuple[str, float, Any]]:
    """Each run's text, the share of it that is linked, and its holder."""
    pieces: list[str] = []
    links: list[str] = []
    holders = [tree]
    depth_of_link = 0

    def run() -> Iterable[tuple[str, float, Any]]:
        text = " ".join("".join(pieces).split())
        inside = len("".join("".join(links).split()))
        pieces.clear()
        links.clear()
        return [(text, inside / len(text.replace(" ", "")), holders[-1])] if text else []

    def add(words: str | None) -> None:
        if words:
            pieces.append(words)
            if depth_of_link:
                links.append(words)

    stack: list[tuple[str, Any]] = [("open", tree)]
    while stack:
        event, element = stack.pop()
        inline = element.tag in _INLINE
        if inline and apart:
            add(" ")
        if event == "close":
            if not inline:
                yield from run()
                holders.pop()
            depth_of_link -= element.tag == "a"
            add(element.tail if element is not tree else None)
            continue
        if not isinstance(element.tag, str) or element.tag in _SKIPPED:
            add(element.tail)
            continue
        if element.tag in ("br", "hr"):
            if element.tag == "hr" or _breaks(element):
                yield from run()
            else:
                pieces.append(" ")
            add(element.tail)
            continue
        if not inline:
            yield from run()
            holders.append(element)
        depth_of_link += element.tag == "a"
        add(element.text)
        stack.append(("close", element))
        stack.extend(("open", child) for child in reversed(element))


def _breaks(br: Any) -> bool:
    """Whether a line break begins a paragraph: the second of two, with nothing between them."""
    before = br.getprevious()
    return before is not None and before.tag == "br" and not (before.tail or "").strip()
