"""How well reports are taken out of pages: python -m bench.pages [FOLDER], beside plain trafilatura.

FOLDER is in the format of the public article-extraction-benchmark: html/ID.html.gz (or ID.html), and ground-truth.json
with ``articleBody`` by ID, and ``headline``, ``datePublished``, ``author`` and ``publisher`` where they are known.
Bodies are scored as that benchmark does, by runs of four words: each page counts the same, whatever its length.
Without FOLDER, the pages of the tests are scored, and must reach bench/pages.json; --worst N lists pages.
"""

from __future__ import annotations

import argparse
import gzip
import html
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean
from typing import Any

from quoth.errors import InputError
from quoth.ingest import article_from_html
from quoth.ingest.lines import squash
from quoth.records import Article

OWN = Path(__file__).parents[1] / "tests" / "ingest" / "pages"
FLOORS = Path(__file__).with_name("pages.json")

# As in the benchmark: runs of four words.
SHINGLE = 4

# Parts of a text that are not the body of a report.
_AROUND = frozenset({"headline", "byline", "caption", "furniture"})


@dataclass(frozen=True, slots=True)
class Taken:
    """What was taken out of a page."""

    body: str = ""
    title: str | None = None
    date: str | None = None
    authors: tuple[str, ...] = ()
    outlet: str | None = None


def ours(page: bytes, url: str | None) -> Taken:
    """What Quoth takes; nothing where it finds no article."""
    try:
        article = article_from_html(page, found_at=url)
    except InputError:
        return Taken()
    return Taken(body_of(article), article.title, article.published, article.authors, article.outlet)


def plain(page: bytes, url: str | None) -> Taken:
    """What trafilatura takes by itself."""
    from trafilatura import bare_extraction

    found: Any = bare_extraction(page, url=url, with_metadata=True, include_comments=False)
    if found is None:
        return Taken()
    authors = tuple(filter(None, (found.author or "").split("; ")))
    return Taken(found.text or "", found.title, found.date, authors, found.sitename)


def body_of(article: Article) -> str:
    """The text of an article without the lines that are its headline, byline, captions or leftovers of its page."""
    pieces: list[str] = []
    place = 0
    for part in article.parts:
        if part.name in _AROUND:
            pieces.append(article.text[place : part.start])
            place = part.end
    return "".join([*pieces, article.text[place:]]).strip()


def overlap(truth: str, found: str) -> tuple[float, float]:
    """Precision and recall of a body, by the runs of words that both have."""
    wanted, got = _shingles(truth), _shingles(found)
    both = sum((wanted & got).values())
    return (both / sum(got.values()) if got else 0.0), (both / sum(wanted.values()) if wanted else 1.0)


def score(folder: Path, take: Callable[[bytes, str | None], Taken]) -> tuple[dict[str, float], dict[str, float]]:
    """The scores over all pages of ``folder``, and the body's F1 of each page."""
    truth: Mapping[str, Mapping[str, Any]] = json.loads((folder / "ground-truth.json").read_text("utf-8"))
    right: dict[str, list[float]] = {"title": [], "clean_title": [], "date": [], "author": [], "outlet": []}
    precision: list[float] = []
    recall: list[float] = []
    each: dict[str, float] = {}
    for key, known in truth.items():
        taken = take(_page(folder, key), known.get("url"))
        exact, whole = overlap(known["articleBody"], taken.body)
        precision.append(exact)
        recall.append(whole)
        each[key] = _f1(exact, whole)
        right["clean_title"].append(html.unescape(taken.title or "&") == taken.title)
        for name, is_right in _facts(known, taken):
            right[name].append(is_right)
    scores = {"precision": mean(precision), "recall": mean(recall), "body": _f1(mean(precision), mean(recall))}
    return scores | {name: mean(values) for name, values in right.items() if values}, each


def main(argv: Sequence[str] | None = None) -> int:
    """Prints the scores; the exit status is 1 where one of the own pages' lies under its floor."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=OWN)
    parser.add_argument("--worst", type=int, default=0, metavar="N", help="list the N pages with the lowest score")
    parser.add_argument("--floors", type=Path, help="floors for FOLDER, in the form of bench/pages.json")
    options = parser.parse_args(argv)
    try:
        now, each = score(options.folder, ours)
        beside, _ = score(options.folder, plain)
    except (OSError, ValueError, KeyError) as error:
        print(f"bench: {options.folder} is no folder of pages with a ground-truth.json ({error})", file=sys.stderr)
        return 2
    path = options.floors or (FLOORS if options.folder == OWN else None)
    floors: dict[str, float] = json.loads(path.read_text("utf-8")) if path is not None else {}
    print(f"{len(each)} pages      floor    now  plain")
    for name, value in now.items():
        floor = f"{100 * floors[name]:.2f}" if name in floors else "-"
        fallen = "  FALLEN" if value < floors.get(name, 0.0) - 1e-9 else ""
        print(f"{name:<14}  {floor:>5}  {100 * value:.2f}  {100 * beside.get(name, 0.0):.2f}{fallen}")
    for key in sorted(each, key=lambda key: each[key])[: options.worst]:
        print(f"{100 * each[key]:6.2f}  {key}")
    return 1 if any(now[name] < floor - 1e-9 for name, floor in floors.items()) else 0


def _facts(known: Mapping[str, Any], taken: Taken) -> Iterable[tuple[str, bool]]:
    """Whether the facts of a page are right, of those that its truth has."""
    if known.get("headline"):
        yield "title", squash(known["headline"]) == squash(taken.title or "")
    if known.get("datePublished"):
        yield "date", known["datePublished"][:10] == (taken.date or "")[:10]
    if known.get("author"):
        names = known["author"] if isinstance(known["author"], list) else [known["author"]]
        yield "author", {squash(name) for name in names} == {squash(name) for name in taken.authors}
    if known.get("publisher"):
        yield "outlet", squash(known["publisher"]) == squash(taken.outlet or "")


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text)
    return Counter(tuple(words[at : at + SHINGLE]) for at in range(max(1, len(words) - SHINGLE + 1)) if words)


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _page(folder: Path, key: str) -> bytes:
    packed = folder / "html" / f"{key}.html.gz"
    return gzip.decompress(packed.read_bytes()) if packed.exists() else (folder / "html" / f"{key}.html").read_bytes()


if __name__ == "__main__":
    sys.exit(main())
