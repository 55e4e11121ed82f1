"""Whether two statements give one quotation."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.relate import sayers
from quoth.relate.quotations import RUN, compare, headlined, in_order, kept_keys, keys, many_voiced, runs
from quoth.relate.words import Word, words
from tests.relate.said import BRIDGE, FERRY, wording

WORDS = st.lists(st.sampled_from("we will sail home and go by the old mill road at dawn".split()), max_size=25)
TOLD = "Ada Quill said that the ferry to Merrin will sail every morning, and nobody on the island will have to wait"


@pytest.mark.parametrize(
    ("text", "values"),
    [
        (f"“{FERRY}.”", {}),
        (f"‘{FERRY.upper()}’", {"speaker": "Mrs Quill"}),
        ("the ferry to Merrin … will sail every morning, and nobody on the island will have to wait", {}),
        ("The ferry to Merrin [and Toluvia] will sail every morning, and nobody", {}),
        ("The ferry to Merrin will sail every evening, and nobody on the island will have to wait", {}),
        (TOLD, {"kind": "indirect"}),
        (f"“{FERRY}.”", {"speaker": "Bashko Tal-Derran"}),
        (f"that “{FERRY}”", {"kind": "mixed", "speaker": None, "speaker_type": "unknown"}),
        (f"“{BRIDGE}.” … “{FERRY}.”", {}),
    ],
)
def test_the_same_words_are_one_quotation(text: str, values: dict[str, str]) -> None:
    """Set otherwise, cut, with an ellipsis or a word put in, altered, told, under another's name, joined."""
    one, other = wording(1, f"“{FERRY},”"), wording(2, text, **values)
    assert keys(one) & keys(other)
    assert compare(one, other) is not None
    assert compare(other, one) is not None


@pytest.mark.parametrize(
    ("text", "values"),
    [
        (f"“{BRIDGE}.”", {}),
        ("“The ferry to Merrin is late,”", {}),
        ("“the ferry to Merrin will sink”", {"speaker": "Bashko Tal-Derran"}),
        ("the ferry to Merrin will sail", {"kind": "indirect", "speaker": "Bashko Tal-Derran"}),
        ("“nobody on the island will have a vote, a mayor, a doctor, a school or a church by then,”", {}),
    ],
)
def test_other_words_are_another_quotation(text: str, values: dict[str, str]) -> None:
    """No words, fewer than five in a row, or a few that another says, too, or that are a small part."""
    assert compare(wording(1, f"“{FERRY},”"), wording(2, text, **values)) is None


def test_a_run_of_five_plain_words_is_no_quotation() -> None:
    """What stands in every text joins nothing, whoever says it."""
    one, other = wording(1, "“It is what it is for all of us,”"), wording(2, "“It is what it is for all of them,”")
    assert compare(one, other) is None


def test_what_is_only_told_twice_takes_a_longer_run() -> None:
    """Five words that two reports tell of the same speaker are a subject, eight a quotation."""
    short = "to ban all new ferries from entering the harbour of Merrin"
    longer = "to ban all new ferries and barges from entering the harbour of Merrin"
    one, other = wording(1, short, kind="indirect"), wording(2, "ferries from entering the harbour", kind="indirect")
    assert compare(one, other) is None
    assert compare(wording(1, longer, kind="indirect"), wording(2, f"he wants {longer}", kind="indirect")) is not None


def test_a_statement_within_another_is_not_said_twice() -> None:
    """The outer and the inner statement of one article have the same words, once."""
    outer = wording(1, FERRY, start=0, end=200, article="ar_1")
    inner = wording(2, FERRY, start=50, end=200, article="ar_1")
    assert compare(outer, inner) is None
    assert compare(outer, wording(3, FERRY, start=400, end=600, article="ar_1")) is not None


def test_what_four_people_say_is_a_phrase() -> None:
    """Three may quote one another; one name in several forms counts once."""
    text = "“Our thoughts are with the families of Merrin today,”"
    run = ("our", "thoughts", "are", "with", "the", "families", "of", "merrin")
    names = ["Ada Quill", "A. Quill", "Bashko Tal-Derran", "Oluwen Strand", "Ilda Torvane"]
    held = [wording(n, text, speaker=name) for n, name in enumerate(names)]
    assert not many_voiced(run, held[:4])
    assert many_voiced(run, held)
    assert not many_voiced((*run, "tomorrow"), held)
    assert not many_voiced(run, [wording(n, text, speaker=f"group {n}", speaker_type="group") for n in range(9)])


@pytest.mark.parametrize(
    ("head", "body", "found"),
    [
        ("‘second ferry for Merrin’", "“We have won a second ferry for all of Merrin,”", True),
        ("‘second ferry for Merrin’", "“We have won a ferry,”", False),
        (
            "‘second ferry for Merrin’",
            "“A second time he spoke of a ferry that had sunk for want of oil at Merrin,”",
            False,
        ),
        ("‘it is so’", "“It is so, and will be,”", False),
    ],
)
def test_a_headline_has_most_words_of_its_body_close_together(head: str, body: str, *, found: bool) -> None:
    """Headlines drop small words, and quote too little for five in a row."""
    one = wording(1, f"Quill hails {head}", kind="mixed", place="headline", article="ar_1")
    assert bool(headlined(one, wording(2, body, article="ar_1"))) is found


@given(WORDS, WORDS)
def test_runs_are_the_same_words_on_both_sides(one: list[str], other: list[str]) -> None:
    """Each is at both places, long enough, and cannot be made longer; where there is none, no five are shared."""
    found = runs(one, other)
    for at, there, size in found:
        assert size >= RUN
        assert one[at : at + size] == other[there : there + size]
        assert one[at + size : at + size + 1] != other[there + size : there + size + 1] or at + size == len(one)
    shared = {tuple(one[n : n + RUN]) for n in range(len(one) - RUN + 1)}
    assert bool(found) == any(tuple(other[n : n + RUN]) in shared for n in range(len(other) - RUN + 1))


@given(WORDS, WORDS, WORDS, st.lists(st.sampled_from("abcdefgh"), min_size=8, max_size=14))
def test_eight_words_in_a_row_share_a_kept_key(a: list[str], b: list[str], c: list[str], run: list[str]) -> None:
    """However a told statement's keys are sampled, what shares eight words in a row with it finds it."""
    kept = kept_keys(wording(1, " ".join([*a, *run, *b]), kind="indirect"))
    assert kept & keys(wording(2, " ".join([*c, *run])))
    assert kept <= keys(wording(1, " ".join([*a, *run, *b])))


@given(WORDS, WORDS)
def test_words_in_order_are_those_of_the_table(one: list[str], other: list[str]) -> None:
    """The longest common subsequence, as the table of all beginnings gives it."""
    row = [0] * (len(other) + 1)
    for word in one:
        before = 0
        for at, theirs in enumerate(other, 1):
            before, row[at] = row[at], before + 1 if word == theirs else max(row[at], row[at - 1])
    assert in_order(one, other) == in_order(other, one) == row[-1]


def test_a_name_is_taken_apart_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many statements of a family are compared by it."""
    asked: list[str] = []

    def split(text: str) -> tuple[Word, ...]:
        asked.append(text)
        return words(text)

    monkeypatch.setattr(sayers, "words", split)
    sayers._names.cache_clear()
    for n in range(9):
        assert sayers.agreement(wording(1, FERRY), wording(2 + n, FERRY, speaker="Osk Velling")) == "other"
    assert len(asked) == 2
