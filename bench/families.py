"""What must hold of quotation families, by brute force on a library: nothing of the keys of the step is used.

    python -m bench.families news.db

Every stretch of eight words or more in quotation marks is looked for, word for word, in the statements of all other
articles; of the pairs of articles that have it as a statement, how many have it in one family? And no member of a
family may share fewer than five words in a row with every other member, a headline with the body of its own article apart.
"""

from __future__ import annotations

import argparse
import itertools
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable

from quoth.library import Store
from quoth.text import JOINT

LONG = 8
RUN = 5

STATEMENTS = """
SELECT s.id, s.article, s.content, s.kind, s.place, f.family
FROM statements s LEFT JOIN families f ON f.statement = s.id WHERE s.shown = 1
"""
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


def shared(rows: list[dict[str, str]], texts: dict[str, str]) -> tuple[Counter[str], list[str]]:
    """Of the pairs of articles that have the same quotation as a statement, how many have it in one family."""
    by_gram: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        for gram in grams(texts[row["id"]], LONG):
            by_gram[gram].add(row["id"])
    article = {row["id"]: row["article"] for row in rows}
    family = {row["id"]: row["family"] for row in rows}
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
                here = {family[name] for name in having if article[name] == row["article"]} - {None}
                there = {family[name] for name in having if article[name] == other}
                counted["one family" if here & there else "two"] += 1
                if not here & there:
                    missed.append(f"{row['id']} {other}: {stretch.strip()[:100]}")
    return counted, missed


def quoted(row: dict[str, str]) -> Iterable[str]:
    """The quoted stretches of a statement, folded."""
    for piece in row["content"].split(JOINT):
        found = [folded(a or b) for a, b in MARKED.findall(piece)]
        yield from found if found or row["kind"] != "direct" else [folded(piece)]


def strangers(rows: list[dict[str, str]], texts: dict[str, str]) -> tuple[int, int, list[str]]:
    """How many members there are, how many are headlines kept by their own body, and those that share too little."""
    members: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in rows:
        if row["family"] is not None:
            members[row["family"]].append(row)
    count = headlines = 0
    found = []
    for family, held in members.items():
        own = {row["id"]: grams(texts[row["id"]], RUN) for row in held}
        for row in held:
            count += 1
            if any(own[row["id"]] & own[other["id"]] for other in held if other is not row):
                continue
            places = {row["place"], *(other["place"] for other in held if other["article"] == row["article"])}
            if {"headline", "body"} <= places:
                headlines += 1
            else:
                found.append(f"{family} {row['id']}: {row['content'][:100]}")
    return count, headlines, found


def main() -> None:
    """Prints both counts, and what does not hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("library")
    parser.add_argument("--show", type=int, default=10, help="how many of those that do not hold are shown")
    asked = parser.parse_args()
    with Store(asked.library, create=False) as store:
        rows = store.rows(STATEMENTS)
    texts = {row["id"]: folded(row["content"]) for row in rows}
    counted, missed = shared(rows, texts)
    every = counted.total()
    print(f"{len(rows):,} statements; {every:,} times two articles have the same quotation of {LONG} words or more")
    print(f"in one family: {counted['one family']:,}, {counted['one family'] / max(every, 1):.2%}")
    count, headlines, alone = strangers(rows, texts)
    sizes = sorted(Counter(row["family"] for row in rows if row["family"]).values(), reverse=True)
    print(f"{len(sizes):,} families of {count:,} members, the largest of {sizes[:5]}")
    print(
        f"members that share fewer than {RUN} words in a row with every other: {len(alone)}, and {headlines} headlines"
    )
    for line in itertools.chain(missed[: asked.show], alone[: asked.show]):
        print("  ", line.replace("\n", " "))
    sys.exit(bool(alone) or counted["one family"] < 0.99 * every)


if __name__ == "__main__":
    main()
