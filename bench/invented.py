"""An invented library of any size, for measuring: words by Zipf's law, speakers, outlets, ten years of days.

Reports are made as a reading would be and go in through the library's own rows, many to a transaction, so that the file
ends in the same tables and indexes as one that grew report by report.
"""

from __future__ import annotations

import itertools
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from quoth.library import Store
from quoth.library.fulltext import INDEXES
from quoth.library.keeping import put_reading
from quoth.library.writing import writing
from quoth.records import Article, Dropped, Figure, SaidOn, Speaker, Statement

MADE_BY = "bench"
FIRST_DAY = date(2021, 1, 1)
DAYS = 3652
VOCABULARY = 50_000
SPEAKERS = 20_000
OUTLETS = 50

# The commonest words, so that some stand in half of all statements as the words of a language do.
SMALL = (
    "the of and to in a that is for it on was with as be by at not are have from this will they we has an or".split()
)
ROLES = (
    "minister mayor spokesman spokeswoman director chair professor coach captain governor president resident".split()
)
FIELDS = "health finance trade water defence transport harbour schools energy sport".split()
KINDS = (("direct", 0.45), ("indirect", 0.45), ("mixed", 0.1))
ATTITUDES = (("communication", 0.8), ("belief", 0.1), ("fact", 0.03), ("eventuality", 0.07))
POLARITIES = (("affirmed", 0.93), ("denied", 0.05), ("declined", 0.02))


@dataclass(frozen=True)
class Made:
    """What the library keeps of a report."""

    article: Article
    statements: tuple[Statement, ...]
    dropped: tuple[Dropped, ...] = ()
    figures: tuple[Figure, ...] = ()


class World:
    """The words, names and outlets of one invented world; the same for the same ``seed``."""

    def __init__(self, seed: int = 7) -> None:
        self.chance = np.random.default_rng(seed)
        syllables = [c + v for c in "b d f g h k l m n p r s t v z br st kl tr".split() for v in "a e i o u ai".split()]
        invented = ("".join(word) for n in (2, 3) for word in itertools.product(syllables, repeat=n))
        made = np.array(list(itertools.islice(invented, VOCABULARY * 4)), dtype=object)
        self.chance.shuffle(made)
        self.words = [*SMALL, *made[:VOCABULARY]]
        given = [w.capitalize() for w in made[VOCABULARY : VOCABULARY + 400]]
        family = [w.capitalize() for w in made[VOCABULARY + 400 : VOCABULARY + 8400]]
        picks = zip(
            self.chance.integers(0, 400, SPEAKERS * 2), self.chance.integers(0, 8000, SPEAKERS * 2), strict=True
        )
        self.speakers = list(dict.fromkeys(f"{given[a]} {family[b]}" for a, b in picks))[:SPEAKERS]
        self.outlets = [f"{family[-n - 1]} {('Post', 'Times', 'Herald', 'Wire')[n % 4]}" for n in range(OUTLETS)]
        self.bodies = [f"Ministry of {w.capitalize()}" for w in made[-300:]]
        self._of_word = _zipf(len(self.words), 1.0, 2.0)
        self._of_speaker = _zipf(len(self.speakers), 0.8, 5.0)

    def readings(self, articles: int, statements: int) -> Iterator[Made]:
        """So many reports of so many statements each, in no order of time."""
        for n in range(articles):
            day = FIRST_DAY + timedelta(days=int(self.chance.integers(0, DAYS)))
            yield self._reading(n, day, statements)

    def spoken(self, count: int) -> list[str]:
        """So many words of a statement."""
        return [self.words[word] for word in self._drawn(self._of_word, count)]

    def some(self, choices: tuple[tuple[str, float], ...]) -> str:
        """One of the choices, by their shares."""
        at = self.chance.random()
        for name, share in choices:
            at -= share
            if at < 0:
                return name
        return choices[-1][0]

    def _drawn(self, upto: np.ndarray, size: int) -> list[int]:
        return [int(n) for n in np.searchsorted(upto, self.chance.random(size))]

    def _reading(self, n: int, day: date, count: int) -> Made:
        outlet = self.outlets[int(self.chance.integers(0, OUTLETS))]
        title = f"Report {n} of {outlet}"
        pieces, found, at = [title, "\n\n"], [], len(title) + 2
        who = self._drawn(self._of_speaker, 5)
        for _ in range(count):
            content = f"“{' '.join(self.spoken(int(self.chance.integers(8, 36))))},”"
            name = self.speakers[int(who[self.chance.integers(0, 5)])]
            sentence = f"{content} {name} said on Monday."
            found.append((at, at + len(content), at + len(content) + 1 + len(name), name))
            pieces += [sentence, "\n"]
            at += len(sentence) + 1
        text = "".join(pieces)
        article = Article.of(
            text, origin=f"reports/{n}.txt", title=title, outlet=outlet, url=f"https://{n}.example", published=str(day)
        )
        return Made(article, tuple(self._statement(article, day, *each) for each in found))

    def _statement(self, article: Article, day: date, start: int, end: int, until: int, name: str) -> Statement:
        role = f"{FIELDS[int(self.chance.integers(0, 10))]} {ROLES[int(self.chance.integers(0, 12))]}"
        body = self.bodies[int(self.chance.integers(0, 300))]
        return Statement.of(
            article,
            content=[(start, end)],
            cue=[(until + 1, until + 5)],
            source=[(end + 1, until)],
            kind=self.some(KINDS),  # type: ignore[arg-type]
            attitude=self.some(ATTITUDES),  # type: ignore[arg-type]
            polarity=self.some(POLARITIES),  # type: ignore[arg-type]
            confidence=0.875,
            made_by=MADE_BY,
            speaker=Speaker(name, "person", role=role, affiliation=body, confidence=0.5),
            said_on=self._said(day),
        )

    def _said(self, day: date) -> SaidOn | None:
        """Mostly a day shortly before; some weeks, months and years; often nothing."""
        one = self.chance.random()
        if one < 0.2:
            return None
        start = day - timedelta(days=int(self.chance.integers(0, 4)))
        if one < 0.85:
            return SaidOn(str(start), str(start), "Monday", "day")
        if one < 0.97:
            return SaidOn(str(start - timedelta(days=6)), str(start), "Monday", "week")
        return SaidOn(f"{day.year}-01-01", f"{day.year}-12-31", "Monday", "year")


def build(path: Path, *, articles: int, statements: int, batch: int = 500, world: World | None = None) -> None:
    """Makes the library at ``path``, or adds to it; about four minutes for a million statements."""
    with Store(path) as library:
        connection = library._connection
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA cache_size = -2000000")
        _hold(connection, 64_000_000)
        readings = (world or World()).readings(articles, statements)
        while some := list(itertools.islice(readings, batch)):
            # By day, newest first, as the index of searches has them: it writes out what it holds at each step back.
            some.sort(key=lambda made: made.article.published or "", reverse=True)
            with writing(connection):
                for made in some:
                    put_reading(connection, made, MADE_BY)
        _hold(connection, 1_048_576)


def _hold(connection: sqlite3.Connection, size: int) -> None:
    """How many bytes a full-text index holds before it writes them out; the last is SQLite's own number."""
    for index in INDEXES:
        connection.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('hashsize', {size})")


def _zipf(size: int, exponent: float, shift: float) -> np.ndarray:
    """The shares of ``size`` ranks, each with those before it."""
    upto: np.ndarray = np.cumsum(1.0 / (np.arange(size) + 1.0 + shift) ** exponent)
    upto /= upto[-1]
    return upto
