"""What readers see of a report's date and authors, near its headline, where the page declares none for programs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from quoth.ingest.blocks import Run, holds_facts, runs_of
from quoth.ingest.clutter import is_clutter
from quoth.ingest.dates import page_date, shown_date

__all__ = ["address_date", "marked_authors", "marked_dates", "shown_authors", "shown_dates"]

# How many runs of text may stand between a headline and its byline: a summary, a caption, buttons to share.
NEAR = 14

# A box with more in it is no byline, whatever one thing in it is called.
FEW = 5

# A longer line with a date in it is a sentence.
MAX_LINE = 110

_DATED = re.compile(r"date|time|publish|posted|stamp|byline|dateline|meta|info", re.IGNORECASE)
_CHANGED = re.compile(r"modif|updat|chang|expir|event", re.IGNORECASE)
_AUTHORED = re.compile(
    r"(?:\A|[\s_-])(?:by-?line|authors?|author-?names?|article-?authors?|contributors?|writers?|reporters?|byauthor|by-author)"
    r"(?:[\s_-]*(?:name|names|link|list|text|content|block|info|wrapper|container|title|by|meta))*(?:\Z|\s)",
    re.IGNORECASE,
)
_BY = re.compile(
    r"\A\W*(?:(?:(?:written|posted|submitted|reported|published|story|words|report|text) )?by:? "
    r"|(?:words|text|report|story|authors?|reporters?|written by)\s*:\s*)",
    re.IGNORECASE,
)
_IN_ADDRESS = re.compile(
    r"[/_-](?P<y>(?:19|20|21)\d\d)[/_-](?P<m>0?[1-9]|1[0-2]|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[/_-]"
    r"(?P<d>0?[1-9]|[12]\d|3[01])(?=[/_.-]|\Z)|[/_-](?P<packed>(?:19|20|21)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))(?=[/_.-]|\Z)",
    re.IGNORECASE,
)
# What stands behind the day on which a report was changed.
_FIRST = re.compile(r"(?i)\b(?:updated|modified|edited)\b.*\b(?:published|posted)(?: on| at)?\W+(.+)")
# The class names of microformats, and where papers keep what they have of a writer.
_PUBLISHED = frozenset({"published", "dt-published"})
_WRITERS = re.compile(
    r"/(?:by|bio|authors?|people|person|profiles?|staff|writers?|journalists?|reporters?|contributors?|columnists?)[/?=][\w.%-]+",
    re.IGNORECASE,
)
_BESIDE = ("aside", "footer", "nav")
# Some papers have classes that no person made, and call a thing by name for their tests.
_CALLED = ("class", "id", "data-component", "data-testid")


def marked_dates(tree: Any) -> Iterator[str]:
    """The dates of elements that are marked as the time of publication, then of other ``time`` elements."""
    changed: list[str] = []
    plain: list[tuple[int, str]] = []
    head = None
    for place, element in enumerate(tree.iter()):
        if element.tag == "h1" and head is None:
            head = place
        if not isinstance(element.tag, str):
            continue
        marked = (
            "datePublished" in (element.get("itemprop") or "")
            or "pubdate" in element.attrib
            or not _PUBLISHED.isdisjoint((element.get("class") or "").split())
        )
        if not marked and element.tag != "time":
            continue
        value = _value(element)
        if value is None or (not marked and _is_beside(element)):
            continue
        if marked:
            yield value
        elif _CHANGED.search(f"{element.get('class')} {element.get('itemprop')} {_text(element.getparent())[:30]}"):
            changed.append(value)
        else:
            plain.append((place, value))
    after = [value for place, value in plain if head is None or place > head]
    yield from after[:1] or [value for _, value in plain[-1:]] or changed[:1]


def shown_dates(tree: Any) -> Iterator[str]:
    """The dates in short lines near the headline, those of elements that are called after dates first."""
    runs = runs_of(tree, apart=True)
    near = _near_headline(runs)
    called = [run for run in near if _is_called(run, _DATED)]
    others = [run for run in near if not _is_called(run, _DATED)]
    for run in called:
        if len(run.text) <= MAX_LINE and (found := _first_date(run.text)) is not None:
            yield found
    for run in others:
        signed = _BY.match(run.text) is not None
        if len(run.text) <= MAX_LINE and (found := _date_of_line(run.text, signed=signed)) is not None:
            yield found
    for run in runs:
        if len(run.text) <= MAX_LINE and _is_called(run, _DATED) and not _is_beside(run.holder):
            found = _date_of_line(run.text, signed=False)
            if found is not None:
                yield found


def address_date(url: str | None) -> str | None:
    """The day in an address, as blogs and papers have it (``/2031/05/06/``)."""
    found = _IN_ADDRESS.search(url or "")
    if found is None:
        return None
    if packed := found.group("packed"):
        return page_date(packed)
    month = found.group("m")
    return shown_date(
        f"{found.group('d')} {month} {found.group('y')}" if month.isalpha() else "-".join(found.group("y", "m", "d"))
    )


def marked_authors(tree: Any) -> list[str]:
    """What elements say that are marked as authors, by microdata or by ``rel=author``, as one string each."""
    for wanted in (_of_microdata, _of_links):
        found = [text for element in wanted(tree) if not _is_beside(element) and (text := _named(element))]
        if found:
            return list(dict.fromkeys(found))[:10]
    return []


def shown_authors(tree: Any) -> Iterator[list[str]]:
    """What readers see of the authors: what is called a byline, nearest to the headline first; then lines with "By"."""
    runs = runs_of(tree, apart=True)
    near = _near_headline(runs)
    yield [run.text for run in near if len(run.text) <= 2 * MAX_LINE and _is_called(run, _AUTHORED)]
    yield [run.text for run in near if len(run.text) <= 2 * MAX_LINE and _BY.match(run.text)][:1]
    yield [
        run.text
        for run in runs
        if len(run.text) <= 2 * MAX_LINE and _is_called(run, _AUTHORED) and not _is_beside(run.holder)
    ][:3]
    yield [run.text for run in runs if len(run.text) <= MAX_LINE and _BY.match(run.text)][:1]
    yield _linked_writers(tree)
    yield [run.text for run in near if len(run.text) <= MAX_LINE and _signed_and_dated(run.text)][:1]
    # A line of facts with a date in it names the author, if anybody.
    facts = [run.text for run in near if len(run.text) <= MAX_LINE and _is_called(run, _DATED)]
    yield [text for text in facts if re.search(r"\bby\b", text, re.IGNORECASE)][:1]
    yield [text for text in facts if shown_date(text) is not None][:1]


def _signed_and_dated(text: str) -> bool:
    return re.search(r"\b[Bb]y:? [A-Z]", text) is not None and shown_date(text) is not None


def _linked_writers(tree: Any) -> list[str]:
    """The names that link to the pages of writers, the first with those beside it."""
    found = [link for link in tree.iter("a") if _WRITERS.search(link.get("href") or "") and not _is_beside(link)]
    named = [link for link in found[:20] if 5 < len(_text(link)) <= 40]
    return [_text(link) for link in named if link.getparent() is named[0].getparent()]


def _of_microdata(tree: Any) -> Iterable[Any]:
    return [
        element
        for element in tree.iter()
        if element.get("itemprop") in ("author", "creator") and not _is_in_comment(element)
    ]


def _of_links(tree: Any) -> Iterable[Any]:
    return [element for element in tree.iter("a") if "author" in (element.get("rel") or "").lower().split()]


def _named(element: Any) -> str:
    if element.tag in ("meta", "link"):
        return " ".join((element.get("content") or "").split())
    name = element.find(".//*[@itemprop='name']")
    inner = name if name is not None else element
    return " ".join((inner.get("content") or _text(inner)).split())[:300]


def _value(element: Any) -> str | None:
    for value in (element.get("datetime"), element.get("content"), element.get("title")):
        if (found := page_date(value)) is not None:
            return found
    text = _text(element)
    return shown_date(text) if len(text) <= MAX_LINE else None


def _first_date(text: str) -> str | None:
    """The date behind "published" where a line has one, and any else: "Updated: May 5 | First published: May 4"."""
    behind = _FIRST.search(text)
    return (shown_date(behind[1]) if behind else None) or shown_date(text)


def _date_of_line(text: str, *, signed: bool) -> str | None:
    """The date of a line that is all date, or has pieces of which one is; any in a line that names the author."""
    return shown_date(text) if signed else page_date(text[:80]) or _after_mark(text)


def _after_mark(text: str) -> str | None:
    """The date in a line of pieces: "Ana Ruiz | May 6, 2031 | 3 min read", "Published: May 6, 2031 Updated: ..."."""
    pieces = re.split(r"\s[|·•–—/-]\s|(?i:\b(?:updated|modified|by)\b)", text)
    return next((found for piece in pieces[:6] if (found := page_date(piece.strip(" ,:")[:80])) is not None), None)


def _near_headline(runs: list[Run]) -> list[Run]:
    """The runs after the first headline, and the few before it."""
    place = next((index for index, run in enumerate(runs) if run.holder.tag == "h1"), 0)
    return [*runs[place + 1 : place + NEAR], *reversed(runs[max(0, place - 3) : place])]


def _is_called(run: Run, pattern: re.Pattern[str]) -> bool:
    element = run.holder
    for _ in range(3):
        if element is None or element.tag in ("body", "article", "main"):
            return False
        if any(pattern.search((element.get(name) or "").strip()) for name in _CALLED):
            return True
        inner = [child for child in element if isinstance(child.tag, str)]
        if len(inner) <= FEW and any(pattern.search((child.get("class") or "").strip()) for child in inner):
            return True
        element = element.getparent()
    return False


def _is_beside(element: Any) -> bool:
    return any(
        (holder.tag in _BESIDE and not holds_facts(holder)) or (holder.tag != "header" and _is_named_beside(holder))
        for holder in element.iterancestors()
    )


def _is_named_beside(holder: Any) -> bool:
    return (
        holder.tag in ("div", "section", "ul", "li")
        and is_clutter(holder)
        and not _AUTHORED.search(holder.get("class") or "")
    )


def _is_in_comment(element: Any) -> bool:
    return any(
        "omment" in f"{holder.get('itemprop')} {holder.get('itemtype')} {holder.get('class')} {holder.get('id')}"
        for holder in element.iterancestors()
    )


def _text(element: Any) -> str:
    return "" if element is None else " ".join("".join(element.itertext()).split())
