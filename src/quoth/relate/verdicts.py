"""What may be said of a quotation, as against wordings on record: exact, altered, cut, spliced, or not found.

The thresholds are chosen with ``python -m bench.check`` on half of the articles; run it again after changing them.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from quoth.relate import grammar
from quoth.relate.alignment import Alignment, align, share, weight
from quoth.relate.wording import Change, changes_of
from quoth.relate.words import Word, words
from quoth.text import JOINT

__all__ = ["Compared", "Verdict", "Wording", "compare", "drops", "rest", "spliced", "turns"]

Verdict = Literal["exact", "altered", "cut", "spliced", "other_speaker", "indirect_only", "not_found"]

# How much of a quotation must be there, longer words counting more; and without a run of three words, how much.
LEAST, LEAST_SCATTERED = 0.55, 0.75

# How much of a splice its two wordings must have together, and how many words in runs each must have alone.
JOINED, ALONE = 0.8, 3

# How much of a stretch that a wording has not may stand somewhere in it, in single words.
STRAY = 0.5

# What the words of a part count together, at least: three short ones stand anywhere.
TELLING = 1.2

# Between two pieces of a speech: a comma in marks before a sentence, as it is set before "she said" and a full stop.
_NEXT = re.compile(rf",([\"'”’»]+){re.escape(JOINT)}(?=[“\"‘'«„(\[]*[A-Z])")
_SENTENCE_END = re.compile(r"[.!?][\"'”’»)\]]*\s+")


@dataclass(frozen=True, slots=True)
class Wording:
    """A text with its words."""

    text: str
    words: tuple[Word, ...]

    @classmethod
    def of(cls, text: str) -> Wording:
        """The text and the words in it."""
        return cls(text, words(text))


@dataclass(frozen=True, slots=True)
class Compared:
    """A quotation as against one wording: what was changed, what was left out around it, and how much is there.

    ``changes`` begin and end with what was left out before and behind, if anything was. ``left_out`` is what of the
    same sentences was left out: within, then before and behind.
    """

    verdict: Literal["exact", "altered", "cut"]
    changes: tuple[Change, ...]
    place: Alignment
    left_out: tuple[str, ...] = ()

    @property
    def score(self) -> float:
        """How much of the quotation is there, from 0 to 1; 1 is not only for what is exact."""
        return self.place.score

    @property
    def found(self) -> bool:
        """Whether so much of it is there that it is the same quotation."""
        return self.score >= (LEAST if any(self.place.solid) or len(self.place.covered) < ALONE else LEAST_SCATTERED)

    @property
    def closed_up(self) -> bool:
        """Whether words were left out within, without an ellipsis."""
        within = self.left_out[:-2]
        return any(change.kind == "cut" and not change.theirs and change.ours in within for change in self.changes)

    @property
    def changed(self) -> int:
        """How many words were changed, those at either end that were left out apart."""
        return sum(
            max(len(change.theirs.split()), len(change.ours.split())) for change in self.changes if change.kind != "cut"
        )


def compare(asked: Wording, found: Wording) -> Compared | None:
    """The quotation ``asked`` as against one wording on record; None where they share no word."""
    place = align(asked.words, found.words)
    if place is None:
        return None
    there = found.words[place.first : place.last]
    made = changes_of(asked.text, asked.words, found.text, there)
    within = tuple(change.ours for change in made if change.kind == "cut")
    if place.first:
        made.insert(0, Change("cut", "", found.text[found.words[0].start : found.words[place.first - 1].end]))
    if place.last < len(found.words):
        made.append(Change("cut", "", found.text[found.words[place.last].start : found.words[-1].end]))
    if not made:
        return Compared("exact", (), place)
    only_cut = all(change.kind == "cut" for change in made)
    left_out = (*within, *_around(found, place))
    return Compared("cut" if only_cut else "altered", tuple(made), place, left_out)


def _around(found: Wording, place: Alignment) -> tuple[str, str]:
    """What of its sentences stands before and behind a place; the pieces of one statement are one speech."""
    before = found.text[: found.words[place.first].start] if place.first < len(found.words) else ""
    behind = found.text[found.words[place.last - 1].end :] if place.last else ""
    before, behind = (_NEXT.sub(r".\1 ", text).replace(JOINT, " ") for text in (before, behind))
    return _SENTENCE_END.split(before)[-1], _SENTENCE_END.split(behind, maxsplit=1)[0]


def spliced(asked: Wording, compared: Sequence[Compared]) -> tuple[int, int] | None:
    """Which two of ``compared`` have, each a part, what no single one has; None where one is enough, or two are not."""
    ranked = sorted(range(len(compared)), key=lambda n: -compared[n].score)
    if not ranked or rest(asked, compared[ranked[0]]) is None:
        return None
    best: tuple[float, int, int] | None = None
    for one, other in itertools.product(ranked[:MOST], ranked):
        here, there = compared[one].place, compared[other].place
        if not _adds(here, there, asked) or not _adds(there, here, asked):
            continue
        both = share(asked.words, map(any, zip(here.covered, there.covered, strict=True)))
        if both >= JOINED and (best is None or both > best[0]):
            best = (both, one, other)
    return None if best is None else best[1:]


# Wordings that have most, to each of which a second one is looked for.
MOST = 8


def rest(asked: Wording, compared: Compared) -> Wording | None:
    """The longest stretch of the quotation that a wording has not, None where it is shorter than a part of a splice.

    Single words of it may stand somewhere in the wording, too; no run does.
    """
    place = compared.place
    runs = itertools.groupby(range(len(asked.words)), key=lambda n: place.solid[n])
    found = [list(run) for solid, run in runs if not solid]
    missing = [run for run in found if len(run) >= ALONE and _covered(asked, place, run) <= STRAY]
    longest = max(missing, key=len, default=None)
    return None if longest is None else Wording(asked.text, asked.words[longest[0] : longest[-1] + 1])


def _covered(asked: Wording, place: Alignment, run: Sequence[int]) -> float:
    return share([asked.words[n] for n in run], [place.covered[n] for n in run])


def _adds(here: Alignment, there: Alignment, asked: Wording) -> bool:
    """Whether the one has a part of the quotation in runs that the other has not."""
    both = zip(asked.words, here.solid, there.solid, strict=True)
    alone = [weight(word.key) for word, in_here, in_there in both if in_here and not in_there]
    return len(alone) >= ALONE and sum(alone) >= TELLING


def turns(changes: Iterable[Change]) -> tuple[str, ...]:
    """What the changes turn: ``number``, ``negation``, or both."""
    kinds = {change.kind for change in changes}
    return tuple(kind for kind in ("number", "negation") if kind in kinds)


def drops(left_out: Iterable[str]) -> tuple[str, ...]:
    """What stands in what was left out: ``negation``, ``condition``, or both."""
    out = set()
    for text in left_out:
        keys = [word.key for word in words(text)]
        out |= {"negation"} if grammar.negations(keys) else set()
        out |= {"condition"} if grammar.conditions(keys) else set()
    return tuple(sorted(out, reverse=True))
