"""What people type to search: words, "phrases", OR between two of them, and a minus before what must not be there.

    bridge "stays shut"       both the word and the phrase
    bridge OR tunnel ferry    ferry, and one of the two
    bridge -toll -"by night"  bridge, and neither of those
    immigra*                  a word that begins so

Any text is a search. Marks, which the index does not hold, are passed over; an OR with nothing to choose is a word.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from quoth.ask.words import Phrase, words

__all__ = ["Term", "Wanted", "in_column", "quoted", "wanted"]

_PIECE = re.compile(r'(-?)(?:["“”„«»]([^"“”„«»]*)(?:["“”„«»]|$)|([^\s"“”„«»]+))')
OR = "OR"

# Letters before an asterisk: fewer begin so many words that looking for all of them takes seconds.
SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Term:
    """A word or a phrase as it was typed: what stands together in it must stand together in the content."""

    text: str
    begins: bool = False

    @property
    def words(self) -> Phrase:
        """Its folded words, the last of them with an asterisk where it only ``begins`` so."""
        found = words(self.text)
        return (*found[:-1], f"{found[-1]}*") if self.begins else found

    @property
    def plain(self) -> bool:
        """Whether it is one whole word, which may be inflected."""
        return not self.begins and len(self.words) == 1


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a content must have, one of each group, and what it must not.

    ``nothing`` says that what was typed has no word in it, so that no content can have it.
    """

    groups: tuple[tuple[Term, ...], ...] = ()
    without: tuple[Term, ...] = ()
    nothing: bool = False

    @property
    def terms(self) -> tuple[Term, ...]:
        """All that may be there, in the order in which it was typed."""
        return tuple(term for group in self.groups for term in group)

    def wider(self, forms: Mapping[Term, tuple[str, ...]]) -> Wanted:
        """The same, with other ``forms`` of its words in their groups."""
        groups = (
            tuple(dict.fromkeys((*group, *(Term(form) for term in group for form in forms.get(term, ())))))
            for group in self.groups
        )
        return replace(self, groups=tuple(groups))

    @property
    def phrases(self) -> bool:
        """Whether some of it must stand together."""
        return any(len(term.words) > 1 for term in (*self.terms, *self.without))

    def match(self) -> str:
        """The contents that have it, as FTS5 is asked, without what they must not have; empty where all have it."""
        return in_column("content", " AND ".join(f"({' OR '.join(map(_asked, group))})" for group in self.groups))

    def unmatch(self) -> str:
        """The contents that must not be found; empty where there are none."""
        return in_column("content", " OR ".join(map(_asked, self.without)))

    def better(self) -> str:
        """Which of them are the better ones: all alternatives at once, or else the words as typed, side by side."""
        if len(self.terms) < 2:
            return ""
        if any(term.begins for term in self.terms):
            return ""
        if any(len(group) > 1 for group in self.groups):
            return in_column("content", " AND ".join(map(_asked, self.terms)))
        return in_column("content", quoted(" ".join(term.text for term in self.terms)))


def wanted(text: str) -> Wanted:
    """What ``text`` asks for; never raises."""
    groups: list[tuple[Term, ...]] = []
    without: list[Term] = []
    pieces = [p for p in map(_piece, _PIECE.finditer(text)) if words(p.text)]
    choose = False
    for n, piece in enumerate(pieces):
        between = 0 < n < len(pieces) - 1 and not choose and not pieces[n - 1].minus and not pieces[n + 1].minus
        if piece.plain and piece.text == OR and between:
            choose = True
            continue
        term = Term(piece.text, _begins(piece))
        if piece.minus:
            without.append(term)
        elif choose:
            groups[-1] = (*groups[-1], term)
        else:
            groups.append((term,))
        choose = False
    return Wanted(tuple(groups), tuple(without), nothing=bool(text.strip()) and not pieces)


def quoted(text: str) -> str:
    """A string of FTS5: whatever is in ``text``, nothing of it is an operator."""
    return '"' + re.sub(r'["\x00\ud800-\udfff]', " ", text) + '"'


def in_column(name: str, asked: str) -> str:
    """What is ``asked``, of one column of the index alone."""
    return f"{name} : ({asked})" if asked else ""


@dataclass(frozen=True, slots=True)
class _Piece:
    """Something typed: its text, whether a minus stands before it, and whether it is without quotation marks."""

    text: str
    minus: bool
    plain: bool


def _piece(found: re.Match[str]) -> _Piece:
    minus, phrase, word = found.groups()
    # A minus within a word, or after one, is a hyphen.
    after = found.start() == 0 or found.string[found.start() - 1].isspace()
    return _Piece(phrase if word is None else word, bool(minus) and after, word is not None)


def _begins(piece: _Piece) -> bool:
    """Whether its last word may go on: an asterisk stands behind it, and before that enough of it."""
    return piece.plain and piece.text.endswith("*") and len(words(piece.text)[-1]) >= SHORTEST


def _asked(term: Term) -> str:
    return quoted(term.text) + ("*" if term.begins else "")
