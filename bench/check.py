"""How often quoth check is right: python -m bench.check --library FILE [--cases N] [--seed N]

Cases are made from the direct statements of the library by known changes; prints, for each change, the share of right
verdicts, how many changed ones are called exact, and the median and the 95th percentile of the time in milliseconds.
"""

from __future__ import annotations

import argparse
import random
import statistics
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from time import perf_counter

from quoth.ask.check import check
from quoth.library import Store

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


def end_cut(words: Words, _: random.Random) -> str:
    """The last third is left out."""
    return " ".join(words[: -max(2, len(words) // 3)])


def middle_cut(words: Words, chance: random.Random) -> str:
    """Words in the middle are left out, with an ellipsis or without."""
    third = len(words) // 3
    return " ".join([*words[:third], *chance.choice(([], ["…"])), *words[-third:]])


def mistyped(words: Words, _: random.Random) -> str:
    """A letter of a long word is another."""
    at = max(range(len(words)), key=lambda n: len(words[n]))
    word = words[at]
    return " ".join([*words[:at], word[:2] + ("q" if word[2] != "q" else "x") + word[3:], *words[at + 1 :]])


CHANGES: dict[str, tuple[Callable[[Words, random.Random], str], str]] = {
    "untouched": (lambda words, _: " ".join(words), "exact"),
    "marks": (lambda words, _: "«" + " ".join(words).replace("’", "'").replace("—", "-") + "»", "exact"),
    "replaced": (replaced, "altered"),
    "negated": (negated, "altered"),
    "end cut": (end_cut, "cut"),
    "middle cut": (middle_cut, "cut"),
    "mistyped": (mistyped, "altered"),
    "never said": (lambda words, chance: " ".join(chance.sample(words, len(words)))[::-1], "not_found"),
}


def main(argv: Sequence[str] | None = None) -> int:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description="How often quoth check is right.")
    parser.add_argument("--library", type=Path, required=True)
    parser.add_argument("--cases", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args(argv)
    chance = random.Random(options.seed)
    with Store(options.library, create=False) as library:
        rows = library.rows(ROWS)
        for name, (change, right) in CHANGES.items():
            told: Counter[str] = Counter()
            times = []
            for row in chance.sample(rows, min(len(rows), options.cases // len(CHANGES))):
                text = change(row["content"].split(), chance)
                start = perf_counter()
                told[check(library, text).verdict] += 1
                times.append(1000 * (perf_counter() - start))
            p95 = statistics.quantiles(times, n=20)[-1]
            print(f"{name:12} {told[right] / len(times):.3f}  {statistics.median(times):6.1f} {p95:6.1f}  {dict(told)}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
