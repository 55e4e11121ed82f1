"""An article's text with its statements marked, for people: numbers in the text, and who it was below."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rich.table import Table
from rich.text import Text

from quoth.ask import Report
from quoth.records import Statement
from quoth.show import cells
from quoth.show.days import day_words
from quoth.show.streams import one_line, render
from quoth.show.table import count, tally

__all__ = ["CLOSE", "MARKS", "OPEN", "article_text", "statement_facts"]

# Marks that stand in no report: with or without colour, the number tells where a statement begins and ends.
OPEN, CLOSE = "⟦", "⟧"
MARKS = "bold magenta"

STYLES = {"cue": "italic", "source": "underline"}


def article_text(report: Report, verdicts: Mapping[str, str | None], *, explain: bool = False) -> str:
    """The text with each statement's words between ``⟦1 `` and ``⟧``, and below it who says each, how, and its id.

    With ``explain`` the reasons for who and when stand there, too.
    """
    article = report.article
    head = Text(one_line(article.title or article.origin), style="bold")
    facts = [article.outlet, article.published, ", ".join(article.authors), article.url, article.origin]
    head.append("\n" + one_line(" · ".join(fact for fact in facts if fact)), style="not bold dim")
    head.append(f"\n{article.id} · {tally(report.statements)}\n", style="not bold dim")
    below = [Text(one_line(line), style="dim") for line in _below(report)]
    return render(
        head,
        _marked(article.text, report.statements),
        Text(""),
        _legend(report, verdicts, explain=explain),
        *below,
        Text(""),
    )


def _below(report: Report) -> Iterator[str]:
    """Where else the text was met, which other texts its address had, what was dropped, and what had to be guessed."""
    for sighting in report.sightings:
        if sighting.origin != report.article.origin:
            yield f"also at {sighting.outlet or sighting.origin}, {sighting.published or 'undated'}"
    for version in report.versions:
        if version.id != report.article.id:
            statements = count(version.statements, "statement")
            yield f"another text of this address: {version.id}, {statements}, first met {version.added_at[:10]}"
    for each in report.dropped:
        yield f"dropped: {each.reason}"
    for note in report.article.notes:
        yield f"note: {note}"


def _marked(text: str, statements: Sequence[Statement]) -> Text:
    """The text, in which nothing but marks is added; of marks at one place, those that close come first."""
    marks: list[tuple[int, int, int, str]] = []
    styles: list[tuple[int, int, str]] = []
    for number, statement in enumerate(statements, 1):
        for span in statement.content:
            marks.append((span.start, 1, -span.end, f"{OPEN}{number} "))
            marks.append((span.end, 0, -span.start, CLOSE))
            styles.append((span.start, span.end, cells.KIND_STYLE[statement.kind]))
        for role, style in STYLES.items():
            styles += [(span.start, span.end, style) for span in getattr(statement, role)]
    out, done = Text(), 0
    moved: list[tuple[int, int]] = [(0, 0)]
    for at, _, _, mark in sorted(marks):
        out.append(_visible(text[done:at]))
        out.append(mark, style=MARKS)
        done = at
        moved.append((at, moved[-1][1] + len(mark)))
    out.append(_visible(text[done:]))
    for start, end, style in styles:
        out.stylize(style, start + _shift(moved, start), end + _shift(moved, end - 1))
    return out


def _shift(moved: Sequence[tuple[int, int]], at: int) -> int:
    """How far what stands at ``at`` was moved by the marks before it."""
    return max((by for place, by in moved if place <= at), default=0)


def _visible(text: str) -> str:
    """The text line by line, as long as it is, with nothing that a terminal would obey."""
    return "".join(c if c == "\n" or c.isprintable() else "\ufffd" if c not in "\t\u00a0" else " " for c in text)


def _legend(report: Report, verdicts: Mapping[str, str | None], *, explain: bool) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(justify="right")
    table.add_column(overflow="fold")
    for number, statement in enumerate(report.statements, 1):
        table.add_row(str(number), statement_facts(statement, verdicts.get(statement.id), explain=explain))
    return table


def statement_facts(statement: Statement, verdict: str | None, *, explain: bool = False) -> Text:
    """Who says a statement, as the report has it and how sure, then how, on which day, what was decided, and its id."""
    speaker = statement.speaker
    facts = Text(cells.name_of(statement))
    if speaker is not None:
        office = ", ".join(one_line(part) for part in (speaker.role, speaker.affiliation) if part)
        facts.append(f", {office}" if office else "", style="dim")
    if own := cells.in_report(statement):
        facts.append(f" · {own}", style="dim")
    facts.append(f" · {one_line(' … '.join(span.text for span in statement.cue)) or '–'}")
    facts.append(f" ({statement.kind} {statement.confidence:.2f}", style="dim")
    if statement.polarity in cells.SAYS_SO:
        facts.append(f", {statement.polarity}", style="red")
    facts.append(f", {verdict})" if verdict else ")", style="dim")
    if statement.said_on is not None and (days := day_words(statement.said_on)):
        facts.append(f" · {days}", style="dim")
    for why in cells.reasons(statement) if explain else ():
        facts.append(f"\n{why}", style="dim")
    return facts.append(f"\n{statement.id}", style="dim")
