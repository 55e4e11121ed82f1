"""Marked texts as articles with statements, and their parses: by the network that ships, and by shape alone."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable

from quoth.parse import Parse
from quoth.read import Reader, load_reader
from quoth.read.parsed import shape_parse
from quoth.records import Article, Kind, Speaker, Statement
from quoth.resolve import resolve

__all__ = ["NETWORK", "PARSERS", "SHAPE", "named_by", "network_parse", "read_marked", "speakers_of", "words_of"]

NETWORK, SHAPE = "network", "shape"
PARSERS = (NETWORK, SHAPE)

# {source} [cue] <content>; "|" parts statements; a digit behind a closing mark says of which statement it is.
_MARK = re.compile(r"[{\[<]|[}\]>]\d?|\|")
_ROLES = {"{": "source", "[": "cue", "<": "content"}
_OPENED_BY = {"}": "{", "]": "[", ">": "<"}


@functools.cache
def _reader() -> Reader:
    return load_reader()


@functools.cache
def network_parse(text: str) -> Parse:
    """The parse of ``text`` by the network that ships."""
    return _reader().parse(Article.of(text, origin="test"))[1]


def parse_by(parser: str, text: str) -> Parse:
    """The parse of ``text`` by the parser of that name."""
    return network_parse(text) if parser == NETWORK else shape_parse(text)


def read_marked(marked: str) -> tuple[Article, list[Statement]]:
    """The article and the statements of a marked text, in the order of their first marks. Marks may nest."""
    text, at, segment = "", 0, 0
    opened: list[tuple[str, int]] = []
    found: dict[str, dict[str, list[tuple[int, int]]]] = {}
    order: list[str] = []
    for m in _MARK.finditer(marked):
        text, at = text + marked[at : m.start()], m.end()
        if m.group() == "|":
            segment += 1
        elif m.group() in _ROLES:
            opened.append((m.group(), len(text)))
        else:
            mark, start = opened.pop()
            assert mark == _OPENED_BY[m.group()[0]], marked
            key = m.group()[1:] or f"segment {segment}"
            roles = found.setdefault(key, {"source": [], "cue": [], "content": []})
            roles[_ROLES[mark]].append((start, len(text)))
            order = order if key in order else [*order, key]
    article = Article.of(text + marked[at:], origin="test")
    return article, [_made(article, found[key]) for key in order]


def _made(article: Article, roles: dict[str, list[tuple[int, int]]]) -> Statement:
    quoted = [article.text[a] in '"“' for a, _ in roles["content"]]
    kind: Kind = "direct" if all(quoted) else "indirect"
    return Statement.of(article, **roles, kind=kind, confidence=0.8, made_by="test")  # type: ignore[arg-type]


def speakers_of(marked: str, parser: str = NETWORK) -> list[Speaker]:
    """Who is said to speak in each statement of a marked text, in the order of their first marks."""
    article, statements = read_marked(marked)
    resolved = {s.id: s.speaker for s in resolve(article, statements, parse_by(parser, article.text)).statements}
    out = [resolved[s.id] for s in statements]
    assert all(out)
    return [speaker for speaker in out if speaker]


def named_by(marked: str, parser: str = NETWORK) -> list[str | None]:
    """The names of those who speak in each statement of a marked text."""
    return [speaker.name for speaker in speakers_of(marked, parser)]


def words_of(parse: Parse, ranges: Iterable[tuple[int, int]]) -> list[str]:
    """What stands in each of some ranges of words."""
    return [parse.slice(i, j) for i, j in ranges]
