from __future__ import annotations

import pytest

from quoth.resolve.discourse import Chain, Discourse, noun_type, office_fit
from tests.resolve.parses import NETWORK, parse_by


def chains_of(text: str) -> list[list[str]]:
    """The chains of a text, without its pronouns, as the words of their mentions; in order of the first."""
    discourse = Discourse(parse_by(NETWORK, text))
    found = [c for c in discourse.chains if c.mentions]
    found.sort(key=lambda c: (c.mentions[0].head, len(c.members)))
    return [[discourse.parse.slice(m.start, m.end) for m in c.mentions] for c in found]


def chain_of(text: str, words: str) -> list[str]:
    """The words of the chain in which the last mention with these words is."""
    return next(c for c in reversed(chains_of(text)) if words in c)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Sen. Ola Brandt came. The senator spoke.", ["Sen. Ola Brandt", "The senator"]),
        ("Prime Minister Jana Holt came. The premier spoke.", ["Prime Minister Jana Holt", "The premier"]),
        ("Rep. Ola Brandt came. The congresswoman spoke.", ["Rep. Ola Brandt", "The congresswoman"]),
        (
            "Dunmore Police Chief Maria Estevan came. The chief spoke.",
            ["Dunmore Police Chief Maria Estevan", "The chief"],
        ),
        ("Pope Linus came. The pontiff spoke.", ["Pope Linus", "The pontiff"]),
        ("The mayor, Ora Venn, came. The mayor spoke.", ["The mayor", "Ora Venn", "The mayor"]),
        ("Ora Venn, a former mayor, came.", ["Ora Venn", "a former mayor"]),
        ("The Sand Party lost. The party wept.", ["The Sand Party", "The party"]),
        ("A report came out. The report was long.", ["A report", "The report"]),
    ],
)
def test_taken_up(text: str, words: list[str]) -> None:
    """A definite description takes up who holds the office, the body with that noun, or what was called so before."""
    assert chain_of(text, words[0]) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Sen. Ola Brandt came. A senator spoke.", ["A senator"]),
        ("President Ilse Korn came. A former president spoke.", ["A former president"]),
        ("Sen. Ola Brandt came. Another senator spoke.", ["Another senator"]),
        ("Ora Venn came. The bridge fell.", ["The bridge"]),
        ("The interior ministry closed. The defence ministry opened.", ["The defence ministry"]),
    ],
)
def test_another(text: str, words: list[str]) -> None:
    """An indefinite description, another one, and one with another modifier begin a chain of their own."""
    assert chain_of(text, words[0]) == words


def test_pairs() -> None:
    """Two persons whom "and" joins are a chain of their own, however often they are named so."""
    discourse = Discourse(parse_by(NETWORK, "Ana Lim and Piet Hoek came. Lim and Hoek spoke. Piet Hoek left."))
    pairs = [c for c in discourse.chains if c.members]
    assert [[m.entity.name for m in c.members if m.entity] for c in pairs] == [["Ana Lim", "Piet Hoek"]]
    assert len(pairs[0].mentions) == 2


def test_lean() -> None:
    """What the text tells of gender goes before what a given name lets one think."""
    discourse = Discourse(parse_by(NETWORK, "Mr. Hillary Stroud met Anna Benn."))
    people = {c.entity.name: c for c in discourse.chains if c.entity}
    assert (people["Hillary Stroud"].lean(), people["Hillary Stroud"].told()) == ("m", True)
    assert (people["Anna Benn"].lean(), people["Anna Benn"].told()) == ("f", False)
    assert Chain("unnamed").lean() is None


@pytest.mark.parametrize(
    ("noun", "plural", "kind"),
    [
        ("report", False, "document"),
        ("poll", False, "document"),
        ("official", False, "unnamed"),
        ("officials", True, "unnamed"),
        ("spokesman", False, "unnamed"),
        ("prime-minister", False, "unnamed"),
        ("ministry", False, "organization"),
        ("police", False, "organization"),
        ("residents", True, "group"),
        ("voters", True, "group"),
        ("bridge", False, "thing"),
        ("bridges", True, "thing"),
        ("", False, "thing"),
    ],
)
def test_noun_type(noun: str, plural: bool, kind: str) -> None:
    """A noun tells whether it is of a document, a body, several people, or someone without a name."""
    assert noun_type(noun, plural) == kind


@pytest.mark.parametrize(
    ("noun", "heads", "fit"),
    [
        ("senator", {"sen."}, 1.0),
        ("premier", {"prime-minister"}, 1.0),
        ("minister", {"finance-minister"}, 1.0),
        ("lawmaker", {"senator"}, 0.6),
        ("health-minister", {"finance-minister"}, 0.0),
        ("president", {"vice-president"}, 0.0),
        ("mayor", {"senator"}, 0.0),
        ("mayor", set(), 0.0),
    ],
)
def test_office_fit(noun: str, heads: set[str], fit: float) -> None:
    """An office is its holder's by any of its names, less surely by a wider word, and never another's."""
    assert office_fit(noun, heads) == fit
