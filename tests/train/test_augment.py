"""Changes to training articles keep their annotation true."""

import random

import pytest
from hypothesis import example as example_of
from hypothesis import given
from hypothesis import strategies as st

from train.augment import Edit, Example, Silver, augmented, edited, headline, marks, names, said, unclosed

TEXT = (
    "Minister Sees “No Danger” in Dam.\n\n“The dam is safe,” said Ora Venn, the minister. “It will hold.”\n\n"
    "Residents said they had heard nothing from Velden. “We wait,” one of them told Ora Venn."
)


def at(words: str, start: int = 0) -> tuple[int, int]:
    """The range of these words."""
    n = TEXT.index(words, start)
    return n, n + len(words)


def example() -> Example:
    """Two attributions and a little silver."""
    tokens = [m for w in ("Ora", "Venn", "Velden") for m in [at(w)]]
    silver = Silver(
        [a for a, _ in tokens],
        [b for _, b in tokens],
        ["NNP"] * 3,
        ["PERSON", "PERSON", "LOCATION"],
        ["x"] * 3,
        [-1] * 3,
    )
    return Example(
        "a",
        TEXT,
        [
            {
                "source": [at("Ora Venn, the minister")],
                "cue": [at("said")],
                "content": [at("“The dam is safe,”"), at("“It will hold.”")],
            },
            {
                "source": [at("Residents")],
                "cue": [at("said", 100)],
                "content": [at("they had heard nothing from Velden")],
            },
        ],
        silver,
    )


def words(e: Example) -> list[dict[str, list[str]]]:
    """The attributions in words."""
    return [{role: [e.text[a:b] for a, b in spans] for role, spans in a.items()} for a in e.attributions]


@example_of([(58, 0, "x")])
@given(st.lists(st.tuples(st.integers(0, len(TEXT) - 6), st.integers(0, 5), st.text("xyz ", max_size=8)), max_size=6))
def test_spans_that_no_edit_touches_keep_their_words(raw: list[tuple[int, int, str]]) -> None:
    """Whatever is edited elsewhere, an untouched span still slices to its own words."""
    edits: list[Edit] = [(a, a + size, new) for a, size, new in raw]
    before, after = example(), edited(example(), edits)
    for old, new in zip(before.attributions, after.attributions, strict=True):
        for role, spans in old.items():
            for a, b in spans:
                if all(y <= a or x >= b for x, y, _ in edits):
                    assert TEXT[a:b] in [after.text[x:y] for x, y in new[role]]


@pytest.mark.parametrize("seed", range(20))
def test_augmented_articles_have_all_their_attributions(seed: int) -> None:
    """Every attribution keeps a cue and content inside the text, in order."""
    changed = augmented(example(), random.Random(seed))
    assert len(changed.attributions) == 2
    for a in changed.attributions:
        assert a["cue"]
        assert a["content"]
        assert all(0 <= x < y <= len(changed.text) for spans in a.values() for x, y in spans)


def test_other_marks_stay_inside_the_content() -> None:
    """A quotation in other marks is still the content, marks and all."""
    for seed in range(12):
        changed = edited(example(), marks(example(), random.Random(seed)))
        content = words(changed)[0]["content"]
        assert content[0][1:-1].strip("'") == "The dam is safe,"
        assert not content[0][0].isalnum()
        assert not content[0][-1].isalnum()


def test_a_name_changes_all_over_the_article() -> None:
    """The source and a later mention of it get the same new name."""
    changed = edited(example(), names(example(), random.Random(3)))
    assert "Ora" not in words(changed)[0]["source"][0]
    assert words(changed)[0]["source"][0].endswith(", the minister")


def test_verbs_headlines_and_lost_marks() -> None:
    """A cue becomes another verb, a headline changes case only, a closing mark goes where its paragraph ends."""

    class Always(random.Random):
        def random(self) -> float:
            return 0.0

    rng = Always(1)
    assert words(edited(example(), said(example(), rng)))[1]["cue"] != ["said"]
    first = edited(example(), headline(example(), rng)).text.split("\n")[0]
    assert first == "MINISTER SEES “NO DANGER” IN DAM"
    assert "“It will hold.\n" not in TEXT
    assert unclosed(example(), rng) == []  # too short to lose one
