from __future__ import annotations

import dataclasses

import pytest

from quoth.records import Speaker, Statement
from quoth.resolve.found import UNKNOWN, Found
from quoth.resolve.who import confidence, log_odds
from tests.resolve.parses import PARSERS, speakers_of


@pytest.mark.parametrize(
    ("marked", "name", "role", "affiliation"),
    [
        ("{Sand Bay Mayor Ora Venn} [said] <it was late>.", "Ora Venn", "Mayor", "Sand Bay"),
        (
            "{Islamic League Secretary General Ana Lim} [said] <it was late>.",
            "Ana Lim",
            "Secretary General",
            "Islamic League",
        ),
        ("{Halden Rovers striker Dani Kastor} [said] <it was late>.", "Dani Kastor", "striker", "Halden Rovers"),
        ("{Sen. Ola Brandt (P-Sarn)} [said] <it was late>.", "Ola Brandt", "Sen.", "P-Sarn"),
        ("{Deputy Prime Minister Elsa Quist} [said] <it was late>.", "Elsa Quist", "Deputy Prime Minister", None),
        ("{Acting Police Chief Ines Dorn} [said] <it was late>.", "Ines Dorn", "Acting Police Chief", None),
        ("The Sand Party lost. {Its leader, Milo Kern,} [said] <it was late>.", "Milo Kern", "leader", "Sand Party"),
        (
            "{The United Nations' envoy for Orla, Jean Dubel,} [condemned] <it>.",
            "Jean Dubel",
            "envoy",
            "United Nations",
        ),
        ("{His wife, the novelist Ana Lim,} [said] <it was late>.", "Ana Lim", "novelist", None),
        ("{Ana Lim} [said] <it was late>.", "Ana Lim", None, None),
        ("Sand Bay Mayor Ora Venn came. {Venn} [said] <it was late>.", "Ora Venn", "Mayor", "Sand Bay"),
        ("{Venn} [says] <it was late>\n\nSand Bay Mayor Ora Venn came.", "Ora Venn", "Mayor", "Sand Bay"),
    ],
)
def test_person(marked: str, name: str, role: str | None, affiliation: str | None) -> None:
    """A person has the role and the affiliation that the text gives, wherever it gives them."""
    (speaker,) = speakers_of(marked)
    assert (speaker.name, speaker.type, speaker.role, speaker.affiliation) == (name, "person", role, affiliation)


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize(
    ("marked", "name", "role", "affiliation"),
    [
        ("{Ora Venn, a former mayor of Sand Bay,} [said] <it was late>.", "Ora Venn", "former mayor", "Sand Bay"),
        (
            "{Tomas Reyl, the energy minister of Quessa,} [said] <it was late>.",
            "Tomas Reyl",
            "energy minister",
            "Quessa",
        ),
        ("{Tomas Reyl, Quessa's energy minister,} [said] <it was late>.", "Tomas Reyl", "energy minister", "Quessa"),
        ("{Omar Daru, spokesman for the Orlan army,} [said] <it was late>.", "Omar Daru", "spokesman", "Orlan army"),
        ("{Ana Lim, 43, a baker from Sarn,} [said] <it was late>.", "Ana Lim", "baker", None),
        ("{the acting governor, Ines Dorn,} [said] <it was late>.", "Ines Dorn", "acting governor", None),
        ("{Omar Daru, whose brother leads the army,} [said] <it was late>.", "Omar Daru", None, None),
    ],
)
def test_apposed(parser: str, marked: str, name: str, role: str | None, affiliation: str | None) -> None:
    """What commas put beside a name is the speaker's role, with or without a parser."""
    (speaker,) = speakers_of(marked, parser)
    assert (speaker.name, speaker.type, speaker.role, speaker.affiliation) == (name, "person", role, affiliation)


def test_role_of_the_unnamed() -> None:
    """Someone without a name has a role as well."""
    (speaker,) = speakers_of("{An army spokesman} [said] <it was late>.")
    assert (speaker.type, speaker.role, speaker.affiliation) == ("unnamed", "spokesman", "army")


def test_nameless() -> None:
    """Nobody who is unknown, and no author, is given a name, a role or an affiliation."""
    for marked in ("{He} [said] <it was late>.", "{I} [said] <it was late>.", '<"No.">'):
        (speaker,) = speakers_of(marked)
        assert (speaker.name, speaker.role, speaker.affiliation) == (None, None, None)


def test_gender_is_no_field() -> None:
    """What the resolver makes of gender stays inside: no field of a speaker or a statement holds it."""
    fields = {f.name for record in (Speaker, Statement) for f in dataclasses.fields(record)}
    assert not fields & {"gender", "sex", "pronoun", "pronouns", "honorific"}
    for speaker in speakers_of(
        "Mrs. Irma Varga left. {Mrs. Varga} [said] <it was late>. | {She} [said] <nobody came>."
    ):
        kept = {v for k, v in speaker.to_dict().items() if k != "reason"}
        assert not kept & {"f", "m", "female", "male", "she", "Mrs."}


@pytest.mark.parametrize(
    ("marked", "part"),
    [
        ("{Ana Lim} [said] <it was late>.", "named"),
        ("Ana Lim came. {Lim} [said] <it was late>.", "Ana Lim"),
        ("Ana Lim came. {She} [said] <it was late>.", "“She” after “Ana Lim”"),
        ("Mayor Ana Lim came. {The mayor} [said] <it was late>.", "“The mayor” is Ana Lim"),
        ('<"No.">', "does not say who"),
        ("{I} [said] <it was late>.", "author"),
    ],
)
def test_reason(marked: str, part: str) -> None:
    """Every speaker comes with a reason, in words of the text, that a person can check."""
    reason = speakers_of(marked)[-1].reason
    assert reason is not None
    assert part in reason


@pytest.mark.parametrize("sure", ["name", "pronoun", "salient", "description", "implied", "never heard of"])
def test_confidence(sure: str) -> None:
    """Confidence is a chance, and rises with the share of the ranking that fell on the speaker."""
    by_share = [confidence(Found("Ana Lim", "person", None, sure, share, "")) for share in (0.0, 0.3, 0.6, 0.9, 1.0)]
    assert all(0.0 < c < 1.0 for c in by_share)
    assert by_share == sorted(by_share)


def test_log_odds() -> None:
    """Evidence for which nothing competes has no odds; a share of one half is even."""
    assert log_odds(UNKNOWN) == 0.0
    assert log_odds(Found("Ana Lim", "person", None, "name", 0.97, "")) == 0.0
    assert log_odds(Found("Ana Lim", "person", None, "pronoun", 0.5, "")) == 0.0
    assert log_odds(Found("Ana Lim", "person", None, "pronoun", 0.9, "")) > 0
