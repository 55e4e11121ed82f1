"""A reading as a table for people: what kind of statement, who said it, in which words, and how sure Quoth is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from quoth.pipeline import Reading
from quoth.records import Span, Statement
from quoth.show.streams import one_line, render, terminal_width

__all__ = ["count", "reading_table"]

KIND_STYLE = {"direct": "green", "mixed": "cyan", "indirect": "yellow"}


def reading_table(reading: Reading, *, width: int | None = None) -> str:
    """The table of one article under a headline of its own, ``width`` columns wide (that of the terminal if None)."""
    if not reading.statements:
        return render(_head(reading), Text("  No statements found.\n"), width=width)
    table = Table(box=SIMPLE_HEAD, show_edge=False, leading=1, padding=0, header_style="bold")
    for name, columns in zip(
        ("kind", "source", "cue", "content", "sure"), _widths(width or terminal_width()), strict=True
    ):
        table.add_column(name, width=columns, overflow="fold", justify="right" if name == "sure" else "left")
    for statement in reading.statements:
        table.add_row(
            _kind(statement),
            _words(statement.source),
            _words(statement.cue),
            _words(statement.content),
            Text(f"{statement.confidence:.2f}", style="dim" if statement.confidence < 0.5 else ""),
        )
    return render(_head(reading), table, Text(""), width=width)


def _widths(total: int) -> tuple[int, int, int, int, int]:
    """The columns shared out: on the narrowest screen a surname stays whole, and so does "According"."""
    kind, sure, gaps = 9, 5, 4
    room = max(total, 60) - kind - sure - gaps
    source, cue = max(16, room // 4), max(10, room // 8)
    return kind, source, cue, room - source - cue, sure


def count(number: int, one: str, many: str | None = None) -> str:
    """``1 report``, ``2 reports``, ``1,200 reports``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def _head(reading: Reading) -> Text:
    article = reading.article
    facts = [article.outlet, article.published, ", ".join(article.authors), article.origin]
    head = Text(one_line(article.title or article.origin), style="bold")
    head.append("\n" + one_line(" · ".join(fact for fact in facts if fact)), style="not bold dim")
    if reading.statements:
        head.append(f"\n{tally(reading.statements)}\n", style="not bold dim")
    for note in article.notes:
        head.append(f"\nnote: {one_line(note)}", style="not bold yellow")
    return head


def tally(statements: Iterable[Statement]) -> str:
    """How many statements, and how many of each kind: ``3 statements: 2 direct, 1 indirect``."""
    kinds = Counter(statement.kind for statement in statements)
    each = [f"{kinds[kind]} {kind}" for kind in ("direct", "mixed", "indirect") if kinds[kind]]
    return count(kinds.total(), "statement") + (f": {', '.join(each)}" if each else "")


def _kind(statement: Statement) -> Text:
    text = Text(statement.kind, style=KIND_STYLE[statement.kind])
    if statement.place != "body":
        text.append(f"\n{statement.place}", style="dim")
    return text


def _words(spans: tuple[Span, ...]) -> Text:
    return Text(one_line(" … ".join(span.text for span in spans)) or "–")
