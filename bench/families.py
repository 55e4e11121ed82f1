"""What must hold of quotation families, by brute force on a library: nothing of the keys of the step is used.

    python -m bench.families news.db

Every stretch of eight words or more in quotation marks is looked for, word for word, in the statements of all other
articles; of the pairs of articles that have it as a statement, how many have it in one family? And no member of a
family may share fewer than five words in a row with every other member, a headline with its own article's body apart.
"""

from __future__ import annotations

import argparse
import itertools
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from quoth.ask import Family, Query, families
from quoth.library import Store
from quoth.library.rows import Row
from quoth.text import JOINT

LONG = 8
RUN = 5

STATEMENTS = "SELECT id, article, content, kind, place FROM statements WHERE shown = 1"
MARKED = re.compile(r"[\"“„«]([^\"“”„«»]+)[\"”»]|(?<!\w)['‘]([^'‘\n]{30,}?)['’](?!\w)")
WORD = re.compile(r"\w+")
PUT_IN = re.compile(r"\[[^\[\]]{4,}\]")


def folded(text: str) -> str:
    """The words of a text, in small letters, with a blank before, between and behind."""
    plain = PUT_IN.sub(" ", text).replace("’", "'").replace("[", "").replace("]", "")
    return f" {' '.join(WORD.findall(plain.casefold()))} "


def grams(text: str, size: int) -> set[str]:
    """The runs of so many words of a folded text."""
    held = text.split()
    return {" ".join(held[at : at + size]) for at in range(len(held) - size + 1)}


def shared(rows: list[Row], texts: dict[str, str], of: dict[str, set[str]]) -> tuple[Counter[str], list[str]]:
    """Of the pairs of articles that have the same quotation as a statement, how many have it in one family."""
    by_gram: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        for gram in grams(texts[row["id"]], LONG):
            by_gram[gram].add(row["id"])
    article = {row["id"]: row["article"] for row in rows}
    seen: set[tuple[str, frozenset[str]]] = set()
    counted: Counter[str] = Counter()
    missed = []
    for row in rows:
        for stretch in quoted(row):
            words = stretch.split()
            if len(words) < LONG:
                continue
            near = set.intersection(*(by_gram[gram] for gram in grams(stretch, LONG)))
            having = {name for name in near if stretch in texts[name]} | {row["id"]}
            for other in {article[name] for name in having} - {row["article"]}:
                pair = (stretch, frozenset((row["article"], other)))
                if pair in seen:
                    continue
                seen.add(pair)
                here = {each for name in having if article[name] == row["article"] for each in of[name]}
                there = {each for name in having if article[name] == other for each in of[name]}
                counted["one family" if here & there else "two"] += 1
                if not here & there:
                    missed.append(f"{row['id']} {other}: {stretch.strip()[:100]}")
    return counted, missed


def quoted(row: Row) -> Iterable[str]:
    """The quoted stretches of a statement, folded."""
    for piece in row["content"].split(JOINT):
        found = [folded(a or b) for a, b in MARKED.findall(piece)]
        yield from found if found or row["kind"] != "direct" else [folded(piece)]


def strangers(found: Sequence[Family], texts: dict[str, str]) -> tuple[int, list[str]]:
    """How many members are headlines kept by their own body alone, and the others that share too little."""
    headlines = 0
    alone = []
    for family in found:
        own = {each.statement.id: grams(texts[each.statement.id], RUN) for each in family.members}
        for member in family.members:
            words = own.pop(member.statement.id)
            if not any(words & other for other in own.values()):
                places = {each.statement.place for each in family.members if each.article == member.article}
                if {"headline", "body"} <= places:
                    headlines += 1
                else:
                    alone.append(f"{family.id} {member.statement.id}: {texts[member.statement.id][:100]}")
            own[member.statement.id] = words
    return headlines, alone


def main() -> None:
    """Prints both counts, and what does not hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("library")
    parser.add_argument("--show", type=int, default=10, help="how many of those that do not hold are shown")
    asked = parser.parse_args()
    with Store(asked.library, create=False) as store:
        rows = store.rows(STATEMENTS)
        found = families(store, Query(limit=10_000))
    texts = {row["id"]: folded(row["content"]) for row in rows}
    of: dict[str, set[str]] = defaultdict(set)
    for family in found:
        for member in family.members:
            of[member.statement.id].add(family.id)
    counted, missed = shared(rows, texts, of)
    every = counted.total()
    print(f"{len(rows):,} statements; {every:,} times two articles have the same quotation of {LONG} words or more")
    print(f"in one family: {counted['one family']:,}, {counted['one family'] / max(every, 1):.2%}")
    headlines, alone = strangers(found, texts)
    sizes = sorted((len(family.members) for family in found), reverse=True)
    print(f"{len(sizes):,} families of {len(of):,} statements in {sum(sizes):,} places, the largest of {sizes[:5]}")
    print(
        f"members that share fewer than {RUN} words in a row with every other: {len(alone)}, and {headlines} headlines"
    )
    for line in itertools.chain(missed[: asked.show], alone[: asked.show]):
        print("  ", line)
    sys.exit(bool(alone) or counted["one family"] < 0.99 * every)


if __name__ == "__main__":
    main()
