"""Which longer name of a text a body's short name stands for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.resolve.bodies import longer_name
from tests.resolve.test_entities import forms_of

ARTICLED = [
    ("Commission", "Ostran Commission"),
    ("Observatory", "Merrin Observatory for Civil Rights"),
    ("Bank", "Bank of Ostra"),
    ("Observatory", "Merrin Observatory for Tides"),
    ("Select Committee", "Halden Select Committee"),
    ("Fed", "Federal Harbour Reserve"),
    ("Harbour", "Harbour Holdings"),
]
ALWAYS = [
    ("Orlex", "Orlex Communications"),
    ("Orlex", "Orlex Shipping Group"),
    ("Varga", "Varga & Sons"),
    ("Harbour Committee", "Harbour Committee on Tides"),
    ("Lib Dems", "Liberal Democrats"),
    ("Quay St", "Quay Street"),
    ("Tory", "Tories"),
    ("Tidal", "Tidals"),
    ("Tidals", "Tidal Party"),
]
NEVER = [
    ("House", "White House"),
    ("Orlex", "Orlex Watch"),
    ("Halden", "Halden Police"),
    ("Ostran Commission", "Commission"),
    ("Commission", "Commission"),
    ("Mail", "Commission"),
    ("Po", "Post"),
    ("Lib Dems", "Lib Dem"),
    ("Merrin", "Committee on Merrin"),
    ("Fed", "Federal Harbour Markets Committee"),
]


@pytest.mark.parametrize(("short", "full"), ARTICLED)
def test_some_need_the_article(short: str, full: str) -> None:
    """The last word, the word before "of" and a clipped word stand for a name only with "the" before them."""
    assert longer_name(short, [full], articled=True) == 0
    if full != "Harbour Holdings":
        assert longer_name(short, [full], articled=False) is None


@pytest.mark.parametrize(("short", "full"), ALWAYS)
def test_some_need_none(short: str, full: str) -> None:
    """A firm without its sort, a committee without its matter, and words that are all clipped."""
    assert longer_name(short, ["Nobody", full], articled=False) == 1


@pytest.mark.parametrize(("short", "full"), NEVER)
def test_others_are_no_short_forms(short: str, full: str) -> None:
    """What names a body of its own, a product, a shorter name and the same one are none."""
    assert longer_name(short, [full], articled=True) is None


@given(name=st.text(max_size=30), full=st.text(max_size=30))
def test_any_text_has_an_answer(name: str, full: str) -> None:
    """Names without a word in them have none."""
    assert longer_name(name, [full, ""], articled=True) in {None, 0}


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        (
            "The Ostran Commission met on Monday. The Commission said so.",
            {"Ostran Commission": ["Ostran Commission", "Commission"]},
        ),
        ("The Harbour Post asked why. The Post said so.", {"Harbour Post": ["Harbour Post", "Post"]}),
        (
            "Chuck Grell spoke. Chuck Grell left. Charles Grell slept.",
            {"Chuck Grell": ["Chuck Grell", "Charles Grell"]},
        ),
        ("Sen. Ivo Larn MP spoke. Larn left.", {"Ivo Larn": ["Ivo Larn", "Larn"]}),
    ],
)
def test_in_a_text(text: str, forms: dict[str, list[str]]) -> None:
    """The short form is a mention of the one that is named in full."""
    found = forms_of(text)
    assert {name: found.get(name) for name in forms} == forms


def test_fuming() -> None:
    """A word before a family name at the head of a headline is no given name, where the text has one."""
    found = forms_of(
        "Fuming Torv leaves the harbour talks\n\nMina Torv said on Monday that she was tired. Torv then left."
    )
    assert "Fuming Torv" not in found
    assert len(found["Mina Torv"]) >= 2
