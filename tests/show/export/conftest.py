"""Two invented reports with their statements, and strategies for any others."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import get_args

import pytest
from hypothesis import strategies as st

from quoth.records import Article, Attitude, Kind, Polarity, SaidOn, Speaker, SpeakerType, Statement

BRIDGE = (
    "Bridge 🌉 reopens\n\n“The bridge is safe,” Mayor Ilda Torvane said on Monday, “and so is the road.”\n\n"
    "Engineers denied that they had seen cracks.\n"
)
# Any text that a file in UTF-8 can hold.
CHARACTERS = st.characters(codec="utf-8")
TEXTS = st.text(CHARACTERS, min_size=1, max_size=60)
SOME = st.none() | st.text(CHARACTERS, max_size=12)
SPEAKERS = st.builds(Speaker, SOME, st.sampled_from(get_args(SpeakerType)), SOME, SOME)
DAYS = st.builds(SaidOn, SOME, SOME, TEXTS)

Rows = list[tuple[Article, Sequence[Statement]]]


def at(text: str, words: str) -> tuple[int, int]:
    """Where words stand in a text."""
    start = text.index(words)
    return start, start + len(words)


@pytest.fixture
def rows() -> Rows:
    """A report with a quotation in two pieces and a denial, and one without statements."""
    article = Article.of(
        BRIDGE,
        origin="bridge.txt",
        title="Bridge 🌉 reopens",
        url="https://oskan-courier.example/bridge",
        outlet="Oskan Courier",
        published="2031-05-06",
        authors=["Wen Asker", "Ola Brint"],
        language="en",
    )
    said = Statement.of(
        article,
        content=[at(BRIDGE, "“The bridge is safe,”"), at(BRIDGE, "“and so is the road.”")],
        cue=[at(BRIDGE, "said")],
        source=[at(BRIDGE, "Mayor Ilda Torvane")],
        kind="direct",
        confidence=0.875,
        made_by="reader en-3",
        attitude="communication",
        polarity="affirmed",
        speaker=Speaker("Ilda Torvane", "person", "Mayor", "Osk"),
        said_on=SaidOn("2031-05-05", "2031-05-05", "Monday", "day"),
    )
    denied = Statement.of(
        article,
        content=[at(BRIDGE, "that they had seen cracks")],
        cue=[at(BRIDGE, "denied")],
        source=[at(BRIDGE, "Engineers")],
        kind="indirect",
        confidence=0.5,
        made_by="reader en-3",
        attitude="communication",
        polarity="denied",
        speaker=Speaker(None, "group"),
    )
    return [(article, [said, denied]), (Article.of("Nothing was said.\n", origin="quiet.txt"), [])]


@st.composite
def ranges(draw: st.DrawFn, size: int, least: int) -> list[tuple[int, int]]:
    """Ranges in order that do not overlap."""
    cuts = sorted(draw(st.sets(st.integers(0, size), min_size=2 * least, max_size=6)))
    return list(zip(cuts[::2], cuts[1::2], strict=False))


@st.composite
def any_rows(draw: st.DrawFn) -> Rows:
    """A few articles of any text, with any statements; no article twice, and no statement."""
    made: Rows = []
    for text in draw(st.lists(TEXTS, max_size=3, unique=True)):
        article = Article.of(text, origin="any", title=draw(SOME), url=draw(SOME), authors=draw(st.lists(TEXTS)))
        found: dict[str, Statement] = {}
        for _ in range(draw(st.integers(0, 3))):
            statement = Statement.of(
                article,
                content=draw(ranges(len(text), 1)),
                cue=draw(ranges(len(text), 0)),
                source=draw(ranges(len(text), 0)),
                kind=draw(st.sampled_from(get_args(Kind))),
                confidence=draw(st.floats(0, 1)),
                made_by=draw(TEXTS),
                attitude=draw(st.none() | st.sampled_from(get_args(Attitude))),
                polarity=draw(st.none() | st.sampled_from(get_args(Polarity))),
                speaker=draw(st.none() | SPEAKERS),
                said_on=draw(st.none() | DAYS),
            )
            found[statement.id] = dataclasses.replace(statement, within=draw(SOME))
        made.append((article, list(found.values())))
    return made
