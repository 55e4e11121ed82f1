"""What a user says of articles that are in a library already: they keep what came in first, and that is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from quoth.ingest import Seen
from quoth.ingest.beside import beside_of
from quoth.ingest.dates import given_date
from quoth.ingest.known import Known
from quoth.library import Kept, Store
from quoth.library.rows import bound
from quoth.records import Dropped
from quoth.show.table import count

__all__ = ["Unmoved"]

THERE = """
SELECT g.origin, a.id, a.published, a.outlet, a.title, a.url FROM sightings g JOIN articles a ON a.id = g.article
WHERE {} = CAST(:name AS TEXT) ORDER BY g.rowid
"""


class Unmoved:
    """Counts, of what comes by, the articles of which the user now says something else than the library has."""

    def __init__(self, table: str | None, published: str | None, outlet: str | None) -> None:
        self._beside = beside_of(table)
        self._given = Known()
        if published is not None:
            self._given["published"] = given_date(published)
        if outlet is not None:
            self._given["outlet"] = outlet
        self.articles: set[str] = set()
        self.facts: Counter[str] = Counter()

    def watch(self, store: Store, outcomes: Iterable[Kept | Dropped | Seen]) -> Iterator[Kept | Dropped | Seen]:
        """The outcomes, as they come."""
        for outcome in outcomes:
            if (self._beside.table or self._given) and not isinstance(outcome, Dropped):
                self._look(store, outcome)
            yield outcome

    def told(self) -> str | None:
        """One line on them; None where there are none."""
        if not self.articles:
            return None
        facts = ", ".join(f"{name} of {times:,}" for name, times in sorted(self.facts.items()))
        keep = "that were there already keep" if len(self.articles) > 1 else "that was there already keeps"
        return (
            f"{count(len(self.articles), 'article')} {keep} what came in first ({facts}); "
            "add the files to a new library for what is said of them now"
        )

    def _look(self, store: Store, outcome: Kept | Seen) -> None:
        if isinstance(outcome, Kept) and outcome.outcome == "added":
            return
        by, name = ("g.origin", outcome.origin) if isinstance(outcome, Seen) else ("a.id", outcome.article)
        for row in store.rows(THERE.format(by), {"name": bound(name)}):
            wanted = {**self._beside.known_of(row["origin"]), **self._given}
            other = [fact for fact, value in wanted.items() if value != row[fact]]
            if other and row["id"] not in self.articles:
                self.articles.add(row["id"])
                self.facts.update(other)
