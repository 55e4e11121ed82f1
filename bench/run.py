"""Fails when a pinned score has fallen: python bench/run.py --data DIR (or QUOTH_DATA), DIR holding polnear/dev.

floors.json holds the scores that the reader must reach, by gold set, metric and number, with the digest of the gold
they were measured on; null is not pinned yet. Floors rise freely, with --raise. They fall only with --lower "reason",
which stays in the file beside the day and both values.
"""

from __future__ import annotations

import argparse
import datetime
import json
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from quoth.errors import GoldError, QuothError
from quoth.evaluate import Report, evaluate, gold_digest
from quoth.read import Reader, load_reader

FLOORS = Path(__file__).with_name("floors.json")

Scores = dict[str, float]


@dataclass(frozen=True, slots=True)
class Floors:
    """What floors.json holds. ``slack`` is how far below its floor a score may lie and still pass.

    It is for processors: int8 arithmetic comes out a little differently on another make, and moves a score with it.
    """

    reader: str
    slack: float
    gold: Mapping[str, dict[str, str | None]]
    floors: Mapping[str, float | None]
    lowered: Sequence[Mapping[str, Any]]

    def fallen(self, measured: Mapping[str, float]) -> list[str]:
        """The names of the scores that lie under their floor."""
        return [k for k, floor in self.floors.items() if floor is not None and measured[k] < floor - self.slack - 1e-9]

    def moved(self, digests: Mapping[str, str]) -> list[str]:
        """The gold sets that are not what their floors were measured on."""
        return [name for name, values in self.gold.items() if values["digest"] not in {None, digests[name]}]

    def raised(self, measured: Mapping[str, float], digests: Mapping[str, str]) -> Floors:
        """Floors at the measured scores, where these are higher or nothing was pinned."""
        higher = {k: measured[k] if floor is None else max(floor, measured[k]) for k, floor in self.floors.items()}
        return self._with(higher, digests)

    def lowered_to(self, measured: Mapping[str, float], digests: Mapping[str, str], reason: str, day: str) -> Floors:
        """Fallen floors at the measured scores, and all floors of a gold set that has moved; the reason is kept."""
        moved, fallen = self.moved(digests), self.fallen(measured)
        names = [k for k in self.floors if k in fallen or k.partition(".")[0] in moved]
        if not names:
            return self
        record: dict[str, Any] = {"day": day, "reason": reason, "new_gold": moved}
        record |= {"from": {k: self.floors[k] for k in names}, "to": {k: measured[k] for k in names}}
        made = self._with({k: measured[k] for k in names}, digests)
        return replace(made, lowered=[*self.lowered, record])

    def _with(self, floors: Mapping[str, float], digests: Mapping[str, str]) -> Floors:
        gold = {name: values | {"digest": digests[name]} for name, values in self.gold.items()}
        return replace(self, floors={**self.floors, **floors}, gold=gold)


def measure(floors: Floors, reports: Mapping[str, Report]) -> Scores:
    """The number that each floor's name stands for: ``<gold set>.<metric>.<number>``."""
    measured: Scores = {}
    for key in floors.floors:
        gold, _, rest = key.partition(".")
        metric, _, number = rest.rpartition(".")
        measured[key] = reports[gold].to_dict()["metrics"][metric][number]
    return measured


def table(floors: Floors, measured: Mapping[str, float], reports: Mapping[str, Report]) -> str:
    """One line a floor, in per cent: what it is, the score now, and the baseline's."""
    baseline = {name: report.baseline for name, report in reports.items() if report.baseline}
    beside = measure(floors, baseline) if baseline else {}
    width = max(map(len, floors.floors), default=0)
    lines = [f"{'':{width}}  floor    now  rules"]
    for key, floor in floors.floors.items():
        cells = (floor, measured[key], beside.get(key))
        numbers = "  ".join(f"{'-' if value is None else f'{100 * value:.2f}':>5}" for value in cells)
        lines.append(f"{key:{width}}  {numbers}{'  FALLEN' if key in floors.fallen(measured) else ''}")
    return "\n".join(lines)


def main(argv: Sequence[str] | None = None, load: Callable[[str], Reader] = load_reader) -> int:
    """Measures, prints, and gives the exit status: 0 all floors hold, 1 one has fallen, 2 wrong use."""
    options = _options(argv)
    floors = Floors(**json.loads(options.floors.read_text()))
    try:
        golds = {name: Path(options.data) / str(values["path"]) for name, values in floors.gold.items()}
        digests = {name: gold_digest(path) for name, path in golds.items()}
        reader, rules = load(floors.reader), load("rules")
        reports = {name: evaluate(path, reader, bootstrap=0, baseline=rules) for name, path in golds.items()}
    except QuothError as error:
        hint = " (--data or QUOTH_DATA names the folder of the gold)" if isinstance(error, GoldError) else ""
        print(f"bench: {error}{hint}", file=sys.stderr)
        return 2
    if options.lower is None and (moved := floors.moved(digests)):
        print(f"bench: {moved[0]} is not the gold that its floors were measured on; see --lower", file=sys.stderr)
        return 1
    measured = measure(floors, reports)
    print(table(floors, measured, reports))
    if options.lower is not None:
        day = datetime.datetime.now(datetime.UTC).date().isoformat()
        floors = floors.lowered_to(measured, digests, options.lower, day)
    if options.raise_:
        floors = floors.raised(measured, digests)
    if options.raise_ or options.lower is not None:
        options.floors.write_text(json.dumps(asdict(floors), indent=1) + "\n")
    fallen = floors.fallen(measured)
    if fallen:
        print(f"bench: {len(fallen)} of {len(floors.floors)} scores lie under their floor", file=sys.stderr)
    return 1 if fallen else 0


def _options(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Fails when a pinned score has fallen.")
    parser.add_argument("--data", default=os.environ.get("QUOTH_DATA", "data"), help="the folder that holds polnear/")
    parser.add_argument("--floors", type=Path, default=FLOORS, help="the file of floors")
    parser.add_argument("--raise", dest="raise_", action="store_true", help="pin what is higher now, or not pinned")
    parser.add_argument("--lower", metavar="REASON", help="pin what is lower now, and keep the reason in the file")
    options = parser.parse_args(argv)
    if options.lower is not None and not options.lower.strip():
        parser.error("--lower needs a reason")
    return options


if __name__ == "__main__":
    sys.exit(main())
