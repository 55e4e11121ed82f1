"""What a library is asked: each method is a question of ``quoth.ask``."""

from __future__ import annotations

from quoth import ask
from quoth.ask import Answered, Family, Given, Hit, Listed, Person, Report, Results, SpeakerCount, Versions
from quoth.ask.check import Check, check
from quoth.ask.query import Order
from quoth.library import Store
from quoth.records import AnswerKind, Attitude, Kind, Place, Polarity, SpeakerType
from quoth.relate.series import Series

__all__ = ["Asking"]


class Asking(Store):
    """A library that answers."""

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
        voice: str | None = None,
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
            voice=voice,
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

    def families_of(self, name: str) -> Results[Family]:
        """The families of a statement, or the one with this id; see ``quoth.ask.families_of``."""
        return ask.families_of(self, name)

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
