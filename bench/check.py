"""How often quoth check is right: python -m bench.check --library FILE [--cases N] [--seed N] [--half tune]

Cases are made from the direct statements of the library by known changes; prints, for each change, the share of right
verdicts, how many changed ones are called exact, and the median and the 95th percentile of the time in milliseconds.
"""

from __future__ import annotations

import argparse
import random
import statistics
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from pathlib import Path
from time import perf_counter
from zlib import crc32

from quoth.ask.check import check
from quoth.library import Store
from quoth.library.rows import Row

ROWS = """SELECT content, speaker_name AS name, article FROM statements
WHERE shown = 1 AND kind = 'direct' AND length(content) > 60 AND speaker_type = 'person' ORDER BY id"""

Words = list[str]


def replaced(words: Words, chance: random.Random) -> str:
    """One word is another."""
    at = chance.randrange(1, len(words) - 1)
    return " ".join([*words[:at], "lantern", *words[at + 1 :]])


def negated(words: Words, chance: random.Random) -> str:
    """A negation is put in."""
    at = chance.randrange(1, len(words) - 1)
    return " ".join([*words[:at], "not", *words[at:]])


def renumbered(words: Words, _: random.Random) -> str | None:
    """The first number is another; None where there is none."""
    at = next((n for n, word in enumerate(words) if any(map(str.isdecimal, word))), None)
    if at is None or not 0 < at < len(words) - 1:
        return None
    digits = str(int("".join(filter(str.isdecimal, words[at]))) + 7)
    return " ".join([*words[:at], digits, *words[at + 1 :]])


def affirmed(words: Words, _: random.Random) -> str | None:
    """A "not", "never" or "no" in the middle is left out; None where there is none."""
    at = next((n for n, word in enumerate(words) if word.lower() in {"not", "never", "no"}), None)
    if at is None or not 0 < at < len(words) - 1:
        return None
    return " ".join([*words[:at], *words[at + 1 :]])


def scanned(words: Words, _: random.Random) -> str | None:
    """Letters of one long word are read as a scanner misreads them; None where it has none of them."""
    for at, word in enumerate(words):
        misread = word.replace("rn", "m").replace("cl", "d").replace("li", "h")
        if len(word) > LONG and misread != word:
            return " ".join([*words[:at], misread, *words[at + 1 :]])
    return None


# Letters of a word that is long enough to be known when it is misread.
LONG = 6


def end_cut(words: Words, _: random.Random) -> str:
    """The last third is left out."""
    return " ".join(words[: -max(2, len(words) // 3)])


def middle_cut(words: Words, _: random.Random) -> str:
    """Words in the middle are left out, with an ellipsis."""
    third = len(words) // 3
    return " ".join([*words[:third], "…", *words[-third:]])


def closed_up(words: Words, _: random.Random) -> str:
    """Words in the middle are left out, and nothing tells so."""
    third = len(words) // 3
    return " ".join([*words[:third], *words[-third:]])


def mistyped(words: Words, _: random.Random) -> str:
    """A letter of a long word is another."""
    at = max(range(len(words)), key=lambda n: len(words[n]))
    word = words[at]
    return " ".join([*words[:at], word[:2] + ("q" if word[2] != "q" else "x") + word[3:], *words[at + 1 :]])


CHANGES: dict[str, tuple[Callable[[Words, random.Random], str | None], str]] = {
    "untouched": (lambda words, _: " ".join(words), "exact"),
    "marks": (lambda words, _: "«" + " ".join(words).replace("’", "'").replace("—", "-") + "»", "exact"),
    "replaced": (replaced, "altered"),
    "negated": (negated, "altered"),
    "renumbered": (renumbered, "altered"),
    "affirmed": (affirmed, "altered"),
    "scanned": (scanned, "altered"),
    "end cut": (end_cut, "cut"),
    "middle cut": (middle_cut, "cut"),
    "closed up": (closed_up, "cut"),
    "mistyped": (mistyped, "altered"),
    "never said": (lambda words, chance: " ".join(chance.sample(words, len(words)))[::-1], "not_found"),
}


def _half(article: str) -> str:
    """Which half of the articles one belongs to, by its id: thresholds are chosen on one, figures are of the other."""
    return "tune" if crc32(article.encode()) % 2 else "report"


def joined(rows: Sequence[Row], chance: random.Random) -> tuple[str, str | None]:
    """The first half of one statement and the last half of another, as one quotation."""
    one, other = (row["content"].split() for row in chance.sample(rows, 2))
    return " ".join([*one[: len(one) // 2], *other[len(other) // 2 :]]), None


def renamed(rows: Sequence[Row], chance: random.Random) -> tuple[str, str | None]:
    """One statement under the name of who says another."""
    one, other = chance.sample(rows, 2)
    while set(other["name"].split()) & set(one["name"].split()):
        other = chance.choice(rows)
    return one["content"], other["name"]


PAIRED = {"joined": (joined, "spliced"), "another's": (renamed, "other_speaker")}


def main(argv: Sequence[str] | None = None) -> int:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description="How often quoth check is right.")
    parser.add_argument("--library", type=Path, required=True)
    parser.add_argument("--cases", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--half", choices=("tune", "report"), default="report", help="which articles cases are from")
    options = parser.parse_args(argv)
    chance = random.Random(options.seed)
    with Store(options.library, create=False) as library:
        rows = [row for row in library.rows(ROWS) if _half(row["article"]) == options.half]
        wanted = options.cases // (len(CHANGES) + len(PAIRED))
        for name, (change, right) in CHANGES.items():
            texts = (change(row["content"].split(), chance) for row in chance.sample(rows, len(rows)))
            _report(library, name, right, islice(((text, None) for text in texts if text), wanted))
        for name, (pair, right) in PAIRED.items():
            _report(library, name, right, [pair(rows, chance) for _ in range(wanted)])
    return 0


def _report(library: Store, name: str, right: str, cases: Iterable[tuple[str, str | None]]) -> None:
    """Checks the cases of one change and prints the share of right verdicts and the time."""
    told: Counter[str] = Counter()
    times = []
    for text, speaker in cases:
        start = perf_counter()
        told[check(library, text, speaker=speaker).verdict] += 1
        times.append(1000 * (perf_counter() - start))
    p95 = statistics.quantiles(times, n=20)[-1]
    print(
        f"{name:12} {told[right] / len(times):.3f}  {statistics.median(times):6.1f} {p95:6.1f}  {dict(told)}",
        flush=True,
    )


if __name__ == "__main__":
    raise SystemExit(main())
