"""Whose a name is: likeness of names, and what the rest tells."""

from __future__ import annotations

import pytest

from quoth.relate.likeness import compare_names, is_named, keys
from quoth.relate.people import Appearance, Known, choose

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
]
OTHERS = [
    ("Ada Quill", "Peter Quill"),
    ("George W. Brand", "George H.W. Brand"),
    ("Quill", "Torvane"),
    ("Ada Quill", "Ada Quint"),
    ("Ivana Torvane", "Ivanka Torvane"),
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
