"""What stands before a name and is no part of it."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoth.parse import Parse
from quoth.read.parsed import shape_parse
from quoth.resolve.epithets import behind_epithets, behind_nation

LABELS = {"P": "PERSON", "B": "ORGANIZATION", "L": "LOCATION", "M": "MISC", "O": "O"}


def labelled(text: str, labels: str) -> Parse:
    """The parse of a name, each word of which has the label of a letter."""
    parse = shape_parse(text)
    assert len(parse) == len(labels), parse.words
    return dataclasses.replace(parse, entity=[LABELS[x] for x in labels])


@pytest.mark.parametrize(
    ("text", "labels", "name"),
    [
        ("Sgt. Mina Torv", "OPP", "Mina Torv"),
        ("Det. Ivo Larn", "OPP", "Ivo Larn"),
        ("Air Chief Marshal Ebo Saran", "OOOPP", "Ebo Saran"),
        ("Halden CEO Mina Torv", "BOPP", "Mina Torv"),
        ("Mina Torv", "PP", "Mina Torv"),
        ("National Harbour Adviser Mina Torv", "OOOPP", "Mina Torv"),
        ("State Mina Torv", "OPP", "Mina Torv"),
        ("Private Islands Weekly", "OBB", "Private Islands Weekly"),
        ("tech site Gadgetry", "OOB", "Gadgetry"),
        ("site iGadget", "OB", "iGadget"),
        ("Ostran Pear publication iGadget", "MBOB", "iGadget"),
        ("city of Halden", "OOL", "city of Halden"),
        ("state TV", "OB", "state TV"),
        ("al Rahat Brigade", "BBB", "al Rahat Brigade"),
        ("Merrin's Harbour Times", "LOBB", "Harbour Times"),
        ("Merrin’s army", "LOO", "Merrin’s army"),
        ("Marlow's Kitchen", "BBB", "Marlow's Kitchen"),
        ("Halden Children's Hospital", "BBBB", "Halden Children's Hospital"),
        ("Ostran Kalle Venn", "MPP", "Kalle Venn"),
        ("Ostran Navy", "MB", "Ostran Navy"),
        ("Reuel news agency", "BOO", "Reuel news agency"),
    ],
)
def test_epithets(text: str, labels: str, name: str) -> None:
    """Titles, what sort of thing it is, whose it is and where somebody is from go; what is of the name stays."""
    parse = labelled(text, labels)
    assert parse.slice(behind_epithets(parse, 0, len(parse)), len(parse)) == name


@given(
    words=st.lists(
        st.sampled_from("General Sgt. site Venn Ostran 's of al Mina CEO TV".split()), min_size=1, max_size=7
    )
)
@settings(deadline=None)
def test_something_is_left(words: list[str]) -> None:
    """Whatever stands there, the name keeps a word."""
    parse = shape_parse(" ".join(words))
    assert all(i <= behind_epithets(parse, i, len(parse)) < len(parse) for i in range(len(parse)))


@pytest.mark.parametrize(
    ("text", "labels", "begins"),
    [("Ostran An-Nadir newspaper", "MBO", 1), ("Ostran Times", "MB", 0), ("Halden Times newspaper", "BBO", 0)],
)
def test_where_a_paper_is_from(text: str, labels: str, begins: int) -> None:
    """A nation before a name with its sort behind it is no part of the name."""
    assert behind_nation(labelled(text, labels), 0, len(labels)) == begins
