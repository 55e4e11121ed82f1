"""The words of a wording, folded so that what is only set differently is the same: case, marks, dashes, ligatures."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

__all__ = ["Word", "fold", "words"]

_APOSTROPHES = "'’‘‛ʼ＇`´"
# An apostrophe within, and a letter put in brackets at either end ("[t]he", "want[ed]"), belong to the word; points
# and commas belong to a number.
_LETTER = r"[^\W_]"
_WORD = re.compile(
    r"(?P<gap>[\[(]\s*(?:\.{2,}|…|(?:\.\s){2,}\.?)\s*[\])]|\.{2,}|…|(?:\.\s){2,}\.)"
    r"|(?P<sign>[$€£¥₹₽%‰&])"
    r"|(?P<number>\d+(?:[.,]\d+)*(?:[^\W\d_]{1,2}\b)?)"
    rf"|(?P<word>(?:\[{_LETTER}{{1,3}}\](?={_LETTER}))?"
    rf"{_LETTER}(?:[\u00ad\u200b-\u200d\u2060\u0300-\u036f]|{_LETTER}|[{_APOSTROPHES}](?={_LETTER}))*"
    rf"(?:\[{_LETTER}{{1,3}}\])?)"
)
# Texts whose words are kept at hand: those of one article are asked for again and again as it is related.
TEXTS = 1024

_BRACKETED = re.compile(r"\[[^\[\]]*\]")
_INVISIBLE = dict.fromkeys([0xAD, *range(0x200B, 0x200E), 0x2060, 0xFEFF, ord("["), ord("]")])
_PLAIN = str.maketrans(dict.fromkeys(_APOSTROPHES, "'"))


class Word(NamedTuple):
    """A word as it is compared, and where it stands in its text.

    ``after_gap``: an ellipsis stands between it and the word before. ``put_in``: it stands in square brackets, as what
    somebody put into another's words does.
    """

    key: str
    start: int
    end: int
    after_gap: bool = False
    put_in: bool = False


@lru_cache(maxsize=TEXTS)
def words(text: str) -> tuple[Word, ...]:
    """The words and numbers of ``text`` in order, without marks. A word with a hyphen is as many as it has parts."""
    inside = [m.span() for m in _BRACKETED.finditer(text)] if "[" in text else []
    out: list[Word] = []
    gap = False
    for found in _WORD.finditer(text):
        if found.lastgroup == "gap":
            gap = True
            continue
        start, end = found.span()
        put_in = any(a < start and end < b for a, b in inside)
        out.append(Word(fold(found[0]), start, end, gap, put_in))
        gap = False
    return tuple(out)


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """``word`` without case, accents, ligatures and invisible characters; a number without its commas, "&" in full."""
    if word == "&":
        return "and"
    flat = word
    if not word.isascii():
        flat = unicodedata.normalize("NFKD", word.translate(_PLAIN))
        flat = "".join(c for c in flat if not unicodedata.combining(c))
    flat = flat.translate(_PLAIN).translate(_INVISIBLE).casefold()
    return flat.replace(",", "") if flat[:1].isdigit() else flat
