"""A table of speakers keeps its words whole in a terminal of any usual width."""

from __future__ import annotations

import re

import pytest

from quoth.ask import Results, SpeakerCount
from quoth.show.found import speakers_table

NAMES = ("Commissioner Bartholomew Featherstonehaugh-Vance", "Intergovernmental Telecommunications Administration")
ROLES = ("spokeswoman", "Undersecretary for Telecommunications", "deputy commissioner")


@pytest.mark.parametrize("width", [60, 80, 100])
@pytest.mark.parametrize("numbers", [(3, 2, 1), (12345, 2345, 345)])
def test_words_stay_whole(monkeypatch: pytest.MonkeyPatch, width: int, numbers: tuple[int, int, int]) -> None:
    """No word of a name or an office is cut, and no line is wider than the terminal."""
    monkeypatch.setenv("COLUMNS", str(width))
    rows = [SpeakerCount(name, ("person",), *numbers, "2031-09-28", "2032-11-30", ROLES) for name in NAMES]
    shown = speakers_table(Results(tuple(rows), len(rows), ()))
    assert max(map(len, shown.splitlines())) <= width
    for word in re.findall(r"\w+", " ".join((*NAMES, *ROLES, "28 Sep 2031 30 Nov 2032"))):
        assert re.search(rf"\b{word}\b", shown), word
