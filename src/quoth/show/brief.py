"""A statement that was found, in short: who and where, and the words with a little of what stands around them."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.text import Text

from quoth.ask import Hit
from quoth.records import SaidOn, Span
from quoth.show import cells
from quoth.show.days import day_words
from quoth.show.marked import CLOSE, MARKS, OPEN
from quoth.show.streams import one_line

__all__ = ["hit_lines", "words_between"]

QUIET = "dim"
INDENT = "  "
CUT = "…"

# Of what is left beside the statement's own words, the part that goes to those before it: the rest tells who said it.
BEFORE = 3


def hit_lines(hit: Hit, width: int, *, explain: bool = False) -> list[Text]:
    """Three lines at most: who and where; the words; their end with the id. With ``explain``, the reasons follow."""
    first = _head(hit, width)
    room = width - len(INDENT)
    beside = room - len(hit.statement.id) - 2  # what the last line has for words
    console = Console(width=width)
    lines: Sequence[Text] = []
    for take in range(room + beside, 0, -4):
        drawn = _words(hit, take)
        lines = list(drawn.wrap(console, room))
        if len(lines) <= 2 and (len(lines) < 2 or lines[-1].cell_len <= beside):
            break
    last: Text = lines[-1]
    if last.cell_len > beside:
        lines = [*lines, last := Text()]
    last.append(" " * (room - len(hit.statement.id) - last.cell_len) + hit.statement.id, style=QUIET)
    out = [first, *(Text(INDENT).append_text(line) for line in lines)]
    if explain:
        for why in cells.reasons(hit.statement):
            out += [Text(INDENT + INDENT).append_text(line) for line in Text(why, style=QUIET).wrap(console, room - 2)]
    return out


def _head(hit: Hit, width: int) -> Text:
    """Who, in the report's words too where they are others, and how; at the right where and when."""
    statement, article = hit.statement, hit.article
    day = article.published[:10] if article.published else None
    where = [one_line(article.outlet or article.title or article.origin)]
    where += [(day_words(SaidOn(day, day, "")) or "") if day else ""]
    right = ", ".join(filter(None, where))
    name = one_line(hit.speaker or "") or cells.name_of(statement)
    said = day_words(statement.said_on) if statement.said_on else None
    denied = statement.polarity if statement.polarity in cells.SAYS_SO else None
    extras = [
        cells.in_report(statement, shown=hit.speaker),
        denied,
        statement.kind,
        said and f"said {said}",
        hit.judged,
    ]
    more = [extra for extra in extras if extra]
    most = max(width - len(right) - 2, width * 3 // 5)
    while more and len(" · ".join([name, *more])) > most:
        more.pop()
    left = Text(name, style="bold")
    for extra in more:
        style = cells.MARK if extra == denied else cells.KIND_STYLE.get(extra, QUIET)
        left.append(" · ", style=QUIET).append(extra, style=style)
    left.truncate(most, overflow="ellipsis")
    shown = Text(right, style=QUIET)
    shown.truncate(max(0, width - left.cell_len - 2), overflow="ellipsis")
    return left.append(" " * (width - left.cell_len - shown.cell_len)).append_text(shown)


def _words(hit: Hit, room: int) -> Text:
    """The words between marks, and as much of what stands around as there is room for; cut where there is not."""
    context = hit.context
    start, end = hit.statement.content[0].start, hit.statement.content[-1].end
    room = max(1, room - 2 * len(hit.statement.content) - 4)
    if end - start > room:
        at = next((span.start for span in hit.highlights if span.end > start + room), start)
        begin = start if at == start else max(start, min(at - room // BEFORE, end - room))
        stop = min(end, begin + room)
    else:
        free = room - (end - start)
        begin = max(context.start, start - free // BEFORE)
        stop = min(context.end, end + free - (start - begin))
    begin, stop = _whole_words(context, begin, stop)
    drawn = Text(f"{CUT} " if begin > context.start else "", style=QUIET)
    drawn.append_text(words_between(hit, begin, stop))
    return drawn.append(f" {CUT}" if stop < context.end else "", style=QUIET)


def _whole_words(context: Span, begin: int, stop: int) -> tuple[int, int]:
    """The range without the parts of words at its edges; as it is where it is all one word."""
    text, first, last = context.text, begin - context.start, stop - context.start
    while 0 < first < last and not text[first - 1].isspace():
        first += 1
    while first < last < len(text) and not text[last].isspace():
        last -= 1
    while first < last and text[last - 1].isspace():
        last -= 1
    return (first + context.start, last + context.start) if first < last else (begin, stop)


def words_between(hit: Hit, begin: int, stop: int) -> Text:
    """The words of the context from one place of the article to another, the statement's own between marks."""
    context, content = hit.context, hit.statement.content
    edges = {begin, stop}
    for span in (*content, *hit.highlights):
        edges |= {at for at in (span.start, span.end) if begin < at < stop}
    drawn = Text()
    for start, end in itertools.pairwise(sorted(edges)):
        words = context.text[start - context.start : end - context.start]
        inside = next((span for span in content if span.start <= start < span.end), None)
        if inside is not None and start == max(begin, inside.start):
            drawn.append(OPEN, style=MARKS)
        style = "bold" if inside else QUIET
        drawn.append(_shown(words), style=f"{style} underline" if _holds(hit.highlights, start) else style)
        if inside is not None and end == min(stop, inside.end):
            drawn.append(CLOSE, style=MARKS)
    return drawn


def _holds(spans: Iterable[Span], at: int) -> bool:
    return any(span.start <= at < span.end for span in spans)


def _shown(words: str) -> str:
    """Words on one line, with the spaces at their edges that part them from those beside."""
    line = one_line(words)
    if not line:
        return " " if words else ""
    return f"{' ' if words[0].isspace() else ''}{line}{' ' if words[-1].isspace() else ''}"
