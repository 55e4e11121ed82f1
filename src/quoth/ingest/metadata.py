"""Title, outlet, authors, publication time, address and language of a page, as the page itself declares them.

Nothing is guessed from the running text: a date that no one declared stays null, since a wrong one is worse than none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple
from urllib.parse import urljoin, urlsplit

from quoth.ingest.dates import best_date, page_date
from quoth.ingest.jsonld import Node, article_node, name_of, names_of, nodes_in
from quoth.ingest.lines import squash

__all__ = ["PageMetadata", "metadata_of"]

# Names of meta elements, the most trusted first. Matched in lower case against name, property and itemprop.
_TITLE = ("og:title", "twitter:title", "dc.title", "parsely-title", "citation_title")
_OUTLET = ("og:site_name", "application-name", "dc.publisher", "citation_publisher")
_DATE = (
    "article:published_time og:article:published_time datepublished article.published parsely-pub-date pubdate "
    "publishdate publish-date publish_date publication_date citation_publication_date citation_date sailthru.date "
    "dc.date.issued dcterms.created dcterms.date dc.date date.release datecreated date"
).split()
_AUTHOR = ("author", "article:author", "parsely-author", "byl", "dc.creator", "citation_author", "sailthru.author")
_LANGUAGE = ("og:locale", "content-language", "dc.language", "language", "inlanguage")

_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*\Z")
_BY = re.compile(r"\A(?:by|written by)\s+", re.IGNORECASE)
_SITE_SUFFIX = re.compile(r"\s+[|–—·•»-]\s+(?=[^|–—·•»]*\Z)")

# Longer contents of meta elements and titles are no facts of the kinds looked for here.
MAX_CONTENT = 1000

# Longer "names" are sentences that a page put in the wrong place.
MAX_AUTHOR = 120


class PageMetadata(NamedTuple):
    """What a page declares; ``titles`` are all its renderings of its title, the best first."""

    titles: tuple[str, ...] = ()
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    url: str | None = None
    language: str | None = None
    body: str | None = None
    words: int | None = None


def metadata_of(tree: Any, *, url: str | None = None) -> PageMetadata:
    """What the parsed page ``tree`` declares about its article; ``url`` is where it came from, if that is known."""
    metas = _metas(tree)
    titles = [*_first(metas, _TITLE), *_page_titles(tree)]
    nodes = nodes_in(_text(script) for script in tree.iter("script") if _is_jsonld(script))
    node = article_node(nodes, titles=titles)
    outlet = next(iter(_first(metas, _OUTLET)), None) or name_of(node.get("publisher"), nodes)
    named = [title for key in ("headline", "name") if isinstance(title := node.get(key), str) and title.strip()]
    return PageMetadata(
        titles=_titles([*named, *titles], outlet),
        outlet=outlet,
        authors=_authors([*names_of(node.get("author"), nodes), *names_of(node.get("creator"), nodes)], metas),
        published=best_date(list(_dates(tree, node, metas))),
        url=_address(tree, node, metas, url),
        language=_language(tree, node, metas),
    )


def _metas(tree: Any) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for meta in tree.iter("meta"):
        content = " ".join((meta.get("content") or "").split())
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            if content and len(content) <= MAX_CONTENT and meta.get(attribute):
                found.setdefault(meta.get(attribute).strip().lower(), []).append(content)
    return found


def _first(metas: dict[str, list[str]], names: Iterable[str]) -> list[str]:
    return [content for name in names for content in metas.get(name, [])]


def _page_titles(tree: Any) -> list[str]:
    return [text for element in tree.xpath("//head/title")[:1] if (text := _text(element))]


def _titles(found: list[str], outlet: str | None) -> tuple[str, ...]:
    """Titles without the outlet's name behind them, each once."""
    titles: dict[str, str] = {}
    for title in found:
        clean = " ".join(title[:MAX_CONTENT].split())
        if outlet is not None and (cut := _SITE_SUFFIX.search(clean)) and squash(clean[cut.end() :]) == squash(outlet):
            clean = clean[: cut.start()]
        if squash(clean) and squash(clean) != squash(outlet or ""):
            titles.setdefault(squash(clean), clean)
    return tuple(titles.values())


def _authors(named: list[str], metas: dict[str, list[str]]) -> tuple[str, ...]:
    """The article's own authors, or else those of the first meta element that has any; each once."""
    found = named
    for name in _AUTHOR:
        found = found or [author for author in metas.get(name, []) if "://" not in author]
    clean = (_BY.sub("", author) for author in found)
    return tuple(dict.fromkeys(author for author in clean if 0 < len(author) <= MAX_AUTHOR))


def _dates(tree: Any, node: Node, metas: dict[str, list[str]]) -> Iterator[str]:
    declared = [node.get("datePublished"), *_first(metas, _DATE), node.get("dateCreated")]
    marked = [
        time.get("datetime")
        for time in tree.iter("time")
        if time.get("itemprop") == "datePublished" or "pubdate" in time.attrib
    ]
    in_article = [time.get("datetime") for time in tree.xpath("//article//time[@datetime] | //main//time[@datetime]")]
    for value in [*declared, *marked, *in_article[:1]]:
        if (found := page_date(value)) is not None:
            yield found


def _address(tree: Any, node: Node, metas: dict[str, list[str]], base: str | None) -> str | None:
    canonical = [link.get("href") for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical"]
    for value in [*canonical, *metas.get("og:url", []), node.get("url"), node.get("mainEntityOfPage"), base]:
        address = value.get("@id") if isinstance(value, dict) else value
        if isinstance(address, str) and address.strip():
            try:
                whole = urljoin(base or "", address.strip())
                parts = urlsplit(whole)
            except ValueError:
                continue
            if parts.scheme in ("http", "https") and parts.hostname and not re.search(r"\s", whole):
                return whole
    return None


def _language(tree: Any, node: Node, metas: dict[str, list[str]]) -> str | None:
    stated = node.get("inLanguage")
    if isinstance(stated, list):
        stated = stated[0] if stated else None
    if isinstance(stated, dict):
        stated = stated.get("alternateName") or stated.get("name")
    root = next(tree.iter("html"), None)
    for value in [stated, root.get("lang") if root is not None else None, *_first(metas, _LANGUAGE)]:
        if isinstance(value, str) and _LANGUAGE_TAG.match(value.strip()):
            return value.strip().replace("_", "-")
    return None


def _is_jsonld(script: Any) -> bool:
    return "ld+json" in (script.get("type") or "").lower()


def _text(element: Any) -> str:
    return "".join(element.itertext()).strip()
