"""What each room made of an article, and why: the output of `quoth read --explain`, in plain text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, repeat

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from quoth.pipeline import Explained
from quoth.records import SaidOn, Speaker, Statement
from quoth.resolve import Named
from quoth.show.streams import one_line, render
from quoth.show.table import count
from quoth.text import JOINT

__all__ = ["explanation"]

# In characters: how much is shown of a part of the article, and of a statement that stands in full above.
LONGEST_PART = 160
LONGEST_REMINDER = 60

Fact = tuple[str, ...]  # a label, where in the text it is (if that belongs to the list), and the words


def explanation(explained: Explained, *, width: int | None = None) -> str:
    """All of it: where the text comes from, what was found in it, and who and when, each with its reason."""
    statements = explained.resolution.statements
    numbers = {statement.id: number for number, statement in enumerate(statements, 1)}
    pieces = [
        Text(one_line(explained.article.title or explained.article.origin), style="bold"),
        *_ingest(explained),
        *_read(explained, numbers),
        *_resolve(explained, numbers),
        Text(""),
    ]
    return render(*pieces, width=width)


def _ingest(explained: Explained) -> Iterator[RenderableType]:
    article = explained.article
    yield _room("ingest", f"{count(len(article.text), 'character')}, stored as {article.id}")
    facts: list[Fact] = [
        ("from", article.origin),
        ("url", article.url or "not given"),
        ("title", article.title or "not given"),
        ("outlet", article.outlet or "not given"),
        ("published", article.published or "not given: a day that needs it stays unknown"),
        ("authors", ", ".join(article.authors) or "not given"),
        ("language", article.language or "not given"),
    ]
    facts += [("note", note) for note in article.notes]
    yield _listed(facts)
    if parts := article.parts:
        words = [_short(article.text[part.start : part.end], LONGEST_PART) for part in parts]
        yield _listed((part.name, f"{part.start}–{part.end}", its) for part, its in zip(parts, words, strict=True))


def _read(explained: Explained, numbers: dict[str, int]) -> Iterator[RenderableType]:
    found, dropped = explained.found, explained.dropped
    lost = f", {len(dropped)} dropped" if dropped else ""
    yield _room("read", f"{count(len(found), 'statement')}{lost}")
    for statement in sorted(found, key=lambda s: numbers.get(s.id, 0)):
        yield from _found(numbers.get(statement.id), statement)
    if dropped:
        yield _listed(("dropped", each.reason) for each in dropped)


def _resolve(explained: Explained, numbers: dict[str, int]) -> Iterator[RenderableType]:
    entities, statements = explained.resolution.entities, explained.resolution.statements
    read = {statement.id for statement in explained.found}
    added = sum(statement.id not in read for statement in statements)
    more = f", {added} of them found only here" if added else ""
    yield _room("resolve", f"{count(len(entities), 'name')}, {count(len(statements), 'statement')}{more}")
    yield _listed(map(_named, sorted(entities, key=lambda entity: -entity.mentions)))
    yield Text("")
    for statement in statements:
        if statement.id in read:
            words = _short(JOINT.join(span.text for span in statement.content), LONGEST_REMINDER)
            yield Text(f"  [{numbers[statement.id]}] ").append(words, style="dim")
        else:
            yield from _found(numbers[statement.id], statement)
        yield _listed(_resolved(statement, numbers), indent=4)


def _found(number: int | None, statement: Statement) -> Iterator[RenderableType]:
    """A statement with its number in the article: what it is, who found it, and its words with their offsets."""
    facts = f", {statement.place}, {statement.confidence:.2f}, by {statement.made_by}, {statement.id}"
    yield Text(f"  [{number or '–'}] {statement.kind}").append(facts, style="dim")
    yield _listed(_words(statement), indent=4)


def _words(statement: Statement) -> Iterator[Fact]:
    """Source, cue and content with their offsets, a span a line."""
    for name, spans in (("source", statement.source), ("cue", statement.cue), ("content", statement.content)):
        if not spans:
            yield name, "–", "none"
        for label, span in zip(chain([name], repeat("")), spans, strict=False):
            yield label, f"{span.start}–{span.end}", span.text


def _named(entity: Named) -> Fact:
    """A name: what it is, how often it stands there, in which other forms, in which roles."""
    forms = "; ".join(form for form in entity.forms if form != entity.name)
    more = ". ".join(filter(None, (f"also {forms}" if forms else "", "; ".join(entity.roles))))
    return entity.name, f"{entity.type}, {entity.mentions}×", more


def _resolved(statement: Statement, numbers: dict[str, int]) -> Iterator[Fact]:
    """Speaker, day and stance, each with the words that it comes from and the reason for it."""
    own = JOINT.join(span.text for span in statement.source)
    yield "speaker", _speaker(statement.speaker or Speaker(None, "unknown"), one_line(own))
    yield "day", _day(statement.said_on)
    stance = f"{statement.attitude or 'unknown'}, {statement.polarity or 'unknown'}"
    yield "attitude", f"{stance} ← “{statement.cue_lemma}”" if statement.cue_lemma else stance
    if statement.within is not None:
        outer = numbers.get(statement.within)
        yield "within", f"[{outer}]" if outer else one_line(statement.within)


def _speaker(speaker: Speaker, own: str) -> str:
    facts = ", ".join(fact for fact in (speaker.type, speaker.role, speaker.affiliation) if fact)
    who = f"{speaker.name} ({facts})" if speaker.name else facts
    source = f"“{own}”" if own else "no words"
    implied = ", implied" if speaker.implied else ""
    return f"{one_line(who)} ← {source}{implied}\n{_why(speaker.confidence, speaker.reason)}"


def _day(said: SaidOn | None) -> str:
    if said is None:
        return "unknown: the article does not say"
    if said.start is None:
        days = "unknown without a date of publication"
    else:
        days = said.start if said.end in {None, said.start} else f"{said.start} to {said.end}"
    fine = f" ({said.granularity})" if said.granularity else ""
    return f"{days}{fine} ← “{one_line(said.text)}”\n{_why(said.confidence, said.reason)}"


def _why(confidence: float | None, reason: str | None) -> str:
    sure = "no confidence given" if confidence is None else f"{confidence:.2f}"
    return f"{sure}, {one_line(reason or 'no reason given')}"


def _room(name: str, outcome: str) -> Text:
    return Text(f"\n{name}", style="bold").append(f"  {outcome}", style="not bold dim")


def _short(words: str, longest: int) -> str:
    """The words on one line, and the end left out, from a whole word on, where they are longer."""
    words = one_line(words)
    return words if len(words) <= longest else f"{words[:longest].rsplit(None, 1)[0]} …"


def _listed(facts: Iterable[Fact], *, indent: int = 2) -> RenderableType:
    """A line a fact, its label before it; what is too long for a line goes on below its own beginning."""
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(min_width=9, max_width=24, overflow="fold", style="dim")
    for fact in facts:
        table.add_row(*(Text("\n".join(map(one_line, cell.split("\n")))) for cell in fact))
    for between in table.columns[1:-1]:
        between.no_wrap, between.style = True, "dim"
    return Padding(table, (0, 0, 0, indent))
