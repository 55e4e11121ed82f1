"""What `quoth demo` shows: the bundled sample reports, read, kept and searched, and what to type next."""

from __future__ import annotations

import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from quoth import ask
from quoth.pipeline import Reading, read_sources
from quoth.read import Reader, load_reader
from quoth.records import Dropped, Statement
from quoth.samples import sample_facts, sample_paths
from quoth.show import streams
from quoth.show.days import day_words
from quoth.show.figures import series_table
from quoth.show.found import hits_table
from quoth.show.python import Library
from quoth.show.readings import show_readings
from quoth.show.streams import one_line
from quoth.show.table import count, tally

__all__ = ["show_demo", "summary"]

LOUDEST = 5  # of the people who speak, so many are named at the end

# What is looked up in the library of the samples, to show how: words that several of the outlets have.
ASKED = "valley occupied"
FOUND = 3

NEXT = """
Now read your own (in a clone, after: source .venv/bin/activate):
  quoth read report.txt              plain text, or a saved web page
  quoth read report.txt --explain    what was found in it, and why
  quoth add reports/                 keep them: folders, tables, archives, addresses
  quoth search "stays shut"          who said it, in which words, and where
  quoth --help                       everything else

What is counted otherwise by somebody else, and one speaker in the words that each paper gave its readers:
"""


def show_demo() -> int:
    """Reads the samples, prints a table of each, then a summary and the commands to go on with; how many were read."""
    reader = load_reader()
    began = time.perf_counter()
    outcomes = list(_read_samples(reader))
    seconds = time.perf_counter() - began
    readings = [outcome for outcome in outcomes if isinstance(outcome, Reading)]
    show_readings(outcomes, "table", total=1)
    if readings:
        streams.emit(streams.render(*summary(readings, seconds)))
        streams.emit(NEXT)
        for piece in _asked(readings):
            streams.emit(piece)
    return len(readings)


def _asked(readings: Sequence[Reading]) -> Iterator[str]:
    """What is found in the samples, once they are in a library, which is gone when this is done."""
    with tempfile.TemporaryDirectory() as folder, Library(Path(folder) / "demo.db") as library:
        for reading in readings:
            library.keep(reading, made_by="quoth demo")
        yield "\n$ quoth figures --conflicts\n"
        found = library.series(conflicts=True)
        yield series_table(found, ask.article_days(library, found))
        yield f"\n$ quoth search '{ASKED}'\n"
        yield hits_table(library.search(ASKED, limit=FOUND))


def summary(readings: Sequence[Reading], seconds: float) -> Iterator[RenderableType]:
    """How much was found in the samples in ``seconds``, from which days, and who says most."""
    found = [statement for reading in readings for statement in reading.statements]
    head = f"{count(len(readings), 'report')} of invented events, read in {seconds:.1f} s."
    yield Text(f"{head}\n{tally(found)}.", style="bold")
    yield Text(_dated(found))
    yield from _loudest(readings)


def _dated(statements: Iterable[Statement]) -> str:
    """From which day to which it was said, as far as the reports tell."""
    days = [said for statement in statements if (said := statement.said_on) is not None and said.start]
    if not days:
        return "No report tells a day."
    days.sort(key=lambda said: said.start or "")
    first, last = days[0], days[-1]
    return f"{len(days)} of them on a day that the report tells, from {day_words(first)} to {day_words(last)}."


def _loudest(readings: Sequence[Reading]) -> Iterator[RenderableType]:
    """The people who say most in all reports together, by their names."""
    said: Counter[str] = Counter()
    where: dict[str, set[str]] = {}
    for reading in readings:
        for statement in reading.statements:
            speaker = statement.speaker
            if speaker is not None and speaker.type == "person" and speaker.name:
                said[speaker.name] += 1
                where.setdefault(speaker.name, set()).add(reading.article.id)
    if not said:
        return
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column()
    for _ in ("statements", "reports"):
        table.add_column(justify="right")
        table.add_column(style="dim")
    for name, number in said.most_common(LOUDEST):
        reports = len(where[name])
        statements = "statement in" if number == 1 else "statements in"
        where_said = "report" if reports == 1 else "reports"
        table.add_row(f"  {one_line(name)}", f"{number:,}", statements, f"{reports:,}", where_said)
    yield Text("\nWho says most")
    yield table


def _read_samples(reader: Reader) -> Iterator[Reading | Dropped]:
    """The samples with what is known of each, under its own name wherever the package is installed."""
    facts = sample_facts()
    for path in sample_paths():
        known = facts[path.name]
        for outcome in read_sources([str(path)], reader=reader, published=known["published"], url=known["url"]):
            if isinstance(outcome, Dropped):
                yield replace(outcome, origin=path.name)
                continue
            article = outcome.article
            title, outlet = article.title or known["title"], article.outlet or known["outlet"]
            yield replace(outcome, article=replace(article, origin=path.name, title=title, outlet=outlet))
