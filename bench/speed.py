"""How fast Quoth is on one core: python -m bench.speed [--check] [--against MODULE:FUNCTION] [--floor GOLD]

Measures, for an article of 800 words: importing the package, loading the reader (the libraries it needs included), its
first reading, and readings after that. Run it on a machine that does nothing else; the numbers are of that machine.

--against names what to compare with in the same run, such as the float32 forward pass before export: a function that is
given the text and gives back a call without arguments.
"""

from __future__ import annotations

import argparse
import importlib
import os
import statistics
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from time import perf_counter

from quoth.ingest.parts import find_parts
from quoth.read import load_reader
from quoth.records import Article
from quoth.text import words

ARTICLE = Path(__file__).with_name("article.txt")

# What the product promises, in seconds. They are for --check on an idle machine; a busy one proves nothing.
LIMITS = {"import quoth": 0.1, "load": 1.0, "read": 0.3}

_IMPORT = "import time; t = time.perf_counter(); import quoth; print(time.perf_counter() - t)"
_LOAD = (
    "import sys, time; from quoth.read import load_reader; t = time.perf_counter(); load_reader(sys.argv[1]); "
    "print(time.perf_counter() - t)"
)


@dataclass(frozen=True, slots=True)
class Ratio:
    """The median seconds of two calls that took turns, and the first over the second."""

    first: float
    second: float

    @property
    def ratio(self) -> float:
        """How many times as long the first takes as the second."""
        return self.first / self.second


def ratio(first: Callable[[], object], second: Callable[[], object], repeats: int = 9) -> Ratio:
    """Times two calls in turn, so that what else the machine does falls on both, after one unmeasured round."""
    first()
    second()
    rounds = [(seconds(first), seconds(second)) for _ in range(repeats)]
    return Ratio(statistics.median(a for a, _ in rounds), statistics.median(b for _, b in rounds))


def seconds(call: Callable[[], object]) -> float:
    """How long one call takes."""
    start = perf_counter()
    call()
    return perf_counter() - start


def in_fresh_process(code: str, *arguments: str, repeats: int = 5) -> float:
    """The median of the seconds that ``code`` prints, each time in an interpreter that has nothing loaded yet."""
    command = [sys.executable, "-c", code, *arguments]
    runs = (subprocess.run(command, capture_output=True, text=True, check=True) for _ in range(repeats))
    return statistics.median(float(run.stdout) for run in runs)


def measure(name: str, article: Article, repeats: int = 9) -> dict[str, float]:
    """Seconds to import, to load reader ``name``, to read ``article`` for the first time, and after that (median)."""
    reader = load_reader(name)
    first = seconds(lambda: reader.read(article))
    return {
        "import quoth": in_fresh_process(_IMPORT),
        "load": in_fresh_process(_LOAD, name),
        "first read": first,
        "read": statistics.median(seconds(lambda: reader.read(article)) for _ in range(repeats)),
    }


def main(argv: Sequence[str] | None = None) -> int:
    """Measures and prints; 1 where --check finds a limit passed."""
    parser = argparse.ArgumentParser(description="How fast Quoth reads an article of 800 words on one core.")
    parser.add_argument("--reader", default="en-3")
    parser.add_argument("--against", metavar="MODULE:FUNCTION", help="what to compare reading with, in the same run")
    parser.add_argument("--check", action="store_true", help="fail where a limit is passed")
    parser.add_argument("--floor", metavar="DATA", type=Path, help="measure the share of the floor, too, on its gold")
    parser.add_argument("--every", type=int, default=32, help="of the gold, one article in so many")
    parser.add_argument("--out", metavar="FILE", type=Path, help="write the figures, with machine and versions")
    options = parser.parse_args(argv)
    _stay_on_one_core()
    if options.floor:
        return _floor(options)
    text = ARTICLE.read_text(encoding="utf-8")
    article = Article.of(text, origin=str(ARTICLE), parts=find_parts(text))
    found = measure(options.reader, article)
    for name, taken in found.items():
        limit = f"  (at most {1000 * LIMITS[name]:.0f})" if name in LIMITS else ""
        print(f"{name:>14}  {1000 * taken:8.1f} ms{limit}")
    tokens = sum(1 for _ in words(text))
    print(f"{'speed':>14}  {tokens / found['read']:8,.0f} words and marks a second ({tokens:,} in the article)")
    if options.against:
        module, _, function = options.against.partition(":")
        other = getattr(importlib.import_module(module), function)(text)
        reader = load_reader(options.reader)
        both = ratio(lambda: reader.read(article), other)
        print(f"{'ratio':>14}  {both.ratio:8.2f} of {options.against} ({1000 * both.second:.1f} ms)")
    passed = [name for name, limit in LIMITS.items() if found[name] > limit]
    return 1 if options.check and passed else 0


def _floor(options: argparse.Namespace) -> int:
    """Measures and prints how near reading comes to the floor."""
    from bench.floor import measure_floor, write_report
    from quoth.evaluate import as_article, read_gold
    from quoth.read.reader import NetworkReader

    gold = [as_article(each) for each in read_gold(options.floor)][:: options.every]
    reader = load_reader(options.reader)
    if not isinstance(reader, NetworkReader):
        raise SystemExit("the floor is that of a network; name one with --reader")
    path = Path(str(resources.files("quoth.models") / options.reader / "model.onnx"))
    found = measure_floor(reader, path, gold)
    for name, value in found.to_dict().items():
        print(f"{name:>14}  {value:12,.3f}")
    print(f"{'pieces/s':>14}  {found.pieces / found.whole:12,.0f} (floor {found.pieces / found.floor:,.0f})")
    if options.out:
        write_report(options.out, {"floor": found.to_dict()})
    return 0


def _stay_on_one_core() -> None:
    """Keeps the process and those it starts on one core, where the system can be told so, and those to one thread."""
    for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[variable] = "1"
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


if __name__ == "__main__":
    sys.exit(main())
