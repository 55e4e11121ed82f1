from __future__ import annotations

import pytest

from quoth.read.parsed import shape_parse
from quoth.resolve.discourse import Discourse
from quoth.resolve.roles import head_noun, is_person_noun, office_words, role_of
from tests.resolve.parses import NETWORK, PARSERS, parse_by

Told = tuple[str | None, str | None]


def roles_in(text: str, name: str, parser: str = NETWORK) -> list[Told]:
    """The roles and affiliations of the person of that name."""
    person = next(e for e in Discourse(parse_by(parser, text)).entities if e.name == name)
    return [(r.text, r.affiliation) for r in person.roles]


@pytest.mark.parametrize(
    ("text", "name", "role", "affiliation"),
    [
        ("Sand Bay Mayor Ora Venn left.", "Ora Venn", "Mayor", "Sand Bay"),
        ("Islamic League Secretary General Ana Lim left.", "Ana Lim", "Secretary General", "Islamic League"),
        ("Harl Rovers striker Dani Kastor left.", "Dani Kastor", "striker", "Harl Rovers"),
        ("Army spokeswoman Lena Drost left.", "Lena Drost", "spokeswoman", "Army"),
        ("Kremlin spokesman Omar Daru left.", "Omar Daru", "spokesman", "Kremlin"),
        ("White House press secretary Omar Daru left.", "Omar Daru", "press secretary", "White House"),
        ("Deputy Prime Minister Elsa Quist left.", "Elsa Quist", "Deputy Prime Minister", None),
        ("Finance Minister Karl Juhn left.", "Karl Juhn", "Finance Minister", None),
        ("Acting Police Chief Ines Dorn left.", "Ines Dorn", "Acting Police Chief", None),
        ("the late President Omar Daru left.", "Omar Daru", "late President", None),
        ("radio host Hugh Hewlin left.", "Hugh Hewlin", "radio host", None),
        ("Professor Femi Adar left.", "Femi Adar", "Professor", None),
    ],
)
def test_before(text: str, name: str, role: str, affiliation: str | None) -> None:
    """What stands before a name is its role, and before the role whom it is for; "acting" and "late" are kept."""
    assert roles_in(text, name) == [(role, affiliation)]


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize(
    ("text", "name", "role", "affiliation"),
    [
        ("Ora Venn, a former mayor of Sand Bay, left.", "Ora Venn", "former mayor", "Sand Bay"),
        ("Tomas Reyl, Quessa's energy minister, left.", "Tomas Reyl", "energy minister", "Quessa"),
        ("Omar Daru, spokesman for the Orlan army, left.", "Omar Daru", "spokesman", "Orlan army"),
        ("Omar Daru, the chief executive of Orbit Corp., left.", "Omar Daru", "chief executive", "Orbit Corp."),
        ("Bo Larkin, an analyst at Keel Partners, left.", "Bo Larkin", "analyst", "Keel Partners"),
        ("Ana Lim, 43, a baker from Sarn, left.", "Ana Lim", "baker", None),
        ("Ana Lim is a baker from Sarn.", "Ana Lim", "baker", None),
        ("The acting governor, Ines Dorn, left.", "Ines Dorn", "acting governor", None),
        ("The head of the guard, Omar Daru, left.", "Omar Daru", "head", "guard"),
    ],
)
def test_behind(parser: str, text: str, name: str, role: str, affiliation: str | None) -> None:
    """What a comma or "is" puts beside a name is its role, with or without a parser."""
    assert roles_in(text, name, parser) == [(role, affiliation)]


@pytest.mark.parametrize(
    ("text", "name", "roles"),
    [
        ("Sen. Ola Brandt (P-Sarn) left.", "Ola Brandt", [("Sen.", None), (None, "P-Sarn")]),
        ("Mr. Reyl left.", "Reyl", []),
        ("Prince Omar bin Daru left.", "Omar bin Daru", []),
        ("Omar Daru, who leads the army, left.", "Omar Daru", []),
        ("Omar Daru, whose brother leads the army, left.", "Omar Daru", []),
        ("Omar Daru left the army.", "Omar Daru", []),
    ],
)
def test_others(text: str, name: str, roles: list[Told]) -> None:
    """Brackets tell an affiliation; an honorific is no role, and neither is what a clause says."""
    assert roles_in(text, name) == roles


def test_each_his_own() -> None:
    """Two persons in one sentence have each a role of their own."""
    text = "Judge Harriet Bole and Detective Inspector Tom Rall left."
    assert roles_in(text, "Harriet Bole") == [("Judge", None)]
    assert roles_in(text, "Tom Rall") == [("Detective Inspector", None)]


@pytest.mark.parametrize(
    ("phrase", "role", "affiliation", "head"),
    [
        ("the Treasury's chief economist", "chief economist", "Treasury", "economist"),
        ("a spokesman for the mayor", "spokesman", "mayor", "spokesman"),
        ("the former prime minister", "former prime minister", None, "prime-minister"),
        ("another critic", "critic", None, "critic"),
    ],
)
def test_phrase(phrase: str, role: str, affiliation: str | None, head: str) -> None:
    """A phrase without a name has a role, too."""
    parse = shape_parse(phrase)
    found = role_of(parse, 0, len(parse), 0)
    assert found is not None
    assert (found.text, (found.affiliation or "").removeprefix("the ") or None, found.head) == (role, affiliation, head)


@pytest.mark.parametrize("phrase", ["the bridge", "the", "its report", ""])
def test_no_role(phrase: str) -> None:
    """A thing has no role."""
    parse = shape_parse(phrase)
    assert role_of(parse, 0, len(parse), 0) is None


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("the prime minister", "prime-minister"),
        ("the mayor", "mayor"),
        ("the vice president", "vice-president"),
        ("", ""),
    ],
)
def test_head_noun(text: str, noun: str) -> None:
    """An office of several words is one noun."""
    parse = shape_parse(text)
    assert head_noun(parse, 0, len(parse)) == noun


def test_office_words() -> None:
    """An office is called by its other words and by its last one; a deputy's not by what he is deputy of."""
    assert "prime-minister" in office_words("premier")
    assert "minister" in office_words("finance-minister")
    assert "senator" in office_words("sen.")
    assert "president" not in office_words("vice-president")


@pytest.mark.parametrize(("word", "person"), [("mayor", True), ("ex-mayor", True), ("sen.", True), ("bridge", False)])
def test_person_noun(word: str, person: bool) -> None:
    """Nouns of offices, and compounds of them, are of persons."""
    assert is_person_noun(word) is person
