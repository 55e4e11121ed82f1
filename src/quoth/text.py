"""Views of a text that never change it: paragraphs, sentences, quotation marks.

Everything here returns half-open ranges of code points into the text as given.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

__all__ = [
    "JOINT",
    "LONGEST_WORD",
    "Quotation",
    "cut_before",
    "encodable",
    "in_alphabet",
    "joined",
    "paragraphs",
    "quotations",
    "sentences",
    "words",
]

Range = tuple[int, int]

# The long s, the Kelvin sign and the two of the Turkish alphabet.
_ALIKE = str.maketrans("ſKıİ", "skii")


def in_alphabet(words: str) -> str:
    """Words with the letters that a pattern blind to capitals takes for s, k and i written as these.

    What such a pattern matched can be looked up by it.
    """
    return words.translate(_ALIKE)


# Between the pieces of what one statement says, where they are shown: something stands between them.
JOINT = " … "

_LINE = re.compile(r"[^\n\r\u2028\u2029\x0b\x0c\x85]+")
# Atomic, so that the two halves of one "\r\n" are never taken for two line ends.
_BLANK = re.compile(r"(?>\r\n|[\n\r\u2028\u2029\x0b\x0c\x85])[ \t\u00a0]*(?:\r\n|[\n\r\u2029\x0b\x0c\x85])")
_WORD = re.compile(r"\w+|[^\w\s]")
_SURROGATE = re.compile("[\ud800-\udfff]")

# In characters. The longest sentence of a thousand reports has 1,400, the longest word of any dictionary 189; what is
# longer is an automatic transcript, or no language at all, and is cut, or is no word.
LONGEST_SENTENCE = 2_000
LONGEST_WORD = 200
# The library that finds sentences is given no more of a paragraph at once, and less where more than one character in
# MARKED is a quotation mark: it looks for the end of each to the end of what it is given.
LONGEST_PIECE = 20_000
MARKED = 4
# Where a long text is best cut: at a blank line, a line end, after a full stop, at a space.
_CUTS = (re.compile(r"\n\s*\n"), re.compile(r"[\n\r]+"), re.compile(r"[.!?][\"”’']?\s+"), re.compile(r"\s+"))

# Hard-wrapped text (an e-mail, an old wire feed) breaks a paragraph into lines of about one width. A single line break
# is taken as a wrap only where lines before it are all this full; news text otherwise ends a paragraph at each break.
WRAP_WIDTH = (50, 100)


def words(text: str) -> Iterator[Range]:
    """The words and the single punctuation characters of ``text``: the tokens in which the field counts."""
    return (m.span() for m in _WORD.finditer(text))


def joined(ranges: Iterable[Range]) -> list[Range]:
    """``ranges`` in order, those that touch or overlap as one: pieces with nothing between them are one piece."""
    out: list[Range] = []
    for i, j in sorted(ranges):
        if out and i <= out[-1][1]:
            out[-1] = (out[-1][0], max(j, out[-1][1]))
        else:
            out.append((i, j))
    return out


def cut_before(text: str, start: int, size: int) -> int:
    """Where to end a piece of ``text`` from ``start`` on of at most ``size``: at the best break in its second half."""
    end = start + size
    if end >= len(text):
        return len(text)
    for pattern in _CUTS:
        found = [m.end() for m in pattern.finditer(text, start + size // 2, end)]
        if found:
            return found[-1]
    return end


def encodable(text: str) -> str:
    """A view of ``text``, of the same length, for libraries that speak UTF-8: lone surrogates read as U+FFFD."""
    return _SURROGATE.sub("\ufffd", text)


def paragraphs(text: str) -> list[Range]:
    """The paragraphs, without the white space around them. A line break ends one, unless the lines are hard-wrapped."""
    out: list[Range] = []
    start = 0
    for gap in [*_BLANK.finditer(text), None]:
        end = gap.start() if gap else len(text)
        lines = [r for r in (_trim(text, *m.span()) for m in _LINE.finditer(text, start, end)) if r]
        out.extend([(lines[0][0], lines[-1][1])] if _is_wrapped(lines) else lines)
        start = gap.end() if gap else end
    return out


def _trim(text: str, start: int, end: int) -> Range | None:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    size = len(piece.strip())
    return (start + left, start + left + size) if size else None


def _is_wrapped(lines: list[Range]) -> bool:
    full = [end - start for start, end in lines[:-1]]
    return len(lines) > 2 and all(WRAP_WIDTH[0] <= size <= WRAP_WIDTH[1] for size in full)


# sentencex parts "6 p.m. / Thursday" and "Nov. / 8"; such a break is undone. It is looked for in so many characters.
_NO_BREAK = re.compile(
    r"(?:\b[ap]\.m\.|\b(?:Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|No|Gov|Sen|Rep|Lt|Gen|Col|Sgt)\.)\s*$"
)
_LAST = 12


def sentences(text: str, start: int = 0, end: int | None = None) -> list[Range]:
    """The sentences of ``text[start:end]``, without the white space around them; none crosses a paragraph.

    None is longer than LONGEST_SENTENCE: what goes on without a full stop is cut at a space.
    """
    out: list[Range] = []
    for a, b in paragraphs(text[start:end]):
        for x, y in _pieces(text, start + a, start + b, _piece_size(text[start + a : start + b])):
            for i, j in _sentences(encodable(text[x:y])):
                out.extend(_pieces(text, x + i, x + j, LONGEST_SENTENCE))
    return out


def _piece_size(paragraph: str) -> int:
    """In what pieces the sentences of a paragraph are found."""
    if len(paragraph) <= LONGEST_SENTENCE or MARKED * len(_MARK.findall(paragraph)) <= len(paragraph):
        return LONGEST_PIECE
    return LONGEST_SENTENCE


def _sentences(piece: str) -> list[Range]:
    import sentencex

    breaks: list[Range] = []
    for found in sentencex.get_sentence_boundaries("en", piece):
        span = _trim(piece, found["start_index"], found["end_index"])
        if span is None:
            continue
        if breaks and _NO_BREAK.search(piece[max(breaks[-1][0], breaks[-1][1] - _LAST) : breaks[-1][1]]):
            breaks[-1] = (breaks[-1][0], span[1])
        else:
            breaks.append(span)
    return breaks or [(0, len(piece))]


def _pieces(text: str, start: int, end: int, size: int) -> list[Range]:
    """``start:end`` in pieces of at most ``size``, without the white space around them."""
    if end - start <= size:
        return [(start, end)]
    out: list[Range] = []
    piece, at = text[start:end], 0
    while at < len(piece):
        cut = cut_before(piece, at, size)
        if (kept := _trim(piece, at, cut)) is not None:
            out.append((start + kept[0], start + kept[1]))
        at = cut
    return out


# --------------------------------------------------------------------------------------------- quotation marks

_DOUBLE = {'"', "“", "”", "„", "‟", "«", "»", "〝", "〞", "＂", "「", "」", "『", "』", "``", "''"}
_SINGLE = {"'", "‘", "’", "‚", "‛", "‹", "›", "`"}
_ALWAYS_OPEN = {"„", "‚", "``", "「", "『", "〝"}
_ALWAYS_CLOSE = {"」", "』", "〞"}
_LIKELY_OPEN = {"“", "‟", "«", "‘", "‛", "‹"}
_LIKELY_CLOSE = {"”", "»", "’", "›"}
_MAY_CLOSE = _LIKELY_CLOSE | {'"', "''", "“"}
_MARK = re.compile("``|''|[" + "".join(sorted(m for m in _DOUBLE | _SINGLE if len(m) == 1)) + "]")
# Marks opened within one another; more is noise, of which the outer ones are forgotten. Keeps the work linear.
DEEPEST = 16
# Word beginnings whose apostrophe is often set as an opening single mark.
_ELISION = re.compile(r"(?:\d\ds?|em|tis|twas|til|till|cause|n|round|bout|kay)\b", re.IGNORECASE)
_BEFORE_OPEN = set("([{-–—―/…:|>") | _LIKELY_OPEN | _ALWAYS_OPEN
_AFTER_CLOSE = set(")]}-–—―/….,;:!?|<") | _LIKELY_CLOSE | _ALWAYS_CLOSE


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch within quotation marks, the marks included, within one paragraph.

    ``opened`` and ``closed`` say whether a mark stands at that end; without one the stretch reaches to the end (or the
    beginning) of its paragraph. ``depth`` is 0 for an outermost one. ``continues``: it never closes, and the next
    paragraph opens with a mark, as quotations that run over paragraphs do.
    """

    start: int
    end: int
    opened: bool = True
    closed: bool = True
    depth: int = 0
    double: bool = True
    continues: bool = False


@dataclass(slots=True)
class _Open:
    """An opening mark that waits for its end."""

    start: int
    mark: str
    double: bool


Way = Literal["open", "close", "either", "none"]


def quotations(text: str) -> list[Quotation]:
    """The quotations of ``text`` in text order, outer before inner, with marks of every kind, mixed or missing.

    A closing mark of any double kind ends the innermost double quotation, whatever mark began it. Apostrophes are told
    from single marks by their neighbours; a single mark that nothing closes is an apostrophe, except at the head of a
    paragraph.
    """
    out: list[Quotation] = []
    for start, end in paragraphs(text):
        found = _in_paragraph(text, start, end)
        if out and not out[-1].closed and not out[-1].depth and found and found[0].start == start and found[0].opened:
            last = out[-1]
            out[-1] = Quotation(last.start, last.end, last.opened, False, 0, last.double, True)
        out.extend(found)
    return out


def _in_paragraph(text: str, start: int, end: int) -> list[Quotation]:
    stack: list[_Open] = []
    done: list[tuple[int, int, bool, bool, bool]] = []  # start, end, opened, closed, double
    marks = [(m.start(), m.end(), m.group()) for m in _MARK.finditer(text, start, end)]
    closing = [0] * (len(marks) + 1)  # how many marks from here on may close a double quotation
    for n in range(len(marks) - 1, -1, -1):
        closing[n] = closing[n + 1] + (marks[n][2] in _DOUBLE and marks[n][2] in _MAY_CLOSE)
    doubles = seen = 0  # how many double quotations are done, of how many
    for n, (a, b, mark) in enumerate(marks):
        double = mark in _DOUBLE
        way = _way(text, start, end, a, b, mark, stack)
        if way == "close" and not double and _is_possessive(text, end, a, b, marks, n + 1):
            way = "none"
        if way == "open":
            _open(text, start, stack, done, _Open(a, mark, double), closing[n + 1])
        elif way == "close" and not _close(stack, done, a, b, double) and double and not doubles:
            done.append((start, b, False, True, True))
        doubles += sum(q[4] for q in done[seen:])
        seen = len(done)
    unclosed = (o for o in stack if o.double or (o.start == start and o.mark in _LIKELY_OPEN))
    done.extend((o.start, end, True, False, o.double) for o in unclosed)
    return _nested(sorted(done, key=lambda q: (q[0], -q[1])))


def _way(text: str, start: int, end: int, a: int, b: int, mark: str, stack: list[_Open]) -> Way:
    """Whether the mark at ``a`` opens, closes, or is no quotation mark, from its neighbours and what is open."""
    before = text[a - 1] if a > start else " "
    after = text[b] if b < end else " "
    double = mark in _DOUBLE
    is_open = any(item.double == double for item in stack)
    if not double and before.isalnum() and after.isalnum():
        return "none"
    if mark in _ALWAYS_OPEN:
        return "open"
    if mark in _ALWAYS_CLOSE:
        return "close"
    left = before.isspace() or before in _BEFORE_OPEN or (before in _DOUBLE | _SINGLE and not is_open)
    right = after.isspace() or after in _AFTER_CLOSE
    if not double and left and not right:
        return "none" if _ELISION.match(text, b) and mark != "‘" else "open"
    if mark in _LIKELY_OPEN:
        closes = is_open and right and not left and stack[-1].mark in {"„", "‚", "»", "›", "”" if mark == "“" else "“"}
        return "close" if closes else ("none" if right and not left else "open")
    if mark in _LIKELY_CLOSE:
        if left and not right and mark in {"”", "»", "›"} and not (is_open and before.isspace() and mark == "»"):
            return "open"
        return "close" if is_open or double else "none"
    if left and not right:
        return "open"
    if right and not left:
        return "close" if is_open or (double and not before.isdigit()) else "none"
    if not double:
        return "close" if is_open and not left else "none"
    return "close" if is_open else "open"


def _is_possessive(text: str, end: int, a: int, b: int, marks: list[tuple[int, int, str]], later: int) -> bool:
    """A mark after s and before a small letter ("the workers' union") where a likelier closing mark still follows."""
    if text[a - 1 : a] not in {"s", "S"} or not re.match(r" [a-z]", text[b : b + 2]):
        return False
    for n in range(later, len(marks)):
        x, y, mark = marks[n]
        if mark in _DOUBLE:
            continue
        after = text[y] if y < end else " "
        if text[x - 1].isspace():
            return False
        if not after.isalnum():
            return True
    return False


def _open(
    text: str,
    start: int,
    stack: list[_Open],
    done: list[tuple[int, int, bool, bool, bool]],
    item: _Open,
    closing: int,
) -> None:
    same = next((o for o in reversed(stack) if o.double == item.double), None)
    # The same mark twice, or its like turned round: nested only if enough closing marks follow, else the first one was
    # left unclosed.
    twice = same is not None and (same.mark == item.mark or {same.mark, item.mark} == {"“", "”"})
    if same is not None and item.double and twice and closing < 2:
        del stack[stack.index(same) :]  # a single mark left open inside it was an apostrophe
        cut = item.start
        while cut > start and text[cut - 1].isspace():
            cut -= 1
        if cut > same.start:
            done.append((same.start, cut, True, False, True))
    stack.append(item)
    del stack[:-DEEPEST]


def _close(stack: list[_Open], done: list[tuple[int, int, bool, bool, bool]], a: int, b: int, double: bool) -> bool:
    """Ends the innermost open quotation that a mark of this kind can end; False where there is none."""
    for n in range(len(stack) - 1, -1, -1):
        if stack[n].double == double:
            done.append((stack[n].start, b, True, True, double))
            # a double mark left open inside single ones ends where they end; an unclosed single one was an apostrophe
            done.extend((item.start, a, True, False, True) for item in stack[n + 1 :] if item.double)
            del stack[n:]
            return True
    return False


def _nested(found: list[tuple[int, int, bool, bool, bool]]) -> list[Quotation]:
    out: list[Quotation] = []
    ends: list[int] = []
    for start, end, opened, closed, double in found:
        while ends and ends[-1] <= start:
            ends.pop()
        out.append(Quotation(start, end, opened, closed, len(ends), double))
        ends.append(end)
    return out
