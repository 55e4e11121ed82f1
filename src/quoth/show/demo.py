"""What `quoth demo` shows: the bundled sample reports, read, and what to type next."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace

from rich.text import Text

from quoth.pipeline import Reading, read_sources
from quoth.read import Reader, load_reader
from quoth.records import Dropped
from quoth.samples import sample_facts, sample_paths
from quoth.show import streams
from quoth.show.readings import show_readings
from quoth.show.table import count, tally

__all__ = ["show_demo"]

NEXT = """\
Now read your own:
  quoth read report.txt                   plain text, or a saved web page
  quoth read report.txt --format json     all there is, for another program
  quoth read --help                       everything else
"""


def show_demo() -> None:
    """Reads the samples, prints a table of each, then a summary and the commands to go on with."""
    reader = load_reader()
    began = time.perf_counter()
    outcomes = list(_read_samples(reader))
    seconds = time.perf_counter() - began
    readings = [outcome for outcome in outcomes if isinstance(outcome, Reading)]
    show_readings(outcomes, "table", total=1)
    found = [statement for reading in readings for statement in reading.statements]
    summary = f"{count(len(readings), 'report')} of invented events, read in {seconds:.1f} s. {tally(found)}."
    streams.emit(streams.render(Text(summary, style="bold"), Text(f"\n{NEXT}")))


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
