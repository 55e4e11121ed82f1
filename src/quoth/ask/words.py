"""Words as the index of the library cuts and compares them: without case and accents, and without any mark."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from quoth.records import Span

__all__ = ["SHAPES", "Phrase", "cut", "fold", "found", "letters", "words"]

Phrase = tuple[str, ...]
Range = tuple[int, int]

# Runs of letters and numbers, with the accents that may stand apart from their letters.
_RUN = re.compile(r"[^\W_][^\W_\u0300-\u036f]*(?:[\u0300-\u036f]+[^\W_\u0300-\u036f]*)*")

# Marks that mean the same in every shape, so that what is typed straight finds what was printed curly.
SHAPES = {"'": "'‘’‚‛`´", '"': '"“”„‟«»＂'}
_SHAPE_OF = {shape: shapes for shapes in SHAPES.values() for shape in shapes}


def cut(text: str) -> Iterator[tuple[str, int, int]]:
    """The words of ``text``, folded, each with where it stands."""
    return ((fold(m[0]), *m.span()) for m in _RUN.finditer(text))


def words(text: str) -> Phrase:
    """The folded words of ``text``."""
    return tuple(word for word, _, _ in cut(text))


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """``word`` without case and without accents."""
    if word.isascii():
        return word.lower()
    flat = unicodedata.normalize("NFD", word.lower())
    return unicodedata.normalize("NFC", "".join(c for c in flat if not unicodedata.combining(c)))


def found(spans: Iterable[Span], phrases: Iterable[Phrase]) -> list[Range]:
    """Where words of the article that make up one of ``phrases`` stand, neighbours in one piece as one range.

    The pieces of a content are read as one, so that a phrase is found across a "he added" in its middle. A phrase whose
    last word ends in an asterisk is found where a word begins so.
    """
    pieces = [[(word, span.start + start, span.start + end) for word, start, end in cut(span.text)] for span in spans]
    at = list(itertools.chain.from_iterable(pieces))
    wanted = {phrase for phrase in phrases if phrase}
    marked: set[int] = set()
    for n, (word, _, _) in enumerate(at):
        for phrase in wanted:
            if _begins(word, phrase[0]) and _all_begin(at[n : n + len(phrase)], phrase):
                marked.update(range(n, n + len(phrase)))
    follows = {one[1]: other[1] for piece in pieces for one, other in itertools.pairwise(piece)}
    out: list[Range] = []
    last = -1
    for n in sorted(marked):
        _, start, end = at[n]
        if out and follows.get(last) == start:
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
        last = start
    return out


def _begins(word: str, wanted: str) -> bool:
    return word.startswith(wanted[:-1]) if wanted.endswith("*") else word == wanted


def _all_begin(there: list[tuple[str, int, int]], phrase: Phrase) -> bool:
    return len(there) == len(phrase) and all(
        _begins(word, wanted) for (word, _, _), wanted in zip(there, phrase, strict=True)
    )


def letters(exact: str) -> re.Pattern[str]:
    """Finds ``exact`` itself, letter by letter; white space is any white space, a quotation mark that of any shape."""
    pieces = []
    for piece in re.split(r"(\s+)", exact.strip()):
        if piece.isspace():
            pieces.append(r"\s+")
        else:
            pieces.extend(f"[{_SHAPE_OF[c]}]" if c in _SHAPE_OF else re.escape(c) for c in piece)
    return re.compile("".join(pieces))
