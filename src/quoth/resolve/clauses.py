"""Clauses that report: "the ministry | said | the bridge was safe", in ranges of words.

With a parser's relations the subject and the content are what depends on the verb; where it hung a word wrongly, or
where there is none, the words themselves decide, and less is found.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from quoth.parse import Parse
from quoth.resolve.attitude import lemma_of, listed

__all__ = [
    "Clause",
    "Range",
    "clause_at",
    "content_start",
    "first_verb",
    "is_reporting",
    "subject",
    "trimmed",
    "with_auxiliaries",
]

Range = tuple[int, int]

# In words: the longest subject that is taken for one, and how far after its verb a content may begin, with and
# without "that".
LONGEST_SUBJECT = 24
LONGEST_DETOUR = 8
LONGEST_DETOUR_TO_THAT = 16

_FINITE = {"VBD", "VBZ", "VBP"}
# Tags that no subject holds; those of which one must be in it; those it may hold where the parser knows no subject.
_ENDS = {"WP", "WDT", "WRB", "WP$", "MD", "VB", "VBP", "VBZ", "VBD", ":", "``", "''", "."}
_NOMINAL = {"NN", "NNS", "NNP", "NNPS", "PRP", "CD", "DT", "JJ", "EX", ""}
_PHRASE = _NOMINAL | {"PRP$", "POS", "IN", "CC", "JJR", "JJS", "VBN", "FW"}
_OPENS_CLAUSE = {"PRP", "DT", "PRP$", "EX"}
_AFTER_ADDRESSEE = {"PRP", "DT", "PRP$", "NNP", "NNS"}
_TIMES = {"DATE", "TIME", "DURATION"}
_MARKS = {",", ".", ";", ":", "-", "–", "—", "and"}


class Clause(NamedTuple):
    """What a clause that reports holds, in ranges of words."""

    source: Range
    cue: Range
    content: tuple[Range, ...]


def clause_at(parse: Parse, first: int, end: int) -> Clause | None:
    """What the clause that begins with word ``first`` and ends before ``end`` reports; None if it does not."""
    verb = first_verb(parse, first, min(end, first + LONGEST_SUBJECT))
    if verb is None:
        return None
    source = subject(parse, verb, first)
    start = content_start(parse, verb, end)
    if source is None or start is None:
        return None
    stop = trimmed(parse, start, _content_end(parse, start, end))
    if stop - start < 2:
        return None
    return Clause(source, (with_auxiliaries(parse, verb, source[1]), verb + 1), ((start, stop),))


def first_verb(parse: Parse, first: int, end: int) -> int | None:
    """The verb of the clause that begins at ``first``, if it is one that reports and nothing before it is a clause."""
    for at in range(first, end):
        if is_reporting(parse, at):
            return at
        low, tag = parse.lower[at], parse.tag[at]
        if low in listed("subordinators") or (tag in _ENDS and low not in listed("have")):
            return None
        if tag == "TO" and parse.tag[at + 1 : at + 2] == ["VB"]:
            return None
    return None


def is_reporting(parse: Parse, at: int) -> bool:
    """Whether a word is a finite form, or a participle after "has", of a verb that reports, and not negated."""
    low, tag = parse.lower[at], parse.tag[at]
    lemma = lemma_of(low)
    if lemma not in listed("reporting"):
        return False
    before = parse.lower[max(0, at - 3) : at]
    if any(w in {"not", "never"} or w.endswith("n't") for w in before):
        return False
    barred = any(w in listed("passive") for w in before[-2:]) or any(w in listed("bars") for w in before[-1:])
    if not parse.relation[at]:  # no parser: the form must speak for itself
        return low != lemma and not low.endswith("ing") and low not in listed("nouns") and not barred
    perfect = tag == "VBN" and any(w in listed("have") for w in before) and not barred
    return (tag in _FINITE or perfect) and parse.relation[at] not in {"acl", "amod", "compound"}


def subject(parse: Parse, verb: int, low: int) -> Range | None:
    """The subject of ``verb``, which begins at ``low`` or later."""
    heads = [c for c in parse.children[verb] if parse.relation[c] == "nsubj" and low <= c < verb]
    if heads:
        start, end = _subtree(parse, heads[-1], low)
        cue = with_auxiliaries(parse, verb, heads[-1] + 1)
        # What the parser hung elsewhere belongs to it: "a majority | of voters | say", but not "| on Monday |".
        gap = range(end, cue)
        rest = all(parse.tag[n] in _PHRASE and parse.entity[n] not in _TIMES for n in gap)
        end = cue if rest else min(end, cue)
    else:
        start, end = low, with_auxiliaries(parse, verb, low)
        if any(parse.tag[n] not in _PHRASE for n in range(start, end)):
            return None
    end = _without_day(parse, start, trimmed(parse, start, end))
    if not 0 < end - start <= LONGEST_SUBJECT or parse.lower[start] in listed("relative"):
        return None
    return (start, end) if any(parse.tag[n] in _NOMINAL for n in range(start, end)) else None


def _without_day(parse: Parse, start: int, end: int) -> int:
    """``end`` of a subject without the day after it: "the ministry | on Monday | said"."""
    at = end
    while at > start and parse.entity[at - 1] in _TIMES:
        at -= 1
    if start < at < end and parse.tag[at - 1] == "IN":
        at -= 1
    return at if at > start else end


def with_auxiliaries(parse: Parse, verb: int, low: int) -> int:
    """Where the cue begins whose main verb is ``verb``, at ``low`` or later: at "had", "has also", "later"."""
    at = verb
    while at > low and (parse.lower[at - 1] in listed("have") | listed("adverbs") or parse.tag[at - 1] == "RB"):
        at -= 1
    return at


def content_start(parse: Parse, verb: int, end: int) -> int | None:
    """Where the content of ``verb`` begins, before ``end``: at its "that", or at the clause that depends on it."""
    for at in range(verb + 1, min(end - 1, verb + 1 + LONGEST_DETOUR_TO_THAT)):
        if parse.lower[at] == "that" and parse.tag[at] in {"IN", "DT", ""}:
            return at if _opens(parse, verb, at) else None
        if not parse.lower[at][0].isalnum() or parse.tag[at] in _ENDS or parse.lower[at] in listed("finite"):
            break
    return _complement(parse, verb, end) if parse.relation[verb] else _bare_clause(parse, verb, end)


def trimmed(parse: Parse, start: int, end: int) -> int:
    """``end`` without the commas and stops before it."""
    while end > start and parse.lower[end - 1] in _MARKS:
        end -= 1
    return end


def _opens(parse: Parse, verb: int, that: int) -> bool:
    """Whether the "that" opens the content of ``verb``: so in "told aides that", not so in "denied claims that"."""
    if not parse.relation[verb] or _is_telling(parse, verb):
        return "so" not in parse.lower[verb + 1 : that]  # "told so many lies that"
    if parse.relation[that] != "mark":
        return False
    return not any(parse.relation[n] in {"dobj", "nsubj"} for n in range(verb + 1, that))


def _complement(parse: Parse, verb: int, end: int) -> int | None:
    """Where the clause without "that" begins which depends on ``verb``."""
    telling = _is_telling(parse, verb)
    for child in parse.children[verb]:
        if not verb < child < end or parse.relation[child] not in ({"ccomp", "xcomp"} if telling else {"ccomp"}):
            continue
        start = _subtree(parse, child, verb + 1)[0]
        near = start <= verb + LONGEST_DETOUR and all(w[0].isalnum() for w in parse.lower[verb + 1 : start])
        finite = any(parse.relation[c] in {"nsubj", "nsubjpass", "expl"} for c in parse.children[child])
        if near and (finite or (telling and parse.lower[start] == "to")):
            return _mended(parse, verb, start, telling)
    return None


def _mended(parse: Parse, verb: int, start: int, telling: bool) -> int:
    """``start`` set right where the parser hung a word wrongly: "told | her he was", "said they think | he"."""
    if telling:
        addressed = start == verb + 1 and parse.tag[start] == "PRP"
        clause_follows = parse.tag[start + 1 : start + 2] and parse.tag[start + 1] in _AFTER_ADDRESSEE
        return start + 1 if addressed and clause_follows else start
    opens = parse.tag[verb + 1] in _OPENS_CLAUSE and parse.entity[verb + 1] not in _TIMES
    return verb + 1 if opens else start


def _bare_clause(parse: Parse, verb: int, end: int) -> int | None:
    """Where the clause without "that" begins, told without a parser: "said the bridge was", "told her he had"."""
    at = verb + 1
    if _is_telling(parse, verb):
        if at >= end or parse.tag[at] != "PRP":
            return None
        at += 1
    elif parse.lower[verb] not in {"said", "says"}:
        return None
    begins = at < end and parse.tag[at] in _OPENS_CLAUSE
    return at if begins and any(w in listed("finite") for w in parse.lower[at + 1 : end]) else None


def _content_end(parse: Parse, start: int, end: int) -> int:
    """Where a content that begins at ``start`` ends: before "and that" or ", but", or else at ``end``."""
    for at in range(start + 2, end - 1):
        low, following = parse.lower[at], parse.lower[at + 1]
        if (low in {"and", "but"} and following == "that") or low == ";":
            return at
        if low == "," and following in listed("breaks"):
            return at
    return end


def _is_telling(parse: Parse, verb: int) -> bool:
    return lemma_of(parse.lower[verb]) in listed("telling")


def _subtree(parse: Parse, head: int, least: int) -> Range:
    """From the first to one past the last of the words from ``least`` on that depend on ``head``, directly or not."""
    waiting: Sequence[int] = [head]
    seen = {head}
    while waiting:
        waiting = [c for n in waiting for c in parse.children[n] if c >= least and c not in seen]
        seen.update(waiting)
    return min(seen), max(seen) + 1
