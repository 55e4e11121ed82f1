"""Everything that one speaker said, in time, and as what."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from quoth.ask.alike import names_like
from quoth.ask.binding import one_by_one
from quoth.ask.hits import COLUMNS, Hit, hit_object
from quoth.ask.language import Wanted
from quoth.ask.loading import hits
from quoth.ask.plan import Plan
from quoth.ask.query import Query, check_page
from quoth.ask.ranking import Ranked
from quoth.ask.results import Results
from quoth.ask.roles import Role, timeline
from quoth.ask.who import Voice, called, voices
from quoth.library import Store
from quoth.library.rows import Row
from quoth.records import Record, for_notebooks

__all__ = ["Form", "Person", "Role", "person_in_time", "speaker"]

# When it was said, else when that was published; at the end what has no day.
IN_TIME = """
SELECT s.rowid AS key, s.id, s.speaker_name, s.speaker_type, s.role, s.affiliation, s.article, a.outlet,
    coalesce(s.said_start, substr(a.published, 1, 10)) AS day
FROM statements s
JOIN articles a ON a.id = s.article
WHERE s.speaker_name IN ({forms}) AND s.shown = 1 {theirs}
ORDER BY day IS NULL, day, a.published IS NULL, a.published, s.article, s.n
"""
# That the name is theirs in this article; it need not be asked of each where nobody else has one of the names.
THEIRS = """
    AND (SELECT x.person FROM appearances x WHERE x.article = s.article AND x.name = s.speaker_name) IS :person
"""
OTHERS = """
SELECT 1 AS one WHERE EXISTS (SELECT 1 FROM appearances WHERE name IN ({forms}) AND person IS NOT :person)
    OR EXISTS (SELECT 1 FROM speaker_names WHERE name IN ({forms}) AND statements > persons AND :person IS NOT NULL)
"""


@dataclass(frozen=True, slots=True)
class Form(Record):
    """A name that articles have for a speaker, and in how many statements."""

    name: str
    statements: int


@dataclass(frozen=True, slots=True)
class Person:
    """What ``speaker`` found for the name that was ``asked``.

    ``name`` is the name under which the one speaker meant is shown; null where there is none, or where the form may be
    said of several. Those are in ``others``, who say most first, as is whom else it may mean beside the one.
    ``statements`` are in the order of time. Where nobody is called so, ``suggested`` has names that are spelt like it.
    """

    asked: str
    name: str | None
    types: tuple[str, ...]
    forms: tuple[Form, ...]
    roles: tuple[Role, ...]
    statements: Results[Hit]
    others: tuple[Voice, ...]
    suggested: tuple[str, ...] = ()
    id: str | None = None

    def _repr_html_(self) -> str:
        """The person for notebooks."""
        return for_notebooks(self)

    def to_dict(self) -> dict[str, object]:
        """All of it as JSON values."""
        return {
            "asked": self.asked,
            "id": self.id,
            "name": self.name,
            "types": list(self.types),
            "forms": [form.to_dict() for form in self.forms],
            "roles": [role.to_dict() for role in self.roles],
            "total": self.statements.total,
            "statements": [hit_object(hit) for hit in self.statements],
            "others": [voice.to_dict() for voice in self.others],
            "suggested": list(self.suggested),
        }


def speaker(store: Store, name: str, *, limit: int = 100, offset: int = 0) -> Person:
    """The statements of the speaker for whom ``name`` may be said, a page at a time; roles and forms are those of all.

    A name that fits several is that of the one who has it to the letter, case and accents apart; else no one is chosen.
    """
    return person_in_time(store, name, limit=limit, offset=offset)[0]


def person_in_time(store: Store, name: str, *, limit: int, offset: int = 0) -> tuple[Person, list[Row]]:
    """What ``speaker`` finds, with a row for each statement of all pages, so that nobody asks for them again.

    A row has the ``id`` of the statement, its rowid as ``key``, its ``outlet`` and its ``day``; they are in time.
    """
    check_page(limit, offset)
    found = voices(store, name)
    one = called(found, name)
    others = tuple(voice for voice in found if voice != one)
    if one is None:
        like = () if others else names_like(store, name)
        return Person(name, None, (), (), (), Results((), 0, COLUMNS), others, like), []
    # One by one: a list in JSON would not hold a name with a NUL in it.
    forms, held = one_by_one("form", one.forms)
    asked = {**held, "person": one.id}
    shared = bool(store.rows(OTHERS.format(forms=forms), asked))
    rows = store.rows(IN_TIME.format(forms=forms, theirs=THEIRS if shared else ""), asked)
    page = hits(
        store, Query(), Plan(Wanted(), None), [Ranked(row["key"], 0.0) for row in rows[offset : offset + limit]]
    )
    counted = Counter(row["speaker_name"] for row in rows)
    times = [Form(form, counted[form]) for form in one.forms]
    person = Person(
        asked=name,
        name=one.name,
        types=tuple(dict.fromkeys(row["speaker_type"] for row in rows)),
        forms=tuple(sorted(times, key=lambda form: (-form.statements, form.name))),
        roles=timeline(rows),
        statements=Results(page, len(rows), COLUMNS),
        others=others,
        id=one.id,
    )
    return person, rows
