"""Who speaks, of all who may: candidates from an invented text, with voices made by hand."""

from __future__ import annotations

import dataclasses

import pytest

from quoth.parse import KINDS, Parse, Voice
from quoth.read.parsed import shape_parse
from quoth.records import Article, Part, Statement
from quoth.resolve.choice import Candidate, Chooser, chances, chosen
from quoth.resolve.found import Found
from quoth.resolve.implied import speakers
from quoth.resolve.sources import Sources
from quoth.resolve.stated import Stated
from tests.resolve.parses import read_marked

TEXT = (
    "{Minister of Education Stella Marinato} [said] <the schools would open>.|"
    " Hugo Krell listened.| {The minister} [added] <that pupils were glad>.|"
)


def voice_of(kind: str, **more: object) -> Voice:
    """A voice that is nearly sure of its kind."""
    return Voice(tuple(0.94 if k == kind else 0.01 for k in KINDS), **more)  # type: ignore[arg-type]


def heard(voices: list[Voice | None], text: str = TEXT) -> tuple[Article, list[Statement], Parse]:
    """The article, its statements, and its parse with these voices."""
    article, statements = read_marked(text)
    parse = shape_parse(article.text)
    parse.voices.update({s.id: v for s, v in zip(statements, voices, strict=True) if v is not None})
    return article, statements, parse


def part(text: str, label: str, words: str) -> tuple[str, int, int]:
    """The words as a part of a source."""
    start = text.index(words)
    return label, start, start + len(words)


@pytest.fixture
def marinato() -> tuple[Article, list[Statement], Parse]:
    """A long title before a name, and a description that points to the name."""
    text = read_marked(TEXT)[0].text
    parts = tuple(
        part(text, label, word)
        for label, word in [
            ("role", "Minister"), ("role", "of"), ("role", "Education"), ("name", "Stella"), ("name", "Marinato"),
        ]
    )  # fmt: skip
    there = text.index("Marinato")
    return heard([voice_of("person", parts=parts), voice_of("person", same=((there, there + 8, 0.9),), nobody=0.05)])


def found_in(made: tuple[Article, list[Statement], Parse]) -> tuple[Sources, list[Found]]:
    """Whom the statements are by."""
    article, statements, parse = made
    sources = Sources(article, statements, parse)
    return sources, chosen(sources, speakers(sources))


def test_the_parts_of_a_source_are_the_name_and_the_role(marinato: tuple[Article, list[Statement], Parse]) -> None:
    """The title is no part of the name, and it is the role."""
    sources, found = found_in(marinato)
    assert found[0].name == "Stella Marinato"
    assert found[0].type == "person"
    assert Stated(sources, found).role(0) == ("Minister of Education", None)


def test_a_description_takes_the_name_that_it_points_to(marinato: tuple[Article, list[Statement], Parse]) -> None:
    """The minister is she who was named, and has her role from there."""
    sources, found = found_in(marinato)
    assert found[1].name == "Stella Marinato"
    assert Stated(sources, found).role(1) == ("Minister of Education", None)


def test_without_a_voice_the_rules_are_taken() -> None:
    """A statement of which no network was heard is by whom the rules say."""
    article, statements, parse = heard([None, None])
    sources = Sources(article, statements, parse)
    rules = speakers(sources)
    assert chosen(sources, rules) == rules


@pytest.mark.parametrize("kind", ["unnamed", "group", "document"])
def test_somebody_without_a_name_is_of_the_kind_that_the_network_says(kind: str) -> None:
    """The words are the source's, without its article."""
    text = "{The brokerage} [said] <the stock would fall>.|"
    _, found = found_in(heard([voice_of(kind, nobody=0.95)], text))
    assert (found[0].type, found[0].name) == (kind, "brokerage")


def test_chances_sum_to_one_and_follow_the_weights() -> None:
    """What has more for it is likelier."""
    found = [Candidate("Ana Lim", "person", None, {"named": 1.0}), Candidate(None, "none", None, {})]
    made = chances(found, {"named": 2.0})
    assert sum(made) == pytest.approx(1)
    assert made[0] > made[1]


def test_every_statement_has_a_candidate_of_each_kind(marinato: tuple[Article, list[Statement], Parse]) -> None:
    """Somebody without a name, the author and nobody can always be meant."""
    article, statements, parse = marinato
    sources = Sources(article, statements, parse)
    kinds = {c.type for c in Chooser(sources, speakers(sources)).candidates(0)}
    assert kinds >= {"unnamed", "group", "document", "author", "none", "person"}


def test_the_place_of_a_dateline_speaks_nowhere() -> None:
    """What is named in a dateline alone is nobody's name; what the text names, too, may be."""
    marked = "Piet Marlow - {Hugo Krell} [said] <the schools would open>."
    article, statements, parse = heard([voice_of("person")], marked)
    dated = dataclasses.replace(article, parts=(Part("dateline", 0, 13),))
    for each, named in ((article, True), (dated, False)):
        sources = Sources(each, statements, parse)
        chooser = Chooser(sources, speakers(sources))
        assert any(c.entity is not None and c.entity.name == "Piet Marlow" for c in chooser.chains) == named
