"""How time and memory grow with a text: python -m bench.growth [--reader rules] [--most KB] [--times 8] [SHAPE ...]

Twelve shapes of text (bench/shapes.py), from 10 KB on, each size twice the one before; each is read in a process of its
own. Growth is linear where a character takes at most 1.5 times as long as at any smaller size from 40 KB on, and at
most 1.5 times the memory, over what the reader itself takes. --plot FILE draws the times.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from html import escape
from math import log10
from pathlib import Path
from typing import NamedTuple

from bench.shapes import SHAPES
from quoth.show.cli import ONE_THREAD

LEAST, MOST = 10, 320
# Below this a few large steps, such as the first look into a lexicon, count for more than the text does.
SETTLED = 40
FACTOR = 1.5
# In MB: by so much two runs of one size differ.
UNTOLD = 10

_READ = (
    "import resource, sys, time; from bench.shapes import text_of; from quoth.pipeline import read_text; "
    "from quoth.read import load_reader; reader = load_reader(sys.argv[1]); "
    "read_text('He said so on Tuesday.', reader=reader); text = text_of(sys.argv[2], int(sys.argv[3]) * 1000); "
    "start = time.process_time(); read_text(text, reader=reader); "
    "print(time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)"
)


class Point(NamedTuple):
    """What one size took: KB of text, seconds of the processor, and MB at the peak, the reader's own included."""

    size: int
    seconds: float
    memory: float


def measure(reader: str, shape: str, size: int) -> Point:
    """Reads ``size`` KB of a shape in a fresh process."""
    # one thread, as the command has it: those that wait for one another take time of the processor, too
    alone = os.environ | dict.fromkeys(ONE_THREAD, "1")
    run = subprocess.run(
        [sys.executable, "-c", _READ, reader, shape, str(size)], capture_output=True, text=True, check=True, env=alone
    )
    seconds, memory = map(float, run.stdout.split())
    return Point(size, seconds, memory)


def growth(points: Sequence[Point]) -> float:
    """By how much the time for a character rises at most, from any size that is SETTLED to a larger one."""
    rates = [(p.seconds + 0.02) / p.size for p in points if p.size >= SETTLED]  # a fiftieth of a second is no growth
    return max((b / a for n, a in enumerate(rates) for b in rates[n + 1 :]), default=1.0)


def growth_of_memory(points: Sequence[Point]) -> float:
    """The same for the memory over that of the smallest size, which is the reader's own."""
    own = min((p.memory for p in points), default=0.0)
    rates = [(p.memory - own + UNTOLD) / p.size for p in points if p.size >= SETTLED]
    return max((b / a for n, a in enumerate(rates) for b in rates[n + 1 :]), default=1.0)


def sizes(most: int, times: int = 2) -> list[int]:
    """The sizes in KB, each ``times`` the one before and the last of them ``most``."""
    out = [LEAST]
    while out[-1] * times < most:
        out.append(out[-1] * times)
    return [*out, most] if most > LEAST else out


def plot(found: Mapping[str, Sequence[Point]]) -> str:
    """The seconds of each shape over its size as SVG, both on scales of powers of ten."""
    top = max((p.size for points in found.values() for p in points), default=LEAST)
    lines = ['<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 400" font-family="system-ui" font-size="11">']
    lines.append("<title>Seconds over KB of text, for each shape</title>")
    for name, points in found.items():
        placed = [
            (60 + 440 * log10(p.size / LEAST) / max(log10(top / LEAST), 1e-9), 280 - 80 * log10(max(p.seconds, 0.001)))
            for p in points
        ]
        way = " ".join(f"{x:.0f},{y:.0f}" for x, y in placed)
        lines.append(f'<polyline points="{way}" fill="none" stroke="#1f5f99"/>')
        lines.append(f'<text x="{placed[-1][0] + 4:.0f}" y="{placed[-1][1]:.0f}">{escape(name)}</text>')
    return "\n".join([*lines, "</svg>"]) + "\n"


def main(argv: Sequence[str] | None = None) -> int:
    """Measures and prints a line a shape; 1 where a shape grows faster than its text."""
    parser = argparse.ArgumentParser(description="How time and memory grow with a text, for twelve shapes of text.")
    parser.add_argument("shapes", nargs="*", default=[*SHAPES])
    parser.add_argument("--reader", default="en-3")
    parser.add_argument("--most", type=int, default=MOST, metavar="KB", help="the largest size; 5000 takes an hour")
    parser.add_argument("--times", type=int, default=2, help="how many times the one before each size is")
    parser.add_argument("--plot", type=Path, metavar="FILE", help="draw the times as SVG")
    options = parser.parse_args(argv)
    found: dict[str, list[Point]] = {}
    for shape in options.shapes:
        found[shape] = [measure(options.reader, shape, size) for size in sizes(options.most, options.times)]
        told = "  ".join(f"{p.size}K {p.seconds:.2f}s {p.memory:.0f}M" for p in found[shape])
        time, memory = growth(found[shape]), growth_of_memory(found[shape])
        said = "linear" if max(time, memory) <= FACTOR else "GROWS"
        print(f"{shape:16} {said} (time {time:.2f}, memory {memory:.2f})  {told}", flush=True)
    if options.plot:
        options.plot.write_text(plot(found), encoding="utf-8")
    return 1 if any(max(growth(p), growth_of_memory(p)) > FACTOR for p in found.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
