from __future__ import annotations

import pytest

from quoth.resolve.lexicon import fold, lexicon

WORDS = [
    "honorifics", "titles", "person", "group", "unnamed", "document", "organization", "given", "particles", "suffixes",
    "noname",
]  # fmt: skip


def test_read_once() -> None:
    """The words are read from their file once."""
    assert lexicon() is lexicon()


@pytest.mark.parametrize("name", WORDS)
def test_folded(name: str) -> None:
    """Every list has words, and every word of it is in lower case."""
    words = getattr(lexicon(), name)
    assert words
    assert {w for w in words if w != w.lower()} == set()


@pytest.mark.parametrize("name", ["kim", "robin", "leslie", "marion", "andrea"])
def test_names_of_both(name: str) -> None:
    """A name that men and women have tells no gender."""
    assert name in lexicon().given
    assert name not in lexicon().given_gender


@pytest.mark.parametrize(
    ("word", "told"),
    [
        ("mr.", "m"), ("mrs.", "f"), ("ms.", "f"), ("sir", "m"), ("dame", "f"), ("widow", "f"), ("uncle", "m"),
        ("spokeswoman", "f"), ("chairman", "m"), ("dr.", None), ("president", None), ("mayor", None), ("nurse", None),
    ],
)  # fmt: skip
def test_gender(word: str, told: str | None) -> None:
    """Honorifics, kinship and words for one gender tell it; titles and professions do not."""
    assert lexicon().gender.get(word) == told


def test_short_names() -> None:
    """No short form of a given name stands for itself."""
    assert {a for a, b in lexicon().short.items() if a == b} == set()
    assert lexicon().short["bill"] == lexicon().short["will"] == "william"


@pytest.mark.parametrize(
    ("word", "folded"),
    [
        ("Brévard", "brevard"), ("O’Mara", "o'mara"), ("STRASSE", "strasse"), ("Straße", "strasse"), ("Ł", "ł"),
        ("e\u0301", "e"), ("ﬁn", "fin"), ("İ", "i"), ("", ""), ("漢字", "漢字"),
    ],
)  # fmt: skip
def test_fold(word: str, folded: str) -> None:
    """Case, accents, ligatures and curly apostrophes make no difference between names."""
    assert fold(word) == folded
