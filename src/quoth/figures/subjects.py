"""What is said to be so much or so many where no noun follows the number: "the plan would cost $9 million"."""

from __future__ import annotations

from quoth.figures.numbers import Number
from quoth.parse import Parse

__all__ = ["governed"]

# Verbs whose subject is what the number measures. The day, the week and the year are no measure of a subject.
_MEASURED = set(
    "be is are was were been cost costs hit hits reach reaches reached total totals totaled totalled exceed "
    "exceeds exceeded rise rises rose risen fall falls fell fallen drop drops dropped climb climbs climbed jump "
    "jumps jumped grow grows grew stand stands stood increase increases increased decrease decreased decline "
    "declined number numbers numbered weigh weighs weighed measure measures measured amount amounts amounted "
    "average averaged top tops topped soar soared sink sank slip slipped slump slumped shrink shrank surge surged "
    "plunge plunged come came comes".split()
)
# Verbs of which it is the object that changes by so much: "overstated its accounts by $9 million".
_CHANGED = ("by", "to", "at", "for")
_PRONOUNS = set("it he she they we i you that this which who there what".split())
_FAR = 12  # words between a number and its verb


def governed(parse: Parse, number: Number) -> str | None:
    """The noun of which the number's verb says it, as the network has the sentence; null where there is none."""
    i, j = parse.range(number.start, number.end)
    if i >= len(parse) or not parse.relation[i] or number.unit in ("day", "week", "month", "year", "hour", "decade"):
        return None
    first, last = parse.sentences[parse.sentence[i]]
    verb = next((n for n in range(i - 1, max(first, i - _FAR) - 1, -1) if parse.tag[n].startswith("VB")), None)
    if verb is None or any(parse.words[n] in ".;:" for n in range(verb, i)):
        return None
    before = next((parse.lower[n] for n in range(i - 1, verb, -1) if parse.tag[n] in ("IN", "TO")), "")
    if before in _CHANGED:
        thing = _dependent(parse, verb, ("dobj",), verb, i)
        if thing is not None:
            return parse.words[thing]
    if parse.lower[verb] not in _MEASURED:
        return None
    subject = _dependent(parse, verb, ("nsubj", "nsubjpass"), first, last)
    if subject is None or parse.lower[subject] in _PRONOUNS or i <= subject < j:
        return None
    return parse.words[subject]


def _dependent(parse: Parse, verb: int, relations: tuple[str, ...], start: int, end: int) -> int | None:
    """The noun between two words that hangs on the verb, or on what the verb is an auxiliary of."""
    heads = {verb, parse.head[verb]}
    found = [n for n in range(start, end) if parse.relation[n] in relations and parse.head[n] in heads]
    nouns = [n for n in found if parse.tag[n] in ("NN", "NNS") and n != verb]
    return nouns[-1] if nouns else None
