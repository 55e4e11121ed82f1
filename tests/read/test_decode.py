"""Decoding, on scores made by hand."""

from typing import NamedTuple

import numpy as np
import pytest

from quoth.models import load_model
from quoth.read.decode import Decoding, Found, decode
from quoth.read.network import HEADS, LinkHead, Scores
from quoth.read.spans import TAGS, legal, tags_of
from quoth.read.tokens import tokenize
from tests.read.places import where

INNER = 16
TOKENIZER = load_model("en-3").tokenizer


class Said(NamedTuple):
    """One attribution to be put into scores: the words of its cue, its source and its pieces; ``inner`` in another."""

    cue: str
    source: str | None
    content: tuple[str, ...]
    inner: bool = False


def scores_of(text: str, said: list[Said], untagged: tuple[str, ...] = ()) -> Scores:
    """Scores that are sure of ``said``; spans in ``untagged`` have links and no tags."""
    tokens = tokenize(text, TOKENIZER)
    width = 2 * INNER + 1
    vectors = np.zeros((len(tokens), len(HEADS), width), np.float32)
    spans: list[tuple[str, int, int]] = []
    within: list[tuple[str, int, int]] = []
    for n, one in enumerate(said):
        cue = where(tokens, one.cue)
        source = where(tokens, one.source) if one.source else None
        contents = [where(tokens, c) for c in one.content]
        layer = within if one.inner else spans
        layer += [("cue", *cue)] + [("content", *c) for c in contents] + ([("source", *source)] if source else [])
        head = HEADS.index
        vectors[cue[0], [head("content_cue"), head("source_cue")], INNER + n] = 10
        vectors[cue[0], [head("cue_source"), head("cue_content")], n] = 2
        if source:
            vectors[slice(*source), head("source_cue"), n] = 2
            vectors[slice(*source), head("cue_source"), INNER + n] = 10
        else:
            vectors[cue[0], head("cue_source"), -1] = 30
        for k, c in enumerate(contents):
            vectors[slice(*c), head("content_cue"), n] = 3 if one.inner else 2
            if k == 0:
                vectors[c[0], head("cue_content"), INNER + n] = 10
    hidden = {where(tokens, words) for words in untagged}
    tags = np.full((len(tokens), len(TAGS)), -6.0, np.float32)
    for i, tag in enumerate(tags_of([s for s in set(spans) if s[1:] not in hidden], len(tokens))):
        tags[i, tag] = -0.05
    for i, j in hidden:
        role = next(s[0] for s in spans if s[1:] == (i, j))
        tags[i:j, TAGS.index(f"I-{role}")] = -1.2
        tags[i, TAGS.index(f"B-{role}")] = -1.0
        tags[i, TAGS.index(f"I-{role}")] = -3
    inner = np.full((len(tokens), len(TAGS)), -6.0, np.float32)
    for i, tag in enumerate(tags_of(set(within), len(tokens))):
        inner[i, tag] = -0.05
    none = {n: LinkHead(*(np.zeros(k, np.float32) for k in (24, 5, 9))) for n in HEADS}
    flat = vectors.reshape(len(tokens), len(HEADS) * width)
    return Scores(tokens, tags, inner, flat, none, np.zeros((len(tokens), 1), np.float32))


@pytest.fixture
def decoding() -> Decoding:
    """Decoding that favours no tag over another."""
    bigrams = np.where([[legal(a, b) for b in range(len(TAGS))] for a in range(len(TAGS))], 0.0, -20.0)
    return Decoding(bigrams.astype(np.float32))


def words(scores: Scores, found: Found) -> Said:
    """What was found, in words."""

    def text(i: int, j: int) -> str:
        return scores.tokens.text[scores.tokens.start[i] : scores.tokens.end[j - 1]]

    return Said(
        text(*found.cue[0]) if found.cue else "",
        text(*found.source[0]) if found.source else None,
        tuple(text(*c) for c in found.content),
        bool(found.evidence.get("inner")),
    )


TEXT = "“We stay,” Ana Lim said. “Nobody leaves.” Critics warned that funds run dry, and reports spoke of a sale."
SAID = [
    Said("said", "Ana Lim", ("“We stay,”", "“Nobody leaves.”")),
    Said("warned", "Critics", ("that funds run dry",)),
    Said("spoke of", None, ("a sale",)),
]


def test_what_the_scores_are_sure_of_comes_out(decoding: Decoding) -> None:
    """Pieces around one cue are one attribution; a cue may have no source."""
    scores = scores_of(TEXT, SAID)
    assert [words(scores, f) for f in decode(scores, decoding)] == SAID


@pytest.mark.parametrize("hidden", ["said", "Ana Lim", "Critics"])
def test_a_span_that_only_links_know_is_brought_back(decoding: Decoding, hidden: str) -> None:
    """A cue or source that no tag shows is found where links point to it."""
    scores = scores_of(TEXT, SAID, (hidden,))
    assert [words(scores, f) for f in decode(scores, decoding)] == SAID


def test_a_cue_without_content_is_no_attribution(decoding: Decoding) -> None:
    """Nothing is said to have been said."""
    scores = scores_of(TEXT, [*SAID[:2], Said("spoke of", None, ())])
    assert [words(scores, f) for f in decode(scores, decoding)] == SAID[:2]


def test_nothing_is_read_in_nothing(decoding: Decoding) -> None:
    """An empty text, and one without a tag, have no attributions."""
    assert decode(scores_of("", []), decoding) == []
    assert decode(scores_of("Rain fell.", []), decoding) == []


def test_evidence_is_finite_and_named_alike(decoding: Decoding) -> None:
    """Each attribution has the same evidence, all of it numbers."""
    scores = scores_of(TEXT, SAID)
    found = decode(scores, decoding)
    assert len({frozenset(f.evidence) for f in found}) == 1
    assert all(np.isfinite(list(f.evidence.values())).all() for f in found)


def test_decoding_there_and_back_through_a_card(decoding: Decoding) -> None:
    """A card keeps every knob."""
    again = Decoding.from_dict(decoding.to_dict())
    assert again.to_dict() == decoding.to_dict()


def test_pieces_take_in_their_marks_and_leave_the_comma(decoding: Decoding) -> None:
    """Tags that stop short of a mark are put right; a comma outside the marks is not content."""
    text = "“We stay,” Ana Lim said. It will rain, reports said again. “Nobody leaves.”"
    said = [Said("said", "Ana Lim", ("We stay", "Nobody leaves")), Said("said again", "reports", ("It will rain,",))]
    scores = scores_of(text, said)
    assert [words(scores, f).content for f in decode(scores, decoding)] == [
        ("“We stay,”", "“Nobody leaves.”"),
        ("It will rain",),
    ]


def test_a_statement_within_anothers_content_is_one_of_its_own(decoding: Decoding) -> None:
    """What the agency reports the ministry to have said is two, each with its own cue."""
    text = "The agency reported that the ministry said the bridge was safe."
    said = [
        Said("reported", "The agency", ("that the ministry said the bridge was safe",)),
        Said("said", "the ministry", ("the bridge was safe",), inner=True),
    ]
    scores = scores_of(text, said)
    assert [words(scores, f) for f in decode(scores, decoding)] == said


def test_no_piece_goes_to_a_cue_in_another_paragraph(decoding: Decoding) -> None:
    """However much a piece points there: only a quotation that goes on may, and what is left over is no statement."""
    text = "Ana Lim said it would rain.\n\nThe roads are slow. The mayor left."
    said = [Said("said", "Ana Lim", ("it would rain", "The roads are slow"))]
    scores = scores_of(text, said)
    assert [words(scores, f).content for f in decode(scores, decoding)] == [("it would rain",)]


def test_a_paragraph_that_is_a_quotation_goes_on(decoding: Decoding) -> None:
    """It may be of the cue in the paragraph before it."""
    text = "Ana Lim said it would rain.\n\n“The roads are slow. We stay.”"
    said = [Said("said", "Ana Lim", ("it would rain", "“The roads are slow. We stay.”"))]
    scores = scores_of(text, said)
    assert [words(scores, f) for f in decode(scores, decoding)] == said


def test_a_quotation_that_no_cue_takes_stands_alone(decoding: Decoding) -> None:
    """It has neither cue nor source; who speaks is for others to say."""
    text = "Ana Lim runs the clinic.\n\n“We looked at how a crew could sleep.”\n\nThe cost is unknown."
    tokens = tokenize(text, TOKENIZER)
    scores = scores_of(text, [])
    i, j = where(tokens, "“We looked at how a crew could sleep.”")
    scores.tags[i:j] = -6.0
    scores.tags[i:j, TAGS.index("I-content")] = -0.05
    scores.tags[i, [TAGS.index("B-content"), TAGS.index("I-content")]] = -0.05, -6.0
    scores.tags[:, 0][list(range(i)) + list(range(j, len(tokens)))] = -0.01
    assert [words(scores, f) for f in decode(scores, decoding)] == [
        Said("", None, ("“We looked at how a crew could sleep.”",))
    ]


def test_each_quotation_goes_to_the_cue_that_it_touches(decoding: Decoding) -> None:
    """Though its scores lean a little to the one before."""
    text = "“We wait,” Ana Lim said. Teo Marsh said: “Nobody knows the day or the hour.”"
    said = [
        Said("said", "Ana Lim", ("“We wait,”",)),
        Said("said:", "Teo Marsh", ("“Nobody knows the day or the hour.”",)),
    ]
    scores = scores_of(text, said)
    width = 2 * INNER + 1
    i, j = where(scores.tokens, said[1].content[0])
    block = scores.vectors.reshape(len(scores.tokens), len(HEADS), width)
    block[i:j, HEADS.index("content_cue"), 0] = 2.1  # to the first cue
    assert [words(scores, f).content for f in decode(scores, decoding)] == [s.content for s in said]
