"""Marked texts as articles with statements, and their parses: by the network that ships, or by the shape of words."""

from __future__ import annotations

import dataclasses
import functools
import re

from quoth.parse import Parse
from quoth.read import Reader, load_reader
from quoth.read.parsed import shape_parse
from quoth.records import Article, Kind, Speaker, Statement
from quoth.resolve import resolve
from quoth.resolve.mentions import Mention, find_mentions

__all__ = ["NETWORK", "PARSERS", "SHAPE", "mention_of", "named_by", "parse_by", "read_marked", "reader", "speakers_of"]

NETWORK, SHAPE = "network", "shape"
PARSERS = (NETWORK, SHAPE)

# {source} [cue] <content>; "|" parts statements, or else a digit behind a closing mark says of which one it is.
_MARK = re.compile(r"[{\[<]|[}\]>]\d?|\|")
_ROLES = {"{": "source", "[": "cue", "<": "content"}
_OPENED_BY = {"}": "{", "]": "[", ">": "<"}


@functools.cache
def reader() -> Reader:
    """The reader that ships, loaded once."""
    return load_reader()


@functools.cache
def parse_by(parser: str, text: str) -> Parse:
    """The parse of ``text`` by the network or by the shape of its words; without voices, since the rules are tested."""
    if parser == SHAPE:
        return shape_parse(text)
    return dataclasses.replace(reader().parse(Article.of(text, origin="test"))[1], voices={})


def read_marked(marked: str) -> tuple[Article, list[Statement]]:
    """The article and the statements of a marked text, in the order in which their first marks close. Marks nest."""
    text, at, part = "", 0, 0
    opened: list[tuple[str, int]] = []
    found: dict[str, dict[str, list[tuple[int, int]]]] = {}
    for m in _MARK.finditer(marked):
        text, at = text + marked[at : m.start()], m.end()
        if m.group() == "|":
            part += 1
        elif m.group() in _ROLES:
            opened.append((m.group(), len(text)))
        else:
            mark, start = opened.pop()
            assert mark == _OPENED_BY[m.group()[0]], f"{m.group()} closes {mark} in {marked}"
            roles = found.setdefault(m.group()[1:] or f"part {part}", {"source": [], "cue": [], "content": []})
            roles[_ROLES[mark]].append((start, len(text)))
    article = Article.of(text + marked[at:], origin="test")
    return article, [_statement(article, **roles) for roles in found.values()]


def _statement(
    article: Article, *, source: list[tuple[int, int]], cue: list[tuple[int, int]], content: list[tuple[int, int]]
) -> Statement:
    quoted = all(article.text[start] in '"“' for start, _ in content)
    kind: Kind = "direct" if quoted else "indirect"
    return Statement.of(article, content=content, cue=cue, source=source, kind=kind, confidence=0.8, made_by="test")


def speakers_of(marked: str, parser: str = NETWORK) -> list[Speaker]:
    """Who speaks in each statement of a marked text."""
    article, statements = read_marked(marked)
    resolved = {s.id: s.speaker for s in resolve(article, statements, parse_by(parser, article.text)).statements}
    speakers = [resolved[s.id] for s in statements]
    return [speaker for speaker in speakers if speaker is not None]


def named_by(marked: str, parser: str = NETWORK) -> list[str | None]:
    """The names of those who speak in each statement of a marked text."""
    return [speaker.name for speaker in speakers_of(marked, parser)]


def mention_of(parse: Parse, words: str) -> Mention:
    """The last mention that has these words."""
    return next(m for m in reversed(find_mentions(parse)) if parse.slice(m.start, m.end) == words)
