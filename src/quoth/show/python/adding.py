"""What a library reads: new articles, those that an older reader read, and what is not related yet."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import ExitStack

from quoth.ingest import Seen, Web, ingest
from quoth.ingest.files import is_address
from quoth.library import Kept, Reread, Store
from quoth.read import DEFAULT_READER, Reader
from quoth.records import Dropped
from quoth.run import Added, add_items, is_batch, relate_articles, reread_articles, take_batch, tally

__all__ = ["Adding"]

Source = str | os.PathLike[str]
Outcome = Kept | Dropped | Seen


class Adding(Store):
    """A library that reads and relates."""

    def add(
        self,
        *sources: Source | Iterable[Source],
        reader: str | Reader = DEFAULT_READER,
        published: str | None = None,
        url: str | None = None,
        outlet: str | None = None,
        fetch: bool = False,
        allow_private: bool = False,
        workers: int = 1,
        table: Source | None = None,
        on_each: Callable[[Outcome], object] = lambda _: None,
    ) -> Added:
        """Reads and keeps the articles of ``sources``, or of lists of them: files, folders, patterns, web addresses.

        What is there already is not read again, so that adding goes on where it was stopped. A folder that ``quoth
        batch`` made is taken as it is. Web addresses are fetched, since they are named; with ``fetch``, so are the
        pages that feeds, site maps and tables of addresses name, and with ``allow_private``, addresses of the local
        network. ``workers`` above 1 read in processes of their own: a
        script that asks for them keeps its work under ``if __name__ == "__main__"``. ``table`` is a CSV file with a row
        for each file: file, and one or more of published, outlet, title and url. ``on_each`` is called with what
        became of each article, once it is in.
        """
        outcomes = self.adding(
            [each for source in sources for each in _each(source)],
            reader=reader,
            published=published,
            url=url,
            outlet=outlet,
            fetch=fetch,
            allow_private=allow_private,
            workers=workers,
            table=table,
        )
        return tally(_telling(outcomes, on_each))

    def adding(
        self,
        sources: Sequence[Source],
        *,
        reader: str | Reader = DEFAULT_READER,
        published: str | None = None,
        url: str | None = None,
        outlet: str | None = None,
        fetch: bool = False,
        allow_private: bool = False,
        workers: int = 1,
        table: Source | None = None,
        told: Callable[[str], object] = lambda _: None,
    ) -> Generator[Outcome]:
        """As ``add``, an article at a time: what became of each, once it is in. Stop when you like: close it.

        ``told`` is called with where the day of an article came from, if that was a name or ``table``.
        """
        given = [os.fspath(source) for source in sources]
        batches = [source for source in given if is_batch(source)]
        named = [source for source in given if source not in batches]
        with ExitStack() as open_:
            web = None
            if fetch or any(map(is_address, named)):
                web = open_.enter_context(Web(allow_private=allow_private))
            items = ingest(
                named,
                published=published,
                url=url,
                outlet=outlet,
                web=web,
                linked=fetch,
                seen=self._seen,
                table=None if table is None else os.fspath(table),
                told=told,
            )
            yield from add_items(self, items, reader=reader, workers=workers)
        for folder in batches:
            yield from take_batch(self, folder)

    def _seen(self, origin: str, raw_sha256: str) -> bool:
        return self.has(origin=origin, raw_sha256=raw_sha256)

    def reread_outdated(
        self, *, reader: str | Reader = DEFAULT_READER, workers: int = 1, every: bool = False
    ) -> Iterator[Reread | Dropped]:
        """Reads anew the articles that an older reader read, or ``every`` one; judgements stay in force."""
        return reread_articles(self, reader=reader, workers=workers, every=every)[1]

    def relate_outdated(self, *, every: bool = False) -> Iterator[tuple[str, str]]:
        """Relates the articles that are not related as of today, or ``every`` one: each (step, article) once done."""
        return relate_articles(self, every=every)[1]


def _each(source: Source | Iterable[Source]) -> Iterable[Source]:
    return [source] if isinstance(source, str | os.PathLike) else source


def _telling(outcomes: Iterator[Outcome], on_each: Callable[[Outcome], object]) -> Iterator[Outcome]:
    for outcome in outcomes:
        on_each(outcome)
        yield outcome
