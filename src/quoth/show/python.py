"""The Python face: a library that reads what it is given, answers, and takes judgements.

with quoth.Library("news.db") as library:
    library.add("reports/")
    for hit in library.search("bridge", speaker="Torvane"):
        print(hit.statement.content[0].text)
"""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from operator import index
from typing import Any

from quoth import ask
from quoth.ask import Answered, Family, Given, Hit, Listed, Person, Report, Results, SpeakerCount, Versions
from quoth.ask.check import Check, check
from quoth.ask.query import Order
from quoth.errors import LibraryError, RecordError
from quoth.ingest import Seen, Web, ingest
from quoth.ingest.files import is_address
from quoth.library import Kept, Reread, Step, Store, finding_id, standing
from quoth.library.rows import ROLES
from quoth.library.store import PATIENCE
from quoth.read import DEFAULT_READER, Reader
from quoth.records import Action, AnswerKind, Attitude, Dropped, Judgement, Kind, Place, Polarity, SpeakerType
from quoth.relate.series import Series
from quoth.run import Added, add_items, is_batch, relate_articles, reread_articles, take_batch, tally
from quoth.steps import STEPS

__all__ = ["Library"]

Source = str | os.PathLike[str]
Outcome = Kept | Dropped | Seen


class Library(Store):
    """A library in one file: see ``quoth.library.Store`` for what it keeps, and how safely.

    What it keeps it relates: ``steps`` are all there are. Every method raises a QuothError, in one sentence, where it
    cannot do as asked.
    """

    def __init__(
        self,
        path: Source,
        *,
        create: bool = True,
        patience: float = PATIENCE,
        steps: Sequence[Step] = STEPS,
        read_only: bool = False,
    ) -> None:
        super().__init__(path, create=create, patience=patience, steps=steps, read_only=read_only)

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
        batch`` made is taken as it is. Web addresses are fetched,
        since they are named; with ``fetch``, so are the pages that feeds, site maps and tables of addresses name, and
        with ``allow_private``, addresses of the local network. ``workers`` above 1 read in processes of their own: a
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

    def search(
        self,
        text: str = "",
        *,
        exact: str | None = None,
        speaker: str | None = None,
        role: str | None = None,
        affiliation: str | None = None,
        outlet: str | None = None,
        kind: Kind | None = None,
        attitude: Attitude | None = None,
        polarity: Polarity | None = None,
        place: Place | None = None,
        said_since: str | None = None,
        said_until: str | None = None,
        since: str | None = None,
        until: str | None = None,
        article: str | None = None,
        least: float | None = None,
        order: Order = "best",
        limit: int = 20,
        offset: int = 0,
    ) -> Results[Hit]:
        """The statements that have all that is asked, the best first; ``quoth.ask.Query`` says what each asks for."""
        query = ask.Query(
            text=text,
            exact=exact,
            speaker=speaker,
            role=role,
            affiliation=affiliation,
            outlet=outlet,
            kind=kind,
            attitude=attitude,
            polarity=polarity,
            place=place,
            said_since=said_since,
            said_until=said_until,
            since=since,
            until=until,
            article=article,
            least=least,
            order=order,
            limit=limit,
            offset=offset,
        )
        return ask.search(self, query)

    def check(self, text: str, *, speaker: str | None = None) -> Check:
        """Whether a quotation is on record, in these words and from this speaker; see ``quoth.ask.check``."""
        return check(self, text, speaker=speaker)

    def speakers(
        self,
        *,
        type: SpeakerType | None = None,  # noqa: A002 - the field's own name
        since: str | None = None,
        until: str | None = None,
        limit: int = 20,
        offset: int = 0,
    ) -> Results[SpeakerCount]:
        """Who speaks most; see ``quoth.ask.speakers``."""
        return ask.speakers(self, type=type, since=since, until=until, limit=limit, offset=offset)

    def speaker(self, name: str, *, limit: int = 100, offset: int = 0) -> Person:
        """All that one speaker says, in the order of time, and in which roles; see ``quoth.ask.speaker``."""
        return ask.speaker(self, name, limit=limit, offset=offset)

    def listed(
        self,
        title: str = "",
        *,
        outlet: str | None = None,
        since: str | None = None,
        until: str | None = None,
        limit: int = 20,
        offset: int = 0,
    ) -> Results[Listed]:
        """The articles, the newest first; see ``quoth.ask.articles``."""
        return ask.articles(self, title, outlet=outlet, since=since, until=until, limit=limit, offset=offset)

    def report(self, article: str) -> Report | None:
        """An article with its statements, versions and sightings; None where it is not there."""
        return ask.article(self, article)

    def reread_outdated(
        self, *, reader: str | Reader = DEFAULT_READER, workers: int = 1, every: bool = False
    ) -> Iterator[Reread | Dropped]:
        """Reads anew the articles that an older reader read, or ``every`` one; judgements stay in force."""
        return reread_articles(self, reader=reader, workers=workers, every=every)[1]

    def relate_outdated(self, *, every: bool = False) -> Iterator[tuple[str, str]]:
        """Relates the articles that are not related as of today, or ``every`` one: each (step, article) once done."""
        return relate_articles(self, every=every)[1]

    def accept(self, statement: str, *, who: str, why: str | None = None) -> Judgement:
        """Keeps that ``who`` found a statement right as it is."""
        return self._decide(statement, "accept", who, why, {})

    def reject(self, statement: str, *, who: str, why: str | None = None) -> Judgement:
        """Keeps that ``who`` found a statement wrong: it is out of force."""
        return self._decide(statement, "reject", who, why, {})

    def correct(self, statement: str, *, who: str, why: str | None = None, **values: Any) -> Judgement:
        """Keeps ``who``'s values for some fields of a statement; ``quoth.library.FIELDS`` names them.

        ``content``, ``cue`` and ``source`` are lists of (start, end), all others a text or None.
        """
        return self._decide(statement, "correct", who, why, _with_lists(values))

    def find(self, article: str, *, who: str, why: str | None = None, **values: Any) -> Judgement:
        """Keeps a statement that ``who`` found and no reader did; ``content`` is needed, the rest is as in ``correct``.

        The statement's id is the judgement's ``statement``.
        """
        if self.article(article) is None:
            raise LibraryError(f"there is no article {article} here; add it first", path=str(self.path))
        values = {"article": article, **dict.fromkeys(ROLES), **values}
        values = _with_lists(values)
        return self._decide(finding_id(values), "correct", who, why, values)

    def merge(self, name: str, *others: str, who: str, why: str | None = None) -> Judgement:
        """Keeps that these names are one speaker's, who is shown as ``name``; every name has to be there."""
        self._check_names(name, *others)
        return self._decide(None, "merge", who, why, {"names": [name, *others]})

    def part(self, name: str, *others: str, who: str, why: str | None = None) -> Judgement:
        """Keeps that ``others`` are not the speaker called ``name``."""
        self._check_names(name, *others)
        return self._decide(None, "part", who, why, {"names": [name, *others]})

    def _check_names(self, *names: str) -> None:
        """Raises LibraryError for a name that no statement has, and under which none is shown."""
        shown = set(self.same_speakers().values())
        for name in names:
            if name not in shown and not self.said_by(name):
                like = " or ".join(ask.names_like(self, name))
                meant = f"did you mean {like}?" if like else "give the name as quoth speakers has it"
                raise LibraryError(f"no statement has the speaker {name!r}; {meant}", path=str(self.path))

    def part_statement(self, statement: str, speaker: str, *, who: str, why: str | None = None) -> Judgement:
        """Keeps that a statement's speaker is another person of the same name, now called ``speaker``."""
        return self._decide(statement, "part", who, why, {"speaker": speaker})

    def merge_quotations(self, statement: str, *others: str, who: str, why: str | None = None) -> Judgement:
        """Keeps that a statement gives the quotation of ``others``: statements, or families by the id of theirs."""
        return self._decide(statement, "merge", who, why, {"quotation": self._giving(statement, others, every=False)})

    def part_quotations(self, statement: str, *others: str, who: str, why: str | None = None) -> Judgement:
        """Keeps that a statement does not give the quotation of ``others``: statements, or all members of families."""
        return self._decide(statement, "part", who, why, {"quotation": self._giving(statement, others, every=True)})

    def link_answer(
        self, answer: str, *answered: str, who: str, kind: AnswerKind | None = None, why: str | None = None
    ) -> Judgement:
        """Keeps that a statement answers others, as was suggested, or as ``kind`` says: it stays, whatever is found."""
        return self._decide(answer, "merge", who, why, {"answered": self._there(answered), "kind": kind})

    def unlink_answer(self, answer: str, *answered: str, who: str, why: str | None = None) -> Judgement:
        """Keeps that a statement does not answer others."""
        return self._decide(answer, "part", who, why, {"answered": self._there(answered)})

    def _there(self, names: Sequence[str]) -> list[str]:
        """The ids of statements; raises LibraryError where one is not here."""
        for name in names:
            if self.statement(name) is None:
                raise LibraryError(f"there is no statement {name} here", path=str(self.path))
        return list(names)

    def _giving(self, statement: str, names: Sequence[str], *, every: bool) -> list[str]:
        """The statements with these ids, and of families the fullest or ``every`` one, without ``statement`` itself."""
        found: dict[str, None] = {}
        for name in names:
            there = ask.families_of(self, name)[:1] if name.startswith("fa_") else ()
            if not there and self.statement(name) is None:
                kind = "family" if name.startswith("fa_") else "statement"
                raise LibraryError(f"there is no {kind} {name} here", path=str(self.path))
            ids = [each.statement.id for family in there for each in family.members if every or each.fullest] or [name]
            found |= dict.fromkeys(each for each in ids if each != statement)
        return list(found)

    def families(
        self,
        text: str = "",
        *,
        speaker: str | None = None,
        outlet: str | None = None,
        since: str | None = None,
        until: str | None = None,
        least: int = 1,
        limit: int = 20,
        offset: int = 0,
    ) -> Results[Family]:
        """The same quotation across outlets, the most widely reported first; see ``quoth.ask.families``."""
        query = ask.Query(
            text=text, speaker=speaker, outlet=outlet, since=since, until=until, limit=limit, offset=offset
        )
        return ask.families(self, query, least=least)

    def answers(
        self,
        text: str = "",
        *,
        kind: AnswerKind | None = None,
        speaker: str | None = None,
        outlet: str | None = None,
        since: str | None = None,
        until: str | None = None,
        limit: int = 20,
        offset: int = 0,
    ) -> Results[Answered]:
        """Who denies, rejects, confirms or answers what another says; see ``quoth.ask.answers``."""
        query = ask.Query(
            text=text, speaker=speaker, outlet=outlet, since=since, until=until, limit=limit, offset=offset
        )
        return ask.answers(self, query, kind=kind)

    def answers_of(self, name: str) -> Results[Answered]:
        """The answers of a statement or an article; see ``quoth.ask.answers_of``."""
        return ask.answers_of(self, name)

    def versions_of(self, url: str) -> Versions | None:
        """What became of the page at a URL; None where nothing was met there; see ``quoth.ask.versions``."""
        return ask.versions(self, url)

    def families_of(self, name: str) -> Results[Family]:
        """The families of a statement, or the one with this id; see ``quoth.ask.families_of``."""
        return ask.families_of(self, name)

    def figures(
        self,
        text: str = "",
        *,
        giver: str | None = None,
        since: str | None = None,
        until: str | None = None,
        limit: int = 20,
        offset: int = 0,
    ) -> Results[Given]:
        """The figures with all words of ``text`` in or around them, by who gave them; see ``quoth.ask.figures``."""
        return ask.figures(self, text, giver=giver, since=since, until=until, limit=limit, offset=offset)

    def series(
        self,
        text: str = "",
        *,
        giver: str | None = None,
        since: str | None = None,
        until: str | None = None,
        conflicts: bool = False,
    ) -> list[Series]:
        """The figures about one thing, by giver and time; see ``quoth.ask.figure_series``."""
        return ask.figure_series(self, text, giver=giver, since=since, until=until, conflicts=conflicts)

    def undo(self, judgement: str, *, who: str, why: str | None = None) -> Judgement:
        """Takes a judgement back, by another; what it said is kept."""
        made = self.judgements()
        taken_back = next((each for each in made if each.id == judgement), None)
        if taken_back is None:
            raise LibraryError(f"there is no judgement {judgement} here", path=str(self.path))
        if judgement not in standing(made):
            raise LibraryError(f"judgement {judgement} has been taken back already", path=str(self.path))
        return self._decide(taken_back.statement, taken_back.action, who, why, {}, undoes=judgement)

    def _decide(
        self,
        statement: str | None,
        action: Action,
        who: str,
        why: str | None,
        values: dict[str, Any],
        undoes: str | None = None,
    ) -> Judgement:
        when = datetime.now(UTC).isoformat(timespec="microseconds")
        made = Judgement.of(statement, action, who=who, when=when, values=values, why=why, undoes=undoes)
        self.judge(made)
        return made


def _with_lists(values: dict[str, Any]) -> dict[str, Any]:
    """``values`` with their spans as JSON has them; raises RecordError for what is none."""
    made = dict(values)
    for role in ROLES:
        if role in made:
            try:
                made[role] = [[index(start), index(end)] for start, end in made[role] or ()]
            except (TypeError, ValueError) as error:
                raise RecordError(f"{role} is a list of (start, end), not {made[role]!r}") from error
    return made


def _each(source: Source | Iterable[Source]) -> Iterable[Source]:
    return [source] if isinstance(source, str | os.PathLike) else source


def _telling(outcomes: Iterator[Outcome], on_each: Callable[[Outcome], object]) -> Iterator[Outcome]:
    for outcome in outcomes:
        on_each(outcome)
        yield outcome
