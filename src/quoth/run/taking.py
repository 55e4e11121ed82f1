"""Taking the result of a run into a library: what was read is kept as it is, and nothing is read again."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from quoth.errors import QuothError, in_short
from quoth.library import Kept, Store
from quoth.records import Dropped
from quoth.run.adding import MADE_BY
from quoth.run.manifest import rows_of
from quoth.run.parts import article_schema, readings_of

__all__ = ["articles_in", "take_batch"]


def articles_in(folder: str | os.PathLike[str]) -> int:
    """How many articles the result of a run has."""
    return sum(row.articles for row in rows_of(Path(folder)))


def take_batch(store: Store, folder: str | os.PathLike[str]) -> Iterator[Kept | Dropped]:
    """Keeps the articles of a result with their statements; yields what became of each, and what the run dropped.

    A text that is there is sighted. A part that is gone or was altered is a Dropped. Raises MissingExtraError without
    pyarrow, and LibraryError where the library cannot take an article.
    """
    article_schema()  # says what is missing before anything is kept
    for row in rows_of(Path(folder)):
        for dropped in row.dropped:
            store.drop(dropped, made_by=MADE_BY)
            yield dropped
        readings = readings_of(Path(folder), row.parts)
        while True:
            try:
                reading, made_by = next(readings)
                for statement in reading.statements:
                    statement.check(reading.article)
            except StopIteration:
                break
            except (QuothError, OSError, ValueError, KeyError, TypeError, RuntimeError) as error:
                place = os.path.join(folder, next(iter(row.parts)))
                reason = f"the part is damaged or was altered ({in_short(error)}); run quoth batch again"
                fault = Dropped(place, "ingest", reason)
                store.drop(fault, made_by=MADE_BY)
                yield fault
                break
            known = store.has(sha256=reading.article.sha256)
            yield store.keep_sighting(reading.article) if known else store.keep(reading, made_by=made_by)
