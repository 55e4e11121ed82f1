"""How fast a library of a million statements answers: python -m bench.search [--library FILE] [--queries N] [--check]

Builds the library if it is not there, which takes ten minutes and 2 GB, then asks some hundred random searches of each
kind, made from statements that are in it, and prints how long they take, all of it: from the query to the records.
Run it on a machine that does nothing else; the numbers are of that machine.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter
from typing import Any

from bench.invented import DAYS, FIRST_DAY, SMALL, build
from quoth.ask import Query, search, speaker, speakers
from quoth.library import Store

FILE = Path("/tmp/quoth-search.db")
ARTICLES, STATEMENTS = 50_000, 20

# What the product promises of words, phrase, speaker and date together, in milliseconds: the median and 19 of 20.
MEDIAN, P95 = 50.0, 200.0

Row = dict[str, Any]
Make = Callable[[random.Random, Row], Query]


def words(chance: random.Random, row: Row) -> Query:
    """One to three words of a statement."""
    return Query(" ".join(chance.sample(_words(row), chance.randint(1, 3))))


def common(chance: random.Random, _: Row) -> Query:
    """One to three of the words that stand in 7% to 50% of all statements."""
    return Query(" ".join(chance.sample(SMALL, chance.randint(1, 3))))


def either(chance: random.Random, row: Row) -> Query:
    """One of two words, and not a common one."""
    one, other = chance.sample(_words(row), 2)
    return Query(f"{one} OR {other} -{chance.choice(SMALL[5:])}")


def phrase(chance: random.Random, row: Row) -> Query:
    """Two to four words side by side."""
    return Query(_phrase(chance, row))


def common_phrase(chance: random.Random, _: Row) -> Query:
    """Two of the ten commonest words side by side."""
    return Query('"{} {}"'.format(*chance.sample(SMALL[:10], 2)))


def by_speaker(_: random.Random, row: Row) -> Query:
    """All of a speaker, by the full name."""
    return Query(speaker=row["speaker_name"])


def by_family_name(_: random.Random, row: Row) -> Query:
    """All of those with a family name."""
    return Query(speaker=row["speaker_name"].split()[-1].upper())


def by_given_name(_: random.Random, row: Row) -> Query:
    """All of those with a given name, some fifty."""
    return Query(speaker=row["speaker_name"].split()[0])


def published(chance: random.Random, row: Row) -> Query:
    """Days of publication, a day to two years."""
    return Query(**_range(chance, row, "since", "until", 730))


def published_broadly(chance: random.Random, _: Row) -> Query:
    """Most of the ten years, and a common word."""
    day = chance.randint(0, 700)
    return Query(
        chance.choice(SMALL), since=str(FIRST_DAY + timedelta(day)), until=str(FIRST_DAY + timedelta(DAYS - 2 * day))
    )


def said(chance: random.Random, row: Row) -> Query:
    """Days on which it was said, a day to two years."""
    return Query(**_range(chance, row, "said_since", "said_until", 730))


def said_common(chance: random.Random, row: Row) -> Query:
    """The same, and a common word."""
    return replace(said(chance, row), text=chance.choice(SMALL))


def facets(_: random.Random, row: Row) -> Query:
    """Kind, polarity, outlet and a word of the role."""
    return Query(kind=row["kind"], polarity=row["polarity"], outlet=row["outlet"], role=row["role"].split()[-1])


def exact(chance: random.Random, row: Row) -> Query:
    """Three to six words to the letter, cut off within the first and the last."""
    found = row["content"].split()
    at = chance.randint(0, len(found) - 6)
    return Query(exact=" ".join(found[at : at + chance.randint(3, 6)])[1:-1])


def exact_short(chance: random.Random, row: Row) -> Query:
    """One or two words to the letter."""
    found = row["content"].split()[1:-1]
    at = chance.randint(0, len(found) - 2)
    return Query(exact=" ".join(found[at : at + chance.randint(1, 2)]))


def together(chance: random.Random, row: Row) -> Query:
    """A word, a phrase, a speaker and days of publication."""
    text = f"{chance.choice(_words(row))} {_phrase(chance, row)}"
    return Query(text, speaker=row["speaker_name"], **_range(chance, row, "since", "until", 730))


def together_common(chance: random.Random, row: Row) -> Query:
    """A common word, a phrase of two others, a family name, most days of publication and of saying."""
    one, two, three = chance.sample(SMALL[:12], 3)
    ranges = _range(chance, row, "since", "until", 3000) | _range(chance, row, "said_since", "said_until", 3000)
    return Query(f'{one} "{two} {three}"', speaker=row["speaker_name"].split()[-1], **ranges)


def deep(chance: random.Random, _: Row) -> Query:
    """A page far behind, of a common word."""
    return Query(chance.choice(SMALL), offset=chance.randint(1000, 9000))


SEARCHES: tuple[Make, ...] = (
    *(words, common, either, phrase, common_phrase, by_speaker, by_family_name, by_given_name, published),
    *(published_broadly, said, said_common, facets, exact, exact_short, together, together_common, deep),
)


def main(argv: Sequence[str] | None = None) -> int:
    """Builds where needed, measures and prints; 1 where --check finds the promise broken."""
    parser = argparse.ArgumentParser(description="How fast a library of a million statements answers.")
    parser.add_argument("--library", type=Path, default=FILE)
    parser.add_argument("--articles", type=int, default=ARTICLES, help="of 20 statements, if it is not there yet")
    parser.add_argument("--queries", type=int, default=200, help="of each kind")
    parser.add_argument("--check", action="store_true", help="fail where the promise is broken")
    options = parser.parse_args(argv)
    if not options.library.exists():
        print(f"building {options.library}")
        build(options.library, articles=options.articles, statements=STATEMENTS)
    with Store(options.library, create=False) as library:
        print(f"{library.counts().statements:,} statements in {library.counts().articles:,} articles; milliseconds")
        print(f"{'':>18} {'median':>8} {'p95':>8} {'most':>8} {'found (median)':>15}")
        found = {make.__name__: measure(library, make, options.queries) for make in SEARCHES}
        _print("newly opened", times(lambda row: _newly_opened(options.library, row), _rows(library, 50)))
        _print("one speaker", times(lambda row: speaker(library, row["speaker_name"]), _rows(library, 50)))
        _print("speakers", times(lambda _: speakers(library), _rows(library, 5)))
    kept = found["together"][0] <= MEDIAN and found["together"][1] <= P95
    return 1 if options.check and not kept else 0


def _newly_opened(path: Path, row: Row) -> None:
    """Opens the library, asks as ``together`` does, and closes it, as a command does."""
    with Store(path, create=False) as library:
        search(library, together(random.Random(row["id"]), row))


def measure(library: Store, make: Make, queries: int) -> tuple[float, float]:
    """The median and the 95th percentile of random searches of one kind, in milliseconds."""
    chance = random.Random(make.__name__)
    asked = [make(chance, row) for row in _rows(library, queries)]
    totals: list[int] = []
    search(library, "warm")
    took = times(lambda query: totals.append(search(library, query).total), asked)
    _print(make.__name__, took, int(statistics.median(totals)))
    return statistics.median(took), percentile(took, 95)


def times(call: Callable[[Any], object], each: Sequence[Any]) -> list[float]:
    """How long a call takes for each, in milliseconds."""
    took = []
    for one in each:
        start = perf_counter()
        call(one)
        took.append(1000 * (perf_counter() - start))
    return took


def percentile(values: Sequence[float], share: int) -> float:
    """The value that so many of a hundred do not pass."""
    return sorted(values)[max(0, -(-len(values) * share // 100) - 1)]


def _print(name: str, took: Sequence[float], found: int | None = None) -> None:
    shown = "" if found is None else f"{found:15,}"
    times = (statistics.median(took), percentile(took, 95), max(took))
    print(f"{name.replace('_', ' '):>18} " + " ".join(f"{value:8.1f}" for value in times), shown, flush=True)


def _rows(library: Store, many: int) -> list[Row]:
    """Statements picked at random, the same each time."""
    chance = random.Random(many)
    (most,) = library.rows("SELECT max(rowid) AS rowid FROM statements")
    sql = (
        "SELECT s.*, a.outlet, a.published FROM statements s JOIN articles a ON a.id = s.article WHERE s.rowid = :rowid"
    )
    return [library.rows(sql, {"rowid": chance.randint(1, most["rowid"])})[0] for _ in range(many)]


def _words(row: Row) -> list[str]:
    return str(row["content"]).strip("“”,").split()


def _phrase(chance: random.Random, row: Row) -> str:
    found = _words(row)
    size = chance.randint(2, 4)
    at = chance.randint(0, len(found) - size)
    return f'"{" ".join(found[at : at + size])}"'


def _range(chance: random.Random, row: Row, first: str, last: str, most: int) -> dict[str, Any]:
    """Days around that of the statement, so that it is found."""
    day = date.fromisoformat(row["published"])
    return {
        first: str(day - timedelta(chance.randint(7, most // 2))),
        last: str(day + timedelta(chance.randint(0, most // 2))),
    }


if __name__ == "__main__":
    sys.exit(main())
