"""Groups, the families in them, and what each member made of the words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.relate.families import families, groups
from quoth.relate.forms import shape
from quoth.relate.quotations import Wording, compare
from tests.relate.said import BRIDGE, FERRY, wording

PIECES = st.lists(
    st.lists(st.sampled_from([FERRY, BRIDGE, FERRY[:60], BRIDGE[:70]]), min_size=1, max_size=3), max_size=8
)


def names(found: list[list[Wording]]) -> list[list[str]]:
    """The families by the ids of their members."""
    return [[each.statement for each in family] for family in found]


def test_a_report_that_joins_two_quotations_is_in_both_families() -> None:
    """They are one group, and two families, since no other ferry is a bridge; unless it has most of both."""
    held = [
        wording(1, f"“{FERRY},”"),
        wording(2, f"“{BRIDGE},”"),
        wording(3, f"“{FERRY[:43]}” … “{BRIDGE[:52]}.”"),
        wording(4, "“The moon is down,”"),
    ]
    assert groups(held) == [["st_1", "st_2", "st_3"]]
    assert names(families(held)) == [["st_1", "st_3"], ["st_2", "st_3"]]
    held[2] = wording(3, f"“{FERRY[:43]}” … “{BRIDGE}.”")
    assert names(families(held)) == [["st_3", "st_1", "st_2"]]


def test_what_people_decide_comes_first() -> None:
    """A pair put together is one family without a word in common, and a pair taken apart in none."""
    held = [wording(1, f"“{FERRY},”"), wording(2, f"“{FERRY}.”"), wording(3, "“The moon is down,”")]
    assert names(families(held)) == [["st_1", "st_2"]]
    assert names(families(held, apart=[("st_1", "st_2")])) == []
    both = names(families(held, together=[("st_2", "st_3")]))
    assert sorted(name for family in both for name in family) == ["st_1", "st_2", "st_2", "st_3"]
    assert groups(held, [("st_2", "st_3")]) == [["st_1", "st_2", "st_3"]]


def test_a_headline_is_in_the_families_of_its_body() -> None:
    """Too short to be found by itself, it goes with the statement that has its words."""
    held = [
        wording(1, "Quill hails ‘second ferry’ for Merrin", kind="mixed", place="headline", article="ar_9"),
        wording(2, "“We won a second ferry, and the island will never again be without its mail,”", article="ar_9"),
        wording(3, "“We won a second ferry, and the island will never again be without its mail,”"),
    ]
    assert names(families(held[:2])) == [["st_2", "st_1"]]
    assert names(families(held)) == [["st_2", "st_1", "st_3"]]


@given(PIECES)
def test_every_pair_that_is_one_quotation_is_in_one_family(pieces: list[list[str]]) -> None:
    """And every member of a family gives the quotation of its fullest wording, which stands first."""
    held = [wording(n, " … ".join(f"“{each}.”" for each in said)) for n, said in enumerate(pieces)]
    found = families(held)
    for n, one in enumerate(held):
        for other in held[n + 1 :]:
            if compare(one, other) is not None:
                assert any(one in family and other in family for family in found)
    for family in found:
        assert all(compare(family[0], each) is not None for each in family[1:])
        assert len({each.statement for each in family}) == len(family) > 1


@pytest.mark.parametrize(
    ("text", "values", "form", "changes"),
    [
        (f"‘{FERRY}!’", {}, "whole", []),
        ("“nobody on the island will have to wait,”", {}, "cut", ["cut", "cut"]),
        ("“The ferry to Merrin will sail … and nobody on the island will have to wait,”", {}, "joined", ["cut", "cut"]),
        (f"“{FERRY} [from Toluvia]”", {}, "bracketed", ["inserted"]),
        (FERRY.replace("every", "one"), {}, "altered", ["number"]),
        (FERRY.replace("will sail", "will not sail"), {}, "altered", ["negation"]),
        (f"that {FERRY}", {"kind": "indirect"}, "indirect", []),
        (f"that {FERRY}".replace("will", "would"), {"kind": "indirect"}, "indirect", ["tense", "tense"]),
        (FERRY.replace("nobody on", "all on"), {}, "altered", ["negation"]),
        (f"“{FERRY}”".replace("every morning, and", "every morning [sic], and"), {}, "bracketed", ["inserted"]),
        (f"that “{FERRY}”", {"kind": "mixed"}, "whole", []),
        (f"“The moon is down over the hill.” … “{FERRY},”", {}, "whole", []),
    ],
)
def test_the_form_of_a_member_is_against_the_fullest(
    text: str, values: dict[str, str], form: str, changes: list[str]
) -> None:
    """What was made of the words, and each change with its kind; sentences of another quotation do not count."""
    made = shape(wording(2, text, **values), wording(1, f"“{FERRY},”"))
    assert made.form == form
    assert [change.kind for change in made.changes] == changes


def test_a_negation_or_a_number_left_out_makes_it_another_wording() -> None:
    """With nothing in its place it is altered; where a whole stretch is left out, it is joined."""
    whole = wording(1, "“We did not raise the fee for the 340 families in the upper town this year.”")
    for cut, form in (("not ", "altered"), ("340 ", "altered"), ("for the 340 families ", "joined")):
        assert shape(wording(2, whole.text.replace(cut, "")), whole).form == form


def test_one_person_is_one_speaker_however_named() -> None:
    """The words of the short form of a name are a family's; two persons of one name are not surely one."""
    text = "“the ferry to Merrin will sail”"
    one = wording(1, text, speaker="Ada Quill", person="pe_1")
    other = {"speaker": "the ferry queen", "speaker_type": "person"}
    assert compare(one, wording(2, text, **other, person="pe_1")) is not None
    assert compare(one, wording(2, text, **other, person="pe_2")) is None
    assert compare(one, wording(2, text, speaker="Ada Quill")) is not None
    assert compare(one, wording(2, text, speaker="Ada Quill", person="pe_2")) is None
