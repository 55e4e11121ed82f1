"""Title, outlet, authors, publication time, address and language of a page, as the page itself declares them.

Nothing is guessed from the running text: a date that no one declared stays null, since a wrong one is worse than none.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple
from urllib.parse import urljoin, urlsplit

from quoth.ingest.credits import is_organization, people
from quoth.ingest.dates import best_date, page_date
from quoth.ingest.jsonld import Node, name_of, names_of, nodes_in, page_nodes
from quoth.ingest.lines import squash
from quoth.ingest.outlets import outlet_of
from quoth.ingest.shown import address_date, marked_authors, marked_dates, shown_authors, shown_dates

__all__ = ["PageMetadata", "metadata_of"]

# Names of meta elements, the most trusted first. Matched in lower case against name, property and itemprop.
_TITLE = ("og:title", "twitter:title", "dc.title", "parsely-title", "citation_title")
_OUTLET = (
    "og:site_name",
    "application-name",
    "dc.publisher",
    "citation_publisher",
    "copyright",
    "apple-mobile-web-app-title",
)
_HANDLE = ("twitter:site",)
_DATE = (
    "article:published_time og:article:published_time article:published article:published_date article:publish_date "
    "og:published_time datepublished article.published article:post_date parsely-pub-date pubdate publishdate "
    "publish-date publish_date "
    "published-date published_date published_time published_at published publication_date publication-date "
    "publicationdate originalpublicationdate "
    "article_date_original article-publish-date article.published_time citation_publication_date citation_date "
    "sailthru.date "
    "cxenseparse:recs:publishtime cxenseparse:publishtime rnews:datepublished bt:pubdate vr:published_time "
    "shareaholic:article_published_time dc.date.issued dcterms.issued dc.date.created dcterms.created "
    "dcterms.date dc.date dc:date "
    "date.release datecreated article.created displaydate ptime pub_date date"
).split()
# What other names of it are made of.
_DATE_LIKE = re.compile(r"publi(?:sh|c)|pub.?(?:date|time)|(?:date|time).?pub|issued|posted|release.?date")
_NOT_DATE = re.compile(r"modif|updat|expir|event|section|publisher|section|type|id\Z")
_AUTHOR = (
    "author article:author article:author_name article.author author_name authors byl byline parsely-author "
    "dc.creator dc:creator "
    "dcterms.creator citation_author sailthru.author cxenseparse:author rbauthors og:author og:article:author "
    "article_author "
    "shareaholic:article_author_name article-author news_authors creator"
).split()
_LANGUAGE = ("og:locale", "content-language", "dc.language", "language", "inlanguage")

_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*\Z")
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]{0,300}>")
_SITE_SUFFIX = re.compile(r"\s+[|–—·•»-]\s+(?=[^|–—·•»]*\Z)")

# Longer contents of meta elements and titles are no facts of the kinds looked for here.
MAX_CONTENT = 1000


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
    all_nodes = nodes_in(_text(script) for script in tree.iter("script") if _is_jsonld(script))
    nodes = page_nodes(all_nodes, titles=titles)
    node = nodes[0] if nodes else {}
    address = _address(tree, node, metas, url)
    publishers = [name_of(each.get("publisher"), all_nodes) for each in nodes]
    sites = [
        name_of(each, all_nodes) for each in all_nodes if each.get("@type") in ("WebSite", "NewsMediaOrganization")
    ]
    publishers += _publishers(tree)
    names = [*_first(metas, _OUTLET[:1]), *publishers, *_first(metas, _OUTLET[1:]), *sites, *_first(metas, _HANDLE)]
    outlet = outlet_of(names, titles=titles, url=address)
    named = [title for key in ("headline", "name") if isinstance(title := node.get(key), str) and title.strip()]
    return PageMetadata(
        titles=_titles([*named, *titles], outlet, names),
        outlet=outlet,
        authors=_authors(tree, nodes, all_nodes, metas, outlet),
        published=best_date(list(_dates(tree, nodes, metas, address))),
        url=address,
        language=_language(tree, node, metas),
        body=_body(nodes),
        words=_words(nodes),
    )


def _metas(tree: Any) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for meta in tree.iter("meta"):
        content = " ".join((meta.get("content") or "").split())
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            if content and len(content) <= MAX_CONTENT and meta.get(attribute):
                found.setdefault(meta.get(attribute).strip().lower(), []).append(content)
    return found


def _publishers(tree: Any) -> list[str]:
    """The names that microdata has for the publisher."""
    held = tree.xpath("//*[@itemprop='publisher']")[:5]
    named = [name for each in held for name in each.xpath(".//*[@itemprop='name']")[:1]]
    return [name for each in named if (name := (each.get("content") or _text(each)).strip()) and len(name) <= 100]


def _first(metas: dict[str, list[str]], names: Iterable[str]) -> list[str]:
    return [content for name in names for content in metas.get(name, [])]


def _page_titles(tree: Any) -> list[str]:
    return [text for element in tree.xpath("//head/title")[:1] if (text := _text(element))]


def _titles(found: list[str], outlet: str | None, names: Iterable[str | None]) -> tuple[str, ...]:
    """Titles as readers see them, without the outlet's name behind them, each once."""
    sites = {squash(name) for name in [outlet, *names] if name} - {""}
    titles: dict[str, str] = {}
    for title in found:
        clean = _plain(title[:MAX_CONTENT])
        if (cut := _SITE_SUFFIX.search(clean)) and squash(clean[cut.end() :]) in sites:
            clean = clean[: cut.start()]
        if squash(clean) and squash(clean) not in sites:
            titles.setdefault(squash(clean), clean)
    return tuple(titles.values())


def _plain(text: str) -> str:
    """A title without entities, once or twice escaped, and without the tags that were in it."""
    return " ".join(_MARKUP.sub("", html.unescape(html.unescape(text))).split())


def _authors(
    tree: Any, nodes: list[Node], all_nodes: list[Node], metas: dict[str, list[str]], outlet: str | None
) -> tuple[str, ...]:
    """The article's own authors, or else those of the first place that names people; an agency or an outlet last."""
    declared = [
        *([*names_of(node.get("author"), all_nodes), *names_of(node.get("creator"), all_nodes)] for node in nodes),
        *([author for author in metas.get(name, []) if "://" not in author] for name in _AUTHOR),
        _said_on_cards(metas),
    ]
    rest: tuple[str, ...] = ()
    for strings in declared:
        found = people(strings, outlet=outlet)
        if found and not is_organization(found[0], outlet):
            return found
        rest = rest or found
    for found in (
        people(marked_authors(tree), outlet=outlet),
        *(people(each, outlet=outlet, shown=True) for each in shown_authors(tree)),
    ):
        if found and not is_organization(found[0], outlet):
            return found
    return rest


def _said_on_cards(metas: dict[str, list[str]]) -> list[str]:
    """What a card for Twitter says under "Written by"."""
    labels = [(name, label) for name, values in metas.items() if name.startswith("twitter:label") for label in values]
    wanted = [
        name.replace("label", "data") for name, label in labels if re.search(r"\b(?:by|author)\b", label, re.IGNORECASE)
    ]
    return [value for name in wanted for value in metas.get(name, [])]


def _dates(tree: Any, nodes: list[Node], metas: dict[str, list[str]], url: str | None) -> Iterator[str]:
    named = [
        content
        for name, held in metas.items()
        if _DATE_LIKE.search(name) and not _NOT_DATE.search(name)
        for content in held
    ]
    declared = [
        *(node.get("datePublished") for node in nodes),
        *_first(metas, _DATE),
        *named,
        *(node.get(key) for node in nodes for key in ("dateCreated", "uploadDate")),
    ]
    found = [date for value in declared if (date := page_date(value)) is not None]
    yield from found
    found += (marked := list(marked_dates(tree)))
    yield from marked
    if day := address_date(url):
        yield day
    if not found:
        yield from shown_dates(tree)


def _body(nodes: list[Node]) -> str | None:
    """The text that JSON-LD gives of the article, with the line ends of its paragraphs."""
    bodies = [node.get(key) for node in nodes for key in ("articleBody", "reviewBody", "text")]
    found = max((body for body in bodies if isinstance(body, str)), key=len, default="")
    text = html.unescape(found)
    text = _MARKUP.sub("", re.sub(r"(?i)</?(?:p|div|br|li|h[1-6]|blockquote)\b[^<>]*>", "\n", text))
    return text.strip() or None


def _words(nodes: list[Node]) -> int | None:
    """How many words the page says that its article has."""
    for node in nodes:
        stated = str(node.get("wordCount") or "").strip()
        if stated.isascii() and stated.isdigit() and 0 < len(stated) <= 6:
            return int(stated)
    return None


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
