from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoth.read.parsed import shape_parse
from quoth.resolve.epithets import office_of
from quoth.resolve.mentions import find_mentions
from tests.resolve.parses import NETWORK, PARSERS, mention_of, parse_by

WORDS = (
    "Ana |Lim |'s |’s |his |the |mayor |of |al-Daru |“Bo” |(|) |Mr. |President |who |he |said |, |. |40-year-old |U.S. "
)
ODD = ["\n\n", "\u200b", "e\u0301", "\ud83d", "שלום ", "a" * 40]
PIECES = st.sampled_from([*WORDS.split("|"), *ODD])
TEXTS = st.one_of(st.lists(PIECES, max_size=25).map("".join), st.text(st.characters(codec=None), max_size=40))


def told(text: str, parser: str = NETWORK) -> list[tuple[str, str]]:
    """The mentions of a text and of what kind each is."""
    parse = parse_by(parser, text)
    return [(parse.slice(m.start, m.end), m.kind) for m in find_mentions(parse)]


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("Ora Venn met the mayor.", [("Ora Venn", "name"), ("the mayor", "description")]),
        ("Mr. Reyl and Dr. Sand left.", [("Mr. Reyl", "name"), ("Dr. Sand", "name")]),
        ("The man's old dog barked.", [("The man", "description"), ("The man's old dog", "description")]),
        (
            "She gave him her book.",
            [("She", "pronoun"), ("him", "pronoun"), ("her", "pronoun"), ("her book", "description")],
        ),
        ("Who said that it was they?", [("Who", "pronoun"), ("it", "pronoun"), ("they", "pronoun")]),
        ("Sand Party supporters cheered.", [("Sand Party", "name"), ("Sand Party supporters", "description")]),
        (
            "His wife, the novelist Ana Lim, left.",
            [("His", "pronoun"), ("His wife", "description"), ("the novelist Ana Lim", "name")],
        ),
    ],
)
def test_mentions(text: str, mentions: list[tuple[str, str]]) -> None:
    """Names, descriptions and pronouns are mentions, a possessor and a name that modifies on their own as well."""
    assert told(text) == mentions


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("the mayor of Sarn", [("the mayor", "description"), ("Sarn", "name")]),
        ("its leader, Ana Lim", [("its", "pronoun"), ("its leader", "description"), ("Ana Lim", "name")]),
        ("the novelist Ana Lim", [("the novelist Ana Lim", "name")]),
        ("it, she and they", [("it", "pronoun"), ("she", "pronoun"), ("they", "pronoun")]),
    ],
)
def test_phrases(parser: str, text: str, mentions: list[tuple[str, str]]) -> None:
    """A phrase is told by its words alone as it is by the network."""
    assert told(text, parser) == mentions


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Sand Bay Mayor Ora Venn left.", "Ora Venn"),
        ("Islamic League Secretary General Ana Lim left.", "Ana Lim"),
        ("Prime Minister Jana Holt left.", "Jana Holt"),
        ("Mr. Reyl left.", "Reyl"),
        ("Hassan al-Daru left.", "Hassan al-Daru"),
        ("Pieter van der Hoek left.", "Pieter van der Hoek"),
        ("Lucia de Marrano left.", "Lucia de Marrano"),
        ("Robert C. “Bobby” Kask Jr. left.", "Robert C. “Bobby” Kask Jr."),
        ("William (Billy) Grell left.", "William (Billy) Grell"),
        ("Jean-Luc Dubel left.", "Jean-Luc Dubel"),
        ("Sean O’Mara left.", "Sean O’Mara"),
    ],
)
def test_names(text: str, name: str) -> None:
    """A name is kept whole, particles and nicknames with it, and parted from the title before it."""
    parse = parse_by(NETWORK, text)
    names = [parse.slice(*m.name) for m in find_mentions(parse) if m.name and not m.inside]
    assert names == [name]


@pytest.mark.parametrize(
    ("phrase", "owner"),
    [("The man's old dog", "man"), ("her book", "her"), ("the mayor's aide's car", "aide"), ("Ora Venn's car", "Venn")],
)
def test_owner(phrase: str, owner: str) -> None:
    """A phrase knows the head of its possessor, the last of several."""
    parse = parse_by(NETWORK, f"{phrase} was lost.")
    found = mention_of(parse, phrase).owner
    assert found is not None
    assert parse.words[found] == owner


@pytest.mark.parametrize(
    ("phrase", "plural"), [("Officials", True), ("The official", False), ("They", True), ("He", False)]
)
def test_plural(phrase: str, plural: bool) -> None:
    """Several are told from one by the form of the noun or pronoun."""
    assert mention_of(parse_by(NETWORK, f"{phrase} said so."), phrase).plural is plural


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Secretary General Ana Lim", 2),
        ("Prime Minister Jana Holt", 2),
        ("Deputy Prime Minister Holt", 3),
        ("Sen. Brandt", 1),
        ("ex-mayor Venn", 1),
        ("vice-chairman Venn", 1),
        ("Ana Lim", 0),
        ("General", 1),
    ],
)
def test_office(text: str, words: int) -> None:
    """A title has one word or several, and one with "ex-" or "vice-" before it is one, too."""
    parse = shape_parse(text)
    assert office_of(parse, 0, len(parse)) == words


@given(text=TEXTS)
@settings(max_examples=80, deadline=None)
def test_any_text(text: str) -> None:
    """Whatever the text is, its mentions are in order, hold their heads and names, and no two phrases cross."""
    parse = shape_parse(text)
    mentions = find_mentions(parse)
    for m in mentions:
        assert 0 <= m.start <= m.base <= m.head < m.end <= len(parse)
        assert m.name is None or m.base <= m.name[0] < m.name[1] <= m.end
        assert parse.sentence[m.start] == parse.sentence[m.end - 1]
    whole = [m for m in mentions if not m.inside]
    for a, b in itertools.pairwise(whole):
        assert a.end <= b.start or (b.start <= a.start and a.end <= b.end)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Mail on Sunday reported that he left.", "The Mail on Sunday"),
        ("He told the Sunday Mirror that he left.", "the Sunday Mirror"),
        ("The insurance firm Varga & Torv said it was sorry.", "The insurance firm Varga & Torv"),
        (
            "The Committee on Harbours, Fisheries and Home Affairs met.",
            "The Committee on Harbours, Fisheries and Home Affairs",
        ),
        (
            "It was one of the Centres for Harbour Control and Safety that asked.",
            "the Centres for Harbour Control and Safety",
        ),
    ],
)
def test_a_name_is_whole(text: str, name: str) -> None:
    """Weekdays of papers, "&", and what a committee or a centre is for belong to the name."""
    assert (name, "name") in told(text)


def test_a_weekday_is_when_it_was_said() -> None:
    """On Sunday, a ministry is no paper."""
    assert ("The Ministry", "name") in told("The Ministry on Sunday said that he left.")
