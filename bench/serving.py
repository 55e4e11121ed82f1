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
import random
import resource
import sqlite3
import statistics
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from time import perf_counter, process_time
from typing import Any
from urllib.parse import urlencode

from bench.invented import MADE_BY, SMALL, Made, World, _hold
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
KINDS = "direct indirect mixed".split()
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
    ranges: dict[str, Any] = {
        role: [(s.start, s.end) for s in getattr(each, role)] for role in ("content", "cue", "source")
    }
    return Statement.of(
        article, **ranges, kind=each.kind, attitude=each.attitude, polarity=each.polarity, confidence=each.confidence,
        made_by=MADE_BY, speaker=each.speaker, said_on=each.said_on,
    )  # fmt: skip


def readings(articles: int, statements: int) -> Iterator[tuple[Made, str | None]]:
    """The reports, each with the id of the one that it reprints."""
    world = Newsroom()
    last: list[Made] = []
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


def pages(library: Path, chance: random.Random) -> Iterator[tuple[str, list[str]]]:
    """Each page with the addresses at which it is asked for: for the first time each, of what the library has."""
    with Store(library, create=False) as kept:
        (row,) = kept.rows("SELECT max(rowid) AS n FROM statements")
        rowids = [chance.randint(1, row["n"]) for _ in range(TIMES)]
        some = [kept.rows(STATEMENT, {"rowid": rowid})[0] for rowid in rowids]
        grouped = kept.rows("SELECT first FROM quotation_groups ORDER BY random() LIMIT :n", {"n": TIMES})
        busiest = kept.rows("SELECT name FROM speaker_names ORDER BY statements DESC LIMIT :n", {"n": TIMES})
        voices = kept.rows("SELECT article FROM voices ORDER BY random() LIMIT :n", {"n": TIMES})
    words = [each["content"].strip("“”,").split() for each in some]
    altered = [" ".join([*each[:4], "never", *each[5:]]) for each in words]
    asked = {
        "home": ["/"] * TIMES,
        "article": [f"/article/{each['article']}" for each in some],
        "search": [_address("/search", text=" ".join(each[1:3])) for each in words],
        "search, common word": [_address("/search", text=each) for each in SMALL[:TIMES]],
        "search, all": ["/search"] * TIMES,
        "search, a kind": [_address("/search", kind=each) for each in (*KINDS, *KINDS, "direct")],
        "search, a polarity": [_address("/search", text=each, polarity="affirmed") for each in SMALL[:TIMES]],
        "search, an attitude": [_address("/search", attitude="communication")] * TIMES,
        "search, an outlet": [_address("/search", outlet=each["outlet"]) for each in some],
        "search, a speaker": [_address("/search", speaker=each["name"]) for each in busiest],
        "search, a month": [_address("/search", since=each["month"], until=each["month"]) for each in some],
        "search, a voice": [_address("/search", voice=each["article"]) for each in voices],
        "search as CSV": [_address("/search.csv", text=each) for each in SMALL[:TIMES]],
        "speaker": [_address("/speaker", name=each["speaker_name"]) for each in some],
        "speaker, the busiest": [_address("/speaker", name=each["name"]) for each in busiest],
        "families": ["/families"] * TIMES,
        "families, words": [_address("/families", text=" ".join(each[1:3])) for each in words],
        "family": [f"/family/{each['first']}" for each in grouped],
        "figures": ["/figures"] * TIMES,
        "figures, word": [_address("/figures", text=each) for each in THINGS[:TIMES]],
        "check": [_address("/check", text=f"“{' '.join(each)}”") for each in words],
        "check, one word altered": [_address("/check", text=each) for each in altered],
        "review": ["/review"] * TIMES,
        "review, of an outlet": [_address("/review", outlet=each["outlet"]) for each in some],
        "feed": [_address("/search.atom", text=each[2]) for each in words],
        "api: search": [_address("/api/search", text=each[2]) for each in words],
        "api: article": [f"/api/articles/{each['article']}" for each in some],
        "api: articles": ["/api/articles"] * TIMES,
        "api: library": ["/api/library"] * TIMES,
        "api: speaker": [_address("/api/speaker", name=each["speaker_name"]) for each in some],
        "api: statement": [f"/api/statements/{each['id']}" for each in some],
        "api: families": ["/api/families"] * TIMES,
        "api: family": [f"/api/families/{each['first']}" for each in grouped],
        "api: figures": ["/api/figures"] * TIMES,
        "api: series": [_address("/api/series", text=each) for each in THINGS[:TIMES]],
        "api: check": [_address("/api/check", text=each) for each in altered],
        "api: speakers": ["/api/speakers"] * TIMES,
    }
    yield from asked.items()


STATEMENT = """
SELECT s.id, s.article, s.content, s.speaker_name, a.outlet, substr(a.published, 1, 7) AS month
FROM statements s JOIN articles a ON a.id = s.article
WHERE s.rowid >= :rowid LIMIT 1
"""


def _address(path: str, **asked: str) -> str:
    return f"{path}?{urlencode(asked)}"


def measure(library: Path) -> float:
    """Prints what every page takes, in processor time and by the clock; the slowest median, in milliseconds."""
    from starlette.testclient import TestClient

    from quoth.show.web import web_app

    slowest = 0.0
    app = web_app(library, reader="rules", hosts=frozenset({"127.0.0.1"}))
    with TestClient(app, base_url="http://127.0.0.1", follow_redirects=True) as client:
        client.get("/static/quoth.css")
        for name, addresses in pages(library, random.Random(3)):
            took, waited = [], []
            for address in addresses:
                start, at = process_time(), perf_counter()
                answer = client.get(address)
                took.append(1000 * (process_time() - start))
                waited.append(1000 * (perf_counter() - at))
                if answer.status_code != 200:
                    print(f"{name}: {answer.status_code} {address[:60]}")
            slowest = max(slowest, statistics.median(took))
            spread = f"{statistics.median(took):6.0f} ms, most {max(took):6.0f}"
            print(f"{name:26} {spread}; by the clock {statistics.median(waited):6.0f}", flush=True)
    return slowest


def main() -> int:
    """Builds what is not there, and measures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--library", type=Path, default=FILE)
    parser.add_argument("--articles", type=int, default=ARTICLES)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    if not options.library.exists():
        build(options.library, articles=options.articles, statements=STATEMENTS)
    slowest = measure(options.library)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"memory at most {memory:.0f} MB")
    return int(options.check and (slowest > MEDIAN or memory > MEMORY))


if __name__ == "__main__":
    sys.exit(main())
