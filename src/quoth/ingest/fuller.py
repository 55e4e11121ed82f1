"""A second opinion on what the extractor took: the paragraphs of the same report that it left out are put back.

The extractor takes one box of a page, and drops paragraphs with many links; reports stand in several boxes, with
advertisements between. A paragraph is put back where it stands among kept ones, or in a box of the same kind, or where
the page's own JSON-LD has it. All is done by words in a row, so it takes time by the page's size alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any, NamedTuple

from quoth.ingest.blocks import Run, runs_of, shingles, words_of
from quoth.ingest.captions import part_of_line
from quoth.ingest.furniture import bare, phrases
from quoth.ingest.lines import ends_sentence, squash

__all__ = ["Opinion", "fuller"]

# The share of a paragraph's words in a row that another text must have for the paragraph to be in it.
SAME = 0.5

# Letters of a paragraph that tells by its length that it is prose, and of one that only ends as a sentence.
LONG = 80
SHORT = 30

# What may be linked of a paragraph among kept ones, and of one elsewhere.
LINKED_AMONG = 0.75
LINKED_ELSEWHERE = 0.35

# The share of the kept letters that a box must hold for its likes to be the report's, too.
MAIN_BOX = 0.2

# How much of what was taken must be in JSON-LD's articleBody for this to be the same report.
SAME_REPORT = 0.5

# A page that shows so much less than its JSON-LD has is the stub of a report.
MUCH_MORE = 1.6
FEW_SHINGLES = 60

_HEADS = ("h2", "h3", "h4")
_ITEMS = ("li", "dd", "dt")


class Opinion(NamedTuple):
    """The paragraphs of a report, how many the extractor had left out, and whether the page shows none of these."""

    paragraphs: list[str]
    added: int
    hidden: bool = False


class _Page(NamedTuple):
    runs: list[Run]
    kept: list[bool]
    main: frozenset[Any]
    likes: frozenset[Any]
    declared: frozenset[tuple[str, ...]]


def fuller(tree: Any, text: str, *, body: str | None = None, headline: str | None = None) -> Opinion:
    """The paragraphs of ``text`` with those of ``tree`` that it lacks in their places; ``body`` is what JSON-LD has."""
    paragraphs = [paragraph for paragraph in text.split("\n\n") if paragraph.strip()]
    known = _shingles_of(paragraphs)
    whole = {squash(paragraph) for paragraph in paragraphs}
    runs = runs_of(tree)
    kept = _kept(runs, whole, known)
    page = _Page(runs, kept, *_boxes(runs, kept), _declared(body, known))
    told = _told(body or "", page.declared, known, alone=len(paragraphs) < 2)
    if told:
        shown = _shingles_of(run.text for run in runs)
        hidden = len(page.declared & shown) < 0.8 * len(page.declared)
        return Opinion(told, len(told) - len(paragraphs), hidden)
    first, last = _ends(kept)
    wanted = [
        index
        for index, run in enumerate(runs)
        if not kept[index] and squash(run.text) != squash(headline or "") and _belongs(page, index, first, last)
    ]
    return Opinion(_merged(paragraphs, runs, kept, _with_heads(page, wanted)), len(wanted))


def _kept(runs: list[Run], whole: Collection[str], known: frozenset[tuple[str, ...]]) -> list[bool]:
    """Which runs the extractor took: those it has word for word, and beside these, those of which it has most words."""
    exact = [squash(run.text) in whole for run in runs]
    boxes = {run.box for run, is_exact in zip(runs, exact, strict=True) if is_exact and len(run.text) >= LONG}
    return [
        is_exact or (len(run.words) >= 4 and (run.box in boxes or not boxes) and _share(run.words, known) >= SAME)
        for run, is_exact in zip(runs, exact, strict=True)
    ]


def _shingles_of(paragraphs: Iterable[str]) -> frozenset[tuple[str, ...]]:
    return frozenset(shingle for paragraph in paragraphs for shingle in shingles(words_of(paragraph)))


def _share(words: tuple[str, ...], known: Collection[tuple[str, ...]]) -> float:
    found = shingles(words)
    return sum(shingle in known for shingle in found) / len(found) if found else 0.0


def _declared(body: str | None, known: frozenset[tuple[str, ...]]) -> frozenset[tuple[str, ...]]:
    """The words in a row of the declared body, if it is this report's."""
    if not body:
        return frozenset()
    declared = frozenset(shingles(words_of(body)))
    same = len(declared & known) >= SAME_REPORT * min(len(known), len(declared))
    return declared if same or len(known) < len(declared) / 4 else frozenset()


def _told(
    body: str, declared: frozenset[tuple[str, ...]], known: frozenset[tuple[str, ...]], *, alone: bool
) -> list[str]:
    """The paragraphs of the declared body, where it has the whole of the taken text and much more; else none.

    A taken text that is one paragraph ``alone`` is often that same body, its line ends lost.
    """
    told = [" ".join(line.split()) for line in body.splitlines() if line.strip()] if declared else []
    if alone and len(told) > 1 and len(known & declared) >= 0.9 * len(declared):
        return told
    much = len(declared) >= MUCH_MORE * len(known) and len(declared) > FEW_SHINGLES
    return told if much and len(known & declared) >= 0.7 * len(known) else []


def _ends(kept: list[bool]) -> tuple[int, int]:
    places = [index for index, is_kept in enumerate(kept) if is_kept]
    return (places[0], places[-1]) if places else (len(kept), -1)


def _boxes(runs: list[Run], kept: list[bool]) -> tuple[frozenset[Any], frozenset[Any]]:
    """The boxes that hold the kept prose, and the kinds of those that hold much of it."""
    held: dict[Any, int] = {}
    paragraphs: dict[Any, int] = {}
    for run, is_kept in zip(runs, kept, strict=True):
        if is_kept and len(run.text) >= LONG and run.linked <= LINKED_ELSEWHERE:
            held[run.box] = held.get(run.box, 0) + len(run.text)
            if (kind := _kind_of_paragraph(run)) is not None:
                paragraphs[kind] = paragraphs.get(kind, 0) + len(run.text)
    total = sum(held.values())
    kinds: dict[Any, int] = {kind: letters for kind, letters in paragraphs.items() if letters > total / 2}
    for box, letters in held.items():
        kinds[_kind(box)] = kinds.get(_kind(box), 0) + letters
    return frozenset(held), frozenset(kind for kind, letters in kinds.items() if letters >= MAIN_BOX * total)


def _kind(box: Any) -> Any:
    """What boxes of one kind have in common: the element and its class, those of what it stands in, and the depth."""
    outer = box.getparent()
    above = (outer.tag, _classes(outer)) if outer is not None else None
    return box.tag, _classes(box), above, sum(1 for _ in box.iterancestors())


def _kind_of_paragraph(run: Run) -> Any:
    """What paragraphs with a class of their own have in common, however they are boxed; None for plain ones."""
    if run.holder.tag != "p" or not _classes(run.holder):
        return None
    return "p", _classes(run.holder), sum(1 for _ in run.holder.iterancestors())


def _classes(element: Any) -> tuple[str, ...]:
    """The class names of an element, those that number or order it left out."""
    return tuple(sorted(name for name in (element.get("class") or "").split() if not any(map(str.isdigit, name))))


def _belongs(page: _Page, index: int, first: int, last: int) -> bool:
    """Whether a run that the extractor left out is the report's."""
    run = page.runs[index]
    if run.holder.tag in ("h1", *_HEADS, "figcaption") or _is_leftover(run):
        return False
    if page.declared and len(run.words) >= 8 and _share(run.words, page.declared) >= 0.8:
        return True
    if run.box in page.main and first < index < last:
        item = run.holder.tag in _ITEMS and run.linked < LINKED_AMONG and len(run.words) >= 2
        return item or (_is_prose(run, SHORT) and run.linked < LINKED_AMONG) or _is_quoted(run)
    if run.linked > LINKED_ELSEWHERE or not _is_prose(run, LONG):
        return False
    if run.box in page.main:
        return index < first or not _is_cut_off(page, last, index)
    if _kind(run.box) in page.likes or _kind_of_paragraph(run) in page.likes:
        return not _is_other_report(run.box, page.main)
    return first < index < last and not _is_other_report(run.box, page.main) and _is_inside(run, page)


def _is_inside(run: Run, page: _Page) -> bool:
    """Whether a run's box stands in, or next to, a box that holds kept prose."""
    near = {run.box, *list(run.box.iterancestors())[:3]}
    return any(box in near or box.getparent() in near for box in page.main)


def _is_prose(run: Run, least: int) -> bool:
    return len(run.text) >= least and (ends_sentence(run.text) or run.text.endswith((":", "…", "...")))


def _is_quoted(run: Run) -> bool:
    return run.holder.getparent() is not None and run.holder.getparent().tag == "blockquote" and len(run.words) >= 6


def _is_leftover(run: Run) -> bool:
    return part_of_line(run.text, first=False) is not None or bare(run.text) in phrases().list_heads


def _is_cut_off(page: _Page, last: int, index: int) -> bool:
    """Whether a heading over links, or a box of links, stands between the last kept run and the one at ``index``."""
    between = page.runs[last + 1 : index][-50:]
    return any(bare(run.text) in phrases().list_heads for run in between) or (
        len(between) >= 4 and sum(run.linked > LINKED_AMONG for run in between) > len(between) / 2
    )


def _is_other_report(box: Any, main: frozenset[Any]) -> bool:
    """Whether a box is in an article of its own, with a headline or a linked one: a teaser, or the next report."""
    own = next((element for element in [box, *box.iterancestors()] if element.tag == "article"), None)
    holder = own if own is not None else box
    if holder in main or any(element is holder for each in main for element in each.iterancestors()):
        return False
    return holder.find(".//h1") is not None or any(
        head.find(".//a") is not None or (head.getparent() is not None and head.getparent().tag == "a")
        for tag in _HEADS
        for head in holder.iter(tag)
    )


def _with_heads(page: _Page, wanted: list[int]) -> set[int]:
    """``wanted``, with the headings that stand right over what is the report's."""
    taken = set(wanted)
    for index, run in enumerate(page.runs[:-1]):
        follows = index + 1 in taken or page.kept[index + 1]
        # The next entry of a live blog is put back with its heading.
        own = run.box in page.main or (index + 1 in taken and run.box is page.runs[index + 1].box)
        if follows and not page.kept[index] and run.holder.tag in _HEADS and own:
            below = any(page.kept[:index])
            if below and run.linked < LINKED_ELSEWHERE and not _is_leftover(run):
                taken.add(index)
    return taken


def _merged(paragraphs: list[str], runs: list[Run], kept: list[bool], wanted: set[int]) -> list[str]:
    """``paragraphs`` with the wanted runs, each behind the paragraph that has the kept run before it."""
    places: dict[tuple[str, ...], int] = {}
    for number, paragraph in enumerate(paragraphs):
        for shingle in shingles(words_of(paragraph)):
            places.setdefault(shingle, number)
    behind: dict[int, list[str]] = {}
    place = -1
    for index, run in enumerate(runs):
        if kept[index]:
            found = next((places[shingle] for shingle in shingles(run.words) if shingle in places), place)
            place = max(place, found)
        elif index in wanted:
            behind.setdefault(place, []).append(run.text)
    merged = list(behind.get(-1, []))
    for number, paragraph in enumerate(paragraphs):
        merged += [paragraph, *behind.get(number, [])]
    return merged
