"""Invented reports for a library to be asked about: any statements in any article, and a few with a story."""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from quoth.records import Article, Dropped, Figure, SaidOn, Speaker, Statement

MADE_BY = "reader fake"


@dataclass(frozen=True)
class Made:
    """What a library keeps of a report."""

    article: Article
    statements: tuple[Statement, ...]
    dropped: tuple[Dropped, ...] = ()
    figures: tuple[Figure, ...] = ()


@dataclass(frozen=True)
class Said:
    """What goes into one statement; ``pieces`` of content are joined by words of the report."""

    pieces: Sequence[str]
    name: str | None = None
    role: str | None = None
    affiliation: str | None = None
    type: Any = "person"
    kind: Any = "direct"
    attitude: Any = "communication"
    polarity: Any = "affirmed"
    day: tuple[str, str] | None = None


def report(n: int, said: Sequence[Said], *, title: str | None = None, dropped: Any = (), **known: Any) -> Made:
    """The ``n``-th report: a line of title, and a line for each statement with a sentence before and after it."""
    text = title or f"Report {n}"
    ranges = []
    for q, each in enumerate(said):
        text += f"\nIt rained at {n}.{q}. "
        spans: list[tuple[int, int]] = []
        for piece in each.pieces:
            text += ", he added, " * bool(spans)
            spans.append((len(text), len(text) + len(piece)))
            text += piece
        at = len(text) + 1
        text += f" {each.name or 'someone'} said. The boats went out."
        ranges.append((spans, at))
    known = {"outlet": "Halden Post", "published": "2031-05-05", "url": f"https://post.example/{n}", **known}
    article = Article.of(text, origin=f"reports/{n}.txt", title=title, **known)
    made = []
    for each, (spans, at) in zip(said, ranges, strict=True):
        source = at + len(each.name or "someone")
        speaker = Speaker(each.name, each.type, each.role, each.affiliation, 0.5) if each.name else None
        made.append(
            Statement.of(
                article,
                content=spans,
                cue=[(source + 1, source + 5)],
                source=[(at, source)],
                kind=each.kind,
                confidence=0.875,
                made_by=MADE_BY,
                attitude=each.attitude,
                polarity=each.polarity,
                speaker=speaker,
                said_on=SaidOn(*each.day, "then", "days") if each.day else None,
            )
        )
    return Made(article, tuple(made), dropped)


WORDS = "bridge tunnel ferry shut stays the a of café CAFE Straße naïve don’t vice-president 12,000 x".split()
NAMES = [
    "Angela Quill",
    "Peter Quill",
    "Zoé Brévard",
    "Idris al-Daru",
    "Ministry of Health",
    "Robert “Bobby” Kask",
    None,
]
OUTLETS = ["Halden Post", "Norwire", "The Évening Tide", None, ""]
ROLES = ["Mayor", "vice-president of the bridge", "Health minister", None]
BODIES = ["Ministry of Health", "Ferry Union", None]
DAYS = [
    None,
    ("2031-05-05", "2031-05-05"),
    ("2031-04-28", "2031-05-04"),
    ("2031-05-31", "2031-06-01"),
    ("2031-01-01", "2031-12-31"),
    ("2030-11-01", "2031-02-28"),
    ("2029-01-01", "2031-01-01"),
    ("1999-12-31", "1999-12-31"),
]
PUBLISHED = ["2031-05-05", "2031-05-06T08:15:00+02:00", "2030-12-31", "2031-01-01", "1999-02-03", None]


def anything(chance: random.Random, n: int) -> Made:
    """A report in which all that can differ does."""
    said = [_anything(chance) for _ in range(chance.randint(0, 6))]
    published, outlet = chance.choice(PUBLISHED), chance.choice(OUTLETS)
    return report(n, said, title=chance.choice([None, f"Title {n}"]), published=published, outlet=outlet)


def _anything(chance: random.Random) -> Said:
    pieces = [" ".join(chance.choices(WORDS, k=chance.randint(1, 5))) for _ in range(chance.choice([1, 1, 2]))]
    return Said(
        [chance.choice(["{}", "“{}”", "“{}”"]).format(piece) for piece in pieces],
        name=chance.choice(NAMES),
        role=chance.choice(ROLES),
        affiliation=chance.choice(BODIES),
        kind=chance.choice(["direct", "indirect", "mixed"]),
        attitude=chance.choice(["communication", "belief", None]),
        polarity=chance.choice(["affirmed", "denied", None]),
        day=chance.choice(DAYS),
    )


def stories() -> list[Made]:
    """A bridge that is shut, three people who speak of it, and a family name that two of them have."""
    quill: dict[str, Any] = {"name": "Angela Quill", "affiliation": "Port Authority"}
    return [
        report(
            1,
            [
                Said(["“The bridge stays shut for a week,”"], role="mayor", day=("2031-05-05", "2031-05-05"), **quill),
                Said(["“We are sorry,”", "“and we mean it.”"], role="mayor", **quill),
                Said(["“That is not so,”"], name="Peter Quill", polarity="denied", role="ferryman"),
            ],
            title="Bridge is shut",
            dropped=(Dropped("reports/1.txt", "read", "a span leaves its text"),),
        ),
        report(2, [Said(["the bridge would open"], name="A. Quill", kind="indirect")], published="2031-05-08"),
        report(
            3,
            [
                Said(
                    ["“The bridge was shut in haste,”"],
                    role="harbour director",
                    day=("2032-01-01", "2032-01-31"),
                    **quill,
                ),
                Said(["“The shut bridge cost 12,000,”"], name="Ferry Union", type="organization"),
            ],
            published="2032-02-01T10:00:00+01:00",
            outlet="Norwire",
        ),
    ]


def elsewhere(made: Made, outlet: str = "Vale Herald") -> Made:
    """The same text, met at another outlet."""
    article = dataclasses.replace(made.article, origin=f"{outlet}/{made.article.id}", outlet=outlet)
    return dataclasses.replace(made, article=article)
