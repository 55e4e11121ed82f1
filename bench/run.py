"""Fails when a pinned score has fallen: python bench/run.py --data DIR (or QUOTH_DATA), DIR holding the gold.

floors.json holds the scores that the reader must reach, by gold set, metric and number, with the digest of the gold
they were measured on; null is not pinned yet. Floors rise freely, with --raise. They fall only with --lower "reason",
which stays in the file beside the day and both values. --plot draws how far confidences can be believed.
"""

from __future__ import annotations

import argparse
import datetime
import json
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

if __package__ in {None, ""}:  # run as a file, which does not see its neighbours
    sys.path.insert(0, str(Path(__file__).parents[1]))

from bench.floors import Floors
from bench.plot import curves, plot
from bench.sets import Measured, gold_set
from quoth.errors import GoldError, QuothError
from quoth.read import Reader, load_reader

FLOORS = Path(__file__).with_name("floors.json")

Scores = dict[str, float]


def scores(floors: Floors, measured: Mapping[str, Measured]) -> Scores:
    """The number that each floor's name stands for: ``<gold set>.<metric>.<number>``."""
    found: Scores = {}
    for key in floors.floors:
        gold, metric, number = _parts(key)
        found[key] = measured[gold].scores[metric][number]
    return found


def baselines(floors: Floors, measured: Mapping[str, Measured]) -> Scores:
    """The same of the baselines."""
    found: Scores = {}
    for key in floors.floors:
        gold, metric, number = _parts(key)
        found[key] = measured[gold].baseline[metric][number]
    return found


def table(floors: Floors, now: Mapping[str, float], beside: Mapping[str, float]) -> str:
    """One line a floor, in per cent: what it is, the score now, and the baseline's."""
    width = max(map(len, floors.floors), default=0)
    fallen = floors.fallen(now)
    lines = [f"{'':{width}}  floor    now  plain"]
    for key, floor in floors.floors.items():
        cells = (floor, now[key], beside.get(key))
        numbers = "  ".join(f"{'-' if value is None else f'{100 * value:.2f}':>5}" for value in cells)
        lines.append(f"{key:{width}}  {numbers}{'  FALLEN' if key in fallen else ''}")
    return "\n".join(lines)


def main(argv: Sequence[str] | None = None, load: Callable[[str], Reader] = load_reader) -> int:
    """Measures, prints, and gives the exit status: 0 all floors hold, 1 one has fallen, 2 wrong use."""
    options = _options(argv)
    floors = Floors(**json.loads(options.floors.read_text()))
    try:
        sets = {name: gold_set(values, Path(options.data)) for name, values in floors.gold.items()}
        digests = {name: each.digest for name, each in sets.items()}
        if options.lower is None and (moved := floors.moved(digests)):
            print(f"bench: {moved[0]} is not the gold that its floors were measured on; see --lower", file=sys.stderr)
            return 1
        reader, rules = load(floors.reader), load("rules")
        measured = {name: each.measure(reader, rules) for name, each in sets.items()}
    except QuothError as error:
        hint = " (--data or QUOTH_DATA names the folder of the gold)" if isinstance(error, GoldError) else ""
        print(f"bench: {error}{hint}", file=sys.stderr)
        return 2
    now = scores(floors, measured)
    print(table(floors, now, baselines(floors, measured)))
    if options.plot:
        options.plot.write_text(plot(curves(measured), floors.reader), encoding="utf-8", newline="\n")
    if options.lower is not None:
        day = datetime.datetime.now(datetime.UTC).date().isoformat()
        floors = floors.lowered_to(now, digests, options.lower, day)
    if options.raise_:
        floors = floors.raised(now, digests)
    if options.raise_ or options.lower is not None:
        options.floors.write_text(json.dumps(asdict(floors), indent=1) + "\n")
    fallen = floors.fallen(now)
    if fallen:
        print(f"bench: {len(fallen)} of {len(floors.floors)} scores lie under their floor", file=sys.stderr)
    return 1 if fallen else 0


def _parts(key: str) -> tuple[str, str, str]:
    """The gold set, the metric and the number that a floor is named after."""
    gold, _, rest = key.partition(".")
    metric, _, number = rest.rpartition(".")
    return gold, metric, number


def _options(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Fails when a pinned score has fallen.")
    parser.add_argument("--data", default=os.environ.get("QUOTH_DATA", "data"), help="the folder that holds the gold")
    parser.add_argument("--floors", type=Path, default=FLOORS, help="the file of floors")
    parser.add_argument("--raise", dest="raise_", action="store_true", help="pin what is higher now, or not pinned")
    parser.add_argument("--lower", metavar="REASON", help="pin what is lower now, and keep the reason in the file")
    parser.add_argument("--plot", type=Path, metavar="FILE", help="draw confidence against what is right, as SVG")
    options = parser.parse_args(argv)
    if options.lower is not None and not options.lower.strip():
        parser.error("--lower needs a reason")
    return options


if __name__ == "__main__":
    sys.exit(main())
