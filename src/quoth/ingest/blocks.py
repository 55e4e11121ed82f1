"""A page as the runs of text that readers see: one a paragraph, with where it stands and how much of it is linked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

__all__ = ["Run", "holds_facts", "runs_of", "shingles", "words_of"]

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
# A footer that stands above a report, with its facts.
_FACTS = re.compile(r"meta|submitted|byline|info", re.IGNORECASE)
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


def holds_facts(holder: Any) -> bool:
    """Whether a footer is that of an article, and is called after facts, as Drupal has it."""
    return (
        holder.tag == "footer"
        and _FACTS.search(holder.get("class") or "") is not None
        and next(holder.iterancestors("article"), None) is not None
    )


def _box(holder: Any, many: dict[Any, int]) -> Any:
    """Where a run stands with its neighbours: around its paragraph, around the list of its item, or its own element."""
    if holder.tag not in _PARAGRAPHS and many[holder] > 1:
        return holder
    outer = holder.getparent()
    if outer is not None and outer.tag in _LISTS | {"blockquote"}:
        outer = outer.getparent()
    return holder if outer is None else outer


class _Walk:
    """What is gathered of a page on the way through it: the words of the run in hand, and the boxes around it."""

    def __init__(self, tree: Any) -> None:
        self.pieces: list[str] = []
        self.linked: list[str] = []
        self.holders = [tree]
        self.links = 0

    def add(self, words: str | None) -> None:
        if words:
            self.pieces.append(words)
            if self.links:
                self.linked.append(words)

    def run(self) -> list[tuple[str, float, Any]]:
        """The run that ends here, if it has words."""
        text = " ".join("".join(self.pieces).split())
        inside = len("".join("".join(self.linked).split()))
        self.pieces.clear()
        self.linked.clear()
        return [(text, inside / len(text.replace(" ", "")), self.holders[-1])] if text else []


def _pieces(tree: Any, apart: bool) -> Iterator[tuple[str, float, Any]]:
    """Each run's text, the share of it that is linked, and its holder."""
    walk = _Walk(tree)
    stack: list[tuple[str, Any]] = [("open", tree)]
    while stack:
        event, element = stack.pop()
        inline = element.tag in _INLINE
        if inline and apart:
            walk.add(" ")
        if event == "close":
            if not inline:
                yield from walk.run()
                walk.holders.pop()
            walk.links -= element.tag == "a"
            walk.add(element.tail if element is not tree else None)
        elif not isinstance(element.tag, str) or (element.tag in _SKIPPED and not (apart and holds_facts(element))):
            walk.add(element.tail)
        elif element.tag in ("br", "hr"):
            if element.tag == "hr" or _breaks(element):
                yield from walk.run()
            walk.add(f" {element.tail or ''}")
        else:
            if not inline:
                yield from walk.run()
                walk.holders.append(element)
            walk.links += element.tag == "a"
            walk.add(element.text)
            stack.append(("close", element))
            stack.extend(("open", child) for child in reversed(element))


def _breaks(br: Any) -> bool:
    """Whether a line break begins a paragraph: the second of two, with nothing between them."""
    before = br.getprevious()
    return before is not None and before.tag == "br" and not (before.tail or "").strip()
