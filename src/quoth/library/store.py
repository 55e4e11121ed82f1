"""The library: one file, opened for as long as it is needed, with a small typed surface."""

from __future__ import annotations

import contextlib
import json
import os
import re
import types
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from quoth.library import relating, schema, verification
from quoth.library.aliases import Alias, put_aliases
from quoth.library.decisions import PERSON, Verdict
from quoth.library.faults import as_it_went_in, in_one_sentence
from quoth.library.judging import changed_anything, put_judgements
from quoth.library.keeping import Kept, Read, check, put_dropped, put_reading, put_sighting
from quoth.library.numbers import figure_from
from quoth.library.relating import Step
from quoth.library.rereading import Reread, replace_reading
from quoth.library.rows import Row, article_from, bound, dropped_from, judgement_from, statement_from
from quoth.library.verification import Verification
from quoth.library.writing import writing
from quoth.records import Article, Dropped, Figure, Judgement, Record, Statement

# Seconds that a writer waits for another. One article is written in milliseconds; a long verify's index check is the
# slowest thing to wait for.
PATIENCE = 60.0


@dataclass(frozen=True, slots=True)
class Counts(Record):
    """How many rows there are: statements in force, and those ``gone``, which were judged and are no longer found."""

    articles: int
    statements: int
    dropped: int
    judgements: int
    gone: int


class Store:
    """A library in the file ``path``, made if it is not there and ``create`` is true.

    with Store("news.db") as library:
        library.keep(reading, made_by="reader en-3")

    ``steps`` relate each article as it is kept, reread or judged, in the same transaction. With ``read_only`` the file
    can only be asked. Every method raises LibraryError, in one sentence, where the file does not do as asked.
    """

    def __init__(
        self,
        path: str | os.PathLike[str],
        *,
        create: bool = True,
        patience: float = PATIENCE,
        steps: Sequence[Step] = (),
        read_only: bool = False,
    ) -> None:
        self.path = Path(path)
        self.steps = tuple(steps)
        with in_one_sentence(self.path):
            self._connection = schema.connect(self.path, create=create, patience=patience, read_only=read_only)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: types.TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Closes the file; a closed library is not used again."""
        self._connection.close()

    def keep(self, reading: Read, *, made_by: str) -> Kept:
        """Keeps an article with all that was read in it, or nothing at all; keeping it twice changes nothing.

        ``made_by`` names what read it. Raises SpanError or RecordError, before anything is written, for a reading
        whose spans are not those of its text.
        """
        check(reading)
        with self._writing():
            kept = put_reading(self._connection, reading, made_by)
            if kept.outcome == "added":
                relating.relate(self, self._connection, self.steps, kept.article)
            return kept

    def keep_sighting(self, article: Article) -> Kept:
        """Notes where the text of an article that is there was met; raises LibraryError where it is not there."""
        with self._writing():
            return put_sighting(self._connection, article)

    def reread(self, reading: Read, *, made_by: str) -> Reread:
        """Puts a new reading of an article that is there in the place of its old one.

        Statements that someone judged and that are no longer found stay, marked as gone; judgements are untouched.
        """
        check(reading)
        with self._writing(), self._related_anew([reading.article.id]):
            return replace_reading(self._connection, reading, made_by)

    def drop(self, dropped: Dropped, *, made_by: str) -> bool:
        """Keeps the reason why something did not come in; False where that is known."""
        values = tuple(map(bound, (dropped.origin, dropped.stage, dropped.reason)))
        with self._writing():
            marks = "origin = CAST(? AS TEXT) AND stage = CAST(? AS TEXT) AND reason = CAST(? AS TEXT)"
            if self._rows(f"SELECT 1 FROM dropped WHERE article IS NULL AND {marks} LIMIT 1", *values):
                return False
            put_dropped(self._connection, [dropped], article=None, made_by=made_by)
            return True

    def judge(self, judgement: Judgement) -> bool:
        """Keeps what a person decided, for good, and brings it into force; False where it is there already.

        Raises RecordError or SpanError, and keeps nothing, where it says what cannot be.
        """
        return bool(self.judge_all([judgement]))

    def judge_all(self, judgements: Iterable[Judgement]) -> int:
        """As ``judge`` for all of them, or for none where one cannot be; how many were not there already."""
        made = list(judgements)
        with self._writing(), self._related_anew(self._articles_of(made)):
            return put_judgements(self._connection, made)

    def put_aliases(self, aliases: Iterable[Alias], *, who: str, when: str) -> int:
        """Puts in the rows of an alias table that are not there; all they name is related anew, and they win."""
        made = list(aliases)
        names = {name for each in made for name in (each.name, each.alias)}
        sql = """SELECT id FROM articles WHERE id IN (
            SELECT article FROM statements WHERE speaker_name IN (SELECT value FROM json_each(?))
        ) ORDER BY rowid"""
        with self._writing():
            articles = [row["id"] for row in self._rows(sql, json.dumps(sorted(names)))]
            with self._related_anew(articles):
                return put_aliases(self._connection, made, who=who, when=when)

    def relate(self, step: Step, article: str) -> None:
        """Puts one article in its place as ``step`` has it, instead of whatever it put for it before."""
        with self._writing():
            relating.forget(self, self._connection, [step], article)
            relating.relate(self, self._connection, [step], article)

    def unrelated(self, step: Step, *, every: bool = False) -> list[str]:
        """The ids of the articles that ``step`` is still to do: all of them where another version of it did any.

        With ``every``, all of them anew, and what it found before is gone.
        """
        with self._writing():
            relating.start_anew(self._connection, step, every=every)
            return relating.unrelated(self._connection, step)

    def has(self, *, origin: str | None = None, sha256: str | None = None, raw_sha256: str | None = None) -> bool:
        """Whether an article from ``origin``, of that text, of those raw bytes is there; of all that are given."""
        asked = {"s.origin": origin, "a.sha256": sha256, "s.raw_sha256": raw_sha256}
        given = {name: bound(value) for name, value in asked.items() if value is not None}
        where = " AND ".join(f"{name} = CAST(? AS TEXT)" for name in given) or "1"
        sql = f"SELECT 1 FROM sightings s JOIN articles a ON a.id = s.article WHERE {where} LIMIT 1"
        with self._reading():
            return bool(self._rows(sql, *given.values()))

    def article(self, id: str) -> Article | None:  # noqa: A002 - the field's own name
        """The article with this id."""
        with self._reading():
            rows = self._rows("SELECT * FROM articles WHERE id = ?", id)
            return article_from(rows[0]) if rows else None

    def articles(self) -> Iterator[Article]:
        """All articles in the order in which they came in, one at a time."""
        for name in self.ids():
            article = self.article(name)
            if article is not None:
                yield article

    def ids(self) -> list[str]:
        """The ids of all articles, in the order in which they came in."""
        return self._ids("SELECT id FROM articles ORDER BY rowid")

    def outdated(self, made_by: str) -> list[str]:
        """The ids of the articles that something other than ``made_by`` read: what there is to reread."""
        return self._ids("SELECT id FROM articles WHERE made_by <> ? ORDER BY rowid", made_by)

    def versions(self, url: str) -> list[str]:
        """The ids of the texts that were met at ``url``, oldest first."""
        sql = "SELECT article AS id FROM sightings WHERE url = CAST(? AS TEXT) GROUP BY article ORDER BY min(rowid)"
        return self._ids(sql, bound(url))

    def statement(self, id: str) -> Statement | None:  # noqa: A002
        """The statement with this id, in force or not."""
        found = self._statements("id = ?", id)
        return found[0] if found else None

    def statements(self, article: str, *, every: bool = False) -> list[Statement]:
        """The statements of an article in force, in text order: corrected, and without those that are rejected.

        With ``every``, those out of force are among them.
        """
        return self._statements("article = ?" if every else "article = ? AND shown = 1", article)

    def figures_of(self, article: str) -> list[Figure]:
        """The figures of an article, in text order, as they were found."""
        with self._reading():
            return [
                figure_from(row) for row in self._rows("SELECT * FROM figures WHERE article = ? ORDER BY n", article)
            ]

    def gone(self) -> list[Statement]:
        """The statements that were judged and that a later reading no longer found."""
        return self._statements("gone_at IS NOT NULL")

    def judgements(self, statement: str | None = None) -> list[Judgement]:
        """What people decided, in the order in which it was taken; of one statement, if one is named."""
        where, values = ("WHERE statement = ?", (statement,)) if statement is not None else ("", ())
        with self._reading():
            rows = self._rows(f"SELECT * FROM judgements {where} ORDER BY n", *values)
            return [judgement_from(row) for row in rows]

    def judgement(self, id: str) -> Judgement | None:  # noqa: A002
        """The judgement with this id."""
        with self._reading():
            rows = self._rows("SELECT * FROM judgements WHERE id = ?", id)
            return judgement_from(rows[0]) if rows else None

    def changed(self, judgement: Judgement) -> bool:
        """Whether a judgement that is here changed anything when it was taken: a value, a verdict, a merge."""
        about = judgement.statement
        made = self.judgements(about) if about else [each for each in self.judgements() if each.statement is None]
        if about is None:
            return changed_anything(None, None, made, judgement)
        statement = self.statement(about)
        named = (json.loads(each.values).get("article") for each in made)
        article = statement.article if statement else next((str(name) for name in named if name), "")
        return changed_anything(self.article(article), self.suggestion(about), made, judgement)

    def verdict(self, statement: str) -> Verdict | None:
        """What judgements make of a statement: accepted, corrected or rejected; None where it was not judged."""
        with self._reading():
            rows = self._rows("SELECT verdict FROM statements WHERE id = ?", statement)
            return rows[0]["verdict"] if rows else None

    def suggestion(self, statement: str) -> Statement | None:
        """What the reader made of a statement, whatever people made of it; None where no reader found it."""
        with self._reading():
            rows = self._rows("SELECT record FROM suggestions WHERE statement = ?", statement)
            if rows:
                return Statement.from_dict(json.loads(rows[0]["record"]))
        found = self.statement(statement)
        return None if found is None or found.made_by.startswith(PERSON) else found

    def said_by(self, name: str) -> int:
        """How many statements in force have a speaker of this very name in their article."""
        with self._reading():
            rows = self._rows("SELECT statements FROM speaker_names WHERE name = CAST(? AS TEXT)", name)
            return rows[0]["statements"] if rows else 0

    def same_speakers(self) -> dict[str, str]:
        """The names that people merged, each with the one under which it is shown."""
        with self._reading():
            return {row["name"]: row["speaker"] for row in self._rows("SELECT * FROM same_speakers")}

    def dropped(self) -> list[Dropped]:
        """All that was not kept, in the order in which it came."""
        with self._reading():
            return [dropped_from(row) for row in self._rows("SELECT * FROM dropped ORDER BY rowid")]

    def reasons(self) -> dict[str, int]:
        """Why things were not kept and how many for each reason, most first."""
        sql = "SELECT reason, count(*) AS times FROM dropped GROUP BY reason ORDER BY times DESC, min(rowid)"
        with self._reading():
            return {row["reason"]: row["times"] for row in self._rows(sql)}

    def counts(self) -> Counts:
        """How much there is."""
        sql = """SELECT (SELECT count(*) FROM articles) AS articles,
            (SELECT count(*) FROM statements INDEXED BY statements_certainty WHERE shown = 1) AS statements,
            (SELECT count(*) FROM dropped) AS dropped,
            (SELECT count(*) FROM judgements) AS judgements,
            (SELECT count(*) FROM statements WHERE gone_at IS NOT NULL) AS gone"""
        with self._reading():
            return Counts.from_dict(self._rows(sql)[0])

    def verify(self, *, deep: bool = False) -> Verification:
        """Checks every text, span, row and index, and says what it checked; ``deep``, every byte of the indexes, too.

        Raises LibraryError, with all ``faults``, where a single one is not as it went in.
        """
        with in_one_sentence(self.path):
            return verification.verify(self._connection, self.path, deep=deep)

    def rows(self, sql: str, values: Mapping[str, Any] | None = None) -> list[Row]:
        """What a SELECT of ours gives, columns by name, for the rooms that ask; a command that writes is refused."""
        with self._reading():
            self._connection.execute("PRAGMA query_only = ON")
            try:
                bound_values = {name: bound(value) for name, value in (values or {}).items()}
                return self._connection.execute(sql, bound_values).fetchall()
            finally:
                self._connection.execute("PRAGMA query_only = OFF")

    def put(self, sql: str, rows: Iterable[Mapping[str, Any]]) -> None:
        """A command of ours, for each of ``rows``, on the tables of a step; to be called by the step alone."""
        made = [{name: bound(row[name]) for name in row} for row in rows]
        # What is no UTF-8 is bytes by now, and has to be said to be a text.
        for name in {name for row in made for name in row if isinstance(row[name], bytes)}:
            sql = re.sub(rf":{name}\b", f"CAST(:{name} AS TEXT)", sql)
        with self._writing():
            self._connection.executemany(sql, made)

    @contextlib.contextmanager
    def _related_anew(self, articles: Iterable[str]) -> Iterator[None]:
        """Takes these articles out of what they are related to, and back in as they are after what is done inside."""
        there = list(articles) if self.steps else []
        for article in there:
            relating.forget(self, self._connection, self.steps, article)
        yield
        for article in there:
            relating.relate(self, self._connection, self.steps, article)

    def _articles_of(self, judgements: Sequence[Judgement]) -> list[str]:
        """The articles of which a statement is judged, or in which a name stands that is."""
        about = {each.statement for each in judgements if each.statement is not None}
        named = {str(values["article"]) for each in judgements if "article" in (values := json.loads(each.values))}
        sql = "SELECT DISTINCT article FROM statements WHERE id IN (SELECT value FROM json_each(?))"
        held = {row["article"] for row in self._rows(sql, json.dumps(sorted(about)))}
        undone = {each.undoes for each in judgements if each.statement is None and each.undoes is not None}
        taken_back = [self.judgement(each) for each in sorted(undone)]
        names = {
            str(name)
            for each in (*judgements, *(each for each in taken_back if each is not None))
            if each.statement is None and isinstance(given := json.loads(each.values).get("names"), list)
            for name in given
        }
        called = "SELECT DISTINCT article FROM statements WHERE speaker_name IN (SELECT value FROM json_each(?))"
        held |= {row["article"] for row in self._rows(called, json.dumps(sorted(names)))} if names else set()
        there = self._rows(
            "SELECT id FROM articles WHERE id IN (SELECT value FROM json_each(?)) ORDER BY rowid",
            json.dumps(sorted(held | named)),
        )
        return [row["id"] for row in there]

    @contextlib.contextmanager
    def _reading(self) -> Iterator[None]:
        """One state of the file for all that is read inside, whatever others write meanwhile."""
        with in_one_sentence(self.path), as_it_went_in(self.path):
            within = self._connection.in_transaction  # where a step asks while its article is being kept
            if not within:
                self._connection.execute("BEGIN")
            try:
                yield
            finally:
                if not within and self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")

    @contextlib.contextmanager
    def _writing(self) -> Iterator[None]:
        with in_one_sentence(self.path), contextlib.ExitStack() as open_:
            if not self._connection.in_transaction:
                open_.enter_context(writing(self._connection))
            yield

    def _rows(self, sql: str, *values: Any) -> list[Row]:
        return self._connection.execute(sql, [bound(value) for value in values]).fetchall()

    def _ids(self, sql: str, *values: Any) -> list[str]:
        with self._reading():
            return [row["id"] for row in self._rows(sql, *values)]

    def _statements(self, where: str, *values: Any) -> list[Statement]:
        with self._reading():
            rows = self._rows(
                f"SELECT * FROM statements WHERE {where} ORDER BY article, n, made_by LIKE '{PERSON}%'", *values
            )
            spans: dict[str, list[Row]] = {row["id"]: [] for row in rows}
            for span in self._rows(
                f"SELECT * FROM spans WHERE statement IN (SELECT id FROM statements WHERE {where})", *values
            ):
                spans[span["statement"]].append(span)
            return [statement_from(row, spans[row["id"]]) for row in rows]
