"""A long article in sections that are read one by one, so that time and memory stay in proportion to the text.

What is no prose (see ``ingest``) is blanked in what the rooms see; offsets stay those of the article.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from quoth.records import Article, Figure, Part, Span, Statement, figure_id
from quoth.text import cut_before

__all__ = ["LONGEST_FURNITURE", "SECTION", "Section", "lifted", "lifted_figures", "sections"]

# In characters: 16,000 words, three times the longest report of the corpora. Only what a book or a dump says of a
# person of another section is lost by it.
SECTION = 100_000
# In characters: the furniture of a page is a line of at most so many; what is longer is no prose at all.
LONGEST_FURNITURE = 500

_LINE = re.compile(r"[^\r\n]+")


class Section(NamedTuple):
    """A stretch of an article from character ``start`` on, as an article of its own."""

    start: int
    article: Article


def sections(article: Article) -> Iterator[Section]:
    """The sections that hold words, in text order: the article itself, if it is short and all of it is prose."""
    silent = [p for p in article.parts if p.name == "furniture" and p.end - p.start > LONGEST_FURNITURE]
    if len(article.text) <= SECTION and not silent:
        yield Section(0, article)
        return
    view, left_out = _blanked(article.text, silent), set(silent)
    start = n = 0
    while start < len(view):
        end = cut_before(view, start, SECTION)
        parts: list[Part] = []
        while n < len(article.parts) and article.parts[n].start < end:
            p = article.parts[n]
            if p.end > start and p not in left_out:
                parts.append(Part(p.name, max(p.start, start) - start, min(p.end, end) - start))
            if p.end > end:
                break
            n += 1
        if not view[start:end].isspace():
            yield Section(start, _part_of(article, view[start:end], parts))
        start = end


def _blanked(text: str, silent: Iterable[Part]) -> str:
    pieces, done = [], 0
    for part in silent:
        # a line end in each line, since a wrapped paragraph would go on through spaces alone; one for each character
        # would be so many empty paragraphs
        blank = _LINE.sub(lambda line: "\n".ljust(len(line[0])), text[part.start : part.end])
        pieces += [text[done : part.start], blank]
        done = part.end
    return "".join([*pieces, text[done:]])


def _part_of(article: Article, text: str, parts: list[Part]) -> Article:
    return Article.of(
        text,
        origin=article.origin,
        title=article.title,
        url=article.url,
        outlet=article.outlet,
        published=article.published,
        authors=article.authors,
        language=article.language,
        parts=parts,
    )


def lifted(article: Article, section: Section, statements: Iterable[Statement]) -> list[Statement]:
    """Statements of a section as those of its article, ``within`` and all."""
    if section.article is article:
        return list(statements)
    old: list[Statement] = list(statements)
    made = [_lifted(article, section.start, s) for s in old]
    ids = {a.id: b.id for a, b in zip(old, made, strict=True)}
    return [dataclasses.replace(s, within=ids.get(s.within)) if s.within else s for s in made]


def _lifted(article: Article, start: int, s: Statement) -> Statement:
    content, cue, source = ([(x.start + start, x.end + start) for x in role] for role in (s.content, s.cue, s.source))
    placed = Statement.of(
        article, content=content, cue=cue, source=source, kind=s.kind, confidence=s.confidence, made_by=s.made_by
    )
    return dataclasses.replace(
        s,
        id=placed.id,
        article=article.id,
        content=placed.content,
        cue=placed.cue,
        source=placed.source,
        place=placed.place,
    )


def lifted_figures(
    article: Article, section: Section, figures: Iterable[Figure], ids: Mapping[str, str]
) -> list[Figure]:
    """Figures of a section as those of its article; ``ids`` has the statements' ids there by those in the section."""
    if section.article is article:
        return list(figures)
    made = []
    for each in figures:
        span = Span.of(article.text, each.span.start + section.start, each.span.end + section.start)
        statement = ids[each.statement] if each.statement else None
        placed = figure_id(article.id, span)
        made.append(dataclasses.replace(each, id=placed, article=article.id, span=span, statement=statement))
    return made
