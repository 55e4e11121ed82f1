"""A search finds exactly what reading every statement finds."""

from __future__ import annotations

import random
from typing import Any

import pytest

from quoth.ask import Query, search
from quoth.library import Store
from tests.ask.oracle import Asked, Fact, everything, expected
from tests.ask.reports import BODIES, DAYS, OUTLETS, PUBLISHED, ROLES, WORDS

# What a form of a name may be said for, among the names of the reports.
FORMS = {
    "angela quill": ("Angela Quill",),
    "QUILL": ("Angela Quill", "Peter Quill"),
    "P. Quill": ("Peter Quill",),
    "Zoe Brevard": ("Zoé Brévard",),
    "Dr Brévard": ("Zoé Brévard",),
    "Daru": ("Idris al-Daru",),
    "Bobby Kask": ("Robert “Bobby” Kask",),
    "Robert J. Kask": ("Robert “Bobby” Kask",),
    "ministry of health": ("Ministry of Health",),
    "Nobody": (),
}


def random_asked(chance: random.Random) -> Asked:
    """One to four things that can be asked, at random."""
    values: dict[str, Any] = {}
    groups: list[tuple[str, ...]] = []
    without: list[str] = []
    typed: list[str] = []
    names = None
    for what in chance.sample(
        "word phrase either not exact who role affiliation outlet facet day said".split(), chance.randint(1, 4)
    ):
        if what == "word":
            groups.append((chance.choice(WORDS),))
            typed.append(chance.choice([str.upper, str.lower])(groups[-1][0]))
        elif what == "phrase":
            groups.append((" ".join(chance.choices(WORDS, k=2)),))
            typed.append(f'"{groups[-1][0]}"')
        elif what == "either":
            groups.append(tuple(chance.choices(WORDS, k=2)))
            typed.append(" OR ".join(groups[-1]))
        elif what == "not":
            without.append(chance.choice(WORDS))
            typed.append(f"-{without[-1]}")
        elif what == "who":
            values["speaker"] = chance.choice(list(FORMS))
            names = FORMS[values["speaker"]]
        else:
            values |= random_values(chance, what)
    chance.shuffle(typed)
    return Asked(Query(" ".join(typed), **values, limit=1000), tuple(groups), tuple(without), names)


def random_values(chance: random.Random, what: str) -> dict[str, Any]:
    """What is asked of one thing that is not words."""
    if what == "exact":
        words = " ".join(chance.choices(WORDS, k=chance.randint(1, 3)))
        return {"exact": words[chance.randint(0, 1) : len(words) - chance.randint(0, 1)] or "x"}
    if what == "facet":
        field, choices = chance.choice(
            [("kind", "direct mixed"), ("polarity", "denied affirmed"), ("attitude", "belief"), ("place", "body")]
        )
        return {field: chance.choice(choices.split())}
    if what in ("day", "said"):
        days = PUBLISHED if what == "day" else [day for days in DAYS if days for day in days]
        first, last = sorted(chance.choices([day[:10] for day in days if day], k=2))
        names = ("since", "until") if what == "day" else ("said_since", "said_until")
        values = dict(zip(names, (first, last), strict=True))
        return {name: values[name] for name in chance.choice([names, names[:1], names[1:]])}
    known = {"role": [*ROLES, "bridge"], "affiliation": [*BODIES, "ministry"], "outlet": [*OUTLETS, "Vale Herald"]}
    return {what: chance.choice([each for each in known[what] if each is not None])}


@pytest.fixture(scope="module")
def facts(mixed: Store) -> list[Fact]:
    """All that there is to find."""
    return everything(mixed)


@pytest.mark.parametrize("seed", range(60))
def test_search_finds_what_reading_all_finds(mixed: Store, facts: list[Fact], seed: int) -> None:
    """Whatever is asked together, and in whatever order."""
    chance = random.Random(seed)
    for _ in range(5):
        asked = random_asked(chance)
        found = search(mixed, asked.query)
        assert {hit.statement.id for hit in found} == expected(facts, asked), asked
        assert (found.total, found.at_least) == (len(found), False)


def test_enough_is_found_to_tell(mixed: Store) -> None:
    """The random searches are not all empty."""
    found = 0
    for seed in range(40):
        found += bool(search(mixed, random_asked(random.Random(seed)).query).total)
    assert found > 10
