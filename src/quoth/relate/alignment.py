"""Where one wording lies in another, and how much of it is there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel, LCSseq, Levenshtein

from quoth.relate import grammar
from quoth.relate.words import Word

__all__ = ["Alignment", "align", "share", "weight"]

# A run of so many words that are the same is no chance; a shorter one at an end must earn the words that it skips.
SOLID = 3

# Letters of a short word, which stands in many sentences and says little of which it is; and what it counts.
SHORT, LITTLE = 3, 0.3

# How like the letters of a changed stretch must be to be one that was mistyped, from 0 to 1.
MISTYPED = 0.7

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Alignment:
    """The words ``first`` to ``last`` of the longer wording are those that the shorter one has, whole or changed.

    ``covered`` says of each word of the shorter one whether it is there, mistyped or in another person or tense at the
    most; ``solid`` whether it is in a run of the very same words that is no chance. ``score`` is the share of what is
    covered, longer words counting more.
    """

    first: int
    last: int
    covered: tuple[bool, ...]
    solid: tuple[bool, ...]
    score: float


def align(asked: Sequence[Word], found: Sequence[Word]) -> Alignment | None:
    """Where in ``found`` the wording ``asked`` lies best; None where no word of it does."""
    keys, theirs = [word.key for word in asked], [word.key for word in found]
    runs = _runs(keys, theirs)
    if not runs:
        return None
    kept = _without_strays(runs, asked)
    before, behind = kept[0], kept[-1]
    head, tail = keys[: before[0]], keys[behind[0] + behind[2] :]
    left = max(0, before[1] - len(grammar.expanded(head)))
    right = min(len(theirs), behind[1] + behind[2] + len(grammar.expanded(tail)))
    left, right = _whole_numbers(found, left, right)
    first, last, covered = _covered(keys, theirs, left, right)
    first, last = _whole_numbers(found, first, last)
    solid = [False] * len(keys)
    for at, _, size in kept:
        if size >= SOLID:
            solid[at : at + size] = [True] * size
    return Alignment(first, last, tuple(covered), tuple(solid), share(asked, covered))


def share(asked: Sequence[Word], there: Iterable[bool]) -> float:
    """How much of a wording the words are that are ``there``, from 0 to 1."""
    return sum(weight(word.key) for word, is_there in zip(asked, there, strict=True) if is_there) / sum(
        weight(word.key) for word in asked
    )


def weight(key: str) -> float:
    """What a word counts: a number or a long word as one, a short word little."""
    return 1.0 if len(key) > SHORT or key[0].isdigit() else LITTLE


def _whole_numbers(found: Sequence[Word], first: int, last: int) -> tuple[int, int]:
    """A range of words that ends within no number: who says "fifty" has cut "fifty-seven"."""
    while 0 < first < last and _is_one_number(found[first - 1], found[first]):
        first -= 1
    while first < last < len(found) and _is_one_number(found[last - 1], found[last]):
        last += 1
    return first, last


def _is_one_number(one: Word, other: Word) -> bool:
    return other.start - one.end <= 1 and grammar.is_number(one.key) and grammar.is_number(other.key)


def _runs(keys: Sequence[str], theirs: Sequence[str]) -> list[tuple[int, int, int]]:
    """Runs of the same words on both sides, in order: where they begin on either, and how long they are."""
    edits = LCSseq.opcodes(keys, theirs)
    return [(e.src_start, e.dest_start, e.src_end - e.src_start) for e in edits if e.tag == "equal"]


def _without_strays(runs: list[tuple[int, int, int]], asked: Sequence[Word]) -> list[tuple[int, int, int]]:
    """``runs`` without those at either end that lie farther from the next than they are worth."""
    kept = list(runs)
    while len(kept) > 1 and _strays(kept[0], kept[1], kept[0][2], asked):
        del kept[0]
    while len(kept) > 1 and _strays(kept[-2], kept[-1], kept[-1][2], asked):
        del kept[-1]
    return kept


def _strays(one: tuple[int, int, int], other: tuple[int, int, int], size: int, asked: Sequence[Word]) -> bool:
    skipped = (other[1] - one[1] - one[2]) - (other[0] - one[0] - one[2])
    marked = any(word.after_gap for word in asked[one[0] + one[2] : other[0] + 1])
    return size < SOLID and not marked and skipped > 2 * size


def _covered(keys: Sequence[str], theirs: Sequence[str], left: int, right: int) -> tuple[int, int, list[bool]]:
    """The first and last word of the longer side that are met between ``left`` and ``right``, and what is covered."""
    covered = [False] * len(keys)
    first, last = right, left
    edits = Indel.opcodes(keys, theirs[left:right])
    n = 0
    while n < len(edits):
        edit = edits[n]
        a, b, c, d = edit.src_start, edit.src_end, edit.dest_start, edit.dest_end
        if edit.tag != "equal":
            # What is taken out and what is put in at one place is one change.
            while n + 1 < len(edits) and edits[n + 1].tag != "equal":
                n += 1
                b, d = edits[n].src_end, edits[n].dest_end
        if edit.tag == "equal" or (a < b and c < d and _alike(keys[a:b], theirs[left + c : left + d])):
            covered[a:b] = [True] * (b - a)
        if a < b and c < d:
            first, last = min(first, left + c), max(last, left + d)
        n += 1
    return min(first, last), last, covered


def _alike(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether a stretch is the other mistyped, or in another person or tense."""
    if len(one) == len(other) and all(
        a == b or grammar.same_but_person(a, b) or grammar.same_but_tense(a, b) for a, b in zip(one, other, strict=True)
    ):
        return True
    return Levenshtein.normalized_similarity("".join(one), "".join(other)) >= MISTYPED
