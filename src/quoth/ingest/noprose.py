"""Stretches of a text that are no prose: packed bytes such as base64, tables of numbers, code, single letters.

Nobody says anything in them, and a reader of prose takes longer over them than over prose. They are told line by line,
by what share of the characters are letters of words, and only where they go on for long.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

__all__ = ["Stretch", "notes_on_prose", "stretches"]

# A stretch has at least so many characters, and so many lines unless it has one word of that size; short tables and
# snippets stand in reports, and cost nothing.
LEAST_SIZE, LEAST_LINES = 600, 6
# Lines of prose-like shape within a stretch: at most so many in a row belong to it, all short.
LONGEST_GAP, SHORT = 2, 80
# In packed bytes most characters stand in runs of so many without a space. Words and addresses are shorter.
PACKED = 40
# From these shares of the visible characters on a line is one of numbers, or of code.
FIGURES, SYMBOLS = 0.5, 0.12
# Prose has more than five characters to a word or mark, with the spaces; what has fewer than so many is none.
CROWDED = 2.5
# Lines of more characters are looked at piece by piece.
LONGEST_LINE = 2_000

_LINE = re.compile(r"[^\r\n]+")
_RUN = re.compile(rf"[!-~]{{{PACKED},}}")
_LONG = re.compile(rf"[!-~]{{{LEAST_SIZE},}}")
_DIGIT = re.compile(r"\d")
_SYMBOL = re.compile(r"[{}\[\]()<>=;_\\|#$^*+~/&]")
_WORD = re.compile(r"(?<!\S)[\"“‘(]?[A-Za-z’'-]+[.,;:!?\"”’)]*(?!\S)")
_PIECE = re.compile(r"\w+|[^\w\s]")
_SPACE = re.compile(r"\s")


class _Line(NamedTuple):
    start: int
    end: int
    text: str
    kind: str | None


class Stretch(NamedTuple):
    """Characters ``start:end`` that are no prose, and what they look like."""

    start: int
    end: int
    kind: str


def stretches(text: str) -> list[Stretch]:
    """The stretches of ``text`` that are no prose, in order, each from the first character of a line to the last."""
    out: list[Stretch] = []
    held: list[_Line] = []
    for line in _lines(text):
        if line.kind or (held and len(line.text) < SHORT and not all(x.kind is None for x in held[-LONGEST_GAP:])):
            held.append(line)
        else:
            out += _stretch(held)
            held = []
        if held and held[0].kind is None:
            held = []
    return out + _stretch(held)


def notes_on_prose(text: str) -> list[str]:
    """What of ``text`` is left out of reading, in one sentence; nothing where nothing is."""
    found = stretches(text)
    if not found:
        return []
    sizes: dict[str, int] = {}
    for s in found:
        sizes[s.kind] = sizes.get(s.kind, 0) + s.end - s.start
    kinds = ", ".join(f"{kind} ({size:,} characters)" for kind, size in sizes.items())
    return [f"not read, since it is no prose: {kinds}"]


def _lines(text: str) -> Iterator[_Line]:
    """The lines that are not blank, without the white space around them; long ones in pieces."""
    for m in _LINE.finditer(text):
        start = m.start()
        while start < m.end():
            end = m.end() if m.end() - start <= LONGEST_LINE else _cut(text, start)
            piece = text[start:end]
            if words := piece.strip():
                begin = start + len(piece) - len(piece.lstrip())
                yield _Line(begin, begin + len(words), words, _kind(words))
            start = end


def _cut(text: str, start: int) -> int:
    """Where a piece of a long line ends: at its last space, or in the midst of what has none."""
    end = start + LONGEST_LINE
    space = max(text.rfind(" ", start + LONGEST_LINE // 2, end), text.rfind("\t", start + LONGEST_LINE // 2, end))
    return space + 1 if space > 0 else end


def _kind(line: str) -> str | None:
    """What a line is if it is no prose."""
    size = len(line) - len(_SPACE.findall(line))
    if sum(len(m) for m in _RUN.findall(line)) > size / 2 and (len(line) < 2 * PACKED or not _prose(line)):
        return "packed data"
    if _LONG.search(line) and not _prose(line):
        return "packed data"
    if len(line) > SHORT and len(line) < CROWDED * len(_PIECE.findall(line)):
        return "numbers" if len(_DIGIT.findall(line)) >= FIGURES * size else "letters and marks"
    if _prose(line):
        return None
    if len(_DIGIT.findall(line)) >= FIGURES * size:
        return "numbers"
    return "code" if len(_SYMBOL.findall(line)) >= SYMBOLS * size else None


def _prose(line: str) -> bool:
    """Whether more than half of a line, and more than a few words, are words of letters alone."""
    found = _WORD.findall(line)
    return len(found) > 5 and 2 * sum(map(len, found)) > len(line) - line.count(" ")


def _stretch(held: list[_Line]) -> list[Stretch]:
    """The stretch of some lines, if it is long enough to be one; lines at its end that may be prose are left."""
    while held and held[-1].kind is None:
        held = held[:-1]
    odd = [line for line in held if line.kind]
    size = sum(line.end - line.start for line in odd)
    word = any(_LONG.search(line.text) for line in odd)
    if not (word or (size >= LEAST_SIZE and len(odd) >= LEAST_LINES)):
        return []
    kinds = [line.kind for line in odd if line.kind]
    return [Stretch(held[0].start, held[-1].end, max(dict.fromkeys(kinds), key=kinds.count))]
