"""What the reader of rules sees in a sentence: tokens, verbs that may report, noun phrases told by simple patterns.

There is no parser here. Words are known by the lists in ``verbs.toml``, names by their capitals.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from quoth.text import LONGEST_WORD, Quotation, sentences

__all__ = ["QUOTE", "Range", "Token", "Verb", "noun_phrase_after", "noun_phrase_before", "subject", "tokens", "units"]

Range = tuple[int, int]

# ``low`` of a token that is a whole quotation; no token of the text itself reads like this.
QUOTE = '""'
# A longer noun phrase is a clause that was misread. The limits also bound the work that is done for one verb.
LONGEST_PHRASE = 30
LONGEST_APPOSITION = 40
LONGEST_SUBJECT = 12
# A quotation of at most so many characters between two capitalised words is a nickname: Joe "The Hook" Marlowe.
LONGEST_NICKNAME = 24

_TOKEN = re.compile(
    r"(?:Mr|Mrs|Ms|Dr|Gov|Sen|Rep|Gen|Lt|Col|Sgt|St|Jr|Sr|Prof|Rev|Hon|[A-Z])\.(?!\w)|(?:[A-Za-z]\.){2,}"
    r"|\w[\w\u0300-\u036f]*(?:[-’'&.]\w[\w\u0300-\u036f]*)*[’']?|[^\w\s]"
)
_NONE: frozenset[str] = frozenset()


class Verb(NamedTuple):
    """A form that may report: its group in ``verbs.toml``, and its shape, one of base, s, ed, ing."""

    group: str
    shape: str


class Token(NamedTuple):
    """A word, a punctuation character or a whole quotation, with what the lists know of it."""

    start: int
    end: int
    low: str
    capital: bool = False
    lists: frozenset[str] = _NONE
    verb: Verb | None = None

    @property
    def word(self) -> bool:
        """Whether it is a word: no mark, no quotation."""
        return self.low[0].isalnum()

    def isa(self, *names: str) -> bool:
        """Whether it stands in one of the lists of ``verbs.toml`` so named."""
        return not self.lists.isdisjoint(names)


@cache
def _lexicon() -> tuple[Mapping[str, Verb], Mapping[str, frozenset[str]]]:
    """The verb forms, and the lists that a word stands in; all in lower case with straight apostrophes."""
    data = tomllib.loads(files("quoth.read").joinpath("verbs.toml").read_text(encoding="utf-8"))
    verbs: dict[str, Verb] = {}
    for group, lemmas in data["verbs"].items():
        for lemma in lemmas.split():
            forms = data["irregular"].get(lemma, "").split() or _forms(lemma)
            # "read" is its own past form. Of two shapes the past is kept: it is the one that asks for least.
            for shape, form in zip(("ed", "base", "s", "ing"), (forms[2], *forms[:2], forms[3]), strict=True):
                verbs.setdefault(form, Verb(group, shape))
    lists: dict[str, set[str]] = {}
    for name, listed in data["words"].items():
        for word in listed.split():
            lists.setdefault(word, set()).add(name)
    return verbs, {word: frozenset(names) for word, names in lists.items()}


def _forms(lemma: str) -> list[str]:
    if re.search(r"[^aeiou]y$", lemma):
        return [lemma, lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"]
    stem = lemma.removesuffix("e")
    return [lemma, lemma + ("es" if re.search(r"(?:s|sh|ch|x)$", lemma) else "s"), stem + "ed", stem + "ing"]


def units(text: str, start: int, end: int, marks: Sequence[Quotation]) -> Iterator[list[Token]]:
    """The sentences of a paragraph as tokens, joined where a break falls inside a quotation.

    ``marks`` are the paragraph's outermost quotations; each becomes a single token.
    """
    n = m = 0
    waiting: Range | None = None
    for a, b in [*sentences(text, start, end), (end, end)]:
        if waiting is None:
            waiting = (a, b)
            continue
        m = max(m, n)
        while m < len(marks) and marks[m].start < waiting[1]:
            m += 1
        if a < end and m > n and marks[m - 1].end > a:
            waiting = (waiting[0], b)
            continue
        yield tokens(text, *waiting, marks[n:m])
        waiting, n = (a, b), m


def tokens(text: str, start: int, end: int, marks: Sequence[Quotation]) -> list[Token]:
    """The tokens of a sentence; ``marks`` are the outermost quotations in it."""
    out: list[Token] = []
    for quotation in marks:
        out.extend(_words(text, start, quotation.start))
        out.append(Token(quotation.start, quotation.end, QUOTE))
        start = quotation.end
    out.extend(_words(text, start, end))
    return out


def _words(text: str, start: int, end: int) -> Iterator[Token]:
    """The tokens of a stretch without quotations; what is too long is no word."""
    return (_token(m) for m in _TOKEN.finditer(text, start, end) if m.end() - m.start() <= LONGEST_WORD)


def _token(m: re.Match[str]) -> Token:
    verbs, lists = _lexicon()
    low = m.group().lower().replace("’", "'")
    capital = m.group()[0].isupper()
    known = lists.get(low, _NONE)
    if low.endswith("ly") and not capital:
        known |= {"adverbs"}
    return Token(m.start(), m.end(), low, capital, known, verbs.get(low))


def noun_phrase_before(toks: Sequence[Token], end: int, low: int, cues: set[int]) -> Range | None:
    """The noun phrase that ends before token ``end``, with an apposition in commas; without, it begins after ``low``.

    Days and adverbs between the phrase and ``end`` are passed over. ``cues`` are the tokens of cues before it.
    """
    stop = end
    while stop > low and toks[stop - 1].isa("times", "adverbs"):
        stop -= 1
    if low < stop < end and toks[stop - 1].low in {"on", "in", "at"}:
        stop -= 1
    if stop == low or toks[stop - 1].low != ",":
        return _phrase(toks, stop, low, cues)
    opening = _opening_comma(toks, stop - 1, cues)
    head = _phrase(toks, opening, 0, cues) if opening else None
    if head is None:
        return None
    if head[0] > 1 and toks[head[0] - 1].low == ",":  # "The pilot, Ana Brandt, of Tarrow, said"
        longer = _phrase(toks, head[0] - 1, 0, cues)
        head = longer if longer and toks[longer[0]].isa("determiners") else head
    return head[0], stop - 1


def _phrase(toks: Sequence[Token], end: int, low: int, cues: set[int]) -> Range | None:
    first = end
    while first > low and end - first < LONGEST_PHRASE and _belongs(toks, first - 1, end, cues):
        first -= 1
        if toks[first].isa("pronouns"):
            break
    while first < end and (toks[first].isa("conjunctions", "adverbs", "prepositions") or not toks[first].word):
        first += 1
    return (first, end) if first < end else None


def _opening_comma(toks: Sequence[Token], closing: int, cues: set[int]) -> int | None:
    """The comma that opens the apposition or relative clause which the one at ``closing`` ends."""
    reports = False
    for at in range(closing - 1, max(0, closing - LONGEST_APPOSITION), -1):
        inner = toks[at + 1]
        if toks[at].low == ",":
            relative = inner.low in {"who", "which", "whose"}
            clause = inner.isa("conjunctions", "subordinators", "pronouns") and not relative
            if clause or not inner.word or not toks[at - 1].word:
                return None
            if relative or not reports:
                return at
        reports = reports or at in cues
        if toks[at].low in {QUOTE, ";", ":"}:
            return None
    return None


def _belongs(toks: Sequence[Token], at: int, end: int, cues: set[int]) -> bool:
    """Whether token ``at`` belongs to the noun phrase of which the rest, up to ``end``, is known."""
    token = toks[at]
    before = toks[at - 1] if at else token
    if at in cues or token.isa("subordinators", "auxiliaries"):
        return False
    if token.isa("pronouns"):
        return at == end - 1
    if token.isa("conjunctions"):
        return token.low in {"and", "or"} and before.capital and at < end - 1
    if token.low == QUOTE:
        between = 0 < at < end - 1 and before.capital and toks[at + 1].capital
        return between and token.end - token.start <= LONGEST_NICKNAME
    if not token.word:
        return token.low in "&-/'’()."
    # A past form right after a name is more likely a verb that is not in the lists.
    return not (token.low.endswith("ed") and not token.capital and before.capital)


def noun_phrase_after(toks: Sequence[Token], first: int, high: int) -> Range | None:
    """The noun phrase that begins at token ``first``, with its appositions; it ends at ``high`` at the latest."""
    at = first
    stop = min(high, first + LONGEST_APPOSITION)
    while at < stop:
        token = toks[at]
        if token.low in {QUOTE, ".", ";", ":", "?", "!"} or token.isa("dashes"):
            break
        if token.low == "," and not _apposes(toks, at + 1, stop):
            break
        # "said Ana Brandt in a statement", but "said the mayor of a town in the north"
        leaves = token.low in {"in", "on", "at", "during", "after"} and toks[at - 1].capital
        if (leaves or token.isa("subordinators")) and at > first and toks[at - 1].low != ",":
            break
        at += 1
    while at > first and (not toks[at - 1].word or toks[at - 1].isa("times")):
        at -= 1
    return (first, at) if at > first else None


def _apposes(toks: Sequence[Token], at: int, stop: int) -> bool:
    if at >= stop:
        return False
    token = toks[at]
    if token.low in {"who", "whose", "which"} or token.isa("determiners"):
        return True
    outside = token.isa("conjunctions", "subordinators", "pronouns", "prepositions", "adverbs", "times")
    return token.word and not outside and token.verb is None and not token.low.endswith("ing")


def subject(toks: Sequence[Token], end: int) -> Range | None:
    """The first noun phrase before token ``end``: the subject of a later verb. What leads up to it is skipped."""
    at = 0
    far = min(end, LONGEST_APPOSITION)
    while at < far and (toks[at].isa("conjunctions", "adverbs") or not toks[at].word):
        at += 1
    if at < far and (toks[at].isa("prepositions", "subordinators") or toks[at].low.endswith("ing")):
        while at < far and toks[at].low not in {",", QUOTE}:
            at += 1
        while at < far and not toks[at].word:
            at += 1
    stop = at
    while stop < min(far, at + LONGEST_SUBJECT) and not _ends_subject(toks, at, stop):
        stop += 1
    return (at, stop) if stop > at else None


def _ends_subject(toks: Sequence[Token], first: int, at: int) -> bool:
    token = toks[at]
    if not token.word or token.isa("auxiliaries", "subordinators"):
        return True
    if at == first:
        return False
    before = toks[at - 1]
    if before.isa("pronouns") or (token.verb and not token.capital):
        return True
    named = before.capital and not before.isa("determiners")
    joins = token.low in {"of", "and", "for", "the", "de", "al"}
    return not token.capital and not joins and (named or token.low.endswith("ed"))
