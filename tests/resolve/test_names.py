from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoth.resolve.names import Name, acronym, bare, same_name

WORDS = st.sampled_from(
    [
        *"Ana Lim Bill William J. de van der al-Daru bin Kask Jr. Mr. O’Mara Zoé 李明 II".split(),
        "“Bo”",
        "(Bo)",
        "\u200b",
        "-",
    ]
)
NAMES = st.one_of(st.lists(WORDS, max_size=6).map(" ".join), st.text(max_size=30))
SOME = settings(max_examples=80, deadline=None)


@pytest.mark.parametrize(
    ("text", "words", "nick"),
    [
        ("Ora Venn", "ora venn", ""),
        ("Mr. Reyl", "reyl", ""),
        ("the Rev. Ana Lim", "ana lim", ""),
        ("Dr. Priya Sand", "priya sand", ""),
        ("Robert C. “Bobby” Kask Jr.", "robert c. kask", "bobby"),
        ('William "Billy" Grell', "william grell", "billy"),
        ("William (Billy) Grell", "william grell", "billy"),
        ("Hassan al-Daru", "hassan al-daru", ""),
        ("Idris bin Tarun", "idris tarun", ""),
        ("Pieter van der Hoek", "pieter hoek", ""),
        ("Jean-Luc de la Roche", "jean-luc roche", ""),
        ("Zoé Brévard", "zoe brevard", ""),
        ("Sean O’Mara", "sean o'mara", ""),
        ("J. P. Marlow", "j. p. marlow", ""),
        ("J.K. Rollin", "j.k. rollin", ""),
        ("Osric II", "osric", ""),
        ("Ana\nLim", "ana lim", ""),
        ("Mr.", "mr.", ""),
        ("", "", ""),
        ("...", "", ""),
    ],
)
def test_parts(text: str, words: str, nick: str) -> None:
    """A name has its words and nicknames, without honorifics, suffixes and particles."""
    name = Name.of(text)
    assert (" ".join(name.words), " ".join(name.nick)) == (words, nick)


def test_family_and_given() -> None:
    """The family name is the last word and the given name the first, of which one word alone is none."""
    assert (Name.of("Ana M. Lim").given, Name.of("Ana M. Lim").family) == ("ana", "lim")
    assert (Name.of("Lim").given, Name.of("Lim").family) == ("", "lim")
    assert (Name.of("").given, Name.of("").family) == ("", "")


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("Kask", "Robert C. “Bobby” Kask Jr."),
        ("Bobby", "Robert C. “Bobby” Kask Jr."),
        ("Bobby Kask", "Robert C. “Bobby” Kask Jr."),
        ("R. Kask", "Robert Kask"),
        ("Bob Kask", "Robert Kask"),
        ("Ana Lim", "Ana M. Lim"),
        ("Ana", "Ana Lim"),
        ("Daru", "Hassan al-Daru"),
        ("al-Daru", "Hassan al-Daru"),
        ("Al-Daru", "Hassan al-Daru"),
        ("Tarun", "Idris bin Tarun"),
        ("Van der Hoek", "Pieter van der Hoek"),
        ("Hoek", "Pieter van der Hoek"),
        ("De la Roche", "Jean de la Roche"),
        ("Brevard", "Zoé Brévard"),
        ("O'Mara", "Sean O’Mara"),
        ("Zhao", "Zhao Minhe"),
        ("Minhe", "Zhao Minhe"),
        ("Pak", "Pak Sun-ho"),
        ("LIM", "Ana Lim"),
        ("Lim", "Lim"),
    ],
)
def test_short_for(short: str, full: str) -> None:
    """A family name, a given one, a nickname, an initial or some of the words may be said for the whole name."""
    assert Name.of(short).is_short_for(Name.of(full))


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("Rupert Kask", "Robert Kask"),
        ("Ana B. Lim", "Ana M. Lim"),
        ("Ora Venn", "Venn"),
        ("Piet Lim", "Ana Lim"),
        ("Ana Hoek", "Ana Lim"),
        ("Limb", "Ana Lim"),
        ("M.", "Ana M. Lim"),
        ("", "Ana Lim"),
        ("", ""),
        ("Lim", ""),
    ],
)
def test_not_short_for(short: str, full: str) -> None:
    """A name with a word that the other has not is no short form of it, and nothing is one of nothing."""
    assert not Name.of(short).is_short_for(Name.of(full))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ana Lim", "Ana M. Lim"),
        ("Bill Kask", "William Kask"),
        ("Will Kask", "Bill Kask"),
        ("A. Lim", "Ana Lim"),
        ("J. P. Marlow", "John Marlow"),
        ("William “Billy” Grell", "Billy Grell"),
        ("Hassan al-Daru", "Hassan Daru"),
        ("Zoé Brévard", "Zoe Brevard"),
        ("Ana", "Ana Lim"),
    ],
)
def test_same(one: str, other: str) -> None:
    """Two names are one person's where the family name is the same and the given names agree."""
    assert same_name(Name.of(one), Name.of(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ana Lim", "Piet Lim"),
        ("Ana Lim", "Ana Hoek"),
        ("Chen Weiming", "Chen Xiulan"),
        ("Kim Sun-ho", "Kim Ji-won"),
        ("Rupert Kask", "Robert Kask"),
    ],
)
def test_not_same(one: str, other: str) -> None:
    """Two of one family, and two with one given name, are two."""
    assert not same_name(Name.of(one), Name.of(other))


@pytest.mark.parametrize(
    ("word", "plain"),
    [("al-daru", "daru"), ("daru", "daru"), ("o'mara", "o'mara"), ("jong-un", "jong-un"), ("al-", "al-"), ("", "")],
)
def test_bare(word: str, plain: str) -> None:
    """A joined particle comes off a family name; what is part of a double name stays."""
    assert bare(word) == plain


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Orlan Rescue Committee", "orc"),
        ("the United Rivers", "ur"),
        ("O.R.C.", "orc"),
        ("League of Rivers and Lakes", "lrl"),
        ("committee", ""),
        ("", ""),
    ],
)
def test_acronym(name: str, letters: str) -> None:
    """A body's initials are those of its words with a capital, small words apart."""
    assert acronym(name) == letters


@given(one=NAMES, other=NAMES)
@SOME
def test_any_names(one: str, other: str) -> None:
    """Any text can be a name; a name is short for itself, and being one person's goes both ways."""
    x, y = Name.of(one), Name.of(other)
    assert all(w for w in (*x.words, *x.nick))
    assert x.is_short_for(x) is bool(x.words)
    assert same_name(x, y) is same_name(y, x)
    assert acronym(one) == acronym(one).casefold()
    assert bare(one) == one or one.endswith(f"-{bare(one)}")
