"""What is typed to search: words, phrases, OR and minus; and any text is a search."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quoth.ask import Query, search
from quoth.ask.language import wanted
from quoth.library import Store

# What could be an operator to an index, or the end of a string.
PIECES = st.sampled_from(
    [
        *"\" “ ” - + * ^ : ( ) { } [ ] OR AND NOT NEAR NEAR( content: facets: x bridge -- ; ' \\ %".split(),
        " ",
        "\x00",
        "\ud800",
    ]
)
ANY = st.one_of(st.text(), st.lists(PIECES, max_size=12).map("".join), st.lists(PIECES, max_size=12).map(" ".join))
ON_ONE_LIBRARY = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150)


@pytest.mark.parametrize(
    ("text", "groups", "without"),
    [
        ("", [], []),
        ("bridge shut", ["bridge", "shut"], []),
        ('bridge "stays shut"', ["bridge", "stays shut"], []),
        ("bridge “stays shut”", ["bridge", "stays shut"], []),
        ("«stays shut» bridge", ["stays shut", "bridge"], []),
        ('"stays shut', ["stays shut"], []),
        ('a"stays shut"b', ["a", "stays shut", "b"], []),
        ("bridge -toll", ["bridge"], ["toll"]),
        ('-"by night" bridge', ["bridge"], ["by night"]),
        ("vice-president", ["vice-president"], []),
        ("bridge - toll", ["bridge", "toll"], []),
        ("-toll", [], ["toll"]),
        ("bridge OR tunnel", ["bridge|tunnel"], []),
        ("ferry bridge OR tunnel OR ford shut", ["ferry", "bridge|tunnel|ford", "shut"], []),
        ('bridge OR "the tunnel"', ["bridge|the tunnel"], []),
        ("OR bridge", ["OR", "bridge"], []),
        ("bridge OR", ["bridge", "OR"], []),
        ("bridge OR OR tunnel", ["bridge|OR", "tunnel"], []),
        ("bridge OR -toll", ["bridge", "OR"], ["toll"]),
        ('bridge "OR" tunnel', ["bridge", "OR", "tunnel"], []),
        ("bridge or tunnel", ["bridge", "or", "tunnel"], []),
        ("bridge, (shut)!", ["bridge,", "(shut)!"], []),
        ("bridge — shut", ["bridge", "shut"], []),
        ('"" bridge', ["bridge"], []),
    ],
)
def test_what_is_typed(text: str, groups: list[str], without: list[str]) -> None:
    """Each group is one thing that must be there, or several of which one must."""
    found = wanted(text)
    assert ["|".join(term.text for term in group) for group in found.groups] == groups
    assert [term.text for term in found.without] == without
    assert not found.nothing


@pytest.mark.parametrize("text", ["!", " ... ", '"', "“”", "-", "\x00", "\ud800", "☂"])
def test_what_has_no_word_finds_nothing(library: Store, text: str) -> None:
    """Marks alone are in no index, and stand for nothing."""
    assert wanted(text).nothing
    assert search(library, text).total == 0


@ON_ONE_LIBRARY
@given(ANY, ANY, ANY)
def test_any_text_is_a_search(mixed: Store, text: str, exact: str, name: str) -> None:
    """Whatever is typed where a text may be typed, there is an answer."""
    search(mixed, text)
    search(mixed, Query(exact=exact))
    search(mixed, Query(text, speaker=name))
    search(mixed, Query(text, role=name, affiliation=exact, outlet=name))


@ON_ONE_LIBRARY
@given(st.lists(st.text(st.characters(categories=["L", "Nd"]), min_size=1, max_size=8), min_size=1, max_size=5))
def test_words_are_words(words: list[str]) -> None:
    """Letters and digits between spaces are each wanted, as often as they are typed, unless they choose."""
    text = " ".join(word for word in words if word != "OR")
    assert [group[0].text for group in wanted(text).groups] == text.split()


def test_a_long_text_is_a_search(library: Store) -> None:
    """Thousands of words, each wanted or none."""
    assert search(library, "bridge " * 3000).total == 4
    assert search(library, " OR ".join(["bridge"] * 3000)).total == 4
    assert search(library, "shut " + "-night " * 3000).total == 3
    assert search(library, '"' + "bridge " * 3000 + '"').total == 0
