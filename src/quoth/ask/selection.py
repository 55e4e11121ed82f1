"""All that fits, an article at a time in the order in which it came in: what is handed to other tools."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from quoth.ask.binding import one_by_one
from quoth.ask.plan import outlets_called
from quoth.ask.query import given_day
from quoth.ask.who import called, voices
from quoth.errors import RecordError
from quoth.library import Store
from quoth.records import Article, Kind, Statement

__all__ = ["Selection", "selection"]

ARTICLES = """
SELECT a.id FROM articles a
WHERE (:since IS NULL OR substr(a.published, 1, 10) >= :since)
    AND (:until IS NULL OR substr(a.published, 1, 10) <= :until)
    AND (:any_outlet OR EXISTS (SELECT 1 FROM sightings g WHERE g.article = a.id AND g.outlet IN ({outlets})))
    AND (:any_speaker OR EXISTS (
        SELECT 1 FROM statements s WHERE s.article = a.id AND s.shown = 1 AND s.speaker_name IN ({forms})
    ))
ORDER BY a.rowid
"""

# Articles of which something was judged, and whether a statement in force was not.
JUDGED = """
SELECT s.article AS id, max(s.shown = 1 AND s.verdict IS NULL) AS open
FROM statements s
WHERE s.article IN (SELECT article FROM statements WHERE verdict IS NOT NULL)
GROUP BY s.article
"""


@dataclass(frozen=True, slots=True)
class Selection:
    """Articles with those of their statements that were asked for: ``articles`` ids, and how many are left ``open``.

    ``open`` are articles that have judged statements and others that nobody judged, and so are not among them.
    """

    store: Store
    articles: tuple[str, ...]
    open: int = 0
    kind: Kind | None = None
    forms: frozenset[str] | None = None

    def __iter__(self) -> Iterator[tuple[Article, list[Statement]]]:
        for name in self.articles:
            article = self.store.article(name)
            if article is not None:
                yield article, [each for each in self.store.statements(name) if self._wanted(each)]

    def __len__(self) -> int:
        return len(self.articles)

    def _wanted(self, statement: Statement) -> bool:
        if self.kind is not None and statement.kind != self.kind:
            return False
        return self.forms is None or (statement.speaker is not None and statement.speaker.name in self.forms)


def selection(
    store: Store,
    *,
    speaker: str | None = None,
    outlet: str | None = None,
    kind: Kind | None = None,
    since: str | None = None,
    until: str | None = None,
    judged: bool = False,
) -> Selection:
    """The statements in force of the articles that fit, all of them where nothing is asked.

    ``judged`` asks for articles of which every statement was judged, as training and scoring need them. Raises
    BadDateError for a date that is none, and RecordError for a name that may be several speakers'.
    """
    forms = _forms(store, speaker) if speaker is not None else None
    outlets = outlets_called(store, outlet) if outlet is not None else None
    asked = {
        "since": since and given_day(since),
        "until": until and given_day(until, last=True),
        "any_outlet": outlets is None,
        "any_speaker": forms is None,
    }
    in_outlets, their_outlets = one_by_one("outlet", outlets or ())
    in_forms, their_forms = one_by_one("form", sorted(forms or ()))
    sql = ARTICLES.format(outlets=in_outlets, forms=in_forms)
    names = [row["id"] for row in store.rows(sql, asked | their_outlets | their_forms)]
    left = 0
    if judged:
        opened = {row["id"]: bool(row["open"]) for row in store.rows(JUDGED)}
        left = sum(opened.get(name, False) for name in names)
        names = [name for name in names if opened.get(name) is False]
    return Selection(store, tuple(names), left, kind, forms)


def _forms(store: Store, speaker: str) -> frozenset[str]:
    found = voices(store, speaker)
    one = called(found, speaker)
    if one is None and found:
        names = ", ".join(voice.name for voice in found[:5])
        raise RecordError(f"{speaker!r} may be said of several speakers ({names}); give more of the name")
    return frozenset(one.forms if one else ())
