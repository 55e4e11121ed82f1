"""How fast the pages answer with 100,000 articles: python -m bench.serving [--library FILE] [--articles N] [--check]

Builds the library if it is not there (ten minutes, 2 GB): reports of varied words, every tenth a reprint, one statement
in six the words of an earlier one, a figure in each; persons, families and voices are in the tables as relating puts
them. Then every page is asked for TIMES times, each time for something else, and its median is printed, with the most
memory that the server held. --check fails where a page takes more than MEDIAN.
"""

from __future__ import annotations

import argparse
import hashlib
import itertools
import os
import random
import resource
import sqlite3
import statistics
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from time import perf_counter, process_time
from urllib.parse import urlencode

from bench.invented import MADE_BY, Made, World, _hold
from quoth.library import Store
from quoth.library.keeping import put_reading
from quoth.library.writing import writing
from quoth.records import Article, Figure, Giver, Span, Statement, figure_id
from quoth.steps import STEPS

FILE = Path("/tmp/quoth-serving.db")
ARTICLES, STATEMENTS, TIMES = 100_000, 6, 7

# What a page may take at the median, in milliseconds, and the server in MB.
MEDIAN, MEMORY = 200.0, 500.0

REPRINTED, REPEATED, KEPT = 0.1, 0.16, 200
THINGS = "people passengers soldiers houses ferries schools bridges trucks".split()
FATES = "were hurt|were killed|were closed|were counted".split("|")


class Newsroom(World):
    """A world whose reports print each other and quote the same words."""

    def __init__(self) -> None:
        super().__init__()
        self.pick = random.Random(14)
        self.said: list[str] = []

    def _drawn_words(self) -> str:
        words = self._drawn(self._of_word, int(self.chance.integers(8, 36)))
        return " ".join(self.words[w] for w in words)

    def _content(self) -> str:
        """The words of a statement: new, or those of one of the last few, in whole or cut."""
        if self.said and self.pick.random() < REPEATED:
            words = self.pick.choice(self.said)
            return words if self.pick.random() < 0.6 else " ".join(words.split()[: max(6, len(words.split()) - 4)])
        words = self._drawn_words()
        self.said = [*self.said[-KEPT:], words]
        return words

    def _reading(self, n: int, day: date, count: int) -> Made:
        outlet = self.pick.choice(self.outlets)
        title = f"{' '.join(self._drawn_words().split()[:7]).capitalize()} {n}"
        count_of, thing = self.pick.randint(2, 900), self.pick.choice(THINGS)
        lines = [title, "", f"At least {count_of} {thing} {self.pick.choice(FATES)} on the day, the report says."]
        found: list[tuple[int, int, int, str]] = []
        who = self._drawn(self._of_speaker, 3)
        for _ in range(self.pick.randint(count - 3, count + 3)):
            at = sum(map(len, lines)) + len(lines)
            content, name = f"“{self._content()},”", self.speakers[self.pick.choice(who)]
            lines.append(f"{content} {name} said on Monday.")
            found.append((at, at + len(content), at + len(content) + 1 + len(name), name))
        article = Article.of(
            "\n".join(lines), origin=f"reports/{n}.txt", title=title, outlet=outlet, published=str(day),
            url=f"https://{n}.example/report",
        )  # fmt: skip
        made = tuple(self._statement(article, day, *each) for each in found)
        made = tuple(replace(each, confidence=round(0.3 + 0.7 * self.pick.random(), 4)) for each in made)
        return Made(article, made, (), (_figure(article, len(title) + 11, count_of, thing),))


def reprint(made: Made, n: int, outlet: str) -> Made:
    """The report once more, by another outlet, with a line of its own at the end."""
    article = Article.of(
        f"{made.article.text}\nReporting by agency {n}.", origin=f"reports/{n}.txt", title=made.article.title,
        outlet=outlet, published=made.article.published, url=f"https://{n}.example/reprint",
    )  # fmt: skip
    again = [_moved(each, article) for each in made.statements]
    (old,) = made.figures
    return Made(article, tuple(again), (), (_figure(article, old.span.start, int(old.value or 0), old.counts or ""),))


def _figure(article: Article, start: int, value: int, thing: str) -> Figure:
    """At least so many things."""
    span = Span.of(article.text, start, start + len(str(value)))
    return Figure(
        figure_id(article.id, span), article.id, span, value, value, None, "at least", None, thing, None, None, None,
        Giver(None, "author"),
    )  # fmt: skip


def _moved(each: Statement, article: Article) -> Statement:
    ranges = {role: [(s.start, s.end) for s in getattr(each, role)] for role in ("content", "cue", "source")}
    return Statement.of(
        article, **ranges, kind=each.kind, attitude=each.attitude, polarity=each.polarity, confidence=each.confidence,
        made_by=MADE_BY, speaker=each.speaker, said_on=each.said_on,
    )  # fmt: skip


def readings(articles: int, statements: int) -> Iterator[tuple[Made, str | None]]:
    """The reports, each with the id of the one that it reprints."""
    world, last = Newsroom(), []
    for n, made in enumerate(world.readings(articles, statements)):
        if last and world.pick.random() < REPRINTED:
            old = world.pick.choice(last)
            yield reprint(old, n, world.pick.choice(world.outlets)), old.article.id
        else:
            last = [*last[-50:], made]
            yield made, None


def build(path: Path, *, articles: int, statements: int, batch: int = 500) -> None:
    """Makes the library at ``path``."""
    words: dict[str, str] = {}
    with Store(path) as library:
        connection = library._connection
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA cache_size = -500000")
        _hold(connection, 64_000_000)
        made = readings(articles, statements)
        while some := list(itertools.islice(made, batch)):
            some.sort(key=lambda each: each[0].article.published or "", reverse=True)
            with writing(connection):
                for each, printed in some:
                    put_reading(connection, each, MADE_BY)
                    _relate(connection, each, printed, words)
        _hold(connection, 1_048_576)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _relate(connection: sqlite3.Connection, made: Made, printed: str | None, words: dict[str, str]) -> None:
    """Puts an article's groups, voice and persons as the steps of relating do."""
    for each in made.statements:
        said = each.content[0].text[1:-2]
        start = " ".join(said.split()[:5])
        first = words.setdefault(start, each.id)
        if first != each.id:
            for name in (first, each.id):
                connection.execute("INSERT OR IGNORE INTO quotation_groups VALUES (?, ?)", (name, first))
    if printed is not None:
        voice = min(printed, made.article.id)
        connection.execute("INSERT OR IGNORE INTO voices VALUES (?, ?)", (printed, voice))
        connection.execute("INSERT OR IGNORE INTO voices VALUES (?, ?)", (made.article.id, voice))
    said_by: dict[str, list[Statement]] = {}
    for each in made.statements:
        said_by.setdefault(each.speaker.name, []).append(each)  # type: ignore[union-attr,arg-type]
    month = (made.article.published or "")[:7]
    for name, theirs in said_by.items():
        person = f"pe_{hashlib.sha256(name.encode()).hexdigest()[:20]}"
        connection.execute("INSERT OR IGNORE INTO people (id, name, type) VALUES (?, ?, 'person')", (person, name))
        connection.execute("UPDATE people SET articles = articles + 1 WHERE id = ?", (person,))
        connection.execute(
            "INSERT INTO appearances VALUES (?, ?, ?, 'person', ?, ?, '[]', '[]', 1, 'the same name', ?)",
            (made.article.id, name, person, len(theirs), month, MADE_BY),
        )
    for step in STEPS:
        connection.execute("INSERT INTO related VALUES (?, ?, ?)", (step.name, made.article.id, step.made_by))
