"""When two names are one, and what a source says of a name."""

import pytest

from quoth.evaluate.names import SourceSays, name_words, role_words, same_name, shorter_name, source_says


@pytest.mark.parametrize(
    "name", ["Tomas Reyl", "TOMAS REYL", "President Tomas Reyl", "Mr. Tomas Reyl’s", "the Tomas  Reyl,", "Tomas Reyl's"]
)
def test_titles_case_and_possessives_do_not_count(name: str) -> None:
    """All of these are one name."""
    assert same_name(name_words(name), ["tomas", "reyl"])


@pytest.mark.parametrize("name", ["Reyl", "Reyl Tomas", "Tomas B. Reyl", None, "", "the president"])
def test_another_order_or_another_word_is_another_name(name: str | None) -> None:
    """Order counts, and so does every word."""
    assert not same_name(name_words(name), ["tomas", "reyl"])


@pytest.mark.parametrize(
    ("short", "is_shorter"),
    [
        ("Reyl", True),
        ("President Reyl", True),
        ("Tomas Reyl", True),
        ("Tomas", False),
        ("Ada Reyl", False),
        ("", False),
    ],
)
def test_a_shorter_name_has_the_last_word(short: str, is_shorter: bool) -> None:
    """A first name alone is not enough, and a word that the full name lacks is too much."""
    assert shorter_name(name_words(short), ["tomas", "reyl"]) is is_shorter
    assert not shorter_name(name_words(short), [])


@pytest.mark.parametrize(
    ("role", "affiliation", "words"),
    [
        ("chief engineer", None, {"chief", "engineer"}),
        ("The chairman of the board", None, {"chairman", "board"}),
        ("Osk’s minister for trade", "Osk", {"minister", "trade"}),
        ("Velmora Water spokeswoman", "Velmora Water", {"spokeswoman"}),
        ("Sen.", None, set()),
        ("president", "Osk", set()),
        (None, "Osk", set()),
    ],
)
def test_which_words_of_a_role_count(role: str | None, affiliation: str | None, words: set[str]) -> None:
    """No title, no word that joins others, none of the affiliation."""
    assert role_words(role, affiliation) == words


@pytest.mark.parametrize(
    ("pieces", "says"),
    [
        ([], "nothing"),
        (["“"], "nothing"),
        (["He"], "pronoun"),
        (["who", "he"], "pronoun"),
        (["Mr. Reyl"], "name"),
        (["he,", "Tomas"], "name"),
        (["the auditor"], "description"),
        (["his office"], "description"),
        (["The president"], "title"),
    ],
)
def test_what_a_source_says(pieces: list[str], says: SourceSays) -> None:
    """Each source is one of five."""
    assert source_says(pieces, ["tomas", "reyl"]) == says
