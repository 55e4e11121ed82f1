"""Kin are told from each other by the nouns that stand at their names, and people of one name by suffixes."""

import pytest

import quoth
from quoth.resolve.names import Name, same_name
from tests.cases.cases import name_words

COUPLE = "Ivo Dresner and his wife, Hanna Dresner, keep bees. {}"


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("His wife said she had been stung twice.", "Hanna Dresner"),
        ("“I hum,” her husband said.", "Ivo Dresner"),
        ("“He sings to them,” Mrs Dresner said.", "Hanna Dresner"),
        ("“She sings to them,” Mr Dresner said.", "Ivo Dresner"),
    ],
)
def test_a_couple_is_two_people(sentence: str, who: str) -> None:
    """What one is to the other tells what the other is to the one, and how each is addressed."""
    (said,) = quoth.read_text(COUPLE.format(sentence)).statements
    assert said.speaker is not None
    assert name_words(said.speaker.name or "") == name_words(who)


def test_a_suffix_parts_father_and_son() -> None:
    """Sr. and Jr. are two; without a suffix it may be either."""
    senior, junior = Name.of("Amos Kettering Sr."), Name.of("Amos Kettering, Jr.")
    assert not same_name(senior, junior)
    assert not senior.is_short_for(junior)
    assert same_name(Name.of("Amos Kettering"), junior)
    assert Name.of("Ada Voss PhD") == Name.of("Ada Voss")


def test_the_elder_is_the_one_with_the_older_suffix() -> None:
    """Both "the elder" and "the younger" stand before a family name."""
    text = "Amos Kettering Jr. said it would rain. His father, Amos Kettering Sr., said he was wet. “{0},” the {1} "
    text += "Kettering said."
    for which, who in (("elder", "Amos Kettering Sr."), ("younger", "Amos Kettering Jr.")):
        last = quoth.read_text(text.format("Nobody asks me", which)).statements[-1]
        assert last.speaker is not None
        assert last.speaker.name == who
