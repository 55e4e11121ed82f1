import itertools
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.relate.wording import changes
from quoth.relate.words import words

VOCABULARY = "we will not yield to the three ferries that he said are 40 and can't sail if it rains".split()
WORDINGS = st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=20)


def told(theirs: str, ours: str) -> list[tuple[str, str, str]]:
    """The changes as plain values."""
    return [(change.kind, change.theirs, change.ours) for change in changes(theirs, ours)]


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("“We’re  going—home”", '"we\'re going - home"'),
        ("the oﬃce is ﬁne", "The office is fine"),
        ("[T]he well known 1,500", "the well-known 1500"),
        ("a soft\u00adly spoken\u00a0word", "A softly spoken word"),
        ("the café’s owner", "the cafe\u0301's owner"),
        ("We go … home", "we go . . . home"),
        ("all of it...", "“All of it.”"),
    ],
)
def test_what_is_only_set_differently_is_no_change(theirs: str, ours: str) -> None:
    """Case, the shape of marks and dashes, ligatures, accents, spaces and an ellipsis for nothing change no word."""
    assert told(theirs, ours) == []


@pytest.mark.parametrize(
    ("theirs", "ours", "expected"),
    [
        ("We will yield", "We will never yield", [("negation", "", "never")]),
        ("We did go home", "We did not go home", [("negation", "", "not")]),
        ("We can't go home", "We can go home", [("negation", "can't", "can")]),
        ("We went home", "We did not go home", [("negation", "went", "did not go")]),
        ("Not now", "Now", [("negation", "Not", "")]),
        ("Three sailed", "Four sailed", [("number", "Three", "Four")]),
        ("Some 1,500 sailed", "Some 1,600 sailed", [("number", "1,500", "1,600")]),
        ("Only 25 sailed", "Only twenty-five sailed", [("replaced", "25", "twenty-five")]),
        ("It cost £5", "It cost $5", [("number", "£", "$")]),
        ("We go … and win", "We go home early and win", [("cut", "…", "home early")]),
        ("We go and win", "We go home early and win", [("cut", "", "home early")]),
        ("We go home", "We go home if it rains", [("cut", "", "if it rains")]),
        ("We really go home", "We go home", [("inserted", "really", "")]),
        ("We [the crews] go home", "We go home", [("inserted", "[the crews]", "")]),
        ("[The mayor] wants peace", "He wants peace", [("replaced", "[The mayor]", "He")]),
        ("The harbour is shut", "The port is shut", [("replaced", "harbour", "port")]),
        ("win and go", "go and win", [("reordered", "and go", "go and")]),
        ("home we go today", "we go home today", [("reordered", "home", "home")]),
        ("he was sure", "I am sure", [("person", "he", "I"), ("tense", "was", "am")]),
        ("he would win", "I will win", [("person", "he", "I"), ("tense", "would", "will")]),
        ("he wants it", "I want it", [("person", "he wants", "I want")]),
        ("the officials sail", "the official sail", [("replaced", "officials", "official")]),
        (
            "they needed more, and tried",
            "they need more, and try",
            [("tense", "needed", "need"), ("tense", "tried", "try")],
        ),
    ],
)
def test_a_change_has_its_kind_and_the_words_of_both(
    theirs: str, ours: str, expected: list[tuple[str, str, str]]
) -> None:
    """Each changed place is told with its kind, and with the words of each side as they stand there."""
    assert told(theirs, ours) == expected


@given(WORDINGS)
def test_a_wording_set_otherwise_is_unchanged(wording: list[str]) -> None:
    """Capitals, curly marks and other spaces around the same words are never a change."""
    other = "“" + "\u2009 ".join(word.upper().replace("'", "’") for word in wording) + "”"
    assert changes(other, " ".join(wording)) == []


@given(WORDINGS, WORDINGS)
def test_no_change_means_the_same_words(theirs: list[str], ours: list[str]) -> None:
    """Two wordings have no change exactly where their words are the same ones in the same order."""
    assert (changes(" ".join(theirs), " ".join(ours)) == []) == (theirs == ours)


@given(st.text(max_size=60), st.text(max_size=60))
def test_a_change_has_words_that_stand_there(theirs: str, ours: str) -> None:
    """Whatever the texts are, the words of a change are a slice of its side."""
    for change in changes(theirs, ours):
        assert change.theirs in theirs
        assert change.ours in ours
        assert change.theirs or change.ours


@given(st.lists(st.sampled_from(VOCABULARY), min_size=3, max_size=20), st.data())
def test_words_that_are_left_out_are_told(ours: list[str], data: st.DataObject) -> None:
    """What one side lacks is told, word for word, and as a cut or, if it turns the sense, a negation or a number."""
    first = data.draw(st.integers(0, len(ours) - 1))
    last = data.draw(st.integers(first + 1, len(ours)))
    found = changes(" ".join(ours[:first] + ours[last:]), " ".join(ours))
    assert sum(len(change.ours.split()) for change in found) == last - first
    assert {change.kind for change in found} <= {"cut", "negation", "number"}


@given(st.text(max_size=80))
def test_words_lie_in_order_within_their_text(text: str) -> None:
    """Words of any text are in order, do not overlap, and are none the less for another form of its letters."""
    found = words(text)
    assert all(0 <= word.start < word.end <= len(text) for word in found)
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))
    assert [word.key for word in words("cafe\u0301 " + text)][:1] == ["cafe"]
    assert unicodedata.is_normalized("NFKD", "".join(word.key for word in found))
