"""Bringing judgements into force: statements as people have them, what the reader made kept beside.

``settled`` works out how the rows of an article should be, from what the reader made and what people decided; it is
written after every judgement and rereading, and compared with what is there by ``verify``.
"""

from __future__ import annotations

import dataclasses
import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from quoth.library.decisions import PERSON, Decided, decide, live, merged, stands_in
from quoth.library.rows import (
    ROLES,
    Row,
    article_from,
    insert,
    judgement_from,
    signed,
    span_rows,
    statement_from,
    statement_row,
    update,
)
from quoth.records import Article, Judgement, Statement

__all__ = [
    "Judged",
    "by_person",
    "judged_articles",
    "same_speakers",
    "settle",
    "settle_all",
    "settle_speakers",
    "settled",
    "spans_of",
]


@dataclass(frozen=True, slots=True)
class Judged:
    """One statement as it should be in the library.

    ``found`` is what the reader made of it, None where a person found it; ``decided`` what judgements make of that.
    """

    row: Row
    found: Statement | None
    decided: Decided
    n: int
    spans: list[Row] = field(default_factory=list)
    yields_to: str | None = None

    @property
    def shown(self) -> bool:
        """Whether it is in force: not rejected, no variant of a judged one, not gone unless people stand by it."""
        if self.decided.statement is None or self.decided.verdict == "rejected" or self.yields_to is not None:
            return False
        return self.row["gone_at"] is None or self.decided.verdict in ("accepted", "corrected")

    def new_row(self, statement: Statement) -> Row:
        """The row of ``statement`` in the place of this one."""
        row = signed(statement_row(statement, self.n) | {"gone_at": self.row["gone_at"]})
        return row | {"verdict": self.decided.verdict, "yields_to": self.yields_to, "shown": int(self.shown)}


def settle(connection: sqlite3.Connection, article: str) -> None:
    """Writes what ``settled`` gives for one article; to be called inside ``writing``."""
    judged_now = settled(connection, article)
    connection.execute(
        "DELETE FROM suggestions WHERE statement IN (SELECT id FROM statements WHERE article = ?)", (article,)
    )
    for judged in judged_now:
        statement, found, row = judged.decided.statement, judged.found, judged.row
        if statement is None:
            connection.execute("DELETE FROM statements WHERE id = ?", (row["id"],))
            continue
        new = judged.new_row(statement)
        differs = {name: value for name, value in new.items() if row[name] != value}
        if differs:
            update(connection, "statements", row["id"], differs)
        spans = span_rows(statement)
        if spans != judged.spans:
            connection.execute("DELETE FROM spans WHERE statement = ?", (row["id"],))
            for span in spans:
                insert(connection, "spans", span)
        if found is not None and judged.decided.corrected:
            record = json.dumps(found.to_dict(), ensure_ascii=False)
            insert(connection, "suggestions", signed({"statement": row["id"], "record": record}))


def settle_all(connection: sqlite3.Connection) -> None:
    """Writes all that judgements make of a library; to be called inside ``writing``."""
    for article in judged_articles(connection):
        settle(connection, article)
    settle_speakers(connection)


def settled(connection: sqlite3.Connection, article: str) -> list[Judged]:
    """How every statement of an article should be; raises RecordError or SpanError where judgements cannot be."""
    rows = connection.execute("SELECT * FROM statements WHERE article = ? ORDER BY n, rowid", (article,)).fetchall()
    judgements = _judgements(connection, article)
    spans = spans_of(connection, article)
    suggestions = {
        each["statement"]: Statement.from_dict(json.loads(each["record"]))
        for each in connection.execute(
            "SELECT * FROM suggestions WHERE statement IN (SELECT id FROM statements WHERE article = ?)", (article,)
        )
    }
    text = _article(connection, article)
    made = []
    for row in rows:
        decided_by = live(judgements[row["id"]])
        found = suggestions.get(row["id"])
        if found is None and not by_person(row):
            found = statement_from(row, spans[row["id"]])
        made.append(Judged(row, found, decide(text, found, decided_by), row["n"], spans[row["id"]]))
    return [_placed(judged, made) for judged in _yielding(made)]


def by_person(row: Row) -> bool:
    """Whether the statement of this row is one that no reader found."""
    return bool(row["made_by"].startswith(PERSON))


def _yielding(made: list[Judged]) -> Iterator[Judged]:
    """Unjudged variants of what people judged, and of what the reader no longer finds as it was, yield to it."""
    strong = [
        (judged.row["id"], [s for s in (judged.found, judged.decided.statement) if s is not None])
        for judged in made
        if judged.decided.verdict is not None
        and (judged.row["gone_at"] is not None or judged.found is None or _moved(judged))
    ]
    for judged in made:
        statement = judged.found
        to = None
        if judged.decided.verdict is None and judged.row["gone_at"] is None and statement is not None:
            to = next((name for name, forms in strong if any(stands_in(statement, form) for form in forms)), None)
        yield dataclasses.replace(judged, yields_to=to)


def _placed(judged: Judged, made: list[Judged]) -> Judged:
    """What a person found stands behind the last of the reader's statements that begins no later."""
    statement = judged.decided.statement
    if judged.found is not None or statement is None:
        return judged
    before = [
        other.n
        for other in made
        if other.found is not None and other.row["gone_at"] is None and _begin(other.found) <= _begin(statement)
    ]
    return dataclasses.replace(judged, n=max(before, default=-1))


def _begin(statement: Statement) -> int:
    return min(span.start for span in (*statement.content, *statement.cue, *statement.source))


def _moved(judged: Judged) -> bool:
    now, found = judged.decided.statement, judged.found
    return now is not None and found is not None and (now.content, now.source) != (found.content, found.source)


def settle_speakers(connection: sqlite3.Connection) -> None:
    """Writes which names are one speaker's; to be called inside ``writing``."""
    connection.execute("DELETE FROM same_speakers")
    for name, speaker in sorted(same_speakers(connection).items()):
        insert(connection, "same_speakers", {"name": name, "speaker": speaker})


def same_speakers(connection: sqlite3.Connection) -> dict[str, str]:
    """The names that people merged, each with the one under which it is shown."""
    rows = connection.execute("SELECT * FROM judgements WHERE statement IS NULL ORDER BY n").fetchall()
    return merged(live(judgement_from(row) for row in rows))


def judged_articles(connection: sqlite3.Connection) -> list[str]:
    """The articles of which a statement was judged."""
    rows = connection.execute(
        "SELECT DISTINCT article FROM statements WHERE id IN (SELECT statement FROM judgements) ORDER BY article"
    )
    return [row["article"] for row in rows]


def spans_of(connection: sqlite3.Connection, article: str) -> dict[str, list[Row]]:
    """The spans of an article's statements, by statement, each in the order of its roles."""
    found: dict[str, list[Row]] = defaultdict(list)
    for span in connection.execute(
        "SELECT p.* FROM spans p JOIN statements s ON s.id = p.statement WHERE s.article = ?", (article,)
    ):
        found[span["statement"]].append(span)
    for spans in found.values():
        spans.sort(key=in_order)
    return found


def in_order(span: Row) -> tuple[int, int]:
    """The place of a span among those of its statement."""
    return ROLES.index(span["role"]), span["n"]


def _judgements(connection: sqlite3.Connection, article: str) -> dict[str, list[Judgement]]:
    found: dict[str, list[Judgement]] = defaultdict(list)
    for row in connection.execute(
        "SELECT * FROM judgements WHERE statement IN (SELECT id FROM statements WHERE article = ?) ORDER BY n",
        (article,),
    ):
        found[row["statement"]].append(judgement_from(row))
    return found


def _article(connection: sqlite3.Connection, article: str) -> Article:
    return article_from(connection.execute("SELECT * FROM articles WHERE id = ?", (article,)).fetchone())
