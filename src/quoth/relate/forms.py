"""What became of a quotation in one report: its form and its changes, against the fullest wording of its family."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from quoth.records import Record
from quoth.relate.quotations import Wording, in_order, said
from quoth.relate.wording import Change, changes_of
from quoth.relate.words import Word, words
from quoth.text import JOINT

__all__ = ["Form", "Shape", "shape", "shared"]

# Where one sentence or piece of a statement ends and another begins.
_BREAK = re.compile(rf"{JOINT}|[.!?]+[\"”’']*\s+|\n+")

Form = Literal["whole", "cut", "joined", "bracketed", "altered", "indirect"]


@dataclass(frozen=True, slots=True)
class Shape(Record):
    """The form of a member, and its changes in the order of the text."""

    form: Form
    changes: tuple[Change, ...]


def shape(member: Wording, whole: Wording) -> Shape:
    """What ``member`` has of ``whole``; sentences of it that are none of the quotation's are left out.

    Of a statement that only partly stands in quotation marks, what stands in them is compared. ``whole``: the same
    words. ``bracketed``: words were put in in brackets. ``cut``: a stretch of the words. ``joined``: several, with an
    ellipsis, the reporter's words or nothing between them. ``indirect``: in the reporter's words. ``altered``: other
    words.
    """
    theirs, ours = said(member), said(whole)
    our_words = words(ours)
    other = [word.key for word in our_words]
    their_words = shared(theirs, other)
    if member.kind == "indirect" and len(their_words) > 1 and their_words[0].key == "that":
        their_words = their_words[1:]  # it begins what is told, and is no word of it
    found = tuple(changes_of(theirs, their_words, ours, our_words))
    one = [word.key for word in their_words]
    if member.kind == "indirect":
        return Shape("indirect", found)
    if any(word.put_in for word in their_words):
        return Shape("bracketed", found)
    if one == other:
        return Shape("whole", found)
    if f" {' '.join(one)} " in f" {' '.join(other)} ":
        return Shape("cut", found)
    # A "not" or a number that is left out with nothing in its place is no piece that was left between two others.
    turned = any(each.kind in ("negation", "number") and not each.theirs for each in found)
    return Shape("joined" if in_order(one, other) == len(one) and not turned else "altered", found)


def shared(text: str, other: Sequence[str]) -> list[Word]:
    """The words of those sentences of ``text`` that are of the quotation: half of their words stand in ``other``."""
    ends = [*(found.end() for found in _BREAK.finditer(text)), len(text) + 1]
    sentences: list[list[Word]] = [[] for _ in ends]
    for word in words(text):
        sentences[next(n for n, end in enumerate(ends) if word.start < end)].append(word)
    keys = [[word.key for word in sentence] for sentence in sentences]
    near = [2 * in_order(own, other) >= len(own) for own in keys]
    kept = [word for sentence, is_near in zip(sentences, near, strict=True) if is_near for word in sentence]
    return kept or [word for sentence in sentences for word in sentence]
