"""What reports in a sentence, who is its source, and which words are its content: in tokens, by patterns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from quoth.read.phrases import QUOTE, Range, Token, Verb, noun_phrase_after, noun_phrase_before, subject

__all__ = ["Cue", "content_of", "find_cues"]

# In a headline set in title case at least this share of the words is capitalised; elsewhere no verb is ("Mr States").
TITLE_CASE = 0.6
# How far after its verb content may begin: past "in an interview with the station on Friday".
LONGEST_DETOUR = 25
# "asked her sister to leave": how far after the verb the "to" may stand.
LONGEST_ADDRESSEE = 12
# How many cues ahead the end of a content is looked for; it bounds the work for a sentence without end.
MOST_CUES_AHEAD = 20


class Cue(NamedTuple):
    """What reports (tokens ``first`` to ``last``), its source, and ``edge``, the token at which its clause begins.

    ``inverted``: the source follows ("said the mayor"). ``shared``: the source is the subject of an earlier verb.
    """

    first: int
    last: int
    group: str
    source: Range
    edge: int
    inverted: bool = False
    shared: bool = False


def find_cues(toks: Sequence[Token]) -> list[Cue]:
    """What may report something in a sentence, left to right; what has no source in the sentence is left out."""
    out: list[Cue] = []
    taken: set[int] = set()
    title = _is_title(toks)
    for at, token in enumerate(toks):
        verb = token.verb if title or not token.capital else None
        if _stands_in(toks, at):
            cue = _cue(toks, at, Verb("say", "ed"), out, taken)
        elif verb and _reports(toks, at, verb):
            cue = _cue(toks, at, verb, out, taken)
        elif token.low == "according":
            cue = _according(toks, at)
        else:
            continue
        if cue:
            out.append(cue)
            taken.update(range(cue.first, cue.last))
    return out


def _is_title(toks: Sequence[Token]) -> bool:
    words = [t for t in toks if t.word]
    capitals = sum(t.capital for t in words)
    return bool(words) and capitals >= TITLE_CASE * len(words) and toks[-1].low not in {".", ")"}


def _stands_in(toks: Sequence[Token], at: int) -> bool:
    """Any past form between closing marks and a name reports ("...," thundered Ana Brandt)."""
    between = 0 < at < len(toks) - 1 and toks[at - 1].low == QUOTE and toks[at + 1].capital
    return between and toks[at].low.endswith("ed")


def _reports(toks: Sequence[Token], at: int, verb: Verb) -> bool:
    """Whether the form at ``at`` can be a reporting verb, and no noun, adjective, infinitive or passive."""
    if not at or (verb.group == "particle" and not _next_is(toks, at, {"to", "out"})):
        return False
    before = toks[at - 1]
    if before.isa("determiners") or (before.low.endswith("'s") and not before.isa("passive")):
        return False
    if before.isa("prepositions"):
        return verb.shape == "ing" and before.low != "of"
    if verb.shape == "ed":
        return not any(t.isa("passive") for t in toks[max(0, at - 2) : at])
    if verb.shape == "base":
        leads = before.isa("pronouns", "quantifiers", "auxiliaries", "conjunctions", "adverbs")
        return leads or before.low.endswith("s")
    return True


def _next_is(toks: Sequence[Token], at: int, low: set[str]) -> bool:
    return at + 1 < len(toks) and toks[at + 1].low in low


def _according(toks: Sequence[Token], at: int) -> Cue | None:
    if not _next_is(toks, at, {"to"}):
        return None
    source = noun_phrase_after(toks, at + 2, len(toks))
    comma = next((i for i in range(*source) if toks[i].low == ","), None) if source and not at else None
    if (
        source and comma is not None and comma > source[0]
    ):  # "According to the police, three men": the sentence goes on at the first comma
        source = (source[0], comma)
    if source and toks[source[0]].low == ",":
        return None
    return Cue(at, at + 2, "according", source, at, inverted=True) if source else None


def _cue(toks: Sequence[Token], at: int, verb: Verb, cues: Sequence[Cue], taken: set[int]) -> Cue | None:
    """The verb at ``at`` with its auxiliaries and its source: to its left, to its right, or the one before it."""
    first, last = at, at + 1
    while first and toks[first - 1].isa("auxiliaries", "adverbs"):
        first -= 1
    if verb.group == "particle" or (verb.group == "object" and last < len(toks) and toks[last].isa("particles")):
        last += 1
    before = toks[first - 1] if first else None
    participle = verb.shape == "ing" and not any(t.isa("passive") for t in toks[max(0, first - 1) : at])
    if participle or (before and before.isa("conjunctions")):
        if before and before.word and not before.isa("conjunctions", "prepositions"):
            return None
        source = cues[-1].source if cues else subject(toks, first)
        return Cue(first, last, verb.group, source, first, shared=True) if source else None
    source = noun_phrase_before(toks, first, cues[-1].last if cues else 0, taken)
    if source is None and verb.group == "say" and (before is None or before.low in {",", QUOTE}):
        # "said officials" after a quotation; after a mere comma more is asked ("the bridge, reported lost, was found").
        if (before and before.low == QUOTE) or (last < len(toks) and _begins_phrase(toks[last])):
            source = noun_phrase_after(toks, last, len(toks))
        return Cue(first, last, verb.group, source, first, inverted=True) if source else None
    return Cue(first, last, verb.group, source, source[0]) if source else None


def _begins_phrase(token: Token) -> bool:
    return token.capital or token.isa("determiners", "pronouns", "quantifiers")


def content_of(toks: Sequence[Token], cues: Sequence[Cue], n: int, low: int) -> list[Range]:
    """The token ranges of what cue ``n`` reports, in order; nothing before token ``low``, which is used up."""
    cue = cues[n]
    high = _limit(toks, cues, n)
    after = max(cue.last, cue.source[1]) if cue.inverted else cue.last
    while after < high and toks[after].isa("times"):
        after += 1
    left = _left(toks, cue, low)
    if left and not _may_follow(toks, cue, left, after, high):
        left = None
    if cue.group == "according":
        right = None if left else _trimmed(toks, after, high)
    elif left or cue.inverted:
        right = _after_left(toks, left, after, high)
    else:
        right = _right(toks, cue, after, high)
    return [r for r in (left, right) if r]


def _limit(toks: Sequence[Token], cues: Sequence[Cue], n: int) -> int:
    """Where the content of cue ``n`` ends at the latest: before the clause of a later cue that a mark sets off."""
    last = cues[n].last
    for later in cues[n + 1 : n + MOST_CUES_AHEAD]:
        if later.source[0] < cues[n].first < later.source[1] and not later.shared:
            return later.source[1]
        edge = later.edge
        while edge > last and toks[edge - 1].isa("conjunctions"):
            edge -= 1
        set_off = edge > last and (toks[edge - 1].low in {",", ";", QUOTE} or toks[edge - 1].isa("dashes"))
        if (set_off and later.group != "object") or (later.shared and last < edge < later.edge):
            return edge
    return len(toks)


def _left(toks: Sequence[Token], cue: Cue, low: int) -> Range | None:
    """What stands before the cue and its source, set off by a comma or by closing marks."""
    if cue.group not in {"say", "tell", "think", "according"} or cue.shared:
        return None
    end = cue.edge
    if end > low and toks[end - 1].low == ",":
        end -= 1
    elif cue.group != "according" and (end <= low or toks[end - 1].low != QUOTE):
        return None
    while low < end and not toks[low].word and toks[low].low != QUOTE:
        low += 1
    quoted = low < end and toks[end - 1].low == QUOTE
    return (low, end) if quoted or end - low > 2 else None


def _may_follow(toks: Sequence[Token], cue: Cue, left: Range, after: int, high: int) -> bool:
    """Whether the cue can report what stands before it, and not just what comes next ("In May, he said the ...")."""
    if cue.group == "according" or toks[left[1] - 1].low == QUOTE:
        return True
    if toks[left[0]].isa("prepositions", "subordinators") and left[1] - left[0] <= 5:
        return False
    if after >= high:
        return True
    following = toks[after]
    return following.low != ":" and (not following.word or following.isa("prepositions") or cue.inverted)


def _after_left(toks: Sequence[Token], left: Range | None, at: int, high: int) -> Range | None:
    """The second piece of a content that the cue has cut in two: a quotation, or what goes on after a comma."""
    if at < high and toks[at].low == "that":
        return _trimmed(toks, at, high)
    unquoted = left is not None and toks[left[1] - 1].low != QUOTE
    for start in range(at, min(at + LONGEST_DETOUR, high)):
        if toks[start].low == QUOTE:
            return _trimmed(toks, start, high)
        if unquoted and toks[start].low == "," and start + 1 < high:
            after = toks[start + 1]
            led = after.isa("subordinators", "prepositions", "conjunctions", "pronouns") or after.low.endswith("ing")
            if after.word and not led and not after.capital:
                return _trimmed(toks, start + 1, high)
    return None


def _right(toks: Sequence[Token], cue: Cue, at: int, high: int) -> Range | None:
    """What follows the cue, an addressee and a detour ("in an interview") left out."""
    if at < high and toks[at].low in {",", ":"}:
        at += 1
    if at >= high:
        return None
    if cue.group in {"object", "particle"} or toks[at].low == QUOTE or toks[at].isa("openers"):
        return _trimmed(toks, at, high)
    if cue.group == "that":
        return None
    opener = _opener(toks, at, high)
    if cue.group == "tell":
        return _trimmed(toks, opener or _after_addressee(toks, at, high), high)
    if toks[at].isa("prepositions") and toks[at].low != "to":
        return _trimmed(toks, opener, high) if opener else None
    return _trimmed(toks, at, high)


def _opener(toks: Sequence[Token], at: int, high: int) -> int | None:
    """The "that", the question word or the quotation with which content begins after a detour, in the same clause."""
    for start in range(at, min(at + LONGEST_DETOUR, high)):
        if toks[start].low == QUOTE or toks[start].isa("openers"):
            return start
        if toks[start].low in {",", ":"}:
            return start + 1 if start + 1 < high and toks[start + 1].low == QUOTE else None
    return None


def _after_addressee(toks: Sequence[Token], at: int, high: int) -> int:
    to = next((i for i in range(at, min(at + LONGEST_ADDRESSEE, high)) if toks[i].low == "to"), None)
    if to is not None:
        return to
    named = not toks[at].isa("addressees")
    at += 1
    while named and at < high and (toks[at].capital or "of" in {toks[at].low, toks[at - 1].low}):
        at += 1
    return at


def _trimmed(toks: Sequence[Token], start: int, end: int) -> Range | None:
    while end > start and (toks[end - 1].low in {".", ",", ";", ":"} or toks[end - 1].isa("dashes")):
        end -= 1
    while start < end and (toks[start].low in {",", ":"} or toks[start].isa("dashes")):
        start += 1
    return (start, end) if start < end else None
