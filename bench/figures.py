"""How well figures are found, and what is right of those: python -m bench.figures --data DATA [--errors].

The gold, ``figures.jsonl``, was marked by eye in 40 articles before the program was run on them, as places and values
without text; ``docs/figures.md`` has the guide. Half of the articles, by a digest of the id, are for the score alone:
``--errors`` lists what is wrong in the other half, and never in these.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from quoth.errors import GoldError
from quoth.ingest import article_from_text
from quoth.pipeline import read_article
from quoth.read import Reader, load_reader
from quoth.records import Figure
from quoth.relate.likeness import plain

GOLD = Path(__file__).with_name("figures.jsonl")
FOUND = ("recall", "precision")
FIELDS = ("value", "hedge", "unit", "counts", "giver")
HALVES = ("dev", "final")
# How far two bounds may lie apart and be one: "5ft 10in" and a third are written as fractions.
NEAR = 0.01

Row = dict[str, Any]


@dataclass
class Tally:
    """What was counted: right and all, by what was asked."""

    right: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)

    def add(self, name: str, right: bool) -> None:
        """One more answer to ``name``."""
        self.right[name] += right
        self.asked[name] += 1

    def scores(self) -> dict[str, dict[str, float]]:
        """By metric and number, as floors name them."""
        share = {each: round(self.right[each] / max(self.asked[each], 1), 4) for each in (*FOUND, *FIELDS)}
        return {"found": {each: share[each] for each in FOUND}, **{each: {"accuracy": share[each]} for each in FIELDS}}


@dataclass(frozen=True)
class Marked:
    """The marked articles of one half."""

    data: Path
    half: str

    @property
    def digest(self) -> str:
        """Tells these marks and the texts that they are of from any others."""
        return hashlib.sha256("".join(line for line, _ in self._lines()).encode()).hexdigest()

    def articles(self) -> Iterator[tuple[Row, str]]:
        """Each row with its text; raises GoldError where it is not the text that was marked."""
        for _, row in self._lines():
            text = _texts(self.data).get(row["id"], "")
            if hashlib.sha256(text.encode()).hexdigest() != row["sha256"]:
                raise GoldError(f"{self.data} does not hold the text of {row['id']} that was marked")
            yield row, text

    def measure(self, reader: Reader, errors: list[str] | None = None) -> Tally:
        """The reader's figures against the marks; what is wrong is told in ``errors``, but for the final half."""
        tally = Tally()
        for row, text in self.articles():
            told = compare(
                row["figures"], read_article(article_from_text(text, origin=row["id"]), reader).figures, tally
            )
            if errors is not None and self.half != "final":
                errors += [f"{row['id'][:24]}: {what}: {around(text, *place)}" for what, place in told]
        return tally

    def _lines(self) -> list[tuple[str, Row]]:
        lines = GOLD.read_text(encoding="utf-8").splitlines()
        return [(line, row) for line in lines if (row := json.loads(line))["half"] == self.half]


def compare(gold: Sequence[Row], found: Iterable[Figure], tally: Tally) -> list[tuple[str, tuple[int, int]]]:
    """Counts what is found and right of one article; what is not, with its place. A mark is met by one figure."""
    wrong: list[tuple[str, tuple[int, int]]] = []
    left = list(gold)
    for figure in found:
        place = (figure.span.start, figure.span.end)
        mark = next((m for m in left if m["start"] < figure.span.end and figure.span.start < m["end"]), None)
        if mark is None or not mark["optional"]:
            tally.add("precision", mark is not None)
        if mark is None:
            wrong.append(("none", place))
            continue
        left.remove(mark)
        if mark["optional"]:
            continue
        tally.add("recall", True)
        for name, right in judged(mark, figure).items():
            tally.add(name, right)
            if not right:
                wrong.append((f"{name} ({told(figure, name)})", place))
    for mark in left:
        if not mark["optional"]:
            tally.add("recall", False)
            wrong.append(("missed", (mark["start"], mark["end"])))
    return wrong


def judged(mark: Row, figure: Figure) -> dict[str, bool]:
    """Whether each field of a found figure is right; ``counts`` is asked only where the report says what it counts."""
    values = ("value",) if mark["value"] is not None else ("low", "high")
    made = {
        "value": all(same(mark[name], getattr(figure, name)) for name in values),
        "hedge": (figure.hedge or "") in mark["hedge"],
        "unit": mark["unit"] == figure.unit,
        "giver": any(is_giver(each, figure) for each in mark["givers"]),
    }
    head = (figure.counts or "").lower().replace("’", "'").split()
    if mark["heads"]:
        made["counts"] = bool(head) and (head[-1] in mark["heads"] or (head[0] == "age" and "age" in mark["heads"]))
    return made


def same(one: float | None, other: float | None) -> bool:
    """Whether two bounds are one."""
    return one is other if one is None or other is None else math.isclose(one, other, rel_tol=NEAR)


def is_giver(mark: Mapping[str, str | None], figure: Figure) -> bool:
    """Whether a figure's giver is the marked one: the author, or a speaker whose name has the other's words."""
    kind, name = figure.giver.type, figure.giver.name
    if "author" in (mark["type"], kind):
        return mark["type"] == kind
    if not mark["name"] or not name:
        return not mark["name"] and not name
    one, other = set(plain(mark["name"]).split()) - {"the"}, set(plain(name).split()) - {"the"}
    return one <= other or other <= one


def told(figure: Figure, name: str) -> str:
    """A field as an error shows it."""
    if name == "giver":
        return f"{figure.giver.type} {figure.giver.name}"
    return f"{figure.value} {figure.low} {figure.high}" if name == "value" else str(getattr(figure, name))


def around(text: str, start: int, end: int, width: int = 60) -> str:
    """A place of a text, in brackets, with what stands around it."""
    return " ".join(f"{text[max(0, start - width) : start]}[{text[start:end]}]{text[end : end + width]}".split())


@lru_cache(maxsize=2)
def _texts(data: Path) -> dict[str, str]:
    dev = {path.stem: path.read_text(encoding="utf-8") for path in (data / "polnear" / "dev" / "text").glob("*.txt")}
    world = (data / "world-train.jsonl").read_text(encoding="utf-8").splitlines() if dev else ()
    return dev | {row["id"]: row["text"] for row in map(json.loads, world)}


def main(argv: Sequence[str] | None = None) -> int:
    """Prints the scores of both halves, and, where asked for, the errors of the first."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder that holds the texts")
    parser.add_argument("--reader", default="en-3")
    parser.add_argument("--errors", action="store_true", help="list what is wrong in the dev half")
    asked = parser.parse_args(argv)
    reader = load_reader(asked.reader)
    for half in HALVES:
        errors: list[str] | None = [] if asked.errors else None
        tally = Marked(asked.data, half).measure(reader, errors)
        print(f"{half}: " + ", ".join(f"{n} {100 * tally.right[n] / m:.1f} ({m})" for n, m in tally.asked.items()))
        print("\n".join(errors or ()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
