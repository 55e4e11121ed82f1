"""Reports with speakers become training examples: parts of sources, kinds, and where else a speaker is named."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
from tokenizers import Tokenizer

from quoth.evaluate.split import is_look_not
from quoth.models import load_model
from quoth.parse import KINDS, PARTS
from train.augment import Example, Range, Silver
from train.prepare import label
from train.synthetic import alone, transcript
from train.world import MARKS, spoken

TEXT = (
    "Age Watch’s director general, Gordon Reyl, said the tax would rise. Reyl added that Norwire had reported that the"
    " ministry said it was sure."
)


def at(words: str, start: int = 0) -> Range:
    """The range of these words."""
    n = TEXT.index(words, start)
    return n, n + len(words)


def example() -> Example:
    """Three statements, the last within the second."""
    rows: list[dict[str, list[Range]]] = [
        {
            "source": [at("Age Watch’s director general, Gordon Reyl,")],
            "cue": [at("said")],
            "content": [at("the tax would rise")],
        },
        {
            "source": [at("Reyl", 60)],
            "cue": [at("added")],
            "content": [at("that Norwire had reported that the ministry said it was sure")],
        },
        {"source": [at("Norwire")], "cue": [at("had reported")], "content": [at("that the ministry said it was sure")]},
    ]
    return Example("a", TEXT, rows, Silver(), [], nests=True)


SPEAKERS: list[dict[str, Any] | None] = [
    {"name": "Gordon Reyl", "type": "person", "role": "director general", "affiliation": "Age Watch"},
    {"name": "Gordon Reyl", "type": "person", "role": "director general", "affiliation": "Age Watch"},
    {"name": "Norwire", "type": "organization", "role": None, "affiliation": None},
]


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    """The reader's word pieces."""
    return load_model("en-3").tokenizer


def test_the_parts_of_a_source_are_told_apart() -> None:
    """Name, role and affiliation, each in its words; and a short form points to the full name."""
    made = spoken(example(), SPEAKERS)
    first, second = made.attributions[:2]
    words = {part: [TEXT[a:b] for a, b in first[part]] for part in ("name", "role", "affiliation")}
    assert words == {"name": ["Gordon", "Reyl"], "role": ["director", "general"], "affiliation": ["Age", "Watch’s"]}
    assert "Gordon Reyl" in [TEXT[a:b] for a, b in second["same"]]
    assert [KINDS[k] for k in made.kinds] == ["person", "person", "organization"]


def test_statements_within_others_have_tags_of_their_own(tokenizer: Tokenizer) -> None:
    """The outer content stays whole, and the inner cue is tagged within."""
    made = label(spoken(example(), SPEAKERS), tokenizer, {})
    inner = [n for n, tag in enumerate(made.inner) if tag == 3]
    assert [TEXT[made.tokens.start[n] : made.tokens.end[n]] for n in inner] == ["had"]
    assert made.tags[inner[0]] == 6  # inside the outer content
    assert set(made.silver[:, 5].tolist()) <= {-1, *range(len(PARTS))}


def test_a_transcript_has_a_statement_a_turn(tokenizer: Tokenizer) -> None:
    """Each with the mark behind the name as its cue, and every span in the text."""
    for seed in range(12):
        made = transcript(["The dam holds.", "Nobody told us that.", "Why was it shut?"], random.Random(seed))
        for a in made.attributions:
            assert all(0 <= s < t <= len(made.text) for spans in a.values() for s, t in spans)
            assert made.text[slice(*a["cue"][0])] in {":", "-", "—", "–"}
        assert len(label(made, tokenizer, {}).cues) == len(made.attributions)


def test_a_quotation_that_loses_its_speaker_stands_alone() -> None:
    """The words of source and cue go with their paragraph's end, and the comma becomes a full stop."""
    text = "The dam is old.\n\n“It will hold,” said Ora Venn.\n\nRain fell."
    content, cue, source = (text.index(w) for w in ("“It", "said", "Ora"))
    row: dict[str, list[Range]] = {
        "source": [(source, source + 8)], "cue": [(cue, cue + 4)], "content": [(content, content + 15)],
    }  # fmt: skip

    class Always(random.Random):
        def random(self) -> float:
            return 0.0

    edits = alone(Example("a", text, [row], Silver()), Always(1))
    made = text
    for start, end, new in sorted(edits, reverse=True):
        made = made[:start] + new + made[end:]
    assert made == "The dam is old.\n\n“It will hold.”\n\nRain fell."


@pytest.mark.parametrize("name", ["stories", "tune"])
def test_marks_have_no_texts_and_none_of_the_articles_kept_apart(name: str) -> None:
    """Spans, names and ids are all that the project has of reports that belong to others."""
    rows = [json.loads(line) for line in (MARKS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
    assert len(rows) > 90
    assert not any(is_look_not(row["id"]) for row in rows)
    assert {key for row in rows for key in row} == {"id", "attributions"}
    spans = [s for row in rows for a in row["attributions"] for role in ("source", "cue", "content") for s in a[role]]
    assert all(isinstance(x, int) for s in spans for x in s)


def test_what_is_trained_on_is_not_tuned_on() -> None:
    """The two files of marks share no report."""
    first, second = (
        {json.loads(line)["id"] for line in Path(MARKS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()}
        for name in ("stories", "tune")
    )
    assert not first & second
