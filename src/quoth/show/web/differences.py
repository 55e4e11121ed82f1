"""A wording set beside another: its words in order, with what was put in, and what was left out, marked."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from quoth.relate.forms import shared
from quoth.relate.wording import blocks
from quoth.relate.words import Word, words
from quoth.show.direction import visible

__all__ = ["Bit", "differences"]

# Words that are left out in one place and shown; of more, their number is.
SHOWN = 12


@dataclass(frozen=True, slots=True)
class Bit:
    """A stretch of a wording: the same in both, put in, left out, or apart from the quotation altogether."""

    text: str
    kind: Literal["same", "put", "left", "apart"]
    words: int = 0

    @property
    def long(self) -> bool:
        """Whether so much is left out that its number says more."""
        return self.kind == "left" and self.words > SHOWN


def differences(theirs: str, ours: str, quoted: Sequence[tuple[int, int]] = ()) -> list[Bit]:
    """All of ``theirs``, as against ``ours``; without what is left out, the bits joined are ``theirs`` as it shows.

    Of a text that is only partly in quotation marks, what stands outside the ranges ``quoted`` is the reporter's.
    """
    our_words = words(ours)
    kept = shared(theirs, [word.key for word in our_words])
    if quoted:
        kept = [word for word in kept if any(start <= word.start and word.end <= end for start, end in quoted)]
    out: list[Bit] = []
    at = 0
    for block in blocks(kept, our_words):
        put, left = kept[slice(*block.theirs)], our_words[slice(*block.ours)]
        start = put[0].start if put else _start(kept, block.theirs[0], theirs, at)
        out += _plain(theirs, at, start, kept)
        if left:
            out.append(Bit(visible(ours[left[0].start : left[-1].end]), "left", len(left)))
        if put:
            out.append(Bit(visible(theirs[put[0].start : put[-1].end]), "put", len(put)))
        at = put[-1].end if put else start
    return [bit for bit in [*out, *_plain(theirs, at, len(theirs), kept)] if bit.text]


def _start(kept: list[Word], n: int, text: str, at: int) -> int:
    """Where words stand that are not there: before the ``n``-th word."""
    return max(at, kept[n].start if n < len(kept) else kept[-1].end if kept else len(text))


def _plain(text: str, start: int, end: int, kept: list[Word]) -> list[Bit]:
    """A stretch without a difference, cut where sentences begin and end that are none of the quotation's."""
    mine = {word.start for word in kept}
    cuts: list[int] = [start]
    kinds: list[Literal["same", "apart"]] = []
    for word in words(text[start:end]):
        kind: Literal["same", "apart"] = "same" if start + word.start in mine else "apart"
        if kinds and kind != kinds[-1]:
            cuts.append(start + word.start)
        if not kinds or kind != kinds[-1]:
            kinds.append(kind)
    kinds = kinds or ["same"]
    pairs = itertools.pairwise([*cuts, end])
    return [Bit(visible(text[a:b]), kind) for (a, b), kind in zip(pairs, kinds, strict=True)]
