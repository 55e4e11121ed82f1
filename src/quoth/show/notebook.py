"""Records as HTML for notebooks: the text as it is, with statements marked in it, and who says each below.

Nothing needs colour, or even a style: content is underlined (whole: direct, dashed: mixed, dotted: indirect) and
numbered, cues are slanted, sources bold. Nothing of a text is taken for markup, nothing is fetched, no script runs.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

from quoth.ask import Family, Hit, Person, Report
from quoth.ask.check import Check
from quoth.direction import visible
from quoth.pipeline import Reading
from quoth.records import Article, Record, Statement
from quoth.show.days import day_words
from quoth.show.verdicts import change_words, verdict_words, where

__all__ = ["as_html"]

# Characters of a text, and statements, that are shown; a notebook keeps all that it shows.
LONGEST, MOST = 20_000, 200

_LINE = "text-decoration:underline {};text-underline-offset:.2em"
_OPEN = {
    "direct": f'<u style="{_LINE.format("solid")}">',
    "mixed": f'<u style="{_LINE.format("dashed")}">',
    "indirect": f'<u style="{_LINE.format("dotted")}">',
    "source": "<b>",
    "cue": "<i>",
}
_CLOSE = {"direct": "</u>", "mixed": "</u>", "indirect": "</u>", "source": "</b>", "cue": "</i>"}
_TEXT = '<div style="white-space:pre-wrap;font-family:Georgia,serif;max-width:42rem">{}</div>'


@functools.singledispatch
def as_html(record: Any) -> str:
    """A record as HTML: the marked text of what has one, of all others a table of the fields."""
    assert isinstance(record, Record)
    rows = "".join(
        f"<tr><th>{_safe(name)}</th><td>{_cell(value)}</td></tr>" for name, value in record.to_dict().items()
    )
    return f"<table>{rows}</table>"


@as_html.register
def _(record: Article) -> str:
    return _heading(record) + _TEXT.format(_marked(record.text, []))


@as_html.register
def _(record: Reading) -> str:
    return _whole(record.article, record.statements)


@as_html.register
def _(record: Report) -> str:
    return _whole(record.article, record.statements)


@as_html.register
def _(record: Statement) -> str:
    text, moved = _own_words(record)
    return _TEXT.format(_marked(text, [record], moved=moved)) + _said([record])


@as_html.register
def _(record: Hit) -> str:
    context = record.context
    moved = dict(zip(range(context.start, context.end + 1), itertools.count(), strict=False))
    shown = _TEXT.format(_marked(context.text, [record.statement], moved=moved))
    return _heading(record.article) + shown + _said([record.statement], record.speaker)


@as_html.register
def _(record: Family) -> str:
    rows = "".join(
        f"<tr><td>{_safe((each.article.published or '')[:10])}</td><td>{_safe(each.article.outlet)}</td>"
        f"<td>{_safe(each.speaker)}</td><td>{each.form}</td><td>{_safe(_content(each.statement))}</td></tr>"
        for each in record.members[:MOST]
    )
    head = "".join(f"<th>{name}</th>" for name in ("published", "outlet", "speaker", "form", "words"))
    return f"<blockquote>{_safe(record.words)}</blockquote><table><tr>{head}</tr>{rows}</table>"


@as_html.register
def _(record: Check) -> str:
    changed = "".join(f"<li>{_safe(change_words(each))}</li>" for each in record.changes)
    stands = "".join(f"<li>{_safe(where(each))}</li>" for each in record.matches[:MOST])
    told = f"<p><b>{_safe(verdict_words(record))}</b></p>"
    return f"<blockquote>{_safe(record.text)}</blockquote>{told}<ul>{changed}</ul><ol>{stands}</ol>"


@as_html.register
def _(record: Person) -> str:
    if record.name is None:
        names = [voice.name for voice in record.others] or record.suggested
        return f"<p>{_safe(record.asked)}: nobody is called so alone. {_safe(', '.join(names))}</p>"
    roles = "".join(
        f"<li>{_safe(', '.join(filter(None, (each.role, each.affiliation))))}</li>" for each in record.roles
    )
    return f"<h4>{_safe(record.name)}</h4><ul>{roles}</ul>{record.statements._repr_html_()}"


def _whole(article: Article, statements: Sequence[Statement]) -> str:
    shown = list(statements[:MOST])
    more = f"<p>and {len(statements) - MOST:,} more statements</p>" if len(statements) > MOST else ""
    return _heading(article) + _TEXT.format(_marked(article.text, shown)) + _said(shown) + more


def _heading(article: Any) -> str:
    facts = " · ".join(filter(None, (article.outlet, article.published, ", ".join(article.authors), article.url)))
    return f"<h4>{_safe(article.title or article.origin)}</h4><p><small>{_safe(facts)}</small></p>"


def _marked(text: str, statements: Sequence[Statement], *, moved: dict[int, int] | None = None) -> str:
    """The text with what the statements have of it marked; ``moved`` says where in it offsets of the article are."""
    spans: list[tuple[int, int, str, int]] = []
    for number, statement in enumerate(statements, 1):
        for role in ("content", "source", "cue"):
            for n, span in enumerate(getattr(statement, role)):
                start, end = (span.start, span.end) if moved is None else (moved.get(span.start), moved.get(span.end))
                if start is not None and end is not None:
                    kind = statement.kind if role == "content" else role
                    spans.append((start, end, kind, number if role == "content" and not n else 0))
    end = min(len(text), LONGEST)
    spans = [each for each in spans if each[0] < end]
    out = []
    for a, b in itertools.pairwise(sorted({0, end, *(min(at, end) for each in spans for at in each[:2])})):
        live = list(dict.fromkeys(kind for start, stop, kind, _ in spans if start <= a < stop))
        numbers = "".join(f"<sup>{number}</sup>" for start, _, _, number in spans if number and start == a)
        opened, closed = "".join(map(_OPEN.get, live)), "".join(_CLOSE[kind] for kind in reversed(live))  # type: ignore[arg-type]
        out.append(f"{numbers}{opened}{_safe(text[a:b])}{closed}")
    left = f"\n<small>and {len(text) - end:,} more characters</small>" if end < len(text) else ""
    return "".join(out) + left


def _own_words(statement: Statement) -> tuple[str, dict[int, int]]:
    """The words of a statement in text order, an ellipsis for what is between, and where its offsets are in them."""
    spans = sorted((*statement.content, *statement.source, *statement.cue), key=lambda span: (span.start, span.end))
    text, moved, done = "", {}, spans[0].start
    for span in spans:
        if span.start > done:
            text += " " if span.start == done + 1 else " … "
        for at in range(max(span.start, done), span.end):
            moved[at] = len(text)
            text += span.text[at - span.start]
        moved.setdefault(span.end, len(text))
        done = max(done, span.end)
    return text, moved


def _said(statements: Iterable[Statement], shown: str | None = None) -> str:
    """Who says each, by its number, how, when, and how sure that is."""
    return f"<ol>{''.join(f'<li>{_facts(each, shown)}</li>' for each in statements)}</ol>"


def _facts(statement: Statement, shown: str | None) -> str:
    speaker = statement.speaker
    name = shown or (speaker.name or speaker.type if speaker else "unknown")
    office = ", ".join(filter(None, (speaker.role, speaker.affiliation))) if speaker else ""
    cue = " … ".join(span.text for span in statement.cue)
    day = day_words(statement.said_on) if statement.said_on else None
    denied = statement.polarity if statement.polarity not in (None, "affirmed") else None
    how = " ".join(filter(None, (statement.kind, denied, f"{statement.confidence:.2f}")))
    told = " · ".join(filter(None, (office, cue, how, day)))
    return f"<b>{_safe(name)}</b> · {_safe(told)} <small><code>{_safe(statement.id)}</code></small>"


def _content(statement: Statement) -> str:
    return " … ".join(span.text for span in statement.content)


def _cell(value: Any) -> str:
    return _safe(value if isinstance(value, str) else "" if value is None else repr(value))


def _safe(text: str | None) -> str:
    """A text as HTML, in which nothing is markup and nothing turns the direction of writing."""
    cut = text if text is None or len(text) <= LONGEST else f"{text[:LONGEST]}…"
    return escape(visible(cut).encode("utf-8", "replace").decode())
