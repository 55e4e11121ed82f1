"""What the table shows of one statement."""

from __future__ import annotations

from dataclasses import replace

import pytest
from rich.text import Text

from quoth.records import SaidOn, Speaker, Statement
from quoth.show import cells
from tests.show.made import DENIAL, LANTERN, QUILL, SAFE, TUESDAY


def who(statement: Statement, *, met: bool = False) -> list[str]:
    """The lines of the speaker's cell."""
    cell = cells.who(statement, met=met)
    assert isinstance(cell, Text)
    return cell.plain.split("\n")


def how(statement: Statement) -> list[str]:
    """The lines of the cell of cue and kind."""
    return cells.how(statement).plain.split("\n")


def test_a_speaker_has_name_role_and_affiliation() -> None:
    """The role stands below the name, and only until the speaker has been met."""
    assert who(SAFE) == ["Ada Quill", "mayor, Aldmoor"]
    assert who(SAFE, met=True) == ["Ada Quill"]


def test_the_reports_own_words_are_shown_where_they_differ() -> None:
    """A pronoun is shown under the name, and so is "the mayor"; words that hold the name are not."""
    assert who(DENIAL, met=True) == ["Ada Quill", "“She”"]
    assert who(LANTERN) == ["Lantern"]
    mayor = replace(SAFE, source=(replace(SAFE.source[0], end=SAFE.source[0].start + 9, text="its mayor"),))
    assert who(mayor, met=True) == ["Ada Quill", "“its mayor”"]


@pytest.mark.parametrize(
    ("speaker", "lines"),
    [
        (None, ["unknown", "“She”"]),
        (Speaker(None, "unknown"), ["unknown", "“She”"]),
        (Speaker(None, "author"), ["the report itself", "“She”"]),
        (Speaker(None, "unnamed"), ["someone unnamed", "“She”", "not named"]),
        (Speaker("a clerk", "unnamed", "clerk"), ["a clerk", "“She”", "not named"]),
        (replace(QUILL, confidence=0.3), ["Ada Quill?", "mayor, Aldmoor", "“She”"]),
        (replace(QUILL, implied=True), ["Ada Quill", "mayor, Aldmoor", "“She”", "implied"]),
    ],
)
def test_no_speaker_is_a_blank(speaker: Speaker | None, lines: list[str]) -> None:
    """Unknown is said; what is doubtful, implied or not named is marked."""
    assert who(replace(DENIAL, speaker=speaker)) == lines


def test_a_statement_without_source_still_says_who() -> None:
    """Nothing stands where the report has no words for the speaker."""
    assert who(replace(SAFE, source=(), speaker=None)) == ["unknown"]


def test_denied_and_declined_are_marked_once() -> None:
    """Not where the cue itself says so."""
    assert how(DENIAL) == ["denied", "indirect 0.75"]
    assert how(replace(DENIAL, cue_lemma="reject")) == ["denied", "denied", "indirect 0.75"]
    assert how(replace(DENIAL, cue_lemma="refuse", polarity="declined")) == ["denied", "declined", "indirect 0.75"]


def test_the_place_is_named_where_it_is_not_the_body() -> None:
    """Under the kind."""
    assert how(replace(DENIAL, place="headline", polarity=None)) == ["denied", "indirect 0.75", "headline"]


def test_a_day_has_the_reports_words_below_it() -> None:
    """A day that is not known without a date of publication has its words alone; none at all is a dash."""
    assert cells.when(TUESDAY).plain == "3 Feb 2026\n“on Tuesday”"
    assert cells.when(SaidOn(None, None, "Tuesday")).plain == "“Tuesday”"
    assert cells.when(None).plain == "–"


def test_what_turns_the_direction_of_writing_never_reaches_a_cell() -> None:
    """Neither in a name nor in a role nor in the words of a day."""
    turned = "\u202eadA\u2066 \u200fQuill\u061c"
    speaker = Speaker(turned, "person", turned, turned)
    cell = who(replace(DENIAL, speaker=speaker))
    assert cell[0] == "adA Quill"
    assert cells.when(replace(TUESDAY, text=turned)).plain == "3 Feb 2026\n“adA Quill”"
