from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoth.read.parsed import shape_parse
from quoth.resolve.entities import find_entities, plain_name
from quoth.resolve.mentions import find_mentions
from tests.resolve.parses import NETWORK, parse_by


def forms_of(text: str, parser: str = NETWORK) -> dict[str, list[str]]:
    """What a text names, by name, and the forms of each in the order in which they come."""
    parse = parse_by(parser, text)
    entities, _ = find_entities(parse, find_mentions(parse))
    return {e.name: list(dict.fromkeys(parse.slice(*m.name) for m in e.mentions if m.name)) for e in entities}


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("Venn spoke. Ora Venn left. Venn came back.", {"Ora Venn": ["Venn", "Ora Venn"]}),
        ("Hassan al-Daru spoke. Al-Daru left. Daru slept.", {"Hassan al-Daru": ["Hassan al-Daru", "Al-Daru", "Daru"]}),
        (
            "Pieter van der Hoek spoke. Van der Hoek left.",
            {"Pieter van der Hoek": ["Pieter van der Hoek", "Van der Hoek"]},
        ),
        ("Zoé Brévard spoke. Brevard left.", {"Zoé Brévard": ["Zoé Brévard", "Brevard"]}),
        ("Premier Zhao Minhe spoke. Zhao left.", {"Zhao Minhe": ["Zhao Minhe", "Zhao"]}),
        ("Envoy Pak Sun-ho spoke. Pak left.", {"Pak Sun-ho": ["Pak Sun-ho", "Pak"]}),
        ("Thomas Grell spoke. Tom Grell left.", {"Thomas Grell": ["Thomas Grell", "Tom Grell"]}),
        ("Ana Lim spoke. Ana M. Lim left.", {"Ana M. Lim": ["Ana Lim", "Ana M. Lim"]}),
        (
            "The Orlan Rescue Committee (ORC) spoke. The ORC left.",
            {"Orlan Rescue Committee": ["Orlan Rescue Committee", "ORC"]},
        ),
        (
            "Wang Lihua met Li Minhe. Wang spoke. Li left.",
            {"Wang Lihua": ["Wang Lihua", "Wang"], "Li Minhe": ["Li Minhe", "Li"]},
        ),
        (
            "Chen Weiming met Chen Xiulan. Chen Xiulan spoke.",
            {"Chen Weiming": ["Chen Weiming"], "Chen Xiulan": ["Chen Xiulan"]},
        ),
    ],
)
def test_forms(text: str, forms: dict[str, list[str]]) -> None:
    """All forms of a name, before the full one or after it, are one entity's, whose name is the fullest."""
    assert forms_of(text) == forms


def test_two_of_one_family() -> None:
    """Honorifics tell two of one family apart."""
    forms = forms_of("Paul Varga and Irma Varga left. Mr. Varga spoke. Mrs. Varga slept. Mrs. Varga woke.")
    parse = parse_by(NETWORK, "Paul Varga and Irma Varga left. Mr. Varga spoke. Mrs. Varga slept. Mrs. Varga woke.")
    entities, _ = find_entities(parse, find_mentions(parse))
    assert set(forms) == {"Paul Varga", "Irma Varga"}
    assert {e.name: len(e.mentions) for e in entities} == {"Paul Varga": 2, "Irma Varga": 3}


def test_a_title_tells_who_of_a_family_is_meant() -> None:
    """Who is called by title and family name is meant by it alone, though another is named in full more often."""
    text = (
        "President Boris Harlan met the king. Mona Harlan wore blue. Guests praised Mona Harlan. President Harlan "
        "waved. Boris and Mona Harlan left. Reports on Mona Harlan followed. Harlan thanked the king."
    )
    forms = forms_of(text)
    assert forms["Boris Harlan"] == ["Boris Harlan", "Harlan", "Boris"]
    assert forms["Mona Harlan"] == ["Mona Harlan"]


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("Paul Varga met Irma Varga. Varga praised her plan.", "Irma Varga"),
        ("Paul Varga met Irma Varga. Varga praised his plan.", "Paul Varga"),
        ("Paul Varga met Irma Varga. Though she never said so, Varga left.", "Irma Varga"),
        ("Paul Varga met Irma Varga. Varga left. She was tired.", "Irma Varga"),
        ("Paul Varga met Irma Varga. Varga told Peter Halm of his plan. Varga left with her dog.", "Irma Varga"),
        ("Irma Varga won. Paul Varga met Irma Varga. All praised Irma Varga. Varga told of a plan.", "Irma Varga"),
    ],
)
def test_pronouns_tell_who_of_a_family_is_meant(text: str, whose: str) -> None:
    """Beside the name, or beside it elsewhere where they may be another's; then who is named in full far more often."""
    forms = forms_of(text)
    assert "Varga" in forms[whose]
    assert sum("Varga" in each for each in forms.values()) == 1


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("the Sand Party", "Sand Party"),
        ("The ORC", "ORC"),
        ("Mr. Reyl", "Reyl"),
        ("Dr. Ana Lim", "Ana Lim"),
        ("Ana\n  Lim", "Ana Lim"),
        ("Reyl’s", "Reyl"),
        ("Reyl's", "Reyl"),
        ("Ana Lim,", "Ana Lim"),
        ("The", "The"),
        ("", ""),
    ],
)
def test_plain_name(text: str, plain: str) -> None:
    """A name is given out without article, honorific, possessive ending, line breaks and commas."""
    assert plain_name(text) == plain


@given(
    st.lists(
        st.sampled_from("Ana Lim Venn Mr. Mrs. Varga the Sand Party said , . President al-Daru ORC (".split()),
        max_size=30,
    )
)
@settings(max_examples=60, deadline=None)
def test_any_names(words: list[str]) -> None:
    """Each name mention is of one entity, and entities have their mentions in text order."""
    parse = shape_parse(" ".join(words))
    mentions = find_mentions(parse)
    entities, owner = find_entities(parse, mentions)
    assert {m for m in mentions if m.name} == set(owner) == {m for e in entities for m in e.mentions}
    assert sum(len(e.mentions) for e in entities) == len(owner)
    for e in entities:
        assert e.name
        assert [m.head for m in e.mentions] == sorted(m.head for m in e.mentions)


@pytest.mark.parametrize(
    ("text", "one"),
    [
        ("Damir Talemagenov left. Talemangenov said he was well.", True),
        ("Ana Cook left. Cooke said he was well.", False),  # short names are easily another's
    ],
)
def test_a_long_name_may_be_misspelt(text: str, one: bool) -> None:
    """A family name of eight letters or more that is wrong in one is the same person's."""
    assert (len(forms_of(text)) == 1) is one
