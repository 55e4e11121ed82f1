"""A stream of readings, printed one by one as they come, in the format asked for."""

from __future__ import annotations

import itertools
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

from quoth.pipeline import Explained, Reading
from quoth.records import Dropped
from quoth.show import lines, streams
from quoth.show.explanation import explanation
from quoth.show.table import reading_table

__all__ = ["show_explained", "show_readings"]

# In pieces, so that what is written of a long article is never held at once.
FORMATS: Mapping[str, Callable[[Reading], Iterator[str]]] = {
    "table": lambda reading: iter([reading_table(reading)]),
    "json": lambda reading: iter([lines.reading_line(reading)]),
    "jsonl": lines.jsonl_lines,
    "csv": lines.csv_lines,
}

# Forms that show statements alone: what the article had to have guessed is said beside them.
NOTELESS = {"jsonl", "csv"}

Outcome = TypeVar("Outcome", Reading, Explained)


def show_readings(outcomes: Iterable[Reading | Dropped], form: str, *, total: int) -> int:
    """Prints each reading of ``total`` sources in one of FORMATS; says why a source gave none; returns how many did."""
    heads = iter([lines.csv_head()] if form == "csv" else [])

    def show(reading: Reading) -> None:
        write = streams.emit if form == "table" else streams.emit_data
        for piece in itertools.chain(heads, FORMATS[form](reading)):
            write(piece)
        streams.flush()
        if form in NOTELESS:
            for note in reading.article.notes:
                streams.say(f"{reading.article.origin}: {note}")
        for dropped in reading.dropped:
            streams.say(f"{dropped.origin}: {dropped.reason}")

    return _show_each(outcomes, show, total=total)


def show_explained(outcomes: Iterable[Explained | Dropped], *, total: int) -> int:
    """Prints what every room made of each of ``total`` sources; says why a source gave none; returns how many did."""

    def show(explained: Explained) -> None:
        streams.emit(explanation(explained))
        streams.flush()

    return _show_each(outcomes, show, total=total)


def _show_each(outcomes: Iterable[Outcome | Dropped], show: Callable[[Outcome], None], *, total: int) -> int:
    usable = 0
    # On a terminal the readings themselves show how far it is, and a bar would run through them.
    with streams.progress("reading", wanted=total > 1 and not sys.stdout.isatty()) as step:
        for done, outcome in enumerate(outcomes, 1):
            if isinstance(outcome, Dropped):
                streams.say(f"{outcome.origin}: {outcome.reason}")
            else:
                usable += 1
                show(outcome)
            step(done, total)
    return usable
