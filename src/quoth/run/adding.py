"""Adding to a library: what comes in is read and kept, in its order, an article at a time.

Stopped at any moment, the library has what came before and nothing after; adding the same again goes on from there, and
ends with the same rows as if it had not been stopped.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing

import quoth
from quoth.ingest import Seen
from quoth.library import Kept, Store
from quoth.read import DEFAULT_READER, Reader, load_reader
from quoth.records import Article, Dropped, Record
from quoth.resolve import RESOLVED_BY
from quoth.run.local import read_in_order

__all__ = ["MADE_BY", "Added", "add_items", "made_by_of", "tally"]

# What dropped a source that no reader saw.
MADE_BY = f"quoth {quoth.__version__}"


@dataclasses.dataclass(frozen=True, slots=True)
class Added(Record):
    """What came of adding: articles by what became of them, and why others were dropped, most frequent first.

    ``sighted`` are texts that were there and were met at another place; ``statements`` are those of the added ones.
    """

    added: int = 0
    statements: int = 0
    sighted: int = 0
    unchanged: int = 0
    dropped: tuple[Dropped, ...] = ()
    stopped: bool = False

    @property
    def reasons(self) -> dict[str, int]:
        """How many were dropped for each reason, most first."""
        return dict(Counter(each.reason for each in self.dropped).most_common())

    @property
    def usable(self) -> int:
        """Articles that came in or were there."""
        return self.added + self.sighted + self.unchanged


def add_items(
    store: Store, items: Iterable[Article | Dropped | Seen], *, reader: str | Reader = DEFAULT_READER, workers: int = 1
) -> Generator[Kept | Dropped | Seen]:
    """Reads and keeps what is new; yields what became of each item once it is in the library, in order.

    A text that is there is not read again. Raises LibraryError where the library cannot take an article, which is then
    not in it, and ModelError for a reader that cannot be loaded. Closed, it ends at once, with what it yielded kept.
    """
    made_by = made_by_of(reader)
    with closing(read_in_order(_unread(store, items), reader, workers=workers)) as read:
        for item, outcome in read:
            if isinstance(item, _Known):
                yield store.keep_sighting(item.article)
            elif isinstance(item, Seen):
                yield item
            elif isinstance(item, Dropped):
                store.drop(item, made_by=MADE_BY)
                yield item
            elif isinstance(outcome, Dropped):
                store.drop(outcome, made_by=made_by)
                yield outcome
            elif outcome is not None:
                yield store.keep(outcome, made_by=made_by)


def made_by_of(reader: str | Reader) -> str:
    """What reads and resolves an article, with their versions; a reader's name says it without loading its weights."""
    if reader == "rules":
        reader = load_reader("rules")
    name = reader if isinstance(reader, str) else reader.name
    return f"reader {name.removeprefix('reader ')}, {RESOLVED_BY}"


def tally(outcomes: Iterable[Kept | Dropped | Seen]) -> Added:
    """The outcomes of ``add_items``, counted."""
    counts: Counter[str] = Counter()
    dropped = []
    for outcome in outcomes:
        if isinstance(outcome, Dropped):
            dropped.append(outcome)
        elif isinstance(outcome, Seen):
            counts["unchanged"] += 1
        else:
            counts[outcome.outcome] += 1
            counts["statements"] += outcome.statements if outcome.outcome == "added" else 0
    return Added(
        added=counts["added"],
        statements=counts["statements"],
        sighted=counts["sighted"],
        unchanged=counts["unchanged"],
        dropped=tuple(dropped),
    )


@dataclasses.dataclass(frozen=True, slots=True)
class _Known:
    """An article whose text is in the library already."""

    article: Article


def _unread(store: Store, items: Iterable[Article | Dropped | Seen]) -> Iterator[Article | _Known | Dropped | Seen]:
    for item in items:
        yield _Known(item) if isinstance(item, Article) and store.has(sha256=item.sha256) else item
