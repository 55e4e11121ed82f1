"""Whose a name is: likeness of names, and what the rest tells."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quoth.relate.called import everywhere, fuller_in, known_as, other_names
from quoth.relate.likeness import compare_names, is_named, keys
from quoth.relate.people import Appearance, Known, choose, without_epithet
from quoth.relate.surroundings import are_of_one_story, words_around

SAME = [
    ("Ada Quill", "ADA QUILL", "same"),
    ("Ada M. Quill", "Ada Quill", "full"),
    ("A. Quill", "Ada Quill", "full"),
    ("Bill Torvane", "William Torvane", "full"),
    ("Quill", "Ada Quill", "short"),
    ("Mrs. Quill", "Ada Quill", "short"),
    ("Ismar Hanuyeh", "Ismar Hanuya", "full"),
    ("Bashar al-Darrun", "Bashar el-Darun", "full"),
    ("Ilda Torvane", "Ilda Torvene", "spelt"),
    ("Jess Torvane", "Jessica Torvane", "spelt"),
    ("Osk Brand Jr.", "Osk Brand", "junior"),
    ("Rence Torvane", "Reince Torvane", "spelt"),
    ("Brand", "Osk B. Brand Jr.", "short"),
    ("Admiral Brand", "Osk B. Brand Jr.", "short"),
    ("Rear Admiral Osk Brand", "Osk Brand", "full"),
    ("Leb Brand", "Lars Elis Brand", "full"),
]
OTHERS = [
    ("Ada Quill", "Peter Quill"),
    ("George W. Brand", "George H.W. Brand"),
    ("Quill", "Torvane"),
    ("Ada Quill", "Ada Quint"),
    ("Ivana Torvane", "Ivanka Torvane"),
    ("Lev Brand", "Lars Elis Brand"),
]


@pytest.mark.parametrize(("one", "other", "kind"), SAME)
def test_names_of_one(one: str, other: str, kind: str) -> None:
    """Names that may be one person's are alike both ways round, and have a key in common."""
    for a, b in ((one, other), (other, one)):
        found = compare_names(a, b, "person")
        assert found is not None
        assert found.kind == kind
        assert kind == "spelt" or keys(a, "person") & keys(b, "person")


@pytest.mark.parametrize(("one", "other"), OTHERS)
def test_names_of_two(one: str, other: str) -> None:
    """Other given names, other middle names, other families."""
    assert compare_names(one, other, "person") is None


def test_bodies() -> None:
    """First letters are those of a long form; another body's are not."""
    found = compare_names("HFU", "Halden Ferry Union", "organization")
    assert found is not None
    assert found.kind == "acronym"
    assert keys("HFU", "organization") & keys("Halden Ferry Union", "organization")
    assert compare_names("HFX", "Halden Ferry Union", "organization") is None
    assert compare_names("Halden Ferry Union", "Halden Port Union", "organization") is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Osk-based Halden Ferry Union", "Halden Ferry Union"),
        ("Halden Post newspaper", "Halden Post"),
        ("Militant group Halden Dawn", "Halden Dawn"),
        ("increasingly nasty Torvane campaign", "Torvane campaign"),
        ("Ilda Torvane campaign", "Torvane campaign"),
        ("Ilda Torvane presidential campaign", "Torvane campaign"),
    ],
)
def test_what_a_report_puts_around_a_bodys_name_is_none_of_it(one: str, other: str) -> None:
    """Nor is the given name of whose campaign it is; both are found under one key."""
    assert compare_names(one, other, "organization") is not None
    assert keys(one, "organization") & keys(other, "organization")
    assert compare_names("Torvane campaign", "Quill campaign", "organization") is None


def test_what_anybody_is_speaks_for_nobody() -> None:
    """A man of one family name is not the man of another report."""
    known = [Known("pe_1", "person", ("Ada Quill",), 3, roles=frozenset({"woman"}))]
    two = [*known, Known("pe_2", "person", ("Peter Quill",), 3)]
    assert choose(Appearance("ar_1", "Quill", "person", roles=frozenset({"woman"})), two).person is None


@pytest.mark.parametrize("name", ["police", "the government", "officials", "Ada Quill and Peter Quill"])
def test_descriptions_are_nobodys(name: str) -> None:
    """What anyone may be called is no name."""
    assert not is_named(name, "organization" if name in ("police", "the government") else "person")
    assert is_named("Halden Ferry Union", "organization")
    assert not is_named("Ada Quill", "group")


def test_a_short_name_goes_to_whom_the_article_names() -> None:
    """Of two it may be, the one who stands there in full; else nobody, unless one outweighs the other."""
    two = [Known("pe_1", "person", ("Ada Quill",), 5), Known("pe_2", "person", ("Peter Quill",), 5)]
    assert choose(Appearance("ar_1", "Quill", "person"), two).person is None
    named = Appearance("ar_1", "Quill", "person", named=frozenset({"peter quill"}))
    assert choose(named, two).person == "pe_2"
    assert "named in full" in choose(named, two).reason
    behind = Appearance("ar_1", "Quill", "person", named=frozenset({"lovesick peter quill"}))
    assert choose(behind, two).person == "pe_2"


def test_another_given_name_is_nobody_known() -> None:
    """Who has a short name among their names is not everybody of the family."""
    known = [Known("pe_1", "person", ("Ada Quill", "Quill"), 50)]
    assert choose(Appearance("ar_1", "Peter Quill", "person"), known).person is None


def test_two_ministers_of_one_name() -> None:
    """Offices of different bodies, and nobody named in both articles: two people; else one."""
    known = Known("pe_1", "person", ("Ada Quill",), 3, affiliations=frozenset({"Halvern"}), around=9)
    apart = Appearance("ar_1", "Ada Quill", "person", affiliations=frozenset({"Toluvia"}), named=frozenset("ab"))
    assert choose(apart, [known]).person is None
    met = Known("pe_1", "person", ("Ada Quill",), 3, affiliations=frozenset({"Halvern"}), shared=2, around=9)
    assert choose(apart, [met]).person == "pe_1"


def test_a_slip_needs_more_than_the_name() -> None:
    """A letter apart is the same person where the articles have names in common."""
    slip = Appearance("ar_1", "Ilda Torvene", "person")
    assert choose(slip, [Known("pe_1", "person", ("Ilda Torvane",), 3)]).person is None
    assert choose(slip, [Known("pe_1", "person", ("Ilda Torvane",), 3, shared=3)]).person == "pe_1"


SAID = [
    ("The Halden Ferry Union (HFU) met.", {("halden ferry union", "hfu")}),
    ("The HFU (Halden Ferry Union) met.", {("halden ferry union", "hfu")}),
    ("The Halden Dawn group, also known as HDAF or HDL, met.", {("halden dawn", "hdaf"), ("halden dawn", "hdl")}),
    ("Fighters of HDAF, also known as the Halden Dawn, met.", {("halden dawn", "hdaf")}),
    ("The Institute for Tidal Studies, or ITS, met.", {("institute for tidal studies", "its")}),
    ("HALDEN (NW) — The Bridge (Osk) and Ada Quill (D-Osk.) met in Merrin (Halden).", set()),
]


@pytest.mark.parametrize(("text", "pairs"), SAID)
def test_the_names_a_text_gives_a_body(text: str, pairs: set[tuple[str, str]]) -> None:
    """Letters in brackets are those of the words before them, and what is also known as is any name."""
    assert other_names(text) == pairs


def test_letters_that_mean_several_bodies_name_none() -> None:
    """What two articles say is believed, unless others say the same letters of a body with no word in common."""
    said = {"hpa": {"halden port authority": 3, "halden port authorities": 1}, "halden port authority": {"hpa": 3}}
    assert known_as("hpa", said, ()) == {"halden port authority"}
    doubted = {**said, "hpa": {**said["hpa"], "halden port alliance": 2}}
    assert known_as("hpa", doubted, ()) == set()
    assert known_as("halden port authority", doubted, ()) == set()
    assert known_as("hpa", doubted, [("halden port alliance", "hpa")]) == {"halden port alliance"}


@pytest.mark.parametrize(
    ("text", "fuller"),
    [
        ("The Merrin Observatory for Tides spoke. The Observatory said so.", "Merrin Observatory for Tides"),
        ("The Osk-based Merrin Observatory for Tides spoke. The Observatory did.", "Merrin Observatory for Tides"),
        ("The Merrin Observatory spoke. The Halden Observatory did. The Observatory said so.", None),
        ("The Merrin Observatory spoke.", None),
    ],
)
def test_a_last_word_stands_for_the_one_longer_name(text: str, fuller: str | None) -> None:
    """With an article before it, and only where the text has one name that ends so."""
    assert fuller_in(text, "Observatory") == fuller


def test_a_body_is_joined_by_what_articles_call_it() -> None:
    """By a name that is said to be its, but not by letters that a body with other words has."""
    dawn = Known("pe_d", "organization", ("Halden Dawn",), 5)
    found = choose(Appearance("ar_1", "HDAF", "organization", others=frozenset({"halden dawn"})), [dawn])
    assert (found.person, found.reason) == ("pe_d", "articles say that it is Halden Dawn")
    both = Known("pe_h", "organization", ("HD", "Halden Dawn"), 5, shared=4)
    assert choose(Appearance("ar_2", "Home Delights", "organization"), [both]).person is None
    assert choose(Appearance("ar_2", "HD", "organization"), [both]).person == "pe_h"
    assert choose(Appearance("ar_3", "H.D. government", "organization"), [both]).person is None


def test_letters_that_everybody_knows() -> None:
    """A library need not explain them."""
    assert everywhere()["ap"] == ("associated press",)
    assert everywhere()["world health organization"] == ("who",)


def test_a_last_word_alone_is_a_body_of_the_same_things() -> None:
    """The Observatory of another article is that of Merrin where the articles have names in common."""
    one = Appearance("ar_1", "Observatory", "organization")
    known = Known("pe_o", "organization", ("Merrin Observatory for Tides", "Observatory"), 9)
    assert choose(one, [known]).person is None
    assert choose(one, [replace(known, shared=3)]).person == "pe_o"


def test_a_family_name_in_capitals_is_no_body() -> None:
    """Where a person is called so in articles that have names in common; not where a body is known by it."""
    one = Appearance("ar_1", "QUILL", "organization")
    ada = Known("pe_a", "person", ("Ada Quill", "Quill"), 40, shared=3)
    assert choose(one, [ada]).person == "pe_a"
    assert choose(one, [replace(ada, shared=0)]).person is None
    assert choose(one, [ada, Known("pe_b", "organization", ("Quill",), 2)]).person == "pe_b"


def test_a_given_name_alone_is_one_where_the_same_is_told() -> None:
    """In whatever words; what any report has is none of them."""
    text = "{} lost her goat, Bramble, in the orchard, and shepherds searched the terraces with lanterns for it."
    other = "With lanterns, shepherds searched an orchard for the goat that {} missed from her terraces."
    ours, same = words_around(text.format("Mila"), "Mila"), words_around(other.format("Mila"), "Mila")
    assert are_of_one_story(ours, same)
    assert not are_of_one_story(ours, words_around("Mila named a minister on Monday after the vote.", "Mila"))
    one = Appearance("ar_1", "Mila", "person")
    lone = Known("pe_m", "person", ("Mila",), 2)
    assert choose(one, [lone]).person is None
    assert choose(one, [replace(lone, told=True)]).person == "pe_m"


def test_a_participle_is_no_given_name() -> None:
    """Where the article names somebody of that family in full."""
    one, text = Appearance("ar_1", "Embattled Quill", "person"), "Embattled Quill, Secretary Thomas E. Quill, spoke."
    assert without_epithet(one, text).name == "Quill"
    assert without_epithet(one, "Embattled Quill spoke.").name == "Embattled Quill"
    assert without_epithet(replace(one, name="Fred Quill"), text).name == "Fred Quill"
