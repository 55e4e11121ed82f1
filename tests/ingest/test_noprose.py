"""What in a text is no prose, told by its shape."""

from __future__ import annotations

import pytest

from quoth.ingest.noprose import notes_on_prose, stretches

PROSE = "The harbour board of Halden said on Monday that the ferry would not sail before the tide had turned. " * 40


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ('"a" ' * 5_000, "letters and marks"),
        ("a b c d e f g " * 1_500, "letters and marks"),
        ("“ ” ! ? — " * 2_000, "letters and marks"),
        ("1 2 3 4 5 6 7 " * 1_500, "numbers"),
        (("QUJD" * 19 + "\n") * 40, "packed data"),
        ("for (int i = 0; i < n; i++) { a[i] = b[i]; }\n" * 40, "code"),
    ],
)
def test_what_is_no_prose(text: str, kind: str) -> None:
    """It is one stretch of its kind, beside prose too, which stays."""
    assert {s.kind for s in stretches(text)} == {kind}
    beside = f"{PROSE}\n\n{text}\n\n{PROSE}"
    (found,) = stretches(beside)
    assert len(PROSE) <= found.start
    assert found.end <= len(beside) - len(PROSE)
    assert kind in notes_on_prose(beside)[0]


@pytest.mark.parametrize(
    "text",
    [
        PROSE,
        "I am so sad. It is as it is. We go to it. He is up on a hill. " * 100,
        "Он сказал, что паром не выйдет в море до утра. " * 100,
        "港湾局は月曜日に渡し船は出ないと述べた。" * 200,
        "“No,” he said. “I do not.” “So go,” she said. " * 100,
    ],
)
def test_what_is_prose(text: str) -> None:
    """Short words, much talk and other alphabets are read."""
    assert stretches(text) == []
