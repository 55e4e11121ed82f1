"""An article's text cut where marks begin or end: each piece with the statements and roles that it is part of."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from quoth.ask import Hit
from quoth.records import Figure, Statement
from quoth.show.direction import visible

__all__ = ["Piece", "fragment_link", "headline", "in_context", "pieces", "safe_link"]

# Characters at either end of a quotation by which a browser finds it.
ENDS = 60

# Characters of the text on either side of what was said, where it stands in a list.
BESIDE = 140

# In characters, of an address that a browser follows.
LONGEST = 8000

# Characters of its first line that stand for the title of a report without one.
LINE = 100


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text; ``roles`` are the classes it has, ``opens`` the numbers of statements that begin here.

    ``figures`` are the ids of the figures that begin here.
    """

    text: str
    roles: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()
    opens: tuple[tuple[int, str], ...] = ()
    closes: int = 0
    figures: tuple[str, ...] = ()


def pieces(text: str, statements: Sequence[Statement], figures: Sequence[Figure] = ()) -> list[Piece]:
    """The whole text, in pieces; joined, they are the text as ``visible`` shows it."""
    spans = [
        (span.start, span.end, role, statement, number, span is statement.content[0])
        for number, statement in enumerate(statements, 1)
        for role in ("content", "cue", "source")
        for span in getattr(statement, role)
    ]
    numbers = {figure.span.start: figure for figure in figures}
    inside = {at for figure in figures for at in (figure.span.start, figure.span.end)}
    starts: dict[int, list[int]] = {}
    ends: dict[int, list[int]] = {}
    for n, (start, end, *_) in enumerate(spans):
        starts.setdefault(start, []).append(n)
        ends.setdefault(end, []).append(n)
    edges = sorted({0, len(text), *starts, *ends, *inside})
    live: dict[int, None] = {}
    counting = 0
    out = []
    for a, b in itertools.pairwise(edges):
        for n in ends.get(a, ()):
            live.pop(n, None)
        live.update(dict.fromkeys(starts.get(a, ())))
        here = [spans[n] for n in live]
        roles = [role if role != "content" else f"content {s.kind}" for _, _, role, s, _, _ in here]
        counting = numbers[a].span.end if a in numbers else counting
        roles += ["figure"] if a < counting else []
        depth = sum(role == "content" for _, _, role, *_ in here)
        out.append(
            Piece(
                visible(text[a:b]),
                (*dict.fromkeys(roles), *(["nested"] if depth > 1 else [])),
                tuple(dict.fromkeys(s.id for _, _, role, s, _, _ in here if role == "content")),
                tuple(
                    (no, s.id) for start, _, role, s, no, first in here if first and start == a and role == "content"
                ),
                sum(end == b and role == "content" for _, end, role, *_ in here),
                (numbers[a].id,) if a in numbers else (),
            )
        )
    return out


def in_context(hit: Hit) -> list[tuple[str, str]]:
    """What was said with some of the text around it, in pieces that are "around", "said" or "found" by the search."""
    words, base = hit.context.text, hit.context.start
    said = [(span.start - base, span.end - base) for span in hit.statement.content]
    found = [(span.start - base, span.end - base) for span in hit.highlights]
    start, end = _cut(words, said[0][0], said[-1][1])
    edges = sorted({start, end, *(at for pair in (*said, *found) for at in pair if start < at < end)})
    out = []
    for a, b in itertools.pairwise(edges):
        kind = "found" if _in(a, found) else "said" if _in(a, said) else "around"
        out.append((visible(words[a:b]), kind))
    before = [("… ", "around")] if start else []
    return [*before, *out, *([(" …", "around")] if end < len(words) else [])]


def _cut(words: str, first: int, last: int) -> tuple[int, int]:
    """What is shown of a context: BESIDE on either side of what was said, from word to word."""
    start, end = max(0, first - BESIDE), min(len(words), last + BESIDE)
    if start:
        start = words.find(" ", start, first) + 1 or first
    if end < len(words):
        end = max(last, words.rfind(" ", last, end))
    return start, end


def _in(at: int, ranges: Sequence[tuple[int, int]]) -> bool:
    return any(start <= at < end for start, end in ranges)


def headline(title: str | None, text: str) -> str | None:
    """The title of a report, else the beginning of its first line; null where it has neither."""
    first = next((line for line in text[: 4 * LINE].splitlines() if line.strip()), "").strip()
    short = first if len(first) <= LINE else first[:LINE].rsplit(" ", 1)[0] + " …"
    return title or short or None


def safe_link(address: str | None) -> str | None:
    """An address of the web that may become a link; None for what is none."""
    try:
        parts = urlsplit((address or "").strip())
    except ValueError:
        return None
    if not address or len(address) > LONGEST or parts.scheme not in ("http", "https") or not parts.netloc:
        return None
    # What turns the direction of writing would be read as another address.
    return "".join(quote(c) if visible(c) != c or c.isspace() else c for c in address.strip())


def fragment_link(address: str | None, words: str) -> str | None:
    """The link to the very words in the original page, as a text fragment."""
    base = safe_link(address)
    if base is None:
        return None
    words = " ".join(words.encode("utf-8", "replace").decode().split())
    pair = [words] if len(words) <= 2 * ENDS else [words[:ENDS].rsplit(" ", 1)[0], words[-ENDS:].split(" ", 1)[-1]]
    return f"{base.split('#')[0]}#:~:text={','.join(quote(each, safe='').replace('-', '%2D') for each in pair)}"
