"""What two articles share, and under what they are looked up."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from quoth.relate.voices import WINDOW, WORDS, is_one_voice, share, shingles, voice_keys

COPY = " ".join(f"word{n}" for n in range(120))
TEXTS = st.lists(st.sampled_from("the dam at Halden will stay shut for a year says Mayor Torvane".split()), max_size=80)


def test_shingles_are_runs_of_thirteen_words() -> None:
    """One for each place where thirteen words follow; marks and case are nothing; a shorter text is one run."""
    assert len(shingles(COPY)) == 120 - WORDS + 1
    assert shingles("The dam, at Halden!") == shingles("the DAM at halden")
    assert len(shingles("The dam.")) == 1
    assert shingles(" … ") == ()


def test_reprints_are_one_voice() -> None:
    """Whole, with a new headline and a cut end; what is half new is not, and a brief is not its long report."""
    whole = frozenset(shingles(COPY))
    assert is_one_voice(whole, frozenset(shingles("Dam shut, says mayor. " + COPY)))
    assert is_one_voice(whole, frozenset(shingles(" ".join(COPY.split()[:70]))))
    other = " ".join(f"other{n}" for n in range(120))
    assert not is_one_voice(whole, frozenset(shingles(" ".join(COPY.split()[:50]) + other)))
    assert not is_one_voice(whole, frozenset(shingles(" ".join(COPY.split()[:25]))))


def test_nothing_shares_nothing() -> None:
    """An article without words is no other's voice."""
    assert share(frozenset(), frozenset()) == (0.0, 0.0)
    assert not is_one_voice(frozenset(), frozenset(shingles(COPY)))


@given(before=TEXTS, after=TEXTS)
def test_a_run_in_common_is_a_key_in_common(before: list[str], after: list[str]) -> None:
    """Wherever two texts have a run of words as long as a shingle and its window, they are found by one key."""
    run = [f"word{n}" for n in range(WORDS + WINDOW - 1)]
    one = voice_keys(shingles(" ".join([*before, *run])))
    assert one & voice_keys(shingles(" ".join([*run, *after])))


@given(words=TEXTS)
def test_keys_are_shingles(words: list[str]) -> None:
    """At least one where there is any, one in eight of all at least, and none but them."""
    runs = shingles(" ".join(words))
    keys = voice_keys(runs)
    assert keys <= set(runs)
    assert bool(keys) == bool(runs)
