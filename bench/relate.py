"""What relating one more article costs, in libraries of made-up articles that grow.

    python -m bench.relate 1000 10000 100000

Articles have fifteen statements of invented words, which are drawn as often as words of news are; one in three repeats
what another said, whole or cut. The time of a step for one article is that of the processor, over the last hundred.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bench.invented import Made
from quoth.library import Step, Store
from quoth.records import Article, Speaker, Statement
from quoth.steps import STEPS

STATEMENTS = 15
MEASURED = 100
WORDS = 20_000
REPEATED = 3


def articles(count: int, seed: int = 1) -> Iterator[Made]:
    """So many made-up articles."""
    rng = random.Random(seed)
    words = [
        "".join(rng.choice("bdfgklmnprstv") + rng.choice("aeiou") for _ in range(rng.randint(1, 4)))
        for _ in range(WORDS)
    ]
    often = [1 / rank for rank in range(1, WORDS + 1)]
    said: list[list[str]] = []
    for n in range(count):
        text = f"Report {n}\n\n"
        places = []
        for _ in range(STATEMENTS):
            if said and rng.random() < 1 / REPEATED:
                held = rng.choice(said[-5000:])
                held = held[: rng.randint(max(1, len(held) // 2), len(held))]
            else:
                held = rng.choices(words, often, k=rng.randint(8, 40))
                said.append(held)
            quoted = f"“{' '.join(held)},”"
            places.append((len(text), len(text) + len(quoted)))
            text += f"{quoted} Person {rng.randint(1, 2000)} said. "
        article = Article.of(text, origin=f"{n}.txt", published=f"2031-{n % 12 + 1:02}-{n % 28 + 1:02}")
        yield Made(article, tuple(_statement(article, *place) for place in places))


def _statement(article: Article, start: int, end: int) -> Statement:
    name = article.text[end:].split(" said")[0].strip()
    at = end + 1
    return Statement.of(
        article,
        content=[(start, end)],
        cue=[(at + len(name) + 1, at + len(name) + 5)],
        source=[(at, at + len(name))],
        kind="direct",
        confidence=0.9,
        made_by="bench",
        speaker=Speaker(name, "person"),
    )


class Timed:
    """A step, and the seconds of the processor that it took for each article."""

    def __init__(self, step: Step) -> None:
        self._step = step
        self.name, self.made_by, self.tables = step.name, step.made_by, step.tables
        self.spent: list[float] = []

    def relate(self, store: Store, article: str) -> None:
        """As the step, and noted."""
        begun = time.process_time()
        self._step.relate(store, article)
        self.spent.append(time.process_time() - begun)

    def forget(self, store: Store, article: str) -> None:
        """As the step."""
        self._step.forget(store, article)

    def told(self) -> str:
        """The median of the last, and what 95 in 100 stay under, in milliseconds."""
        last = sorted(1000 * each for each in self.spent[-MEASURED:])
        return f"{self.name} {statistics.median(last):.2f} ms (95 % under {last[int(0.95 * len(last)) - 1]:.2f})"


def main() -> None:
    """Prints, for each size, what one more article costs each step, and the size of what all of them keep."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", type=int, nargs="*", default=[1000, 10_000])
    sizes = sorted(parser.parse_args().sizes)
    steps = [Timed(step) for step in STEPS]
    with tempfile.TemporaryDirectory() as folder, Store(Path(folder) / "bench.db", steps=steps) as store:
        for n, made in enumerate(articles(sizes[-1]), 1):
            store.keep(made, made_by="bench")
            if n in sizes:
                size = store.path.stat().st_size / n / 1024
                print(f"{n:,} articles: {', '.join(step.told() for step in steps)}; {size:.0f} KiB each", flush=True)


if __name__ == "__main__":
    main()
