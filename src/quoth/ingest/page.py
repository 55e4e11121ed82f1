"""A page as a tree: parsed within bounds, made ready for the extractor, and written out as paragraphs again."""

from __future__ import annotations

import html
import re
from typing import Any

from quoth.errors import NotTextError
from quoth.ingest.attributes import with_few_attributes
from quoth.ingest.extractor import loaded
from quoth.ingest.lines import squash

__all__ = ["captions_in", "headline_in", "parse", "prepare", "restored", "text_of"]

# A live blog of a long day has about 10,000 elements, and the longest of paragraphs with a link at every name some 200.
# The extractor's time grows with the square of what is in one paragraph: 9,000 links in one took it 12 seconds.
MAX_ELEMENTS = 20_000
MAX_IN_PARAGRAPH = 4_000

# The parser stops, without a word, at a depth of 256 and leaves out what is deeper. Real pages reach 40.
MAX_DEPTH = 240

# In characters: a cell with more, in paragraphs, is a column of an old page's layout.
LAID_OUT = 600

_BLOCKS = frozenset(
    "p head quote list item table row cell code div section article main blockquote ul ol li h1 h2 h3 h4 body".split()
)
_PARAGRAPHS = ("p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "div", "td", "section", "article", "body")
_SPACE = re.compile(r"\s+")
_HTML_START = re.compile(r"<html[\s>]", re.IGNORECASE)


def parse(markup: str, *, origin: str) -> Any:
    """The tree of a page. Raises NotTextError where it is no page, or too large or too deep to be taken apart."""
    whole = markup if _HTML_START.search(markup[:2000]) else f"<html><body>{markup}</body></html>"
    tree = loaded(with_few_attributes(whole))
    if tree is None:
        raise NotTextError("it looks like a page but cannot be taken apart; save the article as text", origin=origin)
    depth = 0
    for count, element in enumerate(tree.iter(), 1):
        if len(element) == 0:
            depth = max(depth, sum(1 for _ in element.iterancestors()))
        crowded = len(element) > MAX_IN_PARAGRAPH and not any(child.tag in _BLOCKS for child in element[:10])
        if count > MAX_ELEMENTS or depth > MAX_DEPTH or crowded:
            what = "nested too deeply" if depth > MAX_DEPTH else "made of too many elements"
            raise NotTextError(f"the page is {what}; save the article alone, as text or as a page", origin=origin)
    return tree


def captions_in(tree: Any) -> list[str]:
    """The captions of the page's pictures, each as one line. Below a quotation, a caption is its source instead."""
    return [_line(element) for element in tree.iter("figcaption") if not _holds_quotation(_figure(element))]


def headline_in(tree: Any, titles: tuple[str, ...], outlet: str | None) -> str | None:
    """The headline that readers see: the h1 that says what a title says, or the page's title; None without either."""
    tops = [line for element in tree.iter("h1") if (line := _line(element)) and squash(line) != squash(outlet or "")]
    for top in tops:
        if any(_alike(top, title) for title in titles):
            return top
    if titles:
        return titles[0]
    return tops[0] if tops else None


def prepare(tree: Any) -> None:
    """Saves from the extractor what it would leave out: captions, quotations set in figures, and the marks of ``q``.

    Tables that only lay out a page become boxes, since tables are left out.
    """
    for cell in list(tree.iter("td")):
        if sum(len(words) for words in cell.itertext()) >= LAID_OUT and _is_prose(cell):
            for element in (cell, *cell.iterancestors("table", "tbody", "tr")):
                element.tag = "div"
    for quotation, inner in [(q, next(q.iterancestors("q"), None) is not None) for q in tree.iter("q")]:
        _mark(quotation, "‘’" if inner else "“”")
        quotation.drop_tag()
    for caption in list(tree.iter("figcaption")):
        figure = _figure(caption)
        caption.tag = "p"
        caption.attrib.clear()
        if figure is not None and not _holds_quotation(figure):
            caption.tail = None
            figure.addnext(caption)
    for figure in list(tree.iter("figure")):
        # A pull quote repeats words of the report, so it is left to be dropped.
        if _holds_quotation(figure) and "pull" not in (figure.get("class") or ""):
            figure.tag = "div"
            figure.attrib.clear()


def text_of(body: Any) -> str:
    """The extracted ``body`` as paragraphs with a blank line between them; a line break in one stays a line end."""
    pieces: list[str] = []
    for event, element in _walk(body):
        if element.tag in _BLOCKS:
            pieces.append("\n\n")
        elif event == "open" and element.tag in ("lb", "br"):
            pieces.append("\n")
        # White space in a page is a space; the line ends that count were put in above.
        words = element.text if event == "open" else (element.tail if element is not body else None)
        pieces.append(_SPACE.sub(" ", html.unescape(words or "")))
    text = re.sub(r" *\n *", "\n", re.sub(" {2,}", " ", "".join(pieces)))
    return re.sub(r"\n{2,}", "\n\n", text).strip()


def restored(text: str, tree: Any) -> str:
    """``text`` with every paragraph worded and spaced as in the page ``tree``.

    Some ways of the extractor put a space around what was set in italics or linked ("We stay ,").
    """
    worded: dict[str, str] = {}
    for element in tree.iter(*_PARAGRAPHS):
        if not any(child.tag in _BLOCKS for child in element):
            words = text_of(element)
            worded.setdefault(_SPACE.sub("", words), words)
    return "\n\n".join(worded.get(_SPACE.sub("", paragraph), paragraph) for paragraph in text.split("\n\n"))


def _is_prose(cell: Any) -> bool:
    """Whether a cell holds paragraphs, or lines apart, which no table of figures does."""
    return next(cell.iter("p", "h1", "article"), None) is not None or len(cell.findall(".//br")) > 1


def _mark(quotation: Any, marks: str) -> None:
    """Puts ``marks`` around a ``q``, as browsers do, unless its author wrote some."""
    if (quotation.text or "").lstrip()[:1] in ('"', "'", "“", "‘", "«", "„"):
        return
    quotation.text = marks[0] + (quotation.text or "")
    if len(quotation):
        quotation[-1].tail = (quotation[-1].tail or "") + marks[1]
    else:
        quotation.text += marks[1]


def _walk(root: Any) -> list[tuple[str, Any]]:
    """Every element twice, opening and closing, in document order; without recursion."""
    events: list[tuple[str, Any]] = []
    stack = [("open", root)]
    while stack:
        event, element = stack.pop()
        events.append((event, element))
        if event == "open":
            stack.append(("close", element))
            stack.extend(("open", child) for child in reversed(element))
    return events


def _alike(one: str, other: str) -> bool:
    """Whether two headlines share half the words of the shorter: a page's title is often shortened or turned."""
    a, b = (set(re.findall(r"\w+", text.casefold())) for text in (one, other))
    return bool(a and b) and 2 * len(a & b) >= min(len(a), len(b))


def _figure(caption: Any) -> Any:
    return next(caption.iterancestors("figure"), None)


def _holds_quotation(figure: Any) -> bool:
    return figure is not None and figure.find(".//blockquote") is not None


def _line(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())
