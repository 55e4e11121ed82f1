"""What a caller asks of ingest besides its sources, and how each report is taken so."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

from quoth.errors import QuothError
from quoth.ingest.known import Known, Seen
from quoth.ingest.web import Web
from quoth.records import Article, Dropped, Raw

__all__ = ["Asked", "Item", "taken"]

Item = Article | Dropped | Seen


@dataclasses.dataclass(frozen=True)
class Asked:
    """What the caller knows of the sources, and has of them; ``inside`` is the archive in which we are, if in one.

    ``seen`` says whether what is at a place, with the digest that ``Article.raw`` has, need not be read again.
    ``links`` fetches the pages that a source only links, where that is wanted. ``at`` is the address at which the
    source was found. Of a Parquet table, only ``rows``, from the first to before the last, are read, where they are
    named; counting begins at 0.
    """

    known: Known = dataclasses.field(default_factory=Known)
    seen: Callable[[str, str], bool] | None = None
    links: Web | None = None
    inside: str | None = None
    at: str | None = None
    rows: tuple[int, int] | None = None

    def within(self, archive: str) -> Asked:
        """The same, of what is in ``archive``."""
        return dataclasses.replace(self, inside=archive, at=None, rows=None)

    @property
    def known_here(self) -> Known:
        """What is known of an article that is all of its source: its address too."""
        return self.known if self.at is None else {"url": self.at, **self.known}


def taken(place: str, raw: Raw, asked: Asked, make: Callable[[], Article], *, otherwise: str | None = None) -> Item:
    """The article that ``make`` gives, with its ``raw``; Seen, unmade, where the caller has it; Dropped where it fails.

    ``otherwise`` is the reason for whatever fails in a way that nobody foresaw, with a place for its name; without it,
    that rises.
    """
    if asked.seen is not None and asked.seen(place, raw.sha256):
        return Seen(place)
    try:
        return dataclasses.replace(make(), raw=raw)
    except QuothError as error:
        return Dropped(place, "ingest", str(error))
    except Exception as error:  # whatever is odd in one report, the others are still read
        if otherwise is None:
            raise
        return Dropped(place, "ingest", otherwise.format(type(error).__name__))
