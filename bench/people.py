"""How well names are grouped across articles, and what it costs: python -m bench.people --data DATA [--pins LIBRARY].

B3 (Bagga and Baldwin 1998) over the persons of ``speakers-train.jsonl``: two names are one person's where the full
names are the same, or people.json says so. ``--pins`` checks the persons of a library against those that were looked at
by hand, and whom a family name alone means (no errors were read of the part ``score``); ``--cost`` measures one article
into a library of that many names.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from quoth.evaluate.split import is_look_not
from quoth.library import Store
from quoth.records import Article, Speaker, Statement
from quoth.relate.likeness import keys, plain
from quoth.steps.people import People, person_id
from tests.ask.reports import MADE_BY, Made, Said, report

PINS = Path(__file__).with_name("people.json")


def b_cubed(pairs: Iterable[tuple[str, str]]) -> tuple[float, float]:
    """Precision and recall of (gold, found) groups, each item counted once."""
    held = Counter(pairs)
    gold, found = Counter[str](), Counter[str]()
    for (a, b), n in held.items():
        gold[a] += n
        found[b] += n
    total = sum(held.values())
    precision = sum(n * n / found[b] for (_, b), n in held.items()) / total
    recall = sum(n * n / gold[a] for (a, _), n in held.items()) / total
    return precision, recall


def over_articles(data: Path) -> dict[str, tuple[float, float]]:
    """B3 of the persons in the gold articles, of each part of the fixed split, grouped all together."""
    same = json.loads(PINS.read_text(encoding="utf-8"))["same"]
    gold: dict[str, tuple[str, str, int]] = {}
    with tempfile.TemporaryDirectory() as folder, Store(Path(folder) / "gold.db", steps=(People(),)) as store:
        for line in (data / "speakers-train.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            made = _reading(row, data)
            store.keep(made, made_by=MADE_BY)
            part = "look-not" if is_look_not(row["id"]) else "fit"
            for each in made.statements:
                if each.speaker and each.speaker.name and each.speaker.type == "person":
                    gold[f"{each.article}|{each.speaker.name}"] = (
                        part,
                        same.get(each.speaker.name, each.speaker.name),
                        1,
                    )
        rows = store.rows("SELECT article || '|' || name AS name, person, statements FROM appearances")
        person = {row["name"]: row["person"] for row in rows}
    pairs: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for name, (part, who, _) in gold.items():
        pair = (plain(who), person.get(name, name))
        pairs[part].append(pair)
        pairs["all"].append(pair)
    return {part: b_cubed(each) for part, each in sorted(pairs.items())}


def pinned(store: Store, most: int = 50) -> dict[str, str]:
    """The persons who say most, each with a digest of the names and articles that are theirs."""
    top = store.rows(
        "SELECT person FROM appearances GROUP BY person ORDER BY sum(statements) DESC, person LIMIT :most",
        {"most": most},
    )
    members = "SELECT article, name FROM appearances WHERE person = :person ORDER BY article, name"
    return {
        row["person"]: hashlib.sha256(json.dumps(store.rows(members, {"person": row["person"]})).encode()).hexdigest()[
            :16
        ]
        for row in top
    }


LONE = """
SELECT p.name FROM statements s JOIN spans q ON q.statement = s.id AND q.role = 'source' AND q.start = :start
JOIN appearances x ON x.article = s.article AND x.name = s.speaker_name JOIN people p ON p.id = x.person
WHERE s.article = :article AND s.shown = 1
"""


def lone_names(store: Store, cases: Iterable[tuple[str, int, str, str]]) -> dict[str, tuple[int, int]]:
    """Of the family names alone that were judged by hand, by part: how many are right, and how many are read at all."""
    right, read = Counter[str](), Counter[str]()
    for article, start, who, part in cases:
        found = store.rows(LONE, {"article": article, "start": start})
        read[part] += bool(found)
        right[part] += bool(found) and all(row["name"] == who for row in found)
    return {part: (right[part], n) for part, n in sorted(read.items())}


def cost(names: int) -> float:
    """Seconds of the processor for one article in a library of so many names, the median of twenty."""
    given, step = 50, People()
    with tempfile.TemporaryDirectory() as folder, Store(Path(folder) / "many.db") as store:
        home = store.keep(report(0, [Said(["it holds"], "Ada Quill")]), made_by=MADE_BY).article
        _fill(store, home, [f"{_word(m % given, 'a')} {_word(m // given, 'o')}" for m in range(names)])
        times = []
        for n in range(1, 21):
            said = [Said(["it stays"], f"{_word(q, 'a')} {_word(7 * n + q, 'o')}") for q in range(5)]
            kept = store.keep(report(n, [*said, Said(["no"], _word(n, "o"))]), made_by=MADE_BY)
            begun = time.process_time()
            store.relate(step, kept.article)
            times.append(time.process_time() - begun)
    return sorted(times)[len(times) // 2]


def _fill(store: Store, article: str, names: list[str]) -> None:
    """Persons as the step puts them, one a name, without weighing each against all others."""
    people = [{"person": person_id(article, name), "name": name, "article": article} for name in names]
    store.put(
        "INSERT INTO people (id, name, type, articles) VALUES (:person, :name, 'person', 1)",
        [_but(p, "article") for p in people],
    )
    store.put(
        """INSERT INTO appearances VALUES
        (:article, :name, :person, 'person', 1, '2031-05', '[]', '[]', 1.0, 'filled in', 'bench')""",
        people,
    )
    found = [{"key": key, "person": p["person"]} for p in people for key in keys(p["name"], "person")]
    store.put("INSERT OR IGNORE INTO people_keys (key, person) VALUES (:key, :person)", found)


def _but(row: dict[str, str], name: str) -> dict[str, str]:
    return {key: value for key, value in row.items() if key != name}


def _word(n: int, vowel: str) -> str:
    letters = "bdfgklmnprstvz"
    out = ""
    for _ in range(4):
        out += letters[n % len(letters)] + vowel
        n //= len(letters)
    return out.capitalize() + "n"


def _reading(row: dict[str, Any], data: Path) -> Made:
    text = next((data / "polnear" / "train" / "text").glob(f"{row['id']}*")).read_text(encoding="utf-8")
    day = row["id"].split("_")[1]
    article = Article.of(text, origin=row["id"], published=day)
    made = {}
    for each in row["attributions"]:
        speaker = each["speaker"] or {"name": None, "type": "unknown", "role": None, "affiliation": None}
        statement = Statement.of(
            article,
            **{role: each[role] for role in ("content", "cue", "source")},
            kind=each["kind"],
            confidence=1.0,
            made_by=MADE_BY,
            speaker=Speaker(**{name: speaker[name] for name in ("name", "type", "role", "affiliation")}),
        )
        made[statement.id] = statement
    return Made(article, tuple(made.values()))


def main() -> None:
    """Prints what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--pins", type=Path, help="a library that was related, named as in people.json")
    parser.add_argument("--cost", type=int, metavar="NAMES")
    asked = parser.parse_args()
    if asked.data:
        for part, (precision, recall) in over_articles(asked.data).items():
            print(f"{part}: B3 precision {100 * precision:.1f}, recall {100 * recall:.1f}")
    if asked.pins:
        held = json.loads(PINS.read_text(encoding="utf-8"))
        with Store(asked.pins, create=False) as store:
            now = pinned(store)
            lone = lone_names(store, held["lone"].get(asked.pins.stem, []))
        before = held["pinned"].get(asked.pins.stem, {})
        same = sum(now.get(person) == digest for person, digest in before.items())
        print(f"{same} of {len(before)} persons are as they were looked at")
        for part, (right, read) in lone.items():
            print(f"family names alone, {part}: {right} of {read} are right")
    if asked.cost:
        print(f"one article into {asked.cost:,} names: {1000 * cost(asked.cost):.1f} ms")


if __name__ == "__main__":
    main()
