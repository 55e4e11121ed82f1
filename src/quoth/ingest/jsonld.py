"""What a page says about its article in JSON-LD (schema.org), however carelessly it is written."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from quoth.ingest.lines import squash

__all__ = ["Node", "name_of", "names_of", "nodes_in", "page_nodes"]

Node = Mapping[str, Any]

# Depth to which lists and graphs are followed, and how many nodes are looked at: real pages have 3 and some dozens.
MAX_DEPTH = 6
MAX_NODES = 2000

# What older pages write around a script so that yet older browsers do not show it.
_BEFORE = ("//", "<!--", "<![CDATA[", "/*", "*/")
_AFTER = ("//", "-->", "]]>", "/*", "*/", ";")
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
_PAIR = re.compile(r'"(headline|datePublished|dateCreated|inLanguage)"\s*:\s*("(?:[^"\\\n]|\\.)*")')
_ARTICLE_TYPE = re.compile(r"(?:Article|BlogPosting|Report|NewsItem)\Z|\AArticle")
# "WebPage" also ends the names of its kinds, such as MedicalWebPage.
_PAGE_TYPES = ("Review", "WebPage", "CreativeWork", "VideoObject", "Episode", "Photograph", "ImageGallery")


def nodes_in(scripts: Iterable[str]) -> list[Node]:
    """The top nodes of all ``scripts``, those of an ``@graph`` among them, in page order."""
    found: list[Node] = []
    for script in scripts:
        for node in _top(_loads(script), 0):
            if len(found) >= MAX_NODES:
                return found
            found.append(node)
    return found


def page_nodes(nodes: list[Node], *, titles: Iterable[str] = ()) -> list[Node]:
    """The nodes that speak of the page's article, the best first: its own, then those of the page, a review, a film.

    Its own is that whose headline is a title of the page, or the first; of the others, each kind's first counts.
    """
    articles = [node for node in nodes if any(_ARTICLE_TYPE.search(kind) for kind in _types(node))]
    wanted = {squash(html.unescape(title)) for title in titles} - {""}
    own = [node for node in articles if squash(html.unescape(_headline(node))) in wanted]
    others = [node for kind in _PAGE_TYPES for node in nodes if node not in articles and _is_a(node, kind)]
    return [*(own or articles)[:1], *others[:5]]


def _headline(node: Node) -> str:
    headline = node.get("headline") or node.get("name")
    return headline if isinstance(headline, str) else ""


def _is_a(node: Node, kind: str) -> bool:
    return any(each.endswith(kind) for each in _types(node))


def names_of(value: Any, nodes: list[Node]) -> list[str]:
    """The names in a value that may be a string, an object, a reference to one, or a list of any of them."""
    values = value if isinstance(value, list) else [value]
    return [name for item in values[:50] if (name := name_of(item, nodes)) is not None]


def name_of(value: Any, nodes: list[Node]) -> str | None:
    """The name of one person or organization, or None."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict) and "name" not in value and "@id" in value:
        value = next((node for node in nodes if node.get("@id") == value["@id"] and "name" in node), value)
    name = value.get("name") if isinstance(value, Mapping) else value
    if isinstance(name, list):
        name = name[0] if name else None
    return " ".join(name.split()) or None if isinstance(name, str) else None


def _types(node: Node) -> list[str]:
    kinds = node.get("@type")
    return [
        kind.rsplit("/", 1)[-1] for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)
    ]


def _top(value: Any, depth: int) -> Iterator[Node]:
    """Nodes that stand for the page: not those inside others, which are links to other articles as often as not."""
    if depth > MAX_DEPTH:
        return
    if isinstance(value, list):
        for item in value:
            yield from _top(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            if isinstance(value.get(key), list | dict):
                yield from _top(value[key], depth + 1)


def _loads(script: str) -> Any:
    """The JSON of a script; where it is broken, what single pairs of it still say."""
    text = _unwrapped(script)
    for attempt in (text, _TRAILING_COMMA.sub(r"\1", text)):
        try:
            # Not strict: raw line ends inside strings are the commonest fault.
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    pairs: dict[str, Any] = {}
    for key, value in _PAIR.findall(text):
        try:
            pairs.setdefault(key, json.loads(value))
        except ValueError:
            continue
    return {"@type": "Article", **pairs} if pairs else None


def _unwrapped(script: str) -> str:
    """A script without the comment marks around it. By hand: a pattern for them takes for ever on long white space."""
    text = script.strip()
    for _ in range(MAX_DEPTH):
        for mark in _BEFORE:
            text = text.removeprefix(mark).lstrip()
        for mark in _AFTER:
            text = text.removesuffix(mark).rstrip()
    return text
