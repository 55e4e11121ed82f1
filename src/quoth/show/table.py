"""A reading as a table for people: who said it, in which words, what was said, and when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from quoth.pipeline import Reading
from quoth.records import Statement
from quoth.show import cells
from quoth.show.streams import one_line, render, terminal_width

__all__ = ["count", "reading_table", "tally"]

# In columns of the screen; one narrower than the narrowest wraps the table itself.
NARROWEST, NARROW, WIDE = 60, 80, 100
GAP = 2
UNDATED = "without a date of publication (--published DATE) not every day can be told"


def reading_table(reading: Reading, *, width: int | None = None) -> str:
    """The table of one article under a headline of its own, ``width`` columns wide (that of the terminal if None)."""
    if not reading.statements:
        return render(_head(reading), Text("  No statements found.\n"), width=width)
    dated = any(statement.said_on for statement in reading.statements)
    columns = _widths(width or terminal_width(), dated=dated)
    table = Table(box=SIMPLE_HEAD, show_edge=False, leading=1, padding=(0, GAP - 1, 0, 0), pad_edge=False)
    for name, its_width in columns.items():
        table.add_column(name, width=its_width, overflow="fold", header_style="bold")
    outer = Nesting(reading.statements)
    met: set[tuple[str | None, ...]] = set()
    for statement in reading.statements:
        depth, apart = outer.place(statement)
        person = _person(statement)
        row = [
            cells.who(statement, depth=depth, met=person in met, apart=apart),
            cells.how(statement),
            cells.what(statement, depth=depth),
        ]
        table.add_row(*row, *([cells.when(statement.said_on)] if dated else []))
        met.add(person)
    return render(_head(reading), table, Text(""), width=width)


class Nesting:
    """Which statement stands in which, and which of the outer ones the table has shown."""

    def __init__(self, statements: Iterable[Statement]) -> None:
        self._all = {statement.id: statement for statement in statements}
        self._above: set[str] = set()

    def place(self, statement: Statement) -> tuple[int, str | None]:
        """How many statements ``statement`` stands in, and who says the next, unless its row is above; in row order."""
        outer, seen = self._all.get(statement.within or ""), {statement.id}
        next_outer, depth = outer, 0
        while outer is not None and outer.id not in seen:
            seen.add(outer.id)
            depth, outer = depth + 1, self._all.get(outer.within or "")
        self._above.add(statement.id)
        if next_outer is None or next_outer.id in self._above:
            return depth, None
        return depth, cells.name_of(next_outer)


def _person(statement: Statement) -> tuple[str | None, ...]:
    speaker = statement.speaker
    return (speaker.name, speaker.role, speaker.affiliation) if speaker else (None,)


def _widths(total: int, *, dated: bool) -> dict[str, int]:
    """The columns shared out: on the narrowest screen a surname stays whole, and so does a day."""
    how, when = (10, 11) if total < NARROW else (13, 11) if total < WIDE else (13, 17)
    room = max(total, NARROWEST) - how - GAP - (when + GAP if dated else 0) - GAP
    who = max(16, min(room * 3 // 8, 32))
    return {"who": who, "how": how, "what": room - who} | ({"when": when} if dated else {})


def count(number: int, one: str, many: str | None = None) -> str:
    """``1 report``, ``2 reports``, ``1,200 reports``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def _head(reading: Reading) -> Text:
    article = reading.article
    facts = [article.outlet, article.published, ", ".join(article.authors), article.origin]
    head = Text(one_line(article.title or article.origin), style="bold")
    head.append("\n" + one_line(" · ".join(fact for fact in facts if fact)), style="not bold dim")
    if reading.statements:
        head.append(f"\n{tally(reading.statements)}", style="not bold dim")
    undated = any(statement.said_on and statement.said_on.start is None for statement in reading.statements)
    for note in (*article.notes, *([UNDATED] if undated else [])):
        head.append(f"\nnote: {one_line(note)}", style="not bold yellow")
    return head.append("\n")


def tally(statements: Iterable[Statement]) -> str:
    """How many statements, and how many of each kind: ``3 statements: 2 direct, 1 indirect``."""
    kinds = Counter(statement.kind for statement in statements)
    each = [f"{kinds[kind]} {kind}" for kind in ("direct", "mixed", "indirect") if kinds[kind]]
    return count(kinds.total(), "statement") + (f": {', '.join(each)}" if each else "")
