"""Quotation families: the same words across outlets, with what each of them made of the words."""

from __future__ import annotations

import heapq
import itertools
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from quoth.ask.days import LOW_BITS
from quoth.ask.every import found_keys
from quoth.ask.hits import About
from quoth.ask.loading import abouts, statements
from quoth.ask.query import Query, check_page
from quoth.ask.reprints import voices_among
from quoth.ask.results import Results
from quoth.ask.tables import Column, Columns
from quoth.errors import RecordError
from quoth.library import Store
from quoth.library.quotations import decided, members_of
from quoth.records import Record, SpeakerType, Statement, moment
from quoth.relate.families import families as families_in
from quoth.relate.forms import Form, shape
from quoth.relate.quotations import Wording, said
from quoth.relate.wording import Change

__all__ = ["IDS", "Family", "Member", "Named", "families", "families_of", "family_object"]

# The groups of most statements first, of which no more articles can be; with a question, those of which it finds one.
LARGEST = """
SELECT first, members AS articles FROM quotation_counts WHERE members >= :least
ORDER BY members DESC, first LIMIT :some OFFSET :behind
"""
LARGEST_ASKED = """
SELECT c.first AS first, c.members AS articles FROM quotation_counts c
WHERE c.members >= :least AND c.first IN (
    SELECT h.first FROM json_each(:rowids) j CROSS JOIN statements o ON o.rowid = j.value
    JOIN quotation_groups h ON h.statement = o.id
)
ORDER BY articles DESC, first LIMIT :some OFFSET :behind
"""
COUNTED = "SELECT count(*) AS n FROM quotation_counts WHERE members >= :least"
IN_ARTICLES = """
SELECT g.first AS first, count(DISTINCT s.article) AS articles
FROM json_each(:firsts) j CROSS JOIN quotation_groups g ON g.first = j.value JOIN statements s ON s.id = g.statement
GROUP BY g.first
"""
# Groups that are fetched at once; a page needs few.
BATCH = 200
GROUP_OF = "SELECT first FROM quotation_groups WHERE statement = :name"
ROWIDS = "SELECT rowid, id FROM statements WHERE id IN (SELECT value FROM json_each(:ids))"
IDS = "SELECT id FROM statements WHERE rowid IN (SELECT value FROM json_each(:rowids))"


@dataclass(frozen=True, slots=True)
class Named(Record):
    """A speaker by the name under which it is shown."""

    name: str
    type: SpeakerType


@dataclass(frozen=True, slots=True)
class Member(Record):
    """A statement of a family, with what its report made of the words.

    ``form`` and ``changes`` are against the wording that is ``fullest``. ``first`` is true for the earliest by its
    article's day, and null where no article of the family has a day.
    """

    statement: Statement
    article: About
    speaker: str | None
    form: Form
    changes: tuple[Change, ...]
    fullest: bool
    first: bool | None


@dataclass(frozen=True, slots=True)
class Family(Record):
    """One quotation: its fullest wording, whose it is said to be, and all who report it, the earliest first.

    ``speakers`` are named most often first. ``articles`` that are copies of one text count once among the ``voices``.
    """

    id: str
    words: str
    speakers: tuple[Named, ...]
    articles: int
    voices: int
    members: tuple[Member, ...]


COLUMNS: Columns = (
    Column("id", "string", lambda family: family.id),
    Column("content", "string", lambda family: family.words),
    Column("speakers", "strings", lambda family: [each.name for each in family.speakers]),
    Column("articles", "int", lambda family: family.articles),
    Column("voices", "int", lambda family: family.voices),
    Column("outlets", "strings", lambda family: sorted(_outlets(family))),
    Column("published", "string", lambda family: family.members[0].article.published),
)


def families(store: Store, query: Query | None = None, *, least: int = 1) -> Results[Family]:
    """The families in ``least`` articles or more, the largest first; with a query, those of which it finds a member.

    ``query.limit`` and ``query.offset`` are of families. Raises RecordError where the page cannot be.
    """
    query = query if query is not None else Query()
    check_page(query.limit, query.offset)
    if type(least) is not int or least < 1:
        raise RecordError(f"least {least!r} is no number of articles, which is 1 or more")
    values: dict[str, Any] = {"least": least}
    asked = None
    if query.asks():
        values["rowids"] = json.dumps([key & LOW_BITS for key in found_keys(store, query)])
        asked = {row["id"] for row in store.rows(IDS, {"rowids": values["rowids"]})}
    groups = _groups(store, LARGEST if asked is None else LARGEST_ASKED, values)
    end = query.offset + query.limit
    found = list(itertools.islice(_largest(store, groups, least, asked), end + 1))
    total = len(found)
    if total > end and asked is None:
        total = max(total, store.rows(COUNTED, {"least": least})[0]["n"])
    page = tuple(_family(store, each) for each in found[query.offset : end])
    return Results(page, total, COLUMNS, at_least=len(found) > end)


def families_of(store: Store, name: str) -> Results[Family]:
    """The families of a statement with this id, or the one family with it; none where there is none."""
    statement = f"st_{name[3:]}"
    groups, said_of = store.rows(GROUP_OF, {"name": statement}), decided(store)
    found = [each for row in groups for each in _in_group(store, row["first"], said_of) if statement in _ids(each)]
    if name.startswith("fa_"):
        found = [each for each in found if each[0].statement == statement]
    return Results(tuple(_family(store, each) for each in found), len(found), COLUMNS)


def _groups(store: Store, sql: str, values: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The rows of a question for groups, fetched as they are needed, with the articles of each: those of most first."""
    waiting: list[tuple[int, str]] = []
    for behind in itertools.count(0, BATCH):
        rows = store.rows(sql, {**values, "some": BATCH, "behind": behind})
        # What comes later has at most as many statements as the last of these, and so as many articles.
        most_behind = rows[-1]["articles"] if len(rows) == BATCH else 0
        for row in store.rows(IN_ARTICLES, {"firsts": json.dumps([row["first"] for row in rows])}):
            if row["articles"] >= values["least"]:
                heapq.heappush(waiting, (-row["articles"], row["first"]))
        while waiting and -waiting[0][0] >= most_behind:
            articles, first = heapq.heappop(waiting)
            yield {"first": first, "articles": -articles}
        if not most_behind:
            return


def _largest(
    store: Store, groups: Iterable[Mapping[str, Any]], least: int, asked: set[str] | None
) -> Iterator[list[Wording]]:
    """The families of the groups, those in most articles first: none is in more articles than its group."""
    said_of = decided(store)
    waiting: list[tuple[int, str, list[Wording]]] = []
    for row in groups:
        while waiting and -waiting[0][0] >= row["articles"]:
            yield heapq.heappop(waiting)[2]
        for family in _in_group(store, row["first"], said_of):
            articles = len({each.article for each in family})
            if articles >= least and (asked is None or not asked.isdisjoint(_ids(family))):
                heapq.heappush(waiting, (-articles, family[0].statement, family))
    while waiting:
        yield heapq.heappop(waiting)[2]


def _in_group(store: Store, first: str, said_of: Mapping[tuple[str, str], bool]) -> list[list[Wording]]:
    rows = members_of(store, [first])
    members = [Wording.of(row) for row in rows]
    together = [pair for pair, one in said_of.items() if one]
    return families_in(members, together=together, apart=[pair for pair, one in said_of.items() if not one])


def _ids(family: Iterable[Wording]) -> set[str]:
    return {each.statement for each in family}


def family_object(family: Family) -> dict[str, Any]:
    """A family as the JSON object that docs/families.md promises."""
    return family.to_dict() | {"members": [_member_object(each) for each in family.members]}


def _member_object(member: Member) -> dict[str, Any]:
    about = member.article
    return {
        "statement": member.statement.id,
        "article": {name: getattr(about, name) for name in ("id", "title", "outlet", "url", "published")},
        "spans": [span.to_dict() for span in member.statement.content],
        "form": member.form,
        "changes": [change.to_dict() for change in member.changes],
        "first": member.first,
    }


def _family(store: Store, wordings: Sequence[Wording]) -> Family:
    """The record of a family whose fullest wording is the first of ``wordings``, which are in order but for it."""
    whole = wordings[0]
    ids = [each.statement for each in wordings]
    rowids = {row["id"]: row["rowid"] for row in store.rows(ROWIDS, {"ids": json.dumps(ids)})}
    held = statements(store, rowids.values())
    about = abouts(store, {each.article for each in wordings})
    members = []
    for wording in wordings:
        statement, shown, _ = held[rowids[wording.statement]]
        article, made = about[wording.article][0], shape(wording, whole)
        members.append(Member(statement, article, shown, made.form, made.changes, wording is whole, None))
    members.sort(key=lambda each: (_day(each.article) or "~", rowids[each.statement.id]))
    if _day(members[0].article) is not None:
        members = [replace(each, first=not n) for n, each in enumerate(members)]
    name = f"fa_{whole.statement[3:]}"
    voices = voices_among(store, about)
    return Family(name, said(whole), _speakers(members), len(about), voices, tuple(members))


def _speakers(members: Sequence[Member]) -> tuple[Named, ...]:
    """Who is named as the speaker, most often first, the earliest of those named as often."""
    counted: dict[str, int] = {}
    types: dict[str, SpeakerType] = {}
    for each in members:
        if each.speaker is not None and each.statement.speaker is not None:
            counted[each.speaker] = counted.get(each.speaker, 0) + 1
            types.setdefault(each.speaker, each.statement.speaker.type)
    return tuple(Named(name, types[name]) for name in sorted(counted, key=lambda name: -counted[name]))


def _day(article: About) -> str | None:
    """When an article was published, in a form that sorts as time does; null where it does not say, or no time."""
    try:
        return moment(article.published).isoformat() if article.published else None
    except RecordError:
        return None


def _outlets(family: Family) -> set[str]:
    return {outlet for member in family.members for outlet in member.article.outlets}
