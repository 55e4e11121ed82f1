"""What became of a wording: a word-by-word comparison of two, with the kind of each change.

>>> changes("We will never yield", "We will yield")
[Change(kind='negation', theirs='never', ours='')]
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import Indel

from quoth.records import Record
from quoth.relate import grammar
from quoth.relate.words import Word, words

__all__ = ["Block", "Change", "ChangeKind", "blocks", "changes", "changes_of"]

ChangeKind = Literal["cut", "inserted", "replaced", "reordered", "number", "negation", "person", "tense"]

# Characters in which an ellipsis is looked for where a text begins or ends.
LONGEST_GAP = 8


@dataclass(frozen=True, slots=True)
class Change(Record):
    """One place in which a wording differs: the words of each side, as they stand in its text.

    What was cut has no words on their side but the ellipsis, if one stands for it; what was inserted has none on ours.
    """

    kind: ChangeKind
    theirs: str
    ours: str


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of words that differ, as half-open ranges into the words of each side; one of them may be empty."""

    theirs: tuple[int, int]
    ours: tuple[int, int]


def changes(theirs: str, ours: str) -> list[Change]:
    """What was changed in ``theirs``, as against ``ours``, in the order of the text.

    It is empty exactly where the words are the same. Case, accents, the shape of marks and dashes, ligatures, spaces
    and whether two words are written as one are no change.
    """
    return changes_of(theirs, words(theirs), ours, words(ours))


def changes_of(theirs: str, their_words: Sequence[Word], ours: str, our_words: Sequence[Word]) -> list[Change]:
    """As ``changes``, of these words of the two texts alone."""
    found = [block for block in blocks(their_words, our_words) if not _same_letters(block, their_words, our_words)]
    moved = _moved(found, their_words, our_words)
    out: list[Change] = []
    for block in found:
        if block in moved.values():
            continue
        theirs_in, ours_in = their_words[slice(*block.theirs)], our_words[slice(*block.ours)]
        if block in moved:
            ours_in = our_words[slice(*moved[block].ours)]
            kind: ChangeKind = "reordered"
        else:
            inner = block.ours[0] > 0 and block.ours[1] < len(our_words)
            within = (inner and not _has_gap(their_words, block)) or _splits_number(block, our_words)
            kind = _kind(theirs_in, ours_in, within=within)
        words_of_gap = _gap(theirs, their_words, block) if not theirs_in else _slice(theirs, theirs_in)
        out.append(Change(kind, words_of_gap, _slice(ours, ours_in) or _gap(ours, our_words, _turned(block))))
    return out


def blocks(theirs: Sequence[Word], ours: Sequence[Word]) -> list[Block]:
    """Where two wordings differ. As many words on either side are taken one by one, and so told apart by kind."""
    edits = Indel.opcodes([word.key for word in theirs], [word.key for word in ours])
    out: list[Block] = []
    for same, group in itertools.groupby(edits, key=lambda edit: edit.tag == "equal"):
        if not same:
            run = list(group)
            whole = Block((run[0].src_start, run[-1].src_end), (run[0].dest_start, run[-1].dest_end))
            out += _split(whole, theirs, ours)
    return out


def _split(block: Block, theirs: Sequence[Word], ours: Sequence[Word]) -> list[Block]:
    """A block of as many words on either side, in runs of one kind; any other, and one that only reorders, whole."""
    (a, b), (c, d) = block.theirs, block.ours
    if b - a != d - c or _bag(theirs[a:b]) == _bag(ours[c:d]):
        return [block]
    pairs = [(theirs[a + n : a + n + 1], ours[c + n : c + n + 1]) for n in range(b - a)]
    kinds = [_kind(one, other, within=True) for one, other in pairs]
    for n, (one, other) in enumerate(pairs):  # a verb that follows its new person
        if n and kinds[n] == "replaced" and kinds[n - 1] == "person" and grammar.agreeing(one[0].key, other[0].key):
            kinds[n] = "person"
    out = []
    for _, run in itertools.groupby(range(b - a), key=kinds.__getitem__):
        at = list(run)
        out.append(Block((a + at[0], a + at[-1] + 1), (c + at[0], c + at[-1] + 1)))
    return out


def _kind(theirs: Sequence[Word], ours: Sequence[Word], *, within: bool) -> ChangeKind:
    """The kind of a change. ``within``: if it is a cut, it is at no end, and no ellipsis stands for it."""
    one, other = [word.key for word in theirs], [word.key for word in ours]
    if not one or not other:
        there, within = one or other, within or bool(one)
        if within and grammar.is_negation(there):
            return "negation"
        if within and all(map(grammar.is_number, there)):
            return "number"
        return "inserted" if one else "cut"
    if grammar.negations(one) != grammar.negations(other):
        return "negation"
    if _bag(theirs) == _bag(ours):
        return "reordered"
    if _other_number(one, other):
        return "number"
    return _shifted(grammar.expanded(one), grammar.expanded(other)) or "replaced"


def _other_number(one: Sequence[str], other: Sequence[str]) -> bool:
    here, there = grammar.values(one), grammar.values(other)
    return bool(here or there) and here != there


def _shifted(one: Sequence[str], other: Sequence[str]) -> ChangeKind | None:
    """Whether words are the same but for person and tense, as in indirect speech: which of them was changed."""
    if len(one) != len(other) or one == other:
        return None
    pairs = [pair for pair in zip(one, other, strict=True) if pair[0] != pair[1]]
    person = [grammar.same_but_person(*pair) for pair in pairs]
    tense = [grammar.same_but_tense(*pair) for pair in pairs]
    agrees = [any(person) and grammar.agreeing(*pair) for pair in pairs]
    if not all(map(any, zip(person, tense, agrees, strict=True))):
        return None
    return "person" if any(person) else "tense"


def _moved(found: Sequence[Block], theirs: Sequence[Word], ours: Sequence[Word]) -> dict[Block, Block]:
    """The insertions of words that are cut elsewhere, each with that cut: they only stand in another place."""
    cuts: dict[tuple[str, ...], list[Block]] = {}
    for block in found:
        if block.theirs[0] == block.theirs[1]:
            cuts.setdefault(_bag(ours[slice(*block.ours)]), []).append(block)
    out = {}
    for block in found:
        same = cuts.get(_bag(theirs[slice(*block.theirs)]))
        if block.ours[0] == block.ours[1] and same:
            out[block] = same.pop(0)
    return out


def _same_letters(block: Block, theirs: Sequence[Word], ours: Sequence[Word]) -> bool:
    """Whether words are only written apart or as one: ``can not`` and ``cannot``, one with a hyphen at a line's end."""
    one, other = theirs[slice(*block.theirs)], ours[slice(*block.ours)]
    return "".join(word.key for word in one) == "".join(word.key for word in other)


def _splits_number(block: Block, ours: Sequence[Word]) -> bool:
    """Whether what was cut is part of a number of which the rest is there."""
    first, last = block.ours
    if block.theirs[0] < block.theirs[1] or not all(grammar.is_number(word.key) for word in ours[first:last]):
        return False
    beside = [(ours[n - 1], ours[n]) for n in (first, last) if 0 < n < len(ours)]
    return any(b.start - a.end <= 1 and grammar.is_number(a.key) and grammar.is_number(b.key) for a, b in beside)


def _bag(run: Sequence[Word]) -> tuple[str, ...]:
    return tuple(sorted(word.key for word in run))


def _has_gap(side: Sequence[Word], block: Block) -> bool:
    """Whether an ellipsis stands where a block of no words is."""
    first, last = block.theirs
    return first == last and first < len(side) and side[first].after_gap


def _gap(text: str, side: Sequence[Word], block: Block) -> str:
    """The ellipsis that stands where a block of no words is; empty where there is none."""
    at = block.theirs[0]
    if not side:
        return ""
    start = side[at - 1].end if at > 0 else max(0, side[0].start - LONGEST_GAP)
    end = side[at].start if at < len(side) else side[-1].end + LONGEST_GAP
    between = text[start:end].strip(" \t\n\r\"'“”‘’,;:!?")
    return between if "…" in between or ".." in between or ". ." in between else ""


def _turned(block: Block) -> Block:
    return Block(block.ours, block.theirs)


def _slice(text: str, run: Sequence[Word]) -> str:
    """The words of a run as they stand, with the brackets around what was put in."""
    if not run:
        return ""
    start, end = run[0].start, run[-1].end
    if run[0].put_in and text[:start].rstrip().endswith("["):
        start = text.rindex("[", 0, start)
    if run[-1].put_in and text[end:].lstrip().startswith("]"):
        end = text.index("]", end) + 1
    return text[start:end]
