"""Our numbers are those of the scorer by which the field's systems were compared.

Its numbers for our fictional gold are kept in ``data/agreed.json``. With QUOTH_SCORER (the path of a scorer that takes
GOLD PREDICTIONS --bootstrap N and prints JSON) and QUOTH_POLNEAR (a directory of brat gold) it is run itself, on
that gold with random damage done to it.
"""

import json
import os
import random
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from quoth.evaluate import Attribution, read_gold, score_predictions
from quoth.evaluate.annotation import Spans
from quoth.evaluate.jsonl import write_predictions

SCORER, POLNEAR = os.environ.get("QUOTH_SCORER"), os.environ.get("QUOTH_POLNEAR")


def test_the_kept_numbers_are_ours(gold_directory: Path, prediction_file: Path) -> None:
    """Every number that another implementation gave for this gold and these predictions."""
    kept = json.loads((gold_directory.parent / "agreed.json").read_text())
    assert_same(score_predictions(gold_directory, prediction_file, bootstrap=kept.pop("bootstrap")).to_dict(), kept)


@pytest.mark.skipif(not (SCORER and POLNEAR), reason="QUOTH_SCORER and QUOTH_POLNEAR name no other scorer and gold")
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_another_scorer_gives_the_same_numbers(tmp_path: Path, seed: int) -> None:
    """Run on the same gold and the same damaged predictions, it agrees on every count, rate and interval."""
    assert SCORER
    assert POLNEAR
    gold, predicted = Path(POLNEAR), tmp_path / "damaged.jsonl"
    damaged = random.Random(seed)
    write_predictions(
        predicted,
        {a.id: damage(damaged, a.attributions, len(a.text)) for a in read_gold(gold) if damaged.random() > 0.05},
    )
    command = [sys.executable, SCORER, str(gold), str(predicted), "--bootstrap", "200"]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    assert_same(score_predictions(gold, predicted, bootstrap=200).to_dict(), json.loads(ran.stdout))


def damage(damaged: random.Random, gold: tuple[Attribution, ...], size: int) -> tuple[Attribution, ...]:
    """Gold with edges moved, pieces lost and added, sources taken from elsewhere, attributions lost and doubled."""
    made = []
    for one in gold:
        if damaged.random() < 0.1:
            continue
        source = damaged.choice([(), *(a.source for a in gold)]) if damaged.random() < 0.15 else one.source
        source, cue, content = (moved(damaged, spans, size) for spans in (source, one.cue, one.content))
        other = replace(one, source=source, cue=cue, content=content)
        made += [other] * damaged.choice([1] * 9 + [2])
    damaged.shuffle(made)
    return tuple(made)


def moved(damaged: random.Random, spans: Spans, size: int) -> Spans:
    """Spans of which a third have their edges moved; now and then one more, anywhere."""
    found = []
    for span in spans:
        shift = damaged.choice([0, 0, 1])
        start = max(0, span[0] + shift * damaged.randint(-9, 9))
        end = min(size, span[1] + shift * damaged.randint(-9, 9))
        if start < end:
            found.append((start, end))
    if damaged.random() < 0.05:
        start = damaged.randrange(size)
        found.append((start, min(size, start + damaged.randint(1, 40))))
    return tuple(found)


def assert_same(ours: Mapping[str, Any], theirs: Mapping[str, Any]) -> None:
    """Every number of theirs is one of ours, to one in a thousand million."""
    for name, value in theirs.items():
        if name != "metrics":
            assert ours[name] == value, name
    compared = 0
    for name, numbers in leaves(theirs["metrics"]):
        for key, value in numbers.items():
            assert ours["metrics"][name][key] == pytest.approx(value, abs=1e-9, rel=0), (name, key)
            compared += 1
    assert compared > 100


def leaves(node: Mapping[str, Any], path: tuple[str, ...] = ()) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The metrics of a tree or a flat table, each by its dotted name."""
    for name, value in node.items():
        if "f1" in value or "accuracy" in value:
            yield ".".join((*path, name)), value
        else:
            yield from leaves(value, (*path, name))
