"""Turns of talk are told from headlines, labels and captions by what comes again."""

import pytest

from quoth.turns import plain, turns


def said(text: str) -> list[tuple[str, str]]:
    """Each turn of a text as its label and its words."""
    return [(text[slice(*t.label)], text[slice(*t.said)]) for t in turns(text)]


def test_a_transcript_has_turns() -> None:
    """Titles, constituencies in brackets and capitals are part of a label."""
    text = "MR. LIND: Why?\n\nSEN. OLLE BRANDT (HALDEN): Because.\n\nMR. LIND: I see."
    assert said(text) == [("MR. LIND", "Why?"), ("SEN. OLLE BRANDT (HALDEN)", "Because."), ("MR. LIND", "I see.")]


@pytest.mark.parametrize(("asks", "answers"), [("Q", "A"), ("Question", "Answer")])
def test_one_question_with_its_answer_is_a_conversation(asks: str, answers: str) -> None:
    """Letters and whole words do."""
    text = f"The vet\n\n{asks}: Is it safe?\n\n{answers}: It is."
    assert said(text) == [(asks, "Is it safe?"), (answers, "It is.")]


HEADLINE = "Brandt: The dam is safe\n\nThe dam is safe, Olle Brandt said."
PLAIN = "It rained on the road to the mill.\n\n"
CAPTIONS = f"{PLAIN}PHOTO: The dam.\n\n{4 * PLAIN}VIDEO: The lake.\n\nPHOTO: The quay.\n\n{4 * PLAIN}"


@pytest.mark.parametrize("text", [HEADLINE, CAPTIONS, ""], ids=["headline", "captions", "nothing"])
def test_what_does_not_come_again_is_no_talk(text: str) -> None:
    """A headline's colon, and captions in a long report, make no conversation."""
    assert turns(text) == []


def test_a_label_is_compared_by_its_last_name() -> None:
    """The first time with a title and an office, later by the name alone."""
    text = "PROF. IMRAN DACOSTA, HYDROLOGIST: It will rise.\n\nMOLLOY: When?\n\nDACOSTA: Soon."
    assert [plain(text, t) for t in turns(text)] == ["dacosta", "molloy", "dacosta"]
