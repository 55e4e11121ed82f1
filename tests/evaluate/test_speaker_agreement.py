"""Our numbers for speakers are those of the scorer that first measured them.

Its numbers for our fictional gold are kept in ``data/speakers/agreed.json``. With QUOTH_SPEAKER_SCORER (the path of a
scorer that takes GOLD TEXTS PREDICTIONS --bootstrap N and prints JSON), QUOTH_SPEAKER_GOLD (a file of gold with
speakers) and QUOTH_SPEAKER_TEXTS (the folder of its texts) it is run itself, on that gold with random damage done to
it.
"""

import json
import os
import random
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from quoth.evaluate import Attribution, Report, Who, read_gold, score_predictions
from quoth.evaluate.annotation import Days
from quoth.evaluate.jsonl import write_predictions
from quoth.records import Attitude, Kind, Polarity
from tests.evaluate.test_agreement import damage

SCORER, GOLD, TEXTS = (os.environ.get(f"QUOTH_SPEAKER_{name}") for name in ("SCORER", "GOLD", "TEXTS"))
KINDS: list[Kind | None] = [None, "direct", "indirect", "mixed"]
ATTITUDES: list[Attitude | None] = [None, "communication", "belief", "fact", "eventuality"]
POLARITIES: list[Polarity | None] = [None, "affirmed", "denied", "declined"]
ROLES = [None, "president", "the spokesman for the group", "chief executive of the bank", "foreign minister"]
TYPES = ["person", "organization", "group", "document", "unnamed", "author", "unknown", "none"]


def test_the_kept_numbers_are_ours(speaker_gold: Path) -> None:
    """Every number that another implementation gave for this gold and these predictions."""
    kept = json.loads((speaker_gold.parent / "agreed.json").read_text())
    made = speaker_gold.parent / "predictions.jsonl"
    assert_same(score_predictions(speaker_gold, made, bootstrap=kept.pop("bootstrap")), kept)


@pytest.mark.skipif(not (SCORER and GOLD and TEXTS), reason="QUOTH_SPEAKER_SCORER, _GOLD, _TEXTS name no other scorer")
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_another_scorer_gives_the_same_numbers(tmp_path: Path, seed: int) -> None:
    """Run on the same gold and the same damaged predictions, it agrees on every count, rate and interval."""
    assert SCORER
    assert GOLD
    assert TEXTS
    made, rng = tmp_path / "damaged.jsonl", random.Random(seed)
    damaged = {}
    for article in read_gold(GOLD, TEXTS):
        if rng.random() > 0.05:
            others = [one.speaker for one in article.attributions if one.speaker]
            spans = damage(rng, article.attributions, len(article.text))
            damaged[article.id] = tuple(mistaken(rng, one, others, article.text) for one in spans)
    write_predictions(made, damaged)
    command = [sys.executable, SCORER, GOLD, TEXTS, str(made), "--bootstrap", "200"]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    theirs = json.loads(ran.stdout)
    ours = score_predictions(GOLD, made, texts=TEXTS, bootstrap=200)
    assert_same(ours, {"articles": theirs.pop("articles"), "metrics": theirs})
    assert 0.3 < ours.to_dict()["speakers"]["metrics"]["speaker.strict"]["accuracy"] < 0.9


def mistaken(rng: random.Random, one: Attribution, others: list[Who], text: str) -> Attribution:
    """An attribution with another speaker, a name cut, titled or spelled otherwise, another kind, day or attitude."""
    speaker = one.speaker
    if speaker and rng.random() < 0.4:
        name = speaker.name or "Nobody"
        source = [text[start:end] for start, end in one.source]
        names = [name.split()[-1], f"Mr. {name}’s", name.upper(), rng.choice(others).name, None, *source]
        speaker = replace(speaker, name=rng.choice(names))
    if speaker and rng.random() < 0.15:
        speaker = replace(speaker, type=rng.choice(TYPES))
    if rng.random() < 0.05:
        speaker = None
    if speaker and rng.random() < 0.2:
        speaker = replace(speaker, role=rng.choice(ROLES), affiliation=rng.choice(others).affiliation)
    kind = rng.choice(KINDS) if rng.random() < 0.1 else one.kind
    attitude = rng.choice(ATTITUDES) if rng.random() < 0.1 else one.attitude
    polarity = rng.choice(POLARITIES) if rng.random() < 0.1 else one.polarity
    said_on = other_days(rng, one.said_on)
    return replace(one, speaker=speaker, kind=kind, said_on=said_on, attitude=attitude, polarity=polarity)


def other_days(rng: random.Random, said_on: Days | None) -> Days | None:
    """The days, lost, found, moved or made a week now and then."""
    if rng.random() > 0.3:
        return said_on
    return rng.choice([None, ("2016-09-01", "2016-09-01"), (said_on[0] if said_on else "2016-09-01", "2016-12-31")])


def assert_same(ours: Report, theirs: Mapping[str, Any]) -> None:
    """Every number of theirs is ours, to the last digit; what it gives no number, 0 of 0, is 0 here."""
    assert ours.articles == theirs["articles"]
    speakers = ours.to_dict()["speakers"]["metrics"]
    seen = 0
    for name, numbers in theirs["metrics"].items():
        same = {"n": "matches", "ci95": "f1_ci95" if "f1" in numbers else "accuracy_ci95"}
        for key, value in numbers.items():
            assert speakers[name][same.get(key, key)] == (value or 0), (name, key)
            seen += 1
    assert seen == 42
