"""What sort of body a noun, a name or the text around a name tells."""

from __future__ import annotations

import pytest

from quoth.read.parsed import shape_parse
from quoth.resolve.sorts import sorts_of_name, sorts_of_noun, sorts_told


@pytest.mark.parametrize(
    ("text", "name", "noun"),
    [
        ("Halden Air, the largest airline of Ostra, left.", (0, 2), "carrier"),
        ("It was the tech site Gadgetry that wrote so.", (5, 6), "website"),
        ("Gazeta, a daily based in Merrin, wrote so.", (0, 1), "paper"),
        ("Gazeta is a weekly.", (0, 1), "newspaper"),
        ("the Harbour newspaper wrote so", (1, 2), "paper"),
    ],
)
def test_the_text_tells_what_a_name_is(text: str, name: tuple[int, int], noun: str) -> None:
    """The word before a name, the one behind it, and what it is said to be tell its sort."""
    assert sorts_told(shape_parse(text), name) & sorts_of_noun(noun)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Mina Torv, the owner's friend, left.", (0, 2)),
        ("Halden Air left. The airline stayed.", (0, 2)),
        ("Halden Air, the paper reported, left.", (0, 2)),
    ],
)
def test_what_is_said_of_others_tells_nothing(text: str, name: tuple[int, int]) -> None:
    """Another sentence, and what owns or does something else, say nothing of a name."""
    assert not sorts_told(shape_parse(text), name)


@pytest.mark.parametrize(
    ("name", "noun", "same"),
    [
        ("Halden Police Department", "force", True),
        ("Halden Times", "paper", True),
        ("halden-watch.com", "site", True),
        ("Merrin Motors", "company", True),
        ("Merrin Motors", "paper", False),
        ("Halden Times", "airline", False),
    ],
)
def test_a_name_tells_its_sort(name: str, noun: str, same: bool) -> None:
    """Words that end or begin names tell what they are names of."""
    assert bool(sorts_of_name(name, "organization") & sorts_of_noun(noun)) is same


def test_places_are_countries() -> None:
    """A place is taken up as a country, and not as a government."""
    assert sorts_of_name("Ostra", "place") & sorts_of_noun("country")
    assert not sorts_of_name("Ostra", "place") & sorts_of_noun("government")
