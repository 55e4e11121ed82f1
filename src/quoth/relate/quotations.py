"""The same words again: whether two statements give one quotation, whole, cut, joined, bracketed, altered or indirect.

``keys`` are the runs of five words by which a statement is looked up, ``compare`` what two have in common. Two that
share fewer than five words in a row are never of one family, but for the headline and the body of one article.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any

from quoth.records import Kind, Place, Record
from quoth.relate.sayers import Agreement, agreement
from quoth.relate.words import words
from quoth.text import JOINT, quotations

__all__ = [
    "RUN",
    "Alike",
    "Wording",
    "compare",
    "fullness",
    "headlined",
    "in_order",
    "kept_keys",
    "keys",
    "many_voiced",
    "runs",
    "said",
]

# Words in a row that two members of a family share at least.
RUN = 5

# From so many words in a row on, a quotation is the same whoever is named as its speaker: the reader, or a report, may
# have that wrong. Shorter ones are said by many.
LONG = 8

# Of the unquoted words of a statement one key in so many is kept, the least of each window (winnowing: Schleimer,
# Wilkerson and Aiken 2003), so that any eight words in a row that two statements share have a kept key among them.
WINDOW = LONG - RUN + 1

# The share of the shorter statement that common runs cover at least: where the speaker is the same; where it may be.
SHARED = 0.5
SHARED_BY_SOMEBODY = 0.8

# Words that are in every text: a common run of five with fewer than so many others says nothing.
TELLING = 2

# So many people who say one run of words make a common phrase ("our thoughts and prayers are with the victims"), unless
# it is longer than any.
MANY = 4
PHRASE = 12

# The share of a headline's quoted words that its body has, in their order, at least; how many telling words it has,
# where it is quoted and where it is told; and how far apart they stand in the body, against the headline.
HEADLINE = 0.75
HEADLINE_QUOTED = 2
HEADLINE_TOLD = 4
SPREAD = 2

KEY_BYTES = 6

# What stands between the pieces of one statement, and its paragraphs.
PIECES = re.compile(rf"{JOINT}|\n\s*\n")

PLAIN_WORDS = frozenset(
    """a about after all also am an and any are as at be because been before being but by can could did do does for from
    had has have he her here his how i if in into is it its just me more most my no not of on one or our out over said
    say says she so some than that the their them then there these they this those to too up us very was we were what
    when where which who will with would you your""".split()
)


@dataclass(frozen=True, slots=False)
class Wording(Record):
    """A statement as its words are compared: its content, its pieces joined as a library shows them."""

    statement: str
    article: str
    text: str
    kind: Kind
    place: Place
    speaker: str | None = None
    speaker_type: str | None = None
    start: int = 0
    end: int = 0
    person: str | None = None

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Wording:
        """The wording of a row that has its fields as columns, and maybe others."""
        return cls(**{field.name: row[field.name] for field in fields(cls)})

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The folded words, without those that somebody put into them in brackets."""
        return tuple(word.key for word in words(self.text) if not word.put_in)

    @cached_property
    def hashes(self) -> tuple[int, ...]:
        """A number for each run of RUN words, in their order."""
        return tuple(_hashes(self.words))

    @cached_property
    def quoted(self) -> tuple[str, ...]:
        """The stretches in quotation marks and, where it is direct, its paragraphs and pieces; none if indirect."""
        if self.kind == "indirect":
            return ()
        pieces = [piece for piece in PIECES.split(self.text) if piece.strip()]
        found = [piece[each.start : each.end] for piece in pieces for each in quotations(piece)]
        return tuple(dict.fromkeys([*found, *(pieces if self.kind == "direct" else ())]))

    @cached_property
    def stretches(self) -> tuple[tuple[str, ...], ...]:
        """The words of each quoted stretch of RUN words or more."""
        found = (tuple(word.key for word in words(each) if not word.put_in) for each in self.quoted)
        return tuple(each for each in found if len(each) >= RUN)


@dataclass(frozen=True, slots=True)
class Alike(Record):
    """What two wordings have in common: the longest run of words, and the share of the shorter that runs cover."""

    run: tuple[str, ...]
    shared: float
    speakers: Agreement


def keys(wording: Wording) -> frozenset[int]:
    """A number for each run of five words."""
    return frozenset(wording.hashes)


def kept_keys(wording: Wording) -> frozenset[int]:
    """Those of ``keys`` under which a statement is kept: all where it has quotation marks, else a sample (WINDOW)."""
    found = wording.hashes
    if wording.kind != "indirect" or len(found) <= WINDOW:
        return frozenset(found)
    return frozenset(min(found[at : at + WINDOW]) for at in range(len(found) - WINDOW + 1))


def compare(one: Wording, other: Wording) -> Alike | None:
    """What makes two statements one quotation, whichever is named first; None where they are two."""
    one, other = sorted((one, other), key=lambda each: (len(each.words), each.statement))
    if one.article == other.article and one.start < other.end and other.start < one.end:
        return None  # one within the other: the same words, once
    common = runs(one.words, other.words)
    if not common:
        return None
    longest = max(common, key=lambda run: run[2])
    run = one.words[longest[0] : longest[0] + longest[2]]
    shared = sum(size for _, _, size in common) / min(len(one.words), len(other.words))
    found = Alike(run, min(shared, 1.0), agreement(one, other))
    return found if _is_one(one, other, found) else None


def many_voiced(run: Sequence[str], wordings: Iterable[Wording]) -> bool:
    """Whether so many different people say these words that they are a phrase, and no quotation."""
    if len(run) > PHRASE:
        return False
    people: list[Wording] = []
    for each in wordings:
        new = each.speaker_type == "person" and all(agreement(each, known) == "other" for known in people)
        if new and _within(run, each.words):
            people.append(each)
    return len(people) >= MANY


def runs(one: Sequence[str], other: Sequence[str], least: int = RUN) -> list[tuple[int, int, int]]:
    """The runs of ``least`` words or more that two texts share, as (place in one, place in other, size).

    In the order of ``other``, none over another there; the longest at each place.
    """
    places: dict[tuple[str, ...], list[int]] = {}
    for at in range(len(one) - least + 1):
        places.setdefault(tuple(one[at : at + least]), []).append(at)
    found = []
    at = 0
    while at <= len(other) - least:
        starts = places.get(tuple(other[at : at + least]), ())
        best = max(((_size(one, start, other, at), -start) for start in starts), default=(0, 0))
        if best[0]:
            found.append((-best[1], at, best[0]))
        at += max(best[0], 1)
    return found


def _size(one: Sequence[str], start: int, other: Sequence[str], at: int) -> int:
    size = 0
    while start + size < len(one) and at + size < len(other) and one[start + size] == other[at + size]:
        size += 1
    return size


def _hashes(held: Sequence[str]) -> Iterator[int]:
    for at in range(len(held) - RUN + 1):
        digest = hashlib.blake2b(
            "\x1f".join(held[at : at + RUN]).encode("utf-8", "surrogatepass"), digest_size=KEY_BYTES
        )
        yield int.from_bytes(digest.digest())


def _is_one(one: Wording, other: Wording, found: Alike) -> bool:
    """Whether what two statements share makes them one quotation.

    A whole quoted stretch does: of LONG words whoever is said to have said it, of RUN where the speaker is the same. A
    part does where it is in quotation marks, the speakers may be one, and enough of the shorter statement is shared;
    where both reports only tell it, it has to be LONG, too.
    """
    telling, size = _telling(found.run), len(found.run)
    if telling < TELLING:
        return False
    stretches = (*one.stretches, *other.stretches)
    least = RUN if found.speakers == "same" else LONG
    if any(len(each) >= least and _within(each, found.run) for each in stretches):
        return True
    if found.speakers == "same":
        return found.shared >= SHARED and (size >= LONG or any(runs(each, found.run) for each in stretches))
    if found.speakers == "other" or found.shared < SHARED_BY_SOMEBODY or telling <= TELLING:
        return False
    if any(runs(each, found.run) for each in stretches):
        return size >= LONG or one.speaker is None or other.speaker is None
    return size >= LONG and size >= SHARED * max(len(one.words), len(other.words))


def _telling(held: Iterable[str]) -> int:
    return sum(word not in PLAIN_WORDS for word in held)


def _within(piece: Sequence[str], run: Sequence[str]) -> bool:
    return f" {' '.join(piece)} " in f" {' '.join(run)} "


def headlined(head: Wording, body: Wording) -> float:
    """The share of a headline's quotation that a body has in its order, 0 where that is little: headlines shorten."""
    found = [tuple(word.key for word in words(each)) for each in head.quoted]
    wanted = max(found, key=len, default=head.words)
    if agreement(head, body) == "other" or _telling(wanted) < (HEADLINE_QUOTED if found else HEADLINE_TOLD):
        return 0.0
    window = SPREAD * len(wanted)
    starts = [at for at, word in enumerate(body.words) if word in wanted]
    kept = max((in_order(wanted, body.words[at : at + window]) for at in starts), default=0) / len(wanted)
    return kept if kept >= HEADLINE else 0.0


def fullness(wording: Wording) -> tuple[bool, bool, int]:
    """What sorts the wordings of one quotation: words in quotation marks first, none put in in brackets, the most."""
    held = words(said(wording))
    return wording.kind != "indirect", not any(word.put_in for word in held), len(held)


def said(wording: Wording) -> str:
    """What stands in quotation marks, its stretches joined; all of the content where none does, or all."""
    return (JOINT.join(wording.quoted) if wording.kind == "mixed" else "") or wording.text


def in_order(wanted: Sequence[str], held: Sequence[str]) -> int:
    """How many words of ``wanted`` stand in ``held`` in the same order: the longest common subsequence.

    A row of the table is the bits of a number, so that a word costs an addition (Hyyrö 2004).
    """
    places: dict[str, int] = {}
    for at, word in enumerate(wanted):
        places[word] = places.get(word, 0) | 1 << at
    whole = (1 << len(wanted)) - 1
    row = whole
    for word in held:
        met = row & places.get(word, 0)
        row = (row + met | row - met) & whole
    return len(wanted) - row.bit_count()
