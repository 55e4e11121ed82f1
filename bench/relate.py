"""What relating one more article costs, in libraries of made-up articles that grow.

    python -m bench.relate 1000 10000 100000

The libraries are filled with short articles of three statements, put in with their keys and persons and not joined to
others, since all of them in turn would take hours; at each size, so many more of fifteen statements are kept as always,
and the processor's time of each step is taken. Words are drawn as often as words of news are, and nearly half are the
commonest of English; one statement in three repeats what another said, whole or cut, and one in fifteen denies or
confirms it.
"""

from __future__ import annotations

import argparse
import dataclasses
import itertools
import random
import statistics
import tempfile
import time
from collections import Counter, deque
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from bench.invented import Made
from quoth.library import Step, Store
from quoth.library.keeping import put_reading
from quoth.library.quotations import OF_ARTICLE
from quoth.records import Article, Speaker, Statement
from quoth.relate.answers import keys as answer_keys
from quoth.relate.likeness import keys as name_keys
from quoth.relate.likeness import plain
from quoth.relate.quotations import PLAIN_WORDS, Wording, kept_keys
from quoth.relate.voices import shingles, voice_keys
from quoth.steps import STEPS, answers, families, voices
from quoth.steps.people import person_id

STATEMENTS = 15
SHORT = 3
MEASURED = 100
WORDS = 20_000
REPEATED = 3
ANSWERING = 15
PLAIN = 0.45
PEOPLE = 5000
SPEAKERS = 5
AT_ONCE = 500

PUT = {
    "quotation_keys": "INSERT OR IGNORE INTO quotation_keys VALUES (:key, :row)",
    "voice_keys": "INSERT OR IGNORE INTO voice_keys VALUES (:key, :row)",
    "answer_keys": "INSERT OR IGNORE INTO answer_keys VALUES (:key, :side, :row)",
    "people": "INSERT OR IGNORE INTO people VALUES (:person, :name, 'person', NULL, 1)",
    "people_keys": "INSERT OR IGNORE INTO people_keys VALUES (:key, :person)",
    "named_in": "INSERT OR IGNORE INTO named_in VALUES (:article, :name)",
    "appearances": """INSERT OR IGNORE INTO appearances VALUES
        (:article, :name, :person, 'person', 1, '2031-05', '[]', '[]', 1.0, 'the same name', 'bench')""",
}

MOST = {"quotation_keys": families.MOST, "voice_keys": voices.MOST, "answer_keys": answers.MOST}


class Maker:
    """Makes articles, all of them one after the other from the same draws."""

    def __init__(self, seed: int = 1) -> None:
        self.rng = random.Random(seed)
        rng = self.rng
        self.words = [
            "".join(rng.choice("bdfgklmnprstv") + rng.choice("aeiou") for _ in range(rng.randint(1, 4)))
            for _ in range(WORDS)
        ]
        self.plain = sorted(PLAIN_WORDS)
        self.often = list(itertools.accumulate(1 / rank for rank in range(1, WORDS + 1)))
        self.said: deque[list[str]] = deque(maxlen=5000)
        self.made = 0

    def article(self, statements: int) -> Made:
        """The next article, of so many statements, each a paragraph of its own."""
        rng, n = self.rng, self.made
        self.made += 1
        text, places = f"Report {n}\n\n", []
        speakers = [_name(int(rng.paretovariate(0.5)) % PEOPLE) for _ in range(SPEAKERS)]
        for _ in range(statements):
            cue, lemma = ("said", "say")
            if self.said and rng.random() < 1 / REPEATED:
                held = rng.choice(self.said)
                held = held[: rng.randint(max(1, len(held) // 2), len(held))]
                if rng.random() < REPEATED / ANSWERING:
                    cue, lemma = rng.choice((("denied", "deny"), ("confirmed", "confirm")))
            else:
                drawn = rng.choices(self.words, cum_weights=self.often, k=rng.randint(8, 40))
                held = [rng.choice(self.plain) if rng.random() < PLAIN else word for word in drawn]
                self.said.append(held)
            quoted, name = f"“{' '.join(held)},”", rng.choice(speakers)
            places.append((len(text), len(text) + len(quoted), name, cue, lemma))
            text += f"{quoted} {name} {cue}. "
        day = f"20{31 + n // 36_500 % 60}-{n // 3000 % 12 + 1:02}-{n // 100 % 28 + 1:02}"
        article = Article.of(text, origin=f"{n}.txt", published=day)
        return Made(article, tuple(_statement(article, *place) for place in places))


def _name(number: int) -> str:
    """One of PEOPLE names: many share the given name, few the family's."""
    return f"{_spelt(number % 97)} {_spelt(number * 7 % 10_000)}"


def _spelt(number: int) -> str:
    """A number as a name."""
    return "".join("bdfgklmnpr"[int(digit)] + "aeiouaeiou"[int(digit)] for digit in f"{number:04}").capitalize()


def _statement(article: Article, start: int, end: int, name: str, cue: str, lemma: str) -> Statement:
    at = end + 1
    made = Statement.of(
        article,
        content=[(start, end)],
        cue=[(at + len(name) + 1, at + len(name) + 1 + len(cue))],
        source=[(at, at + len(name))],
        kind="direct",
        confidence=0.9,
        made_by="bench",
        attitude="communication",
        polarity="denied" if lemma == "deny" else "affirmed",
        speaker=Speaker(name, "person"),
    )
    return dataclasses.replace(made, cue_lemma=lemma)


class Filler:
    """Puts short articles into a library with what steps look up, as many under a key as they keep."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.held: Counter[tuple[str, int, int]] = Counter()

    def fill(self, made: Sequence[Made]) -> None:
        """Puts articles in, in one transaction."""
        store = self.store
        with store._writing():
            for each in made:
                put_reading(store._connection, each, "bench")
            rows: dict[str, list[dict[str, Any]]] = {name: [] for name in PUT}
            for each in made:
                self._rows(each, rows)
            for name, sql in PUT.items():
                store.put(sql, rows[name])

    def _rows(self, made: Made, rows: dict[str, list[dict[str, Any]]]) -> None:
        article = made.article
        (about,) = self.store.rows("SELECT rowid AS row FROM articles WHERE id = :id", {"id": article.id})
        self._keep(rows, "voice_keys", voice_keys(shingles(article.text)), about["row"])
        asked = {"article": article.id}
        for row in self.store.rows(OF_ARTICLE, asked):
            self._keep(rows, "quotation_keys", kept_keys(Wording.of(row)), row["row"])
        for at, remark in answers.remarks_of(self.store, article.id).items():
            side = int(remark.does is not None)
            self._keep(rows, "answer_keys", answer_keys(remark), at, side)
        for name in {str(each.speaker.name) for each in made.statements if each.speaker}:
            one = {"article": article.id, "name": name, "person": person_id("", name)}
            rows["appearances"].append(one)
            rows["named_in"].append({**one, "name": plain(name)})
            rows["people"].append(one)
            rows["people_keys"] += [{"key": key, **one} for key in name_keys(name, "person")]

    def _keep(
        self, rows: dict[str, list[dict[str, Any]]], table: str, keys: Iterable[int], row: int, side: int = 0
    ) -> None:
        for key in keys:
            if self.held[table, side, key] < MOST[table]:
                self.held[table, side, key] += 1
                rows[table].append({"key": key, "row": row, "side": side})


class Timed:
    """A step, and the seconds of the processor that it took for each article."""

    def __init__(self, step: Step) -> None:
        self._step = step
        self.name, self.made_by, self.tables = step.name, step.made_by, step.tables
        self.spent: list[float] = []

    def relate(self, store: Store, article: str) -> None:
        """As the step, and noted."""
        begun = time.process_time()
        self._step.relate(store, article)
        self.spent.append(time.process_time() - begun)

    def forget(self, store: Store, article: str) -> None:
        """As the step."""
        self._step.forget(store, article)

    def told(self) -> str:
        """The median of the last, and what 95 in 100 stay under, in milliseconds."""
        last = sorted(1000 * each for each in self.spent[-MEASURED:])
        return f"{self.name} {statistics.median(last):.2f} ms (95 % under {last[int(0.95 * len(last)) - 1]:.2f})"


def main() -> None:
    """Prints, for each size, what one more article costs each step, and the size of what all of them keep."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", type=int, nargs="*", default=[1000, 10_000])
    sizes = sorted(parser.parse_args().sizes)
    steps = [Timed(step) for step in STEPS]
    maker = Maker()
    with tempfile.TemporaryDirectory() as folder, Store(Path(folder) / "bench.db", steps=steps) as store:
        filler = Filler(store)
        for size in sizes:
            while maker.made < size - MEASURED:
                count = min(AT_ONCE, size - MEASURED - maker.made)
                filler.fill([maker.article(SHORT) for _ in range(count)])
            for _ in range(min(MEASURED, size - maker.made)):
                store.keep(maker.article(STATEMENTS), made_by="bench")
            total = statistics.median(
                1000 * sum(last) for last in zip(*(s.spent[-MEASURED:] for s in steps), strict=True)
            )
            each = ", ".join(step.told() for step in steps)
            print(
                f"{size:,} articles: {total:.1f} ms; {each}; {store.path.stat().st_size / size / 1024:.0f} KiB each",
                flush=True,
            )


if __name__ == "__main__":
    main()
