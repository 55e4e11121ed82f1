"""What reads like a statement and is none: labels, lines of promotion, who is cited, what somebody hears.

Each is a fact of the text's form, or of a cue that reports nothing the source says.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

from quoth.parse import Voice
from quoth.read.spans import Range
from quoth.records import Article, Span, Statement
from quoth.text import paragraphs
from quoth.turns import Turn, label_of, turns

__all__ = ["sifted"]

# Whom or what one leans on is said by nobody: "the Post reported, citing two people".
_CITING = re.compile(r"\b(?:citing|quoting|(?:which|who) cited)\s+$", re.IGNORECASE)
_CITES = re.compile(r",\s*(?:citing|quoting)\b")
_LEANING = {"citing", "quoting", "cited"}
# Cues by which a source takes something in, or greets somebody, and says nothing.
_TAKING_IN = re.compile(
    r"\b(?:hear|hears|heard|hearing|overheard|thank|thanks|thanked|thanking|looks? like|looked like)\b"
)
# Cues that give a name, or sing what has one: 'the army had named "Operation Quiet Tide"'.
_NAMING = re.compile(
    r"\b(?:named?|naming|dubb(?:ed|ing)|code-?named|christened|titled|entitled|s[aiu]ng|sings|singing|hummed|played|performed)\b"
)
# A word of such a name.
_OF_A_NAME = r"(?:[A-Z0-9][\w'’&-]*|of|the|and|in|on|for|a|an|to)"
_NAME = re.compile(rf"[\"“‘'«„]{_OF_A_NAME}(?:\s+{_OF_A_NAME}){{0,6}},?[\"”’'»“]")
_CAPITAL = re.compile(r"(?<!\w)[A-Z][\w'’&-]*")
# Before a source: "let nobody tell you that ..." says what nobody may say.
_LET = re.compile(r"\b[Ll]et\s+$")
_NOBODY = {"nobody", "no one", "anybody", "anyone"}
_DASHES = set("-–—―")
# In characters: a place and a day before the dash of a dateline.
PLACE = 60
# A line in capitals of so many words among others is no part of the report.
SHOUTED = 4
# Letters in capitals of which a line in capitals has this share.
CAPITALS = 0.9


def sifted(
    article: Article, statements: Sequence[Statement], heard: dict[str, Voice]
) -> tuple[list[Statement], dict[str, Voice]]:
    """``statements`` without those that are none, in the same order, and the voice of each by id."""
    lines = _Lines(article)
    out: list[Statement] = []
    voices: dict[str, Voice] = {}
    for s, made in _uncited(article, statements):
        if (
            _takes_in(made)
            or _is_name(made)
            or _is_forbidden(article, made)
            or lines.is_dateline(made)
            or lines.is_silent(made.content[0].start, made)
        ):
            continue
        out.append(made)
        if s.id in heard:
            voices[made.id] = heard[s.id]
    return out, voices


def _takes_in(s: Statement) -> bool:
    cue = " ".join(x.text for x in s.cue).lower()
    return s.kind != "direct" and bool(_TAKING_IN.search(cue)) and (not s.source or " like" not in cue)


def _is_forbidden(article: Article, s: Statement) -> bool:
    """Whether the words only bid that nobody say so."""
    at = s.source[0].start if s.source and s.source[0].text.lower() in _NOBODY else 0
    return bool(_LET.search(article.text, max(0, at - 8), at))


def _is_name(s: Statement) -> bool:
    """Whether what is quoted is the name of an operation or of a song, and nothing that somebody said."""
    cue = " ".join(x.text for x in s.cue).lower()
    return bool(_NAMING.search(cue)) and all(_NAME.fullmatch(x.text) for x in s.content)


class _Lines:
    """The paragraphs of an article in which nobody says anything."""

    def __init__(self, article: Article) -> None:
        self.text = article.text
        self.ranges = paragraphs(article.text)
        self._starts = [a for a, _ in self.ranges]
        self._talk = {t.label[0] for t in turns(article.text)}
        self._named = Counter(w.casefold() for w in _CAPITAL.findall(article.text))
        self._first = self.ranges[0][0] if self.ranges else 0
        self._shouted = [self._is_shouted(a, b) for a, b in self.ranges]
        self._plain = self._shouted.count(False) > self._shouted.count(True)

    def _is_shouted(self, start: int, end: int) -> bool:
        letters = [c for c in self.text[start:end] if c.isalpha()]
        words = self.text[start:end].split()
        return len(words) >= SHOUTED and sum(c.isupper() for c in letters) >= CAPITALS * len(letters)

    def is_dateline(self, s: Statement) -> bool:
        """Whether the cue is the dash behind the place at the head of a paragraph, in capitals, which says nothing."""
        if s.source or not s.cue or not all(set(x.text) <= _DASHES for x in s.cue):
            return False
        n = bisect_right(self._starts, s.cue[0].start) - 1
        before = self.text[self.ranges[n][0] : s.cue[0].start] if n >= 0 else ""
        return len(before) <= PLACE and before.split(",")[0].split("(")[0].isupper()

    def is_silent(self, at: int, s: Statement) -> bool:
        """Whether a statement stands in a line of promotion, or is a label's with what it labels."""
        n = bisect_right(self._starts, at) - 1
        if n < 0:
            return False
        start, end = self.ranges[n]
        turn = label_of(self.text, start, end)
        if turn is not None and turn.label[0] in self._talk:
            return False
        if self._shouted[n] and start != self._first and self._plain:
            return True
        return turn is not None and self._is_label(turn, s)

    def _is_label(self, turn: Turn, s: Statement) -> bool:
        """Whether a line of its own, unquoted and no sentence, is labelled with a name that is not named again."""
        said, label = self.text[slice(*turn.said)], self.text[slice(*turn.label)]
        of_colon = [(x.start, x.end) for x in s.cue] == [turn.colon]
        if not of_colon or "\n" in said or said.rstrip()[-1:] in set(".!?…\"”’'»"):
            return False
        last = label.split(" (")[0].split()[-1].casefold()
        here = sum(w.casefold() == last for w in _CAPITAL.findall(label))
        return bool(self._named[last] <= here)


def _uncited(article: Article, statements: Sequence[Statement]) -> list[tuple[Statement, Statement]]:
    """Each with what it is without pieces right behind "citing"; what was tied to "citing" goes to its source's cue."""
    text = article.text
    out: list[tuple[Statement, Statement]] = []
    for n, s in enumerate(statements):
        pieces = [x for x in s.content if not _CITING.search(text, max(0, x.start - 16), x.start)]
        source = [_uncut(x) for x in s.source]
        if s.kind == "direct" or (len(pieces) == len(s.content) and source == [(x.start, x.end) for x in s.source]):
            out.append((s, s))
        elif pieces or not _is_leaning(s):
            beside = [o for o in statements[max(0, n - 2) : n + 3] if o is not s and o.source == s.source]
            other = next((o for o in beside if o.source and _is_leaning(o)), None)
            said = pieces or (list(other.content) if other is not None else [])
            if said:
                out.append((s, _remade(article, s, said, source)))
    taken = {x for _, s in out if not _is_leaning(s) for x in s.content}
    return [(s, made) for s, made in out if not (_is_leaning(made) and all(x in taken for x in made.content))]


def _is_leaning(s: Statement) -> bool:
    return bool(s.cue) and {w for x in s.cue for w in x.text.lower().split()} <= _LEANING


def _remade(article: Article, s: Statement, content: Sequence[Span], source: Sequence[Range]) -> Statement:
    """``s`` with other content and another source."""
    return Statement.of(
        article,
        content=[(x.start, x.end) for x in content],
        cue=[(x.start, x.end) for x in s.cue],
        source=source,
        kind=s.kind,
        confidence=s.confidence,
        made_by=s.made_by,
    )


def _uncut(span: Span) -> Range:
    """A source without whom it cites: "the Times, citing three people," is the Times."""
    at = _CITES.search(span.text)
    return (span.start, span.start + at.start()) if at and at.start() else (span.start, span.end)
